import math
import sys

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
from hypothesis import assume, given
from hypothesis import strategies as st


def backpropagation(w, b, X, A, Y, learning_rate, m):
    """Take a step as the article does."""
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    assert dw.shape == w.shape
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b


def gradients(X, A, Y, m):
    dZ = A - Y
    return 1 / m * np.dot(X, dZ.T), 1 / m * np.sum(dZ)


def stepping(slopes):
    """Make a backpropagation of a function that computes the slopes."""

    def step(w, b, X, A, Y, learning_rate, m):
        dw, db = slopes(X, A, Y, m)
        return w - learning_rate * dw, b - learning_rate * db

    return step


def problems():
    def problem(seed, n, m, rate):
        rng = np.random.default_rng(seed)
        X = rng.uniform(-5, 5, size=(n, m))
        Y = rng.integers(0, 2, size=(1, m)).astype(float)
        return Problem(rng.normal(size=(n, 1)), float(rng.normal()), X, Y, rate)

    return st.builds(
        problem, st.integers(0, 10**6), st.integers(1, 4), st.integers(2, 20), st.floats(1e-3, 5)
    ).filter(lambda p: np.abs(neuron.forward_propagation(p.w, p.b, p.X) - p.Y).max() > 0.1)


def slopes_of(problem):
    """Return the arguments of a function that computes the slopes."""
    w, b, X, Y, _ = problem
    return X, neuron.forward_propagation(w, b, X), Y, X.shape[1]


def arguments_of(problem):
    X, A, Y, m = slopes_of(problem)
    return problem.w, problem.b, X, A, Y, problem.learning_rate, m


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


@given(problems(), st.integers(0, 4), st.sampled_from([math.nan, math.inf, -math.inf]))
def test_a_value_that_is_no_finite_number_is_named_alone(problem, i, value):
    i %= problem.w.size + 1

    def function(X, A, Y, m):
        slopes = np.append(*gradients(X, A, Y, m))
        slopes[i] = value
        return slopes[:-1, np.newaxis], slopes[-1]

    report = check_gradients(function, [problem])
    assert not report.ok
    assert report.parameter == ("db" if i == problem.w.size else f"dw{i + 1}")
    assert report.got is None
    assert report.sentence.endswith("it is no finite number.")


class UntellableError(Exception):
    def __str__(self):
        raise SystemExit


class Hostile(tuple):
    def __len__(self):
        raise KeyboardInterrupt


class NoArray:
    def __array__(self, *args, **keywords):
        raise GeneratorExit


def raising(error):
    def function(*args):
        raise error

    return function


def endless():
    while True:
        yield 1


WRECKS = [
    *map(raising, [ValueError("shapes"), SystemExit(1), KeyboardInterrupt, GeneratorExit()]),
    *map(raising, [UntellableError(), BaseException("end"), AssertionError, MemoryError()]),
    lambda *args: None,
    lambda *args: (None, None),
    lambda *args: (np.full((2, 1), math.nan), 0.0),
    lambda *args: (np.zeros((2, 1)), math.inf),
    lambda *args: (np.zeros((3, 1)), 0.0),
    lambda *args: (np.zeros((0, 1)), []),
    lambda *args: ("w", "b"),
    lambda *args: (1j, 1j),
    lambda *args: ([[1], [1, 2]], 0),
    lambda *args: (np.zeros((2, 1)), {}),
    lambda *args: 1,
    lambda *args: [1, 2, 3],
    lambda *args: Hostile((1, 2)),
    lambda *args: (NoArray(), NoArray()),
    lambda *args: endless(),
    lambda: (1, 2),
    lambda *args: sys.exit("bye"),
    lambda *args: args[0].resize((7, 7)) or (args[0], 0),
    lambda *args: args[0].fill(math.nan) or (args[0], 0),
    "no function",
    None,
]


def assert_a_wreck_gets_a_report(check, wreck):
    report = check(wreck)
    assert not report.ok
    assert report.sentence.endswith(".")
    assert "\n" not in report.sentence
    assert report.got is None or math.isfinite(report.got)


@pytest.mark.parametrize("wreck", WRECKS)
@pytest.mark.parametrize("check", [check_backpropagation, check_gradients])
def test_whatever_a_function_raises_or_returns_there_is_a_report(check, wreck):
    assert_a_wreck_gets_a_report(check, wreck)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text()
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(ANYTHING, st.sampled_from([check_backpropagation, check_gradients]))
def test_whatever_is_drawn_and_returned_there_is_a_report(answer, check):
    # Plain values only: none of them has the shape of w, (2, 1), and the right numbers.
    assert_a_wreck_gets_a_report(check, lambda *args: answer)


@given(st.text(), st.sampled_from([ValueError, KeyError, ZeroDivisionError, SystemExit]))
def test_whatever_the_text_of_an_error_there_is_one_line_of_report(text, kind):
    wreck = raising(kind(text))
    assert_a_wreck_gets_a_report(check_backpropagation, wreck)
    assert check_gradients(wreck).sentence.startswith(f"It raised {kind.__name__}")


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (raising(ValueError("no\nluck")), "It raised ValueError: no luck."),
        (raising(NameError()), "It raised NameError."),
        (raising(UntellableError()), "It raised UntellableError."),
        (lambda *args: None, "It should return w and b; it returned nothing (None)."),
        (
            lambda *args: (1, 2, 3),
            "It should return w and b; it returned a value of the type tuple of 3.",
        ),
        (
            lambda w, b, *rest: (w.tolist(), "b"),
            "b should be made of numbers; it is a value of the type str.",
        ),
        (
            lambda w, b, *rest: (w[:, 0], b),
            "w should have the shape (2, 1); it has the shape (2,).",
        ),
    ],
)
def test_the_sentence_says_what_came(function, sentence):
    assert check_backpropagation(function).sentence == sentence


@pytest.mark.parametrize(
    "function",
    [
        lambda w, b, X, A, Y, *rest: (np.dot(X, A - Y), b),
        lambda w, b, X, A, Y, *rest: (X @ (A - Y), b),
        # The article's own assert, dw lying on its side.
        lambda w, b, X, A, Y, rate, m: backpropagation(w.T, b, X, A, Y, rate, m),
    ],
)
def test_a_forgotten_transposition_is_likely_where_shapes_make_it_raise(function):
    report = check_backpropagation(function)
    assert report.sentence.startswith("It raised ")
    assert report.slips == ("transposed",)


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


@pytest.mark.parametrize(
    ("problems", "message"),
    [
        ([], "at least one Problem"),
        ([EXAMPLES[0]._replace(Y=np.zeros((1, 2)))], r"Y must have the shape \(1, 5\)"),
        ([EXAMPLES[0]._replace(X=1e-9 * EXAMPLES[0].X, b=-40.0, Y=np.zeros((1, 5)))], "too flat"),
    ],
)
def test_a_problem_that_is_none_gets_a_sentence(problems, message):
    with pytest.raises(ValueError, match=message):
        check_backpropagation(backpropagation, problems)
