"""The data sets of the menu, and how to keep some of their points back for a test."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import shapes, validation
from glassneuron.validation import Array

# At least a fifth of the points stays to be learnt from.
MOST_SHARE = 80


class Dataset(NamedTuple):
    """A kind of data set, as a menu shows it.

    Attributes
    ----------
    title : str
        Its name for people.
    make : callable
        ``make(n_points, rng, noise, **settings)`` returns `X` and `Y`.
    line : tuple of float or None
        The slope and intercept of the true line, where there is one.
    default_noise : float
        A noise that suits it, in units of the plane.
    n_classes : int
        How many classes. One neuron tells two apart; for more, `Y` holds the class numbers
        0, 1, 2, and `one_hot` turns them into the rows that a network's outputs are compared with.
    settings : dict
        What else can be chosen, by name, with its default.
    """

    title: str
    make: Callable[..., tuple[Array, Array]]
    line: tuple[float, float] | None = None
    default_noise: float = 0.0
    n_classes: int = 2
    settings: Mapping[str, float | str] = MappingProxyType({})


DATASETS = {
    "line": Dataset(
        "Line y = 1.23x + 3.23",
        shapes.line,
        line=(shapes.SLOPE, shapes.INTERCEPT),
        settings={"slope": shapes.SLOPE, "intercept": shapes.INTERCEPT},
    ),
    "blobs": Dataset("Two blobs", shapes.blobs, default_noise=1.8),
    "circles": Dataset("Circles", shapes.circles, default_noise=0.5),
    "xor": Dataset("XOR", shapes.xor, default_noise=0.4),
    "moons": Dataset("Moons", shapes.moons, default_noise=0.5),
    "spiral": Dataset("Spiral", shapes.spiral, default_noise=0.3),
    "curve": Dataset("Curve y = f(x)", shapes.curve, settings={"formula": shapes.FORMULA}),
}
# Apart from the menu of two classes, which is what one neuron can tell apart.
MORE_CLASSES = {
    "three_blobs": Dataset("Three blobs", shapes.three_blobs, default_noise=1.6, n_classes=3),
}


def make(
    name: str, n_points: int, seed: int, noise: float | None = None, **settings: float | str
) -> tuple[Array, Array]:
    """Make the data set of that name; the same seed gives the same points everywhere.

    Parameters
    ----------
    name : str
        A key of `DATASETS` or `MORE_CLASSES`.
    n_points : int
        How many points, at least 1.
    seed : int
        0 or more.
    noise : float, optional
        How much the classes blur, in units of the plane; 0 or more. The data set's own
        `default_noise` when it is left out.
    **settings
        What else the data set lets one choose: the line's ``slope`` and ``intercept``, the
        curve's ``formula``.

    Returns
    -------
    X : ndarray, shape (2, n_points)
        The points.
    Y : ndarray, shape (1, n_points)
        The labels.

    Raises
    ------
    ValueError
        If there is no such data set or setting, or a number is out of its range.
    """
    return _make(name, n_points, _generator(seed), noise, settings)


def make_fresh(
    name: str, n_points: int, seed: int, noise: float | None = None, **settings: float | str
) -> tuple[Array, Array]:
    """Make new points by the same rule, for a test: as `make`, from a stream of their own."""
    return _make(name, n_points, _generator(seed, 1), noise, settings)


def one_hot(Y: ArrayLike, n_classes: int) -> Array:
    """Turn class numbers into one row a class, with a 1 where a sample belongs to it.

    Parameters
    ----------
    Y : array_like, shape (1, m_samples)
        The class of each sample, from 0 to ``n_classes - 1``.
    n_classes : int
        How many classes, at least 2.

    Returns
    -------
    ndarray, shape (n_classes, m_samples)
        0 and 1, one 1 a column.

    Raises
    ------
    ValueError
        If a class number is not allowed.

    Examples
    --------
    >>> one_hot([[2, 0, 1]], 3).tolist()
    [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    n_classes = validation.count(n_classes, "n_classes", least=2)
    row = validation.class_numbers(Y, n_classes)
    return np.where(row == np.arange(n_classes)[:, np.newaxis], 1.0, 0.0)


def hold_out(Y: ArrayLike, share: int = 20) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Choose which drawn points to keep back for a test: of each class, evenly, a share.

    Parameters
    ----------
    Y : array_like, shape (1, m_samples)
        The labels or class numbers, in the order in which the points were drawn.
    share : int
        How many points of a hundred, from 1 to 80; 20 keeps back every fifth one.

    Returns
    -------
    ndarray of bool, shape (m_samples,)
        True where a point is for the test. Points drawn later change nothing for earlier ones.
        Of a class too small for the share none is held out.

    Raises
    ------
    ValueError
        If `Y` does not hold class numbers or the share is out of its range.

    Examples
    --------
    >>> hold_out([[0, 0, 0, 0, 0]], share=40).tolist()
    [False, False, True, False, True]
    """
    row = validation.class_numbers(Y)[0]
    share = validation.count(share, "share", least=1)
    if share > MOST_SHARE:
        raise ValueError(f"share must be {MOST_SHARE} percent at most; got {share}.")
    held = np.zeros(row.size, dtype=np.bool_)
    for label in np.unique(row):
        members = np.flatnonzero(row == label)
        # In whole numbers, so that no rounding decides: a point is kept back each time that the
        # share of the points up to it reaches one more.
        due = np.arange(members.size + 1) * share // 100
        held[members[np.diff(due) > 0]] = True
    return held


class Split(NamedTuple):
    """Samples to learn from and samples to test with; shapes as those of `X` and `Y`."""

    X_train: Array
    Y_train: Array
    X_test: Array
    Y_test: Array


def split(X: ArrayLike, Y: ArrayLike, test_share: float, rng: np.random.Generator) -> Split:
    """Shuffle the samples and keep a share of them back for a test.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples) or (n_classes, m_samples)
        Their labels, one column each.
    test_share : float
        The share of the samples that goes to the test, between 0 and 1.
    rng : numpy.random.Generator
        Where the order comes from.

    Returns
    -------
    Split
        Every sample once, with its label.

    Raises
    ------
    ValueError
        If `X` and `Y` do not fit together, or the share leaves no sample on one side.

    Examples
    --------
    >>> parts = split([[1, 2, 3, 4]], [[0, 1, 0, 1]], 0.25, np.random.default_rng(0))
    >>> parts.X_train.shape, parts.X_test.shape
    ((1, 3), (1, 1))
    """
    X, Y = validation.samples(X), validation.samples(Y, "Y")
    m = X.shape[1]
    if Y.shape[1] != m:
        raise ValueError(f"Y must have a label for each of the {m} samples; got {Y.shape[1]}.")
    share = validation.positive(test_share, "test_share")
    n_test = round(share * m) if share < 1 else m
    if not 0 < n_test < m:
        raise ValueError(
            f"test_share must leave samples on both sides; {test_share:g} of {m} samples would put "
            f"{n_test} into the test. Choose a share such as 0.2, or more samples."
        )
    order = validation.generator(rng).permutation(m)
    test, train = order[:n_test], order[n_test:]
    return Split(X[:, train], Y[:, train], X[:, test], Y[:, test])


def _make(
    name: str,
    n_points: int,
    rng: np.random.Generator,
    noise: float | None,
    settings: Mapping[str, float | str],
) -> tuple[Array, Array]:
    dataset = _dataset(name)
    for setting in settings:
        if setting not in dataset.settings:
            raise ValueError(
                f"The data set {name!r} has no setting {setting!r}; "
                f"it has {', '.join(dataset.settings) or 'none'}."
            )
    noise = dataset.default_noise if noise is None else noise
    return dataset.make(n_points, rng, noise, **settings)


def _dataset(name: str) -> Dataset:
    known = DATASETS | MORE_CLASSES
    if name not in known:
        raise ValueError(f"There is no data set {name!r}; choose one of {', '.join(known)}.")
    return known[name]


def _generator(seed: int, stream: int = 0) -> np.random.Generator:
    seed = validation.count(seed, "seed")
    return np.random.default_rng([seed, stream] if stream else seed)
