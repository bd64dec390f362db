"""The update of `fused` in three forms, of which the number of samples chooses the fastest.

A call of NumPy has a price, and so has each sample in it: with few samples the fewest calls win,
with many the cheapest loops. The terms are those of `fused`: `X_signed` is its D, (n, m_samples),
with the row of ones for the bias; p is (w, b); r is 1 / (1 + eˢ).
"""

import inspect
import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from glassneuron.validation import Array

# As measured in Pyodide. Nothing but the number of samples decides: a run that is cut into pieces
# takes the same form in each of them, and so the same bits.
MOST_FOR_TANH = 128
MOST_FOR_MATMUL = 1500

# Less what NumPy does first, to find out whether other libraries' arrays are among the arguments.
einsum = inspect.unwrap(np.einsum)


class Form(NamedTuple):
    """A way to make updates.

    Attributes
    ----------
    update : callable
        ``update(places)`` makes one update for each of the arrays it is given, (m_samples,),
        leaves in that array what the losses can be computed from, and returns the last p.
    one_plus_e : callable
        ``one_plus_e(left)`` turns what updates left, of any shape, into 1 + eˢ.
    blank : float
        What it turns into 1, the 1 + eˢ of no loss at all.
    """

    update: Callable[[Sequence[Array]], Array]
    one_plus_e: Callable[[Array], Array]
    blank: float


def prepare(X_signed: Array, rate: float, p: Array) -> Form:
    """Choose a form, and work out what does not change from one update to the next.

    Parameters
    ----------
    X_signed : ndarray, shape (n, m_samples)
        The samples as above.
    rate : float
        The learning rate over the number of samples.
    p : ndarray, shape (n,)
        Where to start from; left as it is.

    Returns
    -------
    Form
        The fastest for so many samples.
    """
    m = X_signed.shape[1]
    if m <= MOST_FOR_TANH:
        return _with_tanh(X_signed, rate, p)
    return (_with_matmul if m <= MOST_FOR_MATMUL else _with_einsum)(X_signed, rate, p)


def _with_tanh(X_signed: Array, rate: float, p: Array) -> Form:
    """Save calls: σ(s) = (1 + tanh(s/2)) / 2, and p/2 and 2p are exact."""
    tanh = np.tanh
    samples = -rate / 4 * X_signed.T
    matrix = _matrix(samples, samples.sum(axis=0))
    rows = _two_rows(X_signed.shape[1], p / 2)
    turns = itertools.cycle((half_p.dot, t, row.dot, new) for row, t, half_p, new in rows)

    def update(places: Sequence[Array]) -> Array:
        for half_s, (half_p_dot, t, row_dot, new) in zip(places, turns, strict=False):
            half_p_dot(X_signed, half_s)
            tanh(half_s, t)
            row_dot(matrix, new)
        return 2 * new

    return Form(update, lambda half_s: np.exp(2 * half_s) + 1, -np.inf)


def _with_matmul(X_signed: Array, rate: float, p: Array) -> Form:
    """Save time in tanh: exp takes half of it, but then needs two calls more."""
    matmul, exp, add, reciprocal, one = np.matmul, np.exp, np.add, np.reciprocal, np.array(1.0)
    samples = rate * X_signed.T
    matrix = _matrix(samples, -samples.sum(axis=0))
    rows = _two_rows(X_signed.shape[1], p)
    turns = itertools.cycle((p, r, row.dot, new) for row, r, p, new in rows)

    def update(places: Sequence[Array]) -> Array:
        for one_plus_e, (p, r, row_dot, new) in zip(places, turns, strict=False):
            matmul(p, X_signed, r)
            exp(r, r)
            add(r, one, one_plus_e)
            reciprocal(one_plus_e, r)
            row_dot(matrix, new)
        return new.copy()

    return Form(update, lambda left: left, 1.0)


def _with_einsum(X_signed: Array, rate: float, p: Array) -> Form:
    """Save time in the products: einsum is slow to call and the fastest to multiply.

    The row is (rDᵀ, 1, p) here, so that no second matrix of the samples' size is needed.
    """
    exp, add, reciprocal, one = np.exp, np.add, np.reciprocal, np.array(1.0)
    matrix = _matrix(rate * np.eye(p.size), -rate * X_signed.sum(axis=1))
    rows = _two_rows(p.size, p)
    turns = itertools.cycle((p, r_X, row.dot, new) for row, r_X, p, new in rows)
    r = np.empty(X_signed.shape[1])

    def update(places: Sequence[Array]) -> Array:
        for one_plus_e, (p, r_X, row_dot, new) in zip(places, turns, strict=False):
            einsum("i,ij->j", p, X_signed, out=r)
            exp(r, r)
            add(r, one, one_plus_e)
            reciprocal(one_plus_e, r)
            einsum("ij,j->i", X_signed, r, out=r_X)
            row_dot(matrix, new)
        return new.copy()

    return Form(update, lambda left: left, 1.0)


def _matrix(samples: Array, constant: Array) -> Array:
    # p comes last: what is nearly cancelled has to be so before it is rounded to p's last digit.
    return np.vstack([samples, constant, np.eye(constant.size)])


def _two_rows(n_values: int, p: Array) -> list[tuple[Array, Array, Array, Array]]:
    """Return the row (values, 1, p) twice, each with its values, its p and the p of the other.

    The rows take turns: what is computed from the one becomes the p of the other.
    """
    rows = [np.concatenate([np.zeros(n_values), [1.0], p]) for _ in range(2)]
    (a, a_values, a_p), (b, b_values, b_p) = [
        (row, row[:n_values], row[n_values + 1 :]) for row in rows
    ]
    return [(a, a_values, a_p, b_p), (b, b_values, b_p, a_p)]
