"""A line of best fit: the neuron with which the article begins, before it learns to decide.

    ŷ = wᵀx + b              no activation: the answer is any number
    L(ŷ, y) = (ŷ - y)² / 2   the squared error

The verbs are those of `neuron`, and so is the step: here too ∂L/∂z = ŷ - y. The half in the
loss is there for that; it moves no minimum (C. M. Bishop, Pattern Recognition and Machine
Learning, 2006, equation 1.2).
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import State
from glassneuron.validation import Array


def forward_propagation(w: ArrayLike, b: ArrayLike, x: ArrayLike) -> Array:
    """Compute the heights of the line at the samples: ŷ = wᵀx + b.

    Parameters
    ----------
    w : array_like, shape (n_features, 1)
        The slopes, one for each feature.
    b : float
        The intercept.
    x : array_like, shape (n_features, m_samples)
        The samples, one a column.

    Returns
    -------
    ndarray, shape (1, m_samples)
        The answer to each sample.

    Raises
    ------
    ValueError
        If the shapes do not fit together or a value is not a finite number.

    Notes
    -----
    The article's section "Linear regression".

    Examples
    --------
    >>> forward_propagation([[1.23]], 3.23, [[0.0, 2.0]]).round(2).tolist()
    [[3.23, 5.69]]
    """
    w = validation.weights(w)
    x = validation.samples(x, "x", n_features=w.shape[0])
    b = validation.bias(b)
    with np.errstate(over="ignore", invalid="ignore"):
        z: Array = np.dot(w.T, x) + b
    validation.no_overflow(z, "The weighted sum wᵀx + b")
    return z


def loss(A: ArrayLike, Y: ArrayLike) -> Array:
    """Compute half the squared error of each answer: L(ŷ, y) = (ŷ - y)² / 2.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The computed answers ŷ.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.

    Returns
    -------
    ndarray, shape (1, m_samples)
        The loss of each sample, in the square of the unit of `Y`, divided by two.

    Raises
    ------
    ValueError
        If the shapes differ, a value is not a finite number or a square is too large for one.
    """
    A = validation.targets(A, name="A")
    Y = validation.targets(Y, m=A.shape[1])
    with np.errstate(over="ignore"):
        losses: Array = (A - Y) ** 2 / 2
    validation.no_overflow(losses, "The squared error")
    return losses


def cost(A: ArrayLike, Y: ArrayLike, m: int | None = None) -> float:
    """Compute the mean loss: J(w, b) = 1/(2m) Σ (ŷ⁽ⁱ⁾ - y⁽ⁱ⁾)².

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The computed answers.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.
    m : int, optional
        The number of samples; taken from `Y` when it is left out.

    Returns
    -------
    float
        The cost, half the mean squared error.

    Raises
    ------
    ValueError
        As `loss` does, or if `m` is not a whole number above 0.

    Examples
    --------
    >>> cost([[1.0, 2.0]], [[1.0, 4.0]])
    1.0
    """
    losses = loss(A, Y)
    m = losses.shape[1] if m is None else validation.count(m, "m", least=1)
    # Divided before they are summed: the mean of large losses fits where their sum may not.
    return float(np.sum(losses / m))


def gradients(
    X: ArrayLike, A: ArrayLike, Y: ArrayLike, m: int | None = None
) -> tuple[Array, Array, float]:
    """Compute the errors, and with them how the cost changes with each slope and the intercept.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    A : array_like, shape (1, m_samples)
        The computed answers.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.
    m : int, optional
        The number of samples; taken from `X` when it is left out.

    Returns
    -------
    dZ : ndarray, shape (1, m_samples)
        ∂L/∂z, which is the error ŷ - y of each sample.
    dw : ndarray, shape (n_features, 1)
        ∂J/∂w.
    db : float
        ∂J/∂b.

    Raises
    ------
    ValueError
        If shapes do not fit together or a value is not a finite number.

    Examples
    --------
    >>> dZ, dw, db = gradients([[1.0, 3.0]], [[2.0, 2.0]], [[1.0, 4.0]])
    >>> dZ.tolist(), dw.tolist(), db
    ([[1.0, -2.0]], [[-2.5]], -0.5)
    """
    X = validation.samples(X)
    A = validation.targets(A, m=X.shape[1], name="A")
    Y = validation.targets(Y, m=X.shape[1])
    m = X.shape[1] if m is None else validation.count(m, "m", least=1)
    with np.errstate(over="ignore", invalid="ignore"):
        # Word for word those of the neuron with a sigmoid.
        dZ = A - Y
        dw: Array = 1 / m * np.dot(X, dZ.T)
        db = 1 / m * float(np.sum(dZ))
    return dZ, dw, db


def backpropagation(
    w: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    A: ArrayLike,
    Y: ArrayLike,
    learning_rate: float,
    m: int | None = None,
) -> tuple[Array, float]:
    """Take one step of gradient descent, as `neuron.backpropagation` does with other answers.

    Parameters
    ----------
    w, b, X, A, learning_rate, m
        As there; the answers `A` are those of this module's `forward_propagation`.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.

    Returns
    -------
    w : ndarray, shape (n_features, 1)
        The slopes after the step.
    b : float
        The intercept after the step.

    Raises
    ------
    ValueError
        If shapes do not fit together, a value is not allowed, or the step leaves the range of
        floating-point numbers.
    """
    X = validation.samples(X)
    w = validation.weights(w, n_features=X.shape[0])
    b = validation.bias(b)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    _, dw, db = gradients(X, A, Y, m)
    with np.errstate(over="ignore", invalid="ignore"):
        new_w: Array = w - learning_rate * dw
        new_b = b - learning_rate * db
    validation.no_overflow(
        np.append(new_w, new_b), f"A step with the learning rate {learning_rate:g}"
    )
    return new_w, new_b


def train(
    X: ArrayLike,
    Y: ArrayLike,
    learning_rate: float = 0.01,
    n_iterations: int = 2000,
    w: ArrayLike | None = None,
    b: ArrayLike = 0.0,
) -> Iterator[State]:
    """Fit the line, one update each time round, as `neuron.train` does.

    Parameters
    ----------
    X, n_iterations, w, b
        As there.
    Y : array_like, shape (1, m_samples)
        The numbers wanted.
    learning_rate : float
        The length of a step; above 0. Samples far from 0 need short steps: with one feature
        the steps lead downhill below 2 / (1 + the mean of x²).

    Yields
    ------
    State
        The start, then the state after each update: ``n_iterations + 1`` in all.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; on the way, if the steps are so long that
        the numbers leave the range of floating-point numbers.
    """
    X = validation.samples(X)
    Y = validation.targets(Y, m=X.shape[1])
    w = np.zeros((X.shape[0], 1)) if w is None else validation.weights(w, n_features=X.shape[0])
    b = validation.bias(b)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    n_iterations = validation.count(n_iterations, "n_iterations")
    return _updates(X, Y, learning_rate, n_iterations, w, b)


def _updates(
    X: Array, Y: Array, learning_rate: float, n_iterations: int, w: Array, b: float
) -> Iterator[State]:
    for iteration in range(n_iterations + 1):
        A = forward_propagation(w, b, X)
        yield State(iteration, w, b, A, cost(A, Y))
        if iteration < n_iterations:
            w, b = backpropagation(w, b, X, A, Y, learning_rate)


def model(
    X: ArrayLike, Y: ArrayLike, learning_rate: float = 0.01, n_iter: int = 2000
) -> tuple[Array, float]:
    """Fit the line by gradient descent and return it: `train` to the end.

    Returns
    -------
    w : ndarray, shape (n_features, 1)
        The slopes.
    b : float
        The intercept.
    """
    n_iter = validation.count(n_iter, "n_iter")
    (last,) = deque(train(X, Y, learning_rate, n_iter), maxlen=1)
    return last.w, last.b
