import math

import numpy as np
import pytest
from glassneuron.optimizers import OPTIMIZERS, optimizer
from hypothesis import given
from hypothesis import strategies as st

NAMES = sorted(OPTIMIZERS)
# Clear of 0, where a rule that divides would meet its ε.
GRADIENTS = st.lists(st.floats(0.1, 5) | st.floats(-5, -0.1), min_size=1, max_size=6)


def walk(name, grads, rate, start=1.0, **settings):
    """Return the parameter after each step, the gradients being given."""
    init, update, _ = optimizer(name, **settings)
    params = [np.array([start])]
    memory = init(params)
    path = []
    for g in grads:
        params, memory = update(params, [np.array([g])], memory, rate)
        path.append(params[0].item())
    return path


def test_gradient_descent_takes_the_steps_worked_by_hand():
    # p: 1 - 0.1·2 = 0.8; 0.8 + 0.1·1 = 0.9; 0.9 - 0.1·4 = 0.5
    assert walk("gradient_descent", [2, -1, 4], 0.1) == pytest.approx([0.8, 0.9, 0.5], rel=1e-15)


def test_momentum_takes_the_steps_worked_by_hand():
    # v: 2; 0.9·2 - 1 = 0.8; 0.9·0.8 + 4 = 4.72
    # p: 1 - 0.2 = 0.8; 0.8 - 0.08 = 0.72; 0.72 - 0.472 = 0.248
    assert walk("momentum", [2, -1, 4], 0.1) == pytest.approx([0.8, 0.72, 0.248], rel=1e-14)


def test_rmsprop_takes_the_steps_worked_by_hand():
    # s: 0.1·4 = 0.4; 0.9·0.4 + 0.1·1 = 0.46; 0.9·0.46 + 0.1·16 = 2.014
    # steps 0.1·g/√s: 0.2/0.632456 = 0.316228; -0.1/0.678233 = -0.147442; 0.4/1.419155 = 0.281858
    # p: 0.683772; 0.831214; 0.549356
    path = walk("rmsprop", [2, -1, 4], 0.1)
    assert path == pytest.approx([0.683772, 0.831214, 0.549356], abs=1e-6)


def test_adam_takes_the_steps_worked_by_hand():
    # v: 0.1·2 = 0.2; 0.9·0.2 - 0.1·1 = 0.08; 0.9·0.08 + 0.1·4 = 0.472
    # v̂: 0.2/0.1 = 2; 0.08/0.19 = 0.421053; 0.472/0.271 = 1.741697
    # s: 0.001·4 = 0.004; 0.999·0.004 + 0.001·1 = 0.004996; 0.999·0.004996 + 0.016 = 0.020991
    # ŝ: 0.004/0.001 = 4; 0.004996/0.001999 = 2.499250; 0.020991/0.002997001 = 7.004003
    # steps 0.1·v̂/√ŝ: 0.2/2 = 0.1; 0.0421053/1.580902 = 0.026634; 0.1741697/2.646508 = 0.065811
    # p: 0.9; 0.873366; 0.807555
    path = walk("adam", [2, -1, 4], 0.1)
    assert path == pytest.approx([0.9, 0.873366, 0.807555], abs=1e-6)


@given(st.sampled_from(["rmsprop", "adam"]), GRADIENTS, st.floats(1e-2, 1e6))
def test_the_size_of_all_gradients_makes_no_difference_where_the_rule_divides_by_it(name, g, size):
    expected = walk(name, g, 0.1)
    assert walk(name, [size * value for value in g], 0.1) == pytest.approx(expected, abs=1e-5)


@given(st.sampled_from(NAMES), st.floats(-1e300, 1e300), st.floats(1e-3, 10))
def test_no_gradient_is_no_step(name, start, rate):
    assert walk(name, [0, 0, 0], rate, start) == [start] * 3


@given(st.floats(-5, 5), st.floats(1e-3, 1))
def test_under_a_constant_gradient_momentum_gathers_ten_times_the_speed(g, rate):
    # vₖ = g (1 + 0.9 + … + 0.9ᵏ⁻¹) = 10 g (1 - 0.9ᵏ).
    steps = np.diff([0.0, *walk("momentum", [g] * 60, rate, start=0.0)])
    expected = -rate * 10 * g * (1 - 0.9 ** np.arange(1, 61))
    np.testing.assert_allclose(steps, expected, rtol=0, atol=1e-11)
    assert steps[-1] == pytest.approx(-10 * rate * g, rel=0.01)


@given(GRADIENTS.map(lambda g: g[0]), st.floats(1e-3, 1))
def test_under_a_constant_gradient_adams_steps_are_the_rate_from_the_first_on(g, rate):
    # Corrected, the means of g and of g² are g and g² themselves: each step is α g / |g|.
    steps = np.diff([0.0, *walk("adam", [g] * 20, rate, start=0.0)])
    np.testing.assert_allclose(steps, -rate * np.sign(g), rtol=1e-6)


@given(st.floats(0.1, 5), st.floats(1e-3, 1))
def test_under_a_constant_gradient_rmsprops_steps_shrink_to_the_rate(g, rate):
    # sₖ = g² (1 - 0.9ᵏ): each step is α / √(1 - 0.9ᵏ), at first 3.16 α.
    steps = np.diff([0.0, *walk("rmsprop", [g] * 20, rate, start=0.0)])
    np.testing.assert_allclose(steps, -rate / np.sqrt(1 - 0.9 ** np.arange(1, 21)), rtol=1e-6)


# The length of a step in rates is at most √(1/0.1) for RMSProp; for Adam, by Cauchy and Schwarz,
# √(Σ (0.1 · 0.9ᵏ)² / (0.001 · 0.999ᵏ)) = √(10 / (1 - 0.81/0.999)).
@given(
    st.sampled_from([("rmsprop", 3.1623), ("adam", 7.27)]),
    st.lists(st.floats(-1e150, 1e150), min_size=1, max_size=20),
)
def test_however_wild_the_gradients_the_steps_of_the_rules_that_divide_stay_short(bound, g):
    name, longest = bound
    steps = np.diff([0.0, *walk(name, g, 1.0, start=0.0)])
    assert np.abs(steps).max() <= longest


def test_decays_are_what_one_chooses():
    # With β = 1/2 the speeds are 1 and 1.5: from 0 to -0.1 to -0.25.
    assert walk("momentum", [1.0, 1.0], 0.1, 0.0, decay=0.5) == pytest.approx([-0.1, -0.25])
    # s = 1/4 · 4 = 1, then 3/4 + 1/4 · 16 = 4.75: steps of 0.1 · 2 / 1 and 0.1 · 4 / √4.75.
    steps = [-0.2, -0.2 - 0.4 / math.sqrt(4.75)]
    assert walk("rmsprop", [2.0, 4.0], 0.1, 0.0, decay=0.75) == pytest.approx(steps, rel=1e-7)
    # v = 1/2, s = 1/4 become 1 and 1; then v = 1/4 + 3/2, s = 3/16 + 9/4 become 7/3 and 39/7.
    steps = [-0.1, -0.1 - 0.1 * (7 / 3) / math.sqrt(39 / 7)]
    there = walk("adam", [1.0, 3.0], 0.1, 0.0, decay=0.5, square_decay=0.75)
    assert there == pytest.approx(steps, rel=1e-7)


@pytest.mark.parametrize("setting", ["decay", "square_decay"])
@pytest.mark.parametrize("value", [1, -0.1, None, math.nan])
def test_a_decay_out_of_its_range_gets_a_sentence(setting, value):
    with pytest.raises(ValueError, match=rf"^{setting} must be .*; got .*\.$"):
        optimizer("adam", **{setting: value})


@given(st.sampled_from(NAMES), GRADIENTS, st.floats(-5, 5))
def test_the_mirrored_hill_is_walked_down_mirrored(name, g, start):
    there = walk(name, g, 0.1, start)
    mirrored = walk(name, [-value for value in g], 0.1, -start)
    assert mirrored == [-value for value in there]


@given(st.sampled_from(NAMES), st.lists(st.floats(-5, 5), min_size=1, max_size=4))
def test_every_rule_walks_down_a_bowl(name, start):
    # The cost Σ p²/2 has the gradient p; from within ±5, 0.02 a step gets near 0 in 600.
    init, update, _ = OPTIMIZERS[name]
    params = [np.array(start)]
    memory = init(params)
    for _ in range(600):
        params, memory = update(params, params, memory, 0.02)
    assert np.abs(params[0]).max() < 0.05


@given(st.sampled_from(NAMES), st.integers(0, 10**6))
def test_parameters_do_not_mix(name, seed):
    # Two arrays together take the steps that each takes alone.
    rng = np.random.default_rng(seed)
    init, update, _ = OPTIMIZERS[name]
    params = [rng.normal(size=(2, 3)), rng.normal(size=(2, 1))]
    grads = [[rng.normal(size=p.shape) for p in params] for _ in range(3)]
    together, memory = params, init(params)
    for g in grads:
        together, memory = update(together, g, memory, 0.1)
    for i in range(2):
        alone, memory = [params[i]], init([params[i]])
        for g in grads:
            alone, memory = update(alone, [g[i]], memory, 0.1)
        np.testing.assert_array_equal(together[i], alone[0])


@given(st.sampled_from(NAMES), st.integers(1, 4), st.integers(1, 3), st.integers(0, 10**6))
def test_an_update_leaves_its_arguments_alone_and_repeats(name, n, steps_before, seed):
    rng = np.random.default_rng(seed)
    init, update, _ = OPTIMIZERS[name]
    params, grads = [rng.normal(size=(n, 2))], [rng.normal(size=(n, 2))]
    memory = init(params)
    for _ in range(steps_before):
        _, memory = update(params, grads, memory, 0.1)
    arrays = (*params, *grads, *memory.mean, *memory.mean_square)
    kept = [array.copy() for array in arrays]
    first, second = (update(params, grads, memory, 0.1) for _ in range(2))
    np.testing.assert_array_equal(first[0], second[0])
    assert memory.step == steps_before
    assert first[1].step == second[1].step == steps_before + 1
    for array, copy in zip(arrays, kept, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("grads", "rate", "message"),
    [
        ([[1.0, 2.0, 3.0]], 0.1, r"grads must hold one gradient for each parameter.*\(3,\)"),
        ([[1.0, 2.0]] * 2, 0.1, "grads must hold one gradient for each parameter"),
        ([[1.0, math.nan]], 0.1, "grads must hold finite numbers"),
        ([[1.0, 2.0]], 0.0, "learning_rate must be a positive number"),
        ([[1e308, 1e308]], 1e10, "smaller learning rate"),
    ],
)
def test_bad_input_gets_a_sentence(name, grads, rate, message):
    init, update, _ = OPTIMIZERS[name]
    params = [[1.0, 2.0]]
    with pytest.raises(ValueError, match=message):
        update(params, grads, init(params), rate)
