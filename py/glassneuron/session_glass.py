"""What the page's glass shows: one iteration taken apart, for all samples or for one."""

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import (
    explanation,
    explanation_parameter,
    explanation_verdict,
    explanation_watch,
    machines,
    session_points,
    session_stages,
    validation,
)
from glassneuron.explanation_stage import Stage
from glassneuron.explanation_watch import Watched
from glassneuron.machines import Machine
from glassneuron.session_points import Message, Parts, Value, parts


def explain(args: Mapping[str, Any]) -> Iterator[Message]:
    """Take the iteration of a machine apart.

    ``points``, ``testing`` and ``dataset`` are as for ``train``, ``machine`` is one of its
    machines, and ``params`` are the layers that it has at ``iteration``, or None for an iteration
    to which it is trained again. ``point`` is the number of a point to follow, or None; ``path``
    the neuron of each layer to follow it through. ``parameter`` is the place of a weight or bias
    to follow among all of them, or None. ``test`` says that it is about the points of the test; so
    it is with a point held out.
    """
    split = parts(args)
    X, Y = split.X[:, split.train], split.Y[:, split.train]
    session_points.two_classes(Y)
    machine = machines.checked(args["machine"])
    iteration = validation.count(args["iteration"], "The iteration")
    point = args["point"]
    if point is not None and validation.count(point, "The point") >= split.n_points:
        raise ValueError(f"There are {split.n_points:,} points; got the number {point + 1:,}.")
    params = args["params"]
    if params is None:
        training = explanation_watch.params_at(machine, X, Y, split.n_classes, iteration)
        params = yield from _told(training, iteration)
    watching = explanation_watch.watch(machine, params, X, Y, split.n_classes, iteration)
    watched: Watched = yield from _told(watching, iteration)
    yield "result", _explained(watched, machine, split, {**args, "params": params})


def _told[T](work: Generator[int, None, T], iteration: int) -> Generator[Message, None, T]:
    """Go through `work` and tell the page how far it is."""
    while True:
        try:
            k = next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        yield "progress", {"replay": k, "of": iteration}


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"explain": explain}


def _explained(watched: Watched, machine: Machine, split: Parts, args: Mapping[str, Any]) -> Value:
    point, n_classes = args["point"], split.n_classes
    held_out = point is not None and not split.train[point]
    test = held_out or (point is None and bool(args.get("test")) and bool(split.test.any()))
    of = split.test if test else split.train
    # Which of the points that it is about is the one to follow.
    column = None if point is None else int(np.count_nonzero(of[:point]))
    path = _path(machine, n_classes, args.get("path"))
    params = machines.start(
        machines.checked({**args["machine"], "start": args["params"]}), n_classes
    )
    parameter = args.get("parameter")
    if parameter is not None:
        parameter = validation.count(parameter, "The number of the parameter")
    followed = explanation_parameter.find(parameter, [(len(W), len(W[0])) for W, _ in params])
    batch = None if test else explanation_watch.batch(watched)
    X, Y = split.X[:, of], split.Y[:, of]
    if test:
        stages = explanation_watch.look_stages(
            machine, args["params"], X, Y, n_classes, column, path
        )
    else:
        stages = explanation_watch.stages(watched, column, path, followed)
    A = machines.predict(machine, params, X, n_classes)
    after = next(i for i, stage in enumerate(stages) if stage.name == "cost") + 1
    stages.insert(after, explanation_verdict.stage(A, Y, machine.threshold, column))
    return {
        "iteration": args["iteration"],
        "engine": machines.engine(machine, n_classes),
        "readable": explanation_watch.readable(machine, n_classes),
        "n_samples": X.shape[1],
        "batch": None if batch is None else len(batch),
        "point": point,
        "test": test,
        "held_out": held_out,
        "in_batch": batch is None or column is None or column in batch,
        "path": path if machine.hidden or n_classes > 2 else [],
        "parameter": None if followed is None else followed._asdict(),
        "cost": watched.cost,
        "next_cost": watched.next_cost,
        "derivation": None if column is None else _derivation(stages, machine, n_classes),
        **session_stages.told(stages),
    }


def _path(machine: Machine, n_classes: int, chosen: Any) -> list[int]:
    """Return the neuron to follow in each layer: those chosen, as far as there are such."""
    sizes = [*machine.hidden, 1 if n_classes == 2 else n_classes]
    chosen = list(chosen or [])[: len(sizes)]
    chosen += [0] * (len(sizes) - len(chosen))
    return [
        min(validation.count(neuron, "A neuron of the path"), size - 1)
        for neuron, size in zip(chosen, sizes, strict=True)
    ]


def _derivation(stages: list[Stage], machine: Machine, n_classes: int) -> Value | None:
    """Derive dZ at the point, where the article's derivation is the machine's."""
    if machine.loss != "cross_entropy" or n_classes > 2:
        return None
    (stage,) = (stage for stage in stages if stage.name == "loss")
    numbers = {symbol.id: symbol.value for symbol in stage.symbols}
    if "a" not in numbers or "y" not in numbers:
        return None  # In a learner's code they may be called otherwise.
    derived = explanation.derivation(numbers["a"], numbers["y"])
    return None if derived is None else derived._asdict()
