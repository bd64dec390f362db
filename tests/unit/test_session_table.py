"""What the page of the tables is told: columns, a trained neuron, and one row's answer."""

import numpy as np
import pytest
from glassneuron import neuron, titanic
from glassneuron import session_table as door
from hypothesis import given
from hypothesis import strategies as st

PEOPLE = {"text": None, "label": "survived", "features": None}
START = PEOPLE | {"w": [0.0] * 5, "b": 0.0, "iteration": 0, "learning_rate": 0.5}
OWN = "age,sex,name,alive\n20,m,A,0\n40,f,B,1\n30,f,C,1\n30,m,D,0\n,f,E,1\n"


def result(method, args):
    kind, value = list(door.METHODS[method](args))[-1]
    assert kind == "result"
    return value


def test_the_titanics_table_is_the_people_of_the_core():
    prepared = door._prepared(None, "survived", None)
    X, Y = titanic.people()
    np.testing.assert_array_equal(prepared.X, X)
    np.testing.assert_array_equal(prepared.Y, Y)


def test_a_table_is_described_with_what_is_of_no_use():
    value = result("table_open", {"text": OWN})
    kinds = [(column["name"], column["kind"]) for column in value["columns"]]
    assert kinds == [
        ("age", "numbers"),
        ("sex", "categories"),
        ("name", "categories"),
        ("alive", "numbers"),
    ]
    assert [column["n_missing"] for column in value["columns"]] == [1, 0, 0, 0]
    assert (value["n_rows"], value["labels"], value["label"]) == (5, ["sex", "alive"], "alive")
    assert value["first_rows"][-1] == ["", "f", "E", "1"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a,b,c\n1,x,5\n2,y,6\n", "c"),
        ("a,b,c\n1,0,m\n0,1,f\n1,1,m\n", "b"),
        ("a,b\nyes,3\nno,4\n", "a"),
    ],
)
def test_the_column_to_predict_says_yes_or_no_or_comes_last(text, label):
    assert result("table_open", {"text": text})["label"] == label


def test_what_a_person_is_asked_for():
    value = result("table_prepare", {"text": OWN, "label": "alive", "features": ["age", "sex"]})
    # Two are f and two are m: the first letter is the reference.
    assert value["feature_names"] == ["age", "sex = m"]
    assert value["classes"] == ["0", "1"]
    assert (value["n_samples"], value["n_dropped"]) == (4, 1)
    # Of 20, 40, 30 and 30 the mean is 30 and the variance (100 + 100) / 4.
    age, sex = value["inputs"]
    assert (age["mean"], age["deviation"]) == (30.0, pytest.approx(50**0.5))
    assert sorted(sex["categories"]) == ["f", "m"]


def test_training_makes_the_steps_of_the_core():
    history = {}
    for _, value in door.train(START | {"n_iterations": 60}):
        first = value["iteration"] + 1 - len(value["history"])
        history |= dict(enumerate(value["history"], start=first))
    states = list(neuron.train(*titanic.people(), 0.5, 60))
    np.testing.assert_allclose(value["w"], states[-1].w.ravel(), rtol=1e-12)
    assert value["b"] == pytest.approx(states[-1].b, rel=1e-12)
    assert list(history) == list(range(61))
    np.testing.assert_allclose(list(history.values()), [s.cost for s in states], rtol=1e-12)


@given(st.integers(0, 40))
def test_training_in_two_parts_gives_the_same_bits(cut):
    whole = result("table_train", START | {"n_iterations": 40})
    first = result("table_train", START | {"n_iterations": cut})
    rest = {key: first[key] for key in ("w", "b", "iteration")}
    second = result("table_train", START | rest | {"n_iterations": 40})
    assert second["w"].tolist() == whole["w"].tolist()
    assert (second["b"], second["cost"]) == (whole["b"], whole["cost"])


def test_counts_worked_by_hand():
    # With only the weight of "female" above 0 and b between, all women are answered yes: 344 of
    # 470 survived; of 1,731 men 367 did.
    weights = {"w": [0.0, 0.0, 0.0, 2.0, 0.0], "b": -1.0, "n_iterations": 0}
    value = result("table_train", START | weights)
    assert value["confusion"] == [[1364, 126], [367, 344]]
    assert value["precision"] == 344 / 470
    assert value["recall"] == 344 / 711
    assert value["accuracy"] == (1364 + 344) / 2201


def test_at_zeros_all_are_answered_one():
    # Every answer is 0.5, which is where class 1 begins.
    value = result("table_train", START | {"n_iterations": 0})
    assert value["confusion"] == [[0, 1490], [0, 711]]
    assert value["cost"] == pytest.approx(np.log(2))


@given(
    st.lists(st.floats(-3, 3), min_size=5, max_size=5),
    st.floats(-3, 3),
    st.sampled_from(list(titanic.COUNTS)),
)
def test_an_answer_is_the_cores_and_its_parts_add_up(w, b, person):
    values = dict(zip(("class", "sex", "age"), person, strict=True))
    value = result("table_answer", PEOPLE | {"w": w, "b": b, "values": values})
    expected = titanic.survival_probability(np.array([w]).T, b, *person)
    assert value["probability"] == pytest.approx(expected, rel=1e-12)
    assert value["z"] == pytest.approx(sum(value["products"]) + b, abs=1e-12)
    died, survived = titanic.COUNTS[person]
    assert value["alike"] == {"of": died + survived, "n": survived}


def test_a_row_of_ones_own_is_standardised_as_the_table_was():
    own = {"text": OWN, "label": "alive", "features": ["age"], "w": [2.0], "b": 0.5}
    value = result("table_answer", own | {"values": {"age": 40.0}})
    # Leaving out only the row without an age: (40 - 30) / √50 = √2.
    assert value["x"].tolist() == pytest.approx([2**0.5])
    assert value["z"] == pytest.approx(2 * 2**0.5 + 0.5)


@pytest.mark.parametrize(
    ("method", "args", "words"),
    [
        ("table_open", {"text": ""}, "The file is empty"),
        ("table_open", {"text": "a\n1\n2\n"}, "one column only"),
        ("table_open", {"text": "a,b\n1,2\n3\n"}, "Row 3 has 1 field and the first row 2"),
        ("table_open", {"text": "a,b\n1,2\n3,4\n5,6\n"}, "No column of this table has exactly two"),
        ("table_prepare", PEOPLE | {"features": []}, "Choose one or more columns"),
        ("table_prepare", PEOPLE | {"label": "class"}, "must have two values"),
        (
            "table_prepare",
            {"text": OWN, "label": "alive", "features": ["rank"]},
            "no column 'rank'",
        ),
        ("table_train", START | {"n_iterations": 5, "learning_rate": -1}, "positive number"),
        (
            "table_answer",
            START | {"values": {"class": "fifth", "sex": "male", "age": "child"}},
            "fifth",
        ),
    ],
)
def test_what_a_person_got_wrong_is_said_in_a_sentence(method, args, words):
    with pytest.raises(ValueError, match=words):
        list(door.METHODS[method](args))
