"""Check a learner's backpropagation, and name the likely slip.

The slope of the cost can be measured without any formula: move one parameter a little up and a
little down, and see how the cost changes. A formula that is right agrees with that.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import slips, validation
from glassneuron.neuron import forward_propagation
from glassneuron.slips import Report
from glassneuron.validation import Array

# Shorter steps lose digits to rounding, longer ones to the cost's bend; see numerical_gradient.
STEP = float(np.finfo(np.float64).eps) ** (1 / 3)


class Problem(NamedTuple):
    """Where a formula is tried: a neuron before its step, and what it learns from."""

    w: Array
    b: float
    X: Array
    Y: Array
    learning_rate: float


# Small, off balance, and with numbers of samples and rates by which the slips can be told apart.
EXAMPLES = (
    Problem(
        np.array([[0.5], [-0.25]]),
        0.125,
        np.array([[1.0, -2.0, 0.5, 3.0, -1.0], [0.5, 1.5, -2.0, 1.0, -0.5]]),
        np.array([[1.0, 0.0, 0.0, 0.0, 1.0]]),
        0.5,
    ),
    Problem(
        np.array([[-0.75], [0.5]]),
        -0.5,
        np.array([[2.0, -1.0, 1.5, -0.5], [-1.0, 0.25, 2.0, -1.5]]),
        np.array([[1.0, 1.0, 0.0, 1.0]]),
        0.1,
    ),
)


def numerical_gradient(
    function: Callable[[list[Array]], float], params: Sequence[ArrayLike]
) -> list[Array]:
    """Measure the slope of a function along each of its parameters: (f(p + h) - f(p - h)) / 2h.

    Parameters
    ----------
    function : callable
        ``function(params)`` returns a float; it must leave `params` as they are.
    params : sequence of array_like
        Where to measure, with values of about -1000 to 1000.

    Returns
    -------
    list of ndarray
        The slopes, in the shapes of `params`; accurate to about ten digits where the function
        bends on a scale of 1.

    Notes
    -----
    W. H. Press et al., Numerical Recipes, 3rd edition, section 5.7: central differences, with h
    the cube root of the rounding error, in proportion to p.
    """
    moved = [validation.numbers(p, "params").copy() for p in params]
    slopes = [np.zeros_like(p) for p in moved]
    for p, slope in zip(moved, slopes, strict=True):
        for i in np.ndindex(p.shape):
            kept = p[i]
            h = STEP * max(1.0, abs(kept))
            p[i] = kept + h
            above = function(moved)
            p[i] = kept - h
            below = function(moved)
            p[i] = kept
            slope[i] = (above - below) / (2 * h)
    return slopes


def check_backpropagation(
    function: Callable[..., object], problems: Sequence[Problem] = EXAMPLES
) -> Report:
    """Check a function with the article's signature, which takes one step.

    Parameters
    ----------
    function : callable
        ``function(w, b, X, A, Y, learning_rate, m)`` should return `w` and `b` after the step.
        Whatever it raises or returns, the answer is a report; only for a loop without an end
        there is no remedy here.
    problems : sequence of Problem
        Where to try it; at least one.

    Returns
    -------
    Report
        About the first problem on which it fails, or the last.

    Raises
    ------
    ValueError
        If a problem is none: its shapes do not fit together, or the cost is too flat there to
        tell right from wrong.
    """
    return _first_failure(_step_report, function, problems)


def check_gradients(
    function: Callable[..., object], problems: Sequence[Problem] = EXAMPLES
) -> Report:
    """Check a function that only computes the slopes: as `check_backpropagation` does a step.

    Parameters
    ----------
    function : callable
        ``function(X, A, Y, m)`` should return `dw` and `db`.
    problems : sequence of Problem
        Where to try it; at least one.

    Returns
    -------
    Report
        About the first problem on which it fails, or the last.
    """
    return _first_failure(_slope_report, function, problems)


def _first_failure(
    check: Callable[[Callable[..., object], Problem], Report],
    function: Callable[..., object],
    problems: Sequence[Problem],
) -> Report:
    if not problems:
        raise ValueError("problems must hold at least one Problem; got none.")
    for problem in problems:
        report = check(function, problem)
        if not report.ok:
            break
    return report


def _step_report(function: Callable[..., object], problem: Problem) -> Report:
    w, b, X, Y, rate = problem
    A, dw, db = _measured(problem)
    m = X.shape[1]
    arguments = {"w": w, "b": b, "X": X, "A": A, "Y": Y, "learning_rate": rate, "m": m}
    before = {"w": w, "b": np.asarray(b)}
    wanted = {"w": w - rate * dw, "b": b - rate * db}
    factors = {"unchanged": 0, "sign": -1, "1/m": m, "rate": 1 / rate, "1/m twice": 1 / m}
    return _report(function, arguments, before, wanted, factors)


def _slope_report(function: Callable[..., object], problem: Problem) -> Report:
    A, dw, db = _measured(problem)
    m = problem.X.shape[1]
    arguments = {"X": problem.X, "A": A, "Y": problem.Y, "m": m}
    before = {"dw": np.zeros_like(dw), "db": np.zeros_like(db)}
    factors = {"sign": -1, "1/m": m, "1/m twice": 1 / m}
    return _report(function, arguments, before, {"dw": dw, "db": db}, factors)


def _measured(problem: Problem) -> tuple[Array, Array, Array]:
    """Return the neuron's answers, and the slopes of the cost along its weights and bias."""
    w, b, X, Y, _ = problem
    A = forward_propagation(w, b, X)
    validation.labels(Y, m=X.shape[1])

    def cost_at(params: list[Array]) -> float:
        # The neuron's cost, written in z: -ln σ(z) = ln(1 + e⁻ᶻ) = ln(1 + eᶻ) - z. In A the
        # digits of 1 - A would be lost where the neuron is sure.
        z = np.dot(params[0].T, X) + params[1]
        return float(np.mean(np.logaddexp(0, z) - Y * z))

    dw, db = numerical_gradient(cost_at, [w, b])
    if max(np.abs(dw).max(), abs(db)) < 1000 * slips.ABSOLUTE:
        raise ValueError("The cost is too flat here to tell right from wrong; take other weights.")
    return A, dw, db


def _report(
    function: Callable[..., object],
    arguments: dict[str, Any],
    before: dict[str, Array],
    wanted: dict[str, Array],
    factors: dict[str, float],
) -> Report:
    # The function works on copies: what it does to them is seen, and does no harm.
    copies = copy.deepcopy(arguments)
    try:
        with np.errstate(all="ignore"):
            answer = function(*copies.values())
        report = slips.find(answer, before, wanted, factors)
    except BaseException as error:  # SystemExit too: no slip may end the lesson.
        report = slips.find_in_error(error)
    changed = tuple(n for n, value in arguments.items() if not np.array_equal(value, copies[n]))
    if changed:
        report = report._replace(
            sentence=f"{report.sentence} It changes its argument {' and '.join(changed)} in place, "
            "and so the caller's too; make a new array instead.",
            changed=changed,
        )
    return report
