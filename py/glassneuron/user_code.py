"""Run what a learner wrote: whatever it raises is told in words, whatever it prints is bounded."""

import contextlib
import io
import random
import sys
import traceback
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO

import numpy as np

from glassneuron import exercise_errors
from glassneuron.exercise_errors import FILENAMES
from glassneuron.exercise_words import Part, sentence

MOST_LINES = 1000
LONGEST_LINE = 2000
CUT = f"... more than {MOST_LINES:,} lines were printed; the rest is left out."


class UserCodeError(Exception):
    """What is wrong in a learner's code, for people.

    Attributes
    ----------
    name : str
        The type of what was raised.
    line : int or None
        Where in the learner's source, counted from 1.
    trace : str
        The learner's own lines on the way there, and what was raised.
    parts : tuple of Part
        What the message is made of, where it is made of templates.
    """

    def __init__(
        self,
        message: str,
        name: str,
        line: int | None = None,
        trace: str = "",
        parts: tuple[Part, ...] = (),
    ) -> None:
        super().__init__(message)
        self.name, self.line, self.trace, self.parts = name, line, trace, parts


class Printed(io.TextIOBase):
    """Passes what is printed on to the standard output, up to 1,000 lines.

    Parameters
    ----------
    to : text file or None
        Where to; None for nowhere.
    """

    def __init__(self, to: TextIO | None) -> None:
        self._to = to
        self._lines = 0
        self._column = 0

    def write(self, text: str) -> int:
        """Pass on the lines of a text that there is still room for."""
        if self._to is None or self._lines > MOST_LINES:
            return len(text)
        for piece in text.splitlines(keepends=True):
            if self._lines == MOST_LINES:
                self._to.write(CUT + "\n")
                self._lines += 1
                break
            room = max(0, LONGEST_LINE - self._column)
            end = "\n" if piece.endswith(("\n", "\r")) else ""
            self._to.write(piece.rstrip("\r\n")[:room] + end)
            self._lines += bool(end)
            self._column = 0 if end else self._column + len(piece)
        return len(text)

    def flush(self) -> None:
        """Show what has been passed on."""
        if self._to is not None and not self._to.closed:
            self._to.flush()


class Chance(NamedTuple):
    """Where the generators stand that belong to no one: those of `random` and of `np.random`."""

    python: Any
    numpy: dict[str, Any]

    @classmethod
    def now(cls) -> "Chance":
        """Read them."""
        return cls(random.getstate(), np.random.get_state(legacy=False))  # noqa: NPY002

    @classmethod
    def start(cls) -> "Chance":
        """Where they stand when a learner's code begins: the same place each time."""
        numpy = np.random.RandomState(0).get_state(legacy=False)
        return cls(random.Random(0).getstate(), numpy)

    def put_back(self) -> None:
        """Let them stand there."""
        random.setstate(self.python)
        np.random.set_state(self.numpy)  # noqa: NPY002


class Desk:
    """Where a learner's code works: with a chance and an output of its own.

    So its random numbers are the same each time, whatever else draws some in between.

    Parameters
    ----------
    quiet : bool
        Whether what it prints is left out.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._printed = Printed(None if quiet else sys.stdout)
        self._chance = Chance.start()

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """Run learner's code inside.

        Raises
        ------
        UserCodeError
            For whatever it raises, `SystemExit` and `KeyboardInterrupt` among it.
        """
        outside = Chance.now()
        self._chance.put_back()
        outside_input, sys.stdin = sys.stdin, io.StringIO()  # Nobody answers `input`.
        try:
            with (
                contextlib.redirect_stdout(self._printed),
                contextlib.redirect_stderr(self._printed),
                warnings.catch_warnings(action="ignore"),
                np.errstate(all="ignore"),
            ):
                yield
        except UserCodeError:
            raise
        except BaseException as error:  # SystemExit too: no slip may end the lesson.
            raise told(error) from None
        finally:
            sys.stdin = outside_input
            self._printed.flush()
            self._chance = Chance.now()
            outside.put_back()


def told(error: BaseException) -> UserCodeError:
    """Say in words what a learner's code raised, and where."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in FILENAMES
    ]
    function = frames[-1].name if frames and frames[-1].name != "<module>" else "a function"
    parts = exercise_errors.parts_of(error, function)
    name, line = type(error).__name__, exercise_errors.line_of(error)
    places = [f"line {frame.lineno}, in {frame.name}" for frame in frames[-5:]]
    text = exercise_errors.text_of(error)
    trace = "\n".join([*places, f"{name}: {text}"])
    return UserCodeError(sentence(parts), name, line, trace, parts)
