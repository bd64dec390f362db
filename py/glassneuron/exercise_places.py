"""Say to which of the arguments a wrong number belongs: the fact about it in each exercise."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from glassneuron.exercise_tasks import Indices, shown, shown_row
from glassneuron.exercise_words import Part

Arguments = Mapping[str, Any]


def of_sigmoid(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the z."""
    return Part("wrong.sigmoid", {"z": shown(arguments["z"].flat[wrong[0]])})


def of_forward_propagation(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the sample, and the weights."""
    values = {
        "x": shown_row(arguments["X"][:, wrong[0]]),
        "w": shown_row(arguments["w"]),
        "b": shown(arguments["b"]),
    }
    return Part("wrong.forward_propagation", values)


def of_loss(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the answer and its label, and whether those with the other label are right."""
    A, Y = arguments["A"][0], arguments["Y"][0]
    y = Y[wrong[0]]
    values = {"A": shown(A[wrong[0]]), "y": shown(y), "other": shown(1 - y)}
    half = np.all(Y[wrong] == y) and np.any(y != Y)
    return Part("wrong.loss_half" if half else "wrong.loss", values)


def of_cost(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the answers and the labels."""
    values = {"A": shown_row(arguments["A"]), "Y": shown_row(arguments["Y"])}
    return Part("wrong.cost", values)


def of_gradients(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the number of samples, and the slope."""
    name = "db" if part else f"dw{wrong[0] + 1}"
    return Part(f"wrong.gradients{_second(part)}", {"name": name, "m": str(arguments["m"])})


def of_update(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the parameter, its slope and the learning rate."""
    slope = arguments["db"] if part else arguments["dw"].flat[wrong[0]]
    values = _before(arguments, part, wrong) | {
        "slope": shown(slope),
        "learning_rate": shown(arguments["learning_rate"]),
    }
    return Part(f"wrong.update{_second(part)}", values | {"slope_name": f"d{values['name']}"})


def of_backpropagation(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the parameter, and what it was."""
    return Part(f"wrong.backpropagation{_second(part)}", _before(arguments, part, wrong))


def of_model(arguments: Arguments, part: int, wrong: Indices) -> Part:
    """Name the parameter, the number of iterations and the learning rate."""
    values = {
        "name": "b" if part else f"w{wrong[0] + 1}",
        "n_iter": str(arguments["n_iter"]),
        "learning_rate": shown(arguments["learning_rate"]),
    }
    return Part(f"wrong.model{_second(part)}", values)


def _before(arguments: Arguments, part: int, wrong: Indices) -> dict[str, str]:
    if part:
        return {"name": "b", "before": shown(arguments["b"])}
    return {"name": f"w{wrong[0] + 1}", "before": shown(arguments["w"].flat[wrong[0]])}


def _second(part: int) -> str:
    return "_second" if part else ""
