"""Bring a machine to an iteration, and take that iteration apart while it happens.

A machine whose step depends on its present weights alone is looked at where it stands. One whose
optimizer remembers, or whose batches are drawn, is taught again up to that iteration, and kept
there: the next step then costs nothing.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from glassneuron import (
    explanation,
    explanation_forward,
    explanation_layers,
    explanation_newton,
    machines,
    neuron,
    newton,
    recording,
    training,
    workshop,
)
from glassneuron.exercise_errors import EDITED
from glassneuron.explanation_parameter import Parameter
from glassneuron.explanation_stage import Stage
from glassneuron.machines import Machine
from glassneuron.recording import Call
from glassneuron.validation import Array, Params

TELL_SECONDS = 0.2
# So many updates between two messages about them.
CHUNK = 200
# The engine that computes the same in lines to be read.
READABLE = {"fused.py": "neuron.py", "fused_network.py": "training.py"}

States = Iterator[neuron.State | training.State]


@dataclass
class Watched:
    """A machine at one iteration, with what was recorded there.

    Attributes
    ----------
    machine : Machine
        Which.
    n_classes : int
        How many classes it tells apart.
    key : tuple
        What the training depends on.
    states : iterator
        Goes on with the training.
    iteration : int
        How often it went on.
    looked : Call
        The recording of the look at the samples.
    cost : float
        Of these, before the update.
    stepped : Call or None
        The recording of the update and of the look after it, once it has been made.
    next_cost : float or None
        After the update; None if no step lowers the cost any more.
    """

    machine: Machine
    n_classes: int
    key: tuple[object, ...]
    states: States
    iteration: int
    looked: Call
    cost: float
    stepped: Call | None = None
    next_cost: float | None = None


_kept: list[Watched] = []


def readable(machine: Machine, n_classes: int) -> str:
    """Return the file with the readable code that trains the machine, or computes the same."""
    engine = machines.engine(machine, n_classes)
    return READABLE.get(engine, engine)


def watch(
    machine: Machine, params: Any, X: Array, Y: Array, n_classes: int, iteration: int
) -> Generator[int, None, Watched]:
    """Bring a machine to an iteration, and record it and the update after it.

    Parameters
    ----------
    machine : Machine
        What learns.
    params : list of layers
        The weights that it has at that iteration, as `machine_settings.checked` takes them.
    X, Y : ndarray, shapes (2, m_samples) and (1, m_samples)
        The points to learn from and their classes.
    n_classes : int
        2 or 3.
    iteration : int
        Which.

    Yields
    ------
    int
        How far it is, now and then.

    Returns
    -------
    Watched
        The iteration, recorded.
    """
    if machine.code is not None:
        return _watch_code(machine, params, X, Y, n_classes)
    remembers = _remembers(machine)
    begun = machine._replace(engine="readable")
    if not remembers:
        begun = machines.checked({**begun._asdict(), "start": params})
    at = iteration if remembers else 0
    weights = [(W.tolist(), b.tolist()) for W, b in begun.start or []]
    key = (begun._replace(start=None, threshold=0.5), weights, X.tobytes(), Y.tobytes())
    watched = _kept[0] if _kept and _kept[0].key == key else None
    _kept.clear()
    if watched is None or watched.iteration > at:
        states = _states(begun, X, Y, n_classes)
        state, looked = _record(states)
        assert state is not None
        watched = Watched(begun, n_classes, key, states, 0, looked, state.cost)
    told = time.perf_counter()
    while watched.iteration < at:
        if watched.stepped is None and watched.iteration < at - 1:
            next(watched.states)  # Nobody looks at this one.
        else:
            _step(watched)
            assert watched.stepped is not None
            assert watched.next_cost is not None
            watched.looked, watched.cost = watched.stepped, watched.next_cost
            watched.stepped = watched.next_cost = None
        watched.iteration += 1
        if time.perf_counter() - told > TELL_SECONDS:
            told = time.perf_counter()
            yield watched.iteration
    _step(watched)
    _kept.append(watched)
    return replace(watched)


def params_at(
    machine: Machine, X: Array, Y: Array, n_classes: int, iteration: int
) -> Generator[int, None, Params]:
    """Train a machine up to an iteration, as the page's run did.

    Parameters
    ----------
    machine, X, Y, n_classes, iteration
        As for `watch`.

    Yields
    ------
    int
        How far it is, now and then.

    Returns
    -------
    list of (W, b)
        Its weights there.
    """
    moments = machines.train(machine, X, Y, n_classes)
    moment = next(moments)
    while moment.iteration < iteration:
        moment = moments.send(min(CHUNK, iteration - moment.iteration))
        yield moment.iteration
    return moment.params


def stages(
    watched: Watched, column: int | None, path: Sequence[int], parameter: Parameter | None = None
) -> list[Stage]:
    """Take the iteration apart, for all samples or for one.

    Parameters
    ----------
    watched : Watched
        The iteration.
    column : int or None
        The sample to follow.
    path : sequence of int
        The neuron to follow it through in each layer, the last one included.
    parameter : Parameter or None
        The weight or bias to follow; None for all.

    Returns
    -------
    list of Stage
        From the first weighted sum to the update.
    """
    machine, looked, stepped = watched.machine, watched.looked, watched.stepped
    assert stepped is not None
    match readable(machine, watched.n_classes):
        case "neuron.py" | machines.YOUR_CODE:
            return explanation.stages(looked, stepped, column, parameter)
        case "newton.py":
            return explanation_newton.stages(looked, stepped, column, parameter)
    calls = explanation_layers.parts(looked, stepped, machine)
    place = column
    chosen = batch(watched)
    if chosen is not None:
        place = chosen.index(column) if column in chosen else None
    return explanation_layers.stages(calls, machine, column, place, path, parameter)


def look_stages(
    machine: Machine,
    params: Any,
    X: Array,
    Y: Array,
    n_classes: int,
    column: int | None,
    path: Sequence[int],
) -> list[Stage]:
    """Take a look at samples apart that nothing is learnt from: from these to their cost.

    The arguments are those of `watch` and of `stages`.
    """
    if machine.code is not None:
        looked = _watch_code(machine, params, X, Y, n_classes).looked
        return explanation.answer_stages(looked, column)
    begun = machine._replace(engine="readable")
    begun = machines.checked({**begun._asdict(), "start": params})
    _, looked = _record(_states(begun, X, Y, n_classes))
    if readable(machine, n_classes) in ("neuron.py", "newton.py"):
        return explanation.answer_stages(looked, column)
    forward, cost = explanation_layers.look(looked)
    return explanation_forward.answer_stages(forward, cost, machine, column, path)


def batch(watched: Watched) -> list[int] | None:
    """Return the columns that the update learns from; None for all."""
    return explanation_layers.batch(watched.stepped) if watched.stepped else None


def _watch_code(machine: Machine, params: Any, X: Array, Y: Array, n_classes: int) -> Watched:
    """Record two steps of a learner's own code from the weights that the machine has."""
    assert machine.code is not None
    begun = machines.checked({**machine._asdict(), "start": params})
    ((W, b),) = begun.start or []
    learner = workshop.Learner(machine.code, quiet=True)
    recording.remember_source(EDITED, machine.code)
    inputs, targets = machines.inputs(machine, X), machines.targets(Y, n_classes).copy()
    found, calls = recording.record(
        lambda: learner.steps(W.T, b.item(), inputs, targets, machine.learning_rate, 2),
        explanation.WATCHED,
    )
    (_, _, cost), (_, _, next_cost) = found
    return Watched(begun, n_classes, (), iter(()), 0, calls, cost, calls, next_cost)


def _remembers(machine: Machine) -> bool:
    """Say whether a step depends on more than the weights before it."""
    memory = machine.optimizer not in ("gradient_descent", machines.NEWTON)
    return memory or machine.batch_size is not None


def _states(machine: Machine, X: Array, Y: Array, n_classes: int) -> States:
    inputs, targets = machines.inputs(machine, X), machines.targets(Y, n_classes)
    params = machines.start(machine, n_classes)
    w, b = params[0][0].T, params[0][1]
    most = machines.MOST_ITERATIONS
    match machines.engine(machine, n_classes):
        case "neuron.py":
            return neuron.train(inputs, targets, machine.learning_rate, most, w, b)
        case "newton.py":
            return newton.train(inputs, targets, most, w, b)
    return training.train(inputs, targets, params, **machines.training_settings(machine, n_classes))


def _record(states: States) -> tuple[neuron.State | training.State | None, Call]:
    return recording.record(lambda: next(states, None), explanation.WATCHED)


def _step(watched: Watched) -> None:
    if watched.stepped is None:
        state, watched.stepped = _record(watched.states)
        watched.next_cost = None if state is None else state.cost
