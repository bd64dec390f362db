"""The fast training of networks: the weights and costs of the plain one, whatever is chosen."""

import itertools

import numpy as np
import pytest
from glassneuron import fused_layers, fused_network, fused_steps, network, outputs, training
from glassneuron.activations import ACTIVATIONS
from glassneuron.optimizers import OPTIMIZERS
from hypothesis import given
from hypothesis import strategies as st


def problem(m=40, sizes=(2, 8, 8, 1), output="sigmoid", seed=0):
    """Return samples of a pattern that needs hidden layers, and a network to start from."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(-2, 2, size=(sizes[0], m))
    above = X.prod(axis=0, keepdims=True) > 0
    Y = {
        "sigmoid": lambda: above.astype(float),
        "softmax": lambda: outputs.one_hot(above + (X[:1] > 1), sizes[-1]),
        "identity": lambda: rng.normal(size=(sizes[-1], m)),
    }[output.removesuffix("_squared_error")]()
    return X, Y, network.initialise(sizes, rng)


def both(X, Y, params, n_iterations, every=5, seed=0, **settings):
    """Train both ways; return the last params and the costs that were asked for, of each."""
    states = list(
        training.train(
            X, Y, params, n_iterations=n_iterations, rng=np.random.default_rng(seed), **settings
        )
    )
    stretches = list(
        fused_network.train(
            X,
            Y,
            params,
            n_iterations=n_iterations,
            rng=np.random.default_rng(seed),
            every=every,
            **settings,
        )
    )
    assert stretches[-1].iteration == n_iterations
    plain = [state.cost for state in states[:-1:every]]
    quick = np.concatenate([stretch.costs for stretch in stretches])
    return (states[-1].params, plain), (stretches[-1].params, quick)


def assert_same(plain, quick, tolerance):
    np.testing.assert_allclose(quick[1], plain[1], rtol=tolerance, atol=tolerance)
    for plain_layer, quick_layer in zip(plain[0], quick[0], strict=True):
        for expected, array in zip(plain_layer, quick_layer, strict=True):
            assert array.shape == expected.shape
            np.testing.assert_allclose(array, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(("m", "n_iterations"), [(40, 2000), (1500, 60)])
def test_2_8_8_1_learns_by_gradient_descent_what_the_plain_network_learns(m, n_iterations):
    assert_same(*both(*problem(m), n_iterations, learning_rate=0.3), 1e-12)


@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    activation=st.sampled_from(list(ACTIVATIONS)),
    output=st.sampled_from(list(outputs.OUTPUTS)),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    batch_size=st.none() | st.integers(1, 30),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.1]),
    every=st.integers(1, 6),
    decays=st.sampled_from([(0.9, 0.999), (0.0, 0.0), (0.5, 0.9)]),
    seed=st.integers(0, 10**6),
)
def test_every_choice_gives_the_steps_of_the_plain_network(
    sizes, activation, output, optimizer, batch_size, l1, l2, every, decays, seed
):
    sizes[-1] = {"i": sizes[-1], "si": 1, "so": 3}["i" if output == "identity" else output[:2]]
    # A few steps only: RMSProp and Adam divide by gradients, which makes small differences large
    # where these are nearly 0.
    plain, quick = both(
        *problem(20, sizes, output, seed),
        6,
        every,
        seed,
        activation=activation,
        output=output,
        optimizer=optimizer,
        learning_rate=0.01,
        batch_size=batch_size,
        l1=l1,
        l2=l2,
        decay=decays[0],
        square_decay=decays[1],
    )
    assert_same(plain, quick, 1e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("batch_size", [None, 16])
def test_gradient_descent_stays_with_the_plain_network(activation, batch_size):
    settings = {"activation": activation, "batch_size": batch_size, "l1": 1e-3, "l2": 1e-2}
    assert_same(*both(*problem(), 200, **settings), 1e-12)


@given(cuts=st.lists(st.integers(0, 40), min_size=1, max_size=4), seed=st.integers(0, 10**6))
def test_run_in_pieces_ends_in_the_same_bits(cuts, seed):
    X, Y, params = problem(m=30, seed=seed)
    *_, whole = fused_network.train(X, Y, params, n_iterations=sum(cuts))
    for n_iterations in cuts:
        *_, end = fused_network.train(X, Y, params, n_iterations=n_iterations)
        params = end.params
    for a, b in zip(itertools.chain(*params), itertools.chain(*whole.params), strict=True):
        np.testing.assert_array_equal(a, b)


@given(
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=6),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    batch_size=st.none() | st.integers(1, 30),
    every=st.integers(1, 4),
)
def test_stretches_of_any_length_hold_the_same_bits(lengths, optimizer, batch_size, every):
    def stretches():
        rng = np.random.default_rng(1)
        return fused_network.train(
            *problem(m=30),
            optimizer=optimizer,
            n_iterations=sum(lengths),
            batch_size=batch_size,
            rng=rng,
            every=every,
        )

    *_, whole = stretches()
    pieces = stretches()
    start = next(pieces)
    costs = []
    for length in lengths:
        stretch = pieces.send(length)
        costs += [*stretch.costs]
    assert stretch.iteration == sum(lengths)
    for a, b in zip(itertools.chain(*stretch.params), itertools.chain(*whole.params), strict=True):
        np.testing.assert_array_equal(a, b)
    assert stretch.cost == whole.cost
    # The cost before the first update is the start's; each one asked for is there once.
    assert costs[0] == start.cost
    assert len(costs) == len(range(0, sum(lengths), every))


@given(st.integers(0, 10**6), st.sampled_from(list(ACTIVATIONS)), st.sampled_from([1, 3]))
def test_answering_gives_the_answers_of_every_neuron(seed, activation, n_out):
    output = "sigmoid" if n_out == 1 else "softmax"
    X, _, params = problem(7, (2, 4, 3, n_out), output, seed)
    answers = fused_network.answering(X, [4, 3, n_out], activation, output)
    answers([(W + 1, b) for W, b in params])  # Other weights leave nothing behind.
    Z, layers = answers(params)
    expected = network.forward_propagation(params, X, activation, output)
    np.testing.assert_allclose(Z, expected[-1][0], rtol=1e-12, atol=1e-12)
    for ours, (_, theirs) in zip(layers, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_nothing_given_or_yielded_changes_later():
    X, Y, params = problem(m=1000)
    before = [array.copy() for array in (X, Y, *itertools.chain(*params))]
    start, first, *_, last = fused_network.train(X, Y, params, n_iterations=20)
    for array, copy in zip((X, Y, *itertools.chain(*params)), before, strict=True):
        np.testing.assert_array_equal(array, copy)
    *_, again = fused_network.train(X, Y, params, n_iterations=first.iteration)
    assert start.iteration == 0 < first.iteration < last.iteration
    np.testing.assert_array_equal(start.params[0][0], params[0][0])
    np.testing.assert_array_equal(first.params[0][0], again.params[0][0])


def test_without_a_step_there_is_the_start():
    X, Y, params = problem()
    (stretch,) = fused_network.train(X, Y, params, n_iterations=0)
    assert stretch.iteration == 0
    assert stretch.costs.size == 0
    for (W, b), (started_W, started_b) in zip(stretch.params, params, strict=True):
        np.testing.assert_array_equal(W, started_W)
        np.testing.assert_array_equal(b, started_b)


@pytest.mark.parametrize("label", [0, 1])
def test_cost_of_a_sure_error_is_finite_and_that_of_the_network(label):
    X, Y = np.ones((1, 3)), np.full((1, 3), label)
    params = [([[0.0]], [[5000.0 if label == 0 else -5000.0]])]
    start, stretch = fused_network.train(X, Y, params, n_iterations=1)
    expected = network.cost(network.predict(params, X), Y)
    assert stretch.costs == pytest.approx([expected], rel=1e-12)
    assert start.cost == stretch.costs


def test_there_is_a_fast_form_of_all_that_there_is():
    assert fused_layers.ACTIVATIONS.keys() == ACTIVATIONS.keys()
    assert fused_layers.OUTPUTS.keys() == outputs.OUTPUTS.keys()
    assert fused_steps.STEPPERS.keys() == OPTIMIZERS.keys()


@pytest.mark.parametrize(
    "bad",
    [
        {"X": [[np.nan, 1.0]]},
        {"Y": [[0, 2]]},
        {"params": []},
        {"activation": "step"},
        {"output": "argmax"},
        {"optimizer": "luck"},
        {"learning_rate": -1},
        {"n_iterations": 0.5},
        {"batch_size": 0},
        {"batch_size": 1, "rng": None},
        {"l1": -1},
        {"l2": "much"},
        {"X": [[1e200, 1.0]], "params": [([[1e200]], [[0.0]])]},
    ],
    ids=str,
)
def test_bad_input_is_refused_at_the_call_in_the_words_of_the_plain_network(bad):
    good = {"X": [[0.0, 1.0]], "Y": [[0, 1]], "params": [([[1.0]], [[0.0]])]}
    with pytest.raises(ValueError) as plain:  # noqa: PT011 (its words are what is compared)
        training.train(**good | bad)
    with pytest.raises(ValueError) as quick:  # noqa: PT011
        fused_network.train(**good | bad)
    assert str(quick.value) == str(plain.value)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weights_beyond_the_largest_float_are_refused_with_the_way_out(optimizer):
    X, Y, params = problem(output="identity")
    settings = {"activation": "identity", "output": "identity", "learning_rate": 1e300}
    stretches = fused_network.train(X, Y, params, optimizer=optimizer, **settings)
    with pytest.raises(ValueError, match=r"came out larger.* take a smaller learning rate"):
        list(stretches)
