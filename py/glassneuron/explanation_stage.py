"""A stage of an iteration: its formulas, and which variable of which line each symbol is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from glassneuron import listing
from glassneuron.recording import Call, Step
from glassneuron.validation import Array

Part = Callable[[Any], Any]


class Symbol(NamedTuple):
    """A symbol of a formula, with its number and its line.

    Attributes
    ----------
    id : str
        What the formula calls it; see ``web/formulas.json``.
    layer : int
        Of which layer it is, from 1; 0 where there are none.
    value : ndarray or float
        Its number, or numbers.
    shape : tuple of int
        The shape of what the line left in the variable.
    call, step
        The function, and the statement in it.
    variable : str
        Its name there.
    computed : bool
        Whether the line makes it; else it goes into it.
    part : callable
        Takes from the variable what is this symbol.
    """

    id: str
    layer: int
    value: Any
    shape: tuple[int, ...]
    call: Call
    step: Step
    variable: str
    computed: bool
    part: Part


@dataclass
class Stage:
    """A stage of an iteration.

    Attributes
    ----------
    name : str
        Such as ``sum``.
    layer : int
        Which layer it is about, from 1; 0 where there are none.
    formulas : list of str
        Keys of ``web/formulas.json``.
    symbols : list of Symbol
        Those that it makes, each before those that go into it.
    calls : list of Call
        The functions at work, the one to look at first.
    """

    name: str
    layer: int = 0
    formulas: list[str] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def makes(
        self, symbol: str, call: Call, *variables: str, time: int = 0, part: Part | None = None
    ) -> None:
        """Say that `symbol` is what `call` leaves in one of `variables`, at its `time`-th step."""
        for variable in variables:
            steps = call.assigned(variable)
            if -len(steps) <= time < len(steps):
                self._add(symbol, call, steps[time], variable, True, part)
                return

    def takes(self, symbol: str, variable: str, part: Part | None = None, layer: int = -1) -> None:
        """Say that `symbol` is what `variable` holds when the last symbol made is made.

        Where that line does not name it, it is the last line before that does.
        """
        made = [item for item in reversed(self.symbols) if item.computed]
        steps = [(item.call, item.step) for item in made]
        steps += [(item.call, step) for item in made[:1] for step in reversed(item.call.steps)]
        for call, step in steps:
            if variable in step.before and listing.names(call.code, step.lines, variable):
                self._add(symbol, call, step, variable, False, part, layer)
                return

    def lists(self, call: Call) -> None:
        """Say that a function is at work here: it is listed once, however often it is called."""
        if all(call.code is not other.code for other in self.calls):
            self.calls.append(call)

    def shares(self, symbol: str, value: Any, made: str) -> None:
        """Say that `symbol` is the part that one sample has in what is called `made` here."""
        for item in self.symbols:
            if item.id == made and item.computed:
                shape = tuple(np.shape(value))
                self.symbols.append(item._replace(id=symbol, value=value, shape=shape, part=_whole))
                return

    def _add(
        self,
        symbol: str,
        call: Call,
        step: Step,
        variable: str,
        computed: bool,
        part: Part | None,
        layer: int = -1,
    ) -> None:
        value = (step.after if computed else step.before)[variable]
        part = part or _whole
        shown = _numbers(part, value)
        if shown is None:
            return
        self.lists(call)
        # A single number tells the shape of the array that it was taken from.
        source = value if isinstance(value, np.ndarray) and not np.ndim(shown) else shown
        of = self.layer if layer < 0 else layer
        shape = tuple(np.shape(source))
        self.symbols.append(Symbol(symbol, of, shown, shape, call, step, variable, computed, part))


def _numbers(part: Part, value: Any) -> Any:
    """Take a part of a variable; None if it is not what the core has there.

    A learner's code may keep something else under the same name.
    """
    try:
        shown = part(value)
        return shown if np.asarray(shown).dtype.kind in "biuf" else None
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None


def entry(row: int, column: int) -> Part:
    """Take one number out of an array."""

    def number(array: Any) -> float:
        return float(np.asarray(array)[row, column])

    return number


def shown(symbol: Symbol, most: int = 9) -> tuple[list[float], int, float | None]:
    """Choose the numbers of a symbol that a page shows.

    Returns
    -------
    numbers : list of float
        The first ones, at most `most`.
    size : int
        How many there are.
    mean : float or None
        Their mean, where there are more than are shown.
    """
    flat: Array = np.asarray(symbol.value, dtype=np.float64).ravel()
    mean = float(flat.mean()) if flat.size > most else None
    return [float(number) for number in flat[:most]], flat.size, mean


def _whole(value: Any) -> Any:
    return value


def in_one_row(arrays: Sequence[Array]) -> Array:
    """Put the numbers of several arrays one after the other."""
    return np.concatenate([np.ravel(array) for array in arrays])
