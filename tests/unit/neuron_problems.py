"""Small problems for one neuron."""

import numpy as np
from hypothesis import strategies as st

# A neuron of two features and three samples, used wherever only the shape matters.
W = np.array([[0.5], [-0.25]])
B = 0.75
X = np.array([[1.0, 3.0, 2.0], [2.0, -4.0, 0.0]])
Y = np.array([[1.0, 0.0, 0.0]])


def small_problems():
    """Make weights, a bias, samples and labels whose answers stay clear of 0 and 1."""

    def problem(seed, n, m):
        rng = np.random.default_rng(seed)
        w, b = rng.uniform(-1, 1, size=(n, 1)), rng.uniform(-1, 1)
        return w, b, rng.uniform(-3, 3, size=(n, m)), rng.integers(0, 2, size=(1, m))

    return st.builds(problem, st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 20))
