"""What a snapshot shows of a machine: over the plane, at each point, and how well it does."""

import numpy as np
import pytest
from glassneuron import datasets, machines, network, session
from glassneuron.features import FEATURES
from glassneuron.outputs import OUTPUTS
from hypothesis import given
from hypothesis import strategies as st

SIZES = st.integers(1, 40)
ENDS = st.tuples(st.floats(-20, 0), st.floats(1, 20))
chosen_machines = st.fixed_dictionaries(
    {
        "hidden": st.lists(st.integers(1, 3), max_size=3),
        "initial_weights": st.just("he"),
        "activation": st.sampled_from(["tanh", "relu", "sigmoid"]),
        "loss": st.sampled_from(["cross_entropy", "squared_error"]),
        "features": st.lists(st.sampled_from(list(FEATURES)), min_size=1, unique=True),
        "threshold": st.floats(0.1, 0.9),
        "l2": st.sampled_from([0.0, 0.1]),
        "seed": st.integers(0, 999),
    }
)


def seen(chosen, n_classes=2, view=((-10, 10), (-10, 10)), size=4, shown=None, **changes):
    """Return the points, and what one look at a machine at its start shows."""
    X, Y = datasets.make("three_blobs" if n_classes == 3 else "blobs", 40, seed=3)
    args = {
        "run": "a",
        "points": {"x": X[0], "y": X[1], "label": Y[0]},
        "testing": {"on": "held_out", "share": 20},
        "dataset": None,
        "machines": [chosen],
        "iteration": 0,
        "n_iterations": 0,
        "stop": {"cost": None, "change": None},
        "burst": None,
        "view": {"x": view[0], "y": view[1], "size": size, "shown": [shown]},
    } | changes
    (message,) = session.run("train", args)
    assert message[0] == "result", message[1]
    return X, Y, message[1]["machines"][0]


def layers_of(chosen, X, n_classes):
    """Compute the answers of every layer the readable way."""
    machine = machines.checked(chosen)
    params = machines.start(machine, n_classes)
    output = machines.output(machine, n_classes)
    layers = network.forward_propagation(
        params, machines.inputs(machine, X), machine.activation, output
    )
    return machine, params, layers


def middles(view, size):
    """List the middles of the view's cells, row by row from the top left."""
    (left, right), (bottom, top) = view
    return np.array(
        [
            (left + (j + 0.5) * (right - left) / size, top - (i + 0.5) * (top - bottom) / size)
            for i in range(size)
            for j in range(size)
        ]
    ).T


@given(chosen_machines, st.tuples(ENDS, ENDS), SIZES, st.sampled_from([2, 3]), st.data())
def test_plane_shows_every_neurons_answer_at_the_middle_of_each_cell(
    chosen, view, size, n_classes, data
):
    _, _, layers = layers_of(chosen, middles(view, size), n_classes)
    layer = data.draw(st.integers(0, len(layers) - 1))
    neuron = data.draw(st.integers(0, len(layers[layer][1]) - 1))
    _, _, value = seen(chosen, n_classes, view, size, [layer, neuron])
    close = {"rtol": 1e-5, "atol": 1e-6}
    shape = [3, size, size] if n_classes == 3 else [size, size]
    assert value["surface"]["shape"] == shape
    np.testing.assert_allclose(value["surface"]["data"], layers[-1][1].ravel(), **close)
    assert value["shown"]["shape"] == [size, size]
    np.testing.assert_allclose(value["shown"]["data"], layers[layer][1][neuron], **close)
    hidden = [A.reshape(-1, size, size) for _, A in layers[:-1]]
    if not hidden:
        assert value["neurons"] is None
        return
    # Of each small picture's cells the middle: (2i + 1)/48 of the way.
    at = [(2 * i + 1) * size // 48 for i in range(24)]
    small = np.concatenate(hidden)[:, at][:, :, at]
    assert value["neurons"]["shape"] == list(small.shape)
    np.testing.assert_allclose(value["neurons"]["data"], small.ravel(), **close)


@given(chosen_machines, st.sampled_from([2, 3]))
def test_every_point_gets_its_probability_sum_and_loss(chosen, n_classes):
    X, Y, value = seen(chosen, n_classes)
    machine, _, layers = layers_of(chosen, X, n_classes)
    (Z, A), output = layers[-1], machines.output(machine, n_classes)
    answers = value["answers"]
    np.testing.assert_allclose(answers["p"], A.ravel(), rtol=1e-5, atol=1e-7)
    losses = OUTPUTS[output].loss(A, machines.targets(Y, n_classes))
    np.testing.assert_allclose(answers["loss"], losses[0], rtol=1e-4, atol=1e-6)
    if n_classes == 2:
        np.testing.assert_allclose(answers["z"], Z[0], rtol=1e-5, atol=1e-6)
    else:
        assert answers["z"] is None


@given(chosen_machines, st.sampled_from([2, 3]), st.integers(10, 60))
def test_training_and_test_are_judged_apart(chosen, n_classes, share):
    X, Y, value = seen(chosen, n_classes, testing={"on": "held_out", "share": share})
    machine, params, layers = layers_of(chosen, X, n_classes)
    A, output = layers[-1][1], machines.output(machine, n_classes)
    predicted = A.argmax(axis=0) if n_classes == 3 else A[0] >= machine.threshold
    held = datasets.hold_out(Y, share)
    for name, of in (("train", ~held), ("test", held)):
        table = np.zeros((n_classes, n_classes), dtype=int)
        for true, answer in zip(Y[0, of], predicted[of], strict=True):
            table[int(true), int(answer)] += 1
        assert value["confusion"][name] == table.tolist()
        prefix = "" if name == "train" else "test_"
        right = np.mean(predicted[of] == Y[0, of])
        assert value[f"{prefix}accuracy"] == pytest.approx(right)
        targets = machines.targets(Y, n_classes)[:, of]
        cost = network.cost(A[:, of], targets, output, params, machine.l1, machine.l2)
        assert value[f"{prefix}cost"] == pytest.approx(cost, rel=1e-6)


def test_without_points_for_a_test_there_is_no_judgement():
    points = {"x": [0.0, 1.0], "y": [0.0, 1.0], "label": [0, 1]}
    _, _, value = seen({}, points=points)
    assert (value["test_cost"], value["test_accuracy"]) == (None, None)
    assert value["confusion"] == {"train": [[0, 1], [0, 1]], "test": None}


def test_fresh_points_are_those_of_the_rule():
    recipe = {"name": "blobs", "n_points": 40, "noise": 2.0, "seed": 3}
    _, _, value = seen({}, dataset=recipe, testing={"on": "fresh", "share": 20})
    _, Y = datasets.make_fresh("blobs", 2000, 3, 2.0)
    # All weights are 0 and all answers 0.5, which counts as class 1.
    ones = int(Y.sum())
    assert value["confusion"]["test"] == [[0, 2000 - ones], [0, ones]]
    assert value["confusion"]["train"] == [[0, 20], [0, 20]]
    assert value["answers"]["p"].tolist() == [0.5] * 40


def test_line_where_one_neuron_is_undecided():
    start = [{"W": [-2.0, 1.0], "shape": [1, 2], "b": [-3.0]}]
    # -2x + y - 3 = 0.
    assert seen({"start": start})[2]["boundary"] == (2.0, 3.0)
    assert seen({"start": start, "features": ["x1", "x1_squared"]})[2]["boundary"] is None
    assert seen({"hidden": [1]})[2]["boundary"] is None
    assert seen({}, 3)[2]["boundary"] is None


@pytest.mark.parametrize("shown", [[0, 5], [9, 0]])
def test_a_neuron_that_is_not_there_is_not_shown(shown):
    assert seen({"hidden": [2]}, shown=shown)[2]["shown"] is None


def test_weights_too_large_for_the_plane_end_in_a_sentence():
    huge = [{"W": [1e308, 1e308], "shape": [1, 2], "b": [0.0]}]
    with pytest.raises(AssertionError, match="larger than the largest floating-point number"):
        seen({"start": huge})
