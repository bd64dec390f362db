"""How often a trained neuron is right, and in which way it is wrong."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from glassneuron import validation
from glassneuron.neuron import cost
from glassneuron.validation import Array


def classify(A: ArrayLike, threshold: float = 0.5) -> Array:
    """Turn probabilities into classes: 1 from the threshold up, 0 below.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The probability of class 1 for each sample.
    threshold : float
        Where class 1 begins, from 0 to 1.

    Returns
    -------
    ndarray, shape (1, m_samples)
        0 or 1 for each sample.

    Raises
    ------
    ValueError
        If a probability or the threshold is not from 0 to 1.
    """
    threshold = validation.number(threshold, "threshold")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold must be from 0 to 1; got {threshold:g}.")
    A = validation.probabilities(A)
    return np.greater_equal(A, threshold).astype(np.float64)


def predicted_classes(A: ArrayLike, threshold: float = 0.5) -> Array:
    """Choose a class for each sample, whether two share an output or each has its own.

    Parameters
    ----------
    A : array_like, shape (n_out, m_samples)
        One row: the probability of class 1. More rows: that of each class.
    threshold : float
        Where class 1 begins, if there is one row.

    Returns
    -------
    ndarray, shape (1, m_samples)
        With one row as `classify`; else the number of the class that is the most probable, the
        first of equals.

    Examples
    --------
    >>> predicted_classes([[0.2, 0.5], [0.7, 0.4], [0.1, 0.1]]).tolist()
    [[1.0, 0.0]]
    """
    A = validation.samples(A, "A")
    if len(A) == 1:
        return classify(A, threshold)
    return np.array([A.argmax(axis=0)], dtype=np.float64)


def confusion_counts(predicted: ArrayLike, Y: ArrayLike, n_classes: int = 2) -> NDArray[np.int64]:
    """Count how often each class got each answer.

    Parameters
    ----------
    predicted, Y : array_like, shape (1, m_samples)
        The class that was answered, and the true one, from 0 to ``n_classes - 1``.
    n_classes : int
        How many classes there are.

    Returns
    -------
    ndarray of int, shape (n_classes, n_classes)
        A row for each true class, a column for each answer.

    Examples
    --------
    >>> confusion_counts([[0, 1, 1]], [[0, 1, 0]]).tolist()
    [[1, 1], [0, 1]]
    """
    predicted = validation.class_numbers(predicted, n_classes, "predicted")
    Y = validation.class_numbers(Y, n_classes)
    cell = (n_classes * Y + predicted).astype(np.int64)[0]
    return np.bincount(cell, minlength=n_classes**2).reshape(n_classes, n_classes)


def accuracy(A: ArrayLike, Y: ArrayLike) -> float:
    """Compute the share of samples that are classified right.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The probability of class 1 for each sample.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> accuracy([[0.9, 0.2, 0.6, 0.4]], [[1, 0, 0, 0]])
    0.75
    """
    predicted = classify(A)
    return share_right(predicted, validation.labels(Y, m=predicted.shape[1]))


def share_right(predicted: ArrayLike, Y: ArrayLike) -> float:
    """Compute the share of samples whose class was answered.

    Parameters
    ----------
    predicted, Y : array_like, shape (1, m_samples)
        The class that was answered, and the true one.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If there are not as many answers as samples.

    Examples
    --------
    >>> share_right([[1, 0, 2, 0]], [[1, 0, 0, 0]])
    0.75
    """
    predicted = validation.samples(predicted, "predicted")
    Y = validation.samples(Y, "Y")
    if predicted.shape != Y.shape:
        raise ValueError(f"predicted must have the shape of Y, {Y.shape}; got {predicted.shape}.")
    m = Y.shape[1]
    return float(np.sum(predicted == Y) / m)


def log_loss(A: ArrayLike, Y: ArrayLike) -> float:
    """Compute the mean logarithmic loss: the cost, under the name that statistics gives it."""
    return cost(A, Y)


class ConfusionMatrix(NamedTuple):
    """How many samples of each class got each answer.

    Attributes
    ----------
    true_negatives, false_positives : int
        Samples of class 0 that were answered 0, and 1.
    false_negatives, true_positives : int
        Samples of class 1 that were answered 0, and 1.
    """

    true_negatives: int
    false_positives: int
    false_negatives: int
    true_positives: int


def confusion_matrix(A: ArrayLike, Y: ArrayLike, threshold: float = 0.5) -> ConfusionMatrix:
    """Count the right and the wrong answers of each class.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The probability of class 1 for each sample.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    threshold : float
        Where class 1 begins, from 0 to 1.

    Returns
    -------
    ConfusionMatrix
        Four counts; their sum is the number of samples.

    Examples
    --------
    >>> confusion_matrix([[0.9, 0.2, 0.6, 0.4]], [[1, 0, 0, 0]])[:]
    (2, 1, 0, 1)
    """
    predicted = classify(A, threshold)
    Y = validation.labels(Y, m=predicted.shape[1])
    cell = (2 * Y + predicted).astype(np.int64)[0]
    return ConfusionMatrix(*np.bincount(cell, minlength=4).tolist())


def precision(A: ArrayLike, Y: ArrayLike, threshold: float = 0.5) -> float | None:
    """Compute how many of the samples that were answered 1 are of class 1.

    Parameters
    ----------
    A, Y, threshold
        As for `confusion_matrix`.

    Returns
    -------
    float or None
        From 0 to 1; None if no sample was answered 1.
    """
    counts = confusion_matrix(A, Y, threshold)
    answered = counts.true_positives + counts.false_positives
    return counts.true_positives / answered if answered else None


def recall(A: ArrayLike, Y: ArrayLike, threshold: float = 0.5) -> float | None:
    """Compute how many of the samples of class 1 were answered 1.

    Parameters
    ----------
    A, Y, threshold
        As for `confusion_matrix`.

    Returns
    -------
    float or None
        From 0 to 1; None if no sample is of class 1.
    """
    counts = confusion_matrix(A, Y, threshold)
    present = counts.true_positives + counts.false_negatives
    return counts.true_positives / present if present else None
