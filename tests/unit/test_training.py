import math

import numpy as np
import pytest
from glassneuron import datasets, network, neuron
from glassneuron.optimizers import OPTIMIZERS
from glassneuron.outputs import OUTPUTS, one_hot
from glassneuron.training import batches, train
from hypothesis import given
from hypothesis import strategies as st

X, Y = datasets.make("line", 60, seed=0)

SEEDS = st.integers(0, 10**6)
RATES = st.floats(1e-3, 0.5)
OPTIMIZER_NAMES = st.sampled_from(sorted(OPTIMIZERS))
OUTPUT_NAMES = st.sampled_from(sorted(OUTPUTS))


def problem(seed, output="sigmoid", hidden=(3,)):
    """Make a handful of samples, what is wanted of them, and a network that fits."""
    rng = np.random.default_rng(seed)
    softmax = output.startswith("softmax")
    n, m, n_out = rng.integers(1, 4), rng.integers(1, 9), 3 if softmax else 1
    params = network.initialise([n, *hidden, n_out], rng)
    X, classes = rng.normal(size=(n, m)), rng.integers(0, max(2, n_out), size=(1, m))
    return X, one_hot(classes, n_out) if softmax else classes.astype(float), params


def learnt(state):
    """Lay all weights and biases of a state in one row."""
    return np.concatenate([array.ravel() for layer in state.params for array in layer])


def start(sizes=(2, 3, 1), seed=0, initializer="xavier"):
    return network.initialise(sizes, np.random.default_rng(seed), initializer)


def last(*args, **keywords):
    *_, state = train(*args, **keywords)
    return state


@given(SEEDS, RATES)
def test_one_layer_of_one_neuron_learns_what_the_neuron_learns(seed, rate):
    X, Y, _ = problem(seed)
    state = last(X, Y, start([X.shape[0], 1], 0, "zeros"), learning_rate=rate, n_iterations=30)
    w, b = neuron.model(X, Y, rate, 30)
    np.testing.assert_allclose(state.params[0][0].T, w, rtol=0, atol=1e-12)
    assert state.params[0][1].item() == pytest.approx(b, abs=1e-12)


@given(SEEDS, OUTPUT_NAMES, OPTIMIZER_NAMES, st.floats(0, 1), st.floats(0, 1))
def test_it_yields_the_start_and_every_update_with_answers_and_cost(seed, output, name, l1, l2):
    X, Y, params = problem(seed, output)
    kept = [array.copy() for array in (X, Y, *params[0], *params[1])]
    states = list(train(X, Y, params, "tanh", output, name, 0.1, n_iterations=3, l1=l1, l2=l2))
    assert [state.iteration for state in states] == [0, 1, 2, 3]
    np.testing.assert_array_equal(learnt(states[0]), np.concatenate([a.ravel() for a in kept[2:]]))
    for state in states:
        A = network.predict(state.params, X, "tanh", output)
        np.testing.assert_array_equal(state.A, A)
        assert state.cost == network.cost(A, Y, output, state.params, l1, l2)
    for array, copy in zip((X, Y, *params[0], *params[1]), kept, strict=True):
        np.testing.assert_array_equal(array, copy)


@given(SEEDS, OUTPUT_NAMES, RATES, st.floats(0, 1), st.floats(0, 1))
def test_a_step_of_gradient_descent_is_the_rate_times_the_gradient(seed, output, rate, l1, l2):
    X, Y, params = problem(seed, output)
    layers = network.forward_propagation(params, X, output=output)
    grads = network.backpropagation(params, X, layers, Y, output=output, l1=l1, l2=l2)
    state = last(X, Y, params, output=output, learning_rate=rate, n_iterations=1, l1=l1, l2=l2)
    for after, before, slope in zip(state.params, params, grads, strict=True):
        np.testing.assert_array_equal(after[0], before[0] - rate * slope[0])
        np.testing.assert_array_equal(after[1], before[1] - rate * slope[1])


@given(SEEDS, OUTPUT_NAMES, st.integers(0, 4))
def test_gradient_descent_resumes_bit_for_bit_from_any_state(seed, output, pause):
    X, Y, params = problem(seed, output)
    through = list(train(X, Y, params, output=output, n_iterations=4))
    resumed = list(train(X, Y, through[pause].params, output=output, n_iterations=4 - pause))
    for ours, theirs in zip(resumed, through[pause:], strict=True):
        np.testing.assert_array_equal(learnt(ours), learnt(theirs))


@given(SEEDS, OPTIMIZER_NAMES, st.integers(0, 5))
def test_a_batch_of_all_samples_is_no_batch(seed, name, more):
    X, Y, params = problem(seed)
    keywords = {"optimizer": name, "learning_rate": 0.01, "n_iterations": 3}
    rng = np.random.default_rng(seed)
    state = last(X, Y, params, batch_size=X.shape[1] + more, rng=rng, **keywords)
    expected = last(X, Y, params, **keywords)
    # Summed in another order: a rule that divides by the gradient magnifies the rounding.
    np.testing.assert_allclose(learnt(state), learnt(expected), rtol=0, atol=1e-7)


@given(SEEDS, st.permutations(range(8)), st.integers(1, 3))
def test_neither_the_order_of_the_samples_matters_nor_telling_all_of_them_again(seed, order, k):
    X, Y, params = problem(seed, "softmax")
    order = k * [i for i in order if i < X.shape[1]]
    state = last(X[:, order], Y[:, order], params, output="softmax", n_iterations=5)
    expected = last(X, Y, params, output="softmax", n_iterations=5)
    np.testing.assert_allclose(learnt(state), learnt(expected), rtol=0, atol=1e-12)


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


@given(SEEDS, st.integers(1, 8))
def test_each_update_learns_from_its_batch_alone_and_reports_on_all_samples(seed, batch_size):
    # The last batch of a round is often shorter; it counts as much.
    X, Y, params = problem(seed)
    rng = np.random.default_rng(seed)
    _, *states = train(X, Y, params, n_iterations=5, batch_size=batch_size, rng=rng)
    dealt = batches(X.shape[1], batch_size, np.random.default_rng(seed))
    for state in states:
        chosen = next(dealt)
        alone = last(X[:, chosen], Y[:, chosen], params, n_iterations=1)
        np.testing.assert_array_equal(learnt(state), learnt(alone))
        assert state.A.shape == (1, X.shape[1])
        params = state.params


@given(SEEDS, OPTIMIZER_NAMES, st.integers(1, 8))
def test_the_same_seed_learns_the_same_to_the_last_bit(seed, name, batch_size):
    X, Y, params = problem(seed)
    first, second = (
        last(X, Y, params, "relu", "sigmoid", name, 0.1, 4, batch_size, np.random.default_rng(seed))
        for _ in range(2)
    )
    np.testing.assert_array_equal(learnt(first), learnt(second))


@pytest.mark.parametrize("optimizer", sorted(OPTIMIZERS))
@pytest.mark.parametrize("batch_size", [None, 16])
def test_every_optimizer_learns_something(optimizer, batch_size):
    rng = np.random.default_rng(3)
    keywords = {"optimizer": optimizer, "batch_size": batch_size, "learning_rate": 0.02}
    first, *_, end = train(X, Y, start(), n_iterations=150, rng=rng, **keywords)
    assert end.cost < 0.7 * first.cost


@given(st.sampled_from(["tanh", "sigmoid", "relu"]), SEEDS)
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


@given(SEEDS, RATES)
def test_two_classes_by_softmax_learn_what_the_sigmoid_learns(seed, rate):
    # Of two sums only the difference counts, and each takes half the slope: at half the rate
    # the difference moves as the single sum does.
    X, Y, _ = problem(seed)
    n = X.shape[0]
    alone = last(X, Y, start([n, 1], 0, "zeros"), learning_rate=rate, n_iterations=20)
    both = last(
        *(X, one_hot(Y, 2), start([n, 2], 0, "zeros")),
        output="softmax",
        learning_rate=rate / 2,
        n_iterations=20,
    )
    np.testing.assert_allclose(both.A[1:], alone.A, rtol=0, atol=1e-12)


def test_large_penalties_make_small_weights():
    def size(**penalty):
        state = last(X, Y, start(), n_iterations=300, **penalty)
        return sum(np.abs(W).sum() for W, _ in state.params)

    assert size(l1=0.05) < 0.7 * size()
    assert size(l2=0.05) < 0.7 * size()


@given(SEEDS, st.sampled_from(["sigmoid", "tanh", "relu"]), st.integers(2, 5))
def test_neurons_that_start_from_zeros_stay_copies_and_others_do_not(seed, activation, n_hidden):
    def spreads(initializer):
        params = start([2, n_hidden, 1], seed, initializer)
        states = train(X, Y, params, activation, n_iterations=8)
        return [network.spread(state.params)[0] for state in states]

    # A library for matrices may sum in another order for another neuron: that is rounding.
    assert max(spreads("zeros")) <= 1e-12
    for initializer in ("normal", "xavier", "he"):
        assert min(spreads(initializer)) > 1e-3


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
