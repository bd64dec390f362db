"""What the learner's functions are tried on: worked examples, edge cases, random inputs.

The first two examples have the same shapes and different numbers, so that an answer learnt by
heart shows; their numbers are small, and no two slips give the same with them. Every list holds
the arguments of one call after the other.
"""

from typing import Any

import numpy as np

from glassneuron.validation import Array

Arguments = tuple[Any, ...]

# (n_features, m_samples): one or several of each.
SHAPES = ((2, 7), (1, 7), (5, 7), (2, 1), (1, 1), (5, 1), (2, 2), (3, 40))

EXAMPLE_A = np.array([[0.6, 0.3, 0.8]])
EXAMPLE_Y = np.array([[1.0, 0.0, 0.0]])
EXAMPLE_X = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])
SECOND_A = np.array([[0.2, 0.9, 0.45]])
SECOND_Y = np.array([[0.0, 1.0, 1.0]])
SECOND_X = np.array([[-1.0, 2.5, 1.5], [0.5, -2.0, 2.0]])


def of_sigmoid(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``z``: numbers of every size."""
    return [
        (np.array([[0.0, 1.0, -2.0]]),),
        (np.array([[3.0, -1.0, 0.5]]),),
        (np.array([[1000.0, 40.0, -40.0, -1000.0]]),),
        (np.array([[-3.0]]),),
        *((rng.normal(scale=scale, size=(1, m)),) for scale in (1, 10) for m in (1, 2, 7, 40)),
    ]


def of_forward_propagation(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``w, b, X``."""
    return [
        (np.array([[0.5], [-1.0]]), 0.25, EXAMPLE_X.copy()),
        (np.array([[-2.0], [0.75]]), -0.5, SECOND_X.copy()),
        (np.array([[1.0], [0.5]]), 0.0, EXAMPLE_X.copy()),
        (np.array([[300.0], [-200.0]]), 5.0, EXAMPLE_X.copy()),
        *((rng.normal(size=(n, 1)), float(rng.normal()), _samples(rng, n, m)) for n, m in SHAPES),
    ]


def of_loss(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``A, Y``.

    An answer of 0 or 1 itself is not asked for: the article's formula gives infinity or NaN there,
    and whoever holds A a little away from it, say by 1e-7, is as right as who does not.
    """
    return [
        (EXAMPLE_A.copy(), EXAMPLE_Y.copy()),
        (SECOND_A.copy(), SECOND_Y.copy()),
        (np.array([[0.005, 0.995, 0.005, 0.995]]), np.array([[0.0, 0.0, 1.0, 1.0]])),
        *((_answers(rng, m), _labels(rng, m)) for m in (1, 1, 2, 7, 7, 40)),
    ]


def of_cost(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``A, Y, m``."""
    return [(A, Y, A.shape[1]) for A, Y in of_loss(rng)]


def of_gradients(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``X, A, Y, m``."""
    return [
        (EXAMPLE_X.copy(), EXAMPLE_A.copy(), EXAMPLE_Y.copy(), 3),
        (SECOND_X.copy(), SECOND_A.copy(), SECOND_Y.copy(), 3),
        *((_samples(rng, n, m), _answers(rng, m), _labels(rng, m), m) for n, m in SHAPES),
    ]


def of_update(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``w, b, dw, db, learning_rate``."""
    sizes = (1, 2, 5, 2)
    return [
        (np.array([[0.5], [-1.0]]), 0.25, np.array([[2.0], [-3.0]]), 4.0, 0.2),
        (np.array([[-2.0], [1.5]]), -0.75, np.array([[-0.5], [1.0]]), -0.25, 0.03),
        (np.array([[1.0], [2.0]]), 3.0, np.zeros((2, 1)), 0.0, 0.5),
        *(
            (rng.normal(size=(n, 1)), float(rng.normal()), rng.normal(size=(n, 1)),
             float(rng.normal()), float(rng.uniform(0.01, 2)))
            for n in sizes
        ),
    ]  # fmt: skip


def of_backpropagation(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``w, b, X, A, Y, learning_rate, m``."""
    starts = [
        (np.array([[0.5], [-1.0]]), 0.25, 0.2),
        (np.array([[-2.0], [1.5]]), -0.75, 0.03),
        *((rng.normal(size=(n, 1)), float(rng.normal()), rng.uniform(0.01, 2)) for n, _ in SHAPES),
    ]
    return [
        (w, b, X, A, Y, float(rate), m)
        for (w, b, rate), (X, A, Y, m) in zip(starts, of_gradients(rng), strict=True)
    ]


def of_model(rng: np.random.Generator) -> list[Arguments]:
    """Return arguments ``X, Y, learning_rate, n_iter``."""
    return [
        (EXAMPLE_X.copy(), EXAMPLE_Y.copy(), 0.2, 4),
        (SECOND_X.copy(), SECOND_Y.copy(), 0.3, 5),
        (EXAMPLE_X.copy(), EXAMPLE_Y.copy(), 0.2, 1),
        (EXAMPLE_X.copy(), EXAMPLE_Y.copy(), 0.2, 50),
        *(
            (_samples(rng, n, m), _labels(rng, m), float(rng.uniform(0.05, 0.5)), n_iter)
            for (n, m), n_iter in zip(SHAPES, (2, 3, 7, 11, 3, 2, 6, 20), strict=True)
        ),
    ]


def _samples(rng: np.random.Generator, n: int, m: int) -> Array:
    return rng.uniform(-3, 3, size=(n, m))


def _answers(rng: np.random.Generator, m: int) -> Array:
    return rng.uniform(0.05, 0.95, size=(1, m))


def _labels(rng: np.random.Generator, m: int) -> Array:
    """Return labels of both classes, where there are two samples or more."""
    return rng.permutation((np.arange(m) + rng.integers(2)) % 2)[np.newaxis].astype(np.float64)
