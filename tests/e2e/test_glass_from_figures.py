"""The numbers of the figures lead into the glass: to their formula and their line."""

import re

import pytest
from glass_page import maker, number, open_glass, pane, row, stage
from lab import button, drawn, ready, step, train, value
from playwright.sync_api import Page, expect


def number_in(text: str) -> float:
    """Read the last number of a text."""
    return float(re.findall(r"[\d.]+", text)[-1])


def test_a_cost_of_the_curve_leads_to_its_line_at_its_iteration(page: Page) -> None:
    train(page, "40")
    curve = page.locator("#figure-cost .cost-frame")
    curve.focus()
    for _ in range(10):
        curve.press("ArrowLeft")
    at = page.locator("#figure-cost .cost-readings .at b")
    expect(at).to_have_text("30")
    shown = number_in(page.locator("#figure-cost .cost-readings .training b").inner_text())
    # By keyboard: back from the curve to the test's reading and to the training's.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Iteration 30", exact=True)).to_be_visible()
    expect(maker(page)).to_contain_text("return float(1 / m * np.sum(losses))")
    assert number(page, "J") == pytest.approx(shown, rel=2e-3)
    expect(page.get_by_text("The training stands at iteration 40")).to_be_visible()
    button(page, "Back to iteration 40").click()
    expect(page.get_by_role("heading", name="Iteration 40", exact=True)).to_be_visible()
    expect(row(page, "J")).to_be_visible()
    assert number(page, "J") == pytest.approx(value(page, "Cost"), rel=2e-3)


def test_a_press_holds_the_reading_for_the_pointer(page: Page) -> None:
    train(page, "40")
    frame = page.locator("#figure-cost .u-over")
    box = frame.bounding_box() or {}
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    at = page.locator("#figure-cost .cost-readings .at b")
    held = at.inner_text()
    assert 15 <= int(held) <= 25
    # The test is asked now and then: its reading is the latest one up to there.
    test = page.get_by_role("button", name=re.compile(r"^test cost at iteration \d+: how it is"))
    iteration = number_in(test.get_attribute("aria-label") or "")
    assert iteration <= int(held)
    test.click()
    heading = page.get_by_role("heading", name=f"Iteration {iteration:.0f}", exact=True)
    expect(heading).to_be_visible()
    expect(page.get_by_text("points of the test.")).to_be_visible()
    expect(row(page, "J")).to_have_class(re.compile("marked"))


def test_the_glass_goes_to_any_iteration_and_on_from_there(page: Page) -> None:
    ready(page)
    step(page)
    step(page, "2")
    open_glass(page)
    field = page.get_by_role("spinbutton", name="Iteration")
    field.fill("0")
    field.press("Enter")
    stage(page, "Update")
    expect(page.get_by_role("heading", name="Iteration 0", exact=True)).to_be_visible()
    expect(row(page, "w")).to_contain_text("0")
    after = row(page, "new_w").locator(".values").inner_text()
    button(page, "Do this step").click()
    expect(page.get_by_role("heading", name="Iteration 1", exact=True)).to_be_visible()
    stage(page, "Update")
    expect(row(page, "w").locator(".values")).to_have_text(after)
    button(page, "Do this step").click()
    # That is where the training stands.
    expect(page.get_by_role("heading", name="Iteration 2", exact=True)).to_be_visible()
    expect(page.get_by_text("The training stands at")).to_be_hidden()
    expect(pane(page, "Formula")).to_be_visible()


def test_counts_and_rates_lead_to_their_lines(page: Page) -> None:
    train(page, "5")
    page.get_by_role("tab", name="Accuracy").click()
    matrix = page.locator(".matrix[data-kind=training] td")
    expect(matrix).to_have_count(4)
    counts = [int(text) for text in matrix.locator("span").all_inner_texts()]
    matrix.nth(1).get_by_role("button").click()
    expect(row(page, "C")).to_have_class(re.compile("marked"))
    expect(maker(page)).to_contain_text("return np.bincount(cell, minlength=n_classes**2)")
    shown = row(page, "C").locator(".values").inner_text().split()
    assert [int(text) for text in shown] == counts
    button(page, "Studio").click()
    # By keyboard.
    button(page, "Precision: how it is computed").press("Enter")
    expect(maker(page)).to_contain_text("return counts.true_positives / answered")
    assert number(page, "precision") == pytest.approx(
        number(page, "TP") / number(page, "answered"), abs=1e-3
    )
    expect(page.get_by_text("points of the test.")).to_be_visible()


def test_a_point_on_the_curves_leads_to_its_sum_answer_and_loss(page: Page) -> None:
    train(page, "5")
    page.get_by_role("tab", name="Sigmoid and loss").click()
    curves = page.get_by_role("application", name=re.compile("^The sigmoid"))
    for name, symbol, line in (
        ("loss", "l", "losses: Array"),
        ("ŷ", "a", "return np.where(z >= 0, 1.0, e) / (1.0 + e)"),
        ("z", "z", "z = np.dot(w.T, x) + b"),
    ):
        curves.focus()
        curves.press("ArrowRight")
        drawn(page)
        link = page.get_by_role("button", name=re.compile(rf"^{name}.*how it is computed"))
        label = link.get_attribute("aria-label") or ""
        link.press("Enter")
        expect(row(page, symbol)).to_have_class(re.compile("marked"))
        expect(maker(page).first).to_contain_text(line)
        shown = row(page, symbol).locator(".values").inner_text()
        assert shown in label
        button(page, "Studio").click()


def test_the_cost_where_the_descent_stands_leads_to_its_line(page: Page) -> None:
    train(page, "5")
    page.get_by_role("tab", name="Descent").click()
    expect(page.locator(".descent-reading")).to_contain_text("cost")
    shown = number_in(page.locator(".descent-reading").inner_text())
    page.locator(".descent").get_by_role("button", name="Cost: how it is computed").press("Enter")
    expect(maker(page)).to_contain_text("return float(1 / m * np.sum(losses))")
    assert number(page, "J") == pytest.approx(shown, rel=2e-3)


def test_a_cost_of_the_second_machine_is_taken_apart_with_that_machine(page: Page) -> None:
    ready(page)
    button(page, "Side by side").click()
    page.get_by_role("combobox", name="Optimizer").select_option("newton")
    step(page)
    page.get_by_role("tab", name="A", exact=True).click()
    shown = number_in(page.locator("#figure-cost .machine-1.training b").inner_text())
    button(page, "B training cost at iteration 1: how it is computed").click()
    assert number(page, "J") == pytest.approx(shown, rel=2e-3)
    stages = page.get_by_role("list", name="Stages of an iteration")
    expect(stages.get_by_role("button", name="Curvature")).to_be_visible()
