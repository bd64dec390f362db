"""What is promised of the neuron's training: train, and model, which goes through it."""

import numpy as np
import pytest
from glassneuron.neuron import cost, forward_propagation, model, train
from hypothesis import given
from hypothesis import strategies as st
from neuron_problems import X, Y, small_problems


@given(small_problems(), st.integers(0, 4))
def test_train_counts_its_updates_and_reports_on_its_own_weights(problem, n_iterations):
    w, b, X, Y = problem
    states = list(train(X, Y, n_iterations=n_iterations, w=w, b=b))
    assert [state.iteration for state in states] == list(range(n_iterations + 1))
    np.testing.assert_array_equal(states[0].w, w)
    assert states[0].b == b
    for state in states:
        A = forward_propagation(state.w, state.b, X)
        np.testing.assert_array_equal(state.A, A)
        assert state.cost == cost(A, Y)


@given(small_problems(), st.integers(0, 6))
def test_train_resumes_bit_for_bit_from_any_state(problem, pause):
    w, b, X, Y = problem
    through = list(train(X, Y, n_iterations=6, w=w, b=b))
    resumed = list(train(X, Y, n_iterations=6 - pause, w=through[pause].w, b=through[pause].b))
    for ours, theirs in zip(resumed, through[pause:], strict=True):
        np.testing.assert_array_equal(ours.w, theirs.w)
        assert (ours.b, ours.cost) == (theirs.b, theirs.cost)


def test_train_says_so_when_the_steps_leave_the_range_of_floats():
    with pytest.raises(ValueError, match=r"(?i)step with the learning rate 1e\+308"):
        list(train(X * 1e6, Y, learning_rate=1e308, n_iterations=3))


@given(small_problems())
def test_train_with_a_small_rate_never_raises_the_cost(problem):
    _, _, X, Y = problem
    # The cost's curvature is at most 1/4 of the mean squared length of (x, 1), here below 12.
    costs = [state.cost for state in train(X, Y, learning_rate=0.1, n_iterations=10)]
    assert np.all(np.diff(costs) <= 1e-12)


def learnt(X, Y):
    """Train for a few updates; return the weights and the bias in one row."""
    w, b = model(X, Y, learning_rate=0.5, n_iter=5)
    return np.append(w, b)


@given(small_problems())
def test_with_the_labels_exchanged_the_opposite_is_learnt(problem):
    *_, X, Y = problem
    np.testing.assert_allclose(learnt(X, 1 - Y), -learnt(X, Y), rtol=0, atol=1e-13)


@given(small_problems(), st.permutations(range(5)))
def test_the_order_of_the_features_is_the_order_of_the_weights(problem, order):
    *_, X, Y = problem
    order = [i for i in order if i < X.shape[0]]
    expected = learnt(X, Y)[[*order, -1]]
    np.testing.assert_allclose(learnt(X[order], Y), expected, rtol=0, atol=1e-13)


@given(small_problems(), st.permutations(range(20)), st.integers(1, 3))
def test_neither_the_order_of_the_samples_matters_nor_telling_all_of_them_again(problem, order, k):
    *_, X, Y = problem
    order = k * [i for i in order if i < X.shape[1]]
    np.testing.assert_allclose(learnt(X[:, order], Y[:, order]), learnt(X, Y), rtol=0, atol=1e-13)


@given(small_problems())
def test_a_feature_that_is_always_0_keeps_its_weight_and_disturbs_no_other(problem):
    *_, X, Y = problem
    with_zeros = learnt(np.vstack([np.zeros((1, X.shape[1])), X]), Y)
    assert with_zeros[0] == 0
    np.testing.assert_allclose(with_zeros[1:], learnt(X, Y), rtol=0, atol=1e-13)


@given(small_problems(), st.integers(0, 6))
def test_model_returns_the_last_state_and_writes_the_costs_before_each_update(problem, n_iter):
    *_, X, Y = problem
    history, seen = ([], []), []
    w, b = model(X, Y, 0.3, n_iter, history, progress=lambda *pair: seen.append(pair))
    *before, last = states = list(train(X, Y, 0.3, n_iter))
    assert not states[0].w.any()
    assert states[0].b == 0
    np.testing.assert_array_equal(w, last.w)
    assert b == last.b
    assert history == ([state.iteration for state in before], [state.cost for state in before])
    assert seen == list(zip(*history, strict=True))


def test_model_shares_no_history_between_calls():
    # The article's default, [[], []], is one object for all calls.
    assert all(value is None or isinstance(value, float | int) for value in model.__defaults__)
