"""The fast neuron: the weights and costs of the plain one, in any pieces, for any data."""

import math
import tracemalloc

import numpy as np
import pytest
from glassneuron import boundaries, datasets, fused, neuron
from hypothesis import example, given
from hypothesis import strategies as st

# Both sides of each change of form: up to 128 samples, up to 1500, and above.
SIZES = st.sampled_from([1, 2, 17, 128, 129, 300, 1500, 1501, 2500])


def noisy_samples(n_features, m, seed):
    """Return samples that no line divides, with 1 answer in 5 thrown by a coin."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_features, m)) * rng.uniform(0.3, 3, size=(n_features, 1))
    Y = (X.sum(axis=0, keepdims=True) > 0) ^ (rng.random((1, m)) < 0.1)
    return X, Y.astype(float)


def steady(X, share):
    """Return a learning rate at which each step lowers the cost.

    The slope of the cost bends by a quarter of the mean squared length of the samples at most,
    with the bias's 1, and a step is too long from 2 over that on; half of it is taken at most.
    """
    return share * 4 / (np.mean(np.sum(X**2, axis=0)) + 1)


def plain_descent(X, Y, learning_rate, n_iterations, w, b):
    """Take the article's steps, in the article's formulas."""
    m = X.shape[1]
    for _ in range(n_iterations):
        A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))
        dZ = A - Y
        w, b = w - learning_rate / m * np.dot(X, dZ.T), b - learning_rate / m * np.sum(dZ)
    return w, b


def finish(*arguments, **settings):
    """Run to the end and return the last stretch, with the costs of all."""
    stretches = list(fused.train(*arguments, **settings))
    return stretches[-1]._replace(costs=np.concatenate([s.costs for s in stretches]))


@given(
    m=SIZES,
    n_features=st.integers(1, 4),
    share=st.floats(0.001, 1),
    seed=st.integers(0, 10**6),
    b=st.floats(-3, 3),
)
def test_weights_after_2000_steps_are_the_plain_ones(m, n_features, share, seed, b):
    X, Y = noisy_samples(n_features, m, seed)
    w = np.random.default_rng(seed).normal(size=(n_features, 1))
    rate = steady(X, share)
    end = finish(X, Y, rate, 2000, w, b)
    plain_w, plain_b = plain_descent(X, Y, rate, 2000, w, b)
    assert end.iteration == 2000
    np.testing.assert_allclose(end.w, plain_w, rtol=1e-12, atol=1e-12)
    assert end.b == pytest.approx(plain_b, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("m", [50, 200, 2500])
def test_weights_and_costs_are_those_of_the_neuron_where_a_line_divides_the_classes(m):
    X, Y = datasets.make("line", m, seed=3)
    n_iterations = 2000 if m < 1000 else 300
    states = list(neuron.train(X, Y, 0.5, n_iterations))
    end = finish(X, Y, 0.5, n_iterations, every=5)
    np.testing.assert_allclose(end.w, states[-1].w, rtol=1e-12, atol=0)
    assert end.b == pytest.approx(states[-1].b, rel=1e-12)
    expected = [state.cost for state in states[:-1:5]]
    np.testing.assert_allclose(end.costs, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("m", [30, 500, 3000])
def test_long_run_on_divided_classes_keeps_to_the_plain_one(m):
    # The weights grow for ever here, and most answers come close to 0 and 1.
    X, Y = datasets.make("line", m, seed=1)
    n_iterations = 20_000 if m < 1000 else 1000
    end = finish(X, Y, 1.0, n_iterations)
    plain_w, plain_b = plain_descent(X, Y, 1.0, n_iterations, np.zeros((2, 1)), 0.0)
    np.testing.assert_allclose(end.w, plain_w, rtol=1e-12)
    assert end.b == pytest.approx(plain_b, rel=1e-12)


@given(
    m=SIZES,
    cuts=st.lists(st.integers(0, 300), min_size=1, max_size=5),
    every=st.integers(1, 9),
    seed=st.integers(0, 10**6),
)
@example(m=100, cuts=[999, 1, 1, 1000], every=5, seed=0)
def test_run_in_pieces_ends_in_the_same_bits(m, cuts, every, seed):
    X, Y = noisy_samples(2, m, seed)
    rate = steady(X, 1.0)
    whole = finish(X, Y, rate, sum(cuts))
    w, b = np.zeros((2, 1)), 0.0
    for n_iterations in cuts:
        w, b = finish(X, Y, rate, n_iterations, w, b, every)[1:3]
    np.testing.assert_array_equal(w, whole.w)
    assert b == whole.b


@given(m=SIZES, lengths=st.lists(st.integers(1, 600), max_size=5), every=st.integers(1, 9))
def test_stretches_of_any_length_hold_the_same_bits(m, lengths, every):
    X, Y = noisy_samples(2, m, seed=3)
    whole = finish(X, Y, 0.1, sum(lengths), every=every)
    stretches = fused.train(X, Y, 0.1, sum(lengths), every=every)
    stretch = next(stretches)
    assert stretch.iteration == 0
    assert stretch.cost == pytest.approx(math.log(2), rel=1e-15)
    iteration, costs = 0, [stretch.costs]
    for length in lengths:
        while iteration < sum(lengths) and length > 0:
            stretch = stretches.send(length)
            assert 0 < stretch.iteration - iteration <= length
            length -= stretch.iteration - iteration
            iteration = stretch.iteration
            costs.append(stretch.costs)
    np.testing.assert_array_equal(stretch.w, whole.w)
    assert (stretch.b, stretch.cost) == (whole.b, whole.cost)
    np.testing.assert_array_equal(np.concatenate(costs), whole.costs)


@given(m=SIZES, n_iterations=st.integers(0, 1100), every=st.integers(1, 1200))
def test_each_cost_that_was_asked_for_is_there_once(m, n_iterations, every):
    X, Y = noisy_samples(2, m, seed=0)
    stretches = list(fused.train(X, Y, n_iterations=n_iterations, every=every))
    assert stretches[-1].iteration == n_iterations
    costs = np.concatenate([stretch.costs for stretch in stretches])
    assert costs.shape == (len(range(0, n_iterations, every)),)
    if n_iterations > 0:
        # All weights are 0 at the start, all answers 0.5 and each loss is ln 2.
        assert costs[0] == pytest.approx(math.log(2), rel=1e-15)


@given(m=SIZES, seed=st.integers(0, 10**6), every=st.integers(1, 7))
def test_costs_are_the_mean_of_the_exact_losses(m, seed, every):
    X, Y = noisy_samples(3, m, seed)
    rng = np.random.default_rng(seed)
    w, b = rng.uniform(-1, 1, size=(3, 1)), rng.uniform(-1, 1)
    costs = finish(X, Y, 0.1, 20, w, b, every).costs
    expected = []
    for _ in range(20):
        z = np.dot(w.T, X) + b
        # L = ln(1 + e⁻ᶻ) for class 1 and ln(1 + eᶻ) for class 0.
        expected.append(np.mean(np.logaddexp(0, np.where(Y == 1, -z, z))))
        w, b = plain_descent(X, Y, 0.1, 1, w, b)
    np.testing.assert_allclose(costs, expected[::every], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("m", [1, 150, 2100])
@pytest.mark.parametrize("label", [0, 1])
def test_cost_of_a_sure_error_is_finite_and_that_of_the_neuron(m, label):
    # z = ∓5000: the exact loss is 5000, but no answer is nearer to 0 or 1 than a float can be.
    X, Y = np.ones((1, m)), np.full((1, m), label)
    w = np.array([[5000.0 if label == 0 else -5000.0]])
    costs = finish(X, Y, 0.1, 1, w).costs
    A = neuron.forward_propagation(w, 0.0, X)
    assert costs == pytest.approx([neuron.cost(A, Y)], rel=1e-12)
    assert next(fused.train(X, Y, 0.1, 1, w)).cost == costs
    assert costs == pytest.approx([36.7368 if label == 0 else 744.44], rel=1e-5)


@pytest.mark.parametrize("m", [4, 400, 4000])
def test_nothing_given_or_yielded_changes_later(m):
    X, Y = noisy_samples(2, m, seed=2)
    w = np.full((2, 1), 0.5)
    given_before = X.copy(), Y.copy(), w.copy()
    _, *stretches = fused.train(X, Y, 0.1, 2020, w, 0.5)
    assert len(stretches) > 2
    for array, before in zip((X, Y, w), given_before, strict=True):
        np.testing.assert_array_equal(array, before)
    for stretch in stretches[:2]:
        again = finish(X, Y, 0.1, stretch.iteration, w, 0.5)
        np.testing.assert_array_equal(stretch.w, again.w)


def test_without_a_step_there_is_the_start():
    X, Y = noisy_samples(2, 10, seed=0)
    (stretch,) = fused.train(X, Y, n_iterations=0, w=[[1.0], [2.0]], b=3.0)
    assert stretch.iteration == 0
    assert stretch.w.tolist() == [[1.0], [2.0]]
    assert stretch.b == 3.0
    assert stretch.costs.size == 0


def test_peak_of_memory_is_a_few_arrays_of_the_samples_size():
    X, Y = noisy_samples(2, 100_000, seed=0)
    tracemalloc.start()
    try:
        finish(X, Y, 0.1, 10)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Once (x₁, x₂, 1) with the signs, once more while it is made, and some rows.
    assert peak < 8 * X.nbytes


def test_numpys_settings_are_left_alone_between_stretches():
    X, Y = noisy_samples(2, 10, seed=0)
    before = np.geterr()
    for _ in fused.train(X, Y, n_iterations=1200):
        assert np.geterr() == before


GOOD = {"X": [[0.0, 1.0]], "Y": [[0, 1]]}


@pytest.mark.parametrize(
    "bad",
    [
        {"X": [0.0, 1.0]},
        {"X": [[np.nan, 1.0]]},
        {"Y": [[0, 2]]},
        {"Y": [[0, 1, 1]]},
        {"w": [[1.0], [2.0]]},
        {"b": "one"},
        {"learning_rate": 0},
        {"n_iterations": -1},
        {"n_iterations": 2.5},
    ],
    ids=str,
)
def test_bad_input_is_refused_at_the_call_in_the_words_of_the_neuron(bad):
    with pytest.raises(ValueError) as plain:  # noqa: PT011 (its words are what is compared)
        neuron.train(**GOOD | bad)
    with pytest.raises(ValueError) as quick:  # noqa: PT011
        fused.train(**GOOD | bad)
    assert str(quick.value) == str(plain.value)


@pytest.mark.parametrize("every", [0, -5, 1.5, True])
def test_every_is_a_whole_number_above_0(every):
    with pytest.raises(ValueError, match="every must be a whole number, 1 or more; got"):
        fused.train(**GOOD, every=every)


@pytest.mark.parametrize("m", [2, 200, 3000])
def test_weights_beyond_the_largest_float_are_refused_with_the_way_out(m):
    X, Y = np.tile([[-100.0, 100.0]], m // 2), np.tile([[0, 1]], m // 2)
    with pytest.raises(ValueError, match=r"A step with the learning rate 1e\+308 came out larger"):
        finish(X, Y, 1e308, 10)


@pytest.mark.parametrize("m", [2, 200, 3000])
def test_weighted_sums_beyond_the_largest_float_are_refused(m):
    X, Y = np.tile([[-1e200, 1e200]], m // 2), np.tile([[0, 1]], m // 2)
    with pytest.raises(ValueError, match=r"The weighted sum wᵀx \+ b came out larger"):
        finish(X, Y, 0.1, 10, w=[[1e200]])


# -------------------------------------------------------------------- the surface

AXIS = np.linspace(-6, 6, 41)
# Weights of a neuron that has just begun, has learnt, and is as sure as can be.
WEIGHTS = st.floats(-1, 1) | st.floats(-100, 100) | st.floats(-1e6, 1e6)


@given(w1=WEIGHTS, w2=WEIGHTS, b=WEIGHTS)
@example(w1=116.6, w2=116.6, b=0.0)
@example(w1=-116.6, w2=116.7, b=0.0)
@example(w1=0.0, w2=0.0, b=700.0)
@example(w1=0.0, w2=0.0, b=-700.1)
def test_surface_is_that_of_the_boundaries(w1, w2, b):
    w = [[w1], [w2]]
    surface = fused.probability_surface(w, b, AXIS, AXIS[::-1][:7])
    expected = boundaries.probability_surface(w, b, AXIS, AXIS[::-1][:7])
    assert surface.shape == (7, 41)
    np.testing.assert_allclose(surface, expected, rtol=0, atol=1e-12)


def test_surface_has_a_row_for_each_y_and_a_column_for_each_x():
    # z = ln 3 at (1, 0) and 2 ln 3 at (0, 1): ŷ = 3/4 and 9/10.
    surface = fused.probability_surface([[math.log(3)], [2 * math.log(3)]], 0, [0, 1], [0, 1])
    np.testing.assert_allclose(surface, [[0.5, 0.75], [0.9, 27 / 28]], rtol=1e-14)


@pytest.mark.parametrize(
    "bad",
    [
        {"w": [[1.0]]},
        {"w": [[np.inf], [1.0]]},
        {"b": np.nan},
        {"x": ["one"]},
        {"y": [np.nan]},
        {"w": [[1e308], [1e308]], "x": [1e10]},
    ],
    ids=str,
)
def test_surface_refuses_what_the_boundaries_refuse(bad):
    good = {"w": [[1.0], [1.0]], "b": 0.0, "x": [0.0], "y": [0.0]}
    with pytest.raises(ValueError) as plain:  # noqa: PT011
        boundaries.probability_surface(**good | bad)
    with pytest.raises(ValueError) as quick:  # noqa: PT011
        fused.probability_surface(**good | bad)
    assert str(quick.value) == str(plain.value)
