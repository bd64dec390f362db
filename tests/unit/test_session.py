"""The worker's door: every call is answered, and closed once."""

import json

import glassneuron
import numpy as np
import pytest
from glassneuron import datasets, session
from hypothesis import given
from hypothesis import strategies as st

X = [[-2.0, -1.0, 1.0, 2.0], [0.5, -0.5, 0.5, -0.5]]
LABELS = [0, 0, 1, 1]
POINTS = {"x": X[0], "y": X[1], "label": LABELS}
START = {
    "points": POINTS,
    "hold_out": False,
    "learning_rate": 0.5,
    "n_iterations": 40,
    "iteration": 0,
    "w": [0.0, 0.0],
    "b": 0.0,
    "pace": "watch",
    "extent": 10.0,
    "size": 4,
}


RECIPE = {"name": "line", "n_points": 9, "noise": 0.5, "seed": 4}
seeds = st.integers(0, 9999)
recipes = st.fixed_dictionaries(
    {
        "name": st.sampled_from(list(datasets.DATASETS)),
        "n_points": st.integers(1, 50),
        "noise": st.floats(0, 5),
        "seed": seeds,
    }
)
nonsense = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


def answers(method, args):
    return list(session.run(method, args))


def result(method, args):
    kind, value = answers(method, args)[-1]
    assert kind == "result", value
    return value


def error(method, args):
    kind, value = answers(method, args)[-1]
    assert kind == "error"
    return value


@given(
    st.sampled_from([*session.METHODS, "dance", ""]),
    st.dictionaries(st.sampled_from([*START, *RECIPE, "dataset"]), nonsense, max_size=4),
    st.booleans(),
)
def test_every_call_is_closed_by_one_result_or_error(method, args, complete):
    # With the rest complete, what is nonsense is all that is wrong.
    rest = START | RECIPE | {"dataset": None} if complete else {}
    messages = answers(method, rest | args)
    assert [kind for kind, _ in messages[:-1]] == ["progress"] * (len(messages) - 1)
    kind, value = messages[-1]
    assert kind in ("result", "error")
    if kind == "error":
        assert value["kind"] in ("input", "internal")
        assert value["kind"] == "internal" or (value["message"] and "\n" not in value["message"])
        assert value["traceback"].rstrip().startswith("Traceback")


@pytest.mark.parametrize("pace", ["watch", "fast"])
def test_training_gives_the_weights_and_costs_of_the_core(pace):
    messages = answers("train", START | {"pace": pace})
    history = {}
    for _, value in messages:
        # A history goes up to the iteration of its message, and begins with the one before.
        first = value["iteration"] + 1 - len(value["history"])
        history |= dict(enumerate(value["history"], start=first))
    costs = ([], [])
    w, b = glassneuron.model(X, [LABELS], 0.5, 40, costIter=costs)
    last = messages[-1][1]
    np.testing.assert_allclose(last["w"], w.ravel(), rtol=1e-12)
    assert last["b"] == pytest.approx(b, abs=1e-12)
    assert list(history) == list(range(41))
    np.testing.assert_allclose([history[i] for i in range(40)], costs[1], rtol=1e-12)
    assert last["cost"] == history[40]
    assert last["iteration"] == 40


@given(cut=st.integers(0, 40), pace=st.sampled_from(["watch", "fast"]))
def test_training_in_two_parts_gives_the_same_bits(cut, pace):
    start = START | {"pace": pace}
    whole = result("train", start)
    first = result("train", start | {"n_iterations": cut})
    second = result("train", start | {key: first[key] for key in ("w", "b", "iteration")})
    assert (second["w"], second["b"], second["iteration"]) == (whole["w"], whole["b"], 40)


def test_watching_shows_the_first_iterations_one_by_one():
    iterations = [value["iteration"] for _, value in answers("train", START)]
    assert iterations[:25] == list(range(25))
    assert iterations[-1] == 40


@given(st.integers(1, 9), st.floats(0.1, 100))
def test_surface_has_a_value_for_the_middle_of_each_square_from_the_top_left(size, extent):
    value = result("train", START | {"size": size, "extent": extent})
    w, b = np.array(value["w"]).reshape(2, 1), value["b"]
    # The squares' side is 2 extent / size; the middle of the first is half of it from the corner.
    end = extent - extent / size
    corners = glassneuron.forward_propagation(w, b, [[-end, end], [end, -end]])[0]
    assert value["surface"]["shape"] == [size, size]
    assert value["surface"]["data"].size == size**2
    np.testing.assert_allclose(value["surface"]["data"][[0, -1]], corners, rtol=1e-6, atol=1e-30)


@pytest.mark.parametrize("pace", ["watch", "fast"])
def test_a_cost_that_rises_above_its_start_brings_advice(pace):
    assert result("train", START | {"pace": pace})["advice"] is None
    X_line, Y_line = datasets.make("line", 200, 0)
    points = {"x": X_line[0], "y": X_line[1], "label": Y_line[0]}
    advice = result("train", START | {"points": points, "learning_rate": 100.0, "pace": pace})[
        "advice"
    ]
    assert advice.startswith("The cost rose from 0.693 to ")
    assert "Try a smaller one, such as 0.1" in advice


@given(seeds, st.sampled_from(["watch", "fast"]))
def test_held_out_points_are_not_trained_on(seed, pace):
    x, y, label = np.random.default_rng(seed).normal(size=(3, 14))
    label = np.where(np.arange(14) < 2, [0, 1] * 7, label > 0)
    held = datasets.hold_out([label])
    # Far away they would turn the weights around.
    points = {"x": np.where(held, -50, x), "y": y, "label": label}
    without = {key: column[~held] for key, column in points.items()}
    start = START | {"pace": pace}
    kept = result("train", start | {"points": points, "hold_out": True})
    expected = result("train", start | {"points": without})["w"]
    assert kept["w"] == pytest.approx(expected, rel=1e-12)


@given(recipes)
def test_dataset_makes_the_points_of_the_core(recipe):
    value = result("dataset", recipe)
    X, Y = datasets.make(**recipe)
    np.testing.assert_array_equal([value["x"], value["y"]], X)
    np.testing.assert_array_equal(value["label"], Y[0])


def test_test_marks_what_is_missed():
    # w = (1, 0), b = 0 is right wherever x has the sign of its class; the last point is wrong.
    points = {"x": [-1.0] * 5 + [1.0] * 4 + [-1.0], "y": [0.0] * 10, "label": [0] * 5 + [1] * 5}
    value = result("test", {"dataset": None, "points": points, "w": [1.0, 0.0], "b": 0.0})
    # Held out are the fifth of each class: the points 4 and 9.
    assert value["x"].tolist() == [-1.0, -1.0]
    assert value["label"].tolist() == [0, 0]
    assert value["missed"].tolist() == [0, 1]
    assert value["accuracy"] == 0.5


@given(recipes)
def test_test_by_the_rule_takes_new_points_that_the_true_line_tells_apart(recipe):
    recipe |= {"name": "line", "noise": 0.0}
    value = result("test", {"dataset": recipe, "points": POINTS, "w": [-1.23, 1.0], "b": -3.23})
    assert len(value["x"]) == session.N_TEST_POINTS
    assert (value["accuracy"], value["missed"].any()) == (1, False)
    known = result("dataset", recipe)
    assert not np.isin(value["x"], known["x"]).any()


@given(seeds)
def test_test_counts_what_it_marks_as_missed(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(2, 40))
    points = {"x": x, "y": y, "label": rng.integers(0, 2, size=40)}
    value = result("test", {"dataset": None, "points": points, "w": rng.normal(size=2), "b": 0.1})
    held = datasets.hold_out([points["label"]])
    assert value["x"].tolist() == x[held].tolist()
    assert ((value["label"] != points["label"][held]) == value["missed"]).all()
    assert value["accuracy"] == pytest.approx(1 - value["missed"].mean())


@pytest.mark.parametrize(
    ("method", "changes", "words"),
    [
        ("train", {"points": {"x": [], "y": [], "label": []}}, "There are no points yet"),
        ("train", {"points": POINTS | {"label": [1] * 4}}, "draw some of class 0 too"),
        ("train", {"points": POINTS | {"label": [0] * 4}}, "draw some of class 1 too"),
        ("train", {"learning_rate": 0}, "The learning rate must be a positive number"),
        ("train", {"learning_rate": None}, "got nothing"),
        ("train", {"n_iterations": 1.5}, "Iterations must be a whole number"),
        ("train", {"n_iterations": 10**9}, "Iterations must be 1,000,000 at most"),
        ("test", {"dataset": None}, "draw at least five points"),
    ],
)
def test_what_a_person_got_wrong_is_said_in_a_sentence(method, changes, words):
    value = error(method, START | changes)
    assert value["kind"] == "input"
    assert words in value["message"]
    assert "\n" not in value["message"]


def test_describe_can_be_written_into_the_page():
    (message,) = answers("describe", {})
    value = json.loads(json.dumps(message[1]))
    first = value["datasets"][0]
    assert first["title"] == "Line y = 1.23x + 3.23"
    assert first["line"] == [1.23, 3.23]
    assert len(first["points"]["x"]) == value["defaults"]["n_points"] == 200
    assert set(datasets.DATASETS) == {item["name"] for item in value["datasets"]}
