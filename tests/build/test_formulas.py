"""The formulas: LaTeX in one table, MathML in the page, and the meanings that the tests check."""

import json
import re
from pathlib import Path

import pytest
from buildtools import formulas, javascript
from formula_meanings import MEANINGS

ROOT = Path(__file__).parents[2]
TABLE = json.loads((ROOT / "web" / "formulas.json").read_text("utf-8"))
# They restate a stage's formula with the article's fractions; their numbers are the stage's own.
RESTATED = {"chain-outer", "chain-inner", "chain-end"}


@pytest.fixture(scope="module")
def mathml():
    path = formulas.as_mathml(javascript.find_node())
    return json.loads(path.read_text("utf-8"))


def latex_of(formula):
    """Write a formula in parts on one line: before, each term, what joins them, after."""
    if isinstance(formula, str):
        return formula
    parts = [formula.get(part, "") for part in ("before", "each", "join", "after")]
    return formula["each"] if "join" not in formula else "|".join(parts)


def test_meanings_are_of_the_formulas_as_they_stand():
    written = {name: latex_of(formula) for name, formula in TABLE["formulas"].items()}
    assert {name: latex for name, latex in written.items() if name not in RESTATED} == {
        name: latex for name, (latex, _) in MEANINGS.items()
    }


def test_every_symbol_of_every_formula_can_be_pointed_at(mathml):
    for name, formula in TABLE["formulas"].items():
        if not isinstance(formula, str):
            continue
        wanted = re.findall(r"@\{(\w+)\}", formula)
        found = re.findall(r'data-symbol="(\w+)"', mathml["formulas"][name])
        assert found == wanted, name


def test_formulas_in_parts_have_one_to_eight_terms(mathml):
    for count in range(1, 9):
        found = re.findall(r'data-symbol="(\w+)"', mathml["formulas"][f"sum-point/{count}"])
        terms = [f"{name}{k}" for k in range(1, count + 1) for name in "wx"]
        assert found == ["z", *terms, "b"]
    assert re.findall(r'data-symbol="(\w+)"', mathml["formulas"]["pull/3"]) == [
        *("pull3", "m", "x3", "dz")
    ]


def test_page_s_policy_is_kept(mathml):
    for text in [*mathml["symbols"].values(), *mathml["formulas"].values()]:
        assert text.startswith("<math>")
        assert " style=" not in text
        assert "temml-error" not in text
