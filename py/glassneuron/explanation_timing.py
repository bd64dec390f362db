"""The two times of "loop or matrix" taken apart: from what the clock said to their ratio."""

from glassneuron import recording, stopwatch
from glassneuron.explanation_stage import Stage
from glassneuron.recording import RETURNED
from glassneuron.stopwatch import Readings

WATCHED = frozenset({"glassneuron.stopwatch"})


def stages(loop: Readings, matrices: Readings) -> list[Stage]:
    """Take a comparison apart.

    Parameters
    ----------
    loop, matrices : Readings
        What the clock said while they were at work.

    Returns
    -------
    list of Stage
        The time of each and how many times as long the loop takes. The lines are those of
        `stopwatch`, at work on the same readings as when the times were first computed.
    """
    _, compared = recording.record(lambda: _compare(loop, matrices), WATCHED)
    found = []
    for form, call in zip(("loop", "matrices"), compared.every("seconds"), strict=True):
        stage = Stage(f"time-{form}", formulas=["elapsed", f"time-{form}"])
        stage.makes("elapsed", call, "elapsed")
        stage.takes("ended", "ended")
        stage.takes("begun", "begun")
        stage.makes(f"t_{form}", call, RETURNED)
        stage.takes("repeats", "repeats")
        found.append(stage)
    (divided,) = compared.every("ratio")
    ratio = Stage("ratio", formulas=["time-ratio"])
    ratio.makes("ratio", divided, RETURNED)
    ratio.takes("t_loop", "loop")
    ratio.takes("t_matrices", "matrices")
    return [*found, ratio]


def _compare(loop: Readings, matrices: Readings) -> None:
    stopwatch.ratio(stopwatch.seconds(*loop), stopwatch.seconds(*matrices))
