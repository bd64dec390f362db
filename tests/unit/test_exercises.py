"""The exercises as a set: what the page shows of them, and what every check promises."""

import difflib
import json
import re
import string

import numpy as np
import pytest
from glassneuron import exercise_words, neuron
from glassneuron.exercise_solutions import gradients, update
from glassneuron.exercises import EXERCISES, check, check_source, describe
from hypothesis import given
from hypothesis import strategies as st

NAMES = list(EXERCISES)
names = st.sampled_from(NAMES)
seeds = st.integers(0, 2**32)


def verdict_on(name, function, seed=0):
    return check(name, {EXERCISES[name].task.function: function}, seed)


def changed(name, change):
    """Make the solution's first result something else."""
    task = EXERCISES[name].task

    def function(*arguments):
        answer = task.solution(*arguments)
        if len(task.results) == 1:
            return change(answer)
        return change(answer[0]), answer[1]

    return function


# ----------------------------------------------------------------------- what the page shows


def test_seven_are_to_be_written_and_three_to_be_mended():
    assert NAMES[:7] == [
        *("sigmoid", "forward_propagation", "loss", "cost"),
        *("gradients", "update", "model"),
    ]
    assert NAMES[7:] == ["sign_error", "missing_m", "transposed_product"]


def test_description_is_plain_and_holds_no_solution():
    described = describe()
    assert [exercise["name"] for exercise in described] == NAMES
    assert json.loads(json.dumps(described)) == described
    for exercise in described:
        assert exercise.keys() == {"name", "title", "function", "stub", "hints", "given"}
        assert 2 <= len(exercise["hints"]) <= 3
        assert exercise["title"]


@pytest.mark.parametrize("name", NAMES[:7])
def test_stub_is_python_with_one_line_of_words_and_dots(name):
    head, words, dots = EXERCISES[name].stub.splitlines()
    assert head == f"def {EXERCISES[name].task.call}:"
    assert re.fullmatch(r'    """.+"""', words)
    assert len(words) <= 100
    assert dots == "    ..."
    assert not check_source(name, EXERCISES[name].stub).passed


@pytest.mark.parametrize("name", NAMES[7:])
def test_broken_code_runs_and_differs_from_the_articles_in_one_line(name):
    article = [
        "    dZ = A - Y",
        "    db = 1 / m * np.sum(dZ)",
        "    dw = 1 / m * np.dot(X, dZ.T)",
        "    w = w - learning_rate * dw",
        "    b = b - learning_rate * db",
        "    return w, b",
    ]
    lines = EXERCISES[name].stub.splitlines()[2:]
    assert [line[0] for line in difflib.ndiff(article, lines) if line[0] in "+-"] == ["-", "+"]
    mended = EXERCISES[name].stub.splitlines()[:2] + article
    assert check_source(name, "\n".join(mended)).passed
    # It runs: what is wrong is told as a number or a shape, not as an error.
    verdict = check_source(name, "\n".join(EXERCISES[name].stub.splitlines()))
    assert not verdict.passed
    assert verdict.details["got"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_given_is_earlier_and_never_the_function_itself(name):
    exercise = EXERCISES[name]
    assert exercise.task.function not in exercise.given
    assert exercise.given["np"] is np
    earlier = {"np", *NAMES[: NAMES.index(name)], "backpropagation"}
    assert exercise.given.keys() <= earlier


@given(seeds, st.integers(1, 5), st.integers(1, 20))
def test_gradients_and_update_together_are_the_cores_step(seed, n, m):
    rng = np.random.default_rng(seed)
    X, w, b = rng.normal(size=(n, m)), rng.normal(size=(n, 1)), float(rng.normal())
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    A = neuron.forward_propagation(w, b, X)
    stepped = update(w, b, *gradients(X, A, Y, m), 0.3)
    for ours, cores in zip(stepped, neuron.backpropagation(w, b, X, A, Y, 0.3), strict=True):
        np.testing.assert_allclose(ours, cores, rtol=0, atol=1e-12)


# ------------------------------------------------------------------------ what a check promises


@given(names, seeds, st.floats(1e-3, 1e6), st.sampled_from([-1, 1]))
def test_a_right_answer_with_something_added_never_passes(name, seed, offset, sign):
    verdict = verdict_on(name, changed(name, lambda answer: answer + sign * offset), seed)
    assert not verdict.passed


@given(names, seeds, st.floats(-100, 100).filter(lambda factor: abs(factor - 1) > 0.01))
def test_a_right_answer_times_something_never_passes(name, seed, factor):
    assert not verdict_on(name, changed(name, lambda answer: factor * answer), seed).passed


@given(names, seeds, seeds)
def test_answers_learnt_by_heart_pass_on_the_inputs_they_were_learnt_on_only(name, seed, other):
    task = EXERCISES[name].task

    def key(arguments):
        return tuple(np.asarray(argument).tobytes() for argument in arguments)

    learnt = {
        key(arguments): task.solution(*arguments)
        for arguments in task.inputs(np.random.default_rng(seed))
    }
    forgot = np.zeros(1) if len(task.results) == 1 else (np.zeros(1), 0.0)

    def function(*arguments):
        return learnt.get(key(arguments), forgot)

    assert verdict_on(name, function, seed).passed
    assert verdict_on(name, function, other).passed == (seed == other)


@given(names, seeds, st.integers(0, 8))
def test_a_function_that_goes_wrong_later_is_found(name, seed, right):
    calls = []

    def function(*arguments):
        calls.append(arguments)
        answer = EXERCISES[name].task.solution(*arguments)
        wrong = np.full(1, 12345.0)
        if len(calls) <= min(right, 6):
            return answer
        return wrong if len(EXERCISES[name].task.results) == 1 else (wrong, answer[1])

    assert not verdict_on(name, function, seed).passed


@given(names, seeds)
def test_arguments_changed_in_place_are_named_even_if_the_numbers_are_right(name, seed):
    task = EXERCISES[name].task

    def function(*arguments):
        answer = task.solution(*arguments)
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                argument += 1
        return answer

    arrays = [
        parameter
        for parameter, value in zip(
            task.parameters, task.inputs(np.random.default_rng(seed))[0], strict=True
        )
        if isinstance(value, np.ndarray)
    ]
    verdict = verdict_on(name, function, seed)
    assert not verdict.passed
    assert f"changes its argument {' and '.join(arrays)} in place" in verdict.message


@given(names, seeds, st.floats(0.5, 10))
def test_the_same_code_gets_the_same_verdict(name, seed, offset):
    function = changed(name, lambda answer: answer + offset)
    first, second = verdict_on(name, function, seed), verdict_on(name, function, seed)
    assert json.dumps(first, allow_nan=False) == json.dumps(second, allow_nan=False)


def test_details_hold_the_call_as_plain_values_and_the_words_apart():
    verdict = check_source("loss", "def loss(A, Y):\n    print('hm')\n    return -Y * np.log(A)")
    assert verdict.details == {
        "parts": [
            {
                "key": "wrong.loss_half",
                "values": {"A": "0.3", "y": "0", "other": "1", "got": "0", "wanted": "0.357"},
            },
            {"key": "loss.no_second", "values": {}},
        ],
        "line": None,
        "printed": "hm\n",
        "call": "loss(A, Y)",
        "arguments": {"A": [[0.6, 0.3, 0.8]], "Y": [[1.0, 0.0, 0.0]]},
        # -ln 0.6, and by the second half -ln 0.7 and -ln 0.2.
        "got": {"loss(A, Y)": [[pytest.approx(0.5108256), 0.0, 0.0]]},
        "wanted": {"loss(A, Y)": [[pytest.approx(x) for x in (0.5108256, 0.3566749, 1.6094379)]]},
    }


def test_numbers_that_are_not_finite_are_texts_in_the_details():
    verdict = check_source("cost", "def cost(A, Y, m):\n    return np.array(np.inf)")
    assert verdict.details["got"] == {"cost(A, Y, m)": "inf"}


def test_what_is_printed_meanwhile_stays_within_bounds_and_off_the_terminal(capsys):
    verdict = check_source("sigmoid", "def sigmoid(z):\n    print('z' * 10000)\n    return z")
    assert 0 < len(verdict.details["printed"]) <= 2000
    assert capsys.readouterr().out == ""


def test_what_the_learner_defined_is_used_and_left_alone():
    namespace = {}
    exec("import numpy as n\ndef double(x): return 2 * x\n"
         "def sigmoid(z): return 1 / (1 + n.exp(-double(z) / 2))", namespace)  # fmt: skip
    kept = dict(namespace)
    assert check("sigmoid", namespace).passed
    assert namespace == kept


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tanh", {}), "name must be one of sigmoid, forward_propagation, "),
        ((None, {}), "name must be one of"),
        (("loss", {}, -1), "seed must be a whole number, 0 or more; got -1"),
    ],
)
def test_a_call_that_is_none_gets_a_sentence(arguments, message):
    with pytest.raises(ValueError, match=message):
        check(*arguments)


# --------------------------------------------------------------------------------- the words


def fields(template):
    return {field for _, field, spec, _ in string.Formatter().parse(template) if field is not None}


def test_templates_hold_plain_names_and_no_full_stop():
    for key, template in exercise_words.SENTENCES.items():
        assert all(field.isidentifier() for field in fields(template)), key
        assert not template.endswith((".", ":", " ")), key
        assert ":" not in template or key not in slips_of_all(), key


def slips_of_all():
    return {slip.key for exercise in EXERCISES.values() for slip in exercise.task.slips}


def test_every_slip_has_its_words_and_no_words_are_left_over():
    families = ("sigmoid.", "forward.", "loss.", "cost.", "slopes.", "step.", "loop.")
    written = {key for key in exercise_words.SENTENCES if key.startswith(families)}
    assert slips_of_all() == written


@pytest.mark.parametrize("name", NAMES)
def test_who_makes_a_slip_is_told_that_slip(name):
    for slip in EXERCISES[name].task.slips:
        verdict = verdict_on(name, slip.function)
        assert not verdict.passed
        advice = {"key": slip.key, "values": dict(slip.values)}
        assert verdict.details["parts"][-1] == advice, verdict.message
