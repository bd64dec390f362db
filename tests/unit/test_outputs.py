import math

import numpy as np
import pytest
from glassneuron import neuron, regression
from glassneuron.outputs import (
    OUTPUTS,
    cross_entropy,
    one_hot,
    sigmoid_squared_slope,
    softmax,
    softmax_squared_slope,
    squared_error,
)
from hypothesis import given
from hypothesis import strategies as st

SEEDS = st.integers(0, 10**6)
SUMS = st.floats(-1e308, 1e308)


def columns(least=2, most=10):
    return st.lists(SUMS, min_size=least, max_size=most).map(lambda z: np.array(z)[:, np.newaxis])


def test_softmax_worked_by_hand():
    # e^ln k = k: of 1, 2 and 5 the shares are 1/8, 2/8 and 5/8.
    A = softmax([[0.0], [math.log(2)], [math.log(5)]])
    np.testing.assert_allclose(A, [[0.125], [0.25], [0.625]], rtol=1e-15)


@given(columns())
def test_softmax_is_a_distribution_without_a_floating_point_fault(Z):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        # Two sums may be further apart than the largest float: then e⁻ᶻ is 0 all the same.
        A = softmax(Z)
    assert ((A >= 0) & (A <= 1)).all()
    assert A.sum() == pytest.approx(1, abs=1e-14)
    assert A[np.argmax(Z)] == A.max()


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=10), st.floats(-1e6, 1e6))
def test_softmax_sees_differences_only(z, shift):
    Z = np.array(z)[:, np.newaxis]
    np.testing.assert_allclose(softmax(Z + shift), softmax(Z), rtol=1e-8, atol=1e-300)


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_softmax_of_two_classes_is_the_sigmoid_of_their_difference(a, b):
    expected = neuron.sigmoid([b - a, a - b])
    np.testing.assert_allclose(softmax([[a], [b]])[::-1, 0], expected, rtol=1e-12)


@given(SEEDS, st.integers(1, 5), st.integers(1, 5), st.floats(0, 1000))
def test_softmax_treats_each_sample_by_itself_and_all_classes_alike(seed, n_out, m, scale):
    rng = np.random.default_rng(seed)
    Z = scale * rng.normal(size=(n_out, m))
    A, order = softmax(Z), rng.permutation(n_out)
    for i in range(m):
        np.testing.assert_allclose(softmax(Z[:, [i]]), A[:, [i]], rtol=1e-14)
    np.testing.assert_allclose(softmax(Z[order]), A[order], rtol=1e-14)


def test_cross_entropy_worked_by_hand():
    # -ln 0.25 = 2 ln 2 and -ln 1 = 0.
    A, Y = np.array([[0.25, 1.0], [0.5, 0.0], [0.25, 0.0]]), one_hot([[2, 0]], 3)
    np.testing.assert_allclose(cross_entropy(A, Y), [[2 * math.log(2), 0.0]], rtol=1e-15)


@given(st.floats(1e-6, 1 - 1e-6), st.integers(0, 1))
def test_cross_entropy_of_two_classes_is_the_neurons_loss(a, y):
    ours = cross_entropy(np.array([[1 - a], [a]]), one_hot([[y]], 2))
    assert ours.item() == pytest.approx(neuron.loss([[a]], [[y]]).item(), rel=1e-9)


@given(columns(), st.integers(0, 9))
def test_cross_entropy_is_finite_and_never_negative(Z, k):
    Y = one_hot([[k % len(Z)]], len(Z))
    assert 0 <= cross_entropy(softmax(Z), Y).item() <= 745


@given(st.integers(2, 10), st.integers(0, 10**6))
def test_slope_is_that_of_the_loss_along_each_weighted_sum(n_classes, seed):
    rng = np.random.default_rng(seed)
    h = 1e-5
    for name, last in OUTPUTS.items():
        n_out = 1 if name.startswith("sigmoid") else n_classes
        Z, Y = rng.normal(size=(n_out, 1)), np.eye(n_out)[:, :1]
        A = last.activation(Z)
        for k in range(n_out):
            shift = h * np.eye(n_out)[:, [k]]
            above, below = (last.loss(last.activation(Z + by), Y) for by in (shift, -shift))
            rise = (above - below).item() / (2 * h)
            assert last.slope(A, Y)[k].item() == pytest.approx(rise, abs=1e-8)
        if "squared_error" not in name:
            np.testing.assert_array_equal(last.slope(A, Y), A - Y)


def test_slopes_of_the_squared_error_are_those_worked_by_hand():
    # (3/4 - 1) · 3/4 · 1/4 = -3/64.
    assert sigmoid_squared_slope(np.array([[0.75]]), np.array([[1.0]])).item() == -3 / 64
    # d = (1/2, 1/4, 1/4) - (1, 0, 0) = (-1/2, 1/4, 1/4); Σ d ŷ = -1/4 + 1/16 + 1/16 = -1/8;
    # 1/2 (-1/2 + 1/8) = -3/16 and twice 1/4 (1/4 + 1/8) = 3/32.
    slope = softmax_squared_slope(np.array([[0.5], [0.25], [0.25]]), np.eye(3)[:, :1])
    assert slope.ravel().tolist() == [-3 / 16, 3 / 32, 3 / 32]


@given(SEEDS, st.integers(1, 5), st.integers(1, 5))
def test_squared_error_is_the_regressions_loss_summed_over_the_outputs(seed, n_out, m):
    A, Y = np.random.default_rng(seed).normal(size=(2, n_out, m))
    expected = sum(regression.loss([a], [y]) for a, y in zip(A, Y, strict=True))
    np.testing.assert_allclose(squared_error(A, Y), expected, rtol=1e-14)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_one_hot_is_undone_by_the_row_of_the_largest(classes):
    Y = one_hot([classes], 10)
    assert Y.shape == (10, len(classes))
    assert np.argmax(Y, axis=0).tolist() == classes
    assert Y.sum() == len(classes)


@given(
    st.lists(st.integers(0, 4), max_size=4),
    st.integers(-100, -1) | st.integers(5, 100) | st.floats(0.1, 0.9) | st.just(math.nan),
)
def test_one_number_that_is_no_class_gets_a_sentence(classes, bad):
    with pytest.raises(ValueError, match=r"^Y must hold .*numbers.*\.$") as caught:
        one_hot([[*classes, bad]], 5)
    assert "\n" not in str(caught.value)


@given(st.integers(2, 5), st.integers(1, 5), SEEDS)
def test_columns_without_just_one_1_are_no_classes(n_out, m, seed):
    rng = np.random.default_rng(seed)
    Y = one_hot(rng.integers(0, n_out, size=(1, m)), n_out)
    np.testing.assert_array_equal(OUTPUTS["softmax"].targets(Y, n_out, m), Y)
    i, k = rng.integers(0, n_out), rng.integers(0, m)
    Y[i, k] = 1 - Y[i, k]  # Now there are two of them or none.
    with pytest.raises(ValueError, match="one 1 in each column"):
        OUTPUTS["softmax"].targets(Y, n_out, m)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: softmax([[math.nan], [0.0]]), "Z must hold finite numbers"),
        (lambda: softmax([0.0, 1.0]), "Z must have the shape"),
        (lambda: one_hot([[0, 3]], 3), "class numbers, from 0 to 2; got 3"),
        (lambda: one_hot([[0.5]]), "class numbers"),
        (lambda: OUTPUTS["sigmoid"].targets([[1, 0]], 2, 2), "1 neuron; got 2.*take softmax"),
        (lambda: OUTPUTS["sigmoid"].targets([[2]], 1, 1), "labels 0 and 1 only"),
        (lambda: OUTPUTS["softmax"].targets([[1]], 1, 1), "2 neurons or more.*got 1"),
        (lambda: OUTPUTS["softmax"].targets([[1], [1]], 2, 1), "one 1 in each column"),
        (lambda: OUTPUTS["softmax"].targets([[0.5], [0.5]], 2, 1), "one_hot writes"),
        (lambda: OUTPUTS["softmax"].targets([[0, 1]], 2, 2), r"\(2, 2\).*got the shape \(1, 2\)"),
        (lambda: OUTPUTS["identity"].targets([[1, 2]], 1, 3), r"\(1, 3\).*got the shape \(1, 2\)"),
        (lambda: squared_error(np.array([[1e200]]), np.zeros((1, 1))), "squared error came out"),
    ],
)
def test_bad_input_gets_a_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()
