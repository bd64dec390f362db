import numpy as np
import pytest
from glassneuron import neuron, newton
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression


def overlapping(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(3, 80))
    return X, (rng.random((1, 80)) < neuron.sigmoid(2 * X[:1] - 0.5)).astype(float)


@given(st.integers(0, 10**6))
@settings(max_examples=20)
def test_newton_finds_scikit_learns_weights(seed):
    X, Y = overlapping(seed)
    theirs = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000).fit(X.T, Y[0])
    *_, last = newton.train(X, Y)
    np.testing.assert_allclose(last.w[:, 0], theirs.coef_[0], rtol=1e-5)
    assert last.b == pytest.approx(theirs.intercept_[0], rel=1e-5)


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_no_method_of_scipys_finds_a_lower_cost(seed):
    X, Y = overlapping(seed)

    def cost_at(theta):
        A = neuron.forward_propagation(theta[:-1, np.newaxis], theta[-1], X)
        return neuron.cost(A, Y)

    *_, last = newton.train(X, Y)
    for method in ("BFGS", "Nelder-Mead"):
        theirs = minimize(cost_at, np.zeros(4), method=method, options={"maxiter": 2000})
        assert last.cost <= theirs.fun + 1e-12
        assert last.cost == pytest.approx(theirs.fun, abs=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_gradient_descent_ends_where_scikit_learn_does(seed):
    X, Y = overlapping(seed)
    theirs = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000).fit(X.T, Y[0])
    w, b = neuron.model(X, Y, learning_rate=1.0, n_iter=3000)
    np.testing.assert_allclose(w[:, 0], theirs.coef_[0], rtol=1e-4)
    assert b == pytest.approx(theirs.intercept_[0], rel=1e-4)
