import math
import re

import matplotlib
import numpy as np
import pytest
from glassneuron import datasets, figures, measures, neuron, surfaces
from hypothesis import assume, given, settings
from hypothesis import strategies as st

LINE = (1.23, 3.23)
MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-"}
POINTS = datasets.make("line", 30, seed=1)
FIGURE = figures.sigmoid_curve()
PATH = [[0.0, 0.5, 1.0], [0.0, 0.2, 0.3], [0.0, -0.1, -0.2]]


DRAW = {
    "training_set": lambda: figures.training_set(*POINTS, LINE),
    "falling_cost": lambda: figures.falling_cost([0, 1, 2], [0.69, 0.5, 0.4]),
    "classified_points": lambda: figures.classified_points(*POINTS, [[-1.0], [1.0]], -3.0, LINE),
    "sigmoid_curve": figures.sigmoid_curve,
    "loss_curves": figures.loss_curves,
    "descent": lambda: figures.descent(surfaces.cost_surface(*POINTS, PATH)),
}


# A figure takes about a hundred times as long as a formula.
few = settings(max_examples=5)
weights = st.floats(-5, 5)


@st.composite
def labelled(draw):
    pairs = st.tuples(st.floats(-10, 10), st.floats(-10, 10))
    X = draw(st.lists(pairs, min_size=1, max_size=20))
    Y = draw(st.lists(st.sampled_from([0, 1]), min_size=len(X), max_size=len(X)))
    return np.array(X).T, np.array([Y])


drawn = labelled()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("figures")


def points(figure, label):
    """The places of the marks that the legend calls so."""
    (found,) = [marks for marks in figure.axes[0].collections if marks.get_label() == label]
    return np.ma.getdata(found.get_offsets()).T


def line(figure, label):
    (found,) = [line for line in figure.axes[0].lines if line.get_label() == label]
    return found


def legend(figure):
    return [text.get_text() for text in figure.legends[0].texts]


@few
@given(st.sampled_from(sorted(MAGIC)), st.sets(st.integers(0, 2)))
def test_file_is_of_the_kind_that_its_name_says(folder, kind, capitals):
    ending = "".join(c.upper() if place in capitals else c for place, c in enumerate(kind))
    figures.save(figures.falling_cost([0, 1], [0.6, 0.5]), folder / f"cost.{ending}")
    assert (folder / f"cost.{ending}").read_bytes().startswith(MAGIC[kind])


@pytest.mark.parametrize("name", sorted(DRAW))
def test_same_figure_gives_the_same_bytes(name):
    assert figures.to_bytes(DRAW[name](), "svg") == figures.to_bytes(DRAW[name](), "svg")


@pytest.mark.parametrize("kind", sorted(MAGIC))
def test_file_does_not_tell_when_it_was_made(kind):
    content = figures.to_bytes(DRAW["falling_cost"](), kind)
    assert figures.to_bytes(DRAW["falling_cost"](), kind) == content
    assert not re.search(rb"<dc:date>|/CreationDate|Creation Time|tIME", content)


@pytest.mark.parametrize("name", sorted(DRAW))
def test_figure_names_its_axes_and_itself(name):
    axes = DRAW[name]().axes[0]
    assert axes.get_xlabel()
    assert axes.get_ylabel()
    assert axes.get_title(loc="left")


def test_figure_looks_the_same_whatever_the_readers_settings_and_leaves_them():
    expected = figures.to_bytes(DRAW["classified_points"](), "svg")
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "black"}):
        assert figures.to_bytes(DRAW["classified_points"](), "svg") == expected
        assert matplotlib.rcParams["font.size"] == 20


@given(st.text(st.characters(categories=["L", "N"]), max_size=5))
def test_kind_and_file_name_are_checked(folder, kind):
    assume(kind.lower() not in MAGIC)
    name = f"sigmoid.{kind}"
    with pytest.raises(ValueError, match=re.escape(f"in .png, .svg or .pdf; got {name!r}")):
        figures.save(FIGURE, folder / name)
    with pytest.raises(ValueError, match=re.escape(f"one of png, svg, pdf; got {kind!r}")):
        figures.to_bytes(FIGURE, kind)
    assert not (folder / name).exists()


@few
@given(drawn)
def test_training_set_shows_each_point_once_with_its_class(points_and_labels):
    X, Y = points_and_labels
    figure = figures.training_set(X, Y)
    assert legend(figure) == ["class 1", "class 0"]
    for label in (0, 1):
        assert points(figure, f"class {label}").tolist() == X[:, Y[0] == label].tolist()
    assert figure.axes[0].get_title(loc="left").startswith(f"The training set: {Y.size} point")


@few
@given(st.integers(0, 99), st.floats(-3, 3), st.floats(-5, 5))
def test_training_set_names_the_sides_of_its_line(seed, slope, intercept):
    X, Y = datasets.make("line", 9, seed, slope=slope, intercept=intercept)
    figure = figures.training_set(X, Y, (slope, intercept))
    assert points(figure, "class 1, above the line").tolist() == X[:, Y[0] == 1].tolist()
    assert points(figure, "class 0, below the line").tolist() == X[:, Y[0] == 0].tolist()
    assert line(figure, "the true line").get_slope() == slope
    assert line(figure, "the true line").get_xy1() == (0, intercept)


def test_training_set_claims_no_side_where_a_point_is_on_the_other():
    # The line y = x; the second point of class 1 lies below it.
    X, Y = [[0, 2, 1], [1, 1, 0]], [[1, 1, 0]]
    assert legend(figures.training_set(X, Y, (1, 0))) == ["class 1", "class 0", "the true line"]


def test_training_set_tells_classes_apart_by_shape():
    # In matplotlib's own terms a disc is made of curves and a diamond of straight lines.
    blue, red = figures.training_set(*POINTS).axes[0].collections
    assert len(blue.get_paths()[0]) > 20
    assert len(red.get_paths()[0]) == 5


@few
@given(drawn, st.floats(0.01, 100))
def test_training_set_shows_the_whole_plane_and_points_beyond_it(points_and_labels, scale):
    X, Y = points_and_labels
    axes = figures.training_set(scale * X, Y).axes[0]
    low, high = axes.get_xlim()
    assert (low, high) == axes.get_ylim() == (-high, high)
    assert high == pytest.approx(1.05 * max(10, np.abs(scale * X).max()))


@few
@given(drawn, weights, weights, weights)
def test_classified_points_are_all_there_and_each_miss_is_ringed(points_and_labels, w1, w2, b):
    X, Y = points_and_labels
    figure = figures.classified_points(X, Y, [[w1], [w2]], b)
    counts = measures.confusion_matrix(neuron.forward_propagation([[w1], [w2]], b, X), Y)
    n_missed = counts.false_positives + counts.false_negatives
    assert points(figure, "classified as 1").shape[1] == counts[1] + counts[3]
    assert points(figure, "classified as 0").shape[1] == counts[0] + counts[2]
    assert points(figure, f"missed: {n_missed}").shape[1] == n_missed
    title = figure.axes[0].get_title(loc="left")
    share = float(re.search(r"([\d.]+)%", title)[1]) / 100
    assert share <= 1 - n_missed / Y.size + 1e-12 < share + 0.001 + 1e-9


def test_classified_points_are_marked_as_the_neuron_answers_and_misses_ringed():
    # z = y - x: above the diagonal the answer is 1. The last two points have the other label.
    X, Y = [[0, 0, 5, 0], [1, -1, 0, 5]], [[1, 0, 1, 0]]
    figure = figures.classified_points(X, Y, [[-1], [1]], 0)
    assert points(figure, "classified as 1").tolist() == [[0, 0], [1, 5]]
    assert points(figure, "classified as 0").tolist() == [[0, 5], [-1, 0]]
    assert points(figure, "missed: 2").tolist() == [[5, 0], [0, 5]]
    assert figure.axes[0].get_title(loc="left") == "4 points, 50.0% of them classified right"


def test_classified_points_say_100_percent_only_of_all():
    X = np.zeros((2, 3000))
    X[0] = 1
    Y = np.ones((1, 3000))
    Y[0, 0] = 0
    # 2,999 / 3,000 = 99.97%.
    title = figures.classified_points(X, Y, [[1], [0]], 0).axes[0].get_title(loc="left")
    assert title == "3,000 points, 99.9% of them classified right"


@few
@given(st.floats(-3, 3), st.floats(-5, 5), st.sampled_from([-1, 1]), st.integers(-300, 300))
def test_neurons_line_lies_where_it_is_undecided(angle, distance, side, power):
    # The line at that distance from the middle, by weights from very small to very large.
    w, b, scale = np.array([np.cos(angle), np.sin(angle)]), side * distance, 10.0**power
    figure = figures.classified_points(*POINTS, scale * w[:, np.newaxis], scale * b)
    drawn = line(figure, "the neuron’s line")
    for place in (drawn.get_xy1(), drawn.get_xy2()):
        assert np.dot(w, place) + b == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("w", "b"), [([[0], [0]], 0), ([[0], [0]], 1), ([[1e-3], [0]], 1)])
def test_neuron_without_a_line_in_the_picture_gets_none(w, b):
    assert "the neuron’s line" not in legend(figures.classified_points(*POINTS, w, b, LINE))


def test_falling_cost_draws_every_value_and_writes_the_first_and_the_last():
    axes = figures.falling_cost([0, 10, 20], [math.log(2), 0.3, 0.1]).axes[0]
    assert axes.lines[0].get_xydata().tolist() == [[0, math.log(2)], [10, 0.3], [20, 0.1]]
    assert [text.get_text() for text in axes.texts] == ["0.6931", "0.1"]
    assert axes.get_ylim()[0] == 0
    assert "nats" in axes.get_ylabel()


@few
@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.integers(1, 100))
def test_falling_cost_draws_any_costs_within_its_axes(costs, every):
    iterations = [every * k for k in range(len(costs))]
    axes = figures.falling_cost(iterations, costs).axes[0]
    assert axes.lines[0].get_xydata().T.tolist() == [iterations, costs]
    ends = [costs[0]] if len(costs) == 1 else [costs[0], costs[-1]]
    assert [text.get_text() for text in axes.texts] == [f"{cost:.4g}" for cost in ends]
    assert axes.get_ylim()[1] > max(costs)
    assert axes.get_xlim()[1] >= iterations[-1]


@given(st.integers(0, 5), st.integers(0, 5))
def test_falling_cost_wants_two_lists_of_one_length(n, m):
    assume(n != m or n == 0)
    with pytest.raises(ValueError, match="two lists of the same length"):
        figures.falling_cost([0] * n, [0.5] * m)
    with pytest.raises(ValueError, match="two lists of the same length"):
        figures.falling_cost([[0] * n], [[0.5] * n])


def test_sigmoid_curve_follows_the_sigmoid():
    (curve,) = [line for line in figures.sigmoid_curve().axes[0].lines if len(line.get_xdata()) > 9]
    z, answers = curve.get_xydata().T
    assert (z.min(), z.max()) == (-8, 8)
    np.testing.assert_allclose(answers, 1 / (1 + np.exp(-z)), rtol=1e-14)


def test_loss_curves_follow_the_logarithms_in_two_kinds_of_line():
    one, zero = figures.loss_curves().axes[0].lines[:2]
    answers = one.get_xdata()
    np.testing.assert_allclose(one.get_ydata(), -np.log(answers), rtol=1e-12)
    np.testing.assert_allclose(zero.get_ydata(), -np.log(1 - answers), rtol=1e-9)
    assert one.get_linestyle() != zero.get_linestyle()


@few
@given(
    st.integers(0, 99),
    st.integers(10, 60),
    st.permutations(["w1", "w2", "b"]).map(lambda names: tuple(names[:2])),
)
def test_descent_shows_the_whole_path_its_ends_and_its_parameters(seed, n_iterations, over):
    X, Y = datasets.make("line", 30, seed)
    steps = neuron.train(X, Y, 0.1, n_iterations)
    path = np.array([[*state.w[:, 0], state.b] for state in steps]).T
    figure = figures.descent(surfaces.cost_surface(X, Y, path, over, n_grid=8), over)
    axes = figure.axes[0]
    rows = [["w1", "w2", "b"].index(name) for name in over]
    assert axes.lines[0].get_xydata().T.tolist() == path[rows].tolist()
    *milestones, first, last = [text.get_text() for text in axes.texts]
    assert set(milestones) <= {"1", "10"}
    assert (first, last) == ("start", f"after {n_iterations} steps")
    symbols = {"w1": "$w_{1}$", "w2": "$w_{2}$", "b": "$b$"}
    assert (axes.get_xlabel(), axes.get_ylabel()) == tuple(symbols[name] for name in over)
    assert "nats" in figure.axes[1].get_ylabel()


def test_descent_leaves_out_steps_that_lie_too_near_to_read():
    # The surface reaches over 1.2 · 1.5 = 1.8: step 1 is at 0.01, step 10 at 0.1, step 100 at 1.0.
    w1 = np.minimum(np.arange(201) / 100, 1.2)
    path = np.array([w1, np.zeros(201), np.zeros(201)])
    figure = figures.descent(surfaces.cost_surface(*POINTS, path, n_grid=5))
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts == ["100", "start", "after 200 steps"]


@pytest.mark.parametrize(
    ("X", "w1"),
    [
        ([[0.0, 0.0]], [0.0, 0.0]),  # The same cost everywhere.
        ([[-1.0, 1.0]], [2000.0, 3000.0]),  # A cost of 0: e⁻²⁰⁰⁰ is none in floating point.
        ([[-1.0, 1.0]], [0.0]),  # No step.
    ],
)
def test_descent_copes_with_a_level_surface(X, w1):
    path = np.array([w1, np.zeros(len(w1))])
    figure = figures.descent(surfaces.cost_surface(X, [[0, 1]], path, ("w1", "b")), ("w1", "b"))
    assert figures.to_bytes(figure, "png").startswith(MAGIC["png"])


@given(st.integers(1, 9).filter(lambda rows: rows != 2), st.integers(1, 4))
def test_only_points_of_two_coordinates_can_be_drawn(rows, m):
    X, Y = np.zeros((rows, m)), np.zeros((1, m))
    sentence = re.escape(f"two rows to be drawn, x and y; got the shape ({rows}, {m})")
    with pytest.raises(ValueError, match=sentence):
        figures.training_set(X, Y)
    with pytest.raises(ValueError, match=sentence):
        figures.classified_points(X, Y, [[1], [1]], 0)


def test_text_in_a_pdf_stays_text():
    # /FontFile2 is an embedded TrueType font.
    assert b"/FontFile2" in figures.to_bytes(figures.falling_cost([0, 1], [0.6, 0.5]), "pdf")
