"""The glass: from any number to its formula and to the line of Python that computed it."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from glassneuron import datasets
from lab import SEED, button, choose_tool, click, drawn, place, plane, reading, ready, step, value
from playwright.sync_api import Locator, Page, expect
from test_accessibility import violations

CORE = Path(__file__).parents[2] / "py" / "glassneuron"
ANSWER = ["Weighted sum", "Activation", "Loss", "Cost", "Accuracy"]
STAGES = [*ANSWER, "Slope dZ", "Gradient", "Update"]


@pytest.fixture
def glass(page: Page) -> Page:
    """Two steps of the article's neuron, and the third one in the glass."""
    ready(page)
    step(page)
    step(page, "2")
    open_glass(page)
    return page


def open_glass(page: Page) -> None:
    button(page, "Glass").click()
    expect(pane(page, "Formula")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Iteration"))).to_be_visible()


def pane(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def stage(page: Page, name: str) -> None:
    """Open a stage, and wait until its panes are drawn."""
    steps = page.get_by_role("list", name="Stages of an iteration")
    step = steps.get_by_role("button", name=name, exact=True)
    step.click()
    expect(step).to_have_attribute("aria-current", "step")
    drawn(page)


def row(page: Page, symbol: str) -> Locator:
    """Find the row of a symbol among the numbers."""
    return pane(page, "Numbers").locator(f'[data-symbol="{symbol}"]')


def number(page: Page, symbol: str) -> float:
    """Read a single number of the glass."""
    text = row(page, symbol).locator(".values").inner_text()
    mantissa, _, power = text.replace("−", "-").replace(",", "").partition("·10")
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    return float(mantissa) * 10 ** int(power.translate(superscripts) or "0")


def choose_point(page: Page, n: int) -> None:
    field = page.get_by_role("spinbutton", name="Point", exact=True)
    field.fill(str(n))
    field.press("Tab")
    expect(page.get_by_text(re.compile(rf"^Point {n}: \("))).to_be_visible()


def maker(page: Page) -> Locator:
    """Find the lines that are marked as those that make what is pointed at."""
    return pane(page, "Python").locator(".line.maker")


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


def test_from_a_number_of_the_studio_to_its_line_in_two_acts(page: Page) -> None:
    ready(page)
    step(page)
    # One act: the number. It is there with its formula, and its line is marked.
    button(page, "Cost: how it is computed").click()
    expect(maker(page)).to_have_count(1)
    expect(maker(page)).to_contain_text("return float(1 / m * np.sum(losses))")
    expect(row(page, "J")).to_have_class(re.compile("marked"))
    assert number(page, "J") == pytest.approx(value(page, "Cost"), abs=5e-5)
    for name, line in (("w1", "new_w: Array = w - learning_rate * dw"), ("b", "new_b = b -")):
        button(page, "Studio").click()
        button(page, f"{name}: how it is computed").click()
        expect(maker(page)).to_contain_text(line)


@pytest.mark.parametrize(("name", "m"), [("Training accuracy", 200), ("Test accuracy", 2000)])
def test_both_accuracies_lead_to_their_line_and_points(page: Page, name: str, m: int) -> None:
    ready(page)
    step(page)
    button(page, f"{name}: how it is computed").click()
    expect(maker(page)).to_contain_text("return float(np.sum(predicted == Y) / m)")
    assert number(page, "m") == m
    assert number(page, "acc") == pytest.approx(value(page, name), abs=5e-5)
    # The test learns nothing; from it All points leads back to the whole iteration.
    steps = page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    if name == "Test accuracy":
        expect(steps).to_have_text(ANSWER)
        button(page, "All points").click()
    expect(steps).to_have_text(STAGES)


def test_a_weight_in_the_diagram_of_a_network_leads_to_its_line(page: Page) -> None:
    ready(page)
    button(page, "Circles").click()
    step(page)
    weights = page.get_by_role("group", name="Weights and biases")
    weights.get_by_role("button").first.press("Enter")
    button(page, "How it is computed").click()
    expect(row(page, "new_p")).to_have_class(re.compile("marked"))
    expect(page.get_by_text("This line made the number one iteration ago.")).to_be_visible()


def test_a_point_held_out_goes_through_up_to_its_answer(page: Page) -> None:
    ready(page)
    # Drawn points are no data set: a fifth of them is kept for the test.
    button(page, "Clear points").click()
    for k in range(5):
        choose_tool(page, "Class 1")
        click(page, k, 5)
        choose_tool(page, "Class 0")
        click(page, k, -5)
    step(page)
    open_glass(page)
    X = np.array([[k, s] for k in range(5) for s in (5, -5)]).T
    held = np.flatnonzero(datasets.hold_out(X[1:] > 0, 20))
    assert len(held) == 2
    choose_point(page, int(held[0]) + 1)
    expect(page.get_by_text(f"Point {held[0] + 1} is kept for the test.")).to_be_visible()
    steps = page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    expect(steps).to_have_text(ANSWER)
    x1, x2, w1, w2, b = (number(page, name) for name in ("x1", "x2", "w1", "w2", "b"))
    assert (x1, x2) == pytest.approx(X[:, held[0]], abs=0.05)
    assert number(page, "z") == pytest.approx(w1 * x1 + w2 * x2 + b, abs=2e-2)
    stage(page, "Accuracy")
    assert number(page, "acc") == pytest.approx(value(page, "Test accuracy"))


def test_a_point_under_the_pointer_leads_to_its_probability_and_loss(page: Page) -> None:
    ready(page)
    step(page)
    point = first_point()
    page.mouse.move(*place(page, *point))
    card = page.locator(".pane .card").first
    expect(card).to_be_visible()
    p = float(re.search(r"p = ([\d.]+)", card.inner_text())[1])
    loss = float(re.search(r"loss ([\d.]+)", card.inner_text())[1])
    page.keyboard.press("g")
    expect(maker(page)).to_contain_text("return np.where(z >= 0, 1.0, e) / (1.0 + e)")
    assert number(page, "a") == pytest.approx(p, abs=6e-4)
    stage(page, "Loss")
    assert number(page, "l") == pytest.approx(loss, rel=1e-2)


def first_point() -> tuple[float, float]:
    """Return where the first point of the page's data set is."""
    X, _ = datasets.make("line", 200, seed=SEED)
    return float(X[0, 0]), float(X[1, 0])


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


def test_layers_follow_a_path_back(page: Page) -> None:
    ready(page)
    page.get_by_role("combobox", name="Optimizer").select_option("adam")
    page.get_by_role("combobox", name="Initial weights").select_option("xavier")
    button(page, "Add a layer").click()
    step(page)
    open_glass(page)
    expect(
        page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    ).to_have_text(
        [
            *("Weighted sum 1", "Activation 1", "Weighted sum 2", "Activation 2", *ANSWER[2:]),
            *("Slope dZ 2", "Gradient 2", "Chain rule 1", "Gradient 1", "Update"),
        ]
    )
    choose_point(page, 3)
    page.get_by_role("spinbutton", name="Neuron in layer 1").fill("2")
    page.get_by_role("spinbutton", name="Neuron in layer 1").press("Enter")
    stage(page, "Chain rule 1")
    expect(row(page, "v1")).to_be_visible()
    dz = number(page, "v1") * number(page, "dz1") * number(page, "gl")
    expect(pane(page, "Python")).to_contain_text("dZ = np.dot(W.T, dZ) * derivative")
    assert number(page, "dzl") == pytest.approx(dz, rel=2e-2, abs=1e-5)
    page.get_by_text("The chain rule along this path").click()
    expect(page.locator(".derivation .formula.numbers")).to_have_count(3)
    stage(page, "Update")
    expect(pane(page, "Python")).to_contain_text("optimizers.py adam")


def test_fast_engine_says_whose_lines_these_are(page: Page) -> None:
    ready(page)
    page.get_by_text("More settings").click()
    page.get_by_role("combobox", name="Code").select_option("fast")
    open_glass(page)
    expect(page.get_by_text(re.compile(r"^fused\.py does the training\."))).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (1024, "light"), (390, "dark")]
)
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
