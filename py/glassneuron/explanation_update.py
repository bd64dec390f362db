"""An optimizer's step taken apart, with the parameters of all layers in one row."""

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
# The variable that is each symbol, and how its numbers come out of it.
VARIABLES: dict[str, tuple[str, Part | None]] = {
    "p": ("p", in_one_row),
    "new_p": ("p", in_one_row),
    "g": ("g", in_one_row),
    "v": ("v", in_one_row),
    "s": ("s", in_one_row),
    "v_hat": ("v_hat", in_one_row),
    "s_hat": ("s_hat", in_one_row),
    "v_old": ("memory", lambda memory: in_one_row(memory.mean)),
    "s_old": ("memory", lambda memory: in_one_row(memory.mean_square)),
    "alpha": ("learning_rate", None),
    "beta": ("decay", None),
    "beta2": ("square_decay", None),
    "t": ("t", None),
}


def update(call: Call, rule: str) -> Stage:
    """Take a rule's update apart.

    Parameters
    ----------
    call : Call
        The recorded update.
    rule : str
        Which rule it is, a key of `optimizers.OPTIMIZERS`.

    Returns
    -------
    Stage
        What the rule computes, one after the other.
    """
    stage = Stage("update")
    before = ["mean", "square", "hats"] if rule == "adam" else []
    stage.formulas = [f"update-adam-{part}" for part in before] + [f"update-{rule}"]
    for made, taken in UPDATES[rule]:
        variable, part = VARIABLES[made]
        # Of p the first value is what the rule was given.
        stage.makes(made, call, variable, time=-1, part=part)
        for symbol in taken.split():
            stage.takes(symbol, *VARIABLES[symbol])
    return stage
