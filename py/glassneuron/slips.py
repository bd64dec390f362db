"""What a wrong answer tells of the slip that made it."""

import itertools
import math
from typing import NamedTuple

import numpy as np

from glassneuron.validation import Array

# How far a formula may be from a measured slope: in proportion to the largest, and at all.
RELATIVE, ABSOLUTE = 1e-4, 1e-7


ADVICE = {
    "sign": "the sign is turned round: dZ is A - Y, and the step is subtracted",
    "1/m": "the factor 1/m is missing, or the m in it is another number",
    "1/m twice": "it is divided by m once too often",
    "rate": "the step is not multiplied by the learning rate",
    "unchanged": "it stays as it was",
    "transposed": "it lies on its side: dw is np.dot(X, dZ.T), a column like w",
    "order": "the two are returned in the wrong order",
    "not summed": "dZ has to be summed over all samples",
}


class Report(NamedTuple):
    """What a check found.

    Attributes
    ----------
    ok : bool
        Whether the numbers are right.
    sentence : str
        The finding, for people.
    parameter : str or None
        The first number that is wrong: ``"w1"``, ``"b"``, ``"dw2"``, ``"db"``.
    got, expected : float or None
        What it is and what it should be, if it is a number at all.
    slips : tuple of str
        What may have gone wrong: keys of `ADVICE`; none where nothing known fits.
    changed : tuple of str
        The arguments that were modified in place, such as ``"w"``.
    """

    ok: bool
    sentence: str
    parameter: str | None = None
    got: float | None = None
    expected: float | None = None
    slips: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def find(
    answer: object, before: dict[str, Array], wanted: dict[str, Array], factors: dict[str, float]
) -> Report:
    """Compare what a learner's function returned with what it should return.

    Parameters
    ----------
    answer : object
        Anything; right is a pair, a column and a number.
    before, wanted : dict
        The two by their names, before the step and after it.
    factors : dict
        For each slip by how much it makes the step too long.

    Returns
    -------
    Report
        With nothing in `changed`, which cannot be seen from here.
    """
    both = " and ".join(wanted)
    if not isinstance(answer, tuple | list) or len(answer) != len(wanted):
        return Report(False, f"It should return {both}; it returned {_kind(answer)}.")
    got = {}
    for name, value in zip(wanted, answer, strict=True):
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            return Report(False, f"{name} should be made of numbers; it is {_kind(value)}.", name)
        got[name] = array.astype(np.float64)

    first, second = wanted
    column = wanted[first].shape
    if got[first].size == 1 and got[first].shape != column and got[second].shape == column:
        return _wrong(f"It should return {both}.", first, ("order",))
    for name, right in wanted.items():
        slip = _misshapen(got[name], right)
        if slip is not None:
            should = f"have the shape {right.shape}" if right.ndim else "be one number"
            sentence = f"{name} should {should}; it has the shape {got[name].shape}."
            return _wrong(sentence, name, (slip,) if slip in ADVICE else ())

    tolerance = (
        RELATIVE * max(float(np.abs(wanted[n] - before[n]).max()) for n in wanted) + ABSOLUTE
    )
    for name, right in wanted.items():
        value = got[name] if right.ndim else got[name].flat[0]
        wrong = np.flatnonzero(~(np.abs(value - right) <= tolerance))
        if wrong.size:
            number = f"{name}{wrong[0] + 1}" if right.ndim else name
            is_, should_be = float(np.ravel(value)[wrong[0]]), float(np.ravel(right)[wrong[0]])
            if not math.isfinite(is_):
                sentence = f"{number} should be {should_be:.6g}; it is no finite number."
                return _wrong(sentence, number, (), None, should_be)
            slips = _slips(value - before[name], right - before[name], factors, tolerance)
            sentence = f"{number} should be {should_be:.6g}; it is {is_:.6g}."
            return _wrong(sentence, number, slips, is_, should_be)
    return Report(True, f"Right: {both} agree with the slopes measured at the cost itself.")


def find_in_error(error: BaseException) -> Report:
    """Say what a learner's function raised, and what slip is often behind it."""
    name = type(error).__name__
    try:
        text = " ".join(str(error).split())[:200]
    except BaseException:  # Even its text may raise.
        text = ""
    # NumPy's words for matrices that do not fit, and the article's own assert about dw's shape.
    misfit = "not aligned" in text or "core dimension" in text or name == "AssertionError"
    sentence = f"It raised {name}: {text.rstrip('.')}." if text else f"It raised {name}."
    return _wrong(sentence, None, ("transposed",) if misfit else ())


def _misshapen(array: Array, right: Array) -> str | None:
    if right.ndim == 0:
        if array.size == 1 or (array.size and np.all(array == array.flat[0])):
            return None  # The article's np.zeros((n, 1)) is one bias, too.
        return "not summed" if array.size else "shape"
    if array.shape == right.shape:
        return None
    n = right.shape[0]
    # A column less a row is a table, (n, n).
    return "transposed" if array.shape in ((1, n), (n, n)) else "shape"


def _slips(
    move: Array, right: Array, factors: dict[str, float], tolerance: float
) -> tuple[str, ...]:
    for count in (1, 2, 3):
        for slips in itertools.combinations(factors, count):
            factor = math.prod(factors[slip] for slip in slips)
            if np.all(np.abs(move - factor * right) <= tolerance * max(1, abs(factor))):
                return slips
    return ()


def _wrong(
    sentence: str,
    parameter: str | None,
    slips: tuple[str, ...],
    got: float | None = None,
    expected: float | None = None,
) -> Report:
    if slips:
        sentence += f" A likely slip: {', and '.join(ADVICE[slip] for slip in slips)}."
    return Report(False, sentence, parameter, got, expected, slips)


def _kind(value: object) -> str:
    if value is None:
        return "nothing (None)"
    size = f" of {len(value)}" if isinstance(value, tuple | list) else ""
    return f"a value of the type {type(value).__name__}{size}"
