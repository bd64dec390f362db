"""The landscape that the descent walks on: the cost over two of the neuron's parameters."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array

# How much of the path's extent is shown beyond it on either side, and the least extent.
MARGIN = 0.25
LEAST_EXTENT = 1.0
PIECE = 64


class CostSurface(NamedTuple):
    """The cost over two parameters, and the path of a descent on it.

    Attributes
    ----------
    first, second : ndarray, shape (n_grid,)
        The values of the two parameters, evenly spaced.
    cost : ndarray, shape (n_grid, n_grid)
        The cost; row i belongs to ``second[i]``, column j to ``first[j]``.
    path : ndarray, shape (3, n_steps)
        The descent: the first parameter, the second, and the height of the surface there.
    """

    first: Array
    second: Array
    cost: Array
    path: Array


def cost_surface(
    X: ArrayLike,
    Y: ArrayLike,
    path: ArrayLike,
    over: Sequence[str] = ("w1", "w2"),
    n_grid: int = 60,
) -> CostSurface:
    """Compute the cost over two parameters, around the path of a descent.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    path : array_like, shape (n_features + 1, n_steps)
        The weights on the way, one step a column, with the bias in the last row.
    over : pair of str
        The two parameters: ``w1``, ``w2``, … or ``b``.
    n_grid : int
        How many values of each parameter, at least 2.

    Returns
    -------
    CostSurface
        The surface reaches a quarter of the path's extent beyond it.

    Raises
    ------
    ValueError
        If shapes do not fit together, `over` does not name two different parameters, or
        the cost is too large for floating-point numbers.

    Notes
    -----
    All other parameters stay as they are at the end of the path. Where they moved on the way, the
    path's height on this surface is not the cost the descent had at that step.

    With z = wᵀx + b the loss is L = ln(1 + e⁻ᶻ) for class 1 and ln(1 + eᶻ) for class 0: the
    logarithmic loss of ŷ = σ(z), without the rounding of ŷ to 0 or 1.

    Examples
    --------
    >>> surface = cost_surface([[-1, 1]], [[0, 1]], [[0, 1], [0, 0]], over=("w1", "b"), n_grid=3)
    >>> surface.first.tolist()
    [-0.25, 0.5, 1.25]
    """
    X = validation.samples(X)
    Y = validation.labels(Y, m=X.shape[1])
    path = validation.samples(path, "path")
    n_grid = validation.count(n_grid, "n_grid", least=2)
    if path.shape[0] != X.shape[0] + 1:
        raise ValueError(
            f"path must have {X.shape[0] + 1} rows, one for each weight and one for the bias; "
            f"got the shape {path.shape}."
        )
    i, j = _rows(over, X.shape[0])
    first, second = _around(path[i], n_grid), _around(path[j], n_grid)

    # The bias is the weight of a feature that is always 1. Class 1's samples change their sign,
    # so that ln(1 + eᶻ) is the loss of every sample.
    inputs = np.where(Y == 1, -1.0, 1.0) * np.vstack([X, np.ones(X.shape[1])])
    rest = path[:, -1].copy()
    rest[[i, j]] = 0.0
    with np.errstate(over="ignore", invalid="ignore"):
        z_rest = rest @ inputs

    # The surface's points row by row, then the path's.
    grid = np.array([np.tile(first, n_grid), np.repeat(second, n_grid)])
    places = np.hstack([grid, path[[i, j]]])
    costs = np.empty(places.shape[1])
    # A piece at a time: all places times all samples could fill a browser's memory.
    for start in range(0, costs.size, PIECE):
        piece = slice(start, start + PIECE)
        with np.errstate(over="ignore", invalid="ignore"):
            z = z_rest + places[:, piece].T @ inputs[[i, j]]
            costs[piece] = np.logaddexp(0.0, z).mean(axis=1)
    validation.no_overflow(costs, "The cost on the surface")
    return CostSurface(
        first,
        second,
        costs[: n_grid**2].reshape(n_grid, n_grid),
        np.vstack([path[[i, j]], costs[n_grid**2 :]]),
    )


def _rows(over: Sequence[str], n_features: int) -> tuple[int, int]:
    names = [*(f"w{k + 1}" for k in range(n_features)), "b"]
    if len(over) != 2 or over[0] == over[1] or not set(over) <= set(names):
        raise ValueError(
            f"over must name two different parameters of {', '.join(names)}; got {over!r}."
        )
    return names.index(over[0]), names.index(over[1])


def _around(values: Array, n_grid: int) -> Array:
    low, high = values.min(), values.max()
    margin = max(MARGIN * (high - low), (LEAST_EXTENT - (high - low)) / 2)
    return np.linspace(low - margin, high + margin, n_grid)
