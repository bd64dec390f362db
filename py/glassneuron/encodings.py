"""How a column of a table becomes inputs: the arithmetic, whose lines the glass shows."""

import numpy as np

from glassneuron.validation import Array


def standardise(values: Array, mean: float, deviation: float) -> Array:
    """Count numbers in standard deviations from their mean.

    Parameters
    ----------
    values : ndarray, shape (m_samples,)
        The numbers of a column; NaN where one is missing.
    mean, deviation : float
        Of the numbers to learn from; `deviation` is above 0.

    Returns
    -------
    ndarray, shape (1, m_samples)
        One row of inputs; 0 where a number is missing.
    """
    standardised = (values - mean) / deviation
    # The mean, which stands in for a missing number, is 0 now.
    return np.where(np.isnan(standardised), 0.0, standardised)[np.newaxis, :]


def one_hot(places: Array, n_categories: int) -> Array:
    """Give each category but the first one an input that is 1 for its own and 0 for the others.

    Parameters
    ----------
    places : ndarray, shape (m_samples,)
        The number of each row's category; 0 is the reference, which stands in for a missing one.
    n_categories : int
        How many there are, the reference included.

    Returns
    -------
    ndarray, shape (n_categories - 1, m_samples)
        Rows of inputs; the reference is 0 in all of them.
    """
    others = np.arange(1, n_categories)[:, np.newaxis]
    return np.where(places == others, 1.0, 0.0)
