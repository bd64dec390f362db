"""The numbers of the pages beside the studio lead to their formula and their line, in one press."""

import re

import pytest
from axe import violations
from glass_page import maker, pane, row
from lab import button, place, reading, ready, set_number, step, value
from playwright.sync_api import Locator, Page, expect


def how(page: Page, name: str) -> Locator:
    return button(page, f"{name}: how it is computed")


def shown(page: Page, symbol: str, number: float) -> None:
    """Expect the number of a symbol in the pane, marked, to four digits."""
    expect(row(page, symbol)).to_have_class(re.compile("marked"))
    text = row(page, symbol).locator(".values").inner_text().replace("−", "-").replace(",", "")
    assert float(text) == pytest.approx(number, rel=2e-3)


def test_a_line_s_cost_slopes_and_errors_lead_to_their_lines(page: Page) -> None:
    button(page, "Regression").click()
    ready(page)
    # By pointer.
    how(page, "Cost").click()
    expect(page.get_by_role("heading", name="Cost: how it is computed")).to_be_focused()
    expect(maker(page)).to_contain_text("return float(np.sum(losses / m))")
    shown(page, "J", value(page, "Cost"))
    expect(pane(page, "Formula").locator("math")).to_be_visible()
    violations(page, "#how")
    # By keyboard: back to the number, to the next one, and there.
    page.keyboard.press("Escape")
    expect(how(page, "Cost")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(maker(page)).to_contain_text("1 / m * np.dot(X, dZ.T)")
    shown(page, "dw", value(page, "∂J/∂w"))
    # The pane follows the line: after a step its slope has been made by the update.
    step(page)
    w = page.get_by_role("spinbutton", name="Slope w")
    how(page, "Slope w").press("Enter")
    expect(maker(page)).to_contain_text("w - learning_rate * dw")
    shown(page, "w", float(w.get_attribute("data-value") or "nan"))
    expect(page.get_by_text("This line made the number one iteration ago.")).to_be_visible()
    # A point that is pressed holds its error: ŷ - y at (-1.2, 2.3).
    page.mouse.click(*place(page, -1.2, 2.3))
    how(page, "Error of point 6").click()
    expect(maker(page)).to_contain_text("dZ = A - Y")
    b = page.get_by_role("spinbutton", name="Intercept b").get_attribute("data-value")
    slope = float(w.get_attribute("data-value") or "nan")
    shown(page, "dz", slope * -1.2 + float(b or "nan") - 2.3)
    # The cost at an iteration of the curve: by hand it is that of the first line.
    cost = page.get_by_role("button", name=re.compile(r"^by hand cost at .*how it is computed$"))
    cost.press("Enter")
    expect(maker(page)).to_contain_text("return float(np.sum(losses / m))")
    shown(page, "J", 10.38)


def test_a_table_s_weights_counts_and_answers_lead_to_their_lines(page: Page) -> None:
    button(page, "Titanic").click()
    ready(page)
    step(page)
    how(page, "female").click()
    expect(maker(page)).to_contain_text("w - learning_rate * dw")
    shown(page, "wi", value(page, "female"))
    expect(row(page, "wi")).to_contain_text("weight 4, female")
    how(page, "Accuracy").press("Enter")
    expect(maker(page)).to_contain_text("return float(np.sum(predicted == Y) / m)")
    shown(page, "acc", value(page, "Accuracy"))
    cells = page.get_by_role("table", name="Confusion matrix").get_by_role("cell")
    counts = [int(text.replace(",", "")) for text in cells.locator("strong").all_inner_texts()]
    cells.get_by_role("button").first.press("Enter")
    expect(maker(page)).to_contain_text("np.bincount(cell, minlength=n_classes**2)")
    values = row(page, "C").locator(".values").inner_text().replace(",", "").split()
    assert [int(text) for text in values] == counts
    # One person: the answer, and from there the sum that goes into it.
    page.get_by_role("combobox", name="Sex").select_option("female")
    how(page, "Probability of survival").click()
    expect(maker(page)).to_contain_text("return np.where(z >= 0, 1.0, e) / (1.0 + e)")
    chance = reading(page, "Probability of survival").get_attribute("data-value")
    shown(page, "a", float(chance or "nan"))
    row(page, "z").click()
    expect(maker(page)).to_contain_text("z = np.dot(w.T, x) + b")
    z = page.get_by_role("row", name="z = wᵀx + b").locator("b").inner_text()
    shown(page, "z", float(z.replace("−", "-")))
    # A row of the sum: what the input adds, its factors, and how it was made of the column.
    how(page, "w·x, female").click()
    expect(maker(page)).to_contain_text("z = np.dot(w.T, x) + b")
    shown(page, "term4", value(page, "female"))
    row(page, "x4").click()
    expect(maker(page)).to_contain_text("return np.where(places == others, 1.0, 0.0)")
    shown(page, "x4", 1)
    how(page, "w, female").press("Enter")
    shown(page, "wi", value(page, "female"))
    how(page, "x, first class").press("Enter")
    shown(page, "x1", 0)


def test_the_times_and_their_ratio_lead_to_their_lines(page: Page) -> None:
    button(page, "Loop or matrix").click()
    ready(page)
    set_number(page, "Number of samples", "600")
    button(page, "Compare").click()
    how(page, "Loop").click()
    expect(maker(page)).to_contain_text("return elapsed / repeats")
    shown(page, "t_loop", value(page, "Loop"))
    how(page, "Matrices").press("Enter")
    expect(page.get_by_role("heading", name="Matrices: how it is computed")).to_be_focused()
    expect(maker(page)).to_contain_text("return elapsed / repeats")
    how(page, "Ratio").press("Enter")
    expect(maker(page)).to_contain_text("return loop / matrices")
    shown(page, "ratio", value(page, "Loop") / value(page, "Matrices"))
    page.emulate_media(color_scheme="dark")
    violations(page, "#how")
    button(page, "Close").click()
    expect(how(page, "Ratio")).to_be_focused()
    expect(pane(page, "Formula")).to_be_hidden()
