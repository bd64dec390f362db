import json

import numpy as np
import pytest
from command_line import few, run, says, values, words
from glassneuron import titanic
from hypothesis import given
from hypothesis import strategies as st


def test_titanic_weights_are_those_of_published_logistic_regression():
    # As in test_titanic.py, from R's glm; odds: e^2.4201 = 11.25, e^-0.9201 = 0.398.
    report = values(says("titanic", "--print-every", 0))
    assert float(report["female"][0]) == pytest.approx(2.4201, abs=2e-4)
    assert float(report["third class"][0]) == pytest.approx(-0.9201, abs=2e-4)
    assert float(report["b"][0]) == pytest.approx(-1.2339, abs=2e-4)
    assert report["female"][1] == "multiplies the odds of survival by 11.2"
    assert report["third class"][1] == "multiplies the odds of survival by 0.398"
    assert report["training accuracy"] == ["77.83%", "1,713 of 2,201 people"]


def test_titanic_tells_the_chance_of_a_described_person():
    person = ("--class", "first", "--sex", "female", "--age", "adult")
    out = says("titanic", *person)
    told = json.loads(says("titanic", *person, "--json"))
    # The weights of the test above: z = -1.2339 + 0.8577 + 2.4201 = 2.0439, σ(z) = 0.8853.
    assert told["person"] == {
        "class": "first", "sex": "female", "age": "adult",
        "probability": pytest.approx(0.8853, abs=1e-4),
    }  # fmt: skip
    assert "Probability of survival, first, female, adult: 88.53%\n" in out
    assert out.endswith("On board: 140 of 144 such people survived.\n")
    w, b = np.array([told["weights"]["w"]]).T, told["weights"]["b"]
    chance = titanic.survival_probability(w, b, "first", "female", "adult")
    assert told["person"]["probability"] == chance


@few
@given(st.sampled_from(sorted(titanic.COUNTS)), st.integers(0, 3))
def test_titanic_tells_the_chance_and_the_fate_of_any_person(person, n_iterations):
    described = dict(zip(("class", "sex", "age"), person, strict=True))
    command = ("titanic", "--iterations", n_iterations)
    command += tuple(f"--{name}={value}" for name, value in described.items())
    told = json.loads(says(*command, "--json"))
    w, b = np.array([told["weights"]["w"]]).T, told["weights"]["b"]
    chance = titanic.survival_probability(w, b, *person)
    assert told["person"] == described | {"probability": chance}
    out = says(*command)
    assert f"Probability of survival, {', '.join(person)}: {chance:.2%}\n" in out
    died, survived = titanic.COUNTS[person]
    there = f"{survived} of {died + survived} such people survived"
    assert out.endswith(f"On board: {there if died + survived else 'nobody like that'}.\n")


@given(
    st.fixed_dictionaries(
        {}, optional={"--class": st.just("crew"), "--sex": st.just("male"),
                      "--age": st.just("child")}
    )
)  # fmt: skip
def test_titanic_wants_a_whole_description_or_none(described):
    code, out, err = run("titanic", "--iterations", 0, *words(described))
    assert code == (0 if len(described) in (0, 3) else 2)
    assert ("a person is described by all three of" in err) == (code == 2) == (out == "")


def test_titanic_tells_of_no_person_unless_asked():
    out = says("titanic", "--json", "--iterations", 2, "--print-every", 1)
    told = json.loads(out)
    assert "person" not in told
    assert told["feature_names"] == list(titanic.FEATURE_NAMES)
    assert told["history"]["iteration"] == [0, 1, 2]
