import math

import numpy as np
import pytest
from glassneuron import datasets, network, neuron
from glassneuron.optimizers import OPTIMIZERS
from glassneuron.outputs import one_hot
from glassneuron.training import batches, train
from hypothesis import given
from hypothesis import strategies as st

X, Y = datasets.make("line", 60, seed=0)


def start(sizes=(2, 3, 1), seed=0, initializer="xavier"):
    return network.initialise(sizes, np.random.default_rng(seed), initializer)


def last(*args, **keywords):
    *_, state = train(*args, **keywords)
    return state


def test_one_layer_of_one_neuron_learns_what_the_neuron_learns():
    state = last(X, Y, start([2, 1], initializer="zeros"))
    w, b = neuron.model(X, Y)
    np.testing.assert_allclose(state.params[0][0].T, w, rtol=0, atol=1e-12)
    assert state.params[0][1].item() == pytest.approx(b, abs=1e-12)


def test_it_yields_the_start_and_every_update():
    params = start()
    states = list(train(X, Y, params, n_iterations=4))
    assert [state.iteration for state in states] == [0, 1, 2, 3, 4]
    for layer, given_layer in zip(states[0].params, params, strict=True):
        np.testing.assert_array_equal(np.hstack(layer), np.hstack(given_layer))
    for state in states:
        np.testing.assert_array_equal(state.A, network.predict(state.params, X))
        assert state.cost == network.cost(state.A, Y)


def test_a_step_of_gradient_descent_is_the_rate_times_the_gradient():
    params = start()
    layers = network.forward_propagation(params, X)
    grads = network.backpropagation(params, X, layers, Y, l1=0.01, l2=0.1)
    state = last(X, Y, params, learning_rate=0.5, n_iterations=1, l1=0.01, l2=0.1)
    for after, before, slope in zip(state.params, params, grads, strict=True):
        np.testing.assert_array_equal(after[0], before[0] - 0.5 * slope[0])
        np.testing.assert_array_equal(after[1], before[1] - 0.5 * slope[1])


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 1000))
def test_every_round_of_batches_deals_out_every_sample_once(m, batch_size, seed):
    dealt = batches(m, batch_size, np.random.default_rng(seed))
    per_round = math.ceil(m / batch_size)
    for _ in range(3):
        hands = [next(dealt) for _ in range(per_round)]
        assert sorted(np.concatenate(hands).tolist()) == list(range(m))
        assert [len(hand) for hand in hands[:-1]] == [batch_size] * (per_round - 1)
        assert 1 <= len(hands[-1]) <= batch_size


def test_every_round_is_shuffled_anew():
    dealt = batches(20, 20, np.random.default_rng(0))
    assert not np.array_equal(next(dealt), next(dealt))


def test_batches_come_in_the_same_order_on_every_machine_and_in_the_browser():
    dealt = batches(7, 3, np.random.default_rng(0))
    assert [next(dealt).tolist() for _ in range(3)] == [[2, 4, 3], [6, 5, 0], [1]]


def test_the_last_short_batch_of_a_round_counts_too():
    # Three samples in batches of two: the second update learns from one sample alone.
    few_X, few_Y = X[:, :3], Y[:, :3]
    states = list(
        train(
            *(few_X, few_Y, start([2, 1])),
            n_iterations=2,
            batch_size=2,
            rng=np.random.default_rng(5),
        )
    )
    dealt = batches(3, 2, np.random.default_rng(5))
    params = start([2, 1])
    for state in states[1:]:
        chosen = next(dealt)
        layers = network.forward_propagation(params, few_X[:, chosen])
        ((dW, db),) = network.backpropagation(params, few_X[:, chosen], layers, few_Y[:, chosen])
        params = [(params[0][0] - 0.1 * dW, params[0][1] - 0.1 * db)]
        np.testing.assert_array_equal(state.params[0][0], params[0][0])
        np.testing.assert_array_equal(state.params[0][1], params[0][1])
    assert len(chosen) == 1
    assert states[-1].A.shape == (1, 3)  # The report is about all samples.


@pytest.mark.parametrize("optimizer", sorted(OPTIMIZERS))
@pytest.mark.parametrize("batch_size", [None, 16])
def test_the_same_seed_learns_the_same_and_learns_something(optimizer, batch_size):
    keywords = {"optimizer": optimizer, "batch_size": batch_size, "learning_rate": 0.02}

    def once():
        rng = np.random.default_rng(3)
        return list(train(X, Y, start(), n_iterations=150, rng=rng, **keywords))

    first, second = once(), once()
    np.testing.assert_array_equal(first[-1].A, second[-1].A)
    assert first[-1].cost < 0.7 * first[0].cost


@given(st.sampled_from(["tanh", "sigmoid", "relu"]), st.integers(0, 1000))
def test_a_short_step_downhill_lowers_the_cost(activation, seed):
    states = list(train(X, Y, start(seed=seed), activation, learning_rate=1e-4, n_iterations=3))
    assert np.all(np.diff([state.cost for state in states]) <= 0)


def test_a_hidden_layer_learns_what_no_single_neuron_can():
    # Exclusive or: four corners, and no line divides the classes.
    corners = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])
    labels = [[0, 1, 1, 0]]
    alone = last(corners, labels, start([2, 1]), n_iterations=300)
    assert alone.cost > 0.69
    together = last(
        *(corners, labels, start([2, 4, 1], seed=1)),
        optimizer="adam",
        learning_rate=0.05,
        n_iterations=300,
    )
    assert together.cost < 0.05


@pytest.mark.parametrize("n_classes", [2, 3, 10])
def test_softmax_tells_many_classes_apart(n_classes):
    angles = 2 * np.pi * np.arange(n_classes) / n_classes
    corners, labels = np.array([np.cos(angles), np.sin(angles)]), np.arange(n_classes)
    state = last(
        *(corners, one_hot(labels[np.newaxis]), start([2, n_classes])),
        output="softmax",
        optimizer="adam",
        n_iterations=300,
    )
    assert np.argmax(state.A, axis=0).tolist() == labels.tolist()


def test_two_classes_by_softmax_learn_what_the_sigmoid_learns():
    # Of two sums only the difference counts, and each takes half the slope: at half the rate
    # the difference moves as the single sum does.
    alone = last(X, Y, start([2, 1], initializer="zeros"), learning_rate=0.1, n_iterations=200)
    both = last(
        *(X, one_hot(Y), start([2, 2], initializer="zeros")),
        output="softmax",
        learning_rate=0.05,
        n_iterations=200,
    )
    np.testing.assert_allclose(both.A[1:], alone.A, rtol=0, atol=1e-12)


def test_the_reported_cost_includes_the_penalties():
    params = start()
    (state,) = train(X, Y, params, n_iterations=0, l1=0.1, l2=0.2)
    expected = network.cost(network.predict(params, X), Y, params=params, l1=0.1, l2=0.2)
    assert state.cost == expected
    assert state.cost > network.cost(state.A, Y)


def test_large_penalties_make_small_weights():
    def size(**penalty):
        state = last(X, Y, start(), n_iterations=300, **penalty)
        return sum(np.abs(W).sum() for W, _ in state.params)

    assert size(l1=0.05) < 0.7 * size()
    assert size(l2=0.05) < 0.7 * size()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_neurons_that_start_from_zeros_stay_copies_and_others_do_not(activation):
    def spreads(initializer):
        params = start([2, 4, 1], initializer=initializer)
        states = train(X, Y, params, activation, n_iterations=100)
        return [network.spread(state.params)[0] for state in states]

    # A library for matrices may sum in another order for another neuron: that is rounding.
    assert max(spreads("zeros")) <= 1e-12
    for initializer in ("normal", "xavier", "he"):
        assert min(spreads(initializer)) > 0.01


def test_steps_too_long_for_floats_get_a_sentence():
    with pytest.raises(ValueError, match="smaller learning rate"):
        last(X, X[:1], start(), "relu", "identity", learning_rate=1e6)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"activation": "step"}, "activation must be one of"),
        ({"output": "max"}, "output must be one of"),
        ({"output": "softmax"}, "2 neurons or more"),
        ({"optimizer": "best"}, "optimizer must be one of gradient_descent, .*'best'"),
        ({"learning_rate": 0}, "learning_rate must be a positive number"),
        ({"n_iterations": 0.5}, "n_iterations must be a whole number"),
        ({"batch_size": 0, "rng": np.random.default_rng(0)}, "batch_size must be a whole number"),
        ({"batch_size": 5}, "rng must be a NumPy generator"),
        ({"l1": -1}, "l1 must be a number, 0 or more"),
    ],
)
def test_bad_input_gets_a_sentence_at_the_call(keywords, message):
    with pytest.raises(ValueError, match=message):
        train(X, Y, start(), **keywords)
