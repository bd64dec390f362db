"""One pass over the samples, written twice: as a loop and with matrices.

The numbers are the same; what differs is who runs the loop. Python does one small thing at a
time, NumPy hands whole rows to compiled code.
"""

import inspect
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import stopwatch, validation
from glassneuron.neuron import forward_propagation, sigmoid
from glassneuron.stopwatch import Readings, seconds
from glassneuron.validation import Array

# As many samples as the loop manages between two looks at who is watching.
PIECE = 250


class Pass(NamedTuple):
    """What one pass over the samples computes.

    Attributes
    ----------
    A : ndarray, shape (1, m_samples)
        The neuron's answers.
    dw : ndarray, shape (n_features, 1)
        The slope of the cost along each weight.
    db : float
        The slope of the cost along the bias.
    """

    A: Array
    dw: Array
    db: float


def with_loop(w: ArrayLike, b: ArrayLike, X: ArrayLike, Y: ArrayLike) -> Pass:
    """Go forward and back sample by sample.

    Parameters
    ----------
    w : array_like, shape (n_features, 1)
        The weights.
    b : float
        The bias.
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.

    Returns
    -------
    Pass
        The answers and the slopes.

    Raises
    ------
    ValueError
        If the shapes do not fit together or a value is not allowed.

    Notes
    -----
    The article's section "Vectorization": "The most obvious answer is to start the for loop and
    calculate iteratively."
    """
    return _loop(*_checked(w, b, X, Y))


def with_matrices(w: ArrayLike, b: ArrayLike, X: ArrayLike, Y: ArrayLike) -> Pass:
    """Go forward and back with all samples at once; otherwise as `with_loop`.

    Notes
    -----
    The article writes Xᵀw + b, a column with one row for each sample. wᵀX + b, as in its code, is
    the same laid on its side: a row with one column for each sample.
    """
    return _matrices(*_checked(w, b, X, Y))


class Timing(NamedTuple):
    """How long one pass takes either way, in seconds, and how far the results are apart."""

    loop: float
    matrices: float
    largest_difference: float


def compare(
    w: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    Y: ArrayLike,
    clock: Callable[[], float] = time.perf_counter,
) -> Timing:
    """Run both forms and time them.

    Parameters
    ----------
    w, b, X, Y
        As for `with_loop`.
    clock : callable
        Returns the time in seconds; it has to move on.

    Returns
    -------
    Timing
        Both times are above 0; they differ from run to run and from machine to machine.

    Raises
    ------
    ValueError
        As `with_loop` does.
    """
    arguments = _checked(w, b, X, Y)
    looped, at_once = (
        np.concatenate([*A, *dw, [db]]) for A, dw, db in (_loop(*arguments), _matrices(*arguments))
    )
    return Timing(
        seconds(*stopwatch.read(lambda: _loop(*arguments), clock)),
        seconds(*stopwatch.read(lambda: _matrices(*arguments), clock)),
        float(np.max(np.abs(looped - at_once))),
    )


class Watched(NamedTuple):
    """How far a comparison has come.

    Attributes
    ----------
    n_looped : int
        The number of samples that the loop has done.
    loop : float
        The seconds that it took for them.
    matrices : float
        The seconds that the matrices take for all samples.
    largest_difference : float
        How far the results are apart, of the samples done so far.
    readings : dict
        What the clock said of each form, by ``loop`` and ``matrices``: the times are made of it.
    """

    n_looped: int
    loop: float
    matrices: float
    largest_difference: float
    readings: dict[str, Readings]


def compare_watched(
    w: ArrayLike,
    b: ArrayLike,
    X: ArrayLike,
    Y: ArrayLike,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Watched]:
    """Run both forms and time them, the loop in pieces, so that one may watch it or stop it.

    Parameters
    ----------
    w, b, X, Y, clock
        As for `compare`.

    Yields
    ------
    Watched
        First the matrices' time alone, then after each piece of the loop; the last is for all
        samples.

    Raises
    ------
    ValueError
        At the first step, as `with_loop` does.

    Notes
    -----
    The slopes are sums over the samples, so those of the pieces add up to those of the whole. Only
    the loop itself is timed. A loop that is over in one piece is repeated, as in `compare`.
    """
    w, b, X, Y = _checked(w, b, X, Y)
    m = X.shape[1]
    readings = {"matrices": stopwatch.read(lambda: _matrices(w, b, X, Y), clock)}
    matrices = seconds(*readings["matrices"])
    A, dw, db = _matrices(w, b, X, Y)
    yield Watched(0, 0.0, matrices, 0.0, dict(readings))
    begun, ended = np.zeros((2, -(-m // PIECE)))
    dw_looped, db_looped, largest = np.zeros_like(dw), 0.0, 0.0
    for k, start in enumerate(range(0, m, PIECE)):
        samples = slice(start, min(start + PIECE, m))
        begun[k] = clock()
        piece = _loop(w, b, X[:, samples], Y[:, samples])
        ended[k] = clock()
        readings["loop"] = Readings(begun[: k + 1].copy(), ended[: k + 1].copy(), 1)
        share = (samples.stop - start) / m
        dw_looped += share * piece.dw
        db_looped += share * piece.db
        largest = max(largest, float(np.max(np.abs(piece.A - A[:, samples]))))
        if samples.stop < m:
            spent = seconds(*readings["loop"])
            yield Watched(samples.stop, spent, matrices, largest, dict(readings))
    largest = max(largest, float(np.max(np.abs(dw_looped - dw))), abs(db_looped - db))
    if m <= PIECE:
        readings["loop"] = stopwatch.read(lambda: _loop(w, b, X, Y), clock)
    yield Watched(m, seconds(*readings["loop"]), matrices, largest, dict(readings))


def sources() -> tuple[str, str]:
    """Return the Python of the loop and of the matrices, as it is run."""
    return inspect.getsource(_loop), inspect.getsource(_matrices)


def _loop(w: Array, b: float, X: Array, Y: Array) -> Pass:
    n, m = X.shape
    A, dw, db = np.zeros((1, m)), np.zeros((n, 1)), 0.0
    for i in range(m):
        x, y = X[:, [i]], Y[0, i]
        a = sigmoid(np.dot(w.T, x) + b).item()
        A[0, i] = a
        dw += 1 / m * x * (a - y)
        db += 1 / m * (a - y)
    return Pass(A, dw, float(db))


def _matrices(w: Array, b: float, X: Array, Y: Array) -> Pass:
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = A - Y
    dw = 1 / m * np.dot(X, dZ.T)
    db = 1 / m * float(np.sum(dZ))
    return Pass(A, dw, db)


def _checked(
    w: ArrayLike, b: ArrayLike, X: ArrayLike, Y: ArrayLike
) -> tuple[Array, float, Array, Array]:
    X = validation.samples(X)
    w, b = validation.weights(w, n_features=X.shape[0]), validation.bias(b)
    forward_propagation(w, b, X)  # It refuses sums that are too large for a float.
    return w, b, X, validation.labels(Y, m=X.shape[1])
