"""One weight or bias in the glass: its gradient, its step and its new value, each by its line."""

import numpy as np
import pytest
from explained_machines import (
    MACHINES,
    explained,
    holds_its_formulas,
    holds_its_lines,
    taken_apart,
    watched,
)
from glassneuron import explanation_parameter, machines
from hypothesis import given
from hypothesis import strategies as st


def shapes_of(name):
    settings, dataset = MACHINES[name]
    n_classes = 3 if dataset == "three_blobs" else 2
    return [W.shape for W, _ in machines.start(machines.checked(settings), n_classes)]


def count(shapes):
    return sum(n_out * (n_in + 1) for n_out, n_in in shapes)


@pytest.mark.parametrize("name", list(MACHINES))
@pytest.mark.parametrize("column", [None, 17])
def test_every_parameter_has_its_lines_and_formulas(name, column):
    one, _ = watched(name, 3)
    shapes = shapes_of(name)
    for number in range(count(shapes)):
        parameter = explanation_parameter.find(number, shapes)
        for stage in taken_apart(name, 3, column, parameter=parameter):
            holds_its_lines(stage)
            holds_its_formulas(stage, one)


@pytest.mark.parametrize("name", list(MACHINES))
def test_a_parameter_goes_to_the_number_it_has_after_the_step(name):
    shapes = shapes_of(name)
    (_, now), (_, then) = watched(name, 3), watched(name, 4)
    for number in range(count(shapes)):
        parameter = explanation_parameter.find(number, shapes)
        update = taken_apart(name, 3, None, parameter=parameter)[-1]
        values = {symbol.id: symbol.value for symbol in update.symbols}
        for symbol, moment in (("wi", now), ("new_wi", then)):
            row = np.concatenate([np.ravel(array) for layer in moment.params for array in layer])
            # The fast engine, in which some of these learn, may differ in the last digits.
            assert values[symbol] == pytest.approx(row[number], rel=1e-9)


def test_step_of_a_weight_worked_by_hand():
    _, value = explained(parameter=1)
    gradient, update = value["stages"][-2:]
    numbers = {s["id"]: s["numbers"] for s in gradient["symbols"] if s["size"] == 1}
    numbers |= {s["id"]: s["numbers"] for s in update["symbols"]}
    assert numbers["dwi"] == numbers["g"]
    # It begins at 0, and α = 0.1.
    assert numbers["wi"] == [0.0]
    assert numbers["new_wi"] == [-0.1 * numbers["g"][0]]
    assert value["parameter"] == {"number": 1, "layer": 0, "row": 0, "column": 1}


def test_a_weight_of_a_network_says_where_it_is():
    machine = {"hidden": [3, 2], "initial_weights": "xavier"}
    # 6 weights and 3 biases of the first layer; of the second row 1, column 0 is the fourth.
    _, value = explained(machine=machine, parameter=9 + 3)
    assert value["parameter"] == {"number": 12, "layer": 1, "row": 1, "column": 0}
    made = [s["id"] for s in value["stages"][-1]["symbols"] if s["computed"]]
    assert made == ["new_wi"]


def test_a_number_beyond_the_last_one_follows_none():
    kind, value = explained(parameter=3)
    assert (kind, value["parameter"]) == ("result", None)
    kind, value = explained(parameter=-1)
    assert (kind, value["kind"]) == ("error", "input")


LAYERS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=4)


@given(LAYERS, st.data())
def test_a_parameter_is_found_where_the_row_of_all_has_it(shapes, data):
    number = data.draw(st.integers(0, count(shapes) - 1))
    row = np.arange(count(shapes), dtype=np.float64)
    arrays, start = [], 0
    for n_out, n_in in shapes:
        arrays.append(row[start : start + n_out * n_in].reshape(n_out, n_in))
        arrays.append(row[start + n_out * n_in : start + n_out * (n_in + 1)].reshape(n_out, 1))
        start += n_out * (n_in + 1)
    found = explanation_parameter.find(number, shapes)
    assert found.in_all(arrays) == number
    own = arrays[2 * found.layer + (found.column is None)]
    assert found.in_its_array(own) == number
