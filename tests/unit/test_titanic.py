import math

import numpy as np
import pytest
from glassneuron import measures, neuron, titanic
from hypothesis import given
from hypothesis import strategies as st

ROWS = {name: row for row, name in enumerate(titanic.FEATURE_NAMES)}


def count(**inputs):
    """How many people of these inputs died, and how many survived."""
    X, Y = titanic.people()
    chosen = np.ones(X.shape[1], dtype=bool)
    for name, value in inputs.items():
        chosen &= X[ROWS[name.replace("_", " ")]] == value
    return int(np.sum(Y[0, chosen] == 0)), int(np.sum(Y[0, chosen] == 1))


def test_people_are_2201_of_whom_711_survived():
    X, Y = titanic.people()
    assert (X.shape, Y.shape) == ((5, 2201), (1, 2201))
    assert count() == (1490, 711)


def test_people_by_class_add_up():
    # Died: 118 + 4 = 122; 154 + 13 = 167; 35 + 17 + 387 + 89 = 528; 670 + 3 = 673.
    # Survived: 5 + 1 + 57 + 140 = 203; 11 + 13 + 14 + 80 = 118; 13 + 14 + 75 + 76 = 178; 192 + 20.
    assert count(first_class=1) == (122, 203)
    assert count(second_class=1) == (167, 118)
    assert count(third_class=1) == (528, 178)
    assert count(first_class=0, second_class=0, third_class=0) == (673, 212)


def test_people_by_sex_add_up():
    # Women and girls died: 17 + 4 + 13 + 89 + 3 = 126; survived: 1 + 13 + 14 + 140 + 80 + 76 + 20.
    assert count(female=1) == (126, 344)
    assert count(female=0) == (1490 - 126, 711 - 344)


def test_people_by_age_add_up():
    # Children died: 35 + 17 = 52; survived: 5 + 11 + 13 + 1 + 13 + 14 = 57.
    assert count(child=1) == (52, 57)
    assert count(child=0) == (1490 - 52, 711 - 57)


def test_people_have_one_class_at_most():
    X, _ = titanic.people()
    assert set(np.unique(X)) == {0.0, 1.0}
    assert X[:3].sum(axis=0).max() == 1.0


def test_weights_agree_with_published_logistic_regression():
    # R: glm(Survived ~ Class + Sex + Age, binomial, datasets::Titanic, weights = Freq) prints
    # intercept 0.6853 (first class, male, child), second -1.0181, third -1.7778, crew -0.8577,
    # female 2.4201, adult -1.0615. Seen from an adult man of the crew: b = 0.6853 - 0.8577
    # - 1.0615; first 0.8577; second 0.8577 - 1.0181; third 0.8577 - 1.7778; child 1.0615.
    w, b = neuron.model(*titanic.people(), learning_rate=2.0, n_iter=1000)
    assert w[:, 0] == pytest.approx([0.8577, -0.1604, -0.9201, 2.4201, 1.0615], abs=2e-4)
    assert b == pytest.approx(-1.2339, abs=2e-4)


def test_neuron_is_right_for_1713_people():
    # With the weights above z is above 0 for every woman and girl, least for the women of the third
    # class: -1.2339 - 0.9201 + 2.4201 = 0.2661. Wrong there are the 17 + 4 + 13 + 89 + 3 who died.
    # Of the rest only the boys of the first class are above 0: -1.2339 + 0.8577 + 1.0615 = 0.6853.
    # All 5 survived. Wrong below 0 are the survivors: 11 + 13 boys and 57 + 14 + 75 + 192 men.
    X, Y = titanic.people()
    w, b = neuron.model(X, Y)
    wrong = 17 + 4 + 13 + 89 + 3 + 11 + 13 + 57 + 14 + 75 + 192
    assert wrong == 2201 - 1713
    A = neuron.forward_propagation(w, b, X)
    assert measures.accuracy(A, Y) == 1713 / 2201


def test_survival_probability_adds_the_weights_of_a_description():
    w = [[1.0], [2.0], [4.0], [8.0], [16.0]]
    # A girl of the third class: 4 + 8 + 16 - 27 = 1.
    girl = titanic.survival_probability(w, -27.0, "third", "female", "child")
    assert girl == pytest.approx(1 / (1 + math.exp(-1)))
    # A man of the crew: the bias alone.
    assert titanic.survival_probability(w, 0.0, "crew", "male", "adult") == 0.5


people = st.sampled_from([person for person, counts in titanic.COUNTS.items() if sum(counts)])
weights = st.floats(min_value=-5, max_value=5)


@given(people, st.lists(weights, min_size=5, max_size=5), weights)
def test_survival_probability_is_the_neurons_answer_to_such_people(person, column, b):
    w = np.array([column]).T
    X, _ = titanic.people()
    before = sum(sum(titanic.COUNTS[other]) for other in _earlier(person))
    answers = neuron.forward_propagation(w, b, X)[0, before : before + sum(titanic.COUNTS[person])]
    assert set(answers) == {titanic.survival_probability(w, b, *person)}


def _earlier(person):
    everyone = list(titanic.COUNTS)
    return everyone[: everyone.index(person)]


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (("fourth", "male", "adult"), "travel_class must be one of first, second, third, crew"),
        ((3, "male", "adult"), "travel_class must be one of first, second, third, crew; got 3"),
        (("crew", "man", "adult"), "sex must be one of male, female; got 'man'"),
        (("crew", "male", 12), "age must be one of adult, child; got 12"),
    ],
)
def test_survival_probability_refuses_an_unknown_description(person, sentence):
    with pytest.raises(ValueError, match=sentence):
        titanic.survival_probability(np.zeros((5, 1)), 0.0, *person)


def test_survival_probability_refuses_the_weights_of_another_neuron():
    with pytest.raises(ValueError, match="w must have 5 rows"):
        titanic.survival_probability(np.zeros((2, 1)), 0.0, "crew", "male", "adult")
