import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from glassneuron.activations import ACTIVATIONS
from glassneuron.neuron import sigmoid
from hypothesis import given
from hypothesis import strategies as st

NAMES = sorted(ACTIVATIONS)
ANY_NUMBER = st.floats(allow_nan=False)


def exact_slope(name, z):
    """Work e⁻ᶻ / (1 + e⁻ᶻ)² for the sigmoid and 4 e⁻²ᶻ / (1 + e⁻²ᶻ)² for tanh, to 60 digits."""
    with localcontext(prec=60):
        k = {"sigmoid": 1, "tanh": 2}[name]
        e = (-k * Decimal(min(abs(z), 800.0))).exp()
        return float(k * k * e / (1 + e) ** 2)


@pytest.mark.parametrize(
    ("name", "z", "expected", "slope"),
    [
        ("identity", [-2.0, 0.0, 3.0], [-2.0, 0.0, 3.0], [1.0, 1.0, 1.0]),
        # σ(ln 3) = 3/4 and σ(-ln 3) = 1/4; the slope is σ (1 - σ) = 3/16 at both.
        ("sigmoid", [-math.log(3), 0.0, math.log(3)], [0.25, 0.5, 0.75], [0.1875, 0.25, 0.1875]),
        # tanh(ln 2) = (2 - 1/2) / (2 + 1/2) = 0.6; the slope is 1 - 0.36.
        ("tanh", [-math.log(2), 0.0, math.log(2)], [-0.6, 0.0, 0.6], [0.64, 1.0, 0.64]),
        ("relu", [-2.0, 0.0, 3.0], [0.0, 0.0, 3.0], [0.0, 0.0, 1.0]),
        ("leaky_relu", [-2.0, 0.0, 3.0], [-0.02, 0.0, 3.0], [0.01, 0.01, 1.0]),
    ],
)
def test_the_numbers_worked_by_hand(name, z, expected, slope):
    function, derivative = ACTIVATIONS[name]
    np.testing.assert_allclose(function(z), expected, rtol=1e-15)
    np.testing.assert_allclose(derivative(z), slope, rtol=1e-15)


@given(st.sampled_from(NAMES), st.floats(-20, 20))
def test_the_derivative_is_the_slope_of_the_function(name, z):
    function, derivative = ACTIVATIONS[name]
    h = 1e-5
    if "relu" in name and abs(z) < h:
        z += 1.0  # not across the kink, where there is no one slope
    slope = (function(z + h) - function(z - h)) / (2 * h)
    assert derivative(z) == pytest.approx(slope, abs=1e-9)


@given(st.sampled_from(["sigmoid", "tanh"]), ANY_NUMBER)
def test_the_slope_keeps_its_digits_far_into_the_tails(name, z):
    expected = exact_slope(name, z)
    # A square doubles the relative error of e; where it is subnormal there are few digits left.
    assert ACTIVATIONS[name].derivative(z) == pytest.approx(expected, rel=2e-15, abs=1e-307)


@given(st.sampled_from(NAMES), st.lists(st.floats(-1.7e308, 1.7e308), min_size=1))
def test_no_finite_number_gives_a_floating_point_fault(name, z):
    function, derivative = ACTIVATIONS[name]
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        answers, slopes = function(z), derivative(z)
    assert np.isfinite(answers).all()
    assert ((slopes >= 0) & (slopes <= 1)).all()


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("identity", (-math.inf, math.inf)),
        ("sigmoid", (0.0, 1.0)),
        ("tanh", (-1.0, 1.0)),
        ("relu", (0.0, math.inf)),
        ("leaky_relu", (-math.inf, math.inf)),
    ],
)
def test_infinite_numbers_give_the_limits(name, ends):
    function, derivative = ACTIVATIONS[name]
    assert tuple(function([-math.inf, math.inf])) == ends
    assert np.isfinite(derivative([-math.inf, math.inf])).all()


@given(st.sampled_from(NAMES), st.lists(st.integers(0, 3), max_size=3), st.integers(0, 10**6))
def test_the_shape_is_kept_and_the_argument_left_alone(name, shape, seed):
    z = np.random.default_rng(seed).normal(size=shape)
    kept = z.copy()
    for function in ACTIVATIONS[name]:
        answers = function(z)
        assert answers.shape == tuple(shape)
        answers += 1  # no view of the argument: this would change it
        np.testing.assert_array_equal(z, kept)


@given(
    st.sampled_from(NAMES),
    st.lists(ANY_NUMBER, max_size=4),
    st.integers(0, 4),
    st.sampled_from([math.nan, "one", None, 1j]),
)
def test_one_value_that_is_no_number_gets_a_sentence(name, z, position, bad):
    z.insert(position, bad)
    for function in ACTIVATIONS[name]:
        for argument in (z, bad):
            with pytest.raises(ValueError, match=r"^z must hold numbers.*\.$") as caught:
                function(argument)
            assert "\n" not in str(caught.value)


@given(st.sampled_from(NAMES), st.lists(ANY_NUMBER, min_size=2, max_size=10))
def test_no_function_falls_as_its_argument_grows(name, z):
    answers = ACTIVATIONS[name].function(sorted(z))
    # The margin is the rounding of both answers.
    assert np.all(answers[:-1] <= answers[1:] + 4e-16)


@given(st.floats(-1e300, 1e300))
def test_what_the_functions_say_of_each_other(z):
    sigmoid, tanh, relu, leaky = (
        ACTIVATIONS[name].function for name in ("sigmoid", "tanh", "relu", "leaky_relu")
    )
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, abs=1e-15)
    assert tanh(-z) == -tanh(z)
    assert relu(z) - relu(-z) == z
    assert leaky(z) == relu(z) - 0.01 * relu(-z)


@given(st.sampled_from(["sigmoid", "tanh"]), ANY_NUMBER)
def test_the_slope_is_the_same_on_both_sides_of_0(name, z):
    derivative = ACTIVATIONS[name].derivative
    assert derivative(-z) == derivative(z) <= derivative(0)


def test_the_sigmoid_is_the_neurons():
    assert ACTIVATIONS["sigmoid"].function is sigmoid
