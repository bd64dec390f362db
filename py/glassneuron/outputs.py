"""What a network answers with: the last layer's activation and the loss of its answers.

Three pairs of the two have one thing in common, which is why they are pairs: the slope of the
loss along the last weighted sum is ∂L/∂Z = A - Y, as for the single neuron (C. M. Bishop, Pattern
Recognition and Machine Learning, 2006, section 4.3.6). The squared error of probabilities is here
to be compared with them. Its slope keeps the activation's own, which is near 0 where an answer is
sure: a neuron that is surely wrong hardly learns.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import neuron, validation
from glassneuron.activations import identity
from glassneuron.validation import Array


def softmax(Z: ArrayLike) -> Array:
    """Turn each column of numbers into probabilities that sum to 1: eᶻᵏ / Σⱼ eᶻʲ.

    Parameters
    ----------
    Z : array_like, shape (n_classes, m_samples)
        The weighted sums, a row for each class.

    Returns
    -------
    ndarray, shape (n_classes, m_samples)
        The probability of each class for each sample.

    Raises
    ------
    ValueError
        If `Z` is not such an array of finite numbers.

    Notes
    -----
    Less its largest number a column has the same softmax, and no exponential overflows. With two
    classes it is the sigmoid of their difference.

    Examples
    --------
    >>> softmax([[0.0, 1000.0], [0.0, 0.0]]).tolist()
    [[0.5, 1.0], [0.5, 0.0]]
    """
    Z = validation.samples(Z, "Z")
    with np.errstate(over="ignore"):
        e = np.exp(Z - Z.max(axis=0))
    A: Array = e / e.sum(axis=0)
    return A


def one_hot(Y: ArrayLike, n_classes: int | None = None) -> Array:
    """Write class numbers as columns with one 1, as the softmax is compared with.

    Parameters
    ----------
    Y : array_like, shape (1, m_samples)
        The class of each sample, counted from 0.
    n_classes : int, optional
        How many classes there are; one more than the largest number when it is left out.

    Returns
    -------
    ndarray, shape (n_classes, m_samples)
        1 where the row is the sample's class, else 0.

    Raises
    ------
    ValueError
        If a number is not a class.

    Examples
    --------
    >>> one_hot([[0, 2]]).tolist()
    [[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]
    """
    Y = validation.class_numbers(Y, n_classes)
    n_classes = int(Y.max()) + 1 if n_classes is None else n_classes
    return np.where(np.arange(n_classes)[:, np.newaxis] == Y, 1.0, 0.0)


def squared_error(A: Array, Y: Array) -> Array:
    """Compute half the squared error, summed over the outputs: L = Σₖ (ŷₖ - yₖ)² / 2."""
    with np.errstate(over="ignore"):
        losses: Array = np.sum((A - Y) ** 2 / 2, axis=0, keepdims=True)
    validation.no_overflow(losses, "The squared error")
    return losses


def cross_entropy(A: Array, Y: Array) -> Array:
    """Compute minus the logarithm of the true class's probability: L = -Σₖ yₖ ln ŷₖ."""
    losses: Array = -np.sum(Y * np.log(np.maximum(A, neuron.SMALLEST_ANSWER)), axis=0)
    return losses[np.newaxis] + 0.0  # A sure answer's -0.0 becomes 0.0.


def matched_slope(A: Array, Y: Array) -> Array:
    """Compute ∂L/∂Z of a loss that belongs to its activation: A - Y."""
    return A - Y


def sigmoid_squared_slope(A: Array, Y: Array) -> Array:
    """Compute ∂L/∂Z of the squared error of a sigmoid: (A - Y) σ′ with σ′ = A (1 - A)."""
    return (A - Y) * (A * (1 - A))


def softmax_squared_slope(A: Array, Y: Array) -> Array:
    """Compute ∂L/∂Z of the squared error of a softmax: ŷₖ (dₖ - Σⱼ dⱼ ŷⱼ) with d = A - Y.

    Notes
    -----
    From ∂ŷⱼ/∂zₖ = ŷⱼ (1 - ŷₖ) for j = k and -ŷⱼ ŷₖ else (Bishop 2006, equation 4.106).
    """
    d = A - Y
    slope: Array = A * (d - np.sum(d * A, axis=0, keepdims=True))
    return slope


class Output(NamedTuple):
    """A last layer.

    Attributes
    ----------
    activation : callable
        ``activation(Z)`` returns the answers `A`, of the shape of `Z`.
    loss : callable
        ``loss(A, Y)`` returns the loss of each sample, (1, m_samples).
    targets : callable
        ``targets(Y, n_out, m_samples)`` returns what is wanted as (n_out, m_samples), or raises
        `ValueError`.
    slope : callable
        ``slope(A, Y)`` returns ∂L/∂Z, of the shape of `A`.
    """

    activation: Callable[[ArrayLike], Array]
    loss: Callable[[Array, Array], Array]
    targets: Callable[[ArrayLike, int, int], Array]
    slope: Callable[[Array, Array], Array]


def _numbers(Y: ArrayLike, n_out: int, m: int) -> Array:
    Y = validation.samples(Y, "Y")
    if Y.shape != (n_out, m):
        raise ValueError(
            f"Y must have the shape {(n_out, m)}, a row for each neuron of the last layer and a "
            f"column for each sample; got the shape {Y.shape}."
        )
    return Y


def _labels(Y: ArrayLike, n_out: int, m: int) -> Array:
    if n_out != 1:
        raise ValueError(
            f"The output sigmoid needs a last layer of 1 neuron; got {n_out}. "
            "For more than two classes take softmax."
        )
    return validation.labels(Y, m=m)


def _classes(Y: ArrayLike, n_out: int, m: int) -> Array:
    if n_out < 2:
        raise ValueError(
            f"The output softmax needs a last layer of 2 neurons or more, one for each class; "
            f"got {n_out}."
        )
    Y = _numbers(Y, n_out, m)
    if not (np.all((Y == 0) | (Y == 1)) and np.all(Y.sum(axis=0) == 1)):
        raise ValueError(
            "Y must hold one 1 in each column, in the row of the sample's class, and else 0; "
            "one_hot writes class numbers that way."
        )
    return Y


OUTPUTS = {
    "identity": Output(identity, squared_error, _numbers, matched_slope),
    "sigmoid": Output(neuron.sigmoid, neuron.loss, _labels, matched_slope),
    "softmax": Output(softmax, cross_entropy, _classes, matched_slope),
    "sigmoid_squared_error": Output(neuron.sigmoid, squared_error, _labels, sigmoid_squared_slope),
    "softmax_squared_error": Output(softmax, squared_error, _classes, softmax_squared_slope),
}
