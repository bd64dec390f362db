"""The door's methods for the learner's own code: a console, and the gradient check.

The training with it is `train`, whose machines may have a ``code``.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import machines, neuron, session_points, workshop, workshop_check
from glassneuron.console import Console
from glassneuron.machines import Machine
from glassneuron.session_points import Message, Value
from glassneuron.validation import Array, Params

_console = Console()
_given: list[str] = []


def execute(args: Mapping[str, Any]) -> Iterator[Message]:
    """Run ``source`` in the console.

    ``points``, ``testing``, ``dataset`` and ``machines`` are those of a training, ``params`` the
    layers of its machine number ``focus``, and ``history`` the ``iteration`` and the ``cost`` of
    its curve. ``at`` is a text that changes with them: then the console gets the run's names anew.
    ``code`` is the code whose functions are at hand.
    """
    if args["at"] not in _given:
        _given[:] = [args["at"]]
        _console.give(_names(args))
    note = _console.load(str(args["code"]))
    shown = _console.execute(str(args["source"]))
    yield "result", {**shown._asdict(), "note": note}


def check_gradient(args: Mapping[str, Any]) -> Iterator[Message]:
    """Compare the slopes of the learner's ``code`` with those measured at its cost.

    The rest is as for `execute`: the place where to look.
    """
    machine, params, X, Y = _place(args)
    if machine.hidden or len(params) > 1 or params[0][1].size > 1:
        raise ValueError("The gradient check is for one neuron: take the hidden layers away.")
    ((W, b),) = params
    found = workshop_check.check(str(args["code"]), W.T.copy(), b.item(), X, Y)
    slopes: list[Value] = [slope._asdict() for slope in found.slopes]
    yield "result", {**found._asdict(), "slopes": slopes, "slips": list(found.slips)}


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "execute": execute,
    "check_gradient": check_gradient,
}


def _place(args: Mapping[str, Any]) -> tuple[Machine, Params, Array, Array]:
    """Return the machine, where it stands, and the inputs and labels that it learns from."""
    parts = session_points.parts(args)
    settings, layers = args["machines"][args["focus"]], args["params"]
    machine = machines.checked(settings if layers is None else {**settings, "start": layers})
    params = machines.start(machine, parts.n_classes)
    X, Y = parts.X[:, parts.train], parts.Y[:, parts.train]
    return machine, params, machines.inputs(machine, X), Y


def _names(args: Mapping[str, Any]) -> dict[str, Any]:
    names: dict[str, Any] = {"np": np}
    history = (np.array(args["history"][name]) for name in ("iteration", "cost"))
    names["history"] = tuple(history)
    try:
        machine, params, X, Y = _place(args)
    except ValueError:
        return names  # There are no points yet: a console is of use all the same.
    names |= {"X": X, "Y": Y, "m": X.shape[1], "learning_rate": machine.learning_rate}
    if machine.hidden or len(params[0][1]) > 1:
        return names | {"params": params}
    ((W, b),) = params
    w, bias = W.T.copy(), b.item()
    if machine.code is None:
        A = neuron.forward_propagation(w, bias, X)
    else:
        A = workshop.looking(machine.code).forward_propagation(w, bias, X)
    return names | {"w": w, "b": bias, "A": A}
