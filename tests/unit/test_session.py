"""The worker's door: every call is answered, and closed once."""

import json

import numpy as np
import pytest
from glassneuron import datasets, machines, session
from glassneuron.features import FEATURES
from hypothesis import given
from hypothesis import strategies as st

POINTS = {"x": [-2.0, -1.0, 1.0, 2.0], "y": [0.5, -0.5, 0.5, -0.5], "label": [0, 0, 1, 1]}
RECIPE = {"name": "line", "n_points": 9, "noise": 0.5, "seed": 4}
NEURON = [{"W": [1.0, 0.0], "shape": [1, 2], "b": [0.0]}]
HELD_OUT = {"on": "held_out", "share": 20}
TRAIN = {
    "run": "a",
    "points": POINTS,
    "testing": {"on": "fresh", "share": 20},
    "dataset": None,
    "machines": [{}],
    "iteration": 0,
    "n_iterations": 3,
    "stop": {"cost": None, "change": None},
    "burst": None,
    "view": {"x": [-10, 10], "y": [-10, 10], "size": 4, "shown": [None]},
}
TEST = {"points": POINTS, "dataset": None, "testing": HELD_OUT, "machines": [{}]}
seeds = st.integers(0, 9999)
recipes = st.fixed_dictionaries(
    {
        "name": st.sampled_from([*datasets.DATASETS, *datasets.MORE_CLASSES]),
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
    st.dictionaries(st.sampled_from([*TRAIN, *RECIPE, "params"]), nonsense, max_size=4),
    st.booleans(),
)
def test_every_call_is_closed_by_one_result_or_error(method, args, complete):
    # With the rest complete, what is nonsense is all that is wrong.
    rest = TRAIN | RECIPE | {"params": [NEURON]} if complete else {}
    messages = answers(method, rest | args)
    assert [kind for kind, _ in messages[:-1]] == ["progress"] * (len(messages) - 1)
    kind, value = messages[-1]
    assert kind in ("result", "error")
    if kind == "error":
        assert value["kind"] in ("input", "internal")
        assert value["kind"] == "internal" or (value["message"] and "\n" not in value["message"])
        assert value["traceback"].rstrip().startswith("Traceback")


@given(recipes)
def test_dataset_makes_the_points_of_the_core(recipe):
    value = result("dataset", recipe)
    X, Y = datasets.make(**recipe)
    np.testing.assert_array_equal([value["x"], value["y"]], X)
    np.testing.assert_array_equal(value["label"], Y[0])


def test_dataset_takes_the_settings_of_its_own():
    value = result("dataset", RECIPE | {"name": "curve", "settings": {"formula": "x^2 - 50"}})
    X, Y = datasets.make("curve", 9, 4, 0.5, formula="x^2 - 50")
    np.testing.assert_array_equal(value["y"], X[1])
    np.testing.assert_array_equal(value["label"], Y[0])
    wrong = RECIPE | {"settings": {"formula": "x"}}
    assert "has no setting 'formula'" in error("dataset", wrong)["message"]


def test_test_marks_what_is_missed():
    # w = (1, 0), b = 0 is right wherever x has the sign of its class; the last point is wrong.
    points = {"x": [-1.0] * 5 + [1.0] * 4 + [-1.0], "y": [0.0] * 10, "label": [0] * 5 + [1] * 5}
    (value,) = result("test", TEST | {"points": points, "params": [NEURON]})["machines"]
    # Held out are the fifth of each class: the points 4 and 9.
    assert value["x"].tolist() == [-1.0, -1.0]
    assert value["label"].tolist() == [0, 0]
    assert value["missed"].tolist() == [0, 1]
    assert value["accuracy"] == 0.5


@given(recipes)
def test_test_by_the_rule_takes_new_points_that_the_true_line_tells_apart(recipe):
    recipe |= {"name": "line", "noise": 0.0}
    true = [{"W": [-1.23, 1.0], "shape": [1, 2], "b": [-3.23]}]
    args = TEST | {"dataset": recipe, "params": [true], "testing": {"on": "fresh", "share": 20}}
    (value,) = result("test", args)["machines"]
    assert len(value["x"]) == 2000
    assert (value["accuracy"], value["missed"].any()) == (1, False)
    known = result("dataset", recipe)
    assert not np.isin(value["x"], known["x"]).any()


@given(seeds, st.integers(10, 80), st.floats(0, 1), st.sampled_from([2, 3]))
def test_test_counts_what_each_machine_misses(seed, share, threshold, n_classes):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(2, 60))
    points = {"x": x, "y": y, "label": np.arange(60) % n_classes}
    chosen = [{"threshold": threshold}, {"hidden": [3], "initial_weights": "he", "seed": seed}]
    learners = [machines.checked(machine) for machine in chosen]
    params = [machines.start(machine, n_classes) for machine in learners]
    plain = [
        [{"W": W.ravel(), "shape": W.shape, "b": b.ravel()} for W, b in layers] for layers in params
    ]
    args = TEST | {"points": points, "machines": chosen, "params": plain}
    values = result("test", args | {"testing": {"on": "held_out", "share": share}})["machines"]
    held = datasets.hold_out([points["label"]], share)
    assert len(values) == 2
    for value, machine, layers in zip(values, learners, params, strict=True):
        assert value["x"].tolist() == x[held].tolist()
        A = machines.predict(machine, layers, [x[held], y[held]], n_classes)
        expected = A.argmax(axis=0) if n_classes == 3 else A[0] >= machine.threshold
        assert value["label"].tolist() == expected.tolist()
        assert ((value["label"] != points["label"][held]) == value["missed"]).all()
        assert value["accuracy"] == pytest.approx(1 - value["missed"].mean())


LONG = dict.fromkeys(("x", "y", "label"), np.zeros(100_001))


@pytest.mark.parametrize(
    ("method", "changes", "words"),
    [
        ("train", {"points": {"x": [], "y": [], "label": []}}, "There are no points yet"),
        ("train", {"points": POINTS | {"label": [1] * 4}}, "draw some of class 0 too"),
        ("train", {"points": POINTS | {"label": [0] * 4}}, "draw some of class 1 too"),
        ("train", {"points": POINTS | {"label": [2] * 4}}, "draw some of another class too"),
        ("train", {"points": POINTS | {"label": [3] * 4}}, "class numbers, from 0 to 2; got 3"),
        ("train", {"points": LONG}, "There may be 100,000 points at most; got 100,001"),
        ("train", {"machines": []}, "There is no machine to train"),
        ("train", {"machines": [{"learning_rate": 0}]}, "learning rate must be a positive number"),
        ("train", {"n_iterations": 1.5}, "Iterations must be a whole number"),
        ("train", {"n_iterations": 10**9}, "Iterations must be 1,000,000 at most"),
        ("train", {"burst": 0}, "The burst must be a whole number, 1 or more"),
        ("train", {"stop": {"cost": -1, "change": None}}, "The cost to stop at must be a number"),
        ("train", {"testing": {"on": "paper", "share": 20}}, "fresh or held_out points"),
        ("train", {"testing": HELD_OUT | {"share": 90}}, "share must be 80 percent at most"),
        ("test", {}, "draw more points, or raise the share"),
        ("test", {"points": LONG | {"x": [], "y": []}}, "There are no points yet"),
        ("dataset", {"name": "cloud"}, "There is no data set 'cloud'"),
        ("dataset", {"n_points": 100_001}, "Number of points must be 100,000 at most"),
        ("dataset", {"noise": -1}, "Noise must be a number, 0 or more"),
    ],
)
def test_what_a_person_got_wrong_is_said_in_a_sentence(method, changes, words):
    rest = {"train": TRAIN, "test": TEST | {"params": [NEURON]}, "dataset": RECIPE}[method]
    value = error(method, rest | changes)
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
    known = datasets.DATASETS | datasets.MORE_CLASSES
    assert {item["name"]: item["n_classes"] for item in value["datasets"]} == {
        name: kind.n_classes for name, kind in known.items()
    }
    assert next(item for item in value["datasets"] if item["name"] == "curve")["settings"] == {
        "formula": "3 sin(x/2)"
    }
    assert machines.checked(value["defaults"]["machine"]) == machines.Machine()
    takes = {item["name"]: item["settings"] for item in value["optimizers"]}
    assert {"decay", "square_decay"} <= set(takes["adam"])
    assert (takes["newton"], "decay" in takes["gradient_descent"]) == ([], False)


def test_pictures_of_the_features_show_them_over_the_plane():
    pictures = {item["name"]: item["picture"] for item in result("describe", {})["features"]}
    assert list(pictures) == list(FEATURES)
    # 24 columns of 21/24 = 0.875; the first one's middle is at -10.5 + 0.4375 = -10.0625.
    shown = {name: np.reshape(picture["data"], (24, 24)) for name, picture in pictures.items()}
    assert shown["x1"][:, 0].tolist() == [-10.06] * 24
    assert shown["x2"][0].tolist() == [10.06] * 24
    np.testing.assert_array_equal(shown["x1"], -shown["x2"].T)
    # 10.0625² / 10 = 10.125...
    assert shown["x1_squared"][3, [0, -1]].tolist() == [10.13, 10.13]
