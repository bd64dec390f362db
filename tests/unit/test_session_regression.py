"""What the page of the regression is told: costs, the training's path, the landscape."""

import numpy as np
import pytest
from glassneuron import regression
from glassneuron import session_regression as door
from hypothesis import assume, given
from hypothesis import strategies as st

# The points (0, 1), (1, 2), (2, 6): x̄ = 1, ȳ = 3, w = ((-1)(-2) + 1·3) / 2 = 2.5, b = 0.5. Its
# errors are -0.5, 1, -0.5, so the cost is (0.25 + 1 + 0.25) / 6 = 0.25.
POINTS = {"x": [0.0, 1.0, 2.0], "y": [1.0, 2.0, 6.0]}
START = {
    "points": POINTS,
    "w": 0.0,
    "b": 0.0,
    "learning_rate": 0.1,
    "iteration": 0,
    "n_iterations": 30,
}
coordinates = st.floats(-10, 10)
points = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=20).map(
    lambda pairs: dict(zip("xy", map(list, zip(*pairs, strict=True)), strict=True))
)


def result(method, args):
    kind, value = list(door.METHODS[method](args))[-1]
    assert kind == "result"
    return value


def as_rows(points):
    return np.array([points["x"]]), np.array([points["y"]])


def test_a_line_worked_by_hand():
    # ŷ = 1, 2, 3: only the last point is off, by -3. J = 9/6, dw = 2(-3)/3, db = -3/3.
    value = result("regression_look", {"points": POINTS, "w": 1.0, "b": 1.0})
    assert value["error"].tolist() == [0.0, 0.0, -3.0]
    assert value["squared"].tolist() == [0.0, 0.0, 9.0]
    assert (value["cost"], value["dw"], value["db"]) == (1.5, -2.0, -1.0)


@given(points, coordinates, coordinates)
def test_slopes_are_those_of_the_cost(points, w, b):
    value = result("regression_look", {"points": points, "w": w, "b": b})
    # The cost is a parabola along each parameter, whose slope a central difference meets exactly.
    costs = {
        (i, j): result("regression_look", {"points": points, "w": w + i, "b": b + j})["cost"]
        for i, j in ((1, 0), (-1, 0), (0, 1), (0, -1))
    }
    assert value["dw"] == pytest.approx((costs[1, 0] - costs[-1, 0]) / 2, abs=1e-9)
    assert value["db"] == pytest.approx((costs[0, 1] - costs[0, -1]) / 2, abs=1e-9)


def test_best_fit_worked_by_hand():
    value = result("regression_best_fit", {"points": POINTS})
    assert value == pytest.approx({"w": 2.5, "b": 0.5, "cost": 0.25})


@given(points)
def test_no_other_line_costs_less_than_the_best(points):
    best = result("regression_best_fit", {"points": points})
    X, Y = as_rows(points)
    w, b = best["w"] + np.linspace(-3, 3, 7), best["b"] + np.linspace(-3, 3, 7)
    assert best["cost"] <= door.cost_over(X, Y, w, b).min() + 1e-9


def test_training_makes_the_steps_of_the_core_and_hands_over_each():
    path = {}
    for _, value in door.train(START):
        places = value["path"].reshape(-1, 3).tolist()
        first = value["iteration"] + 1 - len(places)
        path |= dict(enumerate(places, start=first))
    states = list(regression.train(*as_rows(POINTS), 0.1, 30))
    assert path == {s.iteration: [s.w.item(), s.b, s.cost] for s in states}


@given(st.integers(0, 30))
def test_training_in_two_parts_gives_the_same_bits(cut):
    whole = result("regression_train", START)
    first = result("regression_train", START | {"n_iterations": cut})
    rest = {key: first[key] for key in ("w", "b", "iteration")}
    second = result("regression_train", START | rest)
    assert [second[key] for key in ("w", "b", "cost")] == [whole[key] for key in ("w", "b", "cost")]


@given(points)
def test_learned_line_is_that_of_least_squares(points):
    x = np.array(points["x"])
    assume(np.std(x) > 0.5)
    points |= {"x": ((x - x.mean()) / x.std()).tolist()}
    # Standardised, every direction is as steep: what is left shrinks by 0.5 a step.
    settings = {"points": points, "learning_rate": 0.5, "n_iterations": 60}
    learned = result("regression_train", START | settings)
    best = result("regression_best_fit", {"points": points})
    assert learned["w"] == pytest.approx(best["w"], abs=1e-9)
    assert learned["b"] == pytest.approx(best["b"], abs=1e-9)


@given(points, st.floats(0.01, 0.95))
def test_steps_below_the_limit_bring_no_advice(points, share):
    X, _ = as_rows(points)
    inputs = np.vstack([X, np.ones_like(X)])
    # The largest curvature of the cost: steps below 2/λ lead downhill.
    largest = np.linalg.norm(inputs, 2) ** 2 / X.size
    settings = {"points": points, "learning_rate": share * 2 / largest}
    assert result("regression_train", START | settings)["advice"] is None


def test_too_long_steps_are_said_with_a_rate_that_fits():
    # x̄² = 5/3, x̄ = 1: λ = (8/3 + √(4/9 + 4)) / 2 = 2.387, and 2/λ = 0.838.
    value = result("regression_train", START | {"learning_rate": 1.5})
    assert value["advice"].endswith("Take one below 0.84.")
    assert result("regression_train", START | {"learning_rate": 0.8})["advice"] is None


@given(points, coordinates, coordinates, st.integers(2, 12))
def test_landscape_holds_the_cost_of_the_middle_of_each_cell(points, w, b, size):
    args = {"points": points, "through": {"w": [w, 0.0], "b": [b, 0.0]}, "size": size}
    value = result("regression_landscape", args)
    (left, right), (bottom, top) = value["w"], value["b"]
    assert left < min(w, 0, value["best"]["w"])
    assert max(w, 0, value["best"]["w"]) < right
    assert bottom < min(b, 0, value["best"]["b"])
    assert max(b, 0, value["best"]["b"]) < top
    # The first number is the cell at the upper left.
    corner = {"w": left + (right - left) / (2 * size), "b": top - (top - bottom) / (2 * size)}
    expected = result("regression_look", {"points": points, **corner})["cost"]
    assert value["cost"]["shape"] == [size, size]
    assert value["cost"]["data"][0] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert value["levels"] == sorted(value["levels"])


@pytest.mark.parametrize(
    ("method", "changes", "words"),
    [
        ("regression_look", {"points": {"x": [], "y": []}}, "There are no points yet"),
        ("regression_look", {"w": None}, "Slope w must be a finite number"),
        ("regression_train", {"learning_rate": 0}, "The learning rate must be a positive number"),
        ("regression_train", {"n_iterations": 10**9}, "Iterations must be 100,000 at most"),
        ("regression_train", {"learning_rate": 1e300}, "take a smaller learning rate"),
        ("regression_best_fit", {"points": {"x": [0.0] * 1001, "y": [0.0] * 1001}}, "1,000 at"),
    ],
)
def test_what_a_person_got_wrong_is_said_in_a_sentence(method, changes, words):
    with pytest.raises(ValueError, match=words):
        list(door.METHODS[method](START | changes))
