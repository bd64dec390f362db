"""What every figure is made of: its style, its axes, marks and legends, and its file."""

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from glassneuron import print_style, validation
from glassneuron.print_style import KINDS
from glassneuron.shapes import SIDE
from glassneuron.validation import Array

# From so many on, marks are smaller.
MANY = 400


def to_bytes(figure: Figure, kind: str) -> bytes:
    """Make the content of a file, "png", "svg" or "pdf"; the same figure gives the same bytes.

    Raises
    ------
    ValueError
        If the kind is none of these.
    """
    hour = validation.choice(kind, KINDS, "kind")
    content = io.BytesIO()
    with styled():
        figure.savefig(content, format=kind, metadata={hour: None})
    return content.getvalue()


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure into a file, whose name ends in .png, .svg or .pdf.

    Raises
    ------
    ValueError
        If it ends otherwise.
    OSError
        If the file cannot be written.
    """
    path = Path(path)
    kind = path.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        raise ValueError(f"A figure's file must end in .png, .svg or .pdf; got {path.name!r}.")
    path.write_bytes(to_bytes(figure, kind))


@contextmanager
def styled() -> Iterator[None]:
    """Draw, or save, in the style of this project."""
    # The reader's own settings are set aside for as long, so that figures look alike everywhere.
    with style.context(["default", print_style.SETTINGS]):
        yield


def new_axes(size: tuple[float, float], title: str, x: str, y: str) -> tuple[Figure, Axes]:
    """Make a figure of a size in inches, with one pair of axes and their titles."""
    figure = Figure(figsize=size)
    return figure, figure.add_subplot(title=title, xlabel=x, ylabel=y)


def new_plane(X: Array, title: str) -> tuple[Figure, Axes]:
    """Make a figure of the plane, from -10 to 10 or as far as the points lie."""
    figure, axes = new_axes((5.6, 6.5), title, "$x$", "$y$")
    frame(axes, X)
    return figure, axes


def frame(axes: Axes, X: Array) -> float:
    """Make axes a plane that holds the points; return how far it reaches."""
    extent = 1.05 * max(SIDE, float(np.abs(X).max()))
    axes.set(xlim=(-extent, extent), ylim=(-extent, extent), aspect="equal")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    return extent


def draw_classes(axes: Axes, X: Array, Y: Array, names: Sequence[str]) -> None:
    """Draw points of the classes 0 and 1, each with its mark and its name."""
    size = 36 if X.shape[1] <= MANY else 14
    for label in (1, 0):
        x, y = X[:, Y[0] == label]
        axes.scatter(x, y, size, label=names[label], zorder=3, **print_style.MARKS[label])


def draw_true_line(axes: Axes, line: tuple[float, float] | None) -> None:
    """Draw the true line by its slope and intercept, where there is one."""
    if line is not None:
        slope, intercept = line
        axes.axline((0, intercept), slope=slope, label="the true line", **print_style.TRUE_LINE)


def add_legend(figure: Figure) -> None:
    """Put the legend below the axes."""
    figure.legend(loc="outside lower center", ncols=2, markerscale=1.2)


def write(
    axes: Axes, text: str, x: float, y: float, shift: tuple[float, float], **how: Any
) -> None:
    """Write beside a place, shifted by so many points of the paper."""
    axes.annotate(text, (x, y), shift, textcoords="offset points", **how)


def counted(number: int, noun: str) -> str:
    """Write a number and what it counts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
