"""Inputs made from x₁ and x₂: with them one neuron can draw a curve.

A neuron draws a line in the space of its inputs. Give it x₁² and x₂² as well, and a line there is a
circle or an ellipse in the plane.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array


class Feature(NamedTuple):
    """An input a neuron may be given.

    Attributes
    ----------
    title : str
        Its formula, for people.
    of : callable
        Takes the rows x₁ and x₂ and returns the input's row.
    """

    title: str
    of: Callable[[Array, Array], Array]


# Squares and the product reach 100 in the plane from -10 to 10. A tenth of them is as large as x₁
# and x₂ are, and the learning rate that suits these suits them all.
FEATURES = {
    "x1": Feature("x₁", lambda x1, _: x1),
    "x2": Feature("x₂", lambda _, x2: x2),
    "x1_squared": Feature("x₁²/10", lambda x1, _: x1 * x1 / 10.0),
    "x2_squared": Feature("x₂²/10", lambda _, x2: x2 * x2 / 10.0),
    "x1_x2": Feature("x₁x₂/10", lambda x1, x2: x1 * x2 / 10.0),
    "sin_x1": Feature("sin x₁", lambda x1, _: np.sin(x1)),
    "sin_x2": Feature("sin x₂", lambda _, x2: np.sin(x2)),
}


def features(X: ArrayLike, names: Iterable[str]) -> tuple[Array, list[str]]:
    """Compute the chosen inputs of points in the plane.

    Parameters
    ----------
    X : array_like, shape (2, m_samples)
        The points, one a column.
    names : iterable of str
        Keys of `FEATURES`, like switches that are on: neither order nor repetition matters.

    Returns
    -------
    rows : ndarray, shape (n_selected, m_samples)
        One input a row, in the order of `FEATURES`.
    names : list of str
        The names of the rows.

    Raises
    ------
    ValueError
        If a name is unknown, none is given, or `X` does not hold points in the plane.

    Examples
    --------
    >>> features([[2.0], [3.0]], ["x1_x2", "x1"])
    (array([[2. ],
           [0.6]]), ['x1', 'x1_x2'])
    """
    x1, x2 = validation.samples(X, n_features=2)
    chosen = {names} if isinstance(names, str) else set(names)
    if not chosen or not chosen <= set(FEATURES):
        unknown = ", ".join(sorted(map(repr, chosen - set(FEATURES)))) or "none"
        raise ValueError(f"Choose one or more of the inputs {', '.join(FEATURES)}; got {unknown}.")
    ordered = [name for name in FEATURES if name in chosen]
    with np.errstate(over="ignore"):
        rows = np.vstack([FEATURES[name].of(x1, x2) for name in ordered])
    validation.no_overflow(rows, "An input made from x₁ and x₂")
    return rows, ordered
