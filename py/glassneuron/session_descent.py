"""The door's method for the descent: a map of the cost over two of a machine's parameters."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import machines, session_points, surfaces, validation
from glassneuron.surfaces import Slice
from glassneuron.validation import Array

Message = tuple[str, dict[str, Any]]
# The ranges of the two parameters, low and high.
Window = tuple[tuple[float, float], tuple[float, float]]

# The view may widen towards the minimum until it is so many times the path's extent: where a line
# divides the classes, the minimum is infinitely far away.
MOST_EXTENTS = 6
# The view looks for the minimum on a coarse grid, with no more samples than this.
N_LOOK = 9
MOST_LOOKED_AT = 1000
# The values of a parameter on the map: as many as the work allows, in samples times places.
LEAST_GRID, MOST_GRID, WORK = 20, 60, 20_000_000
LEAST_NETWORK_GRID, MOST_NETWORK_GRID = 14, 30
SLICE_SECONDS = 0.03


def window(cost: Slice, path: Array, before: Window | None = None) -> Window:
    """Choose how much of the surface to show: the path, and the minimum where it is near.

    Parameters
    ----------
    cost : callable
        The slice, as from `surfaces.neuron_slice`.
    path : ndarray, shape (2, n_steps)
        The two parameters on the way.
    before : pair of (low, high), optional
        The view until now, which stays as it is if the path and the minimum are in it.

    Returns
    -------
    pair of (low, high)
        The range of each parameter.
    """
    first, second = (surfaces.around(values) for values in path)
    if before is not None and all(
        low <= values.min() and values.max() <= high
        for (low, high), values in zip(before, path, strict=True)
    ):
        first, second = before
    most = MOST_EXTENTS * np.maximum(surfaces.LEAST_EXTENT, np.ptp(path, axis=1))
    while True:
        axes = (np.linspace(*ends, N_LOOK) for ends in (first, second))
        heights = np.vstack(list(surfaces.rows(cost, *axes)))
        row, column = divmod(int(heights.argmin()), N_LOOK)
        wider = _widened(first, column, most[0]), _widened(second, row, most[1])
        if wider == (first, second):
            return wider
        first, second = wider


def _widened(ends: tuple[float, float], lowest: int, most: float) -> tuple[float, float]:
    # Half as much again on the side where the lowest place is at the rim.
    low, high = ends
    extent = high - low
    if extent >= most or lowest not in (0, N_LOOK - 1):
        return ends
    return (low - extent / 2, high) if lowest == 0 else (low, high + extent / 2)


def descent(args: Mapping[str, Any]) -> Iterator[Message]:
    """Map the cost of ``machine`` over two of its parameters, around the path and ``params``.

    ``points``, ``testing`` and ``dataset`` say what it learns from, as they do for a training.
    ``over`` counts the two parameters through all of them: each layer's W row by row, then its b.
    The others are held as they are in ``params``. ``path`` holds the two on the way, ``first`` and
    ``second``; ``window``, where there is one, the ranges shown until now.
    """
    split = session_points.parts(args)
    machine = machines.checked({**args["machine"], "start": args["params"]})
    params = machines.start(machine, split.n_classes)
    output = machines.output(machine, split.n_classes)
    X = machines.inputs(machine, split.X[:, split.train])
    Y = machines.targets(split.Y[:, split.train], split.n_classes)
    i, j = over = _two(args["over"], surfaces.flat(params).size)
    plain = len(params) == 1 and output == "sigmoid"

    def sliced(every: int) -> Slice:
        l1, l2 = machine.l1, machine.l2
        seen_X, seen_Y = X[:, ::every], Y[:, ::every]
        if plain:
            return surfaces.neuron_slice(seen_X, seen_Y, surfaces.flat(params), over, l1, l2)
        return surfaces.network_slice(
            seen_X, seen_Y, params, over, machine.activation, output, l1, l2
        )

    here = surfaces.flat(params)[[i, j]]
    before = np.array([args["path"][name] for name in ("first", "second")], dtype=np.float64)
    path = np.hstack([before.reshape(2, -1), here[:, np.newaxis]])
    look = sliced(max(1, X.shape[1] // MOST_LOOKED_AT))
    ends = window(look, path, _window(args["window"]))

    n_grid = _n_grid(X.shape[1], 0 if plain else sum(b.size for _, b in params))
    first, second = (np.linspace(*limits, n_grid) for limits in ends)
    cost = sliced(1)
    # The map's places row by row, then the path's.
    grid = np.array([np.tile(first, n_grid), np.repeat(second, n_grid)])
    places = np.hstack([grid, path])
    heights = np.empty(places.shape[1])
    deadline = time.perf_counter() + SLICE_SECONDS
    for done in range(0, heights.size, n_grid):
        if time.perf_counter() >= deadline:
            yield "progress", {"done": done, "of": heights.size}
            deadline = time.perf_counter() + SLICE_SECONDS
        piece = slice(done, done + n_grid)
        heights[piece] = cost(*places[:, piece])
    surface = heights[: n_grid**2]
    row, column = divmod(int(surface.argmin()), n_grid)
    yield (
        "result",
        {
            "first": first,
            "second": second,
            "cost": {"data": surface.copy(), "shape": [n_grid, n_grid]},
            "path": {
                "first": path[0].copy(),
                "second": path[1].copy(),
                "cost": heights[n_grid**2 :].copy(),
            },
            "lowest": {
                "first": float(first[column]),
                "second": float(second[row]),
                "cost": float(surface.min()),
            },
        },
    )


def _two(over: Any, n: int) -> tuple[int, int]:
    i, j = (validation.count(index, "Each of over") for index in over)
    if i == j or max(i, j) >= n:
        raise ValueError(f"Choose two different parameters, from 0 to {n - 1}; got {i} and {j}.")
    return i, j


def _window(value: Any) -> Window | None:
    if value is None:
        return None
    first, second = ((float(low), float(high)) for low, high in value)
    return first, second


def _n_grid(m: int, n_neurons: int) -> int:
    # One neuron takes all places at a time; a network answers for each place anew.
    if n_neurons == 0:
        return min(MOST_GRID, max(LEAST_GRID, math.isqrt(WORK // m)))
    return min(MOST_NETWORK_GRID, max(LEAST_NETWORK_GRID, math.isqrt(WORK // (m * n_neurons))))


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"descent": descent}
