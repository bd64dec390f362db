"""What one can say of a trained neuron: how often it is right, and where it draws its line."""

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import sigmoid
from glassneuron.validation import Array


def classify(A: ArrayLike, threshold: float = 0.5) -> Array:
    """Turn probabilities into classes: 1 from the threshold up, 0 below.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The probability of class 1 for each sample.
    threshold : float
        Where class 1 begins.

    Returns
    -------
    ndarray, shape (1, m_samples)
        0 or 1 for each sample.
    """
    return (validation.probabilities(A) >= threshold).astype(np.float64)


def accuracy(A: ArrayLike, Y: ArrayLike) -> float:
    """Compute the share of samples that are classified right.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The probability of class 1 for each sample.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> accuracy([[0.9, 0.2, 0.6, 0.4]], [[1, 0, 0, 0]])
    0.75
    """
    predicted = classify(A)
    return float(np.mean(predicted == validation.labels(Y, m=predicted.shape[1])))


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
