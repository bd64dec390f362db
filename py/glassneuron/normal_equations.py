"""The line of best fit at once: where the slopes of the regression's cost are 0."""

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array


def least_squares(X: ArrayLike, Y: ArrayLike) -> tuple[Array, float]:
    """Find the line of least cost at once, without a step.

    Where the cost is least its slopes are 0. Measured from the means x̄ and ȳ, with X̃ and Ỹ the
    samples and the numbers wanted less their means, that reads X̃ X̃ᵀ w = X̃ Ỹᵀ, and b = ȳ - wᵀx̄.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.

    Returns
    -------
    w : ndarray, shape (n_features, 1)
        The slopes; of several that fit equally well, as when two features say the same, the
        shortest.
    b : float
        The intercept.

    Raises
    ------
    ValueError
        If the shapes do not fit together or the values are not finite numbers of a usable size.

    Notes
    -----
    T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, 2nd edition,
    section 3.2. The pseudoinverse stands for (X̃ X̃ᵀ)⁻¹ X̃: it is the same where that exists, and
    exists where that does not.

    Examples
    --------
    >>> w, b = least_squares([[0.0, 1.0, 2.0]], [[1.0, 3.0, 5.0]])
    >>> round(w.item(), 6), round(b, 6)
    (2.0, 1.0)
    """
    X = validation.samples(X)
    Y = validation.targets(Y, m=X.shape[1])
    with np.errstate(over="ignore", invalid="ignore"):
        x_mean, y_mean = X.mean(axis=1, keepdims=True), Y.mean()
        centred = X - x_mean
        validation.no_overflow(centred, "A sample less the mean of all")
        # Directions this much thinner than the widest are rounding, as in numpy.linalg.lstsq; and
        # the further the samples lie from 0 for their spread, the more of it their means leave.
        far = np.abs(X).max() / max(np.abs(centred).max(), np.finfo(np.float64).tiny)
        thinnest = max(X.shape) * np.finfo(np.float64).eps * max(1.0, far)
        w: Array = np.dot(np.linalg.pinv(centred.T, rtol=thinnest), (Y - y_mean).T)
        b = float(y_mean - np.dot(w.T, x_mean).item())
    validation.no_overflow(np.append(w, b), "The line")
    return w, b
