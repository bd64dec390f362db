"""A function to write, a trial of it, and what counts as right."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from glassneuron.exercise_calls import Call
from glassneuron.exercise_slips import Slip
from glassneuron.exercise_words import Part
from glassneuron.validation import Array

# How far from ours a right answer may be: in proportion, and at all. A learner who keeps the
# logarithm finite by adding 1e-7, or who works with float32, is within.
RELATIVE, ABSOLUTE = 1e-5, 1e-6

Indices = NDArray[np.intp]


class Task(NamedTuple):
    """A function to write, and all that a check has to know of it.

    Attributes
    ----------
    function : str
        Its name.
    parameters : tuple of str
        What it is called with.
    results : tuple of str
        What it should return: one or two.
    solution : callable
        The core's.
    inputs : callable
        ``inputs(rng)`` lists the arguments to try it on.
    slips : tuple of Slip
        How it is often got wrong.
    place : callable
        ``place(arguments, part, wrong)`` returns the fact about wrong numbers: those at the
        indices `wrong` in the result number `part`.
    """

    function: str
    parameters: tuple[str, ...]
    results: tuple[str, ...]
    solution: Callable[..., Any]
    inputs: Callable[[np.random.Generator], list[tuple[Any, ...]]]
    slips: tuple[Slip, ...]
    place: Callable[[Mapping[str, Any], int, Indices], Part]

    @property
    def call(self) -> str:
        """How it is called, such as ``loss(A, Y)``."""
        return f"{self.function}({', '.join(self.parameters)})"


class Trial(NamedTuple):
    """One call: with what, what should come back, and what did."""

    task: Task
    arguments: Mapping[str, Any]
    wanted: tuple[Array, ...]
    call: Call


def results_of(
    task: Task, function: Callable[..., Any], values: tuple[Any, ...]
) -> tuple[Array, ...]:
    """Return what one of our own functions gives, right or wrong, as arrays."""
    with np.errstate(all="ignore"):
        answer = function(*values)
    pair = answer if len(task.results) == 2 else (answer,)
    return tuple(np.asarray(result, dtype=np.float64) for result in pair)


def wrong_numbers(got: Array, wanted: Array) -> Indices:
    """Return the indices of the numbers that are not right; the shapes are alike."""
    right = np.abs(got - wanted) <= RELATIVE * np.abs(wanted) + ABSOLUTE
    return np.flatnonzero(~right)


def is_same(first: Array, second: Array) -> bool:
    """Tell whether two wrong answers are one: NaN is the same as NaN."""
    if first.size != 1 or second.size != 1:
        return first.shape == second.shape and np.allclose(first, second, 1e-6, 1e-9, True)
    return np.allclose(first.flat[0], second.flat[0], 1e-6, 1e-9, True)


def shown(value: float) -> str:
    """Write a number in a few digits."""
    return f"{value + 0.0:.{3 if abs(value) < 1000 else 6}g}"


def shown_both(first: float, second: float) -> tuple[str, str]:
    """Write two numbers in as many digits as tell them apart."""
    digits = next((d for d in (3, 4, 6, 9) if f"{first:.{d}g}" != f"{second:.{d}g}"), 17)
    if 1000 <= max(abs(first), abs(second)) < np.inf:
        digits = max(digits, 6)
    return f"{first + 0.0:.{digits}g}", f"{second + 0.0:.{digits}g}"


def shown_row(values: ArrayLike) -> str:
    """Write the first few numbers of an array."""
    numbers = [shown(value) for value in np.ravel(values)[:4]]
    if len(numbers) == 1 == np.size(values):
        return numbers[0]
    return f"({', '.join(numbers)}{', …' if np.size(values) > 4 else ''})"
