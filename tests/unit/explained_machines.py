"""Machines for the glass to take apart, and what is held against what it says of them."""

import inspect
import textwrap

import numpy as np
from glassneuron import datasets, machines, session

DEEP = {"hidden": [3, 2], "initial_weights": "xavier"}
# Every formula, module and rule has its machine.
MACHINES = {
    "article": ({"learning_rate": 0.3}, "blobs"),
    "fast": ({"engine": "fast"}, "line"),
    "three inputs": ({"features": ["x1", "x1_squared", "sin_x2"]}, "circles"),
    "newton": ({"optimizer": "newton"}, "blobs"),
    "deep": (DEEP, "xor"),
    "relu, adam, batches": (
        DEEP | {"activation": "relu", "optimizer": "adam", "batch_size": 8, "learning_rate": 0.01},
        "moons",
    ),
    "leaky, momentum, penalties": (
        DEEP | {"activation": "leaky_relu", "optimizer": "momentum", "l1": 0.01, "l2": 0.02},
        "spiral",
    ),
    "sigmoid, squared, rmsprop": (
        DEEP | {"activation": "sigmoid", "loss": "squared_error", "optimizer": "rmsprop"},
        "xor",
    ),
    "identity": (DEEP | {"activation": "identity", "engine": "fast"}, "blobs"),
    "three classes": (DEEP, "three_blobs"),
    "three classes, squared": ({"loss": "squared_error"}, "three_blobs"),
}


def explained(point=None, iteration=0, machine=None, dataset="blobs", **changes):
    X, Y = datasets.make(dataset, 40, seed=3)
    checked = machines.checked(machine or {})
    params = machines.start(checked, 3 if Y.max() == 2 else 2)
    args = {
        "points": {"x": X[0], "y": X[1], "label": Y[0]},
        "testing": {"on": "held_out", "share": 20},
        "dataset": None,
        "machine": machine or {},
        "params": [{"W": W.ravel(), "shape": W.shape, "b": b.ravel()} for W, b in params],
        "iteration": iteration,
        "point": point,
        "path": None,
    } | changes
    *_, (kind, value) = session.run("explain", args)
    return kind, value


def text_of(symbol):
    """Read the statement that a symbol claims, from the module's file."""
    lines = inspect.getsource(inspect.getmodule(symbol.call.code)).splitlines()
    return textwrap.dedent("\n".join(lines[symbol.step.lines.first - 1 : symbol.step.lines.last]))


def evaluated(symbol):
    """Let the claimed line's text work on the variables as they were, and return its variable."""
    variables = {**symbol.call.names, **symbol.step.before}
    text = text_of(symbol)
    if not symbol.computed:
        return variables[symbol.variable]
    if text.startswith("return"):
        return eval(text.removeprefix("return"), variables)
    copies = {name: list(v) if isinstance(v, list) else v for name, v in variables.items()}
    exec(text, copies)
    return copies[symbol.variable]


def equal(value, other):
    np.testing.assert_array_equal(np.asarray(value), np.asarray(other))
