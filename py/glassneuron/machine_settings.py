"""One neuron or a network of them as a plain dict of settings, checked field by field.

Whoever keeps a scene (a page, a link, an exported script) describes what learns by the fields of
`Machine`. With all of them left as they are it is the article's neuron.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from glassneuron import features, optimizers, validation
from glassneuron.activations import ACTIVATIONS
from glassneuron.initializers import INITIALIZERS
from glassneuron.validation import Params

MOST_HIDDEN = 6
MOST_NEURONS = 8

# What a loss is called where two classes share one sigmoid, and where each class has an output.
LOSSES = {
    "cross_entropy": ("sigmoid", "softmax"),
    "squared_error": ("sigmoid_squared_error", "softmax_squared_error"),
}
ENGINES = ("readable", "fast")
NEWTON = "newton"
OPTIMIZERS = (*optimizers.OPTIMIZERS, NEWTON)


class Machine(NamedTuple):
    """What learns, and how; as it stands, the article's neuron.

    Attributes
    ----------
    features : tuple of str
        The inputs: keys of `features.FEATURES`.
    hidden : tuple of int
        How many neurons each hidden layer has; none for one neuron alone.
    activation : str
        What hidden neurons make of their sums: a key of `ACTIVATIONS`.
    initial_weights : str
        Where the weights start from: a key of `INITIALIZERS`.
    loss : str
        A key of `LOSSES`.
    optimizer : str
        One of `OPTIMIZERS`; newton is for one neuron only.
    learning_rate : float
        The length of a step; above 0.
    decay, square_decay : float
        Settings of some optimizers, from 0 to below 1.
    batch_size : int or None
        How many samples an update learns from; None for all.
    l1, l2 : float
        How much large weights cost; 0 or more.
    threshold : float
        From which probability on an answer counts as class 1, where there are two classes.
    seed : int
        ``default_rng(seed)`` draws the first weights, ``default_rng([seed, 1])`` the batches.
    engine : str
        ``readable``, or ``fast`` for the same numbers sooner.
    start : list of (W, b) or None
        Weights set by hand, to begin with instead.
    code : str or None
        A learner's own Python, to train with in the place of ours; for one neuron only.
    """

    features: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = ()
    activation: str = "tanh"
    initial_weights: str = "zeros"
    loss: str = "cross_entropy"
    optimizer: str = "gradient_descent"
    learning_rate: float = 0.1
    decay: float = optimizers.DECAY
    square_decay: float = optimizers.SQUARE_DECAY
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    threshold: float = 0.5
    seed: int = 0
    engine: str = "readable"
    start: Params | None = None
    code: str | None = None


DEFAULTS = Machine()._asdict()


def checked(settings: Mapping[str, Any]) -> Machine:
    """Turn a plain dict of settings into a machine; what it leaves out stays the article's.

    Parameters
    ----------
    settings : mapping
        Fields of `Machine`. The layers of ``start`` may be pairs (W, b), or dicts with the numbers
        of ``W`` row by row, its ``shape`` and the numbers of ``b``.

    Returns
    -------
    Machine
        With every field checked.

    Raises
    ------
    ValueError
        In one sentence, if a field is unknown or its value is not allowed.

    Examples
    --------
    >>> checked({"hidden": [3], "learning_rate": 0.5}).hidden
    (3,)
    """
    for name in settings:
        if name not in Machine._fields:
            raise ValueError(f"A machine has no setting {name!r}; it has {', '.join(DEFAULTS)}.")
    given = DEFAULTS | dict(settings)
    names = [str(name) for name in _list(given["features"], "The features")]
    hidden = tuple(
        at_most(size, "A layer's number of neurons", MOST_NEURONS, least=1)
        for size in _list(given["hidden"], "The hidden layers")
    )
    if len(hidden) > MOST_HIDDEN:
        raise ValueError(f"There may be {MOST_HIDDEN} hidden layers at most; got {len(hidden)}.")
    batch_size = given["batch_size"]
    threshold = validation.at_least_zero(given["threshold"], "The threshold")
    if threshold > 1:
        raise ValueError(f"The threshold must be from 0 to 1; got {threshold:g}.")
    machine = Machine(
        features=tuple(features.features(np.zeros((2, 1)), names)[1]),
        hidden=hidden,
        activation=_name(given["activation"], ACTIVATIONS, "The activation"),
        initial_weights=_name(given["initial_weights"], INITIALIZERS, "The initial weights"),
        loss=_name(given["loss"], LOSSES, "The loss"),
        optimizer=_name(given["optimizer"], dict.fromkeys(OPTIMIZERS), "The optimizer"),
        learning_rate=validation.positive(given["learning_rate"], "The learning rate"),
        decay=_decay(given["decay"], "The decay"),
        square_decay=_decay(given["square_decay"], "The decay of the squares"),
        batch_size=None
        if batch_size is None
        else validation.count(batch_size, "The batch size", least=1),
        l1=validation.at_least_zero(given["l1"], "L1"),
        l2=validation.at_least_zero(given["l2"], "L2"),
        threshold=threshold,
        seed=validation.count(given["seed"], "The seed of the machine"),
        engine=_name(given["engine"], dict.fromkeys(ENGINES), "The engine"),
        start=None if given["start"] is None else _layers(given["start"]),
        code=None if given["code"] is None else str(given["code"]),
    )
    if machine.code is not None:
        _fits_code(machine)
    if machine.optimizer == NEWTON:
        _fits_newton(machine)
    return machine


def at_most(value: Any, name: str, most: int, least: int = 0) -> int:
    """Return `value` as a whole number from `least` to `most`."""
    number = validation.count(value, name, least)
    if number > most:
        raise ValueError(f"{name} must be {most:,} at most; got {number:,}.")
    return number


def _name(value: Any, known: Mapping[str, Any], argument: str) -> str:
    validation.choice(value, known, argument)
    return str(value)


def _decay(value: Any, name: str) -> float:
    number = validation.at_least_zero(value, name)
    if number >= 1:
        raise ValueError(f"{name} must be below 1, such as 0.9; got {number:g}.")
    return number


def _list(value: Any, name: str) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(f"{name} must be a list; got {value!r}.")
    return list(value)


def _layers(layers: Any) -> Params:
    try:
        pairs = [
            (np.reshape(layer["W"], layer["shape"]), np.reshape(layer["b"], (-1, 1)))
            if isinstance(layer, Mapping)
            else layer
            for layer in _list(layers, "The weights set by hand")
        ]
    except (KeyError, TypeError, ValueError):
        raise ValueError(
            "The weights set by hand must be a list of layers, each with the numbers of its W, "
            "their shape and the numbers of its b."
        ) from None
    return validation.layers(pairs)


def _fits_newton(machine: Machine) -> None:
    obstacles = {
        "one neuron: take the hidden layers away": bool(machine.hidden),
        "the cross entropy: choose it as the loss": machine.loss != "cross_entropy",
        "all points at once: leave the batch size empty": machine.batch_size is not None,
        "weights that cost nothing: set L1 and L2 to 0": machine.l1 + machine.l2 > 0,
    }
    for need, met in obstacles.items():
        if met:
            raise ValueError(f"Newton's method is for {need}, or choose another optimizer.")


def _fits_code(machine: Machine) -> None:
    obstacles = {
        "one neuron: take the hidden layers away": bool(machine.hidden),
        "the cross entropy: choose it as the loss": machine.loss != "cross_entropy",
        "gradient descent: choose it as the optimizer": machine.optimizer != "gradient_descent",
        "all points at once: leave the batch size empty": machine.batch_size is not None,
        "weights that cost nothing: set L1 and L2 to 0": machine.l1 + machine.l2 > 0,
    }
    for need, met in obstacles.items():
        if met:
            raise ValueError(f"Your own code is for {need}, or take the original code again.")
