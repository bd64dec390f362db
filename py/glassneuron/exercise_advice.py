"""What may be behind an answer that is wrong: the slips of the exercise, and what all can do."""

import inspect
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from glassneuron.exercise_slips import Slip
from glassneuron.exercise_tasks import Task, Trial, is_same, results_of, shown, wrong_numbers
from glassneuron.exercise_words import Part
from glassneuron.validation import Array


def find(trial: Trial, part: int, again: Trial, others: Sequence[Trial]) -> tuple[Part, ...]:
    """Return the advice on a wrong result, if what came back tells anything.

    Parameters
    ----------
    trial : Trial
        The call that went wrong.
    part : int
        Which of its results did.
    again : Trial
        A second call with the same arguments.
    others : sequence of Trial
        Calls with other ones.
    """
    got, wanted = trial.call.results[part], trial.wanted[part]
    if not again.call.results or not is_same(again.call.results[part], got):
        return (Part("random", {}),)
    made = []
    for slip, results in _made_by_slips(trial, part):
        if all(map(is_same, results, trial.call.results)):
            return (Part(slip.key, slip.values),)
        made.append((slip, results[part]))
    for slip, result in made:  # Of two results the other one may be right, or wrong by itself.
        if is_same(result, got):
            return (Part(slip.key, slip.values),)
    constant = any(_is_constant(trial, other, part) for other in others)
    if got.size != wanted.size or (wanted.ndim and got.shape != wanted.shape):
        return _on_shape(got, wanted, constant)
    if constant and np.isfinite(got).all():
        return (Part("constant", {}),)
    if trial.call.changed:
        return (Part("changes", {"names": " and ".join(trial.call.changed)}),)
    got, wanted = np.ravel(got), np.ravel(wanted)
    with np.errstate(all="ignore"):
        advice = _on_numbers(got, wanted)
    return advice or _on_first_number(got, wanted, made)


def on_parameters(task: Task, function: Callable[..., object]) -> tuple[Part, ...]:
    """Return the advice to who has the right parameters in another order."""
    signature = signature_of(function)
    names = list(signature.parameters) if signature else []
    if sorted(names) == sorted(task.parameters) and names != list(task.parameters):
        return (Part("parameter_order", {"call": task.call}),)
    return ()


def signature_of(function: Callable[..., object]) -> inspect.Signature | None:
    """Return how a function is called, where that can be known."""
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None


def _made_by_slips(trial: Trial, part: int) -> Iterator[tuple[Slip, tuple[Array, ...]]]:
    """Give what each slip makes of the arguments, if it can be told from what is right."""
    for slip in trial.task.slips:
        try:
            results = results_of(trial.task, slip.function, tuple(trial.arguments.values()))
        except Exception:  # This one does not even run here.
            continue
        if not is_same(results[part], trial.wanted[part]):
            yield slip, results


def _is_constant(trial: Trial, other: Trial, part: int) -> bool:
    if not other.call.results or is_same(other.wanted[part], trial.wanted[part]):
        return False
    return is_same(other.call.results[part], trial.call.results[part])


def _on_shape(got: Array, wanted: Array, constant: bool) -> tuple[Part, ...]:
    if got.shape == wanted.shape[::-1]:
        return (Part("transposed", {}),)
    if got.size == 1 < wanted.size:
        return (Part("only_one", {}),)
    if got.ndim == 1 and got.size == wanted.size:
        return (Part("flat", {}),)
    return (Part("constant", {}),) if constant and got.size else ()


def _on_numbers(got: Array, wanted: Array) -> tuple[Part, ...]:
    if not np.isfinite(got).all():
        return (Part("not_finite", {}),)
    if is_same(got, -wanted):
        return (Part("negative", {}),)
    if is_same(got, np.round(wanted)) and np.all((wanted > 0) & (wanted < 1)):
        return (Part("classes", {}),)
    if any(is_same(got, np.round(wanted, digits)) for digits in range(5)):
        return (Part("rounded", {}),)
    if wanted.size < 2:
        return ()
    if not wrong_numbers(got[:1], wanted[:1]).size and not got[1:].any():
        return (Part("first_only", {}),)
    offset = got - wanted
    if np.ptp(offset) < 1e-9:
        return (Part("offset", {"offset": shown(offset[0])}),)
    if np.all(wanted != 0) and np.ptp(got / wanted) < 1e-6:
        return (Part("factor", {"factor": shown(got[0] / wanted[0])}),)
    return ()


def _on_first_number(
    got: Array, wanted: Array, made: Sequence[tuple[Slip, Array]]
) -> tuple[Part, ...]:
    """Return the slip that explains the first wrong number; another one may hide behind it."""
    i = wrong_numbers(got, wanted)[0]
    if got[i] == np.round(got[i]):  # Too many ways lead to a whole number.
        return ()
    for slip, result in made:
        if result.size == got.size and is_same(result.flat[i], got[i]):
            return (Part(slip.key, slip.values),)
    return ()
