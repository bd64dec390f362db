"""How a step is made of a gradient: four rules, each a pair of pure functions.

``init(params)`` returns what the rule remembers before its first step, and
``update(params, grads, memory, learning_rate)`` returns the parameters after the step and what
it remembers then. `params` and `grads` are lists of arrays of the same shapes.
"""

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array

# How much of a running mean is kept at each step.
DECAY = 0.9
SQUARE_DECAY = 0.999
# Keeps a division by a gradient that was 0 so far from failing.
EPSILON = 1e-8


class Memory(NamedTuple):
    """What an optimizer carries from step to step.

    Attributes
    ----------
    step : int
        How many steps were taken.
    mean : list of ndarray
        The running sum or mean of the gradients; empty where the rule has no use for it.
    mean_square : list of ndarray
        The running mean of their squares; likewise.
    """

    step: int
    mean: list[Array]
    mean_square: list[Array]


Update = tuple[list[Array], Memory]


def gradient_descent(
    params: Sequence[ArrayLike], grads: Sequence[ArrayLike], memory: Memory, learning_rate: float
) -> Update:
    """Step straight downhill: p - α g.

    Parameters
    ----------
    params : sequence of array_like
        The parameters before the step; left as they are.
    grads : sequence of array_like
        The slope of the cost along each of them.
    memory : Memory
        What ``init`` or the last update returned.
    learning_rate : float
        The length of the step, α; above 0.

    Returns
    -------
    params : list of ndarray
        The parameters after the step.
    memory : Memory
        What the next update is to be given.

    Raises
    ------
    ValueError
        If the lists do not match, the rate is not a positive number, or the step leaves the
        range of floating-point numbers; so for all rules here.
    """
    p, g = _checked(params, grads, learning_rate)
    with np.errstate(over="ignore", invalid="ignore"):
        p = [p - learning_rate * g for p, g in zip(p, g, strict=True)]
    return _finite(p, Memory(memory.step + 1, [], []), learning_rate)


def momentum(
    params: Sequence[ArrayLike],
    grads: Sequence[ArrayLike],
    memory: Memory,
    learning_rate: float,
    decay: float = DECAY,
) -> Update:
    """Roll downhill, keeping a share β of the speed, such as 0.9: v = β v + g, p - α v.

    Parameters
    ----------
    params, grads, memory, learning_rate
        As for `gradient_descent`.
    decay : float
        β, from 0 to below 1.

    Returns
    -------
    params, memory
        As from `gradient_descent`.

    Notes
    -----
    B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964; written
    as in I. Sutskever et al., On the importance of initialization and momentum, 2013, with the
    rate outside of v.
    """
    p, g = _checked(params, grads, learning_rate)
    with np.errstate(over="ignore", invalid="ignore"):
        v = [decay * v + g for v, g in zip(memory.mean, g, strict=True)]
        p = [p - learning_rate * v for p, v in zip(p, v, strict=True)]
    return _finite(p, Memory(memory.step + 1, v, []), learning_rate)


def rmsprop(
    params: Sequence[ArrayLike],
    grads: Sequence[ArrayLike],
    memory: Memory,
    learning_rate: float,
    decay: float = DECAY,
) -> Update:
    """Make steep and flat directions alike: s = β s + (1 - β) g², p - α g / (√s + ε).

    Parameters
    ----------
    params, grads, memory, learning_rate, decay
        As for `momentum`.

    Returns
    -------
    params, memory
        As from `gradient_descent`.

    Notes
    -----
    T. Tieleman, G. Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012.
    """
    p, g = _checked(params, grads, learning_rate)
    with np.errstate(over="ignore", invalid="ignore"):
        s = _running_mean(decay, memory.mean_square, [g * g for g in g])
        p = [
            p - learning_rate * g / (np.sqrt(s) + EPSILON) for p, g, s in zip(p, g, s, strict=True)
        ]
    return _finite(p, Memory(memory.step + 1, [], s), learning_rate)


def adam(
    params: Sequence[ArrayLike],
    grads: Sequence[ArrayLike],
    memory: Memory,
    learning_rate: float,
    decay: float = DECAY,
    square_decay: float = SQUARE_DECAY,
) -> Update:
    """Do both: a running mean v of the gradients, over the root of one of their squares, s.

    Both begin at 0 and are too small at first; after t steps v / (1 - β₁ᵗ) and s / (1 - β₂ᵗ)
    make up for it, and the step is α v̂ / (√ŝ + ε).

    Parameters
    ----------
    params, grads, memory, learning_rate
        As for `gradient_descent`.
    decay, square_decay : float
        β₁ and β₂, from 0 to below 1.

    Returns
    -------
    params, memory
        As from `gradient_descent`.

    Notes
    -----
    D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization, 2015, algorithm 1.
    """
    p, g = _checked(params, grads, learning_rate)
    t = memory.step + 1
    with np.errstate(over="ignore", invalid="ignore"):
        v = _running_mean(decay, memory.mean, g)
        s = _running_mean(square_decay, memory.mean_square, [g * g for g in g])
        v_hat = [v / (1 - decay**t) for v in v]
        s_hat = [s / (1 - square_decay**t) for s in s]
        p = [
            p - learning_rate * v / (np.sqrt(s) + EPSILON)
            for p, v, s in zip(p, v_hat, s_hat, strict=True)
        ]
    return _finite(p, Memory(t, v, s), learning_rate)


def remember_nothing(params: Sequence[ArrayLike]) -> Memory:
    """Begin a rule that looks at the present gradient only."""
    return Memory(0, [], [])


def remember_mean(params: Sequence[ArrayLike]) -> Memory:
    """Begin a rule that keeps a mean of the gradients: at 0."""
    return Memory(0, _zeros_like(params), [])


def remember_mean_square(params: Sequence[ArrayLike]) -> Memory:
    """Begin a rule that keeps a mean of the gradients' squares: at 0."""
    return Memory(0, [], _zeros_like(params))


def remember_both(params: Sequence[ArrayLike]) -> Memory:
    """Begin a rule that keeps both means: at 0."""
    return Memory(0, _zeros_like(params), _zeros_like(params))


class Optimizer(NamedTuple):
    """A rule for steps.

    Attributes
    ----------
    init : callable
        ``init(params)`` returns the `Memory` before the first step.
    update : callable
        ``update(params, grads, memory, learning_rate)`` returns `params` and `memory` after it.
    settings : tuple of str
        Which further arguments `update` takes.
    """

    init: Callable[[Sequence[ArrayLike]], Memory]
    update: Callable[..., Update]
    settings: tuple[str, ...] = ()


OPTIMIZERS = {
    "gradient_descent": Optimizer(remember_nothing, gradient_descent),
    "momentum": Optimizer(remember_mean, momentum, ("decay",)),
    "rmsprop": Optimizer(remember_mean_square, rmsprop, ("decay",)),
    "adam": Optimizer(remember_both, adam, ("decay", "square_decay")),
}


def optimizer(name: str, decay: float = DECAY, square_decay: float = SQUARE_DECAY) -> Optimizer:
    """Return the rule of that name, with its settings in place.

    Parameters
    ----------
    name : str
        A key of `OPTIMIZERS`.
    decay, square_decay : float
        From 0 to below 1; a rule that has no use for one leaves it out.

    Returns
    -------
    Optimizer
        Its `update` needs no further arguments.

    Raises
    ------
    ValueError
        If there is no such rule or a setting is out of its range.
    """
    rule = validation.choice(name, OPTIMIZERS, "optimizer")
    chosen = {"decay": decay, "square_decay": square_decay}
    for setting, value in chosen.items():
        if not validation.at_least_zero(value, setting) < 1:
            raise ValueError(f"{setting} must be below 1, such as 0.9; got {value:g}.")
    settings = {setting: chosen[setting] for setting in rule.settings}
    return rule._replace(update=functools.partial(rule.update, **settings))


def _running_mean(decay: float, old: list[Array], new: list[Array]) -> list[Array]:
    return [decay * a + (1 - decay) * b for a, b in zip(old, new, strict=True)]


def _zeros_like(params: Sequence[ArrayLike]) -> list[Array]:
    return [np.zeros(np.shape(p)) for p in params]


def _checked(
    params: Sequence[ArrayLike], grads: Sequence[ArrayLike], learning_rate: float
) -> tuple[list[Array], list[Array]]:
    validation.positive(learning_rate, "learning_rate")
    p = [validation.numbers(value, "params") for value in params]
    g = [validation.numbers(value, "grads") for value in grads]
    shapes = [value.shape for value in p], [value.shape for value in g]
    if shapes[0] != shapes[1]:
        raise ValueError(
            f"grads must hold one gradient for each parameter, of its shape: {shapes[0]}; "
            f"got {shapes[1]}."
        )
    return p, g


def _finite(params: list[Array], memory: Memory, learning_rate: float) -> Update:
    for array in (*params, *memory.mean, *memory.mean_square):
        validation.no_overflow(array, f"A step with the learning rate {learning_rate:g}")
    return params, memory
