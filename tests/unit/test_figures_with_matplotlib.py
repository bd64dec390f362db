import math
import re

import matplotlib
import numpy as np
import pytest
from glassneuron import datasets, figures, neuron, surfaces

LINE = (1.23, 3.23)
MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-"}
POINTS = datasets.make("line", 30, seed=1)
PATH = [[0.0, 0.5, 1.0], [0.0, 0.2, 0.3], [0.0, -0.1, -0.2]]


DRAW = {
    "training_set": lambda: figures.training_set(*POINTS, LINE),
    "falling_cost": lambda: figures.falling_cost([0, 1, 2], [0.69, 0.5, 0.4]),
    "classified_points": lambda: figures.classified_points(*POINTS, [[-1.0], [1.0]], -3.0, LINE),
    "sigmoid_curve": figures.sigmoid_curve,
    "loss_curves": figures.loss_curves,
    "descent": lambda: figures.descent(surfaces.cost_surface(*POINTS, PATH)),
}


def points(figure, label):
    """The places of the marks that the legend calls so."""
    (found,) = [marks for marks in figure.axes[0].collections if marks.get_label() == label]
    return np.ma.getdata(found.get_offsets()).T


def line(figure, label):
    (found,) = [line for line in figure.axes[0].lines if line.get_label() == label]
    return found


def legend(figure):
    return [text.get_text() for text in figure.legends[0].texts]


@pytest.mark.parametrize("kind", sorted(MAGIC))
def test_file_is_of_the_kind_that_its_name_says(kind, tmp_path):
    figures.save(figures.falling_cost([0, 1], [0.6, 0.5]), tmp_path / f"cost.{kind.upper()}")
    assert (tmp_path / f"cost.{kind.upper()}").read_bytes().startswith(MAGIC[kind])


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


def test_kind_and_file_name_are_checked(tmp_path):
    figure = figures.sigmoid_curve()
    with pytest.raises(ValueError, match=r"in \.png, \.svg or \.pdf; got 'sigmoid\.jpg'"):
        figures.save(figure, tmp_path / "sigmoid.jpg")
    with pytest.raises(ValueError, match="kind must be one of png, svg, pdf; got 'jpg'"):
        figures.to_bytes(figure, "jpg")
    assert list(tmp_path.iterdir()) == []


def test_training_set_shows_each_point_once_on_its_side():
    X, Y = POINTS
    figure = figures.training_set(X, Y, LINE)
    assert points(figure, "class 1, above the line").tolist() == X[:, Y[0] == 1].tolist()
    assert points(figure, "class 0, below the line").tolist() == X[:, Y[0] == 0].tolist()
    assert line(figure, "the true line").get_slope() == 1.23
    assert line(figure, "the true line").get_xy1() == (0, 3.23)


def test_training_set_without_a_line_claims_no_side():
    assert legend(figures.training_set([[1, 2], [3, 4]], [[0, 1]])) == ["class 1", "class 0"]


def test_training_set_claims_no_side_where_a_point_is_on_the_other():
    # The line y = x; the second point of class 1 lies below it.
    X, Y = [[0, 2, 1], [1, 1, 0]], [[1, 1, 0]]
    assert legend(figures.training_set(X, Y, (1, 0))) == ["class 1", "class 0", "the true line"]


def test_training_set_tells_classes_apart_by_shape():
    # In matplotlib's own terms a disc is made of curves and a diamond of straight lines.
    blue, red = figures.training_set(*POINTS).axes[0].collections
    assert len(blue.get_paths()[0]) > 20
    assert len(red.get_paths()[0]) == 5


def test_training_set_shows_the_whole_plane_and_points_beyond_it():
    axes = figures.training_set([[1.0, 2.0], [3.0, 4.0]], [[0, 1]]).axes[0]
    assert axes.get_xlim() == axes.get_ylim() == (-10.5, 10.5)
    axes = figures.training_set([[1.0, 2.0], [3.0, 40.0]], [[0, 1]]).axes[0]
    assert axes.get_xlim() == axes.get_ylim() == (-42, 42)


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


@pytest.mark.parametrize(
    ("w", "b"), [([[-1.5], [1.0]], -2.0), ([[2.0], [0.0]], 3.0), ([[1e200], [1e200]], -1e200)]
)
def test_neurons_line_lies_where_it_is_undecided(w, b):
    drawn = line(figures.classified_points(*POINTS, w, b), "the neuron’s line")
    for place in (drawn.get_xy1(), drawn.get_xy2()):
        # In units of the weights, so that those of the third neuron do not swell the rounding.
        z = np.dot(np.ravel(w) / np.max(np.abs(w)), place) + b / np.max(np.abs(w))
        assert z == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("w", "b"), [([[0], [0]], 0), ([[0], [0]], 1), ([[1e-3], [0]], 1)])
def test_neuron_without_a_line_in_the_picture_gets_none(w, b):
    assert "the neuron’s line" not in legend(figures.classified_points(*POINTS, w, b, LINE))


def test_falling_cost_draws_every_value_and_writes_the_first_and_the_last():
    axes = figures.falling_cost([0, 10, 20], [math.log(2), 0.3, 0.1]).axes[0]
    assert axes.lines[0].get_xydata().tolist() == [[0, math.log(2)], [10, 0.3], [20, 0.1]]
    assert [text.get_text() for text in axes.texts] == ["0.6931", "0.1"]
    assert axes.get_ylim()[0] == 0
    assert "nats" in axes.get_ylabel()


def test_falling_cost_of_an_untrained_neuron_is_one_point():
    axes = figures.falling_cost([0], [0.7]).axes[0]
    assert [text.get_text() for text in axes.texts] == ["0.7"]


@pytest.mark.parametrize(("iterations", "costs"), [([], []), ([0, 1], [0.5]), ([[0]], [[0.5]])])
def test_falling_cost_wants_two_lists_of_one_length(iterations, costs):
    with pytest.raises(ValueError, match="two lists of the same length"):
        figures.falling_cost(iterations, costs)


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


def test_descent_shows_the_whole_path_its_ends_and_its_powers_of_ten():
    X, Y = POINTS
    path = np.array([[*state.w[:, 0], state.b] for state in neuron.train(X, Y, 0.1, 25)]).T
    surface = surfaces.cost_surface(X, Y, path, over=("w2", "b"), n_grid=10)
    figure = figures.descent(surface, over=("w2", "b"))
    axes = figure.axes[0]
    assert axes.lines[0].get_xydata().T.tolist() == path[1:].tolist()
    assert [text.get_text() for text in axes.texts] == ["1", "10", "start", "after 25 steps"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("$w_{2}$", "$b$")
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


@pytest.mark.parametrize("draw", ["training_set", "classified_points"])
def test_only_points_of_two_coordinates_can_be_drawn(draw):
    rest = () if draw == "training_set" else ([[1], [1]], 0)
    with pytest.raises(ValueError, match=r"two rows to be drawn, x and y; got the shape \(3, 2\)"):
        getattr(figures, draw)(np.zeros((3, 2)), [[0, 1]], *rest)


def test_text_in_a_pdf_stays_text():
    # /FontFile2 is an embedded TrueType font.
    assert b"/FontFile2" in figures.to_bytes(figures.falling_cost([0, 1], [0.6, 0.5]), "pdf")
