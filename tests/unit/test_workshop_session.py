"""A training with the learner's own code, through the worker's door."""

import numpy as np
import pytest
from glassneuron import neuron, session, session_points
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_code import ORIGINAL, edited
from session_runs import NEVER, asked, bits, forget, result, snapshots

CODE = {"code": ORIGINAL}


@pytest.fixture(autouse=True)
def _whole_planes(monkeypatch):
    """However busy the computer is, a look takes no larger cells."""
    monkeypatch.setattr("glassneuron.workshop_looks.LOOK_SECONDS", np.inf)


def test_the_original_gives_the_same_snapshots_as_ours():
    forget()
    ours = result(asked({}))["machines"][0]
    forget()
    (theirs,) = result(asked(CODE))["machines"]
    assert theirs["engine"] == "your code"
    for name in ("cost", "accuracy", "test_accuracy", "confusion", "boundary"):
        assert theirs[name] == ours[name]
    assert theirs["test_cost"] == pytest.approx(ours["test_cost"], rel=1e-12)
    assert theirs["history"][-1:].tobytes() == ours["history"][-1:].tobytes()
    for one, other in zip(theirs["params"], ours["params"], strict=True):
        assert one["W"].tobytes() == other["W"].tobytes()
    for name in ("p", "z", "loss"):
        assert theirs["answers"][name] == pytest.approx(ours["answers"][name], rel=1e-6)
    assert theirs["surface"]["shape"] == ours["surface"]["shape"]


@settings(max_examples=10)
@given(st.integers(0, 39), st.sampled_from([None, 1, 3, 7]))
def test_paused_resumed_and_replayed_it_has_the_same_bits(pause, burst):
    source = edited(("    dZ = A - Y\n", "    dZ = A - Y + 0.1 * np.random.random(A.shape)\n"))
    forget()
    whole = result(asked({"code": source}))
    forget()
    result(asked({"code": source}, n_iterations=pause, burst=burst))
    assert bits(result(asked({"code": source}, iteration=pause))) == bits(whole)
    forget()  # A new worker makes again what there was.
    assert bits(result(asked({"code": source}, iteration=pause, burst=burst))) == bits(whole)


def test_two_machines_may_differ_in_nothing_but_the_code():
    forget()
    twice = edited(("dZ = A - Y", "dZ = 2 * (A - Y)"))
    edited_, ours = result(asked({"code": twice, "learning_rate": 0.05}, {}))["machines"]
    assert edited_["params"][0]["W"] == pytest.approx(ours["params"][0]["W"], rel=1e-9)
    assert (edited_["engine"], ours["engine"]) == ("your code", "neuron.py")


def test_the_stop_rules_hold_for_it_too():
    forget()
    stopped = result(asked(CODE, stop={**NEVER, "cost": 0.5}))
    assert stopped["stopped"] == "cost"
    assert stopped["machines"][0]["cost"] <= 0.5
    assert stopped["machines"][0]["history"][-2] > 0.5


def test_the_plane_and_the_test_are_answered_by_the_learners_own_functions():
    # With its answers turned round each one is 1 minus ours, at the start and after.
    forget()
    turned = edited(("    return sigmoid(z)", "    return 1 - sigmoid(z)"))
    args = asked({"start": [(np.array([[1.0, -2.0]]), np.array([[0.5]]))]}, n_iterations=0)
    ours = result(args)["machines"][0]
    forget()
    theirs = result(args | {"machines": [args["machines"][0] | {"code": turned}]})["machines"][0]
    assert theirs["surface"]["data"] == pytest.approx(1 - ours["surface"]["data"], abs=1e-6)
    assert theirs["answers"]["p"] == pytest.approx(1 - ours["answers"]["p"], abs=1e-6)
    assert theirs["accuracy"] == pytest.approx(1 - ours["accuracy"])
    # Where p = 0.5 is not told by the weights any more.
    assert ours["boundary"] is not None
    assert theirs["boundary"] is None
    ask = {key: args[key] for key in ("points", "testing", "dataset")}
    for code, accuracy in ((None, ours["test_accuracy"]), (turned, theirs["test_accuracy"])):
        ((_, value),) = session.run(
            "test", ask | {"machines": [{"code": code}], "params": [theirs["params"]]}
        )
        assert value["machines"][0]["accuracy"] == accuracy


def test_code_with_loops_colours_the_plane_in_larger_cells(monkeypatch):
    monkeypatch.setattr("glassneuron.workshop_looks.LOOK_SECONDS", 0.0)  # Whatever takes time.
    forget()
    args = asked(CODE, n_iterations=5)
    args["view"] = args["view"] | {"size": 64}
    surface = result(args)["machines"][0]["surface"]
    assert surface["shape"] == [64, 64]
    picture = surface["data"].reshape(64, 64)
    for row, column in ((0, 0), (16, 48), (48, 32)):  # 64 / 16 = 4 cells each way
        cell = picture[row : row + 16, column : column + 16]
        assert np.all(cell == cell[0, 0])
    assert len(np.unique(picture)) > 1


def test_a_loss_that_is_no_number_stands_back_for_ours_on_the_page():
    forget()
    source = edited(("    return losses", "    return losses * np.nan")).replace(
        "losses = loss(A, Y)", "losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))"
    )
    machine = result(asked({"code": source}, n_iterations=3))["machines"][0]
    X, Y = session_points.samples(asked()["points"])
    W, b = machine["params"][0]["W"], machine["params"][0]["b"]
    A = neuron.forward_propagation(W.reshape(2, 1), b.item(), X)
    assert machine["answers"]["loss"] == pytest.approx(neuron.loss(A, Y)[0], rel=1e-5)


def test_an_error_on_the_way_is_told_and_a_new_start_begins_anew():
    forget()
    source = edited(
        ("def step(", "n = 0\n\n\ndef step("),
        ("    J = cost(A, Y)\n", "    global n\n    n += 1\n    J = cost(A, Y) / (n != 30)\n"),
    )
    for _ in range(2):
        messages = list(session.run("train", asked({"code": source}, burst=5)))
        kind, error = messages[-1]
        assert kind == "error"
        assert error["kind"] == "user-code"
        assert error["name"] == "ZeroDivisionError"
        assert [part["key"] for part in error["parts"]] == ["error.ZeroDivisionError"]
        assert error["line"] == source.splitlines().index("    J = cost(A, Y) / (n != 30)") + 1
        # Iterations before it were seen; it is the step after the 29th.
        assert 0 < messages[-2][1]["iteration"] < 29


@pytest.mark.parametrize(
    "setting",
    [
        {"hidden": [2]},
        {"loss": "squared_error"},
        {"optimizer": "adam"},
        {"batch_size": 5},
        {"l2": 0.1},
    ],
)
def test_other_machines_are_not_for_it(setting):
    ((kind, error),) = session.run("train", asked(CODE | setting))
    assert (kind, error["kind"]) == ("error", "input")
    assert error["message"].startswith("Your own code is for ")
    assert error["message"].endswith(", or take the original code again.")


def test_three_classes_are_not_for_it():
    points = {"x": [0.0, 1.0, 2.0], "y": [0.0, 1.0, 0.0], "label": [0, 1, 2]}
    held_out = {"on": "held_out", "share": 20}
    ((_, error),) = session.run("train", asked(CODE, of=points, testing=held_out, dataset=None))
    assert error["message"].startswith("Your own code tells two classes apart")


def test_each_of_its_iterations_is_in_the_history():
    forget()
    seen = snapshots(asked(CODE, n_iterations=12, burst=5))
    costs = [float(cost) for snapshot in seen for cost in snapshot["machines"][0]["history"][1:]]
    X, Y = session_points.samples(asked()["points"])
    assert costs == [state.cost for state in neuron.train(X, Y, n_iterations=12)][1:]
