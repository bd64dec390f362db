import numpy as np
import pytest
from glassneuron import datasets, neuron, newton
from hypothesis import given
from hypothesis import strategies as st

SEEDS = st.integers(0, 10**6)


def slope(state, X, Y):
    dZ = state.A - Y
    return np.append(np.dot(X, dZ.T), np.sum(dZ)) / X.shape[1]


def overlapping(seed, n=3, m=60):
    """Make samples whose labels are drawn: no line divides them."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, m))
    return X, (rng.random((1, m)) < neuron.sigmoid(X[:1] - 0.5)).astype(float)


def found(X, Y):
    """Return the weights and the bias after four steps, in one row."""
    *_, last = newton.train(X, Y, n_iterations=4)
    return np.append(last.w, last.b)


def test_the_first_step_worked_by_hand():
    # With zeros A = 0.5, so A (1 - A) = 0.25 and, with X = [-1, 0, 1, 2], Y = [0, 1, 0, 1]:
    # slope = 1/4 [Σ x (0.5 - y), Σ (0.5 - y)] = 1/4 [-0.5 - 0 + 0.5 - 1, 0] = [-0.25, 0],
    # H = 0.25/4 [[6, 2], [2, 4]] = [[0.375, 0.125], [0.125, 0.25]], det H = 0.078125,
    # H⁻¹ slope = [0.25 · -0.25, -0.125 · -0.25] / 0.078125 = [-0.8, 0.4].
    states = newton.train([[-1.0, 0.0, 1.0, 2.0]], [[0, 1, 0, 1]], n_iterations=1)
    _, first = states
    assert (first.w.item(), first.b) == pytest.approx((0.8, -0.4), rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_ten_steps_reach_the_cost_of_two_thousand_gradient_steps(seed):
    X, Y = datasets.make("line", 200, seed)
    history = ([], [])
    neuron.model(X, Y, costIter=history)
    *_, last = newton.train(X, Y, n_iterations=10)
    assert last.cost <= history[1][-1]


@given(SEEDS)
def test_it_ends_where_the_cost_is_level(seed):
    X, Y = overlapping(seed)
    states = list(newton.train(X, Y, n_iterations=50))
    assert len(states) < 15
    assert np.abs(slope(states[-1], X, Y)).max() < 1e-8


@given(
    st.integers(0, 10**6),
    st.integers(1, 4),
    st.integers(1, 12),
    st.sampled_from(["plain", "repeated feature", "one class", "divided", "constant feature"]),
    st.sampled_from([1e-6, 1.0, 1e6]),
)
def test_every_step_lowers_the_cost_whatever_the_data(seed, n, m, kind, scale):
    rng = np.random.default_rng(seed)
    X, Y = scale * rng.normal(size=(n, m)), rng.integers(0, 2, size=(1, m)).astype(float)
    if kind == "repeated feature":
        X = np.vstack([X, 3 * X[:1]])
    if kind == "one class":
        Y[:] = 1
    if kind == "divided":
        Y = (X[:1] > 0).astype(float)
    if kind == "constant feature":
        X[0] = 0
    states = list(newton.train(X, Y, n_iterations=30))
    assert np.all(np.diff([state.cost for state in states]) < 0)
    assert all(np.isfinite([*state.w[:, 0], state.b]).all() for state in states)


def test_divided_classes_are_learnt_ever_better_and_then_it_stops():
    X, Y = datasets.make("line", 200, seed=0)
    states = list(newton.train(X, Y, n_iterations=5000))
    assert len(states) < 200
    assert states[-1].cost < 1e-12
    assert np.abs(states[-1].w).max() < 1e4


@given(SEEDS, st.lists(st.integers(-6, 6), min_size=3, max_size=3))
def test_the_scale_of_a_feature_makes_no_difference(seed, exponents):
    X, Y = overlapping(seed)
    scales = 10.0 ** np.array(exponents)[:, np.newaxis]
    costs, scaled = (
        [state.cost for state in newton.train(samples, Y, n_iterations=4)]
        for samples in (X, scales * X)
    )
    assert scaled == pytest.approx(costs, rel=1e-8)


@given(SEEDS)
def test_with_the_labels_exchanged_the_opposite_is_found(seed):
    X, Y = overlapping(seed)
    np.testing.assert_allclose(found(X, 1 - Y), -found(X, Y), rtol=0, atol=1e-9)


@given(SEEDS, st.permutations(range(3)), st.permutations(range(60)), st.integers(1, 2))
def test_the_order_of_features_and_samples_does_not_matter_nor_telling_them_again(
    seed, features, order, times
):
    X, Y = overlapping(seed)
    expected = found(X, Y)[[*features, 3]]
    order = times * order
    theirs = found(X[features][:, order], Y[:, order])
    np.testing.assert_allclose(theirs, expected, rtol=0, atol=1e-9)


@given(SEEDS, st.lists(st.floats(-4, 4), min_size=4, max_size=4))
def test_from_wherever_it_starts_it_goes_downhill_to_the_same_cost(seed, start):
    # Far from the truth most samples are sure and wrong: the curvature seems to be next to 0,
    # and a step that is not shortened overshoots.
    X, Y = overlapping(seed)
    *_, near = newton.train(X, Y)
    far = newton.train(X, Y, w=np.array(start[:3])[:, np.newaxis], b=start[3], n_iterations=50)
    costs = [state.cost for state in far]
    assert np.all(np.diff(costs) < 0)
    assert costs[-1] == pytest.approx(near.cost, rel=1e-9)


@given(SEEDS, st.integers(0, 4))
def test_it_resumes_bit_for_bit_from_any_state(seed, pause):
    X, Y = overlapping(seed)
    through = list(newton.train(X, Y, n_iterations=4))
    resumed = list(newton.train(X, Y, 4 - pause, w=through[pause].w, b=through[pause].b))
    for ours, theirs in zip(resumed, through[pause:], strict=True):
        np.testing.assert_array_equal(ours.w, theirs.w)
        assert (ours.b, ours.cost) == (theirs.b, theirs.cost)


@given(SEEDS)
def test_it_reports_on_its_own_weights_and_leaves_its_arguments_alone(seed):
    X, Y = overlapping(seed)
    w = np.random.default_rng(seed).normal(size=(3, 1))
    kept = [array.copy() for array in (X, Y, w)]
    for state in newton.train(X, Y, 2, w=w, b=0.5):
        A = neuron.forward_propagation(state.w, state.b, X)
        np.testing.assert_allclose(state.A, A, rtol=0, atol=1e-14)
        assert state.cost == neuron.cost(state.A, Y)
    for array, copy in zip((X, Y, w), kept, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize(
    ("X", "Y", "keywords", "message"),
    [
        ([[1.0, 2.0]], [[0, 3]], {}, "labels 0 and 1 only"),
        ([[1.0, 2.0]], [[0, 1]], {"n_iterations": -1}, "n_iterations must be a whole number"),
        ([[1.0, 2.0]], [[0, 1]], {"w": [1.0]}, "w must be a column"),
    ],
)
def test_bad_input_gets_a_sentence_at_the_call(X, Y, keywords, message):
    with pytest.raises(ValueError, match=message):
        newton.train(X, Y, **keywords)


def test_samples_too_large_to_be_squared_get_a_sentence():
    with pytest.raises(ValueError, match="curvature of the cost came out larger"):
        list(newton.train([[1e160, 2e160]], [[0, 1]]))
