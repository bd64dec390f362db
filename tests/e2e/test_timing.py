"""The page "loop or matrix": both times, their ratio, and the code that took them."""

import re
import time

import pytest
from lab import ready, value
from playwright.sync_api import Page, expect


@pytest.fixture
def page(page: Page) -> Page:
    """Open the page of the timings, with Python ready."""
    page.get_by_role("button", name="Loop or matrix", exact=True).click()
    ready(page)
    expect(page.get_by_label("Code of the loop")).to_contain_text("for i in range(m):")
    return page


def choose(page: Page, size: int) -> None:
    field = page.get_by_role("spinbutton", name="Number of samples")
    field.fill(str(size))
    field.press("Tab")


def test_both_times_are_shown_with_their_ratio(page: Page) -> None:
    choose(page, 2000)
    page.get_by_role("button", name="Compare").click()
    verdict = page.get_by_text(re.compile("^The loop takes [0-9,.]+ times as long"))
    expect(verdict).to_be_visible()
    loop, matrices = value(page, "Loop"), value(page, "Matrices")
    assert loop > matrices > 0
    ratio = float(verdict.get_attribute("data-value") or "nan")
    assert ratio == pytest.approx(loop / matrices)
    expect(page.get_by_role("cell", name="2,000", exact=True)).to_be_visible()


def test_the_code_is_the_packages_own(page: Page) -> None:
    matrices = page.get_by_label("Code with matrices")
    expect(matrices).to_contain_text("A = sigmoid(np.dot(w.T, X) + b)")
    expect(matrices).not_to_contain_text("for ")


def test_a_long_loop_says_how_far_it_is_and_can_be_stopped(page: Page) -> None:
    choose(page, 1_000_000)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text(re.compile(r"^The loop has done [\d,]+ of 1,000,000"))).to_be_visible()
    begun = time.monotonic()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before the loop was done.")).to_be_visible()
    choose(page, 100)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text(re.compile("^The loop takes"))).to_be_visible()
    # Python was free again at once, and did not go on to the end of the million.
    assert time.monotonic() - begun < 30


def test_a_number_out_of_range_is_said(page: Page) -> None:
    for size, words in ((0, "must be a whole number, 1 or more"), (2_000_000, "1,000,000 at most")):
        choose(page, size)
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_role("alert")).to_contain_text(words)
