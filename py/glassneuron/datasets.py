"""Two classes of points in the plane, made to order.

Each maker takes a number of points, a generator and the noise, and returns `X`, (2, n_points),
and `Y`, (1, n_points). Every coordinate lies in or near the square from -10 to 10.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array

SIDE = 10.0
SLOPE = 1.23
INTERCEPT = 3.23


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
        The standard deviation, in units of the plane, of a shift up or down that is made after
        a point got its label; 0 keeps the classes apart.
    slope, intercept : float
        The line y = slope x + intercept; the article's unless given.

    Returns
    -------
    X : ndarray, shape (2, n_points)
        The points, x in the first row and y in the second, from -10 to 10 before the noise.
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
    n_points = validation.count(n_points, "n_points", least=1)
    X = rng.uniform(-SIDE, SIDE, size=(2, n_points))
    Y = (X[1:] > slope * X[:1] + intercept).astype(np.float64)
    return _shifted(X, noise, rng, rows=slice(1, 2)), Y


def _shifted(X: Array, noise: float, rng: np.random.Generator, rows: slice = slice(None)) -> Array:
    noise = validation.at_least_zero(noise, "noise")
    if noise:
        shift = rng.normal(0.0, noise, size=X[rows].shape)
        # A logarithm in the normal distribution's tail may differ in its last bit from one
        # machine to another; rounded, the points are the same everywhere.
        X[rows] = np.round(X[rows] + shift, 9)
    return X


class Dataset(NamedTuple):
    """A kind of data set, as a menu shows it.

    Attributes
    ----------
    title : str
        Its name for people.
    make : callable
        ``make(n_points, rng, noise)`` returns `X` and `Y`.
    line : tuple of float or None
        The slope and intercept of the true line, where there is one.
    """

    title: str
    make: Callable[[int, np.random.Generator, float], tuple[Array, Array]]
    line: tuple[float, float] | None = None


DATASETS = {
    "line": Dataset("Line y = 1.23x + 3.23", line, (SLOPE, INTERCEPT)),
}


def make(name: str, n_points: int, seed: int, noise: float = 0.0) -> tuple[Array, Array]:
    """Make the data set of that name; the same seed gives the same points everywhere.

    Parameters
    ----------
    name : str
        A key of `DATASETS`.
    n_points : int
        How many points, at least 1.
    seed : int
        0 or more.
    noise : float
        How much the classes blur, in units of the plane; 0 or more.

    Returns
    -------
    X : ndarray, shape (2, n_points)
        The points.
    Y : ndarray, shape (1, n_points)
        The labels.

    Raises
    ------
    ValueError
        If there is no such data set or a number is out of its range.
    """
    return _dataset(name).make(n_points, _generator(seed), noise)


def make_fresh(name: str, n_points: int, seed: int, noise: float = 0.0) -> tuple[Array, Array]:
    """Make new points by the same rule, for a test: as `make`, from a stream of their own."""
    return _dataset(name).make(n_points, _generator(seed, 1), noise)


def hold_out(Y: ArrayLike) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Choose which drawn points to keep back for a test: every fifth one of each class.

    Parameters
    ----------
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1, in the order in which the points were drawn.

    Returns
    -------
    ndarray of bool, shape (m_samples,)
        True where a point is for the test. A class of fewer than five points lends none.
    """
    row = validation.labels(Y)[0]
    held = np.zeros(row.size, dtype=np.bool_)
    for label in (0, 1):
        held[np.flatnonzero(row == label)[4::5]] = True
    return held


def _dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise ValueError(f"There is no data set {name!r}; choose one of {', '.join(DATASETS)}.")
    return DATASETS[name]


def _generator(seed: int, stream: int = 0) -> np.random.Generator:
    seed = validation.count(seed, "seed")
    return np.random.default_rng([seed, stream] if stream else seed)
