import json

import numpy as np
import pytest
from glassneuron import table_neuron, tables
from glassneuron.preparation import CategoryInput, NumberInput
from glassneuron.table_neuron import TableNeuron
from hypothesis import given
from hypothesis import strategies as st

finite = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]))
inputs = st.lists(
    st.builds(NumberInput, texts, finite, finite.filter(lambda x: x > 0))
    | st.builds(CategoryInput, texts, st.lists(texts, min_size=2, unique=True).map(tuple)),
    min_size=1,
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


def test_missing_values_count_as_the_mean_and_the_most_frequent_category():
    table = tables.read("sex,age\n,30\nmale,\n")
    expected = 1 / (1 + np.exp(-0.5))
    np.testing.assert_allclose(table_neuron.probabilities(SIMPLE, table), [[expected] * 2])


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


NUMBER = {"name": "age", "mean": 0, "deviation": 1}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "null",
        "a,b\n1,2",
        b"\xff\xfe\x00",
        "[" * 100_000,
        changed(format="another"),
        changed(label=1),
        changed(classes=["no"]),
        changed(classes=["no", 1]),
        changed(inputs=[]),
        changed(inputs=[NUMBER]),  # Two weights for one input.
        changed(inputs=[NUMBER, NUMBER | {"deviation": 0}]),
        changed(inputs=[NUMBER, NUMBER | {"mean": float("nan")}]),
        changed(inputs=[NUMBER, {"name": "sex", "categories": ["male", "male"]}]),
        changed(inputs=[NUMBER, {"name": "sex", "categories": ["male"]}]),
        changed(weights={"w": [1, "2"], "b": 0}),
        changed(weights={"w": [1, float("inf")], "b": 0}),
        changed(weights={"w": [1, 2]}),
        changed(weights={"w": [1, 2], "b": None}),
    ],
)
def test_file_that_is_no_such_neuron_is_refused(content):
    with pytest.raises(ValueError, match="This is not a neuron that was saved"):
        table_neuron.from_json(content)
