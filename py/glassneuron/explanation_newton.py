"""An iteration of Newton's method taken apart: the slope, how it bends, and the step."""

from typing import Any

from glassneuron import recording
from glassneuron.explanation import answer_stages
from glassneuron.explanation_parameter import Parameter, row
from glassneuron.explanation_stage import Stage, entry
from glassneuron.recording import Call


def stages(
    looked: Call, stepped: Call, column: int | None, parameter: Parameter | None = None
) -> list[Stage]:
    """Take an iteration apart, as `explanation.stages` does.

    The step is that of all samples; of one sample its share of slope and curvature is shown.
    """
    (update, *_) = stepped.every("_update")
    (newton, *_) = update.every("_newton_step")
    slope, bend = _slope(newton), _curvature(newton)
    if column is not None:
        _add_pulls(slope, newton, column)
        _add_bend(bend, newton, column)
    if parameter is not None:
        slope.formulas.append("newton-slope-one")
        slope.makes("gi", newton, "slope", part=parameter.in_column)
        slope.takes("Xi", "X", row(parameter.number))
    return [
        *answer_stages(looked, column),
        slope,
        bend,
        _step(newton),
        _update(update, parameter),
    ]


def _slope(newton: Call) -> Stage:
    stage = Stage("newton-slope", formulas=["newton-slope"])
    stage.makes("g", newton, "slope")
    stage.takes("m", "m")
    stage.takes("X1", "X")
    stage.takes("A", "A")
    stage.takes("Y", "Y")
    return stage


def _curvature(newton: Call) -> Stage:
    stage = Stage("curvature", formulas=["curvature"])
    stage.makes("H", newton, "curvature")
    stage.takes("m", "m")
    stage.takes("X1", "X")
    stage.takes("A", "A")
    return stage


def _step(newton: Call) -> Stage:
    # The article of the method has the first formula; the code scales H, and solves for the step.
    stage = Stage("newton-step", formulas=["newton-step", "newton-step-code", "newton-step-solved"])
    stage.makes("H", newton, "curvature")
    stage.makes("scale", newton, "scale")
    stage.makes("Hs", newton, "scaled")
    stage.makes("s", newton, "step")
    stage.takes("g", "slope")
    return stage


def _update(update: Call, parameter: Parameter | None) -> Stage:
    stage = Stage("update", formulas=["newton-length", "newton-update"])
    # Of the lengths that were tried, the last is the one that was taken.
    stage.makes("t", update, "length", time=-1)
    stage.takes("halved", "halvings")
    if parameter is None:
        stage.makes("new_p", update, "new", time=-1)
        stage.takes("p", "p")
        stage.takes("s", "step")
    else:
        stage.formulas[-1] += "-one"
        stage.makes("new_wi", update, "new", time=-1, part=parameter.in_column)
        stage.takes("wi", "p", parameter.in_column)
        stage.takes("si", "step", parameter.in_column)
    return stage


def _alone(newton: Call, variable: str, column: int) -> Any:
    """Let the line that makes a variable work once more, on one sample, with the m of all."""
    step = newton.assigned(variable)[0]
    sample = {name: step.before[name][:, [column]] for name in ("X", "A", "Y")}
    return recording.again(newton, step, **sample)[variable]


def _add_pulls(stage: Stage, newton: Call, column: int) -> None:
    pulls = _alone(newton, "slope", column)[:, 0]
    n = len(pulls) - 1
    stage.formulas += [f"newton-pull/{i + 1}" for i in range(n)] + ["newton-pull-b"]
    for i in range(n):
        stage.shares(f"pull{i + 1}", float(pulls[i]), "g")
    stage.shares("pullb", float(pulls[n]), "g")
    for i in range(n):
        stage.takes(f"x{i + 1}", "X", entry(i, column))
    stage.takes("a", "A", entry(0, column))
    stage.takes("y", "Y", entry(0, column))


def _add_bend(stage: Stage, newton: Call, column: int) -> None:
    stage.formulas.append("curvature-point")
    stage.shares("Hk", _alone(newton, "curvature", column), "H")
    stage.takes("xk", "X", lambda X: X[:, [column]])
    stage.takes("a", "A", entry(0, column))
