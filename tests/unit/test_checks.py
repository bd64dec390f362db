import numpy as np
import pytest
from glassneuron import neuron
from glassneuron.checks import (
    EXAMPLES,
    Problem,
    check_backpropagation,
    check_gradients,
    numerical_gradient,
)
from glassneuron.slips import ADVICE
from gradient_problems import arguments_of, backpropagation, gradients, problems, slopes_of
from hypothesis import assume, given
from hypothesis import strategies as st


def stepping(slopes):
    """Make a backpropagation of a function that computes the slopes."""

    def step(w, b, X, A, Y, learning_rate, m):
        dw, db = slopes(X, A, Y, m)
        return w - learning_rate * dw, b - learning_rate * db

    return step


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5))
def test_numerical_gradient_is_the_derivative(p):
    # f = Σ sin p + Σ p³ has the slopes cos p + 3p².
    p = np.array(p)
    (slope,) = numerical_gradient(lambda q: float(np.sum(np.sin(q[0]) + q[0] ** 3)), [p])
    np.testing.assert_allclose(slope, np.cos(p) + 3 * p**2, rtol=0, atol=1e-8)


@given(st.lists(st.integers(0, 3), max_size=3), st.floats(-10, 10), st.integers(0, 10**6))
def test_numerical_gradient_keeps_shapes_and_leaves_the_parameters_alone(shape, q, seed):
    factors, p = np.random.default_rng(seed).normal(size=(2, *shape))
    kept = p.copy()
    # f = q Σ c p: the slope along p is q c, along q it is Σ c p.
    slopes = numerical_gradient(lambda pq: float(pq[1] * np.sum(factors * pq[0])), [p, q])
    assert [slope.shape for slope in slopes] == [tuple(shape), ()]
    np.testing.assert_allclose(slopes[0], q * factors, rtol=0, atol=1e-7)
    assert slopes[1] == pytest.approx(np.sum(factors * p), abs=1e-7)
    np.testing.assert_array_equal(p, kept)


@pytest.mark.parametrize("function", [backpropagation, neuron.backpropagation, stepping(gradients)])
def test_the_articles_backpropagation_is_right(function):
    report = check_backpropagation(function)
    assert report.ok
    assert check_gradients(gradients).ok
    assert report.sentence == "Right: w and b agree with the slopes measured at the cost itself."
    assert (report.parameter, report.slips, report.changed) == (None, (), ())


@given(problems(), st.sampled_from(["sign", "1/m", "1/m twice"]))
def test_a_factor_that_is_wrong_is_named_on_every_problem(problem, slip):
    factor = {"sign": -1, "1/m": problem.X.shape[1], "1/m twice": 1 / problem.X.shape[1]}[slip]
    report = check_gradients(lambda *args: [factor * d for d in gradients(*args)], [problem])
    assert not report.ok
    assert report.slips == (slip,)


@given(problems(), st.sampled_from(["w", "b", "both"]))
def test_what_is_not_updated_is_found_on_every_problem(problem, forgotten):
    def function(w, b, *rest):
        new_w, new_b = backpropagation(w, b, *rest)
        return w if forgotten != "b" else new_w, b if forgotten != "w" else new_b

    report = check_backpropagation(function, [problem])
    new_w, new_b = backpropagation(*arguments_of(problem))
    # Where the step is next to nothing its lack is no fault.
    moves = [*(new_w - problem.w)[:, 0], new_b - problem.b]
    lacking = {"w": moves[:-1], "b": moves[-1:], "both": moves}[forgotten]
    assume(np.abs(lacking).max() > 1e-3 * np.abs(moves).max())
    assert "unchanged" in report.slips
    assert not report.ok


@given(problems(), st.integers(0, 4), st.floats(0.1, 1e6))
def test_the_one_number_that_is_wrong_is_named_with_what_it_is_and_should_be(problem, i, offset):
    right = np.append(*gradients(*slopes_of(problem)))
    n = problem.w.size
    i %= n + 1
    slack = (1 + np.abs(right).max()) * offset  # Beyond every tolerance.

    def function(X, A, Y, m):
        wrong = right.copy()
        wrong[i] += slack
        return wrong[:-1, np.newaxis], wrong[-1]

    report = check_gradients(function, [problem])
    assert report.parameter == ("db" if i == n else f"dw{i + 1}")
    assert report.got == right[i] + slack
    assert report.expected == pytest.approx(right[i], abs=1e-6)


@given(problems())
def test_what_is_right_is_right_on_every_problem(problem):
    assert check_backpropagation(backpropagation, [problem]).ok
    assert check_gradients(gradients, [problem]).ok


@given(problems(), st.floats(1.01, 1.5))
def test_a_step_that_is_a_little_too_long_is_found(problem, factor):
    def longer(w, b, X, A, Y, learning_rate, m):
        return backpropagation(w, b, X, A, Y, factor * learning_rate, m)

    report = check_backpropagation(longer, [problem])
    assert not report.ok
    assert report.got != report.expected


SLIPS = {
    "sign": lambda X, A, Y, m: (-np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m),
    "1/m": lambda X, A, Y, m: (np.dot(X, (A - Y).T), np.sum(A - Y) / m),
    "1/m twice": lambda X, A, Y, m: (np.dot(X, (A - Y).T) / m, np.mean(A - Y) / m),
    "transposed": lambda X, A, Y, m: (np.dot(A - Y, X.T) / m, np.sum(A - Y) / m),
    "order": lambda X, A, Y, m: (np.sum(A - Y) / m, np.dot(X, (A - Y).T) / m),
    "not summed": lambda X, A, Y, m: (np.dot(X, (A - Y).T) / m, (A - Y) / m),
}


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_a_slip_is_named_in_the_slopes_and_in_a_step_made_of_them(slip):
    report = check_gradients(SLIPS[slip])
    assert not report.ok
    assert report.slips == (slip,)
    assert ADVICE[slip] in report.sentence
    if slip != "order":  # A step of the wrong slopes is no pair in the wrong order.
        assert check_backpropagation(stepping(SLIPS[slip])).slips == (slip,)


@pytest.mark.parametrize(
    ("slips", "step"),
    [
        (("rate",), lambda w, b, dw, db, rate, m: (w - dw, b - db)),
        (("unchanged",), lambda w, b, dw, db, rate, m: (w, b)),
        (("sign", "1/m"), lambda w, b, dw, db, rate, m: (w + rate * m * dw, b)),
        (("sign", "1/m", "rate"), lambda w, b, dw, db, rate, m: (w + m * dw, b)),
        (("order",), lambda w, b, dw, db, rate, m: (b - rate * db, w - rate * dw)),
        ((), lambda w, b, dw, db, rate, m: (w - 1.7 * rate * dw, b)),
    ],
)
def test_slips_with_the_step_are_named_and_several_together(slips, step):
    def function(w, b, X, A, Y, learning_rate, m):
        return step(w, b, *gradients(X, A, Y, m), learning_rate, m)

    report = check_backpropagation(function)
    assert not report.ok
    assert report.slips == slips


def test_the_first_wrong_number_is_named_with_both_values():
    # One sample x = [1, 2], wanted 1, from zeros: dZ = -0.5, dw = [-0.5, -1], db = -0.5.
    problem = Problem(np.zeros((2, 1)), 0.0, np.array([[1.0], [2.0]]), np.array([[1.0]]), 0.1)

    def function(X, A, Y, m):
        dw, db = gradients(X, A, Y, m)
        dw[1] = 7
        return dw, db

    report = check_gradients(function, [problem])
    assert report.parameter == "dw2"
    assert report.got == 7
    assert report.expected == pytest.approx(-1, abs=1e-8)
    assert report.sentence == "dw2 should be -1; it is 7."


@given(problems(), st.lists(st.integers(1, 3), max_size=2))
def test_an_array_of_equal_biases_is_one_bias_as_in_the_article(problem, shape):
    report = check_backpropagation(
        lambda w, b, *rest: backpropagation(w, np.full(shape, b), *rest), [problem]
    )
    assert report.ok


def test_a_formula_that_fits_one_problem_only_is_found():
    def function(w, b, X, A, Y, learning_rate, m):
        return backpropagation(w, b, X, A, Y, 0.5, 5)

    assert EXAMPLES[0].learning_rate == 0.5
    assert not check_backpropagation(function).ok


@given(problems().filter(lambda problem: problem.w.size == 1))
def test_a_neuron_with_one_weight_may_return_columns_of_one(problem):
    report = check_gradients(
        lambda *args: [np.reshape(d, (1, 1)) for d in gradients(*args)], [problem]
    )
    assert report.ok


@given(problems(), st.sets(st.sampled_from("wXAY"), min_size=1))
def test_a_change_in_place_is_told_and_does_no_harm_even_if_the_numbers_are_right(problem, which):
    def function(w, b, X, A, Y, learning_rate, m):
        answer = backpropagation(w, b, X, A, Y, learning_rate, m)
        for name, array in {"w": w, "X": X, "A": A, "Y": Y}.items():
            if name in which:
                array += 1
        return answer

    kept = [problem.w.copy(), problem.X.copy(), problem.Y.copy()]
    report = check_backpropagation(function, [problem])
    assert report.ok
    assert report.changed == tuple(name for name in "wXAY" if name in which)
    assert f"changes its argument {' and '.join(report.changed)} in place" in report.sentence
    for array, copy in zip((problem.w, problem.X, problem.Y), kept, strict=True):
        np.testing.assert_array_equal(array, copy)
