"""How the accuracy comes about: an answer becomes a class, and the classes that are right count."""

from glassneuron import measures, recording
from glassneuron.explanation_stage import Stage, entry
from glassneuron.recording import RETURNED
from glassneuron.validation import Array

WATCHED = frozenset({"glassneuron.measures"})


def stage(A: Array, Y: Array, threshold: float, column: int | None) -> Stage:
    """Take the accuracy of some answers apart.

    Parameters
    ----------
    A : ndarray, shape (n_out, m_samples)
        The answers of a machine.
    Y : ndarray, shape (1, m_samples)
        The true classes.
    threshold : float
        Where class 1 begins, if there is one output.
    column : int or None
        The sample to follow; None for all.

    Returns
    -------
    Stage
        Its lines are those of `measures`, which makes the page's readings.
    """
    _, judged = recording.record(
        lambda: measures.share_right(measures.predicted_classes(A, threshold), Y), WATCHED
    )
    (choose, *_) = judged.every("predicted_classes")
    choose = next(choose.every("classify"), choose)
    (share, *_) = judged.every("share_right")
    several = len(A) > 1
    found = Stage("accuracy")
    found.formulas = ["classify-3" if several else "classify", "accuracy"]
    if column is None:
        found.makes("Yh", choose, RETURNED)
        found.takes("A", "A")
    else:
        found.formulas[0] += "-point"
        found.makes("yh", choose, RETURNED, part=entry(0, column))
        if several:
            for c in range(3):
                found.takes(f"as{c + 1}", "A", entry(c, column))
        else:
            found.takes("a", "A", entry(0, column))
    if not several:
        found.takes("tau", "threshold")
    found.makes("m", share, "m")
    found.makes("acc", share, RETURNED)
    found.takes("Yh", "predicted")
    found.takes("Y", "Y")
    # The number that a reading leads to is made here.
    found.calls.reverse()
    return found
