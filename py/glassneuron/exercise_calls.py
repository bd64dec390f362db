"""Call a learner's function, whatever it does, and read what comes back."""

import contextlib
import copy
import inspect
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any, NamedTuple

import numpy as np

from glassneuron import exercise_errors
from glassneuron.exercise_words import Part
from glassneuron.validation import Array

MOST_PRINTED = 2000


class Call(NamedTuple):
    """What a call gave.

    Attributes
    ----------
    results : tuple of ndarray
        What came back; empty if there is a fault.
    fault : tuple of Part
        What was raised, or why what came back is none of the results wanted.
    line : int or None
        Where in the learner's source it was raised.
    printed : str
        What was printed meanwhile.
    changed : tuple of str
        The arguments that were modified in place.
    """

    results: tuple[Array, ...]
    fault: tuple[Part, ...]
    line: int | None
    printed: str
    changed: tuple[str, ...]


class Unreadable(Exception):  # noqa: N818 - not an error of ours: the learner's answer is none.
    """What came back is not what a function should return."""

    def __init__(self, key: str, values: Mapping[str, str], advice: str | None = None) -> None:
        super().__init__(key)
        self.parts = (Part(key, values), *([Part(advice, {})] if advice else []))


def call(
    function: Callable[..., object], arguments: Mapping[str, Any], name: str, results: Sequence[str]
) -> Call:
    """Call a function with copies of the arguments; nothing that it raises comes through.

    Parameters
    ----------
    function : callable
        The learner's.
    arguments : dict
        What it is called with, in this order.
    name : str
        What the function is called.
    results : sequence of str
        What it should return, by name: one or two.
    """
    copies = copy.deepcopy(arguments)
    printed = io.StringIO()
    values: tuple[Array, ...] = ()
    fault: tuple[Part, ...] = ()
    line = None
    # A warning of NumPy's is no fault: the article's own sigmoid warns for z = -1000.
    with (
        contextlib.redirect_stdout(printed),
        warnings.catch_warnings(action="ignore"),
        np.errstate(all="ignore"),
    ):
        try:
            values = _read(function(*copies.values()), name, results, printed)
        except Unreadable as unreadable:
            fault = unreadable.parts
        except BaseException as error:  # SystemExit too: no slip may end the lesson.
            fault, line = exercise_errors.parts_of(error, name), exercise_errors.line_of(error)
    changed = tuple(n for n in arguments if not _equal(arguments[n], copies[n]))
    return Call(values, fault, line, printed.getvalue()[:MOST_PRINTED], changed)


def _read(
    answer: object, name: str, results: Sequence[str], printed: io.StringIO
) -> tuple[Array, ...]:
    if answer is None:
        if printed.getvalue():
            raise Unreadable("printed", {"function": name}, "return_print")
        raise Unreadable("nothing", {"function": name}, "return")
    if inspect.isgenerator(answer):
        values = {"name": name, "type": "generator"}
        raise Unreadable("no_numbers", values, "return_yield")
    if len(results) == 1:
        return (_numbers(answer, results[0]),)
    values = {"function": name, "results": " and ".join(results)}
    if not isinstance(answer, tuple | list):
        raise Unreadable("no_pair", values | {"type": type(answer).__name__})
    if len(answer) != len(results):
        raise Unreadable("pair", values | {"count": str(len(answer))})
    return tuple(_numbers(value, n) for value, n in zip(answer, results, strict=True))


def _numbers(value: object, name: str) -> Array:
    if value is None:
        raise Unreadable("nothing_inside", {"name": name})
    try:
        array = np.asarray(value)
    except ValueError:
        raise Unreadable("ragged", {"name": name}) from None
    kind = type(value)
    if array.dtype.kind == "O":
        # Fractions, for one, are numbers; texts and None are not.
        strange = [item for item in array.flat if not isinstance(item, Real)]
        kind = type(strange[0]) if strange else kind
    if array.dtype.kind not in "biufO" or (array.dtype.kind == "O" and strange):
        advice = "call_it" if callable(value) else None
        raise Unreadable("no_numbers", {"name": name, "type": kind.__name__}, advice)
    return array.astype(np.float64)


def _equal(before: object, after: object) -> bool:
    return np.array_equal(np.asarray(before), np.asarray(after), equal_nan=True)
