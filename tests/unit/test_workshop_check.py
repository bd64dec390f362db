"""The gradient check on a learner's own backpropagation."""

import numpy as np
import pytest
from glassneuron import datasets, session, workshop
from glassneuron.user_code import UserCodeError
from glassneuron.workshop_check import check
from hypothesis import given
from hypothesis import strategies as st
from learner_code import ORIGINAL, edited, replaced

X, Y = (np.ascontiguousarray(array) for array in datasets.make("blobs", 30, seed=2))
W, B = np.array([[0.5], [-0.25]]), 0.125


def found(source):
    return check(source, W, B, X, Y)


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2))
def test_the_original_is_right_everywhere(w1, w2, b):
    findings = check(ORIGINAL, np.array([[w1], [w2]]), b, X, Y)
    assert findings.ok
    assert findings.slips == ()
    assert [slope.name for slope in findings.slopes] == ["w1", "w2", "b"]
    for slope in findings.slopes:
        assert slope.ok
        assert slope.analytic == pytest.approx(slope.numeric, rel=1e-5, abs=1e-8)


def test_the_slopes_are_those_of_the_formula():
    # dw = 1/m X (A - Y)ᵀ and db = 1/m Σ (A - Y), with A = 1 / (1 + e⁻ᶻ).
    A = 1 / (1 + np.exp(-(W.T @ X + B)))
    dw, db = (X @ (A - Y).T / Y.size).ravel(), (A - Y).mean()
    analytic = [slope.analytic for slope in found(ORIGINAL).slopes]
    assert analytic == pytest.approx([*dw, db], rel=1e-12)


@pytest.mark.parametrize(
    ("change", "slip", "wrong"),
    [
        (("dZ = A - Y", "dZ = Y - A"), "sign", {"w1", "w2", "b"}),
        (("dw = 1 / m * ", "dw = "), "1/m", {"w1", "w2"}),
        (("db = 1 / m * ", "db = "), "1/m", {"b"}),
        (("w - learning_rate * dw", "w - dw"), "rate", {"w1", "w2"}),
        (("b - learning_rate * db", "b + learning_rate * db"), "sign", {"b"}),
        (("b - learning_rate * db", "b"), "unchanged", {"b"}),
    ],
)
def test_a_slip_is_named_and_its_numbers_are_marked(change, slip, wrong):
    findings = found(edited(change))
    assert not findings.ok
    assert slip in findings.slips
    assert {slope.name for slope in findings.slopes if not slope.ok} == wrong
    assert findings.line == ORIGINAL.splitlines().index("    return new_w, new_b") + 1


@pytest.mark.parametrize(
    ("change", "slip"),
    [
        (("np.dot(X, dZ.T)", "np.dot(dZ, X.T)"), "transposed"),
        (("return new_w, new_b", "return new_b, new_w"), "order"),
        (("np.dot(X, dZ.T)", "np.dot(X, dZ)"), "transposed"),
    ],
)
def test_a_slip_is_named_where_there_are_no_numbers_to_compare(change, slip):
    findings = found(edited(change))
    assert not findings.ok
    assert slip in findings.slips
    assert findings.slopes == []


def test_a_cost_that_does_not_fit_the_slopes_is_named():
    # The slopes of the mean are not those of the sum, which are m times as steep.
    findings = found(edited(("float(1 / m * np.sum(losses))", "float(np.sum(losses))")))
    assert not findings.ok
    assert "your cost or your forward propagation is not" in findings.sentence
    for slope in findings.slopes:
        assert slope.numeric == pytest.approx(Y.size * slope.analytic, rel=1e-5)


def test_slopes_of_another_cost_are_right_for_it():
    # With half the cost and half the slopes the two agree, and are not the article's.
    findings = found(
        edited(
            ("float(1 / m * np.sum(losses))", "float(0.5 / m * np.sum(losses))"),
            ("dZ = A - Y", "dZ = 0.5 * (A - Y)"),
        )
    )
    assert all(slope.ok for slope in findings.slopes)
    assert not findings.ok
    assert "of your own cost, but not those of the article's" in findings.sentence


def test_the_articles_own_last_argument_may_be_there():
    source = edited(
        ("def backpropagation(w, b, X, A, Y, learning_rate):", _WITH_M),
        ("    m = X.shape[1]\n    dZ", "    dZ"),
    )
    assert found(source).ok


_WITH_M = "def backpropagation(w, b, X, A, Y, learning_rate, m=30):"


def test_an_error_comes_through_in_words():
    with pytest.raises(UserCodeError, match="divides by zero"):
        found(replaced("cost", "return 1 / 0"))


def test_the_door_gives_plain_values():
    args = {
        "points": {"x": X[0], "y": X[1], "label": Y[0]},
        "testing": {"on": "held_out", "share": 20},
        "dataset": None,
        "machines": [{}],
        "focus": 0,
        "params": None,
        "code": edited(("dZ = A - Y", "dZ = Y - A")),
    }
    ((kind, value),) = session.run("check_gradient", args)
    assert kind == "result"
    assert value["slips"] == ["sign"]
    assert set(value["slopes"][0]) == {"name", "analytic", "numeric", "ok"}
    ((kind, error),) = session.run("check_gradient", args | {"code": "1 +"})
    assert kind == "error"
    assert (error["kind"], error["name"], error["line"]) == ("user-code", "SyntaxError", 1)
    ((kind, error),) = session.run("check_gradient", args | {"machines": [{"hidden": [2]}]})
    assert (kind, error["kind"]) == ("error", "input")


def test_the_original_is_what_the_page_is_told():
    assert next(session.run("describe", {}))[1]["code"] == workshop.original()
