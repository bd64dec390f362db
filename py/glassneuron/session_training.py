"""The studio's main loop: one or two machines trained in step, a message for each picture.

The run that was last worked on stays alive under its name, so that a pause costs nothing. Whatever
is not there any more, after a restart or a change, is made again from iteration 0. How a run is cut
into messages, paused or looked at changes no bit of it.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from glassneuron import boundaries, machines, session_looks, session_points, validation
from glassneuron.fused_network import Answers
from glassneuron.machines import MOST_ITERATIONS, Machine, Moment, Moments
from glassneuron.session_looks import View
from glassneuron.session_points import Message, Parts, Value
from glassneuron.user_code import UserCodeError
from glassneuron.validation import Array, Params

# From one picture to the next: with what the browser adds, about an animation frame.
FRAME_SECONDS = 0.012
REPLAY_SECONDS = 0.2
# Batches make a cost go up and down a little; a rate that is too high makes it rise.
NOTABLE_RISE = 1.05
SMALL_RATE = 0.001
SMALLER_RATE = 0.1


@dataclass
class Run:
    """A training that is under way.

    Attributes
    ----------
    name : str
        How the page calls it.
    parts : Parts
        The points.
    machines : list of Machine
        What learns; all that matters for the training is the same throughout.
    moments : list of generator
        Their trainings.
    now : list of Moment
        Where these stand: at the same iteration, all of them.
    answers : list of callable
        What answers all points.
    start, peak, peak_at : list
        The cost at iteration 0, the highest since, and the iteration of that.
    seen : View or None
        The view that `planes` answer.
    planes : list of callable
        What answers over the plane.
    chunk : int
        How many updates are made between two looks at the clock.
    look_seconds : float
        How long the last look took.
    """

    name: str
    parts: Parts
    machines: list[Machine]
    moments: list[Moments]
    now: list[Moment]
    answers: list[Answers]
    start: list[float]
    peak: list[float]
    peak_at: list[int]
    seen: View | None = None
    planes: list[Callable[[Params], list[Array]]] | None = None
    chunk: int = 1
    look_seconds: float = 0.0

    @property
    def iteration(self) -> int:
        """The number of updates that each machine has made."""
        return self.now[0].iteration


class Stop(NamedTuple):
    """When to stop early: at a cost, or at a change of it, so small; None for never."""

    cost: float | None
    change: float | None


NEVER = Stop(None, None)
_live: dict[str, Run] = {}


def train(args: Mapping[str, Any]) -> Iterator[Message]:
    """Train ``machines`` on ``points`` from ``iteration`` to ``n_iterations``, side by side.

    The run is the live one called ``run``, or one that is brought to ``iteration`` first, with
    messages ``{"replay": k, "of": n}``. Then each message is a snapshot: after ``burst`` updates,
    or when it is time for the next picture. ``stop`` may end the training early. ``view`` says
    what is looked at.
    """
    first = validation.count(args["iteration"], "The iteration")
    last = max(first, machines.at_most(args["n_iterations"], "Iterations", MOST_ITERATIONS))
    burst = args["burst"]
    if burst is not None:
        burst = validation.count(burst, "The burst", least=1)
    stop = Stop(*(_rule(args["stop"], name) for name in Stop._fields))
    run = _resumed(args, first)
    shown = args["view"].get("shown") or [None] * len(run.machines)
    try:
        while run.iteration < first:
            _advance(run, first, REPLAY_SECONDS, NEVER)
            yield "progress", {"replay": run.iteration, "of": first}
        histories = [moment.costs[-1:] for moment in run.now]
        stopped = None
        while True:
            if run.iteration < last:
                most = last if burst is None else min(last, run.iteration + burst)
                seconds = max(FRAME_SECONDS - run.look_seconds, run.look_seconds / 2)
                histories, stopped = _advance(run, most, seconds, stop)
            snapshot = _snapshot(run, session_looks.view(args["view"]), shown, histories)
            snapshot["stopped"] = stopped
            if stopped is not None or run.iteration == last:
                break
            yield "progress", snapshot
    except (ValueError, UserCodeError):
        # Its generators have ended.
        _live.clear()
        raise
    yield "result", snapshot


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"train": train}


def _resumed(args: Mapping[str, Any], iteration: int) -> Run:
    """Return the live run if it can go on to `iteration`, else a new one at its start."""
    name = str(args["run"])
    parts = session_points.parts(args)
    chosen = [machines.checked(settings) for settings in args["machines"]]
    if not chosen:
        raise ValueError("There is no machine to train; add one.")
    run = _live.get(name)
    if run is None or run.iteration > iteration or not _is_same(run, parts, chosen):
        # The old one goes first, for its arrays may be large.
        _live.clear()
        run = _begun(name, parts, chosen)
        _live[name] = run
    # The threshold has no part in the training: it may be another one each time.
    run.machines = chosen
    return run


def _is_same(run: Run, parts: Parts, chosen: list[Machine]) -> bool:
    return (
        parts.n_points == run.parts.n_points
        and np.array_equal(parts.X, run.parts.X)
        and np.array_equal(parts.Y, run.parts.Y)
        and np.array_equal(parts.test, run.parts.test)
        and list(map(_trained, chosen)) == list(map(_trained, run.machines))
    )


def _trained(machine: Machine) -> tuple[object, ...]:
    start = machine.start and [(W.tolist(), b.tolist()) for W, b in machine.start]
    return (*machine._replace(threshold=0.0, start=None), start)


def _begun(name: str, parts: Parts, chosen: list[Machine]) -> Run:
    X, Y = parts.X[:, parts.train], parts.Y[:, parts.train]
    session_points.two_classes(Y)
    moments = [machines.train(machine, X, Y, parts.n_classes) for machine in chosen]
    now = [next(moment) for moment in moments]
    start = [moment.costs.item() for moment in now]
    answers = [session_looks.answers(machine, parts.X, parts.n_classes) for machine in chosen]
    return Run(name, parts, chosen, moments, now, answers, start, list(start), [0] * len(start))


def _advance(run: Run, goal: int, seconds: float, stop: Stop) -> tuple[list[Array], str | None]:
    """Make updates up to `goal`, or until the time is out or a rule stops it.

    Returns
    -------
    histories : list of ndarray
        The costs of each machine from before the first update to after the last.
    stopped : str or None
        The rule that all machines fulfil now.
    """
    began = time.perf_counter()
    costs = [[moment.costs[-1:]] for moment in run.now]
    stopped = None
    while run.iteration < goal and stopped is None:
        started = time.perf_counter()
        if started - began >= seconds:
            break
        # The rules are looked at after each update.
        n_updates = 1 if stop != NEVER else min(run.chunk, goal - run.iteration)
        run.now = [moments.send(n_updates) for moments in run.moments]
        for i, moment in enumerate(run.now):
            costs[i].append(moment.costs[1:])
            top = int(moment.costs.argmax())
            if moment.costs[top] > run.peak[i]:
                run.peak[i] = float(moment.costs[top])
                run.peak_at[i] = moment.iteration + 1 - moment.costs.size + top
        stopped = _stopped(run.now, stop)
        taken = time.perf_counter() - started
        if taken < seconds / 8:
            run.chunk *= 2
        elif taken > seconds / 4:
            run.chunk = max(1, run.chunk // 2)
    return [np.concatenate(pieces) for pieces in costs], stopped


def _stopped(now: list[Moment], stop: Stop) -> str | None:
    if stop.cost is not None and all(moment.costs[-1] <= stop.cost for moment in now):
        return "cost"
    if stop.change is not None and all(
        abs(moment.costs[-1] - moment.costs[-2]) <= stop.change for moment in now
    ):
        return "change"
    return None


def _snapshot(run: Run, view: View, shown: list[Any], histories: list[Array]) -> Value:
    started = time.perf_counter()
    if run.planes is None or run.seen != view:
        n = run.parts.n_classes
        run.planes = [session_looks.plane(machine, view, n) for machine in run.machines]
        run.seen = view
    value = {
        "iteration": run.iteration,
        "machines": [
            _machine_seen(run, i, chosen, history)
            for i, (chosen, history) in enumerate(zip(shown, histories, strict=True))
        ],
    }
    run.look_seconds = time.perf_counter() - started
    return value


def _machine_seen(run: Run, i: int, shown: Any, history: Array) -> Value:
    machine, params, n_classes = run.machines[i], run.now[i].params, run.parts.n_classes
    line = session_looks.is_line(machine, n_classes) and session_looks.is_sigmoid(
        machine, run.answers[i], params
    )
    planes = run.planes or []
    return {
        "params": session_looks.layers_out(params),
        "cost": float(history[-1]),
        "history": history,
        "boundary": boundaries.boundary(params[0][0].T, params[0][1]) if line else None,
        "spread": session_looks.spread(params),
        "advice": _advice(run.start[i], run.peak[i], run.peak_at[i], machine),
        "engine": machines.engine(machine, n_classes),
        **session_looks.judged(machine, params, run.answers[i], run.parts),
        **session_looks.pictures(planes[i](params), shown),
    }


def _advice(start: float, peak: float, peak_at: int, machine: Machine) -> str | None:
    # Steps that fit lower the cost.
    rate = machine.learning_rate
    if peak <= NOTABLE_RISE * start or rate <= SMALL_RATE:
        return None
    smaller = SMALLER_RATE if rate > SMALLER_RATE else rate / 10
    return (
        f"The cost rose from {start:.3g} to {peak:.3g} at iteration {peak_at:,}: with the "
        f"learning rate {rate:g} the steps are too long. Try a smaller one, such as {smaller:g}."
    )


def _rule(stop: Mapping[str, Any] | None, name: str) -> float | None:
    value = None if stop is None else stop.get(name)
    return None if value is None else validation.at_least_zero(value, f"The {name} to stop at")
