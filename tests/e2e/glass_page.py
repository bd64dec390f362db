"""What a person does and reads on the page of the glass."""

import re

from glassneuron import datasets
from lab import SEED, button, drawn
from playwright.sync_api import Locator, Page, expect

ANSWER = ["Weighted sum", "Activation", "Loss", "Cost", "Accuracy"]
STAGES = [*ANSWER, "Slope dZ", "Gradient", "Update"]


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


def first_point() -> tuple[float, float]:
    """Return where the first point of the page's data set is."""
    X, _ = datasets.make("line", 200, seed=SEED)
    return float(X[0, 0]), float(X[1, 0])
