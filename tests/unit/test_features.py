import re

import numpy as np
import pytest
from glassneuron import datasets, measures, neuron
from glassneuron.features import FEATURES, features
from hypothesis import assume, given
from hypothesis import strategies as st

POINTS = [[2.0, 0.0], [-3.0, 10.0]]

seeds = st.integers(min_value=0, max_value=1000)
selections = st.sets(st.sampled_from(list(FEATURES)), min_size=1)


def test_features_worked_by_hand():
    rows, names = features(POINTS, FEATURES)
    assert names == ["x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"]
    # x₁ = 2, x₂ = -3: 4/10, 9/10, -6/10; sin 2 = 0.9093, sin -3 = -0.1411.
    assert rows[:, 0] == pytest.approx([2, -3, 0.4, 0.9, -0.6, 0.9093, -0.1411], abs=5e-5)
    # x₁ = 0, x₂ = 10: 100/10; sin 10 = -0.5440.
    assert rows[:, 1] == pytest.approx([0, 10, 0, 10, 0, 0, -0.5440], abs=5e-5)


@given(selections)
def test_features_are_the_chosen_rows_of_all_in_the_menus_order(selection):
    every, names = features(POINTS, FEATURES)
    rows, chosen = features(POINTS, selection)
    assert set(chosen) == selection
    np.testing.assert_array_equal(rows, every[[names.index(name) for name in chosen]])


@given(selections, st.randoms(use_true_random=False))
def test_features_do_not_depend_on_order_or_repetition(selection, random):
    shuffled = sorted(selection) * 2
    random.shuffle(shuffled)
    for ours, theirs in zip(features(POINTS, shuffled), features(POINTS, selection), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@given(seeds)
def test_features_of_the_plane_stay_within_its_size(seed):
    X = np.random.default_rng(seed).uniform(-10, 10, size=(2, 50))
    rows, _ = features(X, FEATURES)
    assert np.abs(rows).max() <= 10.0


def test_one_neuron_learns_circles_from_squares_and_not_without():
    X, Y = datasets.make("circles", 200, 0)

    def accuracy(names):
        rows, _ = features(X, names)
        w, b = neuron.model(rows, Y, n_iter=300)
        return measures.accuracy(neuron.forward_propagation(w, b, rows), Y)

    assert accuracy(["x1", "x2"]) < 0.75
    assert accuracy(["x1", "x2", "x1_squared", "x2_squared"]) > 0.99


@given(st.sets(st.sampled_from(list(FEATURES))), st.text() | st.sampled_from(["x3", "X1", "x1 "]))
def test_features_refuse_what_is_no_choice_of_inputs(names, unknown):
    assume(unknown not in FEATURES)
    with pytest.raises(ValueError, match=re.escape(f"; got {unknown!r}.")):
        features(POINTS, [*names, unknown])


@pytest.mark.parametrize("names", ["x", []])
def test_features_refuse_no_choice_and_a_letter(names):
    with pytest.raises(ValueError, match=r"Choose one or more of the inputs x1, x2, .*; got"):
        features(POINTS, names)


@given(st.integers(1, 9).filter(lambda rows: rows != 2), selections)
def test_features_refuse_points_that_are_not_in_the_plane(rows, selection):
    with pytest.raises(ValueError, match="X must have 2 rows"):
        features(np.zeros((rows, 4)), selection)


@given(st.permutations(range(6)), seeds)
def test_features_of_a_point_do_not_depend_on_the_others(order, seed):
    X = np.random.default_rng(seed).uniform(-10, 10, size=(2, 6))
    rows, _ = features(X, FEATURES)
    np.testing.assert_array_equal(features(X[:, order[:3]], FEATURES)[0], rows[:, order[:3]])


def test_features_say_when_a_square_is_too_large():
    with pytest.raises(ValueError, match="larger than the largest floating-point number"):
        features([[1e200], [0.0]], ["x1_squared"])
