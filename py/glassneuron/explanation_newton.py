"""An iteration of Newton's method taken apart: the slope, how it bends, and the step."""

from glassneuron.explanation import answer_stages
from glassneuron.explanation_stage import Stage
from glassneuron.recording import Call


def stages(looked: Call, stepped: Call, column: int | None) -> list[Stage]:
    """Take an iteration apart, as `explanation.stages` does.

    The answers of a sample are followed up to its loss; the step is that of all samples.
    """
    (update, *_) = stepped.every("_update")
    (newton, *_) = update.every("_newton_step")
    slope, bend, step, new = map(Stage, ("newton-slope", "curvature", "newton-step", "update"))
    slope.formulas = ["newton-slope"]
    slope.makes("g", newton, "slope")
    slope.takes("m", "m")
    slope.takes("X1", "X")
    slope.takes("A", "A")
    slope.takes("Y", "Y")
    bend.formulas = ["curvature"]
    bend.makes("H", newton, "curvature")
    bend.takes("m", "m")
    bend.takes("X1", "X")
    bend.takes("A", "A")
    step.formulas = ["newton-step"]
    step.makes("H", newton, "curvature")
    step.makes("s", newton, "step")
    step.takes("g", "slope")
    new.formulas = ["newton-update"]
    # Of the lengths that were tried, the last is the one that was taken.
    new.makes("new_p", update, "new", time=-1)
    new.takes("p", "p")
    new.takes("t", "length")
    new.takes("s", "step")
    return [*answer_stages(looked, column), slope, bend, step, new]
