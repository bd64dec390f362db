"""The worker's only door: a method's name and a plain dict in, plain messages out.

`run` answers every call with any number of ``("progress", value)`` and then exactly one
``("result", value)`` or ``("error", value)``. Values are dicts of numbers, texts, lists and flat
arrays, which the browser takes over as they are. Run as a program, the module prints what
`describe` returns, as JSON, so that the page can be built with its menus and first points.
"""

import json
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

import glassneuron
from glassneuron import (
    datasets,
    fused,
    measures,
    neuron,
    session_regression,
    session_table,
    session_timing,
    validation,
)
from glassneuron.experiment import N_TEST_POINTS, Settings
from glassneuron.validation import Array

Value = dict[str, Any]
Message = tuple[str, Value]

ARTICLE = Settings()
MOST_POINTS = 20_000
MOST_ITERATIONS = 1_000_000
# Long enough to be worth a message, short enough for one animation frame in two.
SLICE_SECONDS = 0.03
# At the watching pace a picture shows 1 more iteration for each 25 made: the first, large moves
# are seen one by one, and 2,000 iterations still take only some five seconds.
WATCH_GROWTH = 25


def run(method: str, args: Mapping[str, Any]) -> Iterator[Message]:
    """Answer one call; whatever happens, the last message is a result or an error."""
    try:
        if method not in METHODS:
            raise LookupError(f"There is no method {method!r}.")
        yield from METHODS[method](args)
    except ValueError as error:
        yield "error", _described("input", error)
    except Exception as error:
        yield "error", _described("internal", error)


def describe(_args: Mapping[str, Any]) -> Iterator[Message]:
    """Tell the registries' names, the defaults and each data set's first points."""
    yield (
        "result",
        {
            "version": glassneuron.__version__,
            "numpy": np.__version__,
            "defaults": ARTICLE._asdict(),
            "limits": {"n_points": MOST_POINTS, "n_iterations": MOST_ITERATIONS},
            "datasets": [_dataset_described(name) for name in datasets.DATASETS],
        },
    )


def dataset(args: Mapping[str, Any]) -> Iterator[Message]:
    """Make the points of a data set: ``name``, ``n_points``, ``noise``, ``seed``."""
    yield "result", _points(*datasets.make(**_recipe(args)))


def train(args: Mapping[str, Any]) -> Iterator[Message]:
    """Train on ``points`` from ``w``, ``b`` and ``iteration`` up to ``n_iterations``.

    With ``hold_out`` true, every fifth point of a class is kept back for the test. ``pace`` is
    "watch", which takes the readable `neuron`, or "fast", which takes `fused`; ``extent`` and
    ``size`` describe the square grid of the surface.
    """
    X, Y = _samples(args["points"])
    if args["hold_out"]:
        X, Y = X[:, ~datasets.hold_out(Y)], Y[:, ~datasets.hold_out(Y)]
    _both_classes(Y)
    first = int(args["iteration"])
    last = max(first, _at_most(args["n_iterations"], "Iterations", MOST_ITERATIONS))
    rate = validation.positive(args["learning_rate"], "The learning rate")
    start = np.array(args["w"], dtype=np.float64).reshape(-1, 1), args["b"]
    updates = _watch if args["pace"] == "watch" else _hurry
    highest, highest_at = -np.inf, first
    for iteration, w, b, costs in updates(X, Y, rate, first, last, *start):
        A = neuron.forward_propagation(w, b, X)
        history = np.append(costs, neuron.cost(A, Y))
        peak = int(history.argmax())
        if history[peak] > highest:
            highest, highest_at = history[peak], iteration + 1 - history.size + peak
        value = {
            "iteration": iteration,
            "cost": float(history[-1]),
            "accuracy": measures.accuracy(A, Y),
            "w": w.ravel().tolist(),
            "b": b,
            "boundary": measures.boundary(w, b),
            "surface": _surface(w, b, float(args["extent"]), int(args["size"])),
            "history": history,
            "advice": _advice(highest, highest_at, rate),
        }
        yield ("result" if iteration == last else "progress"), value


def test(args: Mapping[str, Any]) -> Iterator[Message]:
    """Let the neuron ``w``, ``b`` classify points it has not seen.

    With a ``dataset`` they are new ones, made by its rule; else those of ``points`` that were
    held out of the training.
    """
    if args["dataset"] is not None:
        X, Y = datasets.make_fresh(**_recipe(args["dataset"]) | {"n_points": N_TEST_POINTS})
    else:
        X, Y = _samples(args["points"])
        held = datasets.hold_out(Y)
        if not held.any():
            raise ValueError(
                "There is nothing to test on yet: every fifth point of a class is kept back "
                "for the test, so draw at least five points of one class."
            )
        X, Y = X[:, held], Y[:, held]
    w = np.array(args["w"], dtype=np.float64).reshape(-1, 1)
    A = neuron.forward_propagation(w, args["b"], X)
    predicted = measures.classify(A)
    yield (
        "result",
        _points(X, predicted)
        | {"missed": (predicted != Y)[0].astype(np.uint8), "accuracy": measures.accuracy(A, Y)},
    )


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "describe": describe,
    "dataset": dataset,
    "train": train,
    "test": test,
    **session_regression.METHODS,
    **session_table.METHODS,
    **session_timing.METHODS,
}


# The neuron after some more updates: iteration, w, b, and the costs before each of them.
Update = tuple[int, Array, float, list[float] | Array]


def _watch(
    X: Array, Y: Array, rate: float, first: int, last: int, w: Array, b: float
) -> Iterator[Update]:
    costs: list[float] = []
    due, deadline = first, time.perf_counter() + SLICE_SECONDS
    for state in neuron.train(X, Y, rate, last - first, w, b):
        iteration = first + state.iteration
        if iteration in (due, last) or time.perf_counter() >= deadline:
            yield iteration, state.w, state.b, costs
            costs = []
            due = iteration + 1 + iteration // WATCH_GROWTH
            deadline = time.perf_counter() + SLICE_SECONDS
        costs.append(state.cost)


def _hurry(
    X: Array, Y: Array, rate: float, first: int, last: int, w: Array, b: float
) -> Iterator[Update]:
    costs = []
    deadline = time.perf_counter() + SLICE_SECONDS
    for stretch in fused.train(X, Y, rate, last - first, w, b, every=1):
        iteration = first + stretch.iteration
        costs.append(stretch.costs)
        if iteration == last or time.perf_counter() >= deadline:
            yield iteration, stretch.w, stretch.b, np.concatenate(costs)
            costs = []
            deadline = time.perf_counter() + SLICE_SECONDS


def _surface(w: Array, b: float, extent: float, size: int) -> Value:
    # Each number stands for a square of the picture: take the answer at the square's middle.
    x = (np.arange(size) + 0.5) / size * 2 * extent - extent
    surface = fused.probability_surface(w, b, x, x[::-1])
    return {"data": surface.astype(np.float32).ravel(), "shape": list(surface.shape)}


def _advice(highest: float, highest_at: int, rate: float) -> str | None:
    # Before the first step the answers are all 0.5 and the cost is ln 2. Steps that fit only
    # lower it.
    start = np.log(2)
    if highest <= start:
        return None
    return (
        f"The cost rose from {start:.3g} to {highest:.3g} at iteration {highest_at:,}: with the "
        f"learning rate {rate:g} the steps are too long. Try a smaller one, such as 0.1."
    )


def _samples(points: Mapping[str, Any]) -> tuple[Array, Array]:
    x, y, label = (np.array(points[key], dtype=np.float64) for key in ("x", "y", "label"))
    if x.size == 0:
        raise ValueError(
            "There are no points yet. Draw some of both classes on the plane, or choose a data set."
        )
    return np.vstack([x, y]), label[np.newaxis]


def _both_classes(Y: Array) -> None:
    if Y.min() == Y.max():
        here = int(Y[0, 0])
        raise ValueError(
            f"All points are of class {here}. A neuron tells two classes apart: "
            f"draw some of class {1 - here} too."
        )


def _points(X: Array, Y: Array) -> Value:
    return {"x": X[0].copy(), "y": X[1].copy(), "label": Y[0].astype(np.uint8)}


def _recipe(args: Mapping[str, Any]) -> Value:
    return {
        "name": args["name"],
        "n_points": _at_most(args["n_points"], "Number of points", MOST_POINTS, least=1),
        "noise": validation.at_least_zero(args["noise"], "Noise"),
        "seed": validation.count(args["seed"], "Seed"),
    }


def _at_most(value: Any, name: str, most: int, least: int = 0) -> int:
    number = validation.count(value, name, least)
    if number > most:
        raise ValueError(f"{name} must be {most:,} at most; got {number:,}.")
    return number


def _dataset_described(name: str) -> Value:
    kind = datasets.DATASETS[name]
    X, Y = datasets.make(name, ARTICLE.n_points, ARTICLE.seed)
    points = {key: array.tolist() for key, array in _points(X, Y).items()}
    return {
        "name": name,
        "title": kind.title,
        "noise": kind.default_noise,
        "line": kind.line,
        "points": points,
    }


def _described(kind: str, error: Exception) -> Value:
    return {
        "kind": kind,
        "name": type(error).__name__,
        "message": str(error),
        "line": None,
        "traceback": "".join(traceback.format_exception(error)),
    }


if __name__ == "__main__":
    print(json.dumps(next(describe({}))[1]))
