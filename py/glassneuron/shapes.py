"""Makers of points in the plane, and the label each point gets.

Each takes a number of points, a generator and the noise, and returns `X`, (2, n_points), with x in
the first row and y in the second, and `Y`, (1, n_points). Without noise every coordinate lies in
the square from -10 to 10; the noise is the standard deviation, in units of the plane, of a shift
that is made after a point got its label. Where the number of points in a class is not left to
chance, the classes take turns. All raise `ValueError` if a number is out of its range.

The same generator gives the same bits on every machine: IEEE 754 fixes the result of a sum, a
product, a quotient and a rounding to the last bit, and everything here is made of these.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import formula as formulas
from glassneuron import validation
from glassneuron.validation import Array

SIDE = 10.0
MOST_NOISE = 1000.0
SLOPE = 1.23
INTERCEPT = 3.23
FORMULA = "3 sin(x/2)"


def line(
    n_points: int,
    rng: np.random.Generator,
    noise: float = 0.0,
    slope: float = SLOPE,
    intercept: float = INTERCEPT,
) -> tuple[Array, Array]:
    """Draw points evenly from a square and label them by a line: 1 above it, 0 below.

    Parameters
    ----------
    n_points : int
        How many points, at least 1.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        The standard deviation of a shift up or down; 0 keeps the classes apart.
    slope, intercept : float
        The line y = slope x + intercept; the article's unless given.

    Returns
    -------
    X : ndarray, shape (2, n_points)
        The points.
    Y : ndarray, shape (1, n_points)
        The labels.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    The article's section "Testing".
    """
    slope, intercept = validation.number(slope, "slope"), validation.number(intercept, "intercept")
    return curve(n_points, rng, noise, lambda x: slope * x + intercept)


def curve(
    n_points: int,
    rng: np.random.Generator,
    noise: float = 0.0,
    formula: str | Callable[[Array], ArrayLike] = FORMULA,
) -> tuple[Array, Array]:
    """Draw points evenly from a square and label them by a curve: 1 above it, 0 below.

    Parameters
    ----------
    n_points, rng, noise
        As for `line`.
    formula : str or callable
        The curve y = f(x): a text for `glassneuron.formula.function`, or a function that takes an
        array and returns one of the same shape.

    Returns
    -------
    X : ndarray, shape (2, n_points)
        The points.
    Y : ndarray, shape (1, n_points)
        The labels.

    Raises
    ------
    ValueError
        If a number is out of its range, or the formula cannot be read or has no value at a point.
    """
    X = _square(n_points, rng)
    f = formula if callable(formula) else formulas.function(formula)
    with np.errstate(over="ignore", invalid="ignore"):
        height = np.broadcast_to(np.asarray(f(X[:1]), dtype=np.float64), X[:1].shape)
    undefined = X[:1][~np.isfinite(height)]
    if undefined.size:
        raise ValueError(
            f"The formula has no finite value for {undefined.size} of {X.shape[1]} points, such as "
            f"x = {undefined[0]:.3g}; choose one that is defined from {-SIDE:g} to {SIDE:g}."
        )
    Y = (X[1:] > height).astype(np.float64)
    return _shifted(X, noise, rng, rows=slice(1, 2)), Y


def blobs(
    n_points: int,
    rng: np.random.Generator,
    noise: float = 1.8,
    centres: Sequence[tuple[float, float]] = ((-4.0, -3.0), (4.0, 3.0)),
) -> tuple[Array, Array]:
    """Scatter points about a centre for each class, in the order of the classes."""
    Y = _turns_at(n_points, len(centres))
    return _shifted(np.array(centres).T[:, Y[0].astype(int)], noise, rng), Y


def three_blobs(n_points: int, rng: np.random.Generator, noise: float = 1.6) -> tuple[Array, Array]:
    """Scatter points about three centres; the labels are the class numbers 0, 1 and 2."""
    return blobs(n_points, rng, noise, centres=((-5.0, -3.5), (0.0, 5.0), (5.0, -3.5)))


def circles(n_points: int, rng: np.random.Generator, noise: float = 0.5) -> tuple[Array, Array]:
    """Put class 1 on a circle of radius 3 and class 0 on one of radius 7 around it."""
    Y = _turns_at(n_points, 2)
    radius = np.where(Y == 1, 3.0, 7.0)
    return _shifted(radius * _directions(_even(rng, (1, Y.size))), noise, rng), Y


def xor(n_points: int, rng: np.random.Generator, noise: float = 0.4) -> tuple[Array, Array]:
    """Fill four squares, one in each quadrant: class 1 where x and y differ in their signs."""
    quadrant = _turns_at(n_points, 4)
    Y = (quadrant % 2).astype(np.float64)
    signs = np.vstack([np.where(quadrant < 2, 1.0, -1.0), np.where(quadrant % 3 == 0, 1.0, -1.0)])
    # From 1 to 9: a little noise takes few points across an axis or out of the plane.
    return _shifted(signs * (1.0 + 8.0 * _even(rng, signs.shape)), noise, rng), Y


def moons(n_points: int, rng: np.random.Generator, noise: float = 0.5) -> tuple[Array, Array]:
    """Bend two half circles into each other: class 1 is open downwards, class 0 upwards."""
    Y = _turns_at(n_points, 2)
    upper = 5.6 * _directions(0.5 * _even(rng, (1, Y.size))) + np.array([[-2.8], [-1.4]])
    return _shifted(np.where(Y == 1, upper, -upper), noise, rng), Y


def spiral(n_points: int, rng: np.random.Generator, noise: float = 0.3) -> tuple[Array, Array]:
    """Wind two arms one and a half times about the middle, from radius 1 to 9."""
    Y = _turns_at(n_points, 2)
    along = _even(rng, (1, Y.size))
    return _shifted((1.0 + 8.0 * along) * _directions(1.5 * along + 0.5 * Y), noise, rng), Y


def _square(n_points: int, rng: np.random.Generator) -> Array:
    # Not rng.uniform: its product and sum are one step on some processors, and round once.
    n_points = validation.count(n_points, "n_points", least=1)
    return 2.0 * SIDE * _even(rng, (2, n_points)) - SIDE


def _even(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return validation.generator(rng).random(shape)


def _turns_at(n_points: int, n_classes: int) -> Array:
    n_points = validation.count(n_points, "n_points", least=1)
    return (np.arange(n_points) % n_classes).astype(np.float64)[np.newaxis, :]


def _directions(turns: Array) -> Array:
    """Return cos 2πt above sin 2πt, each to about 1e-15.

    NumPy's own sine and cosine differ in their last bits from one machine to another, so here are
    their Taylor series, in Horner's form:
    cos a = 1 - a²/(1·2) (1 - a²/(3·4) (1 - …)) and sin a = a (1 - a²/(2·3) (1 - a²/(4·5) (1 - …))).
    """
    angle = 2.0 * math.pi * (turns - np.rint(turns))
    square = angle * angle
    cosine, sine = np.ones(turns.shape), np.ones(turns.shape)
    for k in range(28, 0, -2):
        cosine = 1.0 - square / ((k - 1) * k) * cosine
        sine = 1.0 - square / (k * (k + 1)) * sine
    return np.vstack([cosine, angle * sine])


def _shifted(X: Array, noise: float, rng: np.random.Generator, rows: slice = slice(None)) -> Array:
    noise = validation.at_least_zero(noise, "noise")
    if noise > MOST_NOISE:
        raise ValueError(f"noise must be {MOST_NOISE:g} or less; got {noise:g}.")
    if noise:
        shift = noise * validation.generator(rng).standard_normal(X[rows].shape)
        # A logarithm in the normal distribution's tail may differ in its last bit from one
        # machine to another; rounded, the points are the same everywhere.
        X[rows] = np.round(X[rows] + shift, 9)
    return X
