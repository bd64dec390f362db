"""How fast the core is against the plain way to do the same, measured inside Pyodide.

``measure`` is called by ``bench_pyodide.mjs``. Both sides of a comparison take turns, so that
whatever else the machine is doing meets both alike.
"""

import json
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import numpy as np
from glassneuron import (
    boundaries,
    datasets,
    fused,
    fused_network,
    network,
    neuron,
    newton,
    training,
)

ROUNDS = 15
SEED = 0

# The article's code as printed there. It gets another `print`, and the second of the two names
# that it has for one function.
ARTICLE = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def forward_propagation(w, b, x):
    z = np.dot(w.T, x) + b # np.dot(..., ...) — matrix multiplication
    return sigmoid(z)

def loss(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))

def cost(A, Y, m):
    return 1 / m * np.sum(loss(A, Y))

def backpropagation(w, b, X, A, Y, learning_rate, m):
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    assert(dw.shape == w.shape)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b

forwardpropagation = forward_propagation

def model(X, Y, learning_rate=0.1, n_iter=2000, costIter = [[],[]]):
    m = X.shape[1]
    n = X.shape[0]
    w = np.zeros((n, 1))
    b = 0
    for i in range(n_iter):
        A = forwardpropagation(w, b, X)
        c = cost(A, Y, m)
        if i % 5 == 0:
            print("Iteration %s: %s" % (i, c))
        costIter[0].append(i)
        costIter[1].append(c)
        w, b = backpropagation(w, b, X, A, Y, learning_rate, m)
    return w, b
"""


def measure() -> str:
    """Make all comparisons and return them as a list in JSON."""
    lines = [neuron_line(m, n) for m, n in ((50, 2000), (200, 2000), (2000, 400), (20_000, 50))]
    lines += [network_line(m, n) for m, n in ((200, 50), (2000, 10))]
    lines += [surface_line(), *(newton_line(m) for m in (200, 2000))]
    return json.dumps(lines)


def compare(
    key: str,
    plain: Callable[[], Any],
    fast: Callable[[], Any],
    difference: float,
    n_updates: int = 1,
) -> dict[str, Any]:
    """Time two ways in turn.

    Parameters
    ----------
    key : str
        The name of the comparison in ``bench.py``.
    plain, fast : callable
        The plain way and the fast one.
    difference : float
        By how much the two results differ at most.
    n_updates : int
        How many updates each of them makes.

    Returns
    -------
    dict
        The seconds of each round, an update, and what was given.
    """
    seconds: dict[str, list[float]] = {"plain": [], "fast": []}
    for _ in range(ROUNDS):
        for name, run in (("plain", plain), ("fast", fast)):
            started = perf_counter()
            run()
            seconds[name].append((perf_counter() - started) / n_updates)
    return {"key": key, "difference": difference, **seconds}


def neuron_line(m: int, n_updates: int) -> dict[str, Any]:
    """Compare the article's `model` and `fused.train`."""
    X, Y = datasets.make("line", m, SEED)
    printed: list[str] = []
    article: dict[str, Any] = {"np": np, "print": printed.append}
    exec(ARTICLE, article)

    def plain() -> np.ndarray:
        printed.clear()
        return np.append(*article["model"](X, Y, n_iter=n_updates, costIter=[[], []]))

    def fast() -> np.ndarray:
        end = last(fused.train(X, Y, n_iterations=n_updates))
        return np.append(end.w, end.b)

    return compare(f"neuron {m}", plain, fast, furthest(plain(), fast()), n_updates)


def network_line(m: int, n_updates: int) -> dict[str, Any]:
    """Compare `training.train` and `fused_network.train`: 2-8-8-1 with tanh."""
    X, Y = datasets.make("circles", m, SEED)
    params = network.initialise([2, 8, 8, 1], np.random.default_rng(SEED))

    def plain() -> np.ndarray:
        return np.hstack(last(training.train(X, Y, params, n_iterations=n_updates)).params[1])

    def fast() -> np.ndarray:
        return np.hstack(last(fused_network.train(X, Y, params, n_iterations=n_updates)).params[1])

    return compare(f"network {m}", plain, fast, furthest(plain(), fast()), n_updates)


def surface_line() -> dict[str, Any]:
    """Compare the surfaces of `boundaries` and `fused`: a grid of 200 × 200."""
    w, b, axis = np.array([[-1.7], [1.4]]), -4.3, np.linspace(-5, 5, 200)

    def plain() -> np.ndarray:
        return boundaries.probability_surface(w, b, axis, axis)

    def fast() -> np.ndarray:
        return fused.probability_surface(w, b, axis, axis)

    return compare("surface", plain, fast, furthest(plain(), fast()))


def newton_line(m: int) -> dict[str, Any]:
    """Compare 2,000 updates of gradient descent and Newton's method to the same cost."""
    X, Y = datasets.make("line", m, SEED)
    end = last(fused.train(X, Y))
    target = neuron.cost(neuron.forward_propagation(end.w, end.b, X), Y)

    def fast() -> float:
        return next(state.cost for state in newton.train(X, Y) if state.cost <= target)

    return compare(f"newton {m}", lambda: last(fused.train(X, Y)), fast, max(0.0, fast() - target))


def last[T](states: Iterator[T]) -> T:
    """Run to the end and return the last state."""
    *_, end = states
    return end


def furthest(a: np.ndarray, b: np.ndarray) -> float:
    """Return the largest difference between two arrays."""
    return float(np.abs(a - b).max())
