import hashlib
import re

import numpy as np
import pytest
from glassneuron import datasets
from hypothesis import assume, given
from hypothesis import strategies as st

EVERY = datasets.DATASETS | datasets.MORE_CLASSES

names = st.sampled_from(list(EVERY))
seeds = st.integers(min_value=0, max_value=2**63)
sizes = st.integers(min_value=1, max_value=300)


def digest(points):
    X, Y = points
    # Little-endian whatever the machine, so that the digest is the same on every one.
    return hashlib.sha256(X.astype("<f8").tobytes() + Y.astype("<f8").tobytes()).hexdigest()[:16]


def test_line_is_first_in_the_menu_under_the_articles_title():
    assert next(iter(datasets.DATASETS.values())).title == "Line y = 1.23x + 3.23"


def test_menu_holds_two_classes_only():
    assert {dataset.n_classes for dataset in datasets.DATASETS.values()} == {2}


def test_line_labels_by_the_articles_line():
    X, Y = datasets.make("line", 500, 0)
    np.testing.assert_array_equal(Y[0], X[1] > 1.23 * X[0] + 3.23)


coefficients = st.floats(-9, 9)


@given(sizes, seeds, coefficients, coefficients)
def test_line_and_curve_label_by_the_slope_and_intercept_one_gives(n, seed, slope, intercept):
    X, Y = datasets.make("line", n, seed, slope=slope, intercept=intercept)
    np.testing.assert_array_equal(Y[0], X[1] > slope * X[0] + intercept)
    curve = datasets.make("curve", n, seed, formula=f"{slope!r}x + {intercept!r}")
    assert digest(curve) == digest((X, Y))


def test_line_noise_moves_points_up_and_down_only_and_keeps_their_labels():
    clean_X, clean_Y = datasets.make("line", 2000, 0)
    X, Y = datasets.make("line", 2000, 0, noise=2.0)
    np.testing.assert_array_equal(X[0], clean_X[0])
    np.testing.assert_array_equal(Y, clean_Y)
    # The standard error of a standard deviation from 2000 normals is 2 / √4000 = 0.032.
    assert np.std(X[1] - clean_X[1]) == pytest.approx(2.0, abs=0.15)


@given(
    sizes,
    seeds,
    st.sampled_from(
        [
            ("x^2/5 - 3", lambda x: x**2 / 5 - 3),
            ("abs(x)", np.abs),
            ("3 sin(x/2)", lambda x: 3 * np.sin(x / 2)),
        ]
    ),
)
def test_curve_labels_by_a_formula_as_by_the_function(n_points, seed, curve):
    formula, f = curve
    X, Y = datasets.make("curve", n_points, seed, formula=formula)
    np.testing.assert_array_equal(Y[0], X[1] > f(X[0]))
    assert digest(datasets.make("curve", n_points, seed, formula=f)) == digest((X, Y))


def test_curve_without_a_value_everywhere_is_refused():
    with pytest.raises(ValueError, match=r"no finite value for \d+ of 200 points.*from -10 to 10"):
        datasets.make("curve", 200, 0, formula="sqrt(x)")


@given(sizes, seeds)
def test_circles_without_noise_have_radius_3_inside_and_7_outside(n_points, seed):
    X, Y = datasets.make("circles", n_points, seed, noise=0.0)
    np.testing.assert_allclose(np.hypot(*X), np.where(Y[0] == 1, 3.0, 7.0), rtol=1e-14)


@given(sizes, seeds)
def test_xor_without_noise_is_class_1_where_the_signs_differ(n_points, seed):
    X, Y = datasets.make("xor", n_points, seed, noise=0.0)
    np.testing.assert_array_equal(Y[0], X[0] * X[1] < 0)
    assert np.abs(X).min() >= 1.0


@given(sizes, seeds)
def test_moons_without_noise_are_half_circles_about_their_centres(n_points, seed):
    X, Y = datasets.make("moons", n_points, seed, noise=0.0)
    upper = Y[0] == 1
    centre = np.where(Y == 1, 1.0, -1.0) * np.array([[-2.8], [-1.4]])
    np.testing.assert_allclose(np.hypot(*(X - centre)), 5.6, rtol=1e-14)
    assert (X[1, upper] >= -1.4 - 1e-12).all()
    assert (X[1, ~upper] <= 1.4 + 1e-12).all()


@given(sizes, seeds)
def test_spiral_arms_are_each_other_turned_by_half_a_turn(n_points, seed):
    X, Y = datasets.make("spiral", n_points, seed, noise=0.0)
    radius = np.hypot(*X)
    assert 1 - 1e-12 <= radius.min() <= radius.max() <= 9 + 1e-12
    # On arm k the angle is 1.5 (r - 1) / 8 + k / 2 turns.
    turns = 1.5 * (radius - 1.0) / 8.0 + Y[0] / 2.0
    np.testing.assert_allclose(X[0], radius * np.cos(2 * np.pi * turns), atol=1e-12)
    np.testing.assert_allclose(X[1], radius * np.sin(2 * np.pi * turns), atol=1e-12)


def test_blobs_without_noise_lie_on_their_centres():
    X, Y = datasets.make("blobs", 4, 0, noise=0.0)
    assert X.tolist() == [[-4.0, 4.0, -4.0, 4.0], [-3.0, 3.0, -3.0, 3.0]]
    assert Y.tolist() == [[0.0, 1.0, 0.0, 1.0]]


@given(st.sampled_from(["blobs", "three_blobs", "circles", "moons", "spiral"]), sizes, seeds)
def test_classes_take_turns(name, n_points, seed):
    _, Y = datasets.make(name, n_points, seed)
    assert Y[0].tolist() == [k % EVERY[name].n_classes for k in range(n_points)]


@given(names, sizes, seeds)
def test_make_returns_finite_points_with_one_label_each(name, n_points, seed):
    X, Y = datasets.make(name, n_points, seed)
    assert X.shape == (2, n_points)
    assert Y.shape == (1, n_points)
    assert np.isfinite(X).all()
    assert set(np.unique(Y)) <= set(range(EVERY[name].n_classes))


@given(names, sizes, seeds)
def test_make_without_noise_stays_in_the_plane(name, n_points, seed):
    X, _ = datasets.make(name, n_points, seed, noise=0.0)
    assert np.abs(X).max() <= 10.0


@given(names, seeds)
def test_make_of_50_points_has_every_class(name, seed):
    # The line's smaller class takes a third of the square: 50 points miss it once in 10⁹ seeds.
    _, Y = datasets.make(name, 50, seed)
    assert len(np.unique(Y)) == EVERY[name].n_classes


@given(names, sizes, seeds, st.floats(min_value=0, max_value=5))
def test_make_repeats_itself_for_the_same_seed(name, n_points, seed, noise):
    first, second = (datasets.make(name, n_points, seed, noise) for _ in range(2))
    assert digest(first) == digest(second)


@given(names, sizes, seeds)
def test_make_gives_other_points_for_another_seed(name, n_points, seed):
    assert digest(datasets.make(name, n_points, seed)) != digest(
        datasets.make(name, n_points, seed + 1)
    )


@given(names, sizes, seeds)
def test_make_fresh_gives_other_points_than_make(name, n_points, seed):
    assert digest(datasets.make(name, n_points, seed)) != digest(
        datasets.make_fresh(name, n_points, seed)
    )


@given(names, sizes, seeds)
def test_make_takes_the_default_noise_when_none_is_given(name, n_points, seed):
    default = EVERY[name].default_noise
    assert digest(datasets.make(name, n_points, seed)) == digest(
        datasets.make(name, n_points, seed, default)
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"name": "cats"}, "There is no data set 'cats'; choose one of line, blobs"),
        ({"n_points": 0}, "n_points must be a whole number, 1 or more; got 0."),
        ({"n_points": 2.5}, "n_points must be a whole number, 1 or more; got 2.5."),
        ({"seed": -1}, "seed must be a whole number, 0 or more; got -1."),
        ({"noise": -0.1}, "noise must be a number, 0 or more; got -0.1."),
        ({"noise": float("nan")}, "noise must be a number, 0 or more; got nan."),
        ({"noise": 1e300}, "noise must be 1000 or less; got 1e+300."),
        ({"slope": 1e308}, "The formula has no finite value for"),
        ({"slope": "steep"}, "slope must be a finite number; got 'steep'."),
        ({"colour": 1.0}, "The data set 'line' has no setting 'colour'; it has slope, intercept."),
    ],
)
def test_make_refuses_bad_input_in_a_sentence(arguments, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        datasets.make(**({"name": "line", "n_points": 10, "seed": 0} | arguments))


@pytest.mark.parametrize("name", list(EVERY))
def test_makers_refuse_a_seed_in_place_of_a_generator(name):
    with pytest.raises(ValueError, match=r"rng must be .*; got 7"):
        EVERY[name].make(10, 7, 1.0)


def test_hold_out_takes_every_fifth_point_of_each_class():
    Y = [[0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0]]
    # The fifth 0 is at place 5, the fifth 1 at place 9.
    assert np.flatnonzero(datasets.hold_out(Y)).tolist() == [5, 9]


def test_hold_out_spreads_a_share_evenly():
    # ⌊0.3 (i + 1)⌋ is 0 0 0 1 1 1 2 2 2 3 for i = 0 … 9: it rises at 3, 6 and 9.
    assert np.flatnonzero(datasets.hold_out([[1] * 10], 30)).tolist() == [3, 6, 9]


@given(st.lists(st.integers(0, 2), min_size=1, max_size=60), st.integers(1, 80))
def test_hold_out_takes_a_share_of_each_class_and_later_points_change_nothing(labels, share):
    held = datasets.hold_out([labels], share)
    for label in set(labels):
        assert np.sum(held[np.array(labels) == label]) == labels.count(label) * share // 100
    np.testing.assert_array_equal(datasets.hold_out([[*labels, 1]], share)[:-1], held)


@pytest.mark.parametrize("share", [0, 81, 20.0, None])
def test_a_share_out_of_its_range_gets_a_sentence(share):
    with pytest.raises(ValueError, match=r"^share must be .*; got .*\.$"):
        datasets.hold_out([[0, 1]], share)


@given(st.integers(min_value=2, max_value=200), st.floats(min_value=0.01, max_value=0.99), seeds)
def test_split_keeps_every_sample_once_with_its_label(m, test_share, seed):
    X = np.vstack([np.arange(m), np.arange(m) ** 2])
    Y = np.arange(m)[np.newaxis, :] % 2
    n_test = round(test_share * m)
    if not 0 < n_test < m:
        with pytest.raises(ValueError, match="must leave samples on both sides"):
            datasets.split(X, Y, test_share, np.random.default_rng(seed))
        return
    parts = datasets.split(X, Y, test_share, np.random.default_rng(seed))
    assert parts.X_test.shape == (2, n_test)
    for part_X, part_Y in ((parts.X_train, parts.Y_train), (parts.X_test, parts.Y_test)):
        np.testing.assert_array_equal(part_X[0] ** 2, part_X[1])
        np.testing.assert_array_equal(part_X[:1] % 2, part_Y)
    together = np.concatenate([parts.X_train[0], parts.X_test[0]])
    np.testing.assert_array_equal(np.sort(together), np.arange(m))


@pytest.mark.parametrize("test_share", [0, 1, 1.5, -0.2, float("nan"), "half"])
def test_split_refuses_a_share_that_is_none(test_share):
    with pytest.raises(ValueError, match="test_share must"):
        datasets.split([[1, 2, 3]], [[0, 1, 0]], test_share, np.random.default_rng(0))


@given(st.integers(2, 9), st.integers(1, 9))
def test_split_refuses_labels_of_another_number(m, other):
    assume(m != other)
    sentence = f"a label for each of the {m} samples; got {other}"
    with pytest.raises(ValueError, match=sentence):
        datasets.split([[1] * m], [[0] * other], 0.5, np.random.default_rng(0))


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1), st.integers(5, 8))
def test_one_hot_marks_each_samples_class_once(classes, n_classes):
    rows = datasets.one_hot([classes], n_classes)
    assert rows.shape == (n_classes, len(classes))
    assert rows.sum(axis=0).tolist() == [1.0] * len(classes)
    assert rows.argmax(axis=0).tolist() == classes


@given(st.integers(2, 9), st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_one_hot_refuses_what_is_no_class_number(n_classes, wrong):
    assume(wrong not in range(n_classes))
    assume(abs(wrong) < 10**300)
    with pytest.raises(ValueError, match=f"class numbers, from 0 to {n_classes - 1}; got"):
        datasets.one_hot([[0, wrong]], n_classes)
