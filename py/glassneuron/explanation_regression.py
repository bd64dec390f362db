"""The regression taken apart: from the line's heights at the samples to its next step."""

from glassneuron import explanation, regression
from glassneuron.explanation_stage import Stage, entry
from glassneuron.recording import Call
from glassneuron.validation import Array


def stages(
    X: Array, Y: Array, w: float, b: float, learning_rate: float, column: int | None
) -> list[Stage]:
    """Take a line apart, and the step of gradient descent that follows.

    Parameters
    ----------
    X, Y : ndarray, shape (1, m_samples)
        The samples, and the numbers wanted.
    w, b : float
        The line's slope and intercept.
    learning_rate : float
        The length of the step; above 0.
    column : int or None
        The sample to follow; None for all.

    Returns
    -------
    list of Stage
        Its lines are those of `regression`, which makes the page's readings.
    """
    states = regression.train(X, Y, learning_rate, 1, [[w]], b)
    looked, stepped = explanation.look_and_step(states)
    _, _, loss, *others = explanation.stages(looked, stepped, column)
    loss.formulas = ["loss-line" if column is None else "loss-squared_error-point"]
    return [_line(looked, column), loss, *others]


def _line(looked: Call, column: int | None) -> Stage:
    (forward, *_) = looked.every("forward_propagation")
    found = Stage("line")
    if column is None:
        found.formulas = ["line"]
        found.makes("A", forward, "z")
        found.takes("w", "w")
        found.takes("X", "x")
    else:
        found.formulas = ["line-point"]
        found.makes("a", forward, "z", part=entry(0, column))
        found.takes("w1", "w", entry(0, 0))
        found.takes("x1", "x", entry(0, column))
    found.takes("b", "b")
    return found
