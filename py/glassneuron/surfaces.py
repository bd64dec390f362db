"""The landscape that the descent walks on: the cost over two of the parameters.

A neuron has more parameters than a map has directions. So two of them vary and the others are
held where they are: the map is a slice through the cost, and each of its heights is exact.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import network, validation
from glassneuron.validation import AnyParams, Array

# How much of the path's extent is shown beyond it on either side, and the least extent.
MARGIN = 0.25
LEAST_EXTENT = 1.0
# All places times all samples could fill a browser's memory: so many products at a time.
PIECE = 100_000

# Takes the two parameters' values at some places, each (n_places,), and returns the costs there.
Slice = Callable[[Array, Array], Array]


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
    """Compute a neuron's cost over two parameters, around the path of a descent.

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

    Examples
    --------
    >>> surface = cost_surface([[-1, 1]], [[0, 1]], [[0, 1], [0, 0]], over=("w1", "b"), n_grid=3)
    >>> surface.first.tolist()
    [-0.25, 0.5, 1.25]
    """
    X = validation.samples(X)
    path = validation.samples(path, "path")
    n_grid = validation.count(n_grid, "n_grid", least=2)
    if path.shape[0] != X.shape[0] + 1:
        raise ValueError(
            f"path must have {X.shape[0] + 1} rows, one for each weight and one for the bias; "
            f"got the shape {path.shape}."
        )
    i, j = _rows(over, X.shape[0])
    cost = neuron_slice(X, Y, path[:, -1], (i, j))
    first, second = (np.linspace(*around(path[row]), n_grid) for row in (i, j))
    surface = np.vstack(list(rows(cost, first, second)))
    return CostSurface(first, second, surface, np.vstack([path[[i, j]], cost(path[i], path[j])]))


def neuron_slice(
    X: ArrayLike,
    Y: ArrayLike,
    place: ArrayLike,
    over: tuple[int, int],
    l1: float = 0.0,
    l2: float = 0.0,
) -> Slice:
    """Make the cost of one neuron a function of two of its parameters.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    place : array_like, shape (n_features + 1,)
        The weights and, last, the bias: where all parameters but two are held.
    over : pair of int
        Which two of `place` vary, counted from 0.
    l1, l2 : float
        How much large weights cost; see `network.cost`.

    Returns
    -------
    callable
        Takes the values of the two parameters, (n_places,) each, and returns the costs there.

    Raises
    ------
    ValueError
        If shapes do not fit together or a value is not allowed; the function, if a cost is too
        large for floating-point numbers.

    Notes
    -----
    With z = wᵀx + b the loss is L = ln(1 + e⁻ᶻ) for class 1 and ln(1 + eᶻ) for class 0: the
    logarithmic loss of ŷ = σ(z), without the rounding of ŷ to 0 or 1.
    """
    X = validation.samples(X)
    Y = validation.labels(Y, m=X.shape[1])
    place = validation.numbers(place, "place")
    both = list(over)
    # The bias is the weight of a feature that is always 1. Class 1's samples change their sign,
    # so that ln(1 + eᶻ) is the loss of every sample.
    inputs = np.where(Y == 1, -1.0, 1.0) * np.vstack([X, np.ones(X.shape[1])])
    rest = place.copy()
    rest[both] = 0.0
    # What costs something is a weight that is held, or that varies. The bias costs nothing.
    held = l1 * np.sum(np.abs(rest[:-1])) + l2 / 2 * np.sum(rest[:-1] ** 2)
    costly = np.array(both) != X.shape[0]

    def cost(first: Array, second: Array) -> Array:
        places = np.array([first, second])
        costs = np.empty(places.shape[1])
        step = max(1, PIECE // X.shape[1])
        with np.errstate(over="ignore", invalid="ignore"):
            z_rest = rest @ inputs
            for start in range(0, costs.size, step):
                piece = slice(start, start + step)
                z = z_rest + places[:, piece].T @ inputs[both]
                costs[piece] = np.logaddexp(0.0, z).mean(axis=1)
            weights = places[costly]
            costs += held + l1 * np.abs(weights).sum(axis=0) + l2 / 2 * (weights**2).sum(axis=0)
        validation.no_overflow(costs, "The cost on the surface")
        return costs

    return cost


def network_slice(
    X: ArrayLike,
    Y: ArrayLike,
    params: AnyParams,
    over: tuple[int, int],
    activation: str = "tanh",
    output: str = "sigmoid",
    l1: float = 0.0,
    l2: float = 0.0,
) -> Slice:
    """Make the cost of a network a function of two of its weights or biases.

    Parameters
    ----------
    X, Y, activation, output, l1, l2
        As for `network.cost` and `network.predict`.
    params : list of (W, b)
        The layers: where all parameters but two are held.
    over : pair of int
        Which two vary, counted from 0 through `flat`'s numbers.

    Returns
    -------
    callable
        As that of `neuron_slice`.

    Raises
    ------
    ValueError
        The function, if an argument is not allowed or a cost is too large for a float.
    """
    X = validation.samples(X)
    held = flat(params)

    def cost(first: Array, second: Array) -> Array:
        costs = []
        for place in zip(first, second, strict=True):
            numbers = held.copy()
            numbers[list(over)] = place
            there = shaped(numbers, params)
            A = network.predict(there, X, activation, output)
            costs.append(network.cost(A, Y, output, there, l1, l2))
        return np.array(costs)

    return cost


def flat(params: AnyParams) -> Array:
    """Write all parameters in one row: for each layer W row by row, then b.

    Parameters
    ----------
    params : list of (W, b)
        The layers.

    Returns
    -------
    ndarray, shape (n_parameters,)
        For one neuron the weights and then the bias.
    """
    return np.concatenate([np.ravel(array) for layer in params for array in layer])


def shaped(numbers: Array, params: AnyParams) -> list[tuple[Array, Array]]:
    """Turn `flat`'s row back into layers of the shapes that `params` have."""
    layers = []
    start = 0
    for W, b in params:
        middle, end = start + np.size(W), start + np.size(W) + np.size(b)
        layers.append(
            (numbers[start:middle].reshape(np.shape(W)), numbers[middle:end].reshape(np.shape(b)))
        )
        start = end
    return layers


def rows(cost: Slice, first: Array, second: Array) -> Iterator[Array]:
    """Compute the costs on a grid row by row, (1, n_first) each: row i belongs to second[i]."""
    for value in second:
        yield cost(first, np.full(first.size, value))[np.newaxis]


def around(values: Array) -> tuple[float, float]:
    """Return the range that holds the values, with a quarter of their extent on either side."""
    low, high = float(values.min()), float(values.max())
    margin = max(MARGIN * (high - low), (LEAST_EXTENT - (high - low)) / 2)
    return low - margin, high + margin


def _rows(over: Sequence[str], n_features: int) -> tuple[int, int]:
    names = [*(f"w{k + 1}" for k in range(n_features)), "b"]
    if len(over) != 2 or over[0] == over[1] or not set(over) <= set(names):
        raise ValueError(
            f"over must name two different parameters of {', '.join(names)}; got {over!r}."
        )
    return names.index(over[0]), names.index(over[1])
