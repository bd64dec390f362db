"""How a network comes to its answer and its cost, taken apart: forward through the layers.

As in `explanation`, all numbers are those that the run's own lines left. A sample is followed along
a path: one neuron in each layer.
"""

from collections.abc import Sequence

import numpy as np

from glassneuron.explanation_stage import Part, Stage, entry
from glassneuron.machine_settings import Machine
from glassneuron.recording import RETURNED, Call

# What the functions of a layer call the numbers they return.
ANSWERS = ("answers", "A", RETURNED)
LOSSES = ("losses", RETURNED)


def answer_stages(
    forward: Call, cost: Call, machine: Machine, column: int | None, path: Sequence[int]
) -> list[Stage]:
    """Take the first half apart: from the samples to the cost."""
    n_layers = len(path)
    layers = [
        stage
        for i in range(n_layers)
        for stage in _forward(forward, i, n_layers, machine, column, path)
    ]
    return [*layers, _loss(cost, n_layers, column), _cost(cost, machine)]


def own(call: Call) -> list[Call]:
    """Return whom a function called, without the helpers of its module."""
    return [inner for inner in call.calls if not inner.function.startswith("_")]


def takes_outputs(stage: Stage, column: int, **variables: str) -> None:
    """Add a sample's numbers of all three outputs."""
    for c in range(3):
        for symbol, variable in variables.items():
            stage.takes(f"{symbol}{c + 1}", variable, entry(c, column))


def _forward(
    call: Call, i: int, n_layers: int, machine: Machine, column: int | None, path: Sequence[int]
) -> list[Stage]:
    activate = own(call)[i]
    last = i == n_layers - 1
    add, answer = Stage("sum", i + 1), Stage("activation", i + 1)
    kind = activate.function if last else machine.activation
    answer.formulas = [f"activation-{kind}"]
    n_in = np.shape(call.assigned("Z")[i].before["W"])[1]
    if column is None:
        add.formulas = ["sum-layer"]
        add.makes("Zl", call, "Z", time=i)
        add.takes("Wl", "W")
        add.takes("Ap", "A", layer=i)
        add.takes("bl", "b")
        answer.makes("Al", activate, *ANSWERS)
        answer.takes("Zl", "z" if "z" in activate.steps[-1].before else "Z")
    else:
        j, at = path[i], entry(path[i], column)
        add.formulas = [f"sum-path/{n_in}"]
        add.makes("zl", call, "Z", time=i, part=at)
        for k in range(n_in):
            add.takes(f"w{k + 1}", "W", entry(j, k))
            add.takes(f"a{k + 1}", "A", entry(k, column), layer=i)
        add.takes("bl", "b", entry(j, 0))
        answer.formulas = [f"activation-{kind}-point"]
        answer.makes("al", activate, *ANSWERS, part=at)
        answer.takes("zl", "z" if "z" in activate.steps[-1].before else "Z", at)
        if kind == "softmax":
            takes_outputs(answer, column, zs="Z")
    answer.lists(call)
    return [add, answer]


def _loss(cost: Call, n_layers: int, column: int | None) -> Stage:
    call = next(inner for inner in own(cost))
    stage = Stage("loss", n_layers)
    kind = "" if call.function == "loss" else f"-{call.function}"
    # The cross entropy's losses are a row without brackets until they are returned.
    row: Part = np.atleast_2d
    if column is None:
        stage.formulas = [f"loss{kind}"]
        stage.makes("L", call, *LOSSES, part=row)
        stage.takes("A", "A")
        stage.takes("Y", "Y")
        return stage
    three = len(call.steps[-1].before["Y"]) > 1
    each = "-3" if three and call.function == "squared_error" else ""
    stage.formulas = [f"loss{kind}-point{each}"]
    stage.makes("l", call, *LOSSES, part=lambda losses: float(row(losses)[0, column]))
    if three:
        takes_outputs(stage, column, ys="Y", **{"as": "A"})
    else:
        stage.takes("a", "A", entry(0, column))
        stage.takes("y", "Y", entry(0, column))
    return stage


def _cost(call: Call, machine: Machine) -> Stage:
    stage = Stage("cost", formulas=["cost"])
    stage.makes("L", call, "losses")
    penalty = machine.l1 + machine.l2 > 0
    stage.makes("J", call, "total", time=-1 if penalty else 0)
    if penalty:
        stage.formulas = ["cost-penalty"]
        stage.takes("l1", "l1")
        stage.takes("l2", "l2")
    stage.takes("m", "A", lambda A: float(np.shape(A)[1]))
    return stage
