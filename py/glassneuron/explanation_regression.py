"""The regression taken apart: from the line's heights at the samples to its next step."""

from glassneuron import explanation, normal_equations, recording, regression
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


def best_stages(X: Array, Y: Array) -> list[Stage]:
    """Take the line of least squares apart, and its cost.

    Parameters
    ----------
    X, Y : ndarray, shape (1, m_samples)
        The samples, and the numbers wanted.

    Returns
    -------
    list of Stage
        How the line is found at once, its heights, losses and cost.
    """
    (w, b), found = recording.record(
        lambda: normal_equations.least_squares(X, Y), explanation.WATCHED
    )
    (solve,) = found.every("least_squares")
    best = Stage("best", formulas=["centred", "best-w", "best-b"])
    best.makes("Xc", solve, "centred")
    best.takes("X", "X")
    best.takes("x_mean", "x_mean")
    best.makes("w_best", solve, "w")
    best.takes("Y", "Y")
    best.takes("y_mean", "y_mean")
    best.makes("b_best", solve, "b")
    # No step follows: any learning rate will do.
    return [best, *stages(X, Y, w.item(), b, 1.0, None)[:3]]


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
