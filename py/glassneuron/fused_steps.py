"""The optimizers once more, for speed: the steps of `optimizers`, in place.

``rule(theta, grad, learning_rate, decay, square_decay)`` returns what makes a step: a function that
moves `theta`, a row of all parameters, along the gradient that stands in `grad` then, and leaves
anything there. It also returns the array that could overflow while `theta` does not.
"""

from collections.abc import Callable

import numpy as np

from glassneuron.optimizers import EPSILON
from glassneuron.validation import Array

Stepper = tuple[Callable[[], None], Array]


def gradient_descent(
    theta: Array, grad: Array, learning_rate: float, _decay: float, _square_decay: float
) -> Stepper:
    """Make the steps p - α g."""
    # An array of one number is read faster than a float.
    rate = np.array(learning_rate)

    def step() -> None:
        np.multiply(grad, rate, grad)
        np.subtract(theta, grad, theta)

    return step, theta


def momentum(
    theta: Array, grad: Array, learning_rate: float, decay: float, _square_decay: float
) -> Stepper:
    """Make the steps p - α v with v = β v + g."""
    rate, beta, v = np.array(learning_rate), np.array(decay), np.zeros_like(theta)

    def step() -> None:
        np.multiply(v, beta, v)
        np.add(v, grad, v)
        np.multiply(v, rate, grad)
        np.subtract(theta, grad, theta)

    return step, v


def rmsprop(
    theta: Array, grad: Array, learning_rate: float, decay: float, _square_decay: float
) -> Stepper:
    """Make the steps p - α g / (√s + ε) with s = β s + (1 - β) g²."""
    rate, epsilon, s = np.array(learning_rate), np.array(EPSILON), np.zeros_like(theta)
    root = np.empty_like(theta)
    remember = _running_mean(s, decay)

    def step() -> None:
        np.multiply(grad, grad, root)
        remember(root)
        np.sqrt(s, root)
        np.add(root, epsilon, root)
        np.multiply(grad, rate, grad)
        np.divide(grad, root, grad)
        np.subtract(theta, grad, theta)

    return step, s


def adam(
    theta: Array, grad: Array, learning_rate: float, decay: float, square_decay: float
) -> Stepper:
    """Make the steps p - α v̂ / (√ŝ + ε)."""
    rate, epsilon = np.array(learning_rate), np.array(EPSILON)
    v, s, root = (np.zeros_like(theta) for _ in range(3))
    remember_mean, remember_square = _running_mean(v, decay), _running_mean(s, square_decay)
    t = 0

    def step() -> None:
        nonlocal t
        t += 1
        np.multiply(grad, grad, root)
        remember_square(root)
        remember_mean(grad)
        np.divide(s, 1 - square_decay**t, root)
        np.sqrt(root, root)
        np.add(root, epsilon, root)
        np.divide(v, 1 - decay**t, grad)
        np.multiply(grad, rate, grad)
        np.divide(grad, root, grad)
        np.subtract(theta, grad, theta)

    return step, s


STEPPERS: dict[str, Callable[[Array, Array, float, float, float], Stepper]] = {
    "gradient_descent": gradient_descent,
    "momentum": momentum,
    "rmsprop": rmsprop,
    "adam": adam,
}


def _running_mean(mean: Array, decay: float) -> Callable[[Array], None]:
    """Return what moves `mean` towards new values, and writes over these."""
    beta, rest = np.array(decay), np.array(1 - decay)

    def remember(new: Array) -> None:
        np.multiply(mean, beta, mean)
        np.multiply(new, rest, new)
        np.add(mean, new, mean)

    return remember
