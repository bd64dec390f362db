import math

import numpy as np
import pytest
from glassneuron import network, neuron
from glassneuron.surfaces import cost_surface, flat, network_slice, neuron_slice, shaped
from hypothesis import assume, given
from hypothesis import strategies as st

X = [[0.5, -1.0, 2.0, 1.5], [1.0, 0.0, -2.0, 0.5]]
Y = [[1, 0, 0, 1]]

seeds = st.integers(min_value=0, max_value=10_000)
pairs = st.sampled_from([("w1", "w2"), ("w2", "w1"), ("w1", "b"), ("b", "w2")])


def descent(X, Y, n_iterations=20):
    steps = neuron.train(X, Y, 0.5, n_iterations)
    return np.array([[*state.w[:, 0], state.b] for state in steps]).T


def test_cost_surface_worked_by_hand_at_one_corner():
    # One sample x = 2 of class 1. At w1 = 0, b = 0 the loss is ln 2; at w1 = 1, b = 0 it is
    # ln(1 + e⁻²); the path has no extent in b, so the grid spans b from -0.5 to 0.5.
    surface = cost_surface([[2.0]], [[1]], [[0.0, 1.0], [0.0, 0.0]], over=("w1", "b"), n_grid=2)
    assert surface.first.tolist() == [-0.25, 1.25]
    assert surface.second.tolist() == [-0.5, 0.5]
    # z = 2 · 1.25 - 0.5 = 2 at the right end of the first row.
    assert surface.cost[0, 1] == pytest.approx(math.log(1 + math.exp(-2)))
    assert surface.path[2] == pytest.approx([math.log(2), math.log(1 + math.exp(-2))])


@given(pairs, seeds)
def test_cost_surface_is_the_neurons_cost_at_each_grid_point(over, seed):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(2, 6)), rng.integers(0, 2, size=(1, 6))
    path = rng.normal(size=(3, 4))
    surface = cost_surface(X, Y, path, over, n_grid=4)
    names = ["w1", "w2", "b"]
    for row, second in enumerate(surface.second):
        for column, first in enumerate(surface.first):
            parameters = path[:, -1].copy()
            parameters[[names.index(name) for name in over]] = first, second
            A = neuron.forward_propagation(parameters[:2, np.newaxis], parameters[2], X)
            assert surface.cost[row, column] == pytest.approx(neuron.cost(A, Y), rel=1e-12)


@given(pairs)
def test_path_ends_at_the_cost_the_descent_ended_with(over):
    path = descent(X, Y)
    A = neuron.forward_propagation(path[:2, -1:], path[2, -1], X)
    assert cost_surface(X, Y, path, over).path[2, -1] == pytest.approx(neuron.cost(A, Y))


@given(seeds)
def test_path_over_all_parameters_has_the_costs_of_the_descent(seed):
    # One feature: w1 and b are all there is, so nothing else moved.
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(1, 5)), rng.integers(0, 2, size=(1, 5))
    costs = [state.cost for state in neuron.train(x, y, 0.5, 20)]
    surface = cost_surface(x, y, descent(x, y), over=("w1", "b"))
    np.testing.assert_allclose(surface.path[2], costs, rtol=1e-12)


@given(seeds)
def test_cost_surface_reaches_beyond_the_path_on_all_sides(seed):
    path = np.random.default_rng(seed).normal(size=(3, 5)) * 3
    surface = cost_surface(X, Y, path)
    for grid, values in zip(surface[:2], path[:2], strict=True):
        assert grid[0] < values.min()
        assert values.max() < grid[-1]
        assert grid[-1] - grid[0] >= 1.0


far = st.floats(-1e12, 1e12)


@given(pairs, st.lists(st.tuples(far, far, far), min_size=1, max_size=3))
def test_cost_surface_is_finite_and_positive_far_from_the_minimum(over, steps):
    surface = cost_surface(X, Y, np.array(steps).T, over, n_grid=5)
    for costs in (surface.cost, surface.path[2]):
        assert np.isfinite(costs).all()
        assert (costs >= 0).all()


@given(pairs, seeds, st.permutations(range(4)))
def test_cost_surface_turns_with_its_parameters_and_knows_no_order_of_samples(over, seed, order):
    path = np.random.default_rng(seed).normal(size=(3, 4))
    surface = cost_surface(X, Y, path, over, n_grid=4)
    turned = cost_surface(np.array(X)[:, order], np.array(Y)[:, order], path, over[::-1], n_grid=4)
    np.testing.assert_array_equal((turned.second, turned.first), surface[:2])
    np.testing.assert_allclose(turned.cost.T, surface.cost, rtol=1e-12)


@given(seeds)
def test_cost_surface_is_a_bowl(seed):
    # The cost is convex: half way between two neighbours it is not above their mean.
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(2, 8)), rng.integers(0, 2, size=(1, 8))
    cost = cost_surface(X, Y, rng.normal(size=(3, 2)), n_grid=7).cost
    for heights in (cost, cost.T, cost.ravel()[::8][:, np.newaxis]):
        assert (np.diff(heights, n=2, axis=0) >= -1e-12).all()


@given(st.lists(st.sampled_from(["w0", "w1", "w2", "w3", "b", "x", ""]), max_size=3).map(tuple))
def test_cost_surface_refuses_what_are_no_two_parameters(over):
    assume(len(over) != 2 or over[0] == over[1] or not {"w1", "w2", "b"} >= set(over))
    with pytest.raises(ValueError, match="two different parameters of w1, w2, b; got"):
        cost_surface(X, Y, np.zeros((3, 1)), over)


@given(st.integers(1, 9).filter(lambda rows: rows != 3))
def test_cost_surface_refuses_a_path_with_a_row_too_many_or_too_few(rows):
    with pytest.raises(ValueError, match="path must have 3 rows, one for each weight and one for"):
        cost_surface(X, Y, np.zeros((rows, 5)))


def test_cost_surface_says_when_the_numbers_are_too_large():
    with pytest.raises(ValueError, match="larger than the largest floating-point number"):
        cost_surface([[1e300], [1e300]], [[0]], [[1e10], [-1e10], [0.0]])


def test_slice_of_a_neuron_worked_by_hand_with_penalties():
    # One sample x = (2, 1) of class 1, w2 held at -3. At w1 = 1, b = 1: z = 2 - 3 + 1 = 0, the
    # loss ln 2; the penalty 0.1 (|1| + |-3|) + 0.2 / 2 (1 + 9) = 0.4 + 1. The bias costs nothing.
    cost = neuron_slice([[2.0], [1.0]], [[1]], [9.0, -3.0, 9.0], (0, 2), l1=0.1, l2=0.2)
    assert cost(np.array([1.0]), np.array([1.0]))[0] == pytest.approx(math.log(2) + 1.4)


sizes = st.sampled_from([[2, 1], [2, 3, 1], [3, 2, 2, 1]])
penalties = st.floats(0, 1)


@given(sizes, seeds, penalties, penalties)
def test_slice_of_a_network_is_its_cost_with_two_parameters_replaced(layer_sizes, seed, l1, l2):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(layer_sizes[0], 5)), rng.integers(0, 2, size=(1, 5))
    params = network.initialise(layer_sizes, rng)
    n = flat(params).size
    i, j = rng.permutation(n)[:2]
    first, second = rng.normal(size=(2, 3))
    costs = network_slice(X, Y, params, (i, j), l1=l1, l2=l2)(first, second)
    for k in range(3):
        numbers = flat(params)
        numbers[i], numbers[j] = first[k], second[k]
        there = shaped(numbers, params)
        A = network.predict(there, X)
        assert costs[k] == network.cost(A, Y, "sigmoid", there, l1, l2)


@given(seeds, penalties, penalties)
def test_both_slices_of_one_neuron_agree(seed, l1, l2):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(3, 6)), rng.integers(0, 2, size=(1, 6))
    place = rng.normal(size=4)
    over = tuple(rng.permutation(4)[:2])
    places = rng.normal(size=(2, 5))
    params = shaped(place, [(np.zeros((1, 3)), np.zeros((1, 1)))])
    np.testing.assert_allclose(
        neuron_slice(X, Y, place, over, l1, l2)(*places),
        network_slice(X, Y, params, over, l1=l1, l2=l2)(*places),
        rtol=1e-9,
    )


@given(sizes, seeds)
def test_flat_parameters_take_their_shapes_again(layer_sizes, seed):
    params = network.initialise(layer_sizes, np.random.default_rng(seed))
    for layer, again in zip(params, shaped(flat(params), params), strict=True):
        for array, same in zip(layer, again, strict=True):
            np.testing.assert_array_equal(array, same)


def test_flat_parameters_come_layer_by_layer_with_the_bias_last():
    params = [([[1, 2], [3, 4]], [[5], [6]]), ([[7, 8]], [[9]])]
    assert flat(params).tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_slice_is_the_same_in_pieces_and_as_a_whole(monkeypatch):
    places = np.random.default_rng(0).normal(size=(2, 7))
    cost = neuron_slice(X, Y, [1.0, 2.0, 3.0], (0, 1))
    whole = cost(*places)
    monkeypatch.setattr("glassneuron.surfaces.PIECE", 8)  # two places of four samples each
    np.testing.assert_allclose(cost(*places), whole, rtol=1e-15)
