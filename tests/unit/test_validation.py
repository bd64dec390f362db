"""What every public function promises about its arguments."""

import math
import re

import numpy as np
import pytest
from glassneuron import validation
from hypothesis import given
from hypothesis import strategies as st

floats = st.floats(allow_nan=False, allow_infinity=False)
shapes = st.lists(st.integers(0, 4), max_size=3).map(tuple)
ODD = [
    10**400,
    "x" * 10_000,
    b"1",
    {"x": 1},
    len,
    np.random,
    np.array([["a", "b"], ["c", "d"]]),
    np.array(["2020-01-01"], dtype="datetime64[D]"),
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers()
    | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=8,
)  # fmt: skip


def is_row(A):
    return A.ndim == 2 and A.shape[0] == 1 and A.size > 0 and np.isfinite(A).all()


PROMISES = {
    validation.numbers: lambda A: A.dtype == np.float64 and np.isfinite(A).all(),
    validation.samples: lambda A: A.ndim == 2 and A.size > 0 and np.isfinite(A).all(),
    validation.weights: lambda A: A.ndim == 2 and A.shape[1] == 1 and np.isfinite(A).all(),
    validation.labels: lambda A: is_row(A) and set(A[0]) <= {0, 1},
    validation.class_numbers: lambda A: is_row(A) and all(k >= 0 and k % 1 == 0 for k in A[0]),
    validation.probabilities: lambda A: is_row(A) and A.min() >= 0 and A.max() <= 1,
    validation.targets: is_row,
    validation.bias: lambda b: type(b) is float and math.isfinite(b),
    validation.number: lambda x: type(x) is float and math.isfinite(x),
    validation.positive: lambda x: type(x) is float and 0 < x < math.inf,
    validation.at_least_zero: lambda x: type(x) is float and 0 <= x < math.inf,
    validation.count: lambda n: type(n) is int and n >= 0,
    validation.generator: lambda rng: isinstance(rng, np.random.Generator),
}


def answer(check, value):
    """Return what the check returns, or the error it raises."""
    try:
        return check(value, name="it")
    except ValueError as error:
        return error


@pytest.mark.parametrize("check", PROMISES, ids=lambda check: check.__name__)
@given(ANYTHING)
def test_a_check_keeps_its_promise_or_names_the_argument_in_one_short_line(check, value):
    got = answer(check, value)
    if isinstance(got, ValueError):
        assert re.fullmatch(r"it must .{9,230}[.?]", str(got))
        assert got.__suppress_context__ or got.__context__ is None
    else:
        assert PROMISES[check](got)


@given(
    st.lists(st.integers(0, 2047), min_size=1),
    st.sampled_from([np.int16, np.uint16, np.float16, np.float32, ">f8", ">i4", object]),
    st.sampled_from([np.asarray, list, tuple]),
)
def test_numbers_takes_any_kind_of_real_number(values, dtype, kind):
    array = validation.numbers(kind(np.array(values, dtype=dtype)), "X")
    assert array.dtype == np.dtype(np.float64)
    assert array.tolist() == values


@pytest.mark.parametrize(
    "value",
    [
        "12",
        ["1", "2"],
        np.array(["1", 2], dtype=object),
        np.array([b"1"], dtype=object),
        [1j],
        [[1, 2], [3]],
        10**5000,  # Python refuses to write so many digits.
        *ODD,
    ],
    ids=lambda value: type(value).__name__,
)
def test_numbers_refuses_what_is_not_a_number(value):
    with pytest.raises(ValueError, match=r"^X must hold numbers only; got .+\.$"):
        validation.numbers(value, "X")


@given(st.lists(st.none() | st.floats(), min_size=1), st.booleans())
def test_numbers_counts_what_is_not_finite(values, infinite):
    wrong = [x for x in values if x is None or math.isnan(x) or (math.isinf(x) and not infinite)]
    if not wrong:
        assert validation.numbers(values, "z", infinite).tolist() == values
        return
    counted = f"{len(wrong)} of its {len(values)} values {'is' if len(wrong) == 1 else 'are'} NaN"
    with pytest.raises(ValueError, match=f"; {counted}{'' if infinite else ' or infinite'}[.]"):
        validation.numbers(values, "z", infinite)


def test_numbers_too_large_for_a_double_are_infinite_not_a_warning():
    huge = np.longdouble(1e308) * np.longdouble(1e308)
    with pytest.raises(ValueError, match="NaN or infinite"):
        validation.numbers([huge], "X")


@given(shapes, st.integers(1, 4))
def test_samples_are_a_row_for_each_feature_and_recognised_on_their_side(shape, n):
    if len(shape) == 2 and shape[0] == n and shape[1]:
        assert validation.samples(np.zeros(shape), n_features=n).shape == shape
        return
    with pytest.raises(ValueError, match=re.escape(f"got the shape {shape}.")) as error:
        validation.samples(np.zeros(shape), n_features=n)
    turned = len(shape) == 2 and shape[0] > 0 and shape[1] == n
    assert str(error.value).endswith(" Did you mean X.T?") == turned


@pytest.mark.parametrize("check", [validation.labels, validation.probabilities, validation.targets])
@given(shapes, st.integers(1, 4))
def test_a_row_is_one_value_for_each_sample(check, shape, m):
    if shape == (1, m):
        assert check(np.zeros(shape), m).shape == shape
        return
    with pytest.raises(ValueError, match=re.escape(f"must have the shape (1, {m})")) as error:
        check(np.zeros(shape), m, "it")
    fits = math.prod(shape) == m
    assert str(error.value).endswith(" Did you mean it.reshape(1, -1)?") == fits


@given(shapes, st.integers(1, 4))
def test_weights_are_one_column_of_one_for_each_feature(shape, n):
    if shape == (n, 1):
        assert validation.weights(np.zeros(shape), n).shape == shape
    else:
        with pytest.raises(ValueError, match=re.escape(f"got the shape {shape}.")):
            validation.weights(np.zeros(shape), n)


@given(floats)
def test_labels_are_0_and_1_only(value):
    if value in (0, 1):
        assert validation.labels([[value]]).item() == value
    else:
        with pytest.raises(ValueError, match=r"Y must hold the labels 0 and 1 only; got .+\."):
            validation.labels([[value]])


@given(floats)
def test_probabilities_lie_between_0_and_1(value):
    if 0 <= value <= 1:
        assert validation.probabilities([[value]]).item() == value
    else:
        with pytest.raises(ValueError, match=r"A must hold probabilities from 0 to 1; got .+\."):
            validation.probabilities([[value]])


@given(floats, shapes, st.integers(0, 63))
def test_a_bias_is_one_number_that_an_array_may_repeat(value, shape, place):
    b = np.full(shape, value)
    if b.size:
        assert validation.bias(b) == value
        b.flat[place % b.size] += max(1.0, abs(value) / 2)
    if b.size != 1:
        with pytest.raises(ValueError, match="b must be one number, for a neuron has one bias"):
            validation.bias(b)


NO_NUMBERS = [math.nan, math.inf, -math.inf, None, "1", b"1", True, np.True_, 1j, [1.0], 10**400]


@pytest.mark.parametrize("value", [*NO_NUMBERS, -1e-300, -1, np.complex128(1)])
def test_positive_and_at_least_zero_refuse_what_is_negative_or_no_number(value):
    with pytest.raises(ValueError, match=r"^rate must be a positive number, such as 0\.1; got "):
        validation.positive(value, "rate")
    with pytest.raises(ValueError, match=r"^noise must be a number, 0 or more; got "):
        validation.at_least_zero(value, "noise")


@pytest.mark.parametrize("zero", [0, 0.0, -0.0])
def test_zero_is_at_least_zero_and_not_positive(zero):
    assert validation.at_least_zero(zero, "noise") == 0
    with pytest.raises(ValueError, match="must be a positive number"):
        validation.positive(zero, "rate")


@given(st.floats(min_value=0, exclude_min=True, allow_infinity=False) | st.integers(1, 10**300))
def test_positive_returns_the_number_as_a_float(value):
    assert validation.positive(value, "rate") == float(value)
    assert validation.at_least_zero(value, "rate") == float(value)


@given(st.integers(-(2**31), 2**31 - 1), st.integers(-5, 5), st.sampled_from([int, np.int32]))
def test_count_is_a_whole_number_that_is_large_enough(value, least, kind):
    if value >= least:
        assert validation.count(kind(value), "n", least) == value
    else:
        with pytest.raises(ValueError, match=f"n must be a whole number, {least} or more; got"):
            validation.count(kind(value), "n", least)


@pytest.mark.parametrize("value", [1.0, "1", None, True, np.True_, [1], np.float64(2)])
def test_count_refuses_what_is_not_whole(value):
    with pytest.raises(ValueError, match=r"^n must be a whole number, 0 or more; got "):
        validation.count(value, "n")


@given(st.lists(floats), st.sampled_from([None, math.inf, -math.inf, math.nan]))
def test_no_overflow_names_what_overflowed_and_what_helps(values, wrong):
    if wrong is None:
        validation.no_overflow(np.array(values), "The sum")
    else:
        with pytest.raises(ValueError, match=r"^The sum came out larger.*smaller learning rate"):
            validation.no_overflow(np.array([*values, wrong]), "The sum")


@given(st.sampled_from(["a", "b", "c", "", "ab"]) | ANYTHING)
def test_a_choice_is_one_of_what_is_known(name):
    known = {"a": 1, "b": 2}
    if isinstance(name, str) and name in known:
        assert validation.choice(name, known, "letter") == known[name]
    else:
        with pytest.raises(ValueError, match=r"^letter must be one of a, b; got .+\.$"):
            validation.choice(name, known, "letter")


@pytest.mark.parametrize("rng", [0, None, np.random, np.random.PCG64(0)])
def test_a_generator_is_numpys(rng):
    own = np.random.default_rng(0)
    assert validation.generator(own) is own
    with pytest.raises(ValueError, match=r"^rng must be a NumPy generator, such as .*; got .+\.$"):
        validation.generator(rng)
