"""The pages beside the studio: formula, number and line belong together, and are those shown."""

import numpy as np
import pytest
from explained_machines import holds_its_formulas, holds_its_lines
from glassneuron import explanation_regression, explanation_table, explanation_timing, session
from glassneuron.preparation import CategoryInput, NumberInput
from glassneuron.stopwatch import Readings
from hypothesis import given
from hypothesis import strategies as st

POINTS = {"x": [-1.0, 0.0, 1.0, 4.0], "y": [1.0, 2.0, 6.0, 3.0]}
LINE = {"learning_rate": 0.1, "point": None, "best": False, "w": 0.0, "b": 0.0}
numbers = st.floats(-9, 9)


def answered(method, **args):
    *_, (kind, value) = session.run(method, args)
    assert kind == "result", value
    return value


def told(value):
    """Return the numbers of each symbol: of those of one name the one that is made."""
    return {
        s["id"]: s["numbers"]
        for stage in value["stages"]
        for s in sorted(stage["symbols"], key=lambda s: s["computed"])
    }


def holds(stages):
    for stage in stages:
        holds_its_lines(stage)
        holds_its_formulas(stage)


# ------------------------------------------------------------------------------ the regression


def line_explained(**args):
    return answered("regression_explain", **LINE | args)


@given(numbers, numbers, st.sampled_from([None, 0, 3]))
def test_a_line_s_numbers_are_what_their_lines_and_formulas_say(w, b, column):
    X, Y = np.array([POINTS["x"]]), np.array([POINTS["y"]])
    holds(explanation_regression.stages(X, Y, w, b, 0.1, column))


@given(numbers, numbers)
def test_a_line_s_readings_are_the_numbers_that_are_explained(w, b):
    line = {"points": POINTS, "w": w, "b": b}
    shown = answered("regression_look", **line)
    found = told(line_explained(**line))
    assert [shown["cost"], shown["dw"], shown["db"]] == [found[k][0] for k in ("J", "dw", "db")]
    assert shown["error"].tolist() == found["dZ"]
    for point, error in enumerate(shown["error"]):
        value = line_explained(**line, point=point)
        assert told(value)["dz"] == [error]
        assert told(value)["l"] == [shown["squared"][point] / 2]


def test_a_learned_line_is_what_the_update_before_has_made():
    trained = {"learning_rate": 0.02, "iteration": 0, "w": 0.0, "b": 0.0, "points": POINTS}
    before = answered("regression_train", **trained, n_iterations=6)
    after = answered("regression_train", **trained, n_iterations=7)
    line = {"w": before["w"], "b": before["b"], "points": POINTS}
    found = told(line_explained(**line, learning_rate=0.02))
    assert (found["new_w"], found["new_b"]) == ([after["w"]], [after["b"]])


def test_a_line_worked_by_hand():
    # ŷ = 1, 2, 3: only the last point is off, by -3. J = 9/6, dw = 2(-3)/3, db = -3/3.
    points = {"x": [0.0, 1.0, 2.0], "y": [1.0, 2.0, 6.0]}
    found = told(line_explained(points=points, w=1.0, b=1.0, learning_rate=0.5))
    assert (found["A"], found["J"], found["dw"], found["db"]) == ([1, 2, 3], [1.5], [-2], [-1])
    assert (found["new_w"], found["new_b"]) == ([2.0], [1.5])


@given(st.lists(st.tuples(st.integers(-200, 200), st.integers(-200, 200)), min_size=2, max_size=9))
def test_the_best_line_s_numbers_are_what_their_lines_and_formulas_say(places):
    X, Y = (np.array([part]) / 20 for part in zip(*places, strict=True))
    if np.ptp(X) > 0:
        holds(explanation_regression.best_stages(X, Y))


def test_the_best_line_that_is_shown_is_the_one_that_is_explained():
    shown = answered("regression_best_fit", points=POINTS)
    found = told(line_explained(points=POINTS, best=True))
    assert (found["w_best"], found["b_best"]) == ([shown["w"]], [shown["b"]])
    assert found["J"] == [shown["cost"]]


def test_a_point_that_is_not_there_ends_in_a_sentence():
    args = {"points": POINTS, "w": 1.0, "b": 1.0, "learning_rate": 0.5, "point": 4, "best": False}
    *_, (kind, value) = session.run("regression_explain", args)
    assert (kind, value["message"]) == ("error", "There are 4 points; got the number 5.")


# -------------------------------------------------------------------------------- the tables

TITANIC = {"text": None, "label": "survived", "features": None}
PERSON = {"class": "first", "sex": "female", "age": "child"}


def trained(n_iterations):
    args = TITANIC | {"w": [0.0] * 5, "b": 0.0, "learning_rate": 0.5, "iteration": 0}
    return answered("table_train", **args, n_iterations=n_iterations)


def table_explained(learned, values=None, parameter=None):
    args = TITANIC | {"w": learned["w"], "b": learned["b"], "learning_rate": 0.5}
    return answered("table_explain", **args, values=values, parameter=parameter)


def tables():
    def table(seed, n, m):
        rng = np.random.default_rng(seed)
        X, Y = rng.normal(size=(n, m)), rng.integers(0, 2, size=(1, m)).astype(float)
        return X, Y, rng.normal(size=(n, 1)), float(rng.normal())

    return st.builds(table, st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 20))


@given(tables(), st.data())
def test_a_table_s_numbers_are_what_their_lines_and_formulas_say(table, data):
    X, Y, w, b = table
    parameter = data.draw(st.sampled_from([None, *range(len(w) + 1)]))
    holds(explanation_table.stages(X, Y, w, b, 0.3, parameter))
    holds(explanation_table.answer_stages(X[:, :1].copy(), w, b))


INPUTS = [
    NumberInput("height", 170.0, 8.0),
    CategoryInput("eyes", ("brown", "blue", "green")),
    CategoryInput("hair", ("brown", "blond", "red")),
]


def row_explained(inputs, row, w, b, term=None):
    x, made = explanation_table.input_stages(inputs, {name: [row[name]] for name in row})
    stages = [*made, *explanation_table.answer_stages(x, w, b, term)]
    holds(stages)
    return stages


rows = st.fixed_dictionaries(
    {
        "height": st.none() | st.floats(100, 220),
        "eyes": st.sampled_from([None, "brown", "blue", "green"]),
        # As many categories as the eyes: both columns may be encoded alike.
        "hair": st.sampled_from([None, "brown", "blond", "red"]),
    }
)


@given(rows, st.lists(numbers, min_size=6, max_size=6), st.none() | st.integers(0, 5))
def test_an_answer_s_numbers_are_what_their_lines_and_formulas_say(row, weights, term):
    w, b = np.array(weights[:5]).reshape(-1, 1), weights[5]
    stages = row_explained(INPUTS, row, w, b, term)
    found = {symbol.id: symbol.value for stage in stages for symbol in stage.symbols}
    x = [found[f"x{i + 1}"] for i in range(5)]
    # The reference and what is missing are 0; a number counts in deviations from the mean.
    height = 0.0 if row["height"] is None else (row["height"] - 170) / 8
    eyes = [float(row["eyes"] == colour) for colour in ("blue", "green")]
    hair = [float(row["hair"] == colour) for colour in ("blond", "red")]
    assert x == [pytest.approx(height), *eyes, *hair]
    terms = [name for name in found if name.startswith("term")]
    assert terms == ([] if term in (None, 5) else [f"term{term + 1}"])
    for name in terms:
        assert found[name] == pytest.approx(weights[term] * x[term])


def test_the_table_s_readings_are_the_numbers_that_are_explained():
    shown = trained(20)
    found = told(table_explained(shown))
    assert found["J"] == [shown["cost"]]
    assert found["acc"] == [shown["accuracy"]]
    assert found["C"] == np.ravel(shown["confusion"]).tolist()
    assert (found["precision"], found["recall"]) == ([shown["precision"]], [shown["recall"]])
    assert sum(found["C"]) == 2201


@pytest.mark.parametrize("parameter", range(6))
def test_a_weight_of_the_table_is_what_the_update_before_has_made(parameter):
    before, after = trained(7), trained(8)
    value = table_explained(before, parameter=parameter)
    # The page's engine is the fast one.
    wanted = [*after["w"], after["b"]][parameter]
    assert told(value)["new_wi"] == [pytest.approx(wanted, rel=1e-9)]
    now = table_explained(after, parameter=parameter)
    assert told(now)["wi"] == [wanted]
    assert now["parameter"]["column"] == (parameter if parameter < 5 else None)


def test_a_person_s_answer_is_the_number_that_is_explained():
    learned = trained(20)
    args = TITANIC | {"w": learned["w"], "b": learned["b"], "values": PERSON}
    shown = answered("table_answer", **args)
    found = told(table_explained(learned, values=PERSON))
    assert (found["z"], found["a"]) == ([shown["z"]], [shown["probability"]])
    assert [found[f"x{i + 1}"][0] for i in range(5)] == shown["x"].tolist()
    for i, product in enumerate(shown["products"]):
        assert told(table_explained(learned, PERSON, i))[f"term{i + 1}"] == [product]
    # z is the sum of its parts, and the sigmoid makes the answer of it.
    assert shown["z"] == pytest.approx(sum(shown["products"]) + learned["b"])
    assert shown["probability"] == pytest.approx(1 / (1 + np.exp(-shown["z"])))


def test_more_terms_than_a_formula_holds_are_shown_together():
    assert [stage.formulas[0] for stage in long_row_explained(9)] == ["sum", "activation"]
    names = [stage.formulas[0] for stage in long_row_explained(8)]
    assert names == ["input-number/1", "sum-point/8", "activation-point"]


def long_row_explained(n):
    inputs = [NumberInput(f"column {i}", 1.0, 2.0) for i in range(n)]
    row = {kind.name: 3.0 for kind in inputs}
    return row_explained(inputs, row, np.full((n, 1), 0.25), -1.0)


# -------------------------------------------------------------------------- loop or matrix


def stretches():
    times = st.lists(st.tuples(st.floats(0, 1e6), st.floats(1e-4, 10)), min_size=1, max_size=9)
    return times.map(lambda pairs: [np.array(part) for part in zip(*pairs, strict=True)])


@given(stretches(), stretches(), st.integers(1, 5000))
def test_times_are_what_their_lines_and_formulas_say(loop, matrices, repeats):
    (begun, lasted), (other, lasted_too) = loop, matrices
    stages = explanation_timing.stages(
        Readings(begun, begun + lasted, 1), Readings(other, other + lasted_too, repeats)
    )
    holds(stages)


@pytest.mark.parametrize("n_samples", [40, 600])
def test_the_times_that_are_shown_are_the_numbers_that_are_explained(n_samples):
    shown = answered("timing_compare", n_samples=n_samples)
    value = answered("timing_explain", readings=shown["readings"])
    found = told(value)
    assert found["t_loop"] == [shown["loop"]]
    assert found["t_matrices"] == [shown["matrices"]]
    assert found["ratio"] == [shown["ratio"]]
    assert [stage["name"] for stage in value["stages"]] == ["time-loop", "time-matrices", "ratio"]


def test_times_worked_by_hand():
    # The loop: 0.5 + 0.25 s in two stretches; the matrices: 64 passes in half a second.
    loop = Readings(np.array([1.0, 2.0]), np.array([1.5, 2.25]), 1)
    matrices = Readings(np.array([3.0]), np.array([3.5]), 64)
    stages = explanation_timing.stages(loop, matrices)
    found = {symbol.id: symbol.value for stage in stages for symbol in stage.symbols}
    assert (found["t_loop"], found["t_matrices"], found["ratio"]) == (0.75, 0.0078125, 96.0)
