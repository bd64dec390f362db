"""The glass at the session's door: what the page is told of an iteration."""

import inspect

import numpy as np
import pytest
from explained_machines import explained
from glassneuron import datasets, machines, measures, neuron, workshop
from hypothesis import given
from hypothesis import strategies as st


def test_words_stand_where_the_lines_have_them():
    _, value = explained(point=3)
    functions = {function["name"]: function for function in value["functions"]}
    for stage in value["stages"]:
        ids = {symbol["id"] for symbol in stage["symbols"]}
        for word in stage["words"]:
            lines = {line["number"]: line for line in functions[word["function"]]["lines"]}
            text = lines[word["line"]]["text"][word["start"] : word["end"]]
            assert text.isidentifier()
            assert word["symbols"]
            assert ids.issuperset(word["symbols"])
            assert lines[word["line"]]["fold"] == ""


def test_lines_shown_are_those_of_the_package():
    _, value = explained()
    files = {"neuron.py": neuron, "measures.py": measures}
    assert {function["file"] for function in value["functions"]} == set(files)
    for function in value["functions"]:
        source = inspect.getsource(files[function["file"]]).splitlines()
        for line in function["lines"]:
            assert source[line["number"] - 1] == line["text"]


def test_checks_and_docstrings_are_folded():
    _, value = explained()
    folded = [
        line["text"].strip()
        for function in value["functions"]
        for line in function["lines"]
        if line["fold"] == "checks"
    ]
    assert "w = validation.weights(w)" in folded
    left = [
        line["text"]
        for function in value["functions"]
        for line in function["lines"]
        if not line["fold"]
    ]
    assert not [text for text in left if "validation." in text and "if m is None" not in text]


def test_all_samples_show_a_few_numbers_and_their_mean():
    _, value = explained()
    symbols = {s["id"]: s for s in value["stages"][0]["symbols"]}
    assert (symbols["X"]["shape"], symbols["X"]["size"]) == ([2, 32], 64)
    assert len(symbols["X"]["numbers"]) == 9
    assert symbols["Z"]["mean"] == 0.0
    assert (symbols["b"]["shape"], symbols["b"]["numbers"]) == ([], [0.0])


def test_fast_engine_is_named_with_the_one_that_explains_it():
    _, value = explained(machine={"engine": "fast"})
    assert (value["engine"], value["readable"]) == ("fused.py", "neuron.py")


def test_a_held_out_point_is_told_apart():
    # Every fifth point of a class is kept for the test: the fifth of class 0 or 1.
    _, Y = datasets.make("blobs", 40, seed=3)
    held = int(np.flatnonzero(datasets.hold_out(Y, 20))[0])
    kind, value = explained(point=held)
    assert kind == "result"
    assert (value["held_out"], value["test"]) == (True, True)
    # Nothing is learnt from it: its walk ends with the accuracy of the test.
    names = [stage["name"] for stage in value["stages"]]
    assert names == ["sum", "activation", "loss", "cost", "accuracy"]
    X, Y = datasets.make("blobs", 40, seed=3)
    symbols = {s["id"]: s["numbers"] for stage in value["stages"] for s in stage["symbols"]}
    assert (symbols["x1"], symbols["x2"]) == ([X[0, held]], [X[1, held]])
    assert (symbols["y"], symbols["a"], symbols["m"]) == ([Y[0, held]], [0.5], [8])
    # From zeros all answers are 1/2, which counts as class 1: half of the test is right.
    assert (symbols["yh"], symbols["acc"]) == ([1], [0.5])
    assert not explained(point=held + 1)[1]["held_out"] or datasets.hold_out(Y, 20)[held + 1]


def test_a_point_that_is_not_there_ends_in_a_sentence():
    kind, value = explained(point=40)
    assert (kind, value["kind"]) == ("error", "input")
    assert value["message"] == "There are 40 points; got the number 41."


def test_a_path_keeps_inside_the_layers():
    machine = {"hidden": [2, 3], "initial_weights": "xavier"}
    assert explained(machine=machine, path=[7, 1])[1]["path"] == [1, 1, 0]


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_going_forth_and_back_gives_the_same_numbers(iterations):
    machine = {"hidden": [2], "initial_weights": "he", "optimizer": "adam", "batch_size": 7}
    seen = {}
    for iteration in iterations:
        _, value = explained(machine=machine, iteration=iteration)
        assert seen.setdefault(iteration, value["cost"]) == value["cost"]
        assert seen.setdefault(iteration + 1, value["next_cost"]) == value["next_cost"]


@pytest.mark.parametrize(
    "machine",
    [
        {},
        {"engine": "fast"},
        {"optimizer": "newton"},
        {"hidden": [2], "initial_weights": "he", "optimizer": "adam", "batch_size": 7},
        {"code": workshop.original()},
    ],
)
def test_an_earlier_iteration_is_explained_without_its_weights(machine):
    X, Y = datasets.make("blobs", 40, seed=3)
    train = ~datasets.hold_out(Y, 20)
    checked = machines.checked(machine)
    moments = machines.train(checked, X[:, train], Y[:, train])
    next(moments)
    moment = moments.send(3)
    params = [{"W": W.ravel(), "shape": W.shape, "b": b.ravel()} for W, b in moment.params]
    _, given = explained(machine=machine, iteration=3, params=params)
    kind, alone = explained(machine=machine, iteration=3, params=None)
    assert kind == "result", alone
    assert alone["stages"] == given["stages"]
    assert alone["iteration"] == 3
    assert alone["cost"] == pytest.approx(moment.costs[-1], rel=1e-9)


# --------------------------------------------------------------------------- the learner's code


def test_a_learner_s_own_code_explains_itself():
    code = workshop.original().replace("dZ = A - Y", "dZ = 2 * (A - Y)")
    kind, value = explained(point=3, machine={"code": code})
    assert kind == "result", value
    assert (value["engine"], value["readable"]) == ("your code", "your code")
    # Only the accuracy is not the learner's.
    files = {function["file"] for function in value["functions"]}
    assert files == {"your code", "measures.py"}
    stages = {stage["name"]: stage for stage in value["stages"]}
    (dz,) = (s for s in stages["slope"]["symbols"] if s["id"] == "dz")
    source = code.splitlines()
    assert source[dz["lines"][0] - 1].strip() == "dZ = 2 * (A - Y)"
    # All answers are 1/2: twice as much as 1/2 - y.
    assert abs(dz["numbers"][0]) == 1.0


def test_unedited_code_has_the_core_s_numbers():
    _, own = explained(point=3, machine={"code": workshop.original()})
    _, core = explained(point=3)
    for stage, other in zip(own["stages"], core["stages"], strict=True):
        numbers = {symbol["id"]: symbol["numbers"] for symbol in stage["symbols"]}
        assert numbers == {symbol["id"]: symbol["numbers"] for symbol in other["symbols"]}
    assert (own["cost"], own["next_cost"]) == (core["cost"], core["next_cost"])


SHORT = """
import numpy as np

def forward_propagation(w, b, x):
    return 1 / (1 + np.exp(-(np.dot(w.T, x) + b)))

def cost(A, Y):
    return float(np.mean(-(Y * np.log(A) + (1 - Y) * np.log(1 - A))))

def backpropagation(w, b, X, A, Y, learning_rate):
    delta = (A - Y) / X.shape[1]
    w = w - learning_rate * np.dot(X, delta.T)
    return w, b - learning_rate * delta.sum()

def step(w, b, X, Y, learning_rate):
    A = forward_propagation(w, b, X)
    w, b = backpropagation(w, b, X, A, Y, learning_rate)
    return w, b, cost(A, Y)
"""


@pytest.mark.parametrize("point", [None, 3])
def test_code_with_other_names_shows_what_can_be_found(point):
    kind, value = explained(point=point, machine={"code": SHORT})
    assert kind == "result", value
    stages = {stage["name"]: stage for stage in value["stages"]}
    found = {symbol["id"] for symbol in stages["activation"]["symbols"]}
    assert ("A" if point is None else "a") in found
    assert "new_w" in {symbol["id"] for symbol in stages["update"]["symbols"]}
    assert stages["slope"]["symbols"] == []


def test_code_that_fails_ends_in_its_sentence():
    code = workshop.original().replace("dZ = A - Y", "dZ = A - Yy")
    kind, value = explained(machine={"code": code})
    assert (kind, value["kind"]) == ("error", "user-code")
    assert "Yy" in value["message"]
