import math

import numpy as np
import pytest
from glassneuron import neuron
from glassneuron.normal_equations import least_squares
from glassneuron.regression import (
    backpropagation,
    cost,
    forward_propagation,
    loss,
    model,
    train,
)
from hypothesis import given
from hypothesis import strategies as st

X = np.array([[0.0, 1.0, 2.0]])
Y = np.array([[1.0, 3.0, 2.0]])


def problems(most_features=4):
    """Make samples and numbers wanted, with noise, of a handful of features."""

    def problem(seed, n, m):
        rng = np.random.default_rng(seed)
        X = rng.uniform(-3, 3, size=(n, m))
        return X, rng.normal(size=(1, n)) @ X + rng.normal(size=(1, m)) + 2

    return st.builds(
        problem, st.integers(0, 10**6), st.integers(1, most_features), st.integers(1, 30)
    )


def test_forward_propagation_is_the_line():
    # 1.23 · [0, 1, -2] + 3.23
    answers = forward_propagation([[1.23]], 3.23, [[0.0, 1.0, -2.0]])
    np.testing.assert_allclose(answers, [[3.23, 4.46, 0.77]], rtol=1e-14)


def test_cost_is_half_the_mean_squared_error():
    # Errors [1, -1, 4]: squares [1, 1, 16], halves [0.5, 0.5, 8], mean 3.
    A = [[2.0, 2.0, 6.0]]
    assert loss(A, Y).tolist() == [[0.5, 0.5, 8.0]]
    assert cost(A, Y) == pytest.approx(3.0, rel=1e-15)
    assert cost(A, Y, 6) == pytest.approx(1.5, rel=1e-15)


def test_cost_is_finite_where_the_sum_of_the_losses_would_not_be():
    assert cost([[1.3e154] * 4], [[0.0] * 4]) == pytest.approx(0.845e308)


def test_backpropagation_takes_the_step_worked_by_hand():
    # With zeros every answer is 0, so dZ = -Y = [-1, -3, -2],
    # dw = 1/3 (0·-1 + 1·-3 + 2·-2) = -7/3 and db = 1/3 · -6 = -2.
    # With the rate 0.3: w = 0.7 and b = 0.6.
    w, b = backpropagation([[0.0]], 0.0, X, [[0.0, 0.0, 0.0]], Y, 0.3)
    assert w.item() == pytest.approx(0.7, rel=1e-15)
    assert b == pytest.approx(0.6, rel=1e-15)


@given(problems())
def test_backpropagation_steps_along_the_slope_of_the_cost(problem):
    X, Y = problem
    w, b, h = np.full((X.shape[0], 1), 0.3), -0.2, 1e-5

    def cost_at(w, b):
        return cost(forward_propagation(w, b, X), Y)

    new_w, new_b = backpropagation(w, b, X, forward_propagation(w, b, X), Y, 1.0)
    for i in range(w.size):
        shift = np.zeros_like(w)
        shift[i] = h
        slope = (cost_at(w + shift, b) - cost_at(w - shift, b)) / (2 * h)
        assert w[i] - new_w[i] == pytest.approx(slope, abs=1e-8)
    slope = (cost_at(w, b + h) - cost_at(w, b - h)) / (2 * h)
    assert b - new_b == pytest.approx(slope, abs=1e-8)


@given(problems(), st.floats(1e-3, 10))
def test_backpropagation_is_the_neurons_own_step(problem, rate):
    # Answers and labels that both modules allow: the two must do the same.
    X, Y = problem
    labels = (Y > 0).astype(float)
    A = neuron.sigmoid(Y)
    w, b = np.full((X.shape[0], 1), 0.5), 0.1
    ours = backpropagation(w, b, X, A, labels, rate)
    theirs = neuron.backpropagation(w, b, X, A, labels, rate)
    np.testing.assert_array_equal(ours[0], theirs[0])
    assert ours[1] == theirs[1]


@given(problems(most_features=2))
def test_train_never_raises_the_cost_and_nears_the_line_of_least_cost(problem):
    X, Y = problem
    # Twice the rate would still do: the curvature is at most the mean of |x|² + 1.
    rate = 1 / (1 + np.mean(np.sum(X**2, axis=0)))
    costs = [state.cost for state in train(X, Y, learning_rate=rate, n_iterations=30)]
    assert np.all(np.diff(costs) <= 1e-12 * costs[0])
    w, b = least_squares(X, Y)
    assert cost(forward_propagation(w, b, X), Y) <= costs[-1] + 1e-12


@given(problems(), st.integers(0, 6))
def test_train_counts_its_updates_reports_on_its_line_and_resumes_bit_for_bit(problem, pause):
    X, Y = problem
    states = list(train(X, Y, 0.01, n_iterations=6))
    assert [state.iteration for state in states] == list(range(7))
    assert not states[0].w.any()
    assert states[0].b == 0
    resumed = train(X, Y, 0.01, 6 - pause, w=states[pause].w, b=states[pause].b)
    for ours, theirs in zip(resumed, states[pause:], strict=True):
        np.testing.assert_array_equal(ours.w, theirs.w)
        assert (ours.b, ours.cost) == (theirs.b, theirs.cost)
        A = forward_propagation(ours.w, ours.b, X)
        np.testing.assert_array_equal(ours.A, A)
        assert ours.cost == cost(A, Y)
    w, b = model(X, Y, 0.01, 6)
    np.testing.assert_array_equal(w, states[-1].w)
    assert b == states[-1].b


def test_model_finds_the_articles_line_among_its_points():
    # The article's line is y = 1.23 x + 3.23, its points within ±10.
    X = np.linspace(-10, 10, 41)[np.newaxis]
    w, b = model(X, 1.23 * X + 3.23)
    assert (w.item(), b) == pytest.approx((1.23, 3.23), abs=1e-6)


def test_least_squares_of_three_points_worked_by_hand():
    # x̄ = 1, ȳ = 2; w = Σ(x - x̄)(y - ȳ) / Σ(x - x̄)² = (-1·-1 + 0·1 + 1·0) / 2 = 0.5; b = 2 - 0.5.
    w, b = least_squares(X, Y)
    assert (w.item(), b) == pytest.approx((0.5, 1.5), rel=1e-14)


@given(problems())
def test_least_squares_agrees_with_numpys_own(problem):
    X, Y = problem
    m = X.shape[1]
    w, b = least_squares(X, Y)
    theirs, *_ = np.linalg.lstsq(np.vstack([X, np.ones(m)]).T, Y[0])
    answers = forward_propagation(w, b, X)
    np.testing.assert_allclose(answers, theirs[:-1] @ X + theirs[-1:, None], atol=1e-8)
    if m > X.shape[0] + 2:
        np.testing.assert_allclose(w[:, 0], theirs[:-1], atol=1e-8)
        assert b == pytest.approx(theirs[-1], abs=1e-8)


@pytest.mark.parametrize("seed", [1914, 8839, 10973, 14302, 514193])
def test_least_squares_of_two_samples_goes_through_both(seed):
    # In these the means leave so much rounding that it once passed for a second direction.
    X = np.random.default_rng(seed).uniform(-3, 3, size=(2, 2))
    Y = np.array([[1.0, 2.0]])
    np.testing.assert_allclose(forward_propagation(*least_squares(X, Y), X), Y, rtol=1e-12)


@given(problems(most_features=1), st.integers(2, 4))
def test_least_squares_shares_the_slope_between_features_that_say_the_same(problem, copies):
    X, Y = problem
    slope, b = least_squares(X, Y)
    w, same_b = least_squares(np.repeat(X, copies, axis=0), Y)
    np.testing.assert_allclose(w, np.full((copies, 1), slope.item() / copies), rtol=1e-9, atol=1e-9)
    assert same_b == pytest.approx(b, abs=1e-9)


@given(problems(), st.integers(0, 10**6), st.floats(1e-3, 1))
def test_no_line_costs_less_than_that_of_least_squares(problem, seed, distance):
    X, Y = problem
    w, b = least_squares(X, Y)
    least = cost(forward_propagation(w, b, X), Y)
    rng = np.random.default_rng(seed)
    other = w + distance * rng.normal(size=w.shape), b + distance * rng.normal()
    assert cost(forward_propagation(*other, X), Y) >= least - 1e-12


@given(problems(), st.floats(-3, 3), st.floats(-10, 10), st.floats(-10, 10))
def test_least_squares_follows_when_the_numbers_wanted_or_the_samples_move(problem, k, up, side):
    X, Y = problem
    expected = k * forward_propagation(*least_squares(X, Y), X) + up
    moved = forward_propagation(*least_squares(X + side, k * Y + up), X + side)
    np.testing.assert_allclose(moved, expected, rtol=0, atol=1e-7)


@given(problems(), st.integers(0, 10**6), st.integers(1, 3))
def test_least_squares_does_not_mind_the_order_nor_being_told_again(problem, seed, times):
    X, Y = problem
    rng = np.random.default_rng(seed)
    features, order = rng.permutation(X.shape[0]), np.tile(rng.permutation(X.shape[1]), times)
    kept = X.copy(), Y.copy()
    w, b = least_squares(X, Y)
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(Y, kept[1])
    other_w, other_b = least_squares(X[features][:, order], Y[:, order])
    np.testing.assert_allclose(other_w, w[features], rtol=1e-7, atol=1e-7)
    assert other_b == pytest.approx(b, abs=1e-7)


@pytest.mark.parametrize(
    ("X", "Y", "expected"),
    [
        ([[2.0]], [[7.0]], (0.0, 7.0)),  # one point
        ([[2.0, 2.0]], [[1.0, 3.0]], (0.0, 2.0)),  # two points above each other
        ([[0.0, 0.0, 0.0]], [[1.0, 2.0, 6.0]], (0.0, 3.0)),
    ],
)
def test_least_squares_is_level_where_the_points_tell_no_slope(X, Y, expected):
    w, b = least_squares(X, Y)
    assert (w.item(), b) == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: least_squares(X, [1, 2, 3]), r"Did you mean Y\.reshape\(1, -1\)\?"),
        (lambda: least_squares(X, [[1, 2, math.nan]]), "Y must hold finite numbers"),
        (lambda: least_squares([[1.7e308, 1.7e308]], [[1, 2]]), "came out larger"),
        (lambda: train(X, Y, learning_rate=0), "learning_rate must be a positive number"),
        (lambda: model(X, Y, n_iter=-1), "n_iter must be a whole number"),
        (lambda: forward_propagation([[1.0]], 0.0, [1.0, 2.0]), "x must have the shape"),
        (lambda: loss([[1e200]], [[0.0]]), "squared error came out larger"),
        (lambda: model(10 * X, Y, learning_rate=0.2), "smaller learning rate"),
        (lambda: cost([[1.0]], [[1.0, 2.0]]), r"Y must have the shape \(1, 1\)"),
    ],
)
def test_bad_input_gets_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()
