"""What the page of the regression asks: the cost of a line, its training, and the landscape."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import (
    explanation_regression,
    normal_equations,
    regression,
    session_stages,
    validation,
)
from glassneuron.validation import Array

Value = dict[str, Any]
Message = tuple[str, Value]

MOST_POINTS = 1000
MOST_ITERATIONS = 100_000
MOST_CELLS = 200
SLICE_SECONDS = 0.03
# As the neuron's training at the watching pace: the first, large steps are seen one by one.
WATCH_GROWTH = 25
# How much of the extent is shown beyond it on either side, and the least extents of w and b.
MARGIN = 0.3
LEAST_EXTENT = {"w": 2.0, "b": 4.0}
N_LEVELS = 12


def look(args: Mapping[str, Any]) -> Iterator[Message]:
    """Tell how well the line ``w``, ``b`` fits ``points``, and which way is downhill."""
    X, Y = _samples(args["points"])
    w, b = validation.number(args["w"], "Slope w"), validation.number(args["b"], "Intercept b")
    A = regression.forward_propagation([[w]], b, X)
    yield "result", {"w": w, "b": b, "cost": regression.cost(A, Y), **_errors(X, Y, A)}


def train(args: Mapping[str, Any]) -> Iterator[Message]:
    """Teach the line from ``w``, ``b`` and ``iteration`` up to ``n_iterations``.

    Every message carries the ``path`` since the last one, its place included: w, b and the cost
    of each iteration, one after the other. As numbers cross whole, a training that was paused
    ends with the same bits as one that was not.
    """
    X, Y = _samples(args["points"])
    first = validation.count(args["iteration"], "Iteration")
    last = max(first, _at_most(args["n_iterations"], "Iterations", MOST_ITERATIONS))
    rate = validation.positive(args["learning_rate"], "The learning rate")
    start = validation.number(args["w"], "Slope w"), validation.number(args["b"], "Intercept b")
    path: list[float] = []
    due, deadline = first, time.perf_counter() + SLICE_SECONDS
    lowest = np.inf
    for state in regression.train(X, Y, rate, last - first, [[start[0]]], start[1]):
        iteration, place = first + state.iteration, (state.w.item(), state.b, state.cost)
        path += place
        lowest = min(lowest, state.cost)
        if iteration not in (due, last) and time.perf_counter() < deadline:
            continue
        value = {
            "iteration": iteration,
            "w": place[0],
            "b": state.b,
            "cost": state.cost,
            **_errors(X, Y, state.A),
            "path": np.array(path),
            "advice": _advice(X, state.cost, lowest, rate),
        }
        yield ("result" if iteration == last else "progress"), value
        path = [*place]
        due = iteration + 1 + iteration // WATCH_GROWTH
        deadline = time.perf_counter() + SLICE_SECONDS


def explain(args: Mapping[str, Any]) -> Iterator[Message]:
    """Take the line ``w``, ``b`` apart, and the step with ``learning_rate`` that follows.

    ``point`` is the number of a point to follow, or None for all of them. With ``best`` it is the
    line of least squares instead.
    """
    X, Y = _samples(args["points"])
    if args["best"]:
        yield "result", session_stages.told(explanation_regression.best_stages(X, Y))
        return
    w, b = validation.number(args["w"], "Slope w"), validation.number(args["b"], "Intercept b")
    point = args["point"]
    if point is not None and validation.count(point, "The point") >= X.size:
        raise ValueError(f"There are {X.size:,} points; got the number {point + 1:,}.")
    stages = explanation_regression.stages(X, Y, w, b, args["learning_rate"], point)
    yield "result", session_stages.told(stages)


def best_fit(args: Mapping[str, Any]) -> Iterator[Message]:
    """Find the line of least squares at once."""
    X, Y = _samples(args["points"])
    yield "result", _best(X, Y)


def landscape(args: Mapping[str, Any]) -> Iterator[Message]:
    """Compute the cost over w and b, around the best line and the places ``through``.

    ``through`` holds ``w`` and ``b``, one value a place; ``size`` is the number of cells along
    each side. The answer holds the range of w from left to right and of b from bottom to top, the
    cost in the middle of each cell row by row from the top, and the costs of some contours.
    """
    X, Y = _samples(args["points"])
    size = _at_most(args["size"], "size", MOST_CELLS, least=2)
    best = _best(X, Y)
    w, b = (
        _extent([best[name], *args["through"][name]], LEAST_EXTENT[name]) for name in ("w", "b")
    )
    costs = cost_over(X, Y, _middles(w, size), _middles(b, size)[::-1])
    yield (
        "result",
        {
            "w": w,
            "b": b,
            "cost": {"data": costs.ravel(), "shape": [size, size]},
            "levels": _levels(costs),
            "best": best,
        },
    )


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "regression_look": look,
    "regression_train": train,
    "regression_explain": explain,
    "regression_best_fit": best_fit,
    "regression_landscape": landscape,
}


def cost_over(X: Array, Y: Array, w: Array, b: Array) -> Array:
    """Compute the cost of every line whose slope is in `w` and whose intercept is in `b`.

    Parameters
    ----------
    X, Y : ndarray, shape (1, m_samples)
        The points.
    w : ndarray, shape (n_columns,)
        The slopes.
    b : ndarray, shape (n_rows,)
        The intercepts.

    Returns
    -------
    ndarray, shape (n_rows, n_columns)
        The cost; row i belongs to ``b[i]``, column j to ``w[j]``.

    Raises
    ------
    ValueError
        If a cost leaves the range of floating-point numbers.

    Notes
    -----
    With ē the mean error of y = wx and v the variance of these errors, the cost is
    (v + (ē + b)²) / 2: the errors are looked at once for each slope, not for each line.

    Examples
    --------
    >>> X, Y = np.array([[0.0, 2.0]]), np.array([[1.0, 5.0]])
    >>> cost_over(X, Y, np.array([0.0, 2.0]), np.array([1.0])).tolist()
    [[4.0, 0.0]]
    """
    with np.errstate(over="ignore", invalid="ignore"):
        errors = w[:, np.newaxis] * X - Y
        mean, variance = errors.mean(axis=1), errors.var(axis=1)
        costs: Array = (variance + (mean + b[:, np.newaxis]) ** 2) / 2
    validation.no_overflow(costs, "The cost")
    return costs


def _errors(X: Array, Y: Array, A: Array) -> Value:
    dZ, dw, db = regression.gradients(X, A, Y)
    return {"error": dZ[0], "squared": dZ[0] ** 2, "dw": dw.item(), "db": db}


def _best(X: Array, Y: Array) -> Value:
    w, b = normal_equations.least_squares(X, Y)
    cost = regression.cost(regression.forward_propagation(w, b, X), Y)
    return {"w": w.item(), "b": b, "cost": cost}


def _advice(X: Array, cost: float, lowest: float, rate: float) -> str | None:
    # Steps that fit lead downhill all the way; rounding at the bottom is no climb.
    if cost <= lowest * (1 + 1e-9) + 1e-12:
        return None
    # The largest curvature of the cost, an eigenvalue of its second derivatives, sets the limit.
    x, m = X[0], X.size
    second = np.array([[np.dot(x, x), x.sum()], [x.sum(), m]]) / m
    limit = 2 / float(np.linalg.eigvalsh(second)[-1])
    return (
        f"The cost rises: with the learning rate {rate:g} the steps are too long for these "
        f"points. Take one below {limit:.2g}."
    )


def _extent(values: list[float], least: float) -> list[float]:
    low, high = float(min(values)), float(max(values))
    margin = max(MARGIN * (high - low), (least - (high - low)) / 2)
    return [low - margin, high + margin]


def _middles(ends: list[float], size: int) -> Array:
    low, high = ends
    middles: Array = low + (high - low) * (np.arange(size) + 0.5) / size
    return middles


def _levels(costs: Array) -> list[float]:
    # The cost grows with the square of the distance: levels at squares lie evenly on the slope.
    low, high = float(costs.min()), float(costs.max())
    steps = np.arange(1, N_LEVELS + 1) / N_LEVELS
    return [float(level) for level in low + (high - low) * steps**2 * 0.9]


def _samples(points: Mapping[str, Any]) -> tuple[Array, Array]:
    x, y = (np.array(points[key], dtype=np.float64) for key in ("x", "y"))
    if x.size == 0:
        raise ValueError("There are no points yet. Add some to the plane: a click adds one.")
    if x.size > MOST_POINTS:
        raise ValueError(f"Points must be {MOST_POINTS:,} at most; got {x.size:,}. Erase some.")
    return x[np.newaxis], y[np.newaxis]


def _at_most(value: Any, name: str, most: int, least: int = 0) -> int:
    number = validation.count(value, name, least)
    if number > most:
        raise ValueError(f"{name} must be {most:,} at most; got {number:,}.")
    return number
