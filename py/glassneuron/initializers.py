"""Where the weights of a layer start from.

Each initializer takes the number of inputs, the number of neurons and a generator, and returns
`W`, (n_out, n_in). Biases start at 0: neurons that differ in their weights are told apart.
"""

import math
from collections.abc import Callable

import numpy as np

from glassneuron import validation
from glassneuron.validation import Array

# Small against the width of the sigmoid's slope, which is a few units.
NORMAL_DEVIATION = 0.1


def zeros(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Start all weights at 0: right for one neuron, useless for a layer.

    Neurons that start alike get the same gradient and stay alike.

    Parameters
    ----------
    n_in : int
        The number of inputs of each neuron, at least 1.
    n_out : int
        The number of neurons, at least 1.
    rng : numpy.random.Generator
        Where the randomness comes from; here it is not used.

    Returns
    -------
    ndarray, shape (n_out, n_in)
        The weights.

    Raises
    ------
    ValueError
        If a number is too small or `rng` is not a generator; so for all functions here.

    Notes
    -----
    The article's section "Initialization".
    """
    return np.zeros(_shape(n_in, n_out, rng))


def normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights from a normal distribution around 0, with a standard deviation of 0.1."""
    return NORMAL_DEVIATION * _standard_normal(_shape(n_in, n_out, rng), rng)


def xavier(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights evenly from ±√(6 / (n_in + n_out)), to suit tanh and sigmoid.

    Notes
    -----
    X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural
    networks, 2010, equation 16: signals then keep their size forwards and gradients backwards.
    """
    n_out, n_in = shape = _shape(n_in, n_out, rng)
    # Not rng.uniform: where a processor fuses its product and sum, the last bit may differ.
    return math.sqrt(6 / (n_in + n_out)) * (2 * rng.random(shape) - 1)


def he(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights with a standard deviation of √(2 / n_in), to suit the ReLU.

    Notes
    -----
    K. He, X. Zhang, S. Ren, J. Sun, Delving Deep into Rectifiers, 2015, equation 10: the ReLU
    halves the signal's variance, and the 2 makes up for it.
    """
    n_out, n_in = shape = _shape(n_in, n_out, rng)
    return math.sqrt(2 / n_in) * _standard_normal(shape, rng)


INITIALIZERS: dict[str, Callable[[int, int, np.random.Generator], Array]] = {
    "zeros": zeros,
    "normal": normal,
    "xavier": xavier,
    "he": he,
}


def _shape(n_in: int, n_out: int, rng: np.random.Generator) -> tuple[int, int]:
    validation.generator(rng)
    return (
        validation.count(n_out, "n_out", least=1),
        validation.count(n_in, "n_in", least=1),
    )


def _standard_normal(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    # A logarithm in the distribution's tail may differ in its last bit from one machine to
    # another; rounded, the weights are the same everywhere.
    return np.round(rng.standard_normal(shape), 9)
