"""One iteration of a network taken apart: forward through the layers, back through them, a step.

As in `explanation`, all numbers are those that the run's own lines left. A sample is followed along
a path: one neuron in each layer.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from glassneuron import recording
from glassneuron.explanation_forward import answer_stages, own, takes_outputs
from glassneuron.explanation_parameter import Parameter, row
from glassneuron.explanation_stage import Part, Stage, entry
from glassneuron.explanation_update import update
from glassneuron.machine_settings import Machine
from glassneuron.recording import RETURNED, Call

# What the functions of a layer call the slopes they return.
SLOPES = ("slope", RETURNED)


class Parts(NamedTuple):
    """The recorded calls of one iteration.

    Attributes
    ----------
    forward : Call
        Forward propagation of all samples.
    cost : Call
        Their cost.
    learnt : Call
        Forward propagation of the samples that the update learns from.
    back : Call
        Backpropagation.
    rule : Call
        The optimizer's update.
    """

    forward: Call
    cost: Call
    learnt: Call
    back: Call
    rule: Call


def parts(looked: Call, stepped: Call, machine: Machine) -> Parts:
    """Find the calls in the recordings of the look at the samples and of the update."""
    forward, cost = look(looked)
    (learnt, *_) = stepped.every("forward_propagation")
    (back, *_) = stepped.every("backpropagation")
    (rule, *_) = stepped.every(machine.optimizer)
    return Parts(forward, cost, forward if machine.batch_size is None else learnt, back, rule)


def look(looked: Call) -> tuple[Call, Call]:
    """Find forward propagation and cost in the recording of the look at the samples."""
    *_, forward = looked.every("forward_propagation")
    *_, cost = looked.every("cost")
    return forward, cost


def batch(stepped: Call) -> list[int] | None:
    """Return the columns that the update learns from; None for all."""
    for call in stepped.every("updates"):
        for step in call.assigned("chosen"):
            return [int(column) for column in step.after["chosen"]]
    return None


def stages(
    calls: Parts,
    machine: Machine,
    column: int | None,
    place: int | None,
    path: Sequence[int],
    parameter: Parameter | None = None,
) -> list[Stage]:
    """Take an iteration of a network apart.

    Parameters
    ----------
    calls : Parts
        What was recorded.
    machine : Machine
        Whose iteration it is.
    column : int or None
        The sample to follow; None for all.
    place : int or None
        Which of the samples that the update learns from it is; None if it is none of them.
    path : sequence of int
        The neuron to follow in each layer, the last one included.
    parameter : Parameter or None
        The weight or bias to follow; None for all.

    Returns
    -------
    list of Stage
        From the first weighted sum to the update.
    """
    n_layers = len(path)
    back: list[Stage] = []
    for i in reversed(range(n_layers)):
        last = i == n_layers - 1
        chain = _slope(calls, i, place, path) if last else _chain(calls, machine, i, place, path)
        gradient = _gradient(calls.back, machine, i, n_layers, place, path)
        if parameter is not None and parameter.layer == i:
            _add_one(gradient, calls.back, machine, n_layers - 1 - i, parameter)
        back += [chain, gradient]
    answer = answer_stages(calls.forward, calls.cost, machine, column, path)
    return [*answer, *back, update(calls.rule, machine.optimizer, parameter)]


def _slope(calls: Parts, i: int, place: int | None, path: Sequence[int]) -> Stage:
    call = own(calls.back)[0]
    kind = call.function.removesuffix("_slope").replace("_", "-")
    stage = Stage("slope", i + 1)
    three = kind == "softmax-squared"
    if place is None:
        stage.formulas = [f"slope-{kind}"]
        if three:
            stage.makes("D", call, "d")
            stage.takes("Y", "Y")
        stage.makes("dZl", call, *SLOPES)
        stage.takes("Al", "A")
        if not three:
            stage.takes("Y", "Y")
    else:
        at = entry(path[i], place)
        stage.formulas = [f"slope-{kind}-point"]
        if three:
            stage.makes("dj", call, "d", part=at)
            stage.takes("y", "Y", at)
        stage.makes("dzl", call, *SLOPES, part=at)
        stage.takes("al", "A", at)
        if three:
            takes_outputs(stage, place, d="d", **{"as": "A"})
        else:
            stage.takes("y", "Y", at)
    stage.lists(calls.back)
    return stage


def _chain(calls: Parts, machine: Machine, i: int, place: int | None, path: Sequence[int]) -> Stage:
    n_layers = len(path)
    back, time = calls.back, n_layers - 1 - i
    derivative = own(back)[time]
    z = next(name for name in ("z", "Z") if name in derivative.code.co_varnames)
    stage = Stage("chain", i + 1)
    bends = f"bend-{machine.activation}"
    step = back.assigned("dZ")[time]
    if place is None:
        stage.formulas = ["chain", bends]
        stage.makes("dZl", back, "dZ", time=time)
        stage.takes("Wn", "W", layer=i + 2)
        stage.takes("dZn", "dZ", layer=i + 2)
        stage.takes("Zl", "layers", lambda layers: layers[i][0])
        stage.makes("gl", derivative, *SLOPES)
        stage.takes("Zl", z)
        return stage
    j, at = path[i], entry(path[i], place)
    n_out = np.shape(step.before["W"])[0]
    stage.formulas = [f"chain-path/{n_out}", f"{bends}-point"]
    stage.makes("dzl", back, "dZ", time=time, part=at)
    for k in range(n_out):
        stage.takes(f"v{k + 1}", "W", entry(k, j), layer=i + 2)
        stage.takes(f"dz{k + 1}", "dZ", entry(k, place), layer=i + 2)
    stage.takes("zl", "layers", lambda layers: float(layers[i][0][j, place]))
    stage.makes("gl", derivative, *SLOPES, part=at)
    stage.takes("zl", z, at)
    return stage


def _gradient(
    call: Call, machine: Machine, i: int, n_layers: int, place: int | None, path: Sequence[int]
) -> Stage:
    time = n_layers - 1 - i
    stage = Stage("gradient", i + 1, ["gradient-W", "gradient-bl"])
    stage.makes("dWl", call, "dW", time=time)
    stage.takes("m", "m")
    stage.takes("dZl", "dZ")
    stage.takes("Ap", "inputs", lambda inputs: inputs[i], layer=i)
    stage.makes("dbl", call, "db", time=time)
    if place is not None:
        _add_pulls(stage, call, i, time, place, path[i])
    if machine.l1 + machine.l2 > 0:
        stage.formulas.append("penalty")
        # The first statement about grads makes an empty list.
        stage.makes("Gl", call, "grads", time=time + 1, part=lambda grads: grads[0][0])
        stage.takes("dWl", "dW")
        stage.takes("l1", "l1")
        stage.takes("l2", "l2")
        stage.takes("Wl", "W")
    return stage


def _add_pulls(stage: Stage, call: Call, i: int, time: int, place: int, neuron: int) -> None:
    """Add what one sample alone asks of each weight of a neuron: the lines work on its column."""
    of_W, of_b = call.assigned("dW")[time], call.assigned("db")[time]
    inputs = [*of_W.before["inputs"]]
    inputs[i] = inputs[i][:, [place]]
    alone: dict[str, Any] = {"dZ": of_W.before["dZ"][:, [place]], "inputs": inputs}
    pulls = recording.again(call, of_W, **alone)["dW"][neuron]
    lift = recording.again(call, of_b, **alone)["db"][neuron, 0]
    stage.formulas += [f"pull-path/{k + 1}" for k in range(pulls.size)] + ["pull-path-b"]
    for k, pull in enumerate(pulls):
        stage.shares(f"pull{k + 1}", float(pull), "dWl")
    stage.shares("pullb", float(lift), "dbl")
    stage.takes("dzl", "dZ", entry(neuron, place))
    for k in range(pulls.size):
        stage.takes(f"a{k + 1}", "inputs", _entry_of(i, k, place), layer=i)


def _add_one(stage: Stage, call: Call, machine: Machine, time: int, parameter: Parameter) -> None:
    """Add how the gradient of one weight or bias comes about."""
    i, column, part = parameter.layer, parameter.column, parameter.in_its_array
    bias = column is None
    stage.formulas.insert(2, "gradient-one-bias" if bias else "gradient-one-layer")
    stage.makes("dwi", call, "db" if bias else "dW", time=time, part=part)
    stage.takes("dZr", "dZ", row(parameter.row))
    if column is not None:
        inner = row(column)
        stage.takes("Ac", "inputs", lambda inputs: inner(inputs[i]), layer=i)
    if machine.l1 + machine.l2 > 0 and not bias:
        stage.formulas.append("penalty-one")
        stage.makes("gi", call, "grads", time=time + 1, part=lambda grads: part(grads[0][0]))
        stage.takes("wi", "W", part)


def _entry_of(i: int, row: int, column: int) -> Part:
    """Take one number out of the i-th array of a list."""
    number = entry(row, column)
    return lambda arrays: number(arrays[i])
