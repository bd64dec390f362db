"""What a machine makes of the points and of the plane: one look at it, as the page draws it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from glassneuron import (
    fused,
    fused_layers,
    machines,
    measures,
    network,
    neuron,
    validation,
    workshop_looks,
)
from glassneuron.fused_network import Answers, answering
from glassneuron.machines import Machine
from glassneuron.session_points import Message, Parts, Value, parts, plain
from glassneuron.validation import Array, Params

PICTURE_SIZE = 24
MOST_SIZE = 400


class View(NamedTuple):
    """The part of the plane that is looked at: a grid of so many cells each way."""

    x: tuple[float, float]
    y: tuple[float, float]
    size: int


def view(args: Mapping[str, Any]) -> View:
    """Read the page's view."""
    x, y = ((float(low), float(high)) for low, high in (args["x"], args["y"]))
    return View(x, y, machines.at_most(args["size"], "The view's size", MOST_SIZE, least=1))


def answers(machine: Machine, X: Array, n_classes: int) -> Answers:
    """Prepare to answer the same points again and again."""
    if machine.code is not None:
        return workshop_looks.answering(machine.code, machines.inputs(machine, X))
    sizes = [b.size for _, b in machines.start(machine, n_classes)]
    output = machines.output(machine, n_classes)
    return answering(machines.inputs(machine, X), sizes, machine.activation, output)


def plane(machine: Machine, view: View, n_classes: int) -> Callable[[Params], list[Array]]:
    """Prepare to answer at the middle of each of the view's cells, from the top row down.

    Parameters
    ----------
    machine : Machine
        What answers.
    view : View
        Where.
    n_classes : int
        2 or 3.

    Returns
    -------
    callable
        ``look(params)`` returns the answers of each layer, (n_out, size, size), in arrays that the
        next look writes over.
    """
    middles = (np.arange(view.size) + 0.5) / view.size
    x = view.x[0] + middles * (view.x[1] - view.x[0])
    y = (view.y[0] + middles * (view.y[1] - view.y[0]))[::-1]
    if machine.code is not None:
        return workshop_looks.plane(machine.code, x, y, lambda X: machines.inputs(machine, X))
    if is_line(machine, n_classes):

        def line(params: Params) -> list[Array]:
            W, b = params[0]
            return [fused.probability_surface(W.T, b, x, y)[np.newaxis]]

        return line
    X = np.array([np.tile(x, view.size), np.repeat(y, view.size)])
    answer = answers(machine, X, n_classes)

    def look(params: Params) -> list[Array]:
        layers = [A.reshape(-1, view.size, view.size) for A in answer(params)[1]]
        validation.no_overflow(layers[-1], "An answer somewhere in the plane")
        return layers

    return look


def is_line(machine: Machine, n_classes: int) -> bool:
    """Say whether the machine divides the plane by a straight line."""
    return not machine.hidden and n_classes == 2 and machine.features == ("x1", "x2")


def is_sigmoid(machine: Machine, answer: Answers, params: Params) -> bool:
    """Say whether a neuron answers by σ(wᵀx + b): a learner's own code may not."""
    if machine.code is None:
        return True
    Z, (A,) = answer(params)
    return np.allclose(A, neuron.sigmoid(Z), rtol=0, atol=1e-9)


def pictures(layers: Sequence[Array], shown: Sequence[int] | None) -> Value:
    """Write what `plane` saw: the surface, a small picture of each hidden neuron, a chosen one."""
    surface = layers[-1] if len(layers[-1]) > 1 else layers[-1][0]
    places = np.arange(PICTURE_SIZE) * 2 + 1
    places = places * surface.shape[-1] // (2 * PICTURE_SIZE)
    small = [A[:, places[:, np.newaxis], places] for A in layers[:-1]]
    chosen = None
    if shown is not None:
        layer, neuron = shown
        if layer < len(layers) and neuron < len(layers[layer]):
            chosen = flat(layers[layer][neuron])
    return {
        "surface": flat(surface),
        "neurons": flat(np.concatenate(small)) if small else None,
        "shown": chosen,
    }


def judged(machine: Machine, params: Params, answer: Answers, parts: Parts) -> Value:
    """Answer all points, and count how well those of the training and of the test come out."""
    Z, layers = answer(params)
    A = layers[-1]
    output = machines.output(machine, parts.n_classes)
    if machine.code is not None:
        losses = workshop_looks.losses(machine.code, A, parts.Y)
    else:
        Y = machines.targets(parts.Y, parts.n_classes)
        losses = fused_layers.OUTPUTS[output].loss(A, Y)[0]
    validation.no_overflow(losses, "The loss of a point")
    predicted = measures.predicted_classes(A, machine.threshold)
    found = {
        name: (predicted[:, of], parts.Y[:, of])
        for name, of in (("train", parts.train), ("test", parts.test))
        if of.any()
    }
    counts = {
        name: measures.confusion_counts(*pair, parts.n_classes) for name, pair in found.items()
    }
    accuracy = {name: measures.share_right(*pair) for name, pair in found.items()}
    n = parts.n_points
    tested = "test" in counts
    return {
        "accuracy": accuracy["train"],
        "test_accuracy": accuracy["test"] if tested else None,
        "test_cost": _test_cost(A, losses, parts, machine, params) if tested else None,
        "confusion": {
            "train": counts["train"].tolist(),
            "test": counts["test"].tolist() if tested else None,
        },
        "answers": {
            "p": A[:, :n].astype(np.float32).ravel(),
            "z": Z[0, :n].astype(np.float32) if len(Z) == 1 else None,
            "loss": losses[:n].astype(np.float32),
        },
    }


def layers_out(params: Params) -> list[Value]:
    """Write a machine's layers as the page wants them."""
    return [{"W": W.ravel().copy(), "shape": list(W.shape), "b": b.ravel()} for W, b in params]


def spread(params: Params) -> list[float]:
    """Measure how much the neurons of each hidden layer differ."""
    return network.spread(params[:-1]) if len(params) > 1 else []


def test(args: Mapping[str, Any]) -> Iterator[Message]:
    """Let each machine, with its ``params``, classify points it has not learnt from."""
    split = parts(args)
    if not split.test.any():
        raise ValueError(
            "There is nothing to test on yet: a share of each class is kept back for the test, so "
            "draw more points, or raise the share."
        )
    X, Y = split.X[:, split.test], split.Y[:, split.test]
    results = []
    for settings, layers in zip(args["machines"], args["params"], strict=True):
        machine = machines.checked({**settings, "start": layers})
        params = machines.start(machine, split.n_classes)
        A = machines.predict(machine, params, X, split.n_classes)
        predicted = measures.predicted_classes(A, machine.threshold)
        missed = (predicted != Y)[0]
        results.append(
            plain(X, predicted)
            | {"missed": missed.astype(np.uint8), "accuracy": measures.share_right(predicted, Y)}
        )
    yield "result", {"machines": results}


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"test": test}


def flat(array: Array) -> Value:
    """Write an array as flat numbers and its shape."""
    return {"data": array.astype(np.float32).ravel(), "shape": list(array.shape)}


def _test_cost(
    A: Array, losses: Array, parts: Parts, machine: Machine, params: Params
) -> float | None:
    if machine.code is not None:
        return workshop_looks.cost(machine.code, A[:, parts.test], parts.Y[:, parts.test])
    cost = float(losses[parts.test].mean())
    if machine.l1 == machine.l2 == 0:
        # 0 times a square that is too large for a float would be no number at all.
        return cost
    penalty = sum(machine.l1 * np.sum(np.abs(W)) + machine.l2 / 2 * np.sum(W**2) for W, _ in params)
    return cost + float(penalty)
