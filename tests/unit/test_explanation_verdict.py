"""The accuracy in the glass: its line makes it, its formula says it, and the test has a walk."""

import numpy as np
import pytest
from explained_machines import DEEP, MACHINES, equal, evaluated, explained
from formula_meanings import MEANINGS
from glassneuron import datasets, explanation_verdict, machines, session, workshop
from hypothesis import given
from hypothesis import strategies as st


def stage(A, Y, threshold=0.5, column=None):
    return explanation_verdict.stage(np.array(A), np.array(Y), threshold, column)


def checked(found):
    """Hold number, line and formula of each symbol against one another; return the numbers."""
    values = {symbol.id: symbol.value for symbol in reversed(found.symbols)}
    for symbol in found.symbols:
        equal(symbol.part(evaluated(symbol)), symbol.value)
    for formula in found.formulas:
        for made, rule in MEANINGS[formula][1].items():
            np.testing.assert_allclose(values[made], np.asarray(rule(values)), rtol=1e-12)
    return values


def test_accuracy_worked_by_hand():
    # 0.5 counts as class 1: answered 1, 0, 1, 0, of which the first and the last are right.
    values = checked(stage([[0.9, 0.2, 0.5, 0.1]], [[1.0, 1.0, 0.0, 0.0]]))
    assert values["Yh"].tolist() == [[1, 0, 1, 0]]
    assert (values["m"], values["acc"]) == (4, 0.5)


def test_a_sample_s_class_comes_from_its_answer_and_the_threshold():
    values = checked(stage([[0.9, 0.6]], [[1.0, 1.0]], threshold=0.7, column=1))
    assert (values["a"], values["tau"], values["yh"], values["acc"]) == (0.6, 0.7, 0, 0.5)


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0])), min_size=1, max_size=20))
def test_every_accuracy_is_what_line_and_formula_say(samples):
    answers, labels = zip(*samples, strict=True)
    right = sum((a >= 0.5) == bool(y) for a, y in samples)
    assert checked(stage([answers], [labels]))["acc"] == pytest.approx(right / len(samples))


def test_counts_worked_by_hand():
    # Answered 1, 0, 1, 1 to 1, 1, 0, 1: of class 1 one is missed, and one 0 is taken for a 1.
    values = checked(stage([[0.9, 0.2, 0.5, 0.6]], [[1.0, 1.0, 0.0, 1.0]]))
    assert values["C"].tolist() == [[0, 1], [1, 2]]
    assert (values["TP"], values["answered"], values["present"]) == (2, 3, 3)
    assert values["precision"] == values["recall"] == pytest.approx(2 / 3)


def test_a_precision_without_answers_is_left_out():
    found = stage([[0.1, 0.2]], [[1.0, 0.0]])
    assert "precision" not in checked(found)
    assert "precision" not in found.formulas
    assert checked(found)["recall"] == 0


@pytest.mark.parametrize("column", [None, 1])
def test_of_three_answers_the_largest_counts(column):
    A = [[0.2, 0.1, 0.4], [0.7, 0.3, 0.3], [0.1, 0.6, 0.3]]
    values = checked(stage(A, [[1.0, 2.0, 2.0]], column=column))
    assert values["Yh"].tolist() == [[1, 2, 0]]
    assert values["acc"] == pytest.approx(2 / 3)
    assert column is None or values["yh"] == 2
    assert values["C"].tolist() == [[0, 0, 0], [0, 1, 0], [1, 0, 1]]


@pytest.mark.parametrize("name", list(MACHINES))
def test_the_test_has_a_walk_for_every_machine(name):
    machine, dataset = MACHINES[name]
    *_, (kind, value) = session.run("explain", arguments(machine, dataset))
    assert kind == "result", value
    names = [one["name"] for one in value["stages"]]
    assert names[-3:] == ["loss", "cost", "accuracy"]
    assert value["test"] is True
    assert value["held_out"] is False


def test_the_learner_s_code_is_looked_at_with_the_test_too():
    machine = {"code": workshop.original()}
    kind, value = explained(machine=machine, test=True)
    assert (kind, value["test"]) == ("result", True)
    own = {s["id"]: s["numbers"] for one in value["stages"] for s in one["symbols"]}
    _, value = explained(test=True)
    assert own == {s["id"]: s["numbers"] for one in value["stages"] for s in one["symbols"]}


def arguments(machine, dataset):
    X, Y = datasets.make(dataset, 40, seed=3)
    params = machines.start(machines.checked(machine), 3 if Y.max() == 2 else 2)
    return {
        "points": {"x": X[0], "y": X[1], "label": Y[0]},
        "testing": {"on": "held_out", "share": 20},
        "dataset": None,
        "machine": machine,
        "params": [{"W": W.ravel(), "shape": W.shape, "b": b.ravel()} for W, b in params],
        "iteration": 0,
        "point": None,
        "path": None,
        "test": True,
    }


def test_a_point_held_out_goes_through_the_layers():
    _, Y = datasets.make("blobs", 40, seed=3)
    held = int(np.flatnonzero(datasets.hold_out(Y, 20))[0])
    _, value = explained(point=held, machine=DEEP)
    symbols = {s["id"]: s["numbers"] for one in value["stages"] for s in one["symbols"]}
    assert symbols["y"] == [Y[0, held]]
    assert symbols["yh"] == [float(symbols["a"][0] >= 0.5)]
