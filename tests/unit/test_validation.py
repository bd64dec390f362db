"""What every public function promises about its arguments."""

import math
import re

import numpy as np
import pytest
from glassneuron import validation
from hypothesis import given
from hypothesis import strategies as st

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers(),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=8,
)


def answer(value):
    """Return what `numbers` returns, or the error it raises."""
    try:
        return validation.numbers(value, "X")
    except ValueError as error:
        return error


@given(ANYTHING)
def test_numbers_returns_finite_floats_or_raises_one_sentence(value):
    got = answer(value)
    if isinstance(got, ValueError):
        assert re.match(r"X must hold (finite numbers; .*|numbers only; got .*)\.$", str(got))
        assert got.__suppress_context__ or got.__context__ is None
    else:
        assert got.dtype == np.float64
        assert np.isfinite(got).all()


@pytest.mark.parametrize(
    "value",
    [
        [1, 2],
        (1.0, 2.0),
        np.array([1, 2], dtype=np.uint8),
        np.array([1, 2], dtype=np.float16),
        np.array([1, 2], dtype=object),
        np.array([1.0, 2.0], dtype=">f8"),
        [np.int64(1), 2.0],
    ],
)
def test_numbers_takes_any_kind_of_real_number(value):
    array = validation.numbers(value, "X")
    assert array.dtype == np.dtype(np.float64)
    assert array.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    "value",
    [
        "12",
        ["1", "2"],
        np.array(["1", 2], dtype=object),
        np.array([b"1"], dtype=object),
        [1j],
        [[1, 2], [3]],
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        np.array([10**400], dtype=object),
        {"x": 1},
        len,
    ],
)
def test_numbers_refuses_what_is_not_a_number(value):
    with pytest.raises(ValueError, match=r"^X must hold numbers only; got .+\.$"):
        validation.numbers(value, "X")


def test_numbers_counts_what_is_not_finite():
    with pytest.raises(ValueError, match=r"2 of its 4 values are NaN or infinite"):
        validation.numbers([[1, math.nan], [math.inf, 2]], "X")
    with pytest.raises(ValueError, match=r"1 of its 2 values is NaN or infinite"):
        validation.numbers([None, 1.0], "X")


def test_numbers_too_large_for_a_double_are_infinite_not_a_warning():
    huge = np.longdouble(1e308) * np.longdouble(1e308)
    with pytest.raises(ValueError, match="NaN or infinite"):
        validation.numbers([huge], "X")


def test_numbers_lets_infinite_ones_through_where_they_have_a_meaning():
    assert validation.numbers([-math.inf, 1], "z", infinite=True).tolist() == [-math.inf, 1.0]
    with pytest.raises(ValueError, match=r"^z must hold numbers; 1 of its 1 values is NaN\."):
        validation.numbers([math.nan], "z", infinite=True)


def test_a_long_value_is_shown_short():
    assert len(str(answer("x" * 10_000))) < 100


@pytest.mark.parametrize("value", [1.0, [1, 2], np.zeros((2, 2, 2))])
def test_samples_must_have_two_dimensions(value):
    with pytest.raises(ValueError, match="one sample a column; got the shape"):
        validation.samples(value)


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_samples_must_not_be_empty(shape):
    with pytest.raises(ValueError, match="at least one sample and one feature"):
        validation.samples(np.zeros(shape))


def test_samples_that_lie_on_their_side_are_recognised():
    with pytest.raises(ValueError, match=r"X must have 2 rows.*\(5, 2\)\. Did you mean X\.T\?"):
        validation.samples(np.zeros((5, 2)), n_features=2)
    with pytest.raises(ValueError, match=r"\(5, 3\)\.$"):
        validation.samples(np.zeros((5, 3)), n_features=2)


@pytest.mark.parametrize("check", [validation.labels, validation.probabilities])
def test_a_row_is_one_value_for_each_sample(check):
    assert check([[0, 1, 1]], m=3).shape == (1, 3)
    with pytest.raises(ValueError, match=r"must have the shape \(1, 2\).*got the shape \(1, 3\)"):
        check([[0, 1, 1]], m=2)
    with pytest.raises(ValueError, match=r"Did you mean [AY]\.reshape\(1, -1\)\?"):
        check([0, 1, 1], m=3)
    with pytest.raises(ValueError, match="at least one sample; got none"):
        check(np.zeros((1, 0)))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_labels_are_0_and_1_only(value):
    if value in (0, 1):
        assert validation.labels([[value]]).item() == value
    else:
        with pytest.raises(ValueError, match=r"Y must hold the labels 0 and 1 only; got .+\."):
            validation.labels([[value]])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_probabilities_lie_between_0_and_1(value):
    if 0 <= value <= 1:
        assert validation.probabilities([[value]]).item() == value
    else:
        with pytest.raises(ValueError, match=r"A must hold probabilities from 0 to 1; got .+\."):
            validation.probabilities([[value]])


def test_weights_are_one_column():
    assert validation.weights([[1], [2]], n_features=2).shape == (2, 1)
    with pytest.raises(ValueError, match=r"a column of the shape \(n_features, 1\).*\(2,\)"):
        validation.weights([1, 2])
    with pytest.raises(ValueError, match=r"w must have 3 rows, one for each feature.*\(2, 1\)"):
        validation.weights([[1], [2]], n_features=3)


@pytest.mark.parametrize("b", [0, 0.0, np.float32(0), [0], np.zeros((3, 1)), np.array(0.0)])
def test_a_bias_may_be_written_as_the_article_does(b):
    assert validation.bias(b) == 0.0
    assert type(validation.bias(b)) is float


@pytest.mark.parametrize("b", [[], [1, 2], np.eye(2)])
def test_a_bias_is_one_number(b):
    with pytest.raises(ValueError, match="b must be one number, for a neuron has one bias"):
        validation.bias(b)


NO_NUMBERS = [math.nan, math.inf, -math.inf, None, "1", b"1", True, np.True_, 1j, [1.0], 10**400]


@pytest.mark.parametrize("value", [*NO_NUMBERS, 0, -0.0, -1, np.complex128(1)])
def test_positive_refuses_what_is_not_above_zero(value):
    with pytest.raises(ValueError, match=r"^rate must be a positive number, such as 0\.1; got "):
        validation.positive(value, "rate")


@pytest.mark.parametrize("value", [*NO_NUMBERS, -1e-300])
def test_at_least_zero_refuses_what_is_negative(value):
    with pytest.raises(ValueError, match=r"^noise must be a number, 0 or more; got "):
        validation.at_least_zero(value, "noise")


@given(st.floats(min_value=0, exclude_min=True, allow_infinity=False) | st.integers(1, 10**300))
def test_positive_returns_the_number_as_a_float(value):
    assert validation.positive(value, "rate") == float(value)
    assert validation.at_least_zero(value, "rate") == float(value)


@given(st.integers(), st.integers(-5, 5))
def test_count_is_a_whole_number_that_is_large_enough(value, least):
    if value >= least:
        assert validation.count(value, "n", least) == value
    else:
        with pytest.raises(ValueError, match=f"n must be a whole number, {least} or more; got"):
            validation.count(value, "n", least)


@pytest.mark.parametrize("value", [1.0, "1", None, True, np.True_, [1], np.float64(2)])
def test_count_refuses_what_is_not_whole(value):
    with pytest.raises(ValueError, match=r"^n must be a whole number, 0 or more; got "):
        validation.count(value, "n")


def test_count_takes_numpy_integers():
    assert type(validation.count(np.int32(3), "n")) is int


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_no_overflow_names_what_overflowed_and_what_helps(value):
    with pytest.raises(ValueError, match=r"^The sum came out larger.*smaller learning rate"):
        validation.no_overflow(np.array([1.0, value]), "The sum")


def test_no_overflow_lets_the_largest_float_pass():
    validation.no_overflow(np.array([1.7976931348623157e308]), "The sum")


def test_a_choice_is_one_of_what_is_known():
    assert validation.choice("b", {"a": 1, "b": 2}, "letter") == 2
    for name in ("c", "", None, 0, []):
        with pytest.raises(ValueError, match=r"^letter must be one of a, b; got .+\.$"):
            validation.choice(name, {"a": 1, "b": 2}, "letter")


@pytest.mark.parametrize("rng", [0, None, np.random, np.random.PCG64(0)])
def test_a_generator_is_numpys(rng):
    own = np.random.default_rng(0)
    assert validation.generator(own) is own
    with pytest.raises(ValueError, match=r"^rng must be a NumPy generator, such as .*; got .+\.$"):
        validation.generator(rng)
