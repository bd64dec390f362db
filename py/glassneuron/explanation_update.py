"""An optimizer's step taken apart, with the parameters of all layers in one row, or one of them."""

from glassneuron.explanation_parameter import Parameter
from glassneuron.explanation_stage import Part, Stage, in_one_row
from glassneuron.recording import Call

# What a rule computes, in order, and what goes into it.
UPDATES = {
    "gradient_descent": [("new_p", "p alpha g")],
    "momentum": [("v", "v_old beta g"), ("new_p", "p alpha v")],
    "rmsprop": [("s", "s_old beta g"), ("new_p", "p alpha g s")],
    "adam": [
        ("t", ""),
        ("v", "v_old beta g"),
        ("s", "s_old beta2 g"),
        ("v_hat", "v beta t"),
        ("s_hat", "s beta2 t"),
        ("new_p", "p alpha v_hat s_hat"),
    ],
}
# The variable that is each symbol. Those of the first kind hold a number for each parameter.
ROWS = {name: name for name in ("p", "g", "v", "s", "v_hat", "s_hat")} | {"new_p": "p"}
MEANS = {"v_old": "mean", "s_old": "mean_square"}
NUMBERS = {"alpha": "learning_rate", "beta": "decay", "beta2": "square_decay", "t": "t"}
# What is written otherwise where it is that of one parameter.
OF_ONE = {"p": "wi", "new_p": "new_wi"}


def update(call: Call, rule: str, parameter: Parameter | None) -> Stage:
    """Take a rule's update apart.

    Parameters
    ----------
    call : Call
        The recorded update.
    rule : str
        Which rule it is, a key of `optimizers.OPTIMIZERS`.
    parameter : Parameter or None
        The one to follow; None for all.

    Returns
    -------
    Stage
        What the rule computes, one after the other.
    """
    take = in_one_row if parameter is None else parameter.in_all
    written = {} if parameter is None else OF_ONE
    stage = Stage("update")
    before = ["mean", "square", "hats"] if rule == "adam" else []
    stage.formulas = [f"update-adam-{part}" for part in before] + [f"update-{rule}"]
    stage.formulas[-1] += "" if parameter is None else "-one"
    for made, taken in UPDATES[rule]:
        # Of p the first value is what the rule was given.
        variable, part = _variable(made, take)
        stage.makes(written.get(made, made), call, variable, time=-1, part=part)
        for symbol in taken.split():
            stage.takes(written.get(symbol, symbol), *_variable(symbol, take))
    return stage


def _variable(symbol: str, take: Part) -> tuple[str, Part | None]:
    """Return the variable that is a symbol, and how its number or numbers come out of it."""
    if symbol in ROWS:
        return ROWS[symbol], take
    if symbol in MEANS:
        return "memory", lambda memory: take(getattr(memory, MEANS[symbol]))
    return NUMBERS[symbol], None
