"""The figure of a scene: what it shows, and the same bytes each time."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from glassneuron import datasets, scene_figure, session
from glassneuron.scene_figure import Panel
from hypothesis import given, settings
from hypothesis import strategies as st
from learnt_scene import NETWORK, NEURON, learn


def drawn(scene, kind: str, **changes) -> bytes:
    curves = [{"iteration": np.arange(scene.costs.size), "cost": scene.costs}]
    args = scene.args | {"curves": curves, "kind": kind} | changes
    kind, value = list(session.run("figure", args))[-1]
    assert kind == "result", value
    return value["content"].tobytes()


def half(X):
    return np.full((1, X.shape[1]), 0.5)


@pytest.mark.parametrize("kind", ["svg", "pdf"])
@pytest.mark.parametrize(("settings", "name"), [(NEURON, "line"), (NETWORK, "three_blobs")])
def test_same_scene_gives_the_same_bytes(kind, settings, name):
    scene = learn(settings, name)
    assert drawn(scene, kind) == drawn(scene, kind)


def test_files_are_what_they_are_called():
    scene = learn(NEURON)
    assert drawn(scene, "pdf").startswith(b"%PDF-")
    svg = drawn(scene, "svg")
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<dc:date>" not in svg


@settings(max_examples=10)
@given(st.sampled_from(["line", "three_blobs"]), st.integers(1, 300), st.integers(0, 99))
def test_every_point_is_drawn_once_in_its_class_filled_or_hollow(name, n_points, seed):
    X, Y = datasets.make(name, n_points, seed)
    held = datasets.hold_out(Y)
    figure = scene_figure.scene(X, Y, held, [Panel(half, 0.5, np.zeros(1), np.ones(1))])
    found = {
        marks.get_label(): sorted(map(tuple, marks.get_offsets().tolist()))
        for marks in figure.axes[0].collections
        if str(marks.get_label()).startswith("class")
    }
    expected = {
        f"class {label}{', held out' if out else ''}": sorted(map(tuple, of.T.tolist()))
        for label in range(3)
        for out in (False, True)
        if (of := X[:, (Y[0] == label) & (held == out)]).size
    }
    assert found == expected


def test_two_machines_have_a_plane_each_and_share_the_costs():
    first, second = learn(NEURON), learn(NETWORK)
    panels = [
        Panel(half, 0.5, np.arange(scene.costs.size), scene.costs) for scene in (first, second)
    ]
    X, Y = datasets.make("line", 20, 0)
    figure = scene_figure.scene(X, Y, np.zeros(20, dtype=bool), panels, (1.23, 3.23))
    *planes, costs = figure.axes
    assert [plane.get_title(loc="left").partition(":")[0] for plane in planes] == [
        "Machine A",
        "Machine B",
    ]
    for line, scene in zip(costs.lines, (first, second), strict=True):
        assert line.get_ydata().tolist() == scene.costs.tolist()


def test_line_is_drawn_where_the_answer_is_the_threshold():
    # The answer is the sigmoid of x: it is 0.9 where x = ln 9.
    panel = Panel(lambda X: 1 / (1 + np.exp(-X[:1])), 0.9, np.zeros(1), np.ones(1))
    X, Y = datasets.make("line", 20, 0)
    figure = scene_figure.scene(X, Y, np.zeros(20, dtype=bool), [panel])
    contour = figure.axes[0].collections[1]
    places = np.concatenate([path.vertices for path in contour.get_paths()])
    assert np.abs(places[:, 0] - np.log(9)).max() < 0.01


def test_title_counts_what_is_classified_right():
    # Answered is class 1 everywhere: right are the points of class 1.
    panel = Panel(lambda X: np.ones((1, X.shape[1])), 0.5, np.zeros(1), np.ones(1))
    X = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    figure = scene_figure.scene(X, np.array([[1.0, 1, 0]]), np.zeros(3, dtype=bool), [panel])
    title = figure.axes[0].get_title(loc="left")
    assert title == "3 points, 66.6% classified right"
