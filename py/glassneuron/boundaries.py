"""What a trained neuron answers all over the plane, and the line on which it is undecided."""

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import sigmoid
from glassneuron.validation import Array


def probability_surface(w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike) -> Array:
    """Compute the neuron's answer at every point of a grid.

    Parameters
    ----------
    w : array_like, shape (2, 1)
        The weights of x and y.
    b : float
        The bias.
    x : array_like, shape (n_columns,)
        The grid's columns.
    y : array_like, shape (n_rows,)
        The grid's rows.

    Returns
    -------
    ndarray, shape (n_rows, n_columns)
        The probability of class 1; row i belongs to ``y[i]``, column j to ``x[j]``.
    """
    w = validation.weights(w, n_features=2)
    x, y = validation.numbers(x, "x"), validation.numbers(y, "y")
    with np.errstate(over="ignore", invalid="ignore"):
        z = w[0] * x[np.newaxis, :] + (w[1] * y + validation.bias(b))[:, np.newaxis]
    validation.no_overflow(z, "The weighted sum wᵀx + b")
    return sigmoid(z)


def boundary(w: ArrayLike, b: ArrayLike) -> tuple[float, float] | None:
    """Find the line on which the neuron is undecided, ŷ = 0.5.

    There z = w₁x + w₂y + b = 0, so y = -(w₁/w₂) x - b/w₂.

    Parameters
    ----------
    w : array_like, shape (2, 1)
        The weights of x and y.
    b : float
        The bias.

    Returns
    -------
    (slope, intercept) or None
        The line y = slope x + intercept; None if it is upright or there is none.

    Examples
    --------
    >>> boundary([[-2.0], [1.0]], -3.0)
    (2.0, 3.0)
    """
    w1, w2 = validation.weights(w, n_features=2)[:, 0]
    with np.errstate(all="ignore"):
        slope, intercept = -w1 / w2, -validation.bias(b) / w2
    if not (np.isfinite(slope) and np.isfinite(intercept)):
        return None
    return float(slope) + 0.0, float(intercept) + 0.0


def boundary_equation(w: ArrayLike, b: ArrayLike) -> str:
    """Write the boundary's equation for people, to four digits.

    Parameters
    ----------
    w : array_like, shape (2, 1)
        The weights of x and y.
    b : float
        The bias.

    Returns
    -------
    str
        Such as ``y = 1.23x + 3.23``; ``x = 2`` for an upright line; a few words if there is none.

    Examples
    --------
    >>> boundary_equation([[-2.0], [1.0]], -3.0)
    'y = 2x + 3'
    """
    line = boundary(w, b)
    if line is None:
        # Swapped, an upright line is a level one.
        level = boundary(np.flipud(validation.weights(w, n_features=2)), b)
        return "no boundary" if level is None else f"x = {level[1]:.4g}"
    slope, intercept = line
    if slope == 0:
        return f"y = {intercept:.4g}"
    constant = "" if intercept == 0 else f" {'-' if intercept < 0 else '+'} {abs(intercept):.4g}"
    return f"y = {slope:.4g}x{constant}"
