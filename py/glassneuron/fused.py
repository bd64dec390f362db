"""The neuron of `neuron.py` once more, for speed: the same numbers from fewer calls of NumPy.

In a browser a call of NumPy costs as much as the arithmetic on some hundred samples, so an update
here takes three to six calls. All else is worked out once, before the first update:

- The bias is the weight of one more feature, which is always 1: p = (w, b) is one row.
- The samples of class 1 change their sign. With D these samples, s = pD is -z for class 1 and z
  for class 0, and both classes have the loss L = ln(1 + eˢ), with the slope σ(s).
- σ(s) = 1 - r where r = 1 / (1 + eˢ), so a step of the length α is p - α/m (1 - r)Dᵀ. As a single
  product it is the row (r, 1, p) times a matrix that never changes: α/m Dᵀ above -α/m times the
  sum of D's columns above the identity.

`neuron.py` is the one to read and to learn from; the tests hold the two together.
"""

import math
from collections.abc import Generator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import boundaries, fused_updates, neuron, validation
from glassneuron.validation import Array

# A stretch takes some milliseconds in a browser, which can look at its events in between.
STRETCH = 1000
STRETCH_SAMPLES = 400_000
# Of so many samples the losses are computed by one logarithm, that of a product.
GROUP = 8
# A little below the exponents at which eˣ and e⁻ˣ leave the range of floating-point numbers.
LARGEST_EXPONENT = 700.0


class Stretch(NamedTuple):
    """The neuron after some more updates, and the costs on the way there.

    Attributes
    ----------
    iteration : int
        The number of updates made so far.
    w : ndarray, shape (n_features, 1)
        The weights after them.
    b : float
        The bias after them.
    costs : ndarray, shape (n_costs,)
        The cost before each update of this stretch whose number is a multiple of `every`. All
        stretches together give the costs of the iterations 0, `every`, 2 `every` and so on.
    cost : float
        The cost after the last of them.
    """

    iteration: int
    w: Array
    b: float
    costs: Array
    cost: float


def train(
    X: ArrayLike,
    Y: ArrayLike,
    learning_rate: float = 0.1,
    n_iterations: int = 2000,
    w: ArrayLike | None = None,
    b: ArrayLike = 0.0,
    every: int = 5,
) -> Generator[Stretch, int | None]:
    """Teach the neuron, many updates each time round.

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
        The weights to start from; zeros when they are left out.
    b : float
        The bias to start from.
    every : int
        From which updates to keep the cost: 1 keeps each, 5 every fifth. An odd number also shows
        a cost that goes up and down from one update to the next.

    Yields
    ------
    Stretch
        The start, then the neuron after at most 1,000 updates more, fewer where there are many
        samples; the last ends at `n_iterations`. ``stretches.send(3)`` asks for 3 updates or fewer.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; at the end of a stretch, if the weights or a
        weighted sum have left the range of floating-point numbers.

    Notes
    -----
    The weights are those of `neuron.train` but for rounding: the sums are the same, added up in
    another order. A learning rate so large that the descent jumps about makes any difference grow,
    be it of one bit. A run may be cut anywhere, into stretches of any length or into runs that go
    on from its `w` and `b`: on one machine the weights are the same to the last bit.

    A cost is computed from the weighted sum, and exact where `neuron.cost` suffers from the
    rounding of an answer near 1 that should be 0. As there, no answer counts as nearer to 0 or 1
    than a float can be.

    Examples
    --------
    >>> X, Y = [[-1.0, 1.0]], [[0, 1]]
    >>> for stretch in train(X, Y, learning_rate=1.0, n_iterations=2, every=1):
    ...     print(stretch.iteration, stretch.w.round(4), stretch.costs.round(4))
    0 [[0.]] []
    2 [[0.8775]] [0.6931 0.4741]
    """
    X = validation.samples(X)
    Y = validation.labels(Y, m=X.shape[1])
    w = np.zeros((X.shape[0], 1)) if w is None else validation.weights(w, n_features=X.shape[0])
    b = validation.bias(b)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    n_iterations = validation.count(n_iterations, "n_iterations")
    every = validation.count(every, "every", least=1)
    return _stretches(X, Y, learning_rate, n_iterations, np.append(w, b), every)


def probability_surface(w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike) -> Array:
    """Compute the neuron's answer at every point of a grid, as `boundaries.probability_surface`.

    Parameters
    ----------
    w : array_like, shape (2, 1)
        The weights of x and y.
    b : float
        The bias.
    x : array_like, shape (n_columns,)
        The grid's columns.
    y : array_like, shape (n_rows,)
        The grid's rows.

    Returns
    -------
    ndarray, shape (n_rows, n_columns)
        The probability of class 1; row i belongs to ``y[i]``, column j to ``x[j]``.

    Raises
    ------
    ValueError
        If a shape is not as above or a value is not a finite number.

    Notes
    -----
    With c = e^(w₁x) and r = e^(-w₂y - b) the answer is 1 / (1 + e⁻ᶻ) = c / (c + r): a grid needs
    an exponential for each row and column instead of one for each point. Where one of these would
    overflow, the slower way is taken.
    """
    w = validation.weights(w, n_features=2)
    b = validation.bias(b)
    x, y = validation.numbers(x, "x"), validation.numbers(y, "y")
    with np.errstate(over="ignore", invalid="ignore"):
        columns, rows = w[0] * x, -w[1] * y - b
        exponents = np.abs(np.append(columns, rows))
        if not exponents.max(initial=0.0) <= LARGEST_EXPONENT:
            return boundaries.probability_surface(w, b, x, y)
        c, r = np.exp(columns)[np.newaxis, :], np.exp(rows)[:, np.newaxis]
        A: Array = c + r
        np.divide(c, A, out=A)
        return A


def _stretches(
    X: Array, Y: Array, learning_rate: float, n_iterations: int, p: Array, every: int
) -> Generator[Stretch, int | None]:
    m = X.shape[1]
    X_signed = np.where(Y == 1, -1.0, 1.0) * np.vstack([X, np.ones((1, m))])
    with np.errstate(over="ignore", invalid="ignore"):
        form = fused_updates.prepare(X_signed, learning_rate / m, p)
    reach = np.abs(X_signed).max(axis=1)
    length = min(STRETCH, max(1, STRETCH_SAMPLES // m))
    # A block for each cost, with room for whole groups of samples.
    kept = np.full((-(-length // every), GROUP, -(-m // GROUP)), form.blank)
    rows, unused = kept.reshape(len(kept), -1)[:, :m], np.empty(m)
    now = np.ones((1, *kept.shape[1:]))

    iteration = n_updates = 0
    while True:
        first = -iteration % every
        n_costs = len(range(first, n_updates, every))
        places = [unused] * n_updates
        places[first::every] = rows[:n_costs]
        with np.errstate(over="ignore", invalid="ignore"):
            p = form.update(places) if places else p
            costs = _costs(form.one_plus_e(kept[:n_costs]), Y)
            largest_sum = np.dot(np.abs(p), reach)
            one_plus_e = now.reshape(-1)[:m]
            np.exp(np.dot(p, X_signed, out=one_plus_e), one_plus_e)
            one_plus_e += 1.0
            cost = _costs(now, Y).item()
        iteration += n_updates
        w, b = p[:-1, np.newaxis].copy(), float(p[-1])
        if not math.isfinite(largest_sum):
            validation.no_overflow(p, f"A step with the learning rate {learning_rate:g}")
            neuron.forward_propagation(w, b, X)
        wanted = yield Stretch(iteration, w, b, costs, cost)
        if iteration == n_iterations:
            return
        n_updates = min(length, n_iterations - iteration, wanted or length)


def _costs(one_plus_e: Array, Y: Array) -> Array:
    """Compute the mean of ln(1 + eˢ) in each block; what goes beyond the samples is 1."""
    # A logarithm takes as long as eight products: one is enough for a group.
    groups = np.multiply.reduce(one_plus_e, axis=1)
    if groups.max(initial=1.0) <= 1 / (1 - neuron.LARGEST_ANSWER):
        losses = np.log(groups)
    else:
        # Some answer is as wrong and as sure as a float can be, or several are nearly so.
        most = np.where(Y == 1, -np.log(neuron.SMALLEST_ANSWER), -np.log1p(-neuron.LARGEST_ANSWER))
        each = one_plus_e.reshape(len(one_plus_e), -1)[:, : Y.shape[1]]
        losses = np.minimum(np.log(each), most)
    costs: Array = np.add.reduce(losses, axis=1) / Y.shape[1]
    return costs
