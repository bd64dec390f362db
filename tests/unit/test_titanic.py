import math
import re

import numpy as np
import pytest
from glassneuron import measures, neuron, titanic
from hypothesis import assume, given
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


@pytest.mark.parametrize(
    ("inputs", "died_and_survived"),
    [
        # Died: 118 + 4; 154 + 13; 35 + 17 + 387 + 89; 670 + 3. Survived: 5 + 1 + 57 + 140;
        # 11 + 13 + 14 + 80; 13 + 14 + 75 + 76; 192 + 20.
        ({"first_class": 1}, (122, 203)),
        ({"second_class": 1}, (167, 118)),
        ({"third_class": 1}, (528, 178)),
        ({"first_class": 0, "second_class": 0, "third_class": 0}, (673, 212)),
        # Women and girls died: 17 + 4 + 13 + 89 + 3; survived: 1 + 13 + 14 + 140 + 80 + 76 + 20.
        ({"female": 1}, (126, 344)),
        ({"female": 0}, (1490 - 126, 711 - 344)),
        # Children died: 35 + 17; survived: 5 + 11 + 13 + 1 + 13 + 14.
        ({"child": 1}, (52, 57)),
        ({"child": 0}, (1490 - 52, 711 - 57)),
    ],
)
def test_people_of_a_class_a_sex_or_an_age_add_up(inputs, died_and_survived):
    assert count(**inputs) == died_and_survived


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


people = st.sampled_from([person for person, counts in titanic.COUNTS.items() if sum(counts)])
everyone = st.sampled_from(list(titanic.COUNTS))
weights = st.floats(min_value=-5, max_value=5)
columns = st.lists(weights, min_size=5, max_size=5).map(lambda column: np.array([column]).T)


@given(people, columns, weights)
def test_survival_probability_is_the_neurons_answer_to_such_people(person, w, b):
    X, _ = titanic.people()
    before = sum(sum(titanic.COUNTS[other]) for other in _earlier(person))
    answers = neuron.forward_propagation(w, b, X)[0, before : before + sum(titanic.COUNTS[person])]
    assert set(answers) == {titanic.survival_probability(w, b, *person)}


def _earlier(person):
    everyone = list(titanic.COUNTS)
    return everyone[: everyone.index(person)]


@given(everyone, columns, weights)
def test_a_weight_is_what_changes_by_being_someone_else(person, w, b):
    travel_class, _, age = person
    for other, row, column in (
        ((travel_class, "female", age), "female", {"sex": "male"}),
        ((travel_class, person[1], "child"), "child", {"age": "adult"}),
        (("third", *person[1:]), "third class", {"travel_class": "crew"}),
    ):
        described = dict(zip(("travel_class", "sex", "age"), other, strict=True))
        chance = titanic.survival_probability(w, b, **described)
        without = titanic.survival_probability(w, b, **described | column)
        odds, odds_without = chance / (1 - chance), without / (1 - without)
        assert math.log(odds / odds_without) == pytest.approx(w[ROWS[row], 0], abs=1e-6)


@given(everyone, st.integers(0, 2), st.text(max_size=9) | st.none() | st.integers())
def test_survival_probability_refuses_an_unknown_description(person, place, wrong):
    known = (titanic.CLASSES, titanic.SEXES, titanic.AGES)[place]
    assume(wrong not in known)
    described = [*person[:place], wrong, *person[place + 1 :]]
    name = ("travel_class", "sex", "age")[place]
    sentence = f"{name} must be one of {', '.join(known)}; got {wrong!r}."
    with pytest.raises(ValueError, match=re.escape(sentence)):
        titanic.survival_probability(np.zeros((5, 1)), 0.0, *described)


@given(everyone, st.integers(1, 9).filter(lambda rows: rows != 5))
def test_survival_probability_refuses_the_weights_of_another_neuron(person, rows):
    with pytest.raises(ValueError, match="w must have 5 rows"):
        titanic.survival_probability(np.zeros((rows, 1)), 0.0, *person)
