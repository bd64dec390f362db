import math

import numpy as np
import pytest
from glassneuron.optimizers import OPTIMIZERS
from hypothesis import given
from hypothesis import strategies as st

NAMES = sorted(OPTIMIZERS)


def walk(name, grads, rate, start=1.0):
    """Return the parameter after each step, the gradients being given."""
    init, update = OPTIMIZERS[name]
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


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_the_size_of_all_gradients_makes_no_difference_where_the_rule_divides_by_it(name):
    path = walk(name, [2, -1, 4], 0.1)
    assert walk(name, [2000, -1000, 4000], 0.1) == pytest.approx(path, abs=1e-6)


def test_no_gradient_is_no_step():
    for name in NAMES:
        assert walk(name, [0, 0, 0], 0.1) == [1.0, 1.0, 1.0]


@given(st.sampled_from(NAMES), st.lists(st.floats(-5, 5), min_size=1, max_size=4))
def test_every_rule_walks_down_a_bowl(name, start):
    # The cost Σ p²/2 has the gradient p; from within ±5, 0.02 a step gets near 0 in 600.
    init, update = OPTIMIZERS[name]
    params = [np.array(start)]
    memory = init(params)
    for _ in range(600):
        params, memory = update(params, params, memory, 0.02)
    assert np.abs(params[0]).max() < 0.05


@given(st.sampled_from(NAMES), st.integers(0, 10**6))
def test_parameters_do_not_mix(name, seed):
    # Two arrays together take the steps that each takes alone.
    rng = np.random.default_rng(seed)
    init, update = OPTIMIZERS[name]
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


@pytest.mark.parametrize("name", NAMES)
def test_an_update_leaves_its_arguments_alone_and_repeats(name):
    init, update = OPTIMIZERS[name]
    params, grads = [np.array([1.0, 2.0])], [np.array([0.5, -0.5])]
    _, memory = update(params, grads, init(params), 0.1)
    for array in (*params, *grads, *memory.mean, *memory.mean_square):
        array.flags.writeable = False
    first, second = (update(params, grads, memory, 0.1) for _ in range(2))
    np.testing.assert_array_equal(first[0], second[0])
    assert memory.step == 1
    assert first[1].step == second[1].step == 2
    assert params[0].tolist() == [1.0, 2.0]


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
    init, update = OPTIMIZERS[name]
    params = [[1.0, 2.0]]
    with pytest.raises(ValueError, match=message):
        update(params, grads, init(params), rate)
