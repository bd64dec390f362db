"""The exercises through the worker's door: what the page is told of them and of a check."""

import json

import pytest
from glassneuron import session
from glassneuron.exercises import EXERCISES
from hypothesis import given, settings
from hypothesis import strategies as st

HALF = "def sigmoid(z): return 1 / (1 + np.exp(z))"


def answer(method, **args):
    *_, (kind, value) = session.run(method, args)
    return kind, value


def check(source, name="sigmoid", seed=1):
    kind, value = answer("check_exercise", name=name, source=source, seed=seed)
    assert kind == "result"
    return value


def test_the_page_is_told_all_but_the_solutions():
    _, value = answer("exercises")
    told = value["exercises"]
    assert [exercise["name"] for exercise in told] == list(EXERCISES)
    assert [exercise["broken"] for exercise in told] == [False] * 7 + [True] * 3
    for exercise in told:
        assert exercise["task"] in exercise["stub"]
        assert exercise["stub"].startswith(f"def {exercise['function']}(")
    json.dumps(value)


def test_a_wrong_answer_is_told_with_the_call_and_both_results():
    value = check(HALF)
    assert not value["passed"]
    # σ(1) = 0.731; with the sign turned round 1 - 0.731 = 0.269.
    assert value["message"].startswith("For z = 1 you return 0.269 where 0.731 is wanted")
    assert value["call"] == "sigmoid(z)"
    assert value["arguments"] == {"z": [[0.0, 1.0, -2.0]]}
    assert value["got"]["sigmoid(z)"][0] == pytest.approx([0.5, 0.2689414, 0.8807971])
    assert value["wanted"]["sigmoid(z)"][0] == pytest.approx([0.5, 0.7310586, 0.1192029])


def test_a_right_answer_is_right():
    value = check("def sigmoid(z): return 1 / (1 + np.exp(-z))")
    assert value["passed"]
    assert value["message"].startswith("Right: ")


def test_what_is_printed_comes_with_the_verdict_and_nowhere_else(capsys):
    value = check(f"print('begun')\n{HALF.replace(': ', ': print(z.shape); ', 1)}")
    assert value["printed"] == "begun\n(1, 3)\n"
    assert capsys.readouterr().out == ""


def test_what_is_printed_has_an_end():
    value = check("for i in range(100_000): print(i)")
    assert value["printed"].startswith("0\n1\n2\n")
    assert len(value["printed"]) < 10_100


@pytest.mark.parametrize("source", ["raise SystemExit", "raise KeyboardInterrupt", "def sig", ""])
def test_code_that_does_not_come_to_a_function_is_a_verdict_too(source):
    value = check(source)
    assert not value["passed"]
    assert value["call"] is None
    assert value["message"].endswith(".")


@settings(max_examples=20)
@given(st.sampled_from(sorted(EXERCISES)), st.integers(0, 2**31))
def test_a_verdict_is_plain_and_the_same_for_the_same_seed(name, seed):
    stub = EXERCISES[name].stub
    value = check(stub, name, seed)
    assert not value["passed"]
    json.dumps(value, allow_nan=False)
    assert check(stub, name, seed) == value


def test_an_exercise_that_there_is_not_is_said():
    kind, value = answer("check_exercise", name="tangent", source="", seed=0)
    assert (kind, value["kind"]) == ("error", "input")
    assert "tangent" in value["message"]
