"""A backpropagation that is right, and problems on which gradients are checked."""

import numpy as np
from glassneuron import neuron
from glassneuron.checks import Problem
from hypothesis import strategies as st


def backpropagation(w, b, X, A, Y, learning_rate, m):
    """Take a step as the article does."""
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    assert dw.shape == w.shape
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b


def gradients(X, A, Y, m):
    dZ = A - Y
    return 1 / m * np.dot(X, dZ.T), 1 / m * np.sum(dZ)


def problems():
    def problem(seed, n, m, rate):
        rng = np.random.default_rng(seed)
        X = rng.uniform(-5, 5, size=(n, m))
        Y = rng.integers(0, 2, size=(1, m)).astype(float)
        return Problem(rng.normal(size=(n, 1)), float(rng.normal()), X, Y, rate)

    return st.builds(
        problem, st.integers(0, 10**6), st.integers(1, 4), st.integers(2, 20), st.floats(1e-3, 5)
    ).filter(lambda p: np.abs(neuron.forward_propagation(p.w, p.b, p.X) - p.Y).max() > 0.1)


def slopes_of(problem):
    """Return the arguments of a function that computes the slopes."""
    w, b, X, Y, _ = problem
    return X, neuron.forward_propagation(w, b, X), Y, X.shape[1]


def arguments_of(problem):
    X, A, Y, m = slopes_of(problem)
    return problem.w, problem.b, X, A, Y, problem.learning_rate, m
