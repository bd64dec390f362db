"""Whatever a function under check raises or returns, a sentence is said of it."""

import math
import sys

import numpy as np
import pytest
from glassneuron.checks import EXAMPLES, check_backpropagation, check_gradients
from gradient_problems import backpropagation, gradients, problems
from hypothesis import given
from hypothesis import strategies as st


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
