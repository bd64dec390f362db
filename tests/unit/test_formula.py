import math

import numpy as np
import pytest
from glassneuron import formula
from hypothesis import given
from hypothesis import strategies as st

coordinates = st.floats(min_value=-10, max_value=10)


# Each value at x = 2, worked by hand.
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.23x + 3.23", 5.69),
        ("y = 1.23*x + 3.23", 5.69),
        ("3*sin(pi/x)", 3.0),
        ("3 sin(π/x)", 3.0),
        ("x^2/4 - 3", -2.0),
        ("-x²", -4.0),
        ("2(x + 1)", 6.0),
        ("2 − .5x·x", 0.0),
        ("x**-1", 0.5),
        ("sqrt(2x) + abs(-x) × 2", 6.0),
        ("log(e) + exp(0) + cos(0) + tanh(0) + tan(0)", 3.0),
        ("1e2x", 200.0),
        ("1e-2", 0.01),
        ("2e", 2 * math.e),
        ("X", 2.0),
        ("7", 7.0),
    ],
)
def test_function_computes_what_the_text_says(text, value):
    assert formula.function(text)(2.0) == pytest.approx(value, abs=1e-12)


@given(coordinates, st.lists(st.integers(0, 3), max_size=3))
def test_function_keeps_the_shape_even_of_a_constant(value, shape):
    for text in (repr(value), "x"):
        np.testing.assert_array_equal(
            formula.function(text)(np.full(shape, value)), np.full(shape, value), strict=True
        )


@given(coordinates)
def test_function_is_not_finite_where_the_formula_has_no_value(x):
    assert np.isfinite(formula.function("sqrt(x)")(x)) == (x >= 0)
    assert np.isfinite(formula.function("log(x)")(x)) == (x > 0)
    assert formula.function("1/(x - x)")(x) == math.inf


def test_function_ends_a_tower_of_powers_at_infinity():
    assert formula.function("9**9**9**9**9")(0.0) == math.inf


@given(coordinates, coordinates, coordinates)
def test_function_agrees_with_python_on_a_line(slope, intercept, x):
    # repr gives every digit of the number, and may write it with an exponent.
    f = formula.function(f"{slope!r}x + {intercept!r}")
    assert f(x) == slope * x + intercept


# Written with and without brackets, so that the order of the operations is at stake too.
operands = st.just("x") | st.integers(1, 9999).map(lambda number: repr(number / 100))
expressions = st.recursive(
    operands,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(" ".join)
        | st.tuples(operands, st.sampled_from("+-*"), inner).map("({0[0]}{0[1]}{0[2]})".format)
        | st.tuples(inner, st.integers(1, 9)).map("{0[0]} / {0[1]}.5".format)
        | inner.map("-{}".format)
    ),
    max_leaves=6,
)


@given(expressions, coordinates)
def test_function_agrees_with_python_on_arithmetic(text, x):
    expected = eval(text, {"x": x})
    for spelling in (text, f"Y = {text}".upper(), text.replace("-", "−").replace("*", "·")):
        assert formula.function(spelling)(x) == expected


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').getcwd()",
        "x.real",
        "x[0]",
        "(lambda: 1)()",
        "[x for x in x]",
        "x if x else 1",
        "x < 1",
        "True + 1",
        "1j",
        "'x'*9",
        "x // 2",
        "x or 1",
        "sin",
        "sin(x, x)",
        "sin(x=1)",
        "eval(x)",
        "z + 1",
        "x := 3",
        "f'{x}'",
    ],
)
def test_function_refuses_whatever_is_no_formula(text):
    with pytest.raises(ValueError, match=r"^The formula .*(not known here|cannot be read)"):
        formula.function(text)


@pytest.mark.parametrize("text", ["sin(x", "2 +", "x x", "(" * 150, "x\0"])
def test_function_says_when_the_text_cannot_be_read(text):
    with pytest.raises(ValueError, match="cannot be read; write it like 3"):
        formula.function(text)


@pytest.mark.parametrize("text", ["", "   ", None, 3.0])
def test_function_asks_for_a_text(text):
    with pytest.raises(ValueError, match="must be a text such as"):
        formula.function(text)


@given(st.integers(190, 400))
def test_function_limits_the_length(length):
    text = "x" + "+" * (length - 2) + "x"
    if length <= 200:
        assert formula.function(text)(1.0) == 2.0
    else:
        with pytest.raises(ValueError, match=f"may have 200 characters; this one has {length}"):
            formula.function(text)


@given(st.text(alphabet="x1205.e+-*/^() sincolgpy=²π_[j", max_size=30))
def test_function_reads_any_text_or_refuses_it_in_a_sentence(text):
    try:
        values = formula.function(text)(np.zeros(3))
    except ValueError as error:
        sentence = str(error)
    else:
        sentence = "fine."
        assert values.shape == (3,)
    assert sentence.endswith(".")
