"""The glass: an iteration, stage by stage, as formula, numbers and Python that mark each other."""

import math
import re
from pathlib import Path

import pytest
from axe import SIZES, violations
from glass_page import (
    STAGES,
    choose_point,
    first_point,
    maker,
    number,
    open_glass,
    pane,
    row,
    stage,
)
from lab import button, click, plane, reading, ready, step
from playwright.sync_api import Page, expect

CORE = Path(__file__).parents[2] / "py" / "glassneuron"


@pytest.fixture
def glass(page: Page) -> Page:
    """Two steps of the article's neuron, and the third one in the glass."""
    ready(page)
    step(page)
    step(page, "2")
    open_glass(page)
    return page


def test_an_iteration_is_walked_through_and_done(glass: Page) -> None:
    steps = glass.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    expect(steps).to_have_text(STAGES)
    for name in STAGES[1:]:
        button(glass, "Next").click()
        expect(glass.locator("#glass [aria-current=step]")).to_have_text(name)
    expect(button(glass, "Next")).to_be_disabled()
    button(glass, "Back").click()
    expect(glass.locator("#glass [aria-current=step]")).to_have_text("Gradient")
    said = glass.get_by_text(re.compile("^This step takes the cost from")).inner_text()
    promised = re.findall(r"[\d.]+\d", said)[1]
    button(glass, "Do this step").click()
    expect(reading(glass, "Iteration")).to_have_text("3")
    expect(reading(glass, "Cost")).to_have_text(promised)
    expect(glass.get_by_role("heading", name="Iteration 3")).to_be_visible()
    expect(glass.locator("#glass [aria-current=step]")).to_have_text("Weighted sum")


def test_lines_are_those_of_the_package(glass: Page) -> None:
    for name in STAGES:
        file = "measures.py" if name == "Accuracy" else "neuron.py"
        source = (CORE / file).read_text("utf-8").splitlines()
        stage(glass, name)
        lines = pane(glass, "Python").locator(".line").all_text_contents()
        assert len(lines) > 3
        for line in lines:
            n, text = re.fullmatch(r"(\d+)(.*)", line, re.DOTALL).groups()
            assert text == source[int(n) - 1]


def test_a_point_goes_through_with_its_own_numbers(glass: Page) -> None:
    point = first_point()
    click(glass, *point)
    expect(glass.get_by_text(re.compile(r"^Point 1: \("))).to_be_visible()
    x1, x2, w1, w2, b = (number(glass, name) for name in ("x1", "x2", "w1", "w2", "b"))
    assert (x1, x2) == pytest.approx(point, abs=6e-3)
    z = number(glass, "z")
    assert z == pytest.approx(w1 * x1 + w2 * x2 + b, abs=2e-2)
    stage(glass, "Activation")
    a = number(glass, "a")
    assert a == pytest.approx(1 / (1 + math.exp(-z)), abs=1e-3)
    expect(glass.get_by_role("img", name=re.compile("^z = "))).to_be_visible()
    stage(glass, "Loss")
    y = number(glass, "y")
    assert number(glass, "l") == pytest.approx(-math.log(a if y else 1 - a), rel=1e-2)
    stage(glass, "Slope dZ")
    dz = number(glass, "dz")
    assert dz == pytest.approx(a - y, abs=1e-3)
    # Its pull is on the plane, and it is not drawn over: nothing was drawn by the click.
    expect(glass.locator(".pull path").first).to_have_attribute("d", re.compile("^M"))
    stage(glass, "Gradient")
    assert number(glass, "pull1") == pytest.approx(dz * x1 / 200, abs=1e-4)
    button(glass, "All points").click()
    expect(row(glass, "pull1")).to_have_count(0)
    button(glass, "Studio").click()
    expect(glass.get_by_text(re.compile("of class 1,")).first).to_be_visible()
    assert button(glass, "Undo").is_disabled()


def test_derivation_unfolds_with_the_point_s_numbers(glass: Page) -> None:
    choose_point(glass, 7)
    stage(glass, "Activation")
    a = number(glass, "a")
    stage(glass, "Slope dZ")
    glass.get_by_text("Why dZ = A − Y").click()
    inner = glass.locator('.derivation .numbers [data-symbol="dA_dZ"]').first
    assert float(inner.text_content() or "") == pytest.approx(a * (1 - a), abs=1e-3)
    ends = glass.locator(".derivation .formula.numbers").last.text_content() or ""
    assert ends.replace("−", "-").startswith(str(round(number(glass, "dz"), 4))[:5])


@pytest.mark.parametrize("by", ["formula", "number", "word"])
def test_pointing_at_one_marks_the_other_two(glass: Page, by: str) -> None:
    stage(glass, "Slope dZ")
    targets = {
        "formula": pane(glass, "Formula").locator('math [data-symbol="A"]'),
        "number": row(glass, "A"),
        "word": pane(glass, "Python").locator('.word[data-symbol="A"]'),
    }
    targets[by].hover()
    for target in targets.values():
        expect(target).to_have_class(re.compile("marked"))
    expect(pane(glass, "Python").locator(".line.marked")).to_contain_text("dZ = A - Y")
    expect(
        glass.get_by_text(re.compile(r"^A, answers: 200 numbers, goes into line \d+ of neuron\.py"))
    ).to_be_visible()
    expect(row(glass, "Y")).not_to_have_class(re.compile("marked"))
    glass.mouse.move(5, 5)
    expect(targets[by]).not_to_have_class(re.compile("marked"))


def test_pointing_at_a_line_marks_what_it_makes(glass: Page) -> None:
    stage(glass, "Gradient")
    line = pane(glass, "Python").locator(".line.active", has_text="db = 1")
    line.hover(position={"x": 20, "y": 8})
    expect(row(glass, "db")).to_have_class(re.compile("marked"))
    expect(pane(glass, "Formula").locator('math [data-symbol="db"]')).to_have_class(
        re.compile("marked")
    )
    expect(row(glass, "dw")).not_to_have_class(re.compile("marked"))


def test_everything_is_reached_by_keyboard(glass: Page) -> None:
    stage(glass, "Slope dZ")
    # From the stages on, Tab goes from pane to pane; arrows go on inside.
    glass.locator("#glass [aria-current=step]").focus()
    symbols = pane(glass, "Formula").get_by_role("button")
    for _ in range(8):
        glass.keyboard.press("Tab")
        if glass.evaluate("document.activeElement.classList.contains('over')"):
            break
    expect(symbols.first).to_be_focused()
    expect(row(glass, "dZ")).to_have_class(re.compile("marked"))
    glass.keyboard.press("ArrowRight")
    expect(row(glass, "A")).to_have_class(re.compile("marked"))
    # Enter on what goes in leads to where it is made.
    glass.keyboard.press("Enter")
    expect(glass.locator("#glass [aria-current=step]")).to_have_text("Activation")
    expect(maker(glass)).to_contain_text("return np.where")


def test_shapes_are_written_under_the_symbols(glass: Page) -> None:
    formula = pane(glass, "Formula")
    expect(formula).not_to_contain_text("(2, 200)")
    glass.get_by_role("switch", name="Shapes").check()
    for shape in ("(1, 200)", "(2, 1)", "(2, 200)"):
        expect(formula).to_contain_text(shape)


def test_it_plays_slowly_and_stops(glass: Page) -> None:
    button(glass, "Play slowly").click()
    expect(glass.locator("#glass [aria-current=step]")).to_have_text("Activation")
    expect(glass.locator("#glass [aria-current=step]")).to_have_text("Loss")
    button(glass, "Stop playing").click()
    expect(button(glass, "Play slowly")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_glass_has_no_barriers(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    page.emulate_media(color_scheme=scheme)
    ready(page)
    page.evaluate("document.querySelectorAll('#pages button')[1].click()")
    expect(pane(page, "Formula")).to_be_visible()
    choose_point(page, 2)
    for name in STAGES:
        stage(page, name)
        violations(page)
    # Nothing is wider than the window.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert plane(page).is_visible()
