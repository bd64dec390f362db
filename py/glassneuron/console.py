"""A console: lines of a learner's Python beside the run, one after the other."""

import ast
import base64
import builtins
import inspect
import io
import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from glassneuron import workshop
from glassneuron.exercise_errors import TYPED
from glassneuron.user_code import Desk, UserCodeError

MOST_SHOWN = 10_000
MOST_FIGURES = 10
# Two dots on the screen for each of a figure's own.
DOTS = 144

LEFT_OUT = (
    "NumPy's own explanations are left out here, so that the page starts sooner: its manual on "
    "the web has them."
)


class Shown(NamedTuple):
    """What some lines have to show.

    Attributes
    ----------
    value : str or None
        The last expression's value as Python writes it; None if there is none.
    figures : list of dict
        Of each figure its ``picture``, as a data address, and a ``text`` that says what it is.
    """

    value: str | None
    figures: list[dict[str, str]]


class Console:
    """Executes lines in names that stay from one time to the next."""

    def __init__(self) -> None:
        self._desk = Desk()
        self._names: dict[str, Any] = {"__name__": "console", "help": _help}
        self._source = ""

    def give(self, names: Mapping[str, Any]) -> None:
        """Give names of ours, such as the run's `X`, in the place of the learner's."""
        self._names |= names

    def load(self, source: str) -> str | None:
        """Make a learner's functions callable here; say what is wrong with them, once."""
        if source == self._source:
            return None
        self._source = source
        try:
            learner = workshop.Learner(source, quiet=True)
        except UserCodeError as error:
            return str(error)
        self._names |= {name: value for name, value in learner.names.items() if name[:1] != "_"}
        return None

    def execute(self, source: str) -> Shown:
        """Run some lines; `print` writes to the standard output.

        Parameters
        ----------
        source : str
            Any Python. `plt` is matplotlib's pyplot where nothing else has that name.

        Returns
        -------
        Shown
            The last expression's value, and the figures that were drawn.

        Raises
        ------
        UserCodeError
            For whatever the lines raise.
        """
        os.environ["MPLBACKEND"] = "Agg"  # It draws into memory.
        _close_figures()  # What lines that failed have left would be drawn over.
        with self._desk.working():
            lines = ast.parse(source, TYPED)
            used = {node.id for node in ast.walk(lines) if isinstance(node, ast.Name)}
            if "plt" in used - self._names.keys():
                exec("import matplotlib.pyplot as plt", self._names)
            value, last = None, lines.body[-1] if lines.body else None
            if isinstance(last, ast.Expr):
                lines.body.pop()
            exec(compile(lines, TYPED, "exec"), self._names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), TYPED, "eval"), self._names)
            figures = _figures()
            if value is None or (figures and _is_drawn(value)):
                return Shown(None, figures)
            self._names["_"] = value
            text = repr(value)
        cut = f"{text[:MOST_SHOWN]} ... ({len(text):,} characters)"
        return Shown(text if len(text) <= MOST_SHOWN else cut, figures)


def _help(*about: object) -> None:
    """Print Python's help, and say where NumPy's is what a start has left out."""
    builtins.help(*about)
    for thing in about:
        home = str(getattr(thing, "__module__", None) or type(thing).__module__)
        # What is left is at most a signature.
        if home.startswith("numpy") and "\n\n" not in (inspect.getdoc(thing) or "").strip():
            print(LEFT_OUT)


def _close_figures() -> None:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")


def _figures() -> list[dict[str, str]]:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    found = []
    for number in pyplot.get_fignums()[:MOST_FIGURES]:
        figure, content = pyplot.figure(number), io.BytesIO()
        figure.savefig(content, format="png", dpi=DOTS)
        data = base64.b64encode(content.getvalue()).decode()
        texts = [text for axes in figure.axes for text in _texts(axes)]
        found.append({"picture": f"data:image/png;base64,{data}", "text": "; ".join(texts)})
    return found


def _texts(axes: Any) -> list[str]:
    """Return what is written on axes: their title, then what lies over what."""
    over = [axes.get_ylabel(), axes.get_xlabel()]
    return [text for text in (axes.get_title(), " over ".join(filter(None, over))) if text]


def _is_drawn(value: object) -> bool:
    """Say whether a value is what pyplot's functions return, which is of no interest."""
    first = next(iter(value), None) if isinstance(value, list | tuple) else value
    return type(first).__module__.startswith("matplotlib.")
