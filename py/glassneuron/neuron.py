"""One neuron, in the order in which the article builds it.

    z = wᵀx + b        the linear part: a weighted sum of the inputs
    ŷ = σ(z)           the activation: that sum as a probability
    L(ŷ, y)            the loss: how wrong one answer is
    J(w, b)            the cost: how wrong the answers are on average
    w - α ∂J/∂w        the lesson: one step downhill

Read it from the top. `X` holds one sample a column, (n_features, m_samples); `Y` is the row of
labels, (1, m_samples); `w` is a column, (n_features, 1); `b` is one number. The article writes
`A` for the computed answers ŷ, because they are what the activation function gives.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array

# The answers 0 and 1 themselves are out of the sigmoid's reach: a computed 0 or 1 was rounded.
# These are the nearest floats inside, and the logarithm of each is finite.
SMALLEST_ANSWER = np.nextafter(0.0, 1.0)
LARGEST_ANSWER = np.nextafter(1.0, 0.0)


def sigmoid(z: ArrayLike) -> Array:
    """Squeeze any number into the range from 0 to 1: σ(z) = 1 / (1 + e⁻ᶻ).

    Parameters
    ----------
    z : array_like
        The linear part, of any shape; infinite values are allowed.

    Returns
    -------
    ndarray
        σ(z), of the shape of `z`, from 0 to 1; accurate to a few units in the last place.

    Raises
    ------
    ValueError
        If `z` holds NaN or something that is not a number.

    Notes
    -----
    The formula is the article's, section "Sigmoid function". For very negative z its e⁻ᶻ
    overflows, so there the fraction is extended by eᶻ: σ(z) = eᶻ / (1 + eᶻ). Either way the
    exponent is -|z|, which cannot overflow.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0]).tolist()
    [0.0, 0.5, 1.0]
    """
    z = validation.numbers(z, "z", infinite=True)
    e: Array = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def forward_propagation(w: ArrayLike, b: ArrayLike, x: ArrayLike) -> Array:
    """Compute the neuron's answers: ŷ = σ(wᵀx + b).

    Parameters
    ----------
    w : array_like, shape (n_features, 1)
        The weights, one for each feature.
    b : float
        The bias.
    x : array_like, shape (n_features, m_samples) or (n_features,)
        The samples, one a column, or one sample alone.

    Returns
    -------
    ndarray, shape (1, m_samples) or (1,)
        The probability of class 1 for each sample.

    Raises
    ------
    ValueError
        If the shapes do not fit together or a value is not a finite number.

    Notes
    -----
    The article's section "Forward propagation in code".

    Examples
    --------
    >>> forward_propagation([[2.0], [-1.0]], 1.0, [[0.5], [2.0]]).tolist()
    [[0.5]]
    """
    w = validation.weights(w)
    b = validation.bias(b)
    x = validation.numbers(x, "x")
    if x.ndim != 1 or x.shape[0] != w.shape[0]:
        x = validation.samples(x, "x", n_features=w.shape[0])
    with np.errstate(over="ignore", invalid="ignore"):
        z = np.dot(w.T, x) + b
    validation.no_overflow(z, "The weighted sum wᵀx + b")
    return sigmoid(z)


def loss(A: ArrayLike, Y: ArrayLike) -> Array:
    """Compute the logarithmic loss of each answer: L(ŷ, y) = -(y ln ŷ + (1 - y) ln(1 - ŷ)).

    It is near 0 for an answer that is right, and grows without bound as a wrong one grows sure.

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The computed answers ŷ, from 0 to 1.
    Y : array_like, shape (1, m_samples)
        The labels y, each 0 or 1.

    Returns
    -------
    ndarray, shape (1, m_samples)
        The loss of each sample, in nats, at least 0 and always finite.

    Raises
    ------
    ValueError
        If the shapes differ, an answer is outside 0 to 1, or a label is neither 0 nor 1.

    Notes
    -----
    The article's section "Loss function". Where rounding has taken an answer to 0 or 1, the
    article's logarithm is infinite and its product with 0 is NaN; the nearest answer that is
    neither 0 nor 1 stands in, and the loss is at most 745.

    Examples
    --------
    >>> loss([[0.5, 1.0]], [[1, 1]]).round(6).tolist()
    [[0.693147, 0.0]]
    """
    A = validation.probabilities(A)
    Y = validation.labels(Y, m=A.shape[1])
    A = np.clip(A, SMALLEST_ANSWER, LARGEST_ANSWER)
    # log1p(-A) is ln(1 - A) without the rounding of 1 - A, which would lose a small A.
    losses: Array = -(Y * np.log(A) + (1 - Y) * np.log1p(-A))
    return losses


def cost(A: ArrayLike, Y: ArrayLike, m: int | None = None) -> float:
    """Compute the mean loss: J(w, b) = 1/m Σ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾).

    Parameters
    ----------
    A : array_like, shape (1, m_samples)
        The computed answers, from 0 to 1.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    m : int, optional
        The number of samples; taken from `Y` when it is left out.

    Returns
    -------
    float
        The cost, in nats, at least 0 and always finite. With all answers 0.5 it is ln 2.

    Raises
    ------
    ValueError
        As `loss` does, or if `m` is not a whole number above 0.

    Notes
    -----
    The article's section "Loss function".

    Examples
    --------
    >>> round(cost([[0.5, 0.5]], [[0, 1]]), 6)
    0.693147
    """
    losses = loss(A, Y)
    m = losses.shape[1] if m is None else validation.count(m, "m", least=1)
    return float(1 / m * np.sum(losses))


def backpropagation(
    w: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    A: ArrayLike,
    Y: ArrayLike,
    learning_rate: float,
    m: int | None = None,
) -> tuple[Array, float]:
    """Take one step of gradient descent: w - α ∂J/∂w and b - α ∂J/∂b.

    Parameters
    ----------
    w : array_like, shape (n_features, 1)
        The weights before the step.
    b : float
        The bias before the step.
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    A : array_like, shape (1, m_samples)
        The answers that `forward_propagation` gave for `w`, `b` and `X`.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    learning_rate : float
        The length of the step, α in the article; above 0.
    m : int, optional
        The number of samples; taken from `X` when it is left out.

    Returns
    -------
    w : ndarray, shape (n_features, 1)
        The weights after the step; the argument is left as it was.
    b : float
        The bias after the step.

    Raises
    ------
    ValueError
        If shapes do not fit together, a value is not allowed, or the learning rate is not a
        positive number.

    Notes
    -----
    The article's section "In the core of learning: Backpropagation". The sigmoid's slope
    A (1 - A) and the loss's slope (A - Y) / (A (1 - A)) cancel: ∂L/∂z = A - Y.
    """
    X = validation.samples(X)
    w = validation.weights(w, n_features=X.shape[0])
    b = validation.bias(b)
    A = validation.probabilities(A, m=X.shape[1])
    Y = validation.labels(Y, m=X.shape[1])
    learning_rate = validation.positive(learning_rate, "learning_rate")
    m = X.shape[1] if m is None else validation.count(m, "m", least=1)

    dZ = A - Y
    with np.errstate(over="ignore", invalid="ignore"):
        dw = 1 / m * np.dot(X, dZ.T)
        db = 1 / m * float(np.sum(dZ))
        new_w: Array = w - learning_rate * dw
        new_b = b - learning_rate * db
    validation.no_overflow(
        np.append(new_w, new_b), f"A step with the learning rate {learning_rate:g}"
    )
    return new_w, new_b


class State(NamedTuple):
    """The neuron after `iteration` updates, and how well it does.

    Attributes
    ----------
    iteration : int
        The number of updates made so far.
    w : ndarray, shape (n_features, 1)
        The weights.
    b : float
        The bias.
    A : ndarray, shape (1, m_samples)
        The neuron's answers to the samples it trains on.
    cost : float
        The cost of these answers.
    """

    iteration: int
    w: Array
    b: float
    A: Array
    cost: float


def train(
    X: ArrayLike,
    Y: ArrayLike,
    learning_rate: float = 0.1,
    n_iterations: int = 2000,
    w: ArrayLike | None = None,
    b: ArrayLike = 0.0,
) -> Iterator[State]:
    """Teach the neuron, one update each time round.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    learning_rate : float
        The length of a step; above 0.
    n_iterations : int
        The number of updates; 0 only looks.
    w : array_like, shape (n_features, 1), optional
        The weights to start from; zeros when they are left out, which is enough for one neuron.
    b : float
        The bias to start from.

    Yields
    ------
    State
        The start, then the state after each update: ``n_iterations + 1`` in all.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; on the way, if the steps are so long that
        the weights leave the range of floating-point numbers.

    Examples
    --------
    >>> X, Y = [[-1.0, 1.0]], [[0, 1]]
    >>> [round(state.cost, 4) for state in train(X, Y, learning_rate=1.0, n_iterations=2)]
    [0.6931, 0.4741, 0.3477]
    """
    X = validation.samples(X)
    Y = validation.labels(Y, m=X.shape[1])
    w = np.zeros((X.shape[0], 1)) if w is None else validation.weights(w, n_features=X.shape[0])
    b = validation.bias(b)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    n_iterations = validation.count(n_iterations, "n_iterations")
    return _updates(X, Y, learning_rate, n_iterations, w, b)


def _updates(
    X: Array, Y: Array, learning_rate: float, n_iterations: int, w: Array, b: float
) -> Iterator[State]:
    # Apart from `train`, so that its arguments are checked when it is called, not at the first
    # `next`.
    for iteration in range(n_iterations + 1):
        A = forward_propagation(w, b, X)
        yield State(iteration, w, b, A, cost(A, Y))
        if iteration < n_iterations:
            w, b = backpropagation(w, b, X, A, Y, learning_rate)


def model(
    X: ArrayLike,
    Y: ArrayLike,
    learning_rate: float = 0.1,
    n_iter: int = 2000,
    costIter: tuple[list[int], list[float]] | list[list[float]] | None = None,
    progress: Callable[[int, float], object] | None = None,
) -> tuple[Array, float]:
    """Teach the neuron to the end and return what it learnt.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    learning_rate : float
        The length of a step; above 0.
    n_iter : int
        The number of updates.
    costIter : pair of lists, optional
        The cost history: the number of each iteration is appended to the first list and the cost
        before its update to the second, as in the article.
    progress : callable, optional
        Called as ``progress(iteration, cost)`` before each update.

    Returns
    -------
    w : ndarray, shape (n_features, 1)
        The weights.
    b : float
        The bias.

    Raises
    ------
    ValueError
        As `train` does.

    Notes
    -----
    The article's section "Initialization".

    Examples
    --------
    >>> history = ([], [])
    >>> w, b = model([[-1.0, 1.0]], [[0, 1]], learning_rate=1.0, n_iter=2, costIter=history)
    >>> round(w.item(), 4)
    0.8775
    >>> history[0], [round(cost, 4) for cost in history[1]]
    ([0, 1], [0.6931, 0.4741])
    """
    n_iter = validation.count(n_iter, "n_iter")
    for state in train(X, Y, learning_rate, n_iter):
        if state.iteration < n_iter:
            if costIter is not None:
                costIter[0].append(state.iteration)
                costIter[1].append(state.cost)
            if progress is not None:
                progress(state.iteration, state.cost)
    return state.w, state.b
