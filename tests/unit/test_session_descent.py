"""The map of the descent: what it shows, how much of it, and what it refuses."""

import math

import numpy as np
import pytest
from glassneuron import datasets, network, neuron
from glassneuron.session_descent import METHODS, window
from glassneuron.surfaces import flat, neuron_slice
from hypothesis import given, settings
from hypothesis import strategies as st

POINTS = {"x": [2.0, -1.0, 0.5], "y": [1.0, 0.0, -2.0], "label": [1, 0, 0]}
# With a test on fresh points, all of the page's are learnt from.
FRESH = {"on": "fresh", "share": 20}
RECIPE = {"name": "line", "n_points": 1, "noise": 0.0, "seed": 0}
seeds = st.integers(0, 9999)


def sent(params):
    return [{"W": np.ravel(W), "shape": np.shape(W), "b": np.ravel(b)} for W, b in params]


def asked(params, over=(0, 1), points=POINTS, testing=FRESH, path=((), ()), held=None, **machine):
    return {
        "points": points,
        "testing": testing,
        "dataset": RECIPE,
        "machine": machine,
        "params": sent(params),
        "over": list(over),
        "path": {"first": list(path[0]), "second": list(path[1])},
        "window": held,
    }


def result(args):
    *progress, (kind, value) = METHODS["descent"](args)
    assert all(kind == "progress" for kind, _ in progress)
    assert kind == "result"
    return value


def random_points(rng, n_classes=2, m=12):
    label = np.append(np.arange(n_classes), rng.integers(0, n_classes, m - n_classes))
    return {"x": rng.normal(size=m), "y": rng.normal(size=m), "label": label}


def samples(points):
    return np.vstack([points["x"], points["y"]]), np.array(points["label"])[np.newaxis]


def test_map_worked_by_hand_over_a_weight_and_the_bias():
    # One point x = (2, 1) of class 1 and w2 held at 0: the loss is ln(1 + e^-(2 w1 + b)). The
    # minimum is infinitely far up both ways, so the view widens that way from 0 ± 1/2.
    points = {"x": [2.0], "y": [1.0], "label": [1]}
    value = result(asked([([[0.0, 0.0]], [[0.0]])], over=(0, 2), points=points))
    first, second = value["first"], value["second"]
    assert first[0] == second[0] == -0.5
    assert first[-1] >= 6
    cost = value["cost"]["data"].reshape(value["cost"]["shape"])
    assert cost[0, 0] == pytest.approx(math.log(1 + math.exp(1.5)))
    assert cost[-1, 0] == pytest.approx(math.log(1 + math.exp(1 - second[-1])))
    assert value["path"]["cost"] == pytest.approx([math.log(2)])


@settings(max_examples=20)  # each is a whole map
@given(seeds, st.permutations(range(3)), st.booleans())
def test_map_of_one_neuron_has_the_neurons_own_costs(seed, order, squared):
    rng = np.random.default_rng(seed)
    points = random_points(rng)
    place = rng.normal(size=3)
    loss = "squared_error" if squared else "cross_entropy"
    params = [(place[np.newaxis, :2], place[2:, np.newaxis])]
    value = result(asked(params, order[:2], points, loss=loss))
    X, Y = samples(points)
    for row, column in rng.integers(0, value["first"].size, size=(3, 2)):
        place[order[:2]] = value["first"][column], value["second"][row]
        A = neuron.forward_propagation(place[:2, np.newaxis], place[2], X)
        expected = np.mean((A - Y) ** 2) / 2 if squared else neuron.cost(A, Y)
        got = value["cost"]["data"].reshape(value["cost"]["shape"])[row, column]
        assert got == pytest.approx(expected, rel=1e-9)


@settings(max_examples=10)
@given(seeds, st.sampled_from(["cross_entropy", "squared_error"]), st.integers(2, 3))
def test_map_of_a_network_ends_with_its_cost(seed, loss, n_classes):
    rng = np.random.default_rng(seed)
    points = random_points(rng, n_classes)
    n_out = 1 if n_classes == 2 else 3
    params = network.initialise([2, 3, n_out], rng)
    over = rng.permutation(flat(params).size)[:2].tolist()
    args = asked(params, over, points, hidden=[3], loss=loss, l1=0.1, l2=0.2)
    X, Y = samples(points)
    if n_classes == 3:
        Y = (np.arange(3)[:, np.newaxis] == Y).astype(float)
    output = "sigmoid" if n_classes == 2 else "softmax"
    output = output if loss == "cross_entropy" else f"{output}_squared_error"
    A = network.predict(params, X, "tanh", output)
    expected = network.cost(A, Y, output, params, 0.1, 0.2)
    assert result(args)["path"]["cost"][-1] == pytest.approx(expected)


@settings(max_examples=20)
@given(seeds)
def test_points_held_out_of_training_have_no_part_in_the_cost(seed):
    rng = np.random.default_rng(seed)
    points = random_points(rng, m=20)
    held = datasets.hold_out(samples(points)[1], 40)
    kept = {key: np.array(values)[~held] for key, values in points.items()}
    params = [(rng.normal(size=(1, 2)), np.zeros((1, 1)))]
    value = result(asked(params, points=points, testing={"on": "held_out", "share": 40}))
    same = result(asked(params, points=kept))
    np.testing.assert_array_equal(value["cost"]["data"], same["cost"]["data"])


def bowl(first, second):
    return (first - 3.0) ** 2 + (second + 2.0) ** 2


@given(st.lists(st.tuples(*[st.floats(-9, 9)] * 2), min_size=1, max_size=5))
def test_view_holds_the_path_and_a_minimum_that_is_near(steps):
    path = np.array(steps).T
    for values, minimum, (low, high) in zip(path, (3, -2), window(bowl, path), strict=True):
        assert low < values.min()
        assert values.max() < high
        # The view widens to six times the path's extent, at least six wide.
        if abs(values - minimum).min() < 2.5:
            assert low < minimum < high


@given(st.lists(st.tuples(*[st.floats(-4, 4)] * 2), min_size=1, max_size=5))
def test_view_stays_as_it_is_while_path_and_minimum_are_in_it(steps):
    assert window(bowl, np.array(steps).T, ((-5, 5), (-5, 5))) == ((-5, 5), (-5, 5))


def test_view_moves_on_when_the_place_has_left_it():
    (low, high), _ = window(bowl, np.array([[0.0, 6.0], [0.0, 0.0]]), ((-5, 5), (-5, 5)))
    assert (low, high) == (-1.5, 7.5)


def test_view_of_a_minimum_infinitely_far_away_comes_to_an_end():
    def slope(first, second):
        return -first - second

    for low, high in window(slope, np.zeros((2, 1))):
        assert low == -0.5
        assert 6 <= high < 9


def test_map_shows_the_lowest_place_on_it():
    # The middle of two points of each class, mirrored: w1 = b = 0 is lowest.
    points = {"x": [1.0, 1.0, -1.0, -1.0], "y": [0.0] * 4, "label": [0, 1, 0, 1]}
    value = result(asked([([[1.0, 0.0]], [[0.0]])], (0, 2), points))
    lowest, step = value["lowest"], value["first"][1] - value["first"][0]
    assert abs(lowest["first"]) <= step
    assert abs(lowest["second"]) <= value["second"][1] - value["second"][0]
    assert lowest["cost"] == value["cost"]["data"].min()
    assert lowest["cost"] == pytest.approx(math.log(2), abs=1e-3)


def test_more_points_take_a_coarser_grid_whose_costs_are_as_exact():
    rng = np.random.default_rng(0)
    points = random_points(rng, m=40_000)
    place = np.array([1.0, -1.0, 0.5])
    value = result(asked([(place[np.newaxis, :2], place[2:, np.newaxis])], points=points))
    assert value["first"].size < 60
    cost = neuron_slice(*samples(points), place, (0, 1))
    corner = cost(value["first"][-1:], value["second"][-1:])
    assert value["cost"]["data"][-1] == pytest.approx(corner[0])


@pytest.mark.parametrize("over", [(0, 0), (0, 3), (-1, 0), (0.5, 1)])
def test_map_refuses_what_are_no_two_parameters(over):
    with pytest.raises(ValueError, match=r"different parameters, from 0 to 2|whole number"):
        result(asked([([[0.0, 0.0]], [[0.0]])], over))


def test_map_says_that_there_are_no_points():
    with pytest.raises(ValueError, match="no points yet"):
        result(asked([([[0.0, 0.0]], [[0.0]])], points={"x": [], "y": [], "label": []}))
