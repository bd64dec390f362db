"""The glass: formula, number and line of every symbol belong together, for every machine."""

import numpy as np
import pytest
from explained_machines import (
    MACHINES,
    holds_its_formulas,
    holds_its_lines,
    taken_apart,
    watched,
)
from formula_meanings import MEANINGS
from glassneuron import explanation, explanation_watch, machines, neuron
from glassneuron.explanation_stage import shown
from hypothesis import given
from hypothesis import strategies as st

ITERATIONS = (0, 3)
POINTS = (None, 0, 17)


every_iteration = pytest.mark.parametrize("iteration", ITERATIONS)
every_point = pytest.mark.parametrize("column", POINTS)
every_machine = pytest.mark.parametrize("name", list(MACHINES))


@every_machine
@every_iteration
@every_point
def test_every_number_is_what_its_line_computes(name, iteration, column):
    for stage in taken_apart(name, iteration, column):
        holds_its_lines(stage)


@every_machine
@every_iteration
@every_point
def test_every_number_is_what_its_formula_says(name, iteration, column):
    one, _ = watched(name, iteration)
    for stage in taken_apart(name, iteration, column):
        holds_its_formulas(stage, one)


@every_machine
@every_iteration
def test_stages_run_from_the_sum_to_the_update(name, iteration):
    one, _ = watched(name, iteration)
    stages = taken_apart(name, iteration, None)
    names = [stage.name for stage in stages]
    n_layers = len(one.machine.hidden) + 1
    forward = ["sum", "activation"] * n_layers
    if one.machine.optimizer == "newton":
        back = ["newton-slope", "curvature", "newton-step"]
    else:
        back = ["slope", "gradient", *(["chain", "gradient"] * (n_layers - 1))]
    assert names == [*forward, "loss", "cost", *back, "update"]


@every_machine
@every_iteration
def test_cost_and_weights_are_those_of_the_run(name, iteration):
    one, moment = watched(name, iteration)
    stages = taken_apart(name, iteration, None)
    cost = next(symbol for stage in stages for symbol in stage.symbols if symbol.id == "J")
    # Where the engine is the fast one, up to rounding.
    close = pytest.approx(moment.costs[-1], rel=1e-9)
    assert one.cost == close
    assert cost.value == close
    last, _ = watched(name, iteration + 1)
    assert one.next_cost == pytest.approx(last.cost, rel=1e-9)


@every_machine
@every_iteration
def test_one_sample_has_the_numbers_of_its_column(name, iteration):
    together = {(s.name, s.layer): s for s in taken_apart(name, iteration, None)}
    pairs = {"z": "Z", "a": "A", "l": "L", "y": "Y", "dz": "dZ"}
    for stage in taken_apart(name, iteration, 17):
        all_symbols = {s.id: s for s in together[stage.name, stage.layer].symbols}
        for symbol in stage.symbols:
            whole = all_symbols.get(pairs.get(symbol.id, ""))
            if whole is not None and np.shape(whole.value) == (1, 40):
                assert symbol.value == whole.value[0, 17]


@pytest.mark.parametrize("name", ["article", "three inputs"])
def test_pulls_of_all_samples_add_up_to_the_gradient(name):
    one, _ = watched(name, 3)
    total: dict[str, float] = {}
    for column in range(40):
        stage = next(s for s in explanation_watch.stages(one, column, [0]) if s.name == "gradient")
        for symbol in stage.symbols:
            if symbol.id.startswith("pull"):
                total[symbol.id] = total.get(symbol.id, 0.0) + symbol.value
            if symbol.id in ("dw", "db"):
                gradient = symbol
                if symbol.id == "dw":
                    dw = gradient.value
                else:
                    db = gradient.value
    pulls = [total[f"pull{i + 1}"] for i in range(len(dw))]
    np.testing.assert_allclose(pulls, dw[:, 0], rtol=1e-12)
    assert total["pullb"] == pytest.approx(db, rel=1e-12)


def test_shares_of_all_samples_add_up_to_newton_s_slope_and_curvature():
    one, _ = watched("newton", 3)
    whole = {
        s.id: s.value
        for stage in explanation_watch.stages(one, None, [0])
        for s in stage.symbols
        if s.computed
    }
    slope, curvature = np.zeros(3), np.zeros((3, 3))
    for column in range(40):
        shares = {
            s.id: s.value
            for stage in explanation_watch.stages(one, column, [0])
            for s in stage.symbols
        }
        slope += [shares["pull1"], shares["pull2"], shares["pullb"]]
        curvature += shares["Hk"]
    np.testing.assert_allclose(slope, whole["g"][:, 0], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(curvature, whole["H"], rtol=1e-12)


def test_a_sample_outside_of_the_batch_has_no_part_in_the_gradient():
    one, _ = watched("relu, adam, batches", 3)
    chosen = explanation_watch.batch(one)
    assert len(chosen) == 8
    for column in range(40):
        stages = explanation_watch.stages(one, column, [0, 0, 0])
        pulls = [s for stage in stages for s in stage.symbols if s.id.startswith("pull")]
        assert bool(pulls) == (column in chosen)


def test_numbers_of_the_first_iteration_worked_by_hand():
    # All weights are 0: z = 0, a = 1/2, the loss is ln 2, dz = 1/2 - y.
    X, Y = np.array([[1.0, -3.0], [2.0, 0.5]]), np.array([[1.0, 0.0]])
    watching = explanation_watch.watch(
        machines.checked({}), [(np.zeros((1, 2)), np.zeros((1, 1)))], X, Y, 2, 0
    )
    with pytest.raises(StopIteration) as end:
        next(watching)
    one = end.value.value
    numbers = {
        symbol.id: symbol.value
        for stage in explanation_watch.stages(one, 0, [0])
        for symbol in stage.symbols
    }
    assert (numbers["x1"], numbers["x2"], numbers["z"], numbers["a"]) == (1.0, 2.0, 0.0, 0.5)
    assert numbers["l"] == pytest.approx(0.6931471805599453)
    assert numbers["dz"] == -0.5
    # 1/m x dz = 1/2 · 1 · -1/2 and 1/2 · 2 · -1/2.
    assert (numbers["pull1"], numbers["pull2"], numbers["pullb"]) == (-0.25, -0.5, -0.25)
    # dw = 1/2 (1·-1/2 + -3·1/2, 2·-1/2 + 1/2·1/2) = (-1, -3/8), and α = 0.1.
    np.testing.assert_allclose(numbers["new_w"], [[0.1], [0.0375]])
    assert numbers["new_b"] == 0.0


def test_shown_numbers_are_the_first_ones():
    one, _ = watched("article", 0)
    (symbol,) = (s for s in explanation_watch.stages(one, None, [0])[0].symbols if s.id == "X")
    numbers, size, mean = shown(symbol, 3)
    assert numbers == symbol.value.ravel()[:3].tolist()
    assert (size, mean) == (80, pytest.approx(symbol.value.mean()))


# ------------------------------------------------------------------------------- the derivation


PROBABILITIES = st.floats(0.01, 0.99)


@given(PROBABILITIES, st.sampled_from([0.0, 1.0]))
def test_derivation_agrees_with_finite_differences(a, y):
    derived = explanation.derivation(a, y)
    z, step = np.log(a / (1 - a)), 1e-6

    def loss_at(a):
        return neuron.loss([[a]], [[y]]).item()

    def answer_at(z):
        return neuron.sigmoid(z).item()

    near = step * min(a, 1 - a)
    outer = (loss_at(a + near) - loss_at(a - near)) / (2 * near)
    inner = (answer_at(z + step) - answer_at(z - step)) / (2 * step)
    whole = (loss_at(answer_at(z + step)) - loss_at(answer_at(z - step))) / (2 * step)
    assert derived.dL_dA == pytest.approx(outer, rel=1e-4)
    assert derived.dA_dZ == pytest.approx(inner, rel=1e-4)
    assert derived.dZ == pytest.approx(whole, rel=1e-4, abs=1e-8)


@given(PROBABILITIES, st.sampled_from([0.0, 1.0]))
def test_derivation_says_what_its_formulas_say(a, y):
    derived = explanation.derivation(a, y)._asdict()
    values = derived | {"dz": derived["dZ"]}
    for formula in ("outer", "inner", "product", "end"):
        for made, rule in MEANINGS[f"derivation-{formula}"][1].items():
            assert values[made] == pytest.approx(rule(values), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("a", "y"), [(0.0, 1.0), (1.0, 0.0), (1.0, 1.0), (5e-324, 1.0)])
def test_an_answer_too_sure_to_divide_by_has_no_derivation(a, y):
    assert explanation.derivation(a, y) is None
