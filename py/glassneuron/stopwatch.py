"""How long a pass takes: a clock is read before and after, and the rest is arithmetic."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from glassneuron.validation import Array

# A browser's clock may tick as seldom as every millisecond: passes are repeated until they take
# many ticks together.
LONG_ENOUGH = 0.02


class Readings(NamedTuple):
    """What the clock said.

    Attributes
    ----------
    begun, ended : ndarray, shape (n_stretches,)
        Its time in seconds before and after each stretch of work.
    repeats : int
        How many passes all the stretches are together.
    """

    begun: Array
    ended: Array
    repeats: int


def read(run: Callable[[], object], clock: Callable[[], float]) -> Readings:
    """Repeat `run` until it takes long enough to be timed, and read the clock around that."""
    repeats = 1
    while True:
        begun = clock()
        for _ in range(repeats):
            run()
        ended = clock()
        if ended - begun >= LONG_ENOUGH:
            return Readings(np.array([begun]), np.array([ended]), repeats)
        repeats *= 2


def seconds(begun: Array, ended: Array, repeats: int) -> float:
    """Compute how long one pass takes: all stretches together, over the number of passes."""
    elapsed = float(np.sum(ended - begun))
    return elapsed / repeats


def ratio(loop: float, matrices: float) -> float:
    """Compute how many times as long as the matrices the loop takes."""
    return loop / matrices
