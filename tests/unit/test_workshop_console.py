"""The console: a learner's Python beside the run."""

import numpy as np
import pytest
from glassneuron import datasets, neuron, session, session_workshop
from glassneuron.console import MOST_SHOWN, Console
from glassneuron.user_code import UserCodeError
from hypothesis import given
from hypothesis import strategies as st
from learner_code import ORIGINAL, edited

X, Y = datasets.make("line", 50, seed=0)
W, B = np.array([[0.5], [-0.25]]), 0.125


def asked(source, at="1", **changes):
    return {
        "points": {"x": X[0], "y": X[1], "label": Y[0]},
        "testing": {"on": "fresh", "share": 20},
        "dataset": {"name": "line", "n_points": 50, "noise": 0.0, "seed": 0},
        "machines": [{}],
        "focus": 0,
        "params": [{"W": W.ravel(), "shape": [1, 2], "b": [B]}],
        "history": {"iteration": [0, 1], "cost": [0.7, 0.6]},
        "at": at,
        "code": ORIGINAL,
        "source": source,
        **changes,
    }


@pytest.fixture(autouse=True)
def _new_console(monkeypatch):
    monkeypatch.setattr(session_workshop, "_console", Console())
    monkeypatch.setattr(session_workshop, "_given", [])


def value_of(source, **changes):
    ((kind, value),) = session.run("execute", asked(source, **changes))
    assert kind == "result", value
    return value["value"]


@given(st.integers(-1000, 1000), st.text(st.characters(codec="utf-8"), max_size=30))
def test_the_last_expression_is_shown_as_python_writes_it(number, text):
    console = Console()
    assert console.execute(f"x = {number}\nx").value == repr(number)
    assert console.execute(repr(text)).value == repr(text)
    assert console.execute(f"y = {number}").value is None


def test_names_stay_and_an_underscore_is_the_last_value():
    console = Console()
    console.execute("def double(x):\n    return 2 * x")
    assert console.execute("double(21)").value == "42"
    assert console.execute("_ + 1").value == "43"
    assert console.execute("None").value is None


def test_the_run_is_at_hand():
    assert value_of("X.shape, Y.shape, w.shape, b, m") == "((2, 50), (1, 50), (2, 1), 0.125, 50)"
    A = neuron.forward_propagation(W, B, X)
    assert value_of("A.tolist()") == repr(A.tolist())
    assert value_of("[numbers.tolist() for numbers in history]") == "[[0, 1], [0.7, 0.6]]"
    assert value_of("np.mean(A - Y)") == repr(np.mean(A - Y))


def test_names_of_the_run_are_new_only_when_it_has_moved():
    value_of("w = 5")
    assert value_of("w") == "5"
    assert value_of("w.shape", at="2") == "(2, 1)"


def test_the_learners_functions_are_at_hand_and_those_of_before_where_they_have_an_error():
    assert value_of("sigmoid(0)") == repr(np.float64(0.5))
    source = edited(("def sigmoid(z):", "def sigmoid(z, times=1):\n    return 7 * times"))
    assert value_of("sigmoid(1)", code=source) == "7"
    ((_, value),) = session.run("execute", asked("sigmoid(2)", code="def sigmoid(z:"))
    assert value["value"] == "7"
    assert "is not Python yet" in value["note"]
    ((_, value),) = session.run("execute", asked("1", code="def sigmoid(z:"))
    assert value["note"] is None


def test_a_network_has_params_in_the_place_of_w_and_b():
    network = [{"hidden": [2], "initial_weights": "xavier"}]
    assert value_of("[W.shape for W, b in params]", machines=network, params=None) == (
        "[(2, 2), (1, 2)]"
    )


def test_it_works_before_there_are_points():
    nothing = {"x": [], "y": [], "label": []}
    assert value_of("1 + 1", points=nothing) == "2"


def test_an_error_is_told_and_the_names_stay():
    value_of("x = 3")
    ((kind, error),) = session.run("execute", asked("y = 4\nx + z"))
    assert kind == "error"
    assert (error["kind"], error["name"], error["line"]) == ("user-code", "NameError", 2)
    assert "a name that Python does not know" in error["message"]
    assert value_of("x + y") == "7"


@pytest.mark.parametrize("source", ["exit()", "import sys; sys.exit(3)", "raise KeyboardInterrupt"])
def test_nothing_that_is_typed_ends_the_lesson(source):
    console = Console()
    with pytest.raises(UserCodeError):
        console.execute(source)
    assert console.execute("1").value == "1"


def test_a_value_too_long_to_be_read_is_cut():
    shown = Console().execute("'a' * 30_000").value
    assert shown.startswith("'aaa")
    assert shown.endswith("... (30,002 characters)")
    assert len(shown) < MOST_SHOWN + 50


def test_what_is_printed_is_shown(capsys):
    Console().execute("for i in range(3):\n    print(i)")
    assert capsys.readouterr().out == "0\n1\n2\n"


def test_input_is_answered_with_a_sentence():
    with pytest.raises(UserCodeError, match="asks for input, and nobody can answer here"):
        Console().execute("x = input('How many? ')")


def test_help_says_where_numpy_s_own_is_left_out(capsys):
    console = Console()
    console.execute("help(sorted)")
    assert "left out here" not in capsys.readouterr().out
    # As NumPy's functions are in the page: without what they say of themselves.
    console.execute("def mean(a): return a\nmean.__module__ = 'numpy'\nhelp(mean)")
    printed = capsys.readouterr().out
    assert "mean(a)" in printed
    assert "its manual on the web has them" in printed
