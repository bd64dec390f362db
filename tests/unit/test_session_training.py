"""The studio's main loop: the core's numbers, and the same bits however a run is watched."""

import glassneuron
import numpy as np
import pytest
from glassneuron import datasets, machines, session
from hypothesis import given, settings
from hypothesis import strategies as st
from session_runs import (
    HELD_OUT,
    NEVER,
    VIEW,
    asked,
    bits,
    forget,
    points,
    result,
    snapshots,
)

NETWORK = {"hidden": [3], "initial_weights": "xavier", "learning_rate": 0.3}
FAST = {"engine": "fast"}


def costs(seen, machine=0):
    """Join the histories of a machine: each begins with the cost that the last one ended with."""
    all_costs = {}
    for value in seen:
        history = value["machines"][machine]["history"]
        first = value["iteration"] + 1 - len(history)
        for i, cost in enumerate(history, start=first):
            assert all_costs.setdefault(i, cost) == cost
    return all_costs


@given(st.sampled_from(["readable", "fast"]), st.none() | st.integers(1, 50))
def test_training_gives_the_weights_and_costs_of_the_core(engine, burst):
    forget()
    of = points()
    seen = snapshots(asked({"learning_rate": 0.5, "engine": engine}, burst=burst, of=of))
    history = ([], [])
    X = np.vstack([of["x"], of["y"]])
    w, b = glassneuron.model(X, [of["label"]], 0.5, 40, costIter=history)
    (machine,) = seen[-1]["machines"]
    (layer,) = machine["params"]
    told = costs(seen)
    if engine == "readable":
        assert (layer["W"].tolist(), layer["b"].item()) == (w.ravel().tolist(), b)
        assert [told[i] for i in range(40)] == history[1]
    np.testing.assert_allclose(layer["W"], w.ravel(), rtol=1e-12)
    np.testing.assert_allclose([told[i] for i in range(40)], history[1], rtol=1e-12)
    assert list(told) == list(range(41))
    assert machine["cost"] == told[40]
    assert machine["engine"] == {"readable": "neuron.py", "fast": "fused.py"}[engine]
    assert seen[-1]["iteration"] == 40


chosen_machines = st.fixed_dictionaries(
    {
        "hidden": st.lists(st.integers(1, 3), max_size=2),
        "initial_weights": st.sampled_from(["zeros", "xavier"]),
        "optimizer": st.sampled_from(["gradient_descent", "momentum", "rmsprop", "adam"]),
        "loss": st.sampled_from(["cross_entropy", "squared_error"]),
        "batch_size": st.none() | st.integers(1, 20),
        "learning_rate": st.floats(0.001, 0.2),
        "features": st.sampled_from([["x1", "x2"], ["x1", "x2", "x1_squared"]]),
        "engine": st.sampled_from(["readable", "fast"]),
        "seed": st.integers(0, 99),
    }
)


@settings(max_examples=40)
@given(
    chosen=st.lists(chosen_machines, min_size=1, max_size=2),
    pauses=st.lists(st.integers(0, 30), max_size=3).map(sorted),
    burst=st.none() | st.integers(1, 9),
    size=st.integers(1, 30),
    restarts=st.sets(st.integers(0, 3)),
    name=st.sampled_from(["line", "three_blobs"]),
)
def test_same_bits_however_a_run_is_paused_watched_or_restarted(
    chosen, pauses, burst, size, restarts, name
):
    of = points(name, 25)
    forget()
    whole = result(asked(*chosen, n_iterations=30, of=of))
    forget()
    iteration = 0
    for i, goal in enumerate([*pauses, 30]):
        if i in restarts:
            forget()
        view = VIEW | {"size": size + i, "shown": [[0, 0]] * len(chosen)}
        seen = asked(*chosen, n_iterations=goal, of=of, iteration=iteration)
        snapshot = result(seen | {"burst": burst, "view": view})
        iteration = snapshot["iteration"]
        assert iteration == goal
    assert bits(snapshot) == bits(whole)
    assert [m["cost"] for m in snapshot["machines"]] == [m["cost"] for m in whole["machines"]]


def test_side_by_side_each_machine_learns_as_it_does_alone():
    chosen = [{}, NETWORK, NETWORK | FAST, {"optimizer": "newton"}]
    alone = [bits(result(asked(machine, run=str(i)))) for i, machine in enumerate(chosen)]
    for first, second in ((0, 1), (1, 2), (2, 3)):
        both = snapshots(asked(chosen[first], chosen[second], burst=7))
        assert bits(both[-1]) == alone[first] + alone[second]
        assert [value["iteration"] for value in both][-1] == 40
        assert costs(both, 0).keys() == costs(both, 1).keys()


def test_zeros_keep_a_layers_neurons_alike_and_random_weights_do_not():
    zeros, random = result(asked(NETWORK | {"initial_weights": "zeros"}, NETWORK))["machines"]
    assert zeros["spread"] == [0.0]
    assert random["spread"][0] > 0.1


def test_a_burst_is_the_most_between_two_messages():
    seen = snapshots(asked(n_iterations=10, burst=3))
    steps = np.diff([0, *(value["iteration"] for value in seen)])
    assert max(steps) <= 3
    assert sum(steps) == 10


def test_a_look_changes_nothing_and_shows_the_start():
    forget()
    look = result(asked(NETWORK, n_iterations=0))
    (machine,) = look["machines"]
    start = machines.start(machines.checked(NETWORK))
    assert [layer["W"].tobytes() for layer in machine["params"]] == [W.tobytes() for W, _ in start]
    assert machine["history"].tolist() == [machine["cost"]]
    assert (look["iteration"], look["stopped"]) == (0, None)
    again = result(asked(NETWORK, iteration=20, n_iterations=20))
    assert bits(again) == bits(result(asked(NETWORK, n_iterations=20)))


def test_going_on_replays_nothing_and_a_lost_run_is_replayed():
    args = asked(run="kept", n_iterations=50)
    result(args)
    onwards = args | {"iteration": 50, "n_iterations": 60}
    assert not any("replay" in value for _, value in session.run("train", onwards))
    forget()
    first, *_ = session.run("train", onwards | {"iteration": 60, "n_iterations": 61})
    assert first == ("progress", {"replay": 60, "of": 60})


@pytest.mark.parametrize(
    "change",
    [
        {"run": "b"},
        {"machines": [{"seed": 1}]},
        {"machines": [{"learning_rate": 0.2}]},
        {"machines": [{"start": [{"W": [1, 2], "shape": [1, 2], "b": [3]}]}]},
        {"points": points("blobs")},
        {"testing": HELD_OUT},
    ],
)
def test_a_run_of_anything_else_begins_anew(change):
    args = asked(n_iterations=10)
    result(args)
    other = args | change | {"iteration": 10, "n_iterations": 12}
    there = result(other)
    forget()
    assert bits(there) == bits(result(other))


def test_another_threshold_goes_on_with_the_same_run():
    result(asked(n_iterations=10))
    onwards = asked({"threshold": 0.9}, n_iterations=11, iteration=10)
    assert not any("replay" in value for _, value in session.run("train", onwards))


@pytest.mark.parametrize("chosen", [{}, FAST, NETWORK, NETWORK | FAST, FAST | {"batch_size": 7}])
@pytest.mark.parametrize("rule", ["cost", "change"])
def test_a_rule_stops_at_the_first_iteration_that_fulfils_it(chosen, rule):
    forget()
    of = points("blobs")
    history = costs(snapshots(asked(chosen, n_iterations=200, of=of)))
    values = {
        i: history[i] if rule == "cost" else abs(history[i] - history[i - 1]) for i in range(1, 201)
    }
    limit = values[30]
    expected = next(i for i, value in values.items() if value <= limit)
    for burst in (None, 1, 5):
        forget()
        args = asked(chosen, n_iterations=200, of=of, burst=burst, stop=NEVER | {rule: limit})
        end = result(args)
        assert (end["iteration"], end["stopped"]) == (expected, rule)
    assert 1 < expected <= 30


def test_two_machines_stop_when_both_fulfil_the_rule():
    stop = NEVER | {"cost": 0.3}
    alone = [
        result(asked({"learning_rate": rate}, n_iterations=500, stop=stop))["iteration"]
        for rate in (0.01, 0.1)
    ]
    both = result(
        asked({"learning_rate": 0.01}, {"learning_rate": 0.1}, n_iterations=500, stop=stop)
    )
    assert both["iteration"] == max(alone) > min(alone)


@pytest.mark.parametrize("chosen", [{}, FAST, NETWORK, NETWORK | FAST])
def test_a_cost_that_rises_well_above_its_start_brings_advice(chosen):
    calm = result(asked(chosen | {"learning_rate": 0.05}))
    assert calm["machines"][0]["advice"] is None
    wild = result(asked(chosen | {"learning_rate": 100.0}))
    advice = wild["machines"][0]["advice"]
    assert advice.startswith("The cost rose from 0.")
    assert "with the learning rate 100" in advice
    assert advice.endswith("Try a smaller one, such as 0.1.")
    # It was so on the way: a replay says the same.
    forget()
    again = result(asked(chosen | {"learning_rate": 100.0}, iteration=40))
    assert again["machines"][0]["advice"] == advice


@pytest.mark.parametrize("engine", ["readable", "fast"])
@pytest.mark.parametrize("chosen", [{}, NETWORK | {"activation": "relu", "hidden": [4, 4]}])
def test_weights_that_leave_the_range_of_floats_end_in_a_sentence(engine, chosen):
    args = asked(chosen | {"engine": engine, "learning_rate": 1e308}, n_iterations=99)
    *shown, (kind, value) = session.run("train", args)
    assert (kind, value["kind"]) == ("error", "input")
    assert "smaller learning rate" in value["message"]
    assert "\n" not in value["message"]
    for _, snapshot in shown:
        assert np.isfinite(snapshot["machines"][0]["history"]).all()
    # The run that came to its end is not gone on with.
    calm = result(asked(chosen | {"engine": engine}))
    assert calm["iteration"] == 40


@given(st.integers(0, 9999), st.sampled_from([{}, FAST, NETWORK]), st.integers(10, 50))
def test_held_out_points_are_not_trained_on(seed, chosen, share):
    forget()
    x, y, label = np.random.default_rng(seed).normal(size=(3, 24))
    label = np.where(np.arange(24) < 4, [0, 1] * 12, label > 0)
    held = datasets.hold_out([label], share)
    # Far away they would turn the weights around.
    of = {"x": np.where(held, -50, x), "y": y, "label": label}
    without = {key: column[~held] for key, column in of.items()}
    testing = HELD_OUT | {"share": share}
    assert bits(result(asked(chosen, of=of, testing=testing))) == bits(
        result(asked(chosen, of=without, run="b"))
    )


def test_100_000_points_train():
    forget()
    seen = snapshots(asked(FAST, n_iterations=3, of=points("line", 100_000), testing=HELD_OUT))
    (machine,) = seen[-1]["machines"]
    # All answers are 0.5 at the start, and every loss is ln 2.
    assert machine["cost"] < costs(seen)[0] == pytest.approx(np.log(2))
    assert machine["answers"]["p"].size == 100_000
