"""What a neuron makes of its weighted sum: the activation functions, each with its slope."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import sigmoid
from glassneuron.validation import Array

LEAK = 0.01


def sigmoid_slope(z: ArrayLike) -> Array:
    """Compute σ′(z) = e⁻ᶻ / (1 + e⁻ᶻ)² = σ(z) (1 - σ(z)), at most 1/4.

    Parameters
    ----------
    z : array_like
        Of any shape; infinite values are allowed, here and in all functions of this module.

    Returns
    -------
    ndarray
        The slope at each value, of the shape of `z`.

    Notes
    -----
    The article's section "In the core of learning: Backpropagation", where a minus sign before
    the fraction is one too many. The function is even, so |z| may stand for z: then nothing
    overflows, and no digits are lost in 1 - σ(z).
    """
    e = np.exp(-np.abs(_numbers(z)))
    slope: Array = e / (1 + e) ** 2
    return slope


def tanh(z: ArrayLike) -> Array:
    """Squeeze any number into the range from -1 to 1: tanh z = 2 σ(2z) - 1."""
    answers: Array = np.tanh(_numbers(z))
    return answers


def tanh_slope(z: ArrayLike) -> Array:
    """Compute tanh′(z) = 1 - tanh² z = 4 σ′(2z), at most 1."""
    e = np.exp(-np.abs(_numbers(z))) ** 2
    slope: Array = 4 * e / (1 + e) ** 2
    return slope


def relu(z: ArrayLike) -> Array:
    """Let what is above 0 pass and nothing else: max(0, z)."""
    z = _numbers(z)
    return np.where(z > 0, z, 0.0)


def relu_slope(z: ArrayLike) -> Array:
    """Compute the slope of max(0, z): 1 above 0, else 0; at the kink itself 0 is chosen."""
    return np.where(_numbers(z) > 0, 1.0, 0.0)


def leaky_relu(z: ArrayLike) -> Array:
    """Let what is above 0 pass, and of what is below a hundredth.

    Notes
    -----
    A. L. Maas, A. Y. Hannun, A. Y. Ng, Rectifier Nonlinearities Improve Neural Network Acoustic
    Models, 2013, section 2.
    """
    z = _numbers(z)
    return np.where(z > 0, z, LEAK * z)


def leaky_relu_slope(z: ArrayLike) -> Array:
    """Compute the slope of `leaky_relu`: 1 above 0, else a hundredth."""
    return np.where(_numbers(z) > 0, 1.0, LEAK)


def identity(z: ArrayLike) -> Array:
    """Let everything pass. Layers of it are together only one linear function."""
    return _numbers(z).copy()


def identity_slope(z: ArrayLike) -> Array:
    """Compute the slope of z itself: 1 everywhere."""
    return np.ones_like(_numbers(z))


class Activation(NamedTuple):
    """An activation function and its derivative, both of z.

    Attributes
    ----------
    function : callable
        ``function(z)`` returns an array of the shape of `z`.
    derivative : callable
        ``derivative(z)`` returns the slope of the function there.
    """

    function: Callable[[ArrayLike], Array]
    derivative: Callable[[ArrayLike], Array]


ACTIVATIONS = {
    "identity": Activation(identity, identity_slope),
    "sigmoid": Activation(sigmoid, sigmoid_slope),
    "tanh": Activation(tanh, tanh_slope),
    "relu": Activation(relu, relu_slope),
    "leaky_relu": Activation(leaky_relu, leaky_relu_slope),
}


def _numbers(z: ArrayLike) -> Array:
    return validation.numbers(z, "z", infinite=True)
