"""The numbers of the figures lead into the glass: to their formula and their line."""

import re

import pytest
from glass_page import maker, number, open_glass, pane, row, stage
from lab import button, ready, step, train, value
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
