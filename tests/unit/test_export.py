"""Exported scripts and notebooks: run where nothing else is, they learn the same weights."""

import json

import numpy as np
import pytest
from glassneuron import datasets, export, machines, session
from hypothesis import given
from hypothesis import strategies as st
from learnt_scene import NETWORK, NEURON, NEWTON, Scene, learn

SQUARED = {"loss": "squared_error", "optimizer": "momentum", "decay": 0.7}
BY_HAND = {
    "features": ["x1", "x1_x2"],
    "start": [{"W": [0.1, -0.2], "shape": [1, 2], "b": [1 / 3]}],
}
machine_settings = st.fixed_dictionaries(
    {},
    optional={
        "features": st.lists(st.sampled_from(list(machines.features.FEATURES)), min_size=1),
        "hidden": st.lists(st.integers(1, 4), max_size=2),
        "activation": st.sampled_from(["identity", "sigmoid", "tanh", "relu", "leaky_relu"]),
        "initial_weights": st.sampled_from(["zeros", "normal", "xavier", "he"]),
        "loss": st.sampled_from(["cross_entropy", "squared_error"]),
        "optimizer": st.sampled_from(["gradient_descent", "momentum", "rmsprop", "adam"]),
        "learning_rate": st.floats(0.001, 0.5),
        "decay": st.floats(0, 0.99),
        "square_decay": st.floats(0, 0.999),
        "batch_size": st.none() | st.integers(1, 60),
        "l1": st.floats(0, 0.1),
        "l2": st.floats(0, 0.1),
        "threshold": st.floats(0, 1),
        "seed": st.integers(0, 99),
    },
)


def run(source: str) -> dict[str, object]:
    """Run a program without its figures, which come last."""
    names: dict[str, object] = {}
    exec(compile(source.partition("# The figures")[0], "exported", "exec"), names)
    return names


def weights(names) -> list[np.ndarray]:
    if "w" in names:
        return [names["w"].T, np.array([[names["b"]]])]
    return [array for layer in names["params"] for array in layer]


def assert_same_bits(names, scene: Scene) -> None:
    expected = [array for layer in scene.moment.params for array in layer]
    assert [array.tolist() for array in weights(names)] == [array.tolist() for array in expected]
    assert names["costs"] == scene.costs[: len(names["costs"])].tolist()
    assert names["difference"] == 0


@pytest.mark.parametrize("settings", [NEURON, NEWTON, NETWORK, SQUARED, BY_HAND])
@pytest.mark.parametrize("on", ["fresh", "held_out"])
def test_script_learns_the_same_weights_to_the_last_bit(settings, on, capsys):
    scene = learn(settings, on=on)
    assert_same_bits(run(scene.file("script")), scene)
    assert "These are the page's weights, to the last bit." in capsys.readouterr().out


@given(machine_settings, st.sampled_from(["xor", "three_blobs"]), st.integers(0, 15))
def test_script_of_any_machine_learns_the_same_weights(settings, name, n_iterations):
    scene = learn(settings, name, n_iterations)
    assert_same_bits(run(scene.file("script")), scene)


@pytest.mark.parametrize("settings", [NEURON, NETWORK])
def test_script_of_a_fast_machine_learns_its_weights_but_for_rounding(settings):
    scene = learn(settings | {"engine": "fast"})
    assert run(scene.file("script"))["difference"] <= 1e-12


def test_script_says_if_the_weights_are_others(capsys):
    scene = learn(NEURON)
    ((W, b),) = scene.moment.params
    scene.args["params"] = [[(W + 1e-6, b)]]
    # The weights are about 1 or less, so that this is the difference itself.
    assert run(scene.file("script"))["difference"] == pytest.approx(1e-6, rel=1e-6)
    assert "They differ from the page's by 1.0e-06" in capsys.readouterr().out


def test_script_needs_numpy_alone_and_holds_only_what_the_machine_needs():
    text = learn(NEURON).file("script")
    before_figures = text.partition("# The figures")[0]
    assert [line for line in before_figures.splitlines() if "import" in line] == [
        "import numpy as np"
    ]
    assert "validation" not in text
    assert "tanh" not in text
    assert "batch" not in text


def test_script_tests_on_the_points_kept_back_with_the_threshold(capsys):
    scene = learn({"threshold": 0.9})
    names = run(scene.file("script"))
    held = datasets.hold_out([scene.args["points"]["label"]])
    X = np.array([scene.args["points"]["x"], scene.args["points"]["y"]])[:, held]
    ((W, b),) = scene.moment.params
    z = (W @ X + b)[0]
    # σ(z) ≥ 0.9 where z ≥ ln 9.
    right = np.mean((z >= np.log(9)) == np.array(scene.args["points"]["label"])[held])
    assert names["right"] == right
    assert f"{right:.1%} of the points that were kept back" in capsys.readouterr().out


def test_second_machine_is_exported_when_it_is_in_focus():
    scene, other = learn(NEURON), learn(NETWORK)
    args = scene.args | {
        "machines": [NEURON, NETWORK],
        "params": [scene.moment.params, other.moment.params],
        "focus": 1,
    }
    assert_same_bits(run(other._replace(args=args).file("script")), other)


def test_notebook_holds_the_cells_of_the_script():
    scene = learn(NETWORK)
    cells = json.loads(scene.file("notebook"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(text in scene.file("script") for text in code)
    *without_figures, figures = code
    assert "matplotlib" in figures
    assert_same_bits(run("\n".join(without_figures)), scene)


@given(st.integers(1, 60), st.sampled_from(["readable", "fast"]))
def test_results_hold_every_cost_and_what_the_page_shows(n_iterations, engine):
    scene = learn({"engine": engine}, n_iterations=n_iterations)
    (_, value) = list(session.run("results", scene.args))[-1]
    (result,) = value["machines"]
    ((W, b),) = scene.moment.params
    assert result["weights"] == {"w": W[0].tolist(), "b": b.item()}
    assert result["history"]["iteration"].tolist() == list(range(n_iterations + 1))
    assert result["history"]["cost"].tolist() == scene.costs.tolist()
    assert result["cost"] == scene.costs[-1]
    assert set(result["accuracy"]) == {"train", "test"}


@pytest.mark.parametrize(
    ("settings", "name", "keys"),
    [
        (NETWORK, "line", {"params"}),
        (SQUARED, "line", {"params"}),
        (NEURON, "three_blobs", {"params"}),
    ],
)
def test_weights_of_more_than_a_plain_neuron_are_layers(settings, name, keys):
    scene = learn(settings, name)
    weights = export.weights(machines.checked(settings), scene.moment.params)
    assert weights.keys() == keys
    for written, (W, b) in zip(weights["params"], scene.moment.params, strict=True):
        assert written == {"W": W.tolist(), "b": b[:, 0].tolist()}


@pytest.mark.parametrize("method", ["export", "results"])
def test_points_of_one_class_are_refused_in_a_sentence(method):
    scene = learn(NEURON)
    points = scene.args["points"] | {"label": [1] * 60}
    (kind, value) = list(session.run(method, scene.args | {"points": points, "kind": "script"}))[-1]
    assert kind == "error"
    assert value["kind"] == "input"
    assert "draw some of class 0 too" in value["message"]
