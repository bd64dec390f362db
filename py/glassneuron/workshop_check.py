"""The gradient check on a learner's own backpropagation, number by number and in words."""

import inspect
from typing import Any, NamedTuple

import numpy as np

from glassneuron import checks, workshop
from glassneuron.slips import ABSOLUTE, ADVICE, RELATIVE, Report
from glassneuron.user_code import UserCodeError
from glassneuron.validation import Array

# A power of two: what is divided by it afterwards is as it was.
RATE = 0.5
MOST_SAMPLES = 1000
# From about here on the digits of 1 - A are too few to measure a slope by.
LARGEST_Z = 5.0


class Slope(NamedTuple):
    """The slope of the cost along one parameter.

    Attributes
    ----------
    name : str
        The parameter: ``"w1"``, ``"w2"`` or ``"b"``.
    analytic : float
        What the learner's step says: the way it went, over the learning rate.
    numeric : float
        How much the learner's cost really rises there.
    ok : bool
        Whether the two agree.
    """

    name: str
    analytic: float
    numeric: float
    ok: bool


class Findings(NamedTuple):
    """What the check found.

    Attributes
    ----------
    ok : bool
        Whether all slopes agree, and are those of the article's cost.
    sentence : str
        The finding, for people.
    slopes : list of Slope
        One for each parameter.
    slips : tuple of str
        What is probably wrong: keys of `slips.ADVICE`.
    line : int or None
        Where `backpropagation` returns.
    place : list of float
        The weights and the bias at which the slopes are.
    """

    ok: bool
    sentence: str
    slopes: list[Slope]
    slips: tuple[str, ...]
    line: int | None
    place: list[float]


def check(source: str, w: Array, b: float, X: Array, Y: Array) -> Findings:
    """Compare the slopes that a learner's backpropagation uses with those of the learner's cost.

    Parameters
    ----------
    source : str
        The learner's Python.
    w, b : ndarray, shape (n_features, 1), and float
        Where to look; nearer to zero in the same direction where the neuron is too sure there.
    X, Y : ndarray, shapes (n_features, m_samples) and (1, m_samples)
        The samples and their labels, each 0 or 1; the first thousand are enough.

    Returns
    -------
    Findings
        With the slip that is probably behind a difference.

    Raises
    ------
    UserCodeError
        If the learner's code stops with an error, or returns what is none of its results.
    """
    learner = workshop.Learner(source, quiet=True)
    line = learner.lines["backpropagation"]
    with learner.working():
        report = checks.check_backpropagation(_seven(learner.names["backpropagation"]))
    X, Y = X[:, :MOST_SAMPLES].copy(), Y[:, :MOST_SAMPLES].copy()
    nearer = min(1.0, LARGEST_Z / max(np.abs(np.dot(w.T, X) + b).max(), LARGEST_Z))
    w, b = w * nearer, b * nearer
    place = [*w[:, 0].tolist(), b]
    A = learner.forward_propagation(w, b, X)
    try:
        new_w, new_b = learner.backpropagation(w, b, X, A, Y, RATE)
    except UserCodeError:
        if report.slips:
            return Findings(False, report.sentence, [], report.slips, line, place)
        raise
    analytic = np.append(w - new_w, b - new_b) / RATE

    def cost_at(params: list[Array]) -> float:
        A = learner.forward_propagation(params[0].copy(), params[1].item(), X)
        return learner.cost(A, Y)

    numeric = np.append(*checks.numerical_gradient(cost_at, [w, np.asarray(b)]))
    tolerance = RELATIVE * np.abs(numeric).max() + ABSOLUTE
    slopes = [
        Slope(name, float(a), float(n), bool(abs(a - n) <= tolerance))
        for name, a, n in zip(_names(w.size), analytic, numeric, strict=True)
    ]
    agree = all(slope.ok for slope in slopes)
    if agree and report.ok:
        sentence = "Right: each slope is the one measured at your cost, and the article's too."
    elif agree:
        sentence = (
            "Your slopes are those of your own cost, but not those of the article's."
            f"{_slip(report)}"
        )
    elif report.ok:
        sentence = (
            "Your backpropagation is the article's, but your cost or your forward propagation is "
            "not: the slopes measured at your cost are others."
        )
    else:
        wrong = ", ".join(slope.name for slope in slopes if not slope.ok)
        slip = _slip(report)
        sentence = f"Along {wrong} your slope is not the one measured at your cost.{slip}"
    return Findings(agree and report.ok, sentence, slopes, report.slips, line, place)


def _slip(report: Report) -> str:
    """Say what is probably wrong, without the numbers of another place."""
    advice = ", and ".join(ADVICE[slip] for slip in report.slips)
    return f" A likely slip: {advice}." if advice else ""


def _names(n_features: int) -> list[str]:
    return [*(f"w{i + 1}" for i in range(n_features)), "b"]


def _seven(function: Any) -> Any:
    """Let a function be called with the article's last argument `m`, which ours does without."""
    try:
        inspect.signature(function).bind(*range(7))
    except (TypeError, ValueError):
        return lambda *arguments: function(*arguments[:6])
    return function
