"""The door's methods for leaving: results with every cost, a notebook, a script, figures."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import datasets, machines, session_looks, session_points, validation
from glassneuron import export as files
from glassneuron.export_learnt import Learnt
from glassneuron.machines import MOST_ITERATIONS, Machine
from glassneuron.session_points import Message, Parts, Value
from glassneuron.validation import Array, Params

SLICE_SECONDS = 0.1


def export(args: Mapping[str, Any]) -> Iterator[Message]:
    """Write the ``notebook`` or the ``script`` of one machine, as the text of a file.

    ``points``, ``testing``, ``dataset``, ``machines`` and ``iteration`` are those of a training,
    ``params`` the weights that each machine has come to, and ``focus`` the number of the machine.
    """
    write = validation.choice(
        args["kind"], {"notebook": files.notebook, "script": files.script}, "kind"
    )
    parts, focus = _parts(args), int(args["focus"])
    train, test = parts.train, parts.test[: parts.n_points]
    test = np.append(test, np.zeros(parts.Y.size - parts.n_points, dtype=np.bool_))
    machine, params = _learnt(args, parts)[focus]
    learnt = Learnt(
        title=_origin(args["dataset"]),
        machine=machine,
        X=parts.X[:, train],
        Y=parts.Y[:, train],
        X_test=parts.X[:, test],
        Y_test=parts.Y[:, test],
        n_classes=parts.n_classes,
        iteration=_iteration(args),
        params=params,
    )
    yield "result", {"text": write(learnt)}


def results(args: Mapping[str, Any]) -> Iterator[Message]:
    """Train once more from the start, and return the weights and the cost of every iteration."""
    parts, last = _parts(args), _iteration(args)
    X, Y = parts.X[:, parts.train], parts.Y[:, parts.train]
    chosen = [machines.checked(settings) for settings in args["machines"]]
    found = []
    for done, machine in enumerate(chosen):
        moments = machines.train(machine, X, Y, parts.n_classes)
        moment = next(moments)
        costs, chunk, told = [moment.costs], 1, time.perf_counter()
        while moment.iteration < last:
            started = time.perf_counter()
            moment = moments.send(min(chunk, last - moment.iteration))
            costs.append(moment.costs[1:])
            now = time.perf_counter()
            chunk = max(1, chunk * 2 if now - started < SLICE_SECONDS / 2 else chunk // 2)
            if now - told > SLICE_SECONDS:
                told = now
                yield (
                    "progress",
                    {"replay": done * last + moment.iteration, "of": last * len(chosen)},
                )
        found.append(_result(machine, moment.params, np.concatenate(costs), parts))
    yield "result", {"iteration": last, "machines": found}


def figure(args: Mapping[str, Any]) -> Iterator[Message]:
    """Draw the planes of all machines and their cost curves, as the bytes of a file.

    Beside what `export` takes, ``kind`` is svg or pdf, and ``curves`` holds the ``iteration`` and
    the ``cost`` of each machine.
    """
    # matplotlib is not there before the first figure, and each of these steps takes a while.
    from glassneuron import figure_parts

    yield "progress", {"loading": "matplotlib", "loaded": 1, "total": 1}
    from glassneuron import scene_figure

    yield "progress", {"loading": "matplotlib", "loaded": 1, "total": 1}
    parts = _parts(args)
    drawn = scene_figure.scene(
        parts.X[:, : parts.n_points],
        parts.Y[:, : parts.n_points],
        parts.test[: parts.n_points],
        [
            scene_figure.Panel(
                _predictor(machine, params, parts.n_classes),
                machine.threshold,
                np.array(curve["iteration"], dtype=np.float64),
                np.array(curve["cost"], dtype=np.float64),
            )
            for (machine, params), curve in zip(_learnt(args, parts), args["curves"], strict=True)
        ],
        _true_line(args["dataset"]),
    )
    yield "progress", {"loading": "matplotlib", "loaded": 1, "total": 1}
    content = figure_parts.to_bytes(drawn, args["kind"])
    yield "result", {"content": np.frombuffer(content, dtype=np.uint8).copy()}


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "export": export,
    "results": results,
    "figure": figure,
}


def _parts(args: Mapping[str, Any]) -> Parts:
    parts = session_points.parts(args)
    session_points.two_classes(parts.Y[:, parts.train])
    return parts


def _iteration(args: Mapping[str, Any]) -> int:
    return machines.at_most(args["iteration"], "The iteration", MOST_ITERATIONS)


def _learnt(args: Mapping[str, Any], parts: Parts) -> list[tuple[Machine, Params]]:
    found = []
    for settings, layers in zip(args["machines"], args["params"], strict=True):
        machine = machines.checked(settings)
        # The page may not have been told yet where it begins.
        reached = machine if layers is None else machines.checked({**settings, "start": layers})
        found.append((machine, machines.start(reached, parts.n_classes)))
    return found


def _predictor(machine: Machine, params: Params, n_classes: int) -> Callable[[Array], Array]:
    return lambda X: machines.predict(machine, params, X, n_classes)


def _result(machine: Machine, params: Params, costs: Array, parts: Parts) -> Value:
    answer = session_looks.answers(machine, parts.X, parts.n_classes)
    judged = session_looks.judged(machine, params, answer, parts)
    return {
        "weights": files.weights(machine, params),
        "cost": float(costs[-1]),
        "history": {"iteration": np.arange(costs.size, dtype=np.float64), "cost": costs},
        "accuracy": {"train": judged["accuracy"], "test": judged["test_accuracy"]},
    }


def _origin(recipe: Mapping[str, Any] | None) -> str:
    """Say in a phrase where the points come from."""
    if recipe is None:
        return "drawn by hand"
    kind = (datasets.DATASETS | datasets.MORE_CLASSES)[recipe["name"]]
    numbers = {"noise": recipe["noise"], "seed": recipe["seed"], **(recipe.get("settings") or {})}
    return ", ".join([kind.title, *(f"{name} {value}" for name, value in numbers.items())])


def _true_line(recipe: Mapping[str, Any] | None) -> tuple[float, float] | None:
    if recipe is None or recipe["name"] != "line":
        return None
    settings = {**datasets.DATASETS["line"].settings, **(recipe.get("settings") or {})}
    return float(settings["slope"]), float(settings["intercept"])
