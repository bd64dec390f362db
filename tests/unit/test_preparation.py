import csv
import io
import math

import numpy as np
import pytest
from glassneuron import neuron, tables, titanic
from glassneuron.preparation import CategoryInput, NumberInput, apply, prepare
from hypothesis import assume, given
from hypothesis import strategies as st

PEOPLE = """age,sex,port,alive
20,male,S,no
30,female,S,yes
40,male,C,yes
,female,Q,no
50,,S,yes
60,male,Q,
"""


def table(text=PEOPLE):
    return tables.read(text)


def test_prepare_standardises_numbers():
    prepared = prepare(table(), "alive", ["age"])
    assert prepared.rows == (2, 3, 4, 6)
    # Ages 20, 30, 40, 50: the mean is 35, the variance (225 + 25 + 25 + 225) / 4 = 125.
    assert prepared.inputs == (NumberInput("age", 35.0, pytest.approx(math.sqrt(125))),)
    np.testing.assert_allclose(prepared.X, np.array([[-15, -5, 5, 15]]) / math.sqrt(125))


def test_prepare_gives_each_category_but_the_most_frequent_an_input():
    prepared = prepare(table(), "alive", ["port"])
    # Rows 2 to 6: S S C Q S. S is the reference.
    assert prepared.inputs == (CategoryInput("port", ("S", "C", "Q")),)
    assert prepared.feature_names == ("port = C", "port = Q")
    assert prepared.X.tolist() == [[0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]


def test_prepare_takes_all_other_columns_when_none_are_named():
    prepared = prepare(table(), "alive")
    assert prepared.feature_names == ("age", "sex = female", "port = C")


def test_prepare_drops_rows_with_a_missing_value_and_names_them():
    prepared = prepare(table(), "alive")
    # Row 5 has no age, row 6 no sex, row 7 no label.
    assert (prepared.rows, prepared.dropped) == ((2, 3, 4), (5, 6, 7))


def test_prepare_fills_missing_values_with_the_mean_and_the_most_frequent_category():
    prepared = prepare(table(), "alive", missing="fill")
    # A missing label is nothing to learn from.
    assert (prepared.rows, prepared.dropped) == ((2, 3, 4, 5, 6), (7,))
    # The mean of 20, 30, 40 and 50, standardised, is 0; male and female are two each, and the
    # first in the alphabet is the reference.
    assert prepared.inputs[0].mean == 35.0
    assert prepared.feature_names[1] == "sex = male"
    assert prepared.X[0, 3] == 0.0
    assert prepared.X[1].tolist() == [1, 0, 1, 0, 0]


def test_prepare_numbers_the_classes_of_a_network():
    text = "x,kind\n" + "".join(f"{k},{'cab'[k % 3]}\n" for k in range(6))
    prepared = prepare(table(text), "kind", most_classes=3)
    assert prepared.label_values == ("a", "b", "c")
    assert prepared.Y.tolist() == [[2, 0, 1, 2, 0, 1]]


def test_prepare_of_the_titanic_file_gives_the_titanic_samples():
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["class", "sex", "age", "survived"])
    for person, counts in titanic.COUNTS.items():
        for survived, count in enumerate(counts):
            writer.writerows([[*person, survived]] * count)
    prepared = prepare(table(file.getvalue()), "survived")
    X, Y = titanic.people()
    assert prepared.feature_names == (
        "class = first",
        "class = second",
        "class = third",
        "sex = female",
        "age = child",
    )
    np.testing.assert_array_equal(prepared.X, X)
    np.testing.assert_array_equal(prepared.Y, Y)


def test_one_neuron_learns_from_a_file():
    text = "width,colour,ripe\n" + "".join(
        f"{width},{colour},{'yes' if width > 5 and colour == 'red' else 'no'}\n"
        for width in range(10)
        for colour in ("red", "green")
    )
    prepared = prepare(table(text), "ripe")
    w, b = neuron.model(prepared.X, prepared.Y, learning_rate=1.0, n_iter=3000)
    new = apply(prepared.inputs, {"width": ["9", 9, 1], "colour": ["red", "green", "red"]})
    answers = neuron.forward_propagation(w, b, new)[0]
    assert (answers > 0.5).tolist() == [True, False, False]


numbers = st.floats(min_value=-1e6, max_value=1e6, width=32)
cells = st.tuples(
    st.none() | numbers, st.none() | st.sampled_from(["a", "b", "c"]), st.sampled_from(["u", "v"])
)
rows = st.lists(cells, min_size=2, max_size=30)


def columns(cells):
    x, kind, label = zip(*cells, strict=True)
    return tables.Table(
        (
            tables.Numbers("x", np.array([np.nan if value is None else value for value in x])),
            tables.Categories("kind", kind),
            tables.Categories("label", label),
        ),
        tuple(range(2, 2 + len(cells))),
    )


def useful(source, missing):
    try:
        return prepare(source, "label", missing=missing)
    except ValueError:
        return None


@given(rows, st.sampled_from(["drop", "fill"]))
def test_prepare_uses_or_drops_every_row_and_leaves_nothing_missing(cells, missing):
    prepared = useful(columns(cells), missing)
    assume(prepared is not None)
    assert sorted(prepared.rows + prepared.dropped) == list(range(2, 2 + len(cells)))
    assert np.isfinite(prepared.X).all()
    assert prepared.X.shape == (len(prepared.feature_names), len(prepared.rows))
    assert set(prepared.Y[0]) == {0.0, 1.0}


@given(rows)
def test_prepared_numbers_have_mean_0_and_deviation_1(cells):
    prepared = useful(columns(cells), "drop")
    assume(prepared is not None and prepared.inputs[0].deviation > 1e-3)
    assert np.mean(prepared.X[0]) == pytest.approx(0, abs=1e-6)
    assert np.std(prepared.X[0]) == pytest.approx(1, abs=1e-6)


@given(rows, st.sampled_from(["drop", "fill"]))
def test_apply_to_the_same_rows_gives_the_same_samples(cells, missing):
    source = columns(cells)
    prepared = useful(source, missing)
    assume(prepared is not None)
    values = {
        column.name: [column.values[row - 2] for row in prepared.rows] for column in source.columns
    }
    np.testing.assert_array_equal(apply(prepared.inputs, values), prepared.X)


@given(rows)
def test_prepare_gives_each_category_but_the_most_frequent_its_row(cells):
    prepared = useful(columns(cells), "fill")
    assume(prepared is not None)
    kinds = [cells[row - 2][1] for row in prepared.rows]
    reference, *others = prepared.inputs[1].categories
    assert {reference, *others} == set(kinds) - {None}
    assert all(kinds.count(reference) >= kinds.count(other) for other in others)
    # A missing category counts as the reference, where every row is 0.
    one_hot = prepared.X[1:]
    assert one_hot.tolist() == [[float(kind == other) for kind in kinds] for other in others]


@given(rows)
def test_prepare_numbers_the_labels_as_it_names_them(cells):
    prepared = useful(columns(cells), "drop")
    assume(prepared is not None)
    named = [prepared.label_values[int(number)] for number in prepared.Y[0]]
    assert named == [cells[row - 2][2] for row in prepared.rows]
    assert prepared.label_values == ("u", "v")


@given(rows, st.integers(-30, 30), st.sampled_from(["drop", "fill"]))
def test_prepare_knows_no_unit(cells, power, missing):
    # A power of 2 changes no digit of a number.
    other = [(x if x is None else x * 2.0**power, kind, label) for x, kind, label in cells]
    prepared, scaled = useful(columns(cells), missing), useful(columns(other), missing)
    assume(prepared is not None and prepared.inputs[0].deviation > 1e-3)
    np.testing.assert_array_equal(scaled.X, prepared.X)


@given(rows, st.randoms(use_true_random=False), st.sampled_from(["drop", "fill"]))
def test_prepare_knows_no_order_of_rows(cells, random, missing):
    order = random.sample(range(len(cells)), len(cells))
    prepared = useful(columns(cells), missing)
    shuffled = useful(columns([cells[k] for k in order]), missing)
    assume(prepared is not None and prepared.inputs[0].deviation > 1e-3)
    assert shuffled.feature_names == prepared.feature_names
    # By the number that each row had before.
    place = {order[row - 2] + 2: column for column, row in enumerate(shuffled.rows)}
    again = shuffled.X[:, [place[row] for row in prepared.rows]]
    np.testing.assert_allclose(again, prepared.X, rtol=1e-6, atol=1e-6)


@given(rows)
def test_prepare_has_nothing_to_drop_or_fill_where_nothing_is_missing(cells):
    cells = [cell for cell in cells if None not in cell]
    assume(cells)
    dropped, filled = useful(columns(cells), "drop"), useful(columns(cells), "fill")
    assume(dropped is not None)
    np.testing.assert_array_equal(dropped.X, filled.X)
    assert dropped[2:] == filled[2:]
    assert dropped.dropped == ()


def test_apply_fills_what_is_missing_and_reads_texts():
    inputs = prepare(table(), "alive", missing="fill").inputs
    new = {
        "age": ["", None, math.nan, " 35 "],
        "sex": ["?", None, " male ", "male"],
        "port": ["S"] * 4,
    }
    X = apply(inputs, new)
    assert X[0].tolist() == [0, 0, 0, 0]
    assert X[1].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"age": [1]}, "The column 'sex' is missing; the neuron learnt from it"),
        ({"age": ["old"], "sex": ["male"]}, "'age' must hold numbers, with a decimal point; got"),
        ({"age": ["7,25"], "sex": ["male"]}, "with a decimal point; got '7,25'"),
        ({"age": [math.inf], "sex": ["male"]}, "'age' must hold numbers"),
        ({"age": [1], "sex": ["man"]}, "has the value 'man', which was not there to learn from"),
        ({"age": [1, 2], "sex": ["male"]}, "as many values; got 1 in one and 2 in another"),
    ],
)
def test_apply_refuses_what_it_cannot_prepare(values, sentence):
    with pytest.raises(ValueError, match=sentence):
        apply(prepare(table(), "alive", ["age", "sex"]).inputs, values)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"label": "dead"}, "label: the table has no column 'dead'; it has age, sex, port, alive"),
        ({"features": ["age", "fare"]}, "features: the table has no column 'fare'"),
        ({"features": []}, "one or more columns, each once, and not the label"),
        ({"features": ["age", "alive"]}, "one or more columns, each once, and not the label"),
        ({"features": ["age", "age"]}, "one or more columns, each once, and not the label"),
        ({"missing": "guess"}, "missing must be 'drop' or 'fill'; got 'guess'"),
        ({"label": "port", "features": ["age"]}, "'port' must have two values.* has 3: C, Q, S"),
        ({"label": "age", "features": ["sex"]}, "must have two values.* has 4: 20, 30, 40, 60"),
        (
            {"label": "age", "features": ["sex"], "most_classes": 3},
            "must have from 2 to 3 values.* has 4",
        ),
    ],
)
def test_prepare_refuses_a_choice_it_cannot_use(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        prepare(table(), **({"label": "alive"} | arguments))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x,z,y\n1,5,0\n1,6,1\n", "'x' has the same value, 1, in every row. Correct it or leave"),
        ("x,z,y\n,5,0\n,6,1\n", "'x' has no values"),
        ("x,z,y\n1,5,0\n2,6,0\n", "'y' must have two values, one for each class; it has 1: 0"),
        ("x,z,y\n1,,0\n,6,1\n2,,1\n,7,0\n", "No row has a value in every chosen column"),
        # Row 3 goes, and x is constant in what is left.
        ("x,z,y\n1,5,0\n2,,1\n1,6,1\n", "'x' has the same value, 1, in every row"),
        ("x,z,y\n1e-200,5,0\n2e-200,6,1\n", "'x' are too close together"),
        ("x,z,y\n-1e308,5,0\n1e308,6,1\n", "The spread of 'x' came out larger"),
        (
            "x,y\n" + "".join(f"name {k},{k % 2}\n" for k in range(30)),
            "'x' has 30 different texts, and 20 are the limit",
        ),
    ],
)
def test_prepare_refuses_columns_of_no_use(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        prepare(table(text), "y")
