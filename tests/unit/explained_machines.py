"""Machines for the glass to take apart, and what is held against what it says of them."""

import functools
import inspect
import re
import textwrap

import numpy as np
from formula_meanings import meaning
from glassneuron import datasets, explanation_watch, machines, session

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

# Of Newton's step the last digits are the ridge's.
LOOSE = {"newton-step": 1e-5}

# The line on one sample alone: what these add up to is tested by itself.
SHARES = ("pull", "share", "Hk", "term")


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


@functools.cache
def watched(name, iteration):
    """Train a machine of the list up to an iteration, and watch that."""
    settings, dataset = MACHINES[name]
    X, Y = datasets.make(dataset, 40, seed=3)
    n_classes = 3 if Y.max() == 2 else 2
    machine = machines.checked(settings)
    moments = machines.train(machine, X, Y, n_classes)
    moment = next(moments)
    if iteration:
        moment = moments.send(iteration)
    watching = explanation_watch.watch(machine, moment.params, X, Y, n_classes, iteration)
    while True:
        try:
            next(watching)
        except StopIteration as end:
            return end.value, moment


def taken_apart(name, iteration, column, path=(1, 0, 0), parameter=None):
    """Return the stages of an iteration."""
    one, _ = watched(name, iteration)
    settings, dataset = MACHINES[name]
    n_layers = len(settings.get("hidden", [])) + 1
    path = list(path)[:n_layers] if n_layers > 1 else [1 if dataset == "three_blobs" else 0]
    return explanation_watch.stages(one, column, path, parameter)


def holds_its_lines(stage):
    """Check that each number of a stage is what the line it claims computes."""
    assert any(symbol.computed for symbol in stage.symbols)
    for symbol in stage.symbols:
        if symbol.id.startswith(SHARES):
            continue
        equal(symbol.part(evaluated(symbol)), symbol.value)
        # The name stands in the line.
        assert re.search(rf"\b{symbol.variable}\b", text_of(symbol)), (stage.name, symbol.id)


def holds_its_formulas(stage, one=None):
    """Check that each number of a stage is what its formulas say, and that these say no more."""
    values = {symbol.id: symbol.value for symbol in reversed(stage.symbols)}
    values["Ws"] = [W for W, _ in params_before(one)] if one else []
    said = set()
    for formula in stage.formulas:
        latex, rules = meaning(formula)
        for made, rule in rules.items():
            close = LOOSE.get(formula, 1e-9)
            np.testing.assert_allclose(
                values[made], rule(values), rtol=close, atol=1e-12, err_msg=f"{formula}: {made}"
            )
        number = formula.partition("/")[2]
        said |= {made.replace("#", number) for made in re.findall(r"@\{([\w#]+)\}", latex)}
        if "|" in latex:
            terms = re.findall(r"@\{(\w+)#\}", latex)
            said |= {f"{term}{k}" for term in terms for k in range(1, int(number) + 1)}
    # No symbol without its number, and no number without its symbol.
    assert said == {symbol.id for symbol in stage.symbols}, stage.name


def params_before(one):
    """Return the layers of a watched machine before the update, from its own recording."""
    for call in one.looked.every("updates"):
        return call.steps[-1].before["params"]
    return []
