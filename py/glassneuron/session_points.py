"""Points on their way through the door: read, divided for training and test, handed back."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from glassneuron import datasets, validation
from glassneuron.experiment import N_TEST_POINTS
from glassneuron.machine_settings import at_most
from glassneuron.validation import Array

Value = dict[str, Any]
Message = tuple[str, Value]
Mask = NDArray[np.bool_]

MOST_POINTS = 100_000


class Parts(NamedTuple):
    """All points that have to do with a training.

    Attributes
    ----------
    X : ndarray, shape (2, m_all)
        The page's points in their order, then fresh ones, if the test is on these.
    Y : ndarray, shape (1, m_all)
        Their classes.
    train, test : ndarray of bool, shape (m_all,)
        Which to learn from, and which to test with.
    n_points : int
        How many of them are the page's.
    n_classes : int
        2 or 3.
    """

    X: Array
    Y: Array
    train: Mask
    test: Mask
    n_points: int
    n_classes: int


def dataset(args: Mapping[str, Any]) -> Iterator[Message]:
    """Make the points of a data set: ``name``, ``n_points``, ``noise``, ``seed``, ``settings``."""
    yield "result", plain(*datasets.make(**_recipe(args)))


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"dataset": dataset}


def parts(args: Mapping[str, Any]) -> Parts:
    """Divide ``points`` as ``testing`` wants it; without a ``dataset`` some are held out."""
    X, Y = samples(args["points"])
    n_points = X.shape[1]
    on, share = args["testing"]["on"], args["testing"]["share"]
    if on not in ("fresh", "held_out"):
        raise ValueError(f"The test must be on fresh or held_out points; got {on!r}.")
    if on == "fresh" and args["dataset"] is not None:
        recipe = _recipe(args["dataset"]) | {"n_points": N_TEST_POINTS}
        X_fresh, Y_fresh = datasets.make_fresh(**recipe)
        X, Y = np.hstack([X, X_fresh]), np.hstack([Y, Y_fresh])
        test = np.arange(X.shape[1]) >= n_points
    else:
        test = datasets.hold_out(Y, share)
    return Parts(X, Y, ~test, test, n_points, 3 if Y.max() == 2 else 2)


def two_classes(Y: Array) -> None:
    """Refuse points that are all of one class."""
    if Y.min() == Y.max():
        here = int(Y[0, 0])
        other = "another class" if here == 2 else f"class {1 - here}"
        raise ValueError(
            f"All points to learn from are of class {here}. A neuron tells classes apart: "
            f"draw some of {other} too."
        )


def samples(points: Mapping[str, Any]) -> tuple[Array, Array]:
    """Read the page's points as `X`, (2, n_points), and class numbers `Y`, (1, n_points)."""
    x, y, label = (np.array(points[key], dtype=np.float64) for key in ("x", "y", "label"))
    if x.size == 0:
        raise ValueError(
            "There are no points yet. Draw some of both classes on the plane, or choose a data set."
        )
    if x.size > MOST_POINTS:
        raise ValueError(f"There may be {MOST_POINTS:,} points at most; got {x.size:,}.")
    Y = validation.class_numbers(label[np.newaxis], n_classes=3, name="The labels")
    return validation.samples(np.vstack([x, y]), "The points"), Y


def plain(X: Array, Y: Array) -> Value:
    """Write points as the page wants them: a flat array for each column."""
    return {"x": X[0].copy(), "y": X[1].copy(), "label": Y[0].astype(np.uint8)}


def _recipe(args: Mapping[str, Any]) -> Value:
    settings = args.get("settings") or {}
    return {str(name): value for name, value in settings.items()} | {
        "name": args["name"],
        "n_points": at_most(args["n_points"], "Number of points", MOST_POINTS, least=1),
        "noise": validation.at_least_zero(args["noise"], "Noise"),
        "seed": validation.count(args["seed"], "Seed"),
    }
