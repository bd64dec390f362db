import json

import numpy as np
import pytest
from glassneuron import neuron, table_neuron, tables
from glassneuron.preparation import CategoryInput, NumberInput
from glassneuron.table_neuron import TableNeuron
from hypothesis import assume, given
from hypothesis import strategies as st

finite = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]))
inputs = st.lists(
    st.builds(NumberInput, texts, finite, finite.filter(lambda x: x > 0))
    | st.builds(CategoryInput, texts, st.lists(texts, min_size=2, unique=True).map(tuple)),
    min_size=1,
    unique_by=lambda kind: kind.name,
).map(tuple)


@st.composite
def neurons(draw):
    kinds = draw(inputs)
    n = sum(1 if isinstance(kind, NumberInput) else len(kind.categories) - 1 for kind in kinds)
    w = draw(st.lists(finite, min_size=n, max_size=n))
    return TableNeuron(
        np.array([w]).T, draw(finite), kinds, draw(texts), draw(st.tuples(texts, texts))
    )


SIMPLE = TableNeuron(
    np.array([[2.0], [-1.0]]),
    0.5,
    (NumberInput("age", 30.0, 10.0), CategoryInput("sex", ("male", "female"))),
    "alive",
    ("no", "yes"),
)


@given(neurons())
def test_saved_neuron_comes_back_to_the_last_bit(trained):
    saved = table_neuron.to_json(trained)
    for content in (saved, saved.encode()):
        back = table_neuron.from_json(content)
        np.testing.assert_array_equal(back.w, trained.w)
        assert back[1:] == trained[1:]


def test_probabilities_are_those_of_the_prepared_rows():
    # z = 2 (40 - 30)/10 - 1 + 0.5 = 1.5 for a woman of 40; 2 (25 - 30)/10 + 0.5 = -0.5 for a man.
    table = tables.read("sex,name,age\nfemale,Ada,40\nmale,Alan,25\n")
    expected = [1 / (1 + np.exp(-1.5)), 1 / (1 + np.exp(0.5))]
    np.testing.assert_allclose(table_neuron.probabilities(SIMPLE, table), [expected], rtol=1e-15)


@given(neurons())
def test_missing_values_count_as_the_mean_and_the_most_frequent_category(trained):
    # All inputs are 0 then, and what is left is the bias.
    missing = tables.Table(
        tuple(
            tables.Numbers(kind.name, np.array([np.nan, kind.mean]))
            if isinstance(kind, NumberInput)
            else tables.Categories(kind.name, (None, None))
            for kind in trained.inputs
        ),
        (2, 3),
    )
    expected = neuron.sigmoid([[trained.b] * 2])
    np.testing.assert_array_equal(table_neuron.probabilities(trained, missing), expected)


ages = st.integers(0, 99)
people = st.lists(st.tuples(ages, st.sampled_from(["male", "female", ""])), min_size=1)


@given(people, st.randoms(use_true_random=False))
def test_an_answer_depends_on_its_own_row_alone(rows, random):
    order = random.sample(range(len(rows)), len(rows))

    def answers(rows):
        # One more row, so that every table has a number to tell its column by.
        lines = [f"{sex};{age};x\n" for age, sex in [*rows, (30, "male")]]
        table = tables.read("sex;age;more\n" + "".join(lines), has_header=True)
        return table_neuron.probabilities(SIMPLE, table)[0, :-1]

    # A sum over several rows at once may round otherwise than over one.
    np.testing.assert_allclose(answers([rows[k] for k in order]), answers(rows)[order], rtol=1e-14)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sex,name\nmale,Alan\n", "The column 'age' is missing"),
        ("sex,age\nmale,old\n", "The column 'age' must hold numbers"),
        ("sex,age\nother,30\n", "The column 'sex' has the value 'other'"),
        ("sex,age\nmale,1e308\n", "x must hold finite numbers|larger than the largest"),
    ],
)
def test_rows_that_do_not_fit_are_refused(text, sentence):
    tiny = SIMPLE._replace(inputs=(NumberInput("age", 30.0, 1e-3), SIMPLE.inputs[1]))
    with pytest.raises(ValueError, match=sentence):
        table_neuron.probabilities(tiny, tables.read(text))


def changed(**parts):
    return json.dumps(json.loads(table_neuron.to_json(SIMPLE)) | parts)


nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NUMBER = {"name": "age", "mean": 0, "deviation": 1}


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        "[" * 100_000,
        '{"inputs": [' * 100_000,
        changed(format="another"),
        changed(inputs=[]),
        changed(inputs=[NUMBER]),  # Two weights for one input.
        changed(inputs=[NUMBER, NUMBER | {"deviation": 0}]),
        changed(inputs=[NUMBER, NUMBER | {"mean": float("nan")}]),
        changed(inputs=[NUMBER, {"name": "sex", "categories": ["male", "male"]}]),
        changed(inputs=[NUMBER, {"name": "sex", "categories": ["male"]}]),
        changed(weights={"w": [1, "2"], "b": 0}),
        changed(weights={"w": [1, float("inf")], "b": 0}),
        changed(weights={"w": [1, 2]}),
    ],
)
def test_file_that_is_no_such_neuron_is_refused(content):
    with pytest.raises(ValueError, match="This is not a neuron that was saved"):
        table_neuron.from_json(content)


@given(st.binary() | st.text() | nonsense.map(json.dumps))
def test_file_of_anything_is_refused_in_a_sentence(content):
    with pytest.raises(ValueError, match="This is not a neuron that was saved"):
        table_neuron.from_json(content)


@given(st.sampled_from(["label", "classes", "inputs", "weights"]), nonsense)
def test_file_with_a_part_that_is_something_else_is_refused(part, value):
    assume(not (part == "label" and isinstance(value, str)))
    assume(not (part == "classes" and list(map(type, value or [])) == [str, str]))
    with pytest.raises(ValueError, match="This is not a neuron that was saved"):
        table_neuron.from_json(changed(**{part: value}))
