"""What the page "loop or matrix" asks: the two pieces of code, and how long each takes."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from glassneuron import (
    datasets,
    explanation_timing,
    session_stages,
    stopwatch,
    validation,
    vectorization,
)
from glassneuron.stopwatch import Readings

Value = dict[str, Any]
Message = tuple[str, Value]

MOST_SAMPLES = 1_000_000
SLICE_SECONDS = 0.1
# The article's line as weights: w₁x + w₂y + b is 0 on y = 1.23x + 3.23. Any others take as long.
W, B = [[-1.23], [1.0]], -3.23


def code(_args: Mapping[str, Any]) -> Iterator[Message]:
    """Tell the two pieces of Python whose times are compared, as they stand in the package."""
    loop, matrices = map(_plain, vectorization.sources())
    yield "result", {"loop": loop, "matrices": matrices}


def compare(args: Mapping[str, Any]) -> Iterator[Message]:
    """Time one pass over ``n_samples`` points of the article's line, both ways."""
    m = validation.count(args["n_samples"], "Number of samples", least=1)
    if m > MOST_SAMPLES:
        raise ValueError(f"Number of samples must be {MOST_SAMPLES:,} at most; got {m:,}.")
    X, Y = datasets.make("line", m, seed=0)
    deadline = 0.0
    for done in vectorization.compare_watched(W, B, X, Y):
        if done.n_looped < m and time.perf_counter() < deadline:
            continue
        deadline = time.perf_counter() + SLICE_SECONDS
        value = {
            "n_samples": m,
            **done._asdict(),
            "readings": {form: read._asdict() for form, read in done.readings.items()},
            "ratio": stopwatch.ratio(done.loop, done.matrices) if done.n_looped == m else None,
        }
        yield ("result" if done.n_looped == m else "progress"), value


def explain(args: Mapping[str, Any]) -> Iterator[Message]:
    """Take two times and their ratio apart: ``readings`` is what `compare` told of the clock."""
    loop, matrices = (_readings(args["readings"][form]) for form in ("loop", "matrices"))
    yield "result", session_stages.told(explanation_timing.stages(loop, matrices))


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "timing_code": code,
    "timing_compare": compare,
    "timing_explain": explain,
}


def _plain(source: str) -> str:
    """Leave out the types, which the article's code has none of."""
    return re.sub(r": (Array|float)(?=[,)])|(?<=\)) -> Pass", "", source).strip()


def _readings(told: Mapping[str, Any]) -> Readings:
    begun, ended = (np.array(told[key], dtype=np.float64) for key in ("begun", "ended"))
    return Readings(begun, ended, validation.count(told["repeats"], "repeats", least=1))
