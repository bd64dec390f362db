"""What is promised of the neuron's functions, each by itself; test_article.py has the whole."""

import math
import re
from decimal import Decimal, localcontext

import numpy as np
import pytest
from glassneuron.neuron import (
    backpropagation,
    cost,
    forward_propagation,
    loss,
    model,
    sigmoid,
    train,
)
from hypothesis import given
from hypothesis import strategies as st
from neuron_problems import B, W, X, Y, small_problems

ANY_NUMBER = st.floats(allow_nan=False, allow_subnormal=True)


def exact_sigmoid(z):
    """Work σ(z) with 60 digits and round once; beyond ±800 it rounds to 0 or 1."""
    with localcontext(prec=60):
        return float(1 / (1 + (-Decimal(max(-800.0, min(800.0, z)))).exp()))


@given(ANY_NUMBER | st.floats(-760, 760))
def test_sigmoid_is_exact_to_four_units_in_the_last_place(z):
    expected = exact_sigmoid(z)
    assert abs(sigmoid(z) - expected) <= 4 * np.spacing(expected)


def test_sigmoid_reaches_its_limits_without_a_floating_point_fault():
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert sigmoid([-math.inf, -1e308, 0.0, -0.0, 1e308, math.inf]).tolist() == [
            *(0.0, 0.0, 0.5, 0.5, 1.0, 1.0)
        ]


@given(st.floats(-700, 700))
def test_sigmoid_of_opposite_numbers_sums_to_one(z):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1.0, abs=4e-16)


@given(st.lists(ANY_NUMBER, min_size=2, max_size=20))
def test_sigmoid_never_falls_as_its_argument_grows(z):
    # The margin is the rounding of both answers: e⁻ᶻ may be off by one unit in the last place.
    answers = sigmoid(sorted(z))
    assert np.all(answers[1:] >= answers[:-1] - 4 * np.spacing(answers[1:]))


@given(st.lists(st.integers(0, 3), max_size=4))
def test_sigmoid_keeps_the_shape(shape):
    assert sigmoid(np.zeros(shape)).shape == tuple(shape)


@pytest.mark.parametrize("z", [math.nan, [0.0, math.nan], None, "one", 1j, [[1], [1, 2]]])
def test_sigmoid_refuses_what_is_no_number(z):
    with pytest.raises(ValueError, match=r"^z must hold numbers"):
        sigmoid(z)


def test_forward_propagation_weighs_sums_and_squeezes():
    # z = 0.5·1 - 0.25·2 + 0.75, 0.5·3 + 0.25·4 + 0.75, 0.5·2 - 0 + 0.75
    expected = 1 / (1 + np.exp([[-0.75, -3.25, -1.75]]))
    np.testing.assert_allclose(forward_propagation(W, B, X), expected, rtol=1e-15)


@given(small_problems())
def test_forward_propagation_answers_each_sample_as_if_it_were_alone(problem):
    w, b, X, _ = problem
    A = forward_propagation(w, b, X)
    for i, x in enumerate(X.T):
        alone = forward_propagation(w, b, x)
        assert alone.shape == (1,)
        assert alone[0] == pytest.approx(A[0, i], rel=1e-14)


@given(small_problems())
def test_the_opposite_neuron_gives_the_other_classs_probability(problem):
    w, b, X, _ = problem
    A = forward_propagation(w, b, X)
    np.testing.assert_allclose(forward_propagation(-w, -b, X), 1 - A, rtol=0, atol=1e-15)


def test_loss_is_the_negative_logarithm_of_the_answer_for_the_true_class():
    A = [[0.25, 0.25, 1e-300, 1e-300]]
    # -ln 0.25 = 2 ln 2; -ln 0.75; -ln 1e-300 = 300 ln 10; -ln(1 - 1e-300) = 1e-300
    expected = [[2 * math.log(2), math.log(4 / 3), 300 * math.log(10), 1e-300]]
    np.testing.assert_allclose(loss(A, [[1, 0, 1, 0]]), expected, rtol=1e-15)


@given(st.floats(0, 1, allow_subnormal=True), st.integers(0, 1))
def test_loss_is_finite_and_never_negative(a, y):
    assert 0 <= loss([[a]], [[y]]).item() <= 745


@given(st.floats(0, 1), st.floats(0, 1))
def test_loss_grows_with_the_distance_of_the_answer_from_the_label(a, other):
    near, far = sorted([a, other])
    assert loss([[near]], [[0]]) <= loss([[far]], [[0]])
    assert loss([[far]], [[1]]) <= loss([[near]], [[1]])


@pytest.mark.parametrize(
    ("a", "y", "least", "most"),
    [(0.0, 0, 0, 2e-16), (1.0, 1, 0, 2e-16), (0.0, 1, 744, 745), (1.0, 0, 36, 37)],
)
def test_loss_of_a_sure_answer_is_next_to_nothing_or_large_but_finite(a, y, least, most):
    assert least <= loss([[a]], [[y]]).item() <= most


@given(small_problems())
def test_cost_with_zeros_is_the_logarithm_of_two(problem):
    w, _, X, Y = problem
    assert cost(forward_propagation(0 * w, 0.0, X), Y) == pytest.approx(math.log(2), rel=1e-14)


@given(small_problems(), st.integers(1, 1000))
def test_cost_is_the_mean_loss_or_divides_by_the_m_it_is_given(problem, m):
    w, b, X, Y = problem
    A = forward_propagation(w, b, X)
    assert cost(A, Y) == pytest.approx(np.mean(loss(A, Y)), rel=1e-14)
    assert m * cost(A, Y, m) == pytest.approx(np.sum(loss(A, Y)), rel=1e-14)


def test_backpropagation_takes_the_step_worked_by_hand():
    # With zeros every answer is 0.5, so dZ = [-0.5, 0.5, 0.5] and
    # dw = 1/3 [-0.5·1 + 0.5·3 + 0.5·2, -0.5·2 - 0.5·4 + 0] = [2/3, -1], db = 1/3 · 0.5 = 1/6.
    # With the rate 0.6: w = [-0.4, 0.6] and b = -0.1.
    A = [[0.5, 0.5, 0.5]]
    w, b = backpropagation([[0.0], [0.0]], 0.0, X, A, Y, 0.6)
    np.testing.assert_allclose(w, [[-0.4], [0.6]], rtol=1e-15)
    assert b == pytest.approx(-0.1, rel=1e-15)


@given(small_problems())
def test_backpropagation_steps_along_the_slope_of_the_cost(problem):
    w, b, X, Y = problem

    def cost_at(w, b):
        return cost(forward_propagation(w, b, X), Y)

    new_w, new_b = backpropagation(w, b, X, forward_propagation(w, b, X), Y, 1.0)
    h = 1e-5
    for i in range(w.size):
        shift = np.zeros_like(w)
        shift[i] = h
        slope = (cost_at(w + shift, b) - cost_at(w - shift, b)) / (2 * h)
        assert w[i] - new_w[i] == pytest.approx(slope, abs=1e-8)
    slope = (cost_at(w, b + h) - cost_at(w, b - h)) / (2 * h)
    assert b - new_b == pytest.approx(slope, abs=1e-8)


@given(small_problems())
def test_no_function_modifies_its_arguments(problem):
    w, b, X, Y = problem
    A = forward_propagation(w, b, X)
    given_arrays = (w, X, A, Y)
    copies = [array.copy() for array in given_arrays]
    for array in given_arrays:
        array.flags.writeable = False
    loss(A, Y)
    cost(A, Y)
    backpropagation(w, b, X, A, Y, 0.1)
    model(X, Y, n_iter=3)
    list(train(X, Y, n_iterations=3, w=w, b=b))
    for array, copy in zip(given_arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@given(small_problems(), st.integers(0, 3), st.sampled_from([math.nan, math.inf, "x", None, 1j]))
def test_one_value_that_is_no_finite_number_is_refused_wherever_it_stands(problem, which, bad):
    w, b, X, Y = problem
    arguments = [array.astype(object) for array in (w, np.array([[b]]), X, Y)]
    arguments[which].flat[-1] = bad
    w, b, X, Y = arguments
    message = rf"^{'wbXY'[which]} must hold (finite )?numbers.*\.$"
    with pytest.raises(ValueError, match=message) as caught:
        train(X, Y, w=w, b=b)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: model(X, Y, n_iter=-1), "n_iter must be a whole number, 0 or more; got -1."),
        (lambda: train(X, Y, n_iterations=1.5), "n_iterations must be a whole number"),
        (lambda: train(X, Y, learning_rate=-0.1), "learning_rate must be a positive number"),
        (lambda: train(X, [[1, 0]]), "Y must have the shape (1, 3)"),
        (lambda: train(X, [1, 0, 0]), "Did you mean Y.reshape(1, -1)?"),
        (lambda: train(X, [[1, 0, 2]]), "Y must hold the labels 0 and 1 only; got 2."),
        (lambda: train(X[0], Y), "X must have the shape (n_features, m_samples)"),
        (lambda: train(X, Y, w=[[1.0]]), "w must have 2 rows, one for each feature"),
        (lambda: train(X, Y, b=[1, 2]), "b must be one number, for a neuron has one bias"),
        (lambda: forward_propagation(W, B, X.T), "Did you mean x.T?"),
        (
            lambda: forward_propagation([[1e308], [1e308]], 0.0, [[10.0], [10.0]]),
            "larger than the largest floating-point number",
        ),
        (lambda: forward_propagation([0.5, 1.0], B, X), "w must be a column"),
        (lambda: loss([[0.5]], [[0, 1]]), "Y must have the shape (1, 1)"),
        (lambda: loss([[1.5]], [[1]]), "A must hold probabilities from 0 to 1; got 1.5."),
        (lambda: cost([[0.5]], [[1]], 0), "m must be a whole number, 1 or more; got 0."),
        (lambda: backpropagation(W, B, X, [[0.5]], Y, 0.1), "A must have the shape (1, 3)"),
        (lambda: backpropagation(W, math.inf, X, Y, Y, 0.1), "b must hold finite numbers"),
    ],
)
def test_bad_input_gets_a_sentence_with_what_was_expected_and_what_came(call, expected):
    with pytest.raises(ValueError, match=re.escape(expected)):
        call()
