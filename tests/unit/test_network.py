import math

import numpy as np
import pytest
from glassneuron import neuron
from glassneuron.activations import ACTIVATIONS
from glassneuron.initializers import INITIALIZERS
from glassneuron.network import (
    backpropagation,
    cost,
    forward_propagation,
    initialise,
    predict,
    spread,
)
from glassneuron.outputs import OUTPUTS, one_hot
from hypothesis import assume, given
from hypothesis import strategies as st

X = np.array([[1.0, 3.0, 2.0], [2.0, -4.0, 0.0]])
Y = np.array([[1.0, 0.0, 0.0]])

# Two features, two hidden neurons, one that answers: small enough to be worked by hand.
PARAMS = [
    (np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([[0.5], [-1.0]])),
    (np.array([[2.0, -1.0]]), np.array([[0.25]])),
]
ONE = np.array([[1.0], [2.0]])


def wanted(output, n_out, m, rng):
    """Make something that the output can be compared with."""
    if output == "identity":
        return rng.normal(size=(n_out, m))
    if output.startswith("sigmoid"):
        return rng.integers(0, 2, size=(1, m)).astype(float)
    return one_hot(rng.integers(0, n_out, size=(1, m)), n_out)


def random_network(seed, hidden, output):
    rng = np.random.default_rng(seed)
    n_out = 1 if output.startswith("sigmoid") else int(rng.integers(2, 5))
    sizes = [int(rng.integers(1, 4)), *hidden, n_out]
    params = [(W, rng.normal(size=b.shape)) for W, b in initialise(sizes, rng, "he")]
    m = int(rng.integers(1, 7))
    return params, rng.normal(size=(sizes[0], m)), wanted(output, n_out, m, rng)


SEEDS = st.integers(0, 10**6)
HIDDEN = st.lists(st.integers(1, 5), max_size=3)
HIDDEN_ACTIVATIONS = st.sampled_from(sorted(ACTIVATIONS))
LAST = st.sampled_from(sorted(OUTPUTS))
RATES = st.sampled_from([0.0, 0.1])


def test_forward_propagation_works_layer_by_layer():
    # Z₁ = [1 - 2 + 0.5, 0.5 + 4 - 1] = [-0.5, 3.5]; the ReLU leaves [0, 3.5];
    # Z₂ = 2·0 - 3.5 + 0.25 = -3.25.
    (Z, A), last = forward_propagation(PARAMS, ONE, "relu", "identity")
    assert Z.tolist() == [[-0.5], [3.5]]
    assert A.tolist() == [[0.0], [3.5]]
    assert [array.tolist() for array in last] == [[[-3.25]], [[-3.25]]]


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS, LAST)
def test_predict_is_the_last_layers_answer(seed, hidden, activation, output):
    params, X, Y = random_network(seed, hidden, output)
    A = predict(params, X, activation, output)
    layers = forward_propagation(params, X, activation, output)
    np.testing.assert_array_equal(A, layers[-1][1])
    assert A.shape == Y.shape
    assert [Z.shape for Z, _ in layers] == [(b.size, X.shape[1]) for _, b in params]


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS, LAST, st.permutations(range(6)), st.integers(1, 3))
def test_neither_the_order_of_the_samples_matters_nor_telling_all_of_them_again(
    seed, hidden, activation, output, order, times
):
    params, X, Y = random_network(seed, hidden, output)
    order = times * [i for i in order if i < X.shape[1]]
    once, again = (
        forward_propagation(params, samples, activation, output) for samples in (X, X[:, order])
    )
    np.testing.assert_allclose(again[-1][1], once[-1][1][:, order], rtol=0, atol=1e-12)
    expected, costs = cost(once[-1][1], Y, output), cost(again[-1][1], Y[:, order], output)
    assert costs == pytest.approx(expected, rel=1e-12)
    slopes = backpropagation(params, X, once, Y, activation, output)
    others = backpropagation(params, X[:, order], again, Y[:, order], activation, output)
    for layer, other in zip(slopes, others, strict=True):
        np.testing.assert_allclose(np.hstack(other), np.hstack(layer), rtol=1e-10, atol=1e-10)


@given(SEEDS, HIDDEN_ACTIVATIONS, LAST, st.permutations(range(5)))
def test_hidden_neurons_may_change_places(seed, activation, output, order):
    (first, last), X, _ = random_network(seed, [5], output)
    exchanged = [(first[0][order], first[1][order]), (last[0][:, order], last[1])]
    expected = predict([first, last], X, activation, output)
    np.testing.assert_allclose(
        predict(exchanged, X, activation, output), expected, rtol=0, atol=1e-12
    )
    assert spread(exchanged) == spread([first, last])


@given(SEEDS, HIDDEN, LAST)
def test_layers_of_the_identity_are_together_one_layer(seed, hidden, output):
    params, X, _ = random_network(seed, hidden, output)
    W, b = params[0]
    for next_W, next_b in params[1:]:
        W, b = next_W @ W, next_W @ b + next_b
    expected = predict([(W, b)], X, output=output)
    np.testing.assert_allclose(
        predict(params, X, "identity", output), expected, rtol=1e-9, atol=1e-12
    )


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS)
def test_two_classes_by_softmax_are_the_sigmoid_of_their_difference(seed, hidden, activation):
    params, X, Y = random_network(seed, hidden, "sigmoid")
    W, b = params[-1]
    both = [*params[:-1], (np.vstack([0 * W, W]), np.vstack([0 * b, b]))]
    alone, shares = predict(params, X, activation), predict(both, X, activation, "softmax")
    np.testing.assert_allclose(shares, np.vstack([1 - alone, alone]), rtol=0, atol=1e-14)
    # Where the sigmoid rounds to 1, the losses differ.
    assume(np.all(alone < 1 - 1e-6))
    assert cost(shares, one_hot(Y, 2), "softmax") == pytest.approx(cost(alone, Y), rel=1e-8)


def test_backpropagation_works_layer_by_layer():
    # On from above, with 1 wanted: dZ₂ = -3.25 - 1 = -4.25; dW₂ = -4.25 [0, 3.5]; db₂ = -4.25.
    # dA₁ = W₂ᵀ dZ₂ = [-8.5, 4.25]; the ReLU's slopes are [0, 1], so dZ₁ = [0, 4.25];
    # dW₁ = dZ₁ xᵀ = [[0, 0], [4.25, 8.5]]; db₁ = dZ₁.
    layers = forward_propagation(PARAMS, ONE, "relu", "identity")
    first, last = backpropagation(PARAMS, ONE, layers, [[1.0]], "relu", "identity")
    assert [array.tolist() for array in first] == [[[0.0, 0.0], [4.25, 8.5]], [[0.0], [4.25]]]
    assert [array.tolist() for array in last] == [[[0.0, -14.875]], [[-4.25]]]


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS, LAST, RATES, RATES)
def test_backpropagation_is_the_slope_of_the_cost(seed, hidden, activation, output, l1, l2):
    params, X, Y = random_network(seed, hidden, output)
    layers = forward_propagation(params, X, activation, output)
    h = 1e-6
    if "relu" in activation:  # not across a kink
        assume(all(np.abs(Z).min() > 100 * h for Z, _ in layers[:-1]))
    grads = backpropagation(params, X, layers, Y, activation, output, l1, l2)

    def cost_now():
        return cost(predict(params, X, activation, output), Y, output, params, l1, l2)

    for layer, gradient in zip(params, grads, strict=True):
        for array, slope in zip(layer, gradient, strict=True):
            assert array.shape == slope.shape
            for i in np.ndindex(array.shape):
                kept = array[i]
                array[i] = kept + h
                above = cost_now()
                array[i] = kept - h
                below = cost_now()
                array[i] = kept
                assert slope[i] == pytest.approx((above - below) / (2 * h), rel=1e-5, abs=1e-6)


@given(SEEDS, st.integers(1, 5), st.integers(1, 20))
def test_one_layer_of_one_neuron_is_the_neuron_to_the_last_bit(seed, n, m):
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=(n, 1)), float(rng.normal())
    X, Y = rng.normal(size=(n, m)), rng.integers(0, 2, size=(1, m)).astype(float)
    params = [(w.T, np.array([[b]]))]
    layers = forward_propagation(params, X)
    A = neuron.forward_propagation(w, b, X)
    np.testing.assert_array_equal(layers[-1][1], A)
    assert cost(A, Y) == neuron.cost(A, Y)
    ((dW, db),) = backpropagation(params, X, layers, Y)
    new_w, new_b = neuron.backpropagation(w, b, X, A, Y, 0.1)
    np.testing.assert_allclose((params[0][0] - 0.1 * dW).T, new_w, rtol=0, atol=2e-15)
    assert b - 0.1 * db.item() == pytest.approx(new_b, abs=2e-15)


def test_cost_is_the_mean_loss_and_the_penalty():
    # The answers 0.5 cost ln 2 each. Σ|W| = 1+1+0.5+2+2+1 = 7.5, ΣW² = 1+1+0.25+4+4+1 = 11.25.
    A = [[0.5, 0.5]]
    assert cost(A, [[0, 1]]) == pytest.approx(math.log(2))
    expected = math.log(2) + 0.1 * 7.5 + 0.2 / 2 * 11.25
    assert cost(A, [[0, 1]], "sigmoid", PARAMS, l1=0.1, l2=0.2) == pytest.approx(expected)


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS, LAST, st.sampled_from([1.0, 1e3, 1e30]))
def test_cost_is_finite_however_sure_the_answers(seed, hidden, activation, output, scale):
    params, X, Y = random_network(seed, hidden, output)
    assert math.isfinite(cost(predict(params, scale * X, activation, output), Y, output))


@given(SEEDS, HIDDEN, LAST, st.floats(0, 5), st.floats(0, 5))
def test_the_penalty_pulls_weights_towards_0_and_leaves_0_and_biases(seed, hidden, output, l1, l2):
    params, X, Y = random_network(seed, hidden, output)
    params[0][0][0, 0] = 0.0
    layers = forward_propagation(params, X, output=output)
    plain = backpropagation(params, X, layers, Y, output=output)
    penalised = backpropagation(params, X, layers, Y, output=output, l1=l1, l2=l2)
    assert penalised[0][0][0, 0] == plain[0][0][0, 0]
    for (W, _), before, after in zip(params, plain, penalised, strict=True):
        expected = np.copysign(l1, W) * (W != 0) + l2 * W
        np.testing.assert_allclose(after[0] - before[0], expected, rtol=1e-9, atol=1e-9)
        np.testing.assert_array_equal(after[1], before[1])


@given(
    st.lists(st.integers(1, 6), min_size=2, max_size=5),
    st.sampled_from(sorted(INITIALIZERS)),
    SEEDS,
)
def test_initialise_draws_layers_that_fit_one_after_the_other(sizes, initializer, seed):
    params = initialise(sizes, np.random.default_rng(seed), initializer)
    rng = np.random.default_rng(seed)
    for (W, b), n_in, n_out in zip(params, sizes, sizes[1:], strict=False):
        np.testing.assert_array_equal(W, INITIALIZERS[initializer](n_in, n_out, rng))
        assert b.tolist() == [[0.0]] * n_out
    assert len(params) == len(sizes) - 1


@given(SEEDS, HIDDEN, HIDDEN_ACTIVATIONS, LAST)
def test_the_arguments_are_left_alone(seed, hidden, activation, output):
    params, X, Y = random_network(seed, hidden, output)
    layers = forward_propagation(params, X, activation, output)
    arrays = [X, Y, *(array for pair in (*params, *layers) for array in pair)]
    kept = [array.copy() for array in arrays]
    backpropagation(params, X, layers, Y, activation, output, l1=0.1, l2=0.1)
    cost(layers[-1][1], Y, output, params=params, l1=0.1, l2=0.1)
    predict(params, X, activation, output)
    spread(params)
    for array, copy in zip(arrays, kept, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_spread_is_the_largest_difference_between_two_neurons():
    # First layer: weights 1 and 0.5, -1 and 2, biases 0.5 and -1; the second has one neuron.
    assert spread(PARAMS) == [3.0, 0.0]
    # Equal weights and the biases 0 and 0.5.
    assert spread([(np.ones((2, 3)), np.array([[0.0], [0.5]]))]) == [0.5]


@given(st.integers(2, 6), st.floats(-10, 10), st.floats(-10, 10))
def test_spread_of_copies_is_exactly_0(n_out, weight, bias):
    assert spread([(np.full((n_out, 3), weight), np.full((n_out, 1), bias))]) == [0.0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: initialise([2], np.random.default_rng(0)), r"such as \[2, 3, 1\]; got \[2\]"),
        (lambda: initialise([2, 0], np.random.default_rng(0)), "Each of layer_sizes must be a"),
        (lambda: initialise([2, 1], np.random.default_rng(0), "best"), "zeros.*got 'best'"),
        (lambda: initialise([2, 1], 0), "rng must be a NumPy generator"),
        (lambda: forward_propagation([], X), "at least one layer"),
        (lambda: forward_propagation([np.eye(3)], X), "params must be a list of layers"),
        (lambda: forward_propagation([([1.0], [1.0])], X), r"Layer 1 must .*got \(1,\) and"),
        (lambda: forward_propagation(None, X), "params must be a list of layers"),
        (lambda: forward_propagation(PARAMS[1:], X[:1]), r"Layer 1 must have a W of the shape"),
        (lambda: forward_propagation(PARAMS[::-1], X), r"Layer 2.*got \(2, 2\)"),
        (lambda: forward_propagation([(np.eye(2), np.zeros(2))], X), r"b of the shape \(n_out, 1"),
        (lambda: forward_propagation(PARAMS, X, "step"), "activation must be one of .*'step'"),
        (lambda: forward_propagation(PARAMS, X, output="max"), "output must be one of .*'max'"),
        (lambda: forward_propagation(PARAMS, X * 4e307), "A weighted sum in layer 1 came out"),
        (lambda: backpropagation(PARAMS, X, [], Y), "layers must be what forward_propagation"),
        (
            lambda: backpropagation(PARAMS, X, forward_propagation(PARAMS, ONE), Y),
            "layers must be what forward_propagation",
        ),
        (lambda: cost([[0.5]], [[1]], l2=-1), "l2 must be a number, 0 or more"),
        (lambda: cost([[0.5]], [[1, 0]]), r"Y must have the shape \(1, 1\)"),
        (lambda: cost([[0.5]], [[1]], params=PARAMS, l2=1e308), "The cost came out larger"),
    ],
)
def test_bad_input_gets_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()
