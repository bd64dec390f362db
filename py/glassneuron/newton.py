"""Newton's method for one neuron: gradient descent that also feels how the slope bends.

Gradient descent knows which way is down; its learning rate is a guess. The curvature says how
long the step should be: with H the second derivatives of the cost, the step is H⁻¹ times the
gradient, and for one neuron a handful of them do what thousands of the others do.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import State, cost, forward_propagation, sigmoid
from glassneuron.validation import Array

# Added to a curvature that is scaled to 1 in each direction. Where the data leave a direction
# flat, it makes the step finite; elsewhere it is too little to slow the method down.
RIDGE = 1e-10
# A step counts as one if it brings at least this share of what its slope promises.
SUFFICIENT = 1e-4
MOST_HALVINGS = 30


def train(
    X: ArrayLike,
    Y: ArrayLike,
    n_iterations: int = 20,
    w: ArrayLike | None = None,
    b: ArrayLike = 0.0,
) -> Iterator[State]:
    """Teach the neuron by Newton's method, one update each time round.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    n_iterations : int
        The largest number of updates; 0 only looks.
    w : array_like, shape (n_features, 1), optional
        The weights to start from; zeros when they are left out.
    b : float
        The bias to start from.

    Yields
    ------
    State
        The start, then the state after each update. It ends early where no step lowers the cost
        any more. Where a line divides the classes the cost has no least value: it nears 0 and
        the weights grow, but stay finite.

    Raises
    ------
    ValueError
        If an argument is not allowed, or samples are too large to be squared.

    Notes
    -----
    For logistic regression the method is also called iteratively reweighted least squares
    (C. M. Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.3). The step is
    halved until it lowers the cost enough (J. Nocedal, S. J. Wright, Numerical Optimization,
    2nd edition, algorithm 3.1).

    Examples
    --------
    >>> X, Y = [[-2.0, -1.0, 1.0, 2.0]], [[0, 1, 0, 1]]
    >>> [round(state.cost, 6) for state in train(X, Y)][:4]
    [0.693147, 0.642058, 0.641953, 0.641953]
    """
    X = validation.samples(X)
    Y = validation.labels(Y, m=X.shape[1])
    w = np.zeros((X.shape[0], 1)) if w is None else validation.weights(w, n_features=X.shape[0])
    n_iterations = validation.count(n_iterations, "n_iterations")
    return _updates(X, Y, n_iterations, w, validation.bias(b))


def _updates(X: Array, Y: Array, n_iterations: int, w: Array, b: float) -> Iterator[State]:
    forward_propagation(w, b, X)  # It refuses sums that are too large for a float.
    # From here on the bias comes last, as the weight of one more feature that is always 1. So it
    # does at the start: else a state that is resumed from would differ in its last bits.
    X = np.vstack([X, np.ones((1, X.shape[1]))])
    A = sigmoid(np.dot(np.vstack([w, [[b]]]).T, X))
    state = State(0, w, b, A, cost(A, Y))
    yield state
    while state.iteration < n_iterations:
        better = _update(state, X, Y)
        if better is None:
            return
        yield better
        state = better


def _update(state: State, X: Array, Y: Array) -> State | None:
    p = np.vstack([state.w, [[state.b]]])
    slope, step = _newton_step(X, state.A, Y)
    promised = np.dot(slope.T, step).item()
    for halvings in range(MOST_HALVINGS):
        length = 0.5**halvings
        new = p - length * step
        A = sigmoid(np.dot(new.T, X))
        reached = cost(A, Y)
        if reached < state.cost and reached <= state.cost - SUFFICIENT * length * promised:
            return State(state.iteration + 1, new[:-1], new[-1].item(), A, reached)
    return None


def _newton_step(X: Array, A: Array, Y: Array) -> tuple[Array, Array]:
    """Return the gradient and H⁻¹ times the gradient."""
    m = X.shape[1]
    slope: Array = 1 / m * np.dot(X, (A - Y).T)
    with np.errstate(over="ignore", invalid="ignore"):
        # ∂²L/∂z² = A (1 - A), the weight that each sample gets in this round.
        curvature = 1 / m * np.dot(X * (A * (1 - A)), X.T)
        validation.no_overflow(curvature, "The curvature of the cost")
        scale = np.sqrt(np.diag(curvature))[:, np.newaxis]
        scale[scale == 0] = 1
        scaled = curvature / scale / scale.T + RIDGE * np.eye(scale.size)
        step: Array = np.linalg.solve(scaled, slope / scale) / scale
    validation.no_overflow(step, "A step of Newton's method")
    return slope, step
