"""Compare a learner's function with the core's, and find the first thing that is wrong."""

import difflib
import inspect
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from glassneuron import exercise_advice, exercise_calls, exercise_errors
from glassneuron.exercise_tasks import Indices, Task, Trial, results_of, shown_both, wrong_numbers
from glassneuron.exercise_words import Part, sentence
from glassneuron.validation import Array


class Verdict(NamedTuple):
    """What a check found.

    Attributes
    ----------
    passed : bool
        Whether all is right.
    message : str
        The finding, in one sentence.
    details : dict
        Plain values only, which may be written as JSON. ``parts``: the keys and the values of
        the templates that make the sentence. ``line``: where in the learner's source it stopped,
        or None. ``printed``: what it printed in its last call. ``call``: that call, such as
        ``loss(A, Y)``, or None if there was none; and then by their names the ``arguments`` and
        what it ``got`` and what was ``wanted``, arrays as lists, a NaN or an infinite number as
        a text.
    """

    passed: bool
    message: str
    details: dict[str, Any]


def check(task: Task, namespace: Mapping[str, object], seed: int) -> Verdict:
    """Try a learner's function on all inputs, up to the first fault."""
    fault = _no_function(task, namespace)
    if fault:
        return _verdict(False, fault)
    function: Any = namespace[task.function]
    inputs = task.inputs(np.random.default_rng(seed))
    # The first once more at the end: what is kept from call to call may change the answer.
    for i, values in enumerate([*inputs, inputs[0]]):
        trial = _try(task, function, values)
        if trial.call.fault:
            return _verdict(False, _with_order(task, function, trial.call.fault), trial)
        part = _first_wrong(trial)
        if part is not None:
            fault = _with_order(task, function, (_fact(task, trial, part),))
            if len(fault) == 1 and i == len(inputs):
                fault += (Part("kept", {}),)
            if len(fault) == 1:
                again = _try(task, function, values)
                others = [_try(task, function, inputs[j]) for j in (0, 1) if j != i]
                fault += exercise_advice.find(trial, part, again, others)
            return _verdict(False, fault, trial)
        if trial.call.changed:
            names = " and ".join(trial.call.changed)
            fault = (Part("changed", {"function": task.function, "names": names}),)
            return _verdict(False, fault, trial)
    counted = {"function": task.function, "count": str(len(inputs))}
    return _verdict(True, (Part("right", counted),))


def check_error(task: Task, error: BaseException) -> Verdict:
    """Say what was raised before there was a function to call."""
    parts = exercise_errors.parts_of(error, task.function)
    return _verdict(False, parts, line=exercise_errors.line_of(error))


def _no_function(task: Task, namespace: Mapping[str, object]) -> tuple[Part, ...]:
    name, values = task.function, {"function": task.function, "call": task.call}
    if name not in namespace:
        others = {n.lower(): n for n, value in namespace.items() if inspect.isfunction(value)}
        alike = difflib.get_close_matches(name, others, 1, 0.8)
        if alike:
            return (Part("other_name", values | {"other": others[alike[0]]}),)
        return (Part("no_function", values),)
    function = namespace[name]
    if not callable(function):
        return (Part("no_callable", values | {"type": type(function).__name__}),)
    signature = exercise_advice.signature_of(function)
    if signature is None:
        return ()
    try:
        signature.bind(*task.parameters)
    except TypeError:
        parameters = ", ".join(signature.parameters)
        return (Part("parameters", values | {"parameters": parameters}),)
    return ()


def _try(task: Task, function: Callable[..., object], values: tuple[Any, ...]) -> Trial:
    arguments = dict(zip(task.parameters, values, strict=True))
    call = exercise_calls.call(function, arguments, task.function, task.results)
    return Trial(task, arguments, results_of(task, task.solution, values), call)


def _with_order(
    task: Task, function: Callable[..., object], fault: tuple[Part, ...]
) -> tuple[Part, ...]:
    return fault if len(fault) > 1 else fault + exercise_advice.on_parameters(task, function)


def _fits(got: Array, wanted: Array) -> bool:
    # One number may come in any shape, and as often as it likes: the article's np.zeros((n, 1))
    # is one bias, too.
    if wanted.ndim == 0:
        return got.size > 0 and bool(got.size == 1 or np.all(got == got.flat[0]))
    return got.shape == wanted.shape


def _wrong(got: Array, wanted: Array) -> Indices:
    return wrong_numbers(got if wanted.ndim else np.asarray(got.flat[0]), wanted)


def _first_wrong(trial: Trial) -> int | None:
    pairs = list(enumerate(zip(trial.call.results, trial.wanted, strict=True)))
    misshapen = [part for part, (got, wanted) in pairs if not _fits(got, wanted)]
    if misshapen:
        return misshapen[0]
    return next((part for part, (got, wanted) in pairs if _wrong(got, wanted).size), None)


def _fact(task: Task, trial: Trial, part: int) -> Part:
    got, wanted = trial.call.results[part], trial.wanted[part]
    name = task.results[part]
    if not _fits(got, wanted):
        if wanted.ndim == 0:
            return Part("no_number", {"name": name, "got": str(got.shape)})
        arrays = {n: a.shape for n, a in trial.arguments.items() if isinstance(a, np.ndarray)}
        shapes = ", ".join(f"{n} {shape}" for n, shape in arrays.items())
        values = {"name": name, "shapes": shapes, "wanted": str(wanted.shape)}
        return Part("shape", values | {"got": str(got.shape)})
    wrong = _wrong(got, wanted)
    fact = task.place(trial.arguments, part, wrong)
    shown_got, shown_wanted = shown_both(float(got.flat[wrong[0]]), float(wanted.flat[wrong[0]]))
    return fact._replace(values={**fact.values, "got": shown_got, "wanted": shown_wanted})


def _verdict(
    passed: bool, parts: tuple[Part, ...], trial: Trial | None = None, line: int | None = None
) -> Verdict:
    details: dict[str, Any] = {
        "parts": [{"key": key, "values": dict(values)} for key, values in parts],
        "line": line,
        "printed": "",
        "call": None,
    }
    if trial is not None:
        task, call = trial.task, trial.call
        details |= {"line": call.line, "printed": call.printed, "call": task.call}
        details["arguments"] = {name: _plain(value) for name, value in trial.arguments.items()}
        for key, results in ("got", call.results), ("wanted", trial.wanted):
            pairs = zip(task.results, results, strict=False)
            details[key] = {name: _plain(result) for name, result in pairs}
    return Verdict(passed, sentence(parts), details)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if np.isfinite(value) else str(value)
