"""One iteration taken apart: stage by stage the formula, its numbers, the lines that made them.

An iteration is run while `recording` watches. Here is said only which symbol of a formula is which
variable of which function; its number and its line are those of the run. Where a machine has layers
or takes another way down, `explanation_layers` and `explanation_newton` say it.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from glassneuron import listing, recording
from glassneuron.explanation_parameter import Parameter, row
from glassneuron.explanation_stage import Stage, Symbol, entry
from glassneuron.recording import RETURNED, Call

# What a learner's functions give as the name of their module.
YOUR_CODE = "your_code"
#: The modules whose lines an explanation may show.
WATCHED = frozenset(
    f"glassneuron.{name}"
    for name in (
        *("neuron", "activations", "outputs", "network", "optimizers", "training", "newton"),
        *("regression", "normal_equations"),
    )
) | {YOUR_CODE}


class Derivation(NamedTuple):
    """How dZ = A - Y comes about at one sample, term by term, as in the article.

    Attributes
    ----------
    y, a : float
        The label and the answer.
    dL_dA : float
        ∂L/∂A = -Y/A + (1 - Y)/(1 - A).
    dA_dZ : float
        ∂A/∂Z = A (1 - A).
    left, right : float
        The two parts of their product: (1 - A)(-Y) and (1 - Y) A.
    dZ : float
        Their sum, A - Y.
    """

    y: float
    a: float
    dL_dA: float  # noqa: N815 (the article's name)
    dA_dZ: float  # noqa: N815
    left: float
    right: float
    dZ: float


def derivation(a: float, y: float) -> Derivation | None:
    """Derive dZ at one sample; None where the answer is too sure to divide by.

    Parameters
    ----------
    a : float
        The neuron's answer, from 0 to 1.
    y : float
        The label, 0 or 1.

    Returns
    -------
    Derivation or None
        The terms.

    Notes
    -----
    The article's section "In the core of learning: Backpropagation".
    """
    with np.errstate(all="ignore"):
        outer = float(-np.divide(y, a) + np.divide(1 - y, 1 - a))
    if not np.isfinite(outer):
        return None
    return Derivation(y, a, outer, a * (1 - a), (1 - a) * -y, (1 - y) * a, a - y)


def look_and_step(states: Iterator[object]) -> tuple[Call, Call]:
    """Record an iteration of a training: the look at the samples, and the update after it."""
    _, looked = recording.record(lambda: next(states), WATCHED)
    _, stepped = recording.record(lambda: next(states), WATCHED)
    return looked, stepped


def stages(
    looked: Call, stepped: Call, column: int | None, parameter: Parameter | None = None
) -> list[Stage]:
    """Take an iteration of the article's neuron apart.

    Parameters
    ----------
    looked : Call
        A recording of the look at the samples: forward propagation and cost.
    stepped : Call
        A recording of the update.
    column : int or None
        The sample to follow; None for all.
    parameter : Parameter or None
        The weight or bias to follow; None for all.

    Returns
    -------
    list of Stage
        From the weighted sum to the update.
    """
    return [*answer_stages(looked, column), *_descent_stages(stepped, column, parameter)]


def answer_stages(looked: Call, column: int | None) -> list[Stage]:
    """Take the first half apart: from the samples to the cost."""
    (mean, *_) = looked.every("cost")
    # A learner may have written it into the function that calls it.
    losses = next(mean.every("loss"), mean)
    lose, average = map(Stage, ("loss", "cost"))
    if column is None:
        lose.formulas = ["loss"]
        lose.makes("L", losses, "losses", RETURNED)
        lose.takes("A", "A")
        lose.takes("Y", "Y")
    else:
        at = entry(0, column)
        lose.formulas = ["loss-point"]
        lose.makes("l", losses, "losses", RETURNED, part=at)
        lose.takes("a", "A", at)
        lose.takes("y", "Y", at)
    average.formulas.insert(0, "cost")
    average.makes("m", mean, "m")
    average.makes("L", mean, "losses")
    average.makes("J", mean, RETURNED)
    if column is not None:
        _add_share(average, column)
    return [*reply_stages(looked, column), lose, average]


def reply_stages(looked: Call, column: int | None) -> list[Stage]:
    """Take an answer apart: from the sample to what the neuron says of it."""
    (forward, *_) = looked.every("forward_propagation")
    squeeze = next(forward.every("sigmoid"), forward)
    add, activate = map(Stage, ("sum", "activation"))
    if column is None:
        add.formulas = ["sum"]
        add.makes("Z", forward, "z", "Z")
        add.takes("w", "w")
        add.takes("X", "x")
        activate.formulas = ["activation", "sigmoid-code"]
        activate.makes("A", squeeze, RETURNED)
        activate.takes("Z", "z")
        activate.makes("e", squeeze, "e")
    else:
        at = entry(0, column)
        n = np.shape(forward.steps[-1].before["w"])[0]
        add.formulas = [f"sum-point/{n}"]
        add.makes("z", forward, "z", "Z", part=at)
        for i in range(n):
            add.takes(f"w{i + 1}", "w", entry(i, 0))
            add.takes(f"x{i + 1}", "x", entry(i, column))
        activate.formulas = ["activation-point"]
        activate.makes("a", squeeze, RETURNED, part=at)
        activate.takes("z", "z", at)
    add.takes("b", "b")
    add.lists(squeeze)
    activate.lists(forward)
    return [add, activate]


def _add_share(stage: Stage, column: int) -> None:
    """Add the share of one sample in the cost: the cost's line works on its loss alone."""
    made = next((symbol for symbol in stage.symbols if symbol.id == "J"), None)
    if made is None or not _uses(made, "losses"):
        return
    losses = made.step.before["losses"][:, [column]]
    share = recording.again(made.call, made.step, losses=losses)[made.variable]
    stage.formulas.append("share")
    stage.shares("share", float(share), "J")
    stage.takes("m", "m")
    stage.takes("l", "losses", entry(0, column))


def _descent_stages(stepped: Call, column: int | None, parameter: Parameter | None) -> list[Stage]:
    (back, *_) = stepped.every("backpropagation")
    # The regression has a function of its own for these.
    down = next(back.every("gradients"), back)
    slope, gradient, update = map(Stage, ("slope", "gradient", "update"))
    if column is None:
        slope.formulas = ["slope"]
        slope.makes("dZ", down, "dZ")
        slope.takes("A", "A")
        slope.takes("Y", "Y")
    else:
        at = entry(0, column)
        slope.formulas = ["slope-point"]
        slope.makes("dz", down, "dZ", part=at)
        slope.takes("a", "A", at)
        slope.takes("y", "Y", at)
    gradient.formulas = ["gradient-w", "gradient-b"]
    gradient.makes("dw", down, "dw")
    gradient.takes("m", "m")
    gradient.takes("X", "X")
    gradient.takes("dZ", "dZ")
    gradient.makes("db", down, "db")
    if column is not None:
        _add_pulls(gradient, column)
    if parameter is not None:
        _add_one(gradient, down, parameter)
        _update_one(update, back, parameter)
        return [slope, gradient, update]
    update.formulas = ["update-w", "update-b"]
    update.makes("new_w", back, "new_w", "w")
    update.takes("w", "w")
    update.takes("alpha", "learning_rate")
    update.takes("dw", "dw")
    update.makes("new_b", back, "new_b", "b")
    update.takes("b", "b")
    update.takes("db", "db")
    return [slope, gradient, update]


def _add_one(stage: Stage, back: Call, parameter: Parameter) -> None:
    """Add how the gradient of one weight comes about; of the bias it is there already."""
    if parameter.column is None:
        return
    stage.formulas.insert(2, "gradient-one")
    stage.makes("dwi", back, "dw", part=parameter.in_column)
    stage.takes("Xi", "X", row(parameter.column))


def _update_one(stage: Stage, back: Call, parameter: Parameter) -> None:
    bias = parameter.column is None
    part = None if bias else parameter.in_column
    w, dw = ("b", "db") if bias else ("w", "dw")
    stage.formulas = ["update-gradient_descent-one"]
    stage.makes("new_wi", back, f"new_{w}", w, part=part)
    stage.takes("wi", w, part)
    stage.takes("alpha", "learning_rate")
    stage.takes("g", dw, part)


def _add_pulls(stage: Stage, column: int) -> None:
    """Add what one sample alone asks of each weight and of the bias: its pulls.

    The lines of dw and db work once more, with this sample's column and the m of all.
    """
    made = {symbol.id: symbol for symbol in stage.symbols if symbol.computed}
    if not _uses(made.get("dw"), "X", "dZ") or not _uses(made.get("db"), "dZ"):
        return
    dw, db = made["dw"], made["db"]
    alone = {name: dw.step.before[name][:, [column]] for name in ("X", "dZ")}
    pulls = recording.again(dw.call, dw.step, **alone)[dw.variable]
    lift = recording.again(db.call, db.step, **alone)[db.variable]
    n = len(pulls)
    stage.formulas += [f"pull/{i + 1}" for i in range(n)] + ["pull-b"]
    for i in range(n):
        stage.shares(f"pull{i + 1}", float(pulls[i, 0]), "dw")
    stage.shares("pullb", float(lift), "db")
    stage.takes("dz", "dZ", entry(0, column))
    for i in range(n):
        stage.takes(f"x{i + 1}", "X", entry(i, column))


def _uses(made: Symbol | None, *variables: str) -> bool:
    """Say whether a line goes through samples in these variables: a learner's may not."""
    return made is not None and all(
        listing.names(made.call.code, made.step.lines, name)
        and np.ndim(made.step.before.get(name, 0)) == 2
        for name in variables
    )
