"""What a terminal sees: the cost now and then, a bar while it takes long, results in columns."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from glassneuron import measures
from glassneuron.neuron import State
from glassneuron.validation import Array

WIDTH = 30
LINE = 79


def watcher(options: argparse.Namespace) -> Callable[[State], None]:
    """Make a function that shows each state of a training.

    Parameters
    ----------
    options : argparse.Namespace
        `iterations`, the number of updates; `print_every`, how often to print the cost, 0 for
        never; `json`, whether standard output is left alone.

    Returns
    -------
    callable
        It prints on standard output. If standard error is a terminal, it draws a bar there.
    """
    last = options.iterations
    print_every = 0 if options.json else options.print_every
    bar_every = max(1, last // 100)

    def watch(state: State) -> None:
        i = state.iteration
        if print_every and i % print_every == 0:
            erase_bar()
            print(f"Iteration {i}: {state.cost}")
        if i == last:
            erase_bar()
        elif i % bar_every == 0:
            bar = f"{'#' * (WIDTH * i // last):.<{WIDTH}}"
            _draw(f"[{bar}] {i:,} of {last:,}, cost {state.cost:.4g}")

    return watch


def erase_bar() -> None:
    """Leave an empty line where the bar may have been."""
    _draw("", end="\r")


def print_columns(rows: Iterable[tuple[str, str, str]]) -> None:
    """Print a name, a value and a remark a row, in columns."""
    rows = list(rows)
    names, values = (max(len(row[i]) for row in rows) for i in (0, 1))
    for name, value, remark in rows:
        print(f"  {name:<{names}}  {value:<{values}}  {remark}".rstrip())


def number(value: float) -> str:
    """Write a number for people; the JSON has all its digits."""
    return f"{value:.6g}"


def share(A: Array, Y: Array, what: str) -> tuple[str, str]:
    """Write the accuracy, and of how many."""
    right = int(np.count_nonzero(measures.classify(A) == Y))
    return f"{right / Y.size:.2%}", f"{right:,} of {Y.size:,} {what}"


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on one line, its numbers to the last bit."""
    print(json.dumps(value, allow_nan=False))


def as_dict(end: State, costs: Sequence[float], print_every: int) -> dict[str, object]:
    """Gather what was learnt, and the costs that would have been printed on the way, for JSON."""
    shown = list(range(0, len(costs), print_every)) if print_every else []
    return {
        "weights": {"w": end.w[:, 0].tolist(), "b": end.b},
        "iteration": end.iteration,
        "cost": end.cost,
        "history": {"iteration": shown, "cost": [costs[i] for i in shown]},
    }


def _draw(text: str, end: str = "") -> None:
    # Blanks cover what stood there before, also where a terminal knows no control sequences.
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{text:<{LINE}}", end=end, file=sys.stderr, flush=True)
