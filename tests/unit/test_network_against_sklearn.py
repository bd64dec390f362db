import numpy as np
import pytest
from glassneuron import network
from glassneuron.outputs import one_hot
from glassneuron.training import train
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import check_grad
from sklearn.neural_network import MLPClassifier, MLPRegressor

M = 30
L2 = 0.05


def one_step(output, X, labels, params, activation):
    """Let scikit-learn take one step of gradient descent from our parameters."""
    kind = MLPRegressor if output == "identity" else MLPClassifier
    keywords = {} if output == "identity" else {"classes": np.unique(labels)}
    theirs = kind(
        hidden_layer_sizes=[b.size for _, b in params[:-1]],
        activation={"sigmoid": "logistic"}.get(activation, activation),
        solver="sgd",
        momentum=0,
        learning_rate_init=0.1,
        alpha=L2 * M,  # They divide it by the number of samples.
        batch_size=M,
        shuffle=False,
    )
    theirs.partial_fit(X.T, labels, **keywords)  # Only to be given its shapes.
    theirs.coefs_ = [W.T.copy() for W, _ in params]
    theirs.intercepts_ = [b[:, 0].copy() for _, b in params]
    return theirs.partial_fit(X.T, labels, **keywords)


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("output", ["identity", "sigmoid", "softmax"])
@given(hidden=st.lists(st.integers(1, 5), min_size=1, max_size=3), seed=st.integers(0, 10**6))
@settings(max_examples=5)
def test_a_step_is_scikit_learns(activation, output, hidden, seed):
    rng = np.random.default_rng(seed)
    n_out = 3 if output == "softmax" else 1
    X = rng.normal(size=(2, M))
    labels = rng.normal(size=M) if output == "identity" else np.arange(M) % max(n_out, 2)
    Y = one_hot(labels[np.newaxis]) if output == "softmax" else labels[np.newaxis]
    start = network.initialise([2, *hidden, n_out], rng)
    params = [(W, rng.normal(size=b.shape)) for W, b in start]
    theirs = one_step(output, X, labels, params, activation)
    first, ours = train(X, Y, params, activation, output, n_iterations=1, l2=L2)
    assert first.cost == pytest.approx(theirs.loss_, rel=1e-10)
    for i, (W, b) in enumerate(ours.params):
        np.testing.assert_allclose(W.T, theirs.coefs_[i], rtol=0, atol=1e-12)
        np.testing.assert_allclose(b[:, 0], theirs.intercepts_[i], rtol=0, atol=1e-12)


@given(
    activation=st.sampled_from(["sigmoid", "tanh"]),
    hidden=st.lists(st.integers(1, 4), max_size=2),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=10)
def test_scipy_finds_the_same_gradients(activation, hidden, seed):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(2, M)), rng.integers(0, 2, size=(1, M))
    start = network.initialise([2, *hidden, 1], rng)

    def layers(theta):
        ends = np.cumsum([array.size for layer in start for array in layer])[:-1]
        flat = iter(np.split(theta, ends))
        return [(next(flat).reshape(W.shape), next(flat).reshape(b.shape)) for W, b in start]

    def cost_at(theta):
        return network.cost(network.predict(layers(theta), X, activation), Y)

    def slope_at(theta):
        params = layers(theta)
        answers = network.forward_propagation(params, X, activation)
        grads = network.backpropagation(params, X, answers, Y, activation)
        return np.concatenate([array.ravel() for layer in grads for array in layer])

    theta = rng.normal(size=sum(W.size + b.size for W, b in start))
    assert check_grad(cost_at, slope_at, theta) < 1e-6
