"""How the accuracy comes about: an answer becomes a class, and right and wrong ones are counted."""

import operator

from glassneuron import measures, recording
from glassneuron.explanation_stage import Stage, entry
from glassneuron.recording import RETURNED, Call
from glassneuron.validation import Array

WATCHED = frozenset({"glassneuron.measures"})


def stage(A: Array, Y: Array, threshold: float, column: int | None) -> Stage:
    """Take the accuracy of some answers apart, and the counts of the confusion matrix.

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
    _, judged = recording.record(lambda: _judge(A, Y, threshold), WATCHED)
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
    _add_counts(found, judged)
    return found


def _judge(A: Array, Y: Array, threshold: float) -> None:
    predicted = measures.predicted_classes(A, threshold)
    measures.share_right(predicted, Y)
    measures.confusion_counts(predicted, Y, max(len(A), 2))
    if len(A) == 1:
        measures.precision(A, Y, threshold)
        measures.recall(A, Y, threshold)


def _add_counts(stage: Stage, judged: Call) -> None:
    """Add the confusion matrix, and what is read from it where there are two classes."""
    (counts, *_) = judged.every("confusion_counts")
    stage.formulas += ["cells", "confusion"]
    stage.makes("E", counts, "cell")
    stage.takes("classes", "n_classes")
    stage.makes("C", counts, RETURNED)
    for name, total, wrong in (
        ("precision", "answered", "false_positives"),
        ("recall", "present", "false_negatives"),
    ):
        for call in judged.every(name):
            if call.steps[-1].after[RETURNED] is None:
                continue  # Nothing to divide by.
            stage.formulas.append(name)
            stage.makes(total, call, total)
            stage.takes("TP", "counts", lambda counts: counts.true_positives)
            stage.takes(wrong, "counts", operator.attrgetter(wrong))
            stage.makes(name, call, RETURNED)
