"""Machines: settings checked in one sentence each, and the training that they ask for."""

import numpy as np
import pytest
from glassneuron import datasets, machines, measures, network, neuron, newton, training
from glassneuron.activations import ACTIVATIONS
from glassneuron.features import FEATURES, features
from glassneuron.initializers import INITIALIZERS
from glassneuron.machine_settings import ENGINES, LOSSES, OPTIMIZERS
from glassneuron.outputs import one_hot
from hypothesis import given
from hypothesis import strategies as st

X, Y = datasets.make("blobs", 30, seed=1)
THREE = datasets.make("three_blobs", 30, seed=1)


def settings(max_neurons=4):
    """Draw the settings of a machine that may be anything but Newton's."""
    return st.fixed_dictionaries(
        {},
        optional={
            "features": st.lists(st.sampled_from(list(FEATURES)), min_size=1, unique=True),
            "hidden": st.lists(st.integers(1, max_neurons), max_size=2),
            "activation": st.sampled_from(list(ACTIVATIONS)),
            "initial_weights": st.sampled_from(list(INITIALIZERS)),
            "loss": st.sampled_from(list(LOSSES)),
            "optimizer": st.sampled_from(OPTIMIZERS[:-1]),
            "learning_rate": st.floats(1e-4, 0.1),
            "decay": st.floats(0, 0.99),
            "square_decay": st.floats(0, 0.99),
            "batch_size": st.none() | st.integers(1, 40),
            "l1": st.sampled_from([0, 0.01]),
            "l2": st.sampled_from([0, 0.1]),
            "threshold": st.floats(0, 1),
            "seed": st.integers(0, 10**6),
            "engine": st.sampled_from(ENGINES),
        },
    )


def trained(machine, n_updates, points=(X, Y), n_classes=2):
    moments = machines.train(machine, *points, n_classes)
    next(moments)
    return moments.send(n_updates)


def bits(params):
    return [array.tobytes() for layer in params for array in layer]


def test_machine_is_the_articles_neuron_unless_told_otherwise():
    machine = machines.checked({})
    moment = trained(machine, 2000)
    # Row by row in memory, as the inputs are made: else sums come in another order.
    *states, last = neuron.train(np.ascontiguousarray(X), Y)
    ((W, b),) = moment.params
    assert (W.T.tolist(), b.item()) == (last.w.tolist(), last.b)
    assert moment.iteration == 2000
    assert moment.costs.tolist() == [state.cost for state in (*states, last)]
    assert machines.engine(machine) == "neuron.py"


@given(settings(), st.sampled_from([2, 3]))
def test_a_network_is_trained_by_the_plain_training(chosen, n_classes):
    machine = machines.checked(chosen | {"engine": "readable", "l2": 0.01})
    points = THREE if n_classes == 3 else (X, Y)
    inputs, targets = features(points[0], machine.features)[0], points[1]
    last = "softmax" if n_classes == 3 else "sigmoid"
    *_, state = training.train(
        inputs,
        one_hot(targets, 3) if n_classes == 3 else targets,
        machines.start(machine, n_classes),
        machine.activation,
        last if machine.loss == "cross_entropy" else f"{last}_squared_error",
        machine.optimizer,
        machine.learning_rate,
        4,
        machine.batch_size,
        np.random.default_rng([machine.seed, 1]),
        machine.l1,
        machine.l2,
        machine.decay,
        machine.square_decay,
    )
    moment = trained(machine, 4, points, n_classes)
    assert bits(moment.params) == bits(state.params)
    assert moment.costs[-1] == state.cost
    A = machines.predict(machine, moment.params, points[0], n_classes)
    np.testing.assert_array_equal(A, state.A)
    assert machines.engine(machine, n_classes) == "training.py"


@given(settings(), st.sampled_from([2, 3]))
def test_fast_engine_gives_the_numbers_of_the_readable_one(chosen, n_classes):
    points = THREE if n_classes == 3 else (X, Y)
    plain, fast = (
        trained(machines.checked(chosen | {"engine": engine}), 4, points, n_classes)
        for engine in ENGINES
    )
    np.testing.assert_allclose(fast.costs, plain.costs, rtol=1e-6, atol=1e-9)
    for ours, theirs in zip(fast.params, plain.params, strict=True):
        np.testing.assert_allclose(np.hstack(ours), np.hstack(theirs), rtol=1e-5, atol=1e-6)


@given(settings(), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_moments_of_any_length_hold_the_same_bits(chosen, lengths):
    machine = machines.checked(chosen)
    whole = trained(machine, sum(lengths))
    moments = machines.train(machine, X, Y)
    costs = [*next(moments).costs]
    for length in lengths:
        moment = moments.send(length)
        assert moment.costs[0] == costs[-1]
        costs += [*moment.costs[1:]]
    assert moment.iteration == whole.iteration == sum(lengths)
    assert bits(moment.params) == bits(whole.params)
    assert costs == whole.costs.tolist()


def test_newtons_method_stays_where_nothing_lowers_the_cost():
    points = [[-2.0, -1.0, 1.0, 2.0], [0.0] * 4], [[0, 1, 0, 1]]
    machine = machines.checked({"optimizer": "newton", "features": ["x1"]})
    moment = trained(machine, 30, points)
    *_, end = newton.train(points[0][:1], points[1])
    assert moment.iteration == 30
    assert moment.params[0][0].item() == end.w.item()
    assert moment.costs.size == 31
    assert moment.costs[end.iteration :].tolist() == [end.cost] * (31 - end.iteration)


@given(settings(), st.integers(0, 99), st.sampled_from([2, 3]))
def test_weights_set_by_hand_are_begun_with(chosen, seed, n_classes):
    machine = machines.checked(chosen)
    rng = np.random.default_rng(seed)
    params = [
        (rng.normal(size=W.shape), rng.normal(size=b.shape))
        for W, b in machines.start(machine, n_classes)
    ]
    layers = [{"W": W.ravel(), "shape": [*W.shape], "b": b.ravel().tolist()} for W, b in params]
    again = machines.checked(chosen | {"start": layers})
    points = THREE if n_classes == 3 else (X, Y)
    assert bits(next(machines.train(again, *points, n_classes)).params) == bits(params)


def test_the_seed_draws_the_first_weights():
    chosen = {"hidden": [3], "initial_weights": "he", "seed": 7}
    expected = network.initialise([2, 3, 1], np.random.default_rng(7), "he")
    assert bits(machines.start(machines.checked(chosen))) == bits(expected)
    assert [b.size for _, b in machines.start(machines.checked(chosen), 3)] == [3, 3]


def test_xor_is_learnt_by_a_few_neurons():
    points = datasets.make("xor", 200, seed=0)
    chosen = {"hidden": [4], "initial_weights": "xavier", "learning_rate": 0.5, "engine": "fast"}
    machine = machines.checked(chosen)
    A = machines.predict(machine, trained(machine, 1500, points).params, points[0])
    assert measures.accuracy(A, points[1]) > 0.95


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"wings": 2}, "no setting 'wings'; it has features, hidden, "),
        ({"features": []}, "Choose one or more of the inputs"),
        ({"features": ["x3"]}, "got 'x3'"),
        ({"hidden": [1] * 7}, "6 hidden layers at most; got 7"),
        ({"hidden": [9]}, "must be 8 at most; got 9"),
        ({"hidden": [0]}, "must be a whole number, 1 or more; got 0"),
        ({"hidden": 3}, "must be a list.*got 3"),
        ({"activation": "step"}, "The activation must be one of identity, .*got 'step'"),
        ({"initial_weights": "ones"}, "The initial weights must be one of zeros"),
        ({"loss": "hinge"}, "The loss must be one of cross_entropy, squared_error"),
        ({"optimizer": "luck"}, "The optimizer must be one of .*, newton; got 'luck'"),
        ({"learning_rate": 0}, "The learning rate must be a positive number"),
        ({"learning_rate": None}, "got nothing"),
        ({"decay": 1}, "The decay must be below 1"),
        ({"square_decay": -1}, "The decay of the squares must be a number, 0 or more"),
        ({"batch_size": 0}, "The batch size must be a whole number, 1 or more"),
        ({"l1": -1}, "L1 must be a number, 0 or more"),
        ({"l2": "much"}, "L2 must be a number"),
        ({"threshold": 1.5}, "The threshold must be from 0 to 1; got 1.5"),
        ({"seed": -1}, "The seed of the machine must be a whole number"),
        ({"engine": "steam"}, "The engine must be one of readable, fast"),
        ({"start": []}, "params must hold at least one layer"),
        ({"start": 3}, "The weights set by hand must be a list of layers"),
        (
            {"start": [{"W": [1, 2, 3], "shape": [1, 2], "b": [0]}]},
            "The weights set by hand must be a list of layers",
        ),
        ({"optimizer": "newton", "hidden": [2]}, "one neuron: take the hidden layers away"),
        ({"optimizer": "newton", "loss": "squared_error"}, "cross entropy: choose it"),
        ({"optimizer": "newton", "batch_size": 3}, "leave the batch size empty"),
        ({"optimizer": "newton", "l1": 0.1}, "set L1 and L2 to 0"),
    ],
)
def test_what_is_wrong_with_a_machine_is_said_in_a_sentence(chosen, message):
    with pytest.raises(ValueError, match=message) as caught:
        machines.checked(chosen)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("chosen", "n_classes", "message"),
    [
        ({"start": [([[1.0]], [[0.0]])]}, 3, r"sizes \[1, 1\]; this one has \[2, 3\]"),
        ({"optimizer": "newton"}, 3, "two classes apart: choose another optimizer"),
    ],
)
def test_what_does_not_fit_the_points_is_said_in_a_sentence(chosen, n_classes, message):
    with pytest.raises(ValueError, match=message):
        machines.train(machines.checked(chosen), *THREE, n_classes)


@given(
    st.dictionaries(
        st.sampled_from(list(machines.Machine._fields)),
        st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.lists(st.integers(0, 3)),
        max_size=3,
    )
)
def test_any_settings_make_a_machine_or_a_sentence(chosen):
    try:
        machine = machines.checked(chosen)
    except ValueError as error:
        sentence = str(error)
        assert sentence
        assert "\n" not in sentence
        return
    assert machines.checked(machine._asdict()) == machine
