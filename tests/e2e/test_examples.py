"""Ready-made scenes: one click sets all of it, a second one trains."""

import re

import pytest
from lab import button, counts, finish, reading, ready, value
from playwright.sync_api import Page, expect

# How many iterations each has, and what share of the training points comes out right.
SOLVED = {
    "Line": ("2,000", 0.97),
    "Blobs": ("500", 0.95),
    "XOR": ("500", 0.95),
    "Circles": ("500", 0.95),
    "Moons": ("500", 0.95),
    "Spiral": ("2,000", 0.95),
    "Three blobs": ("500", 0.95),
}


@pytest.mark.parametrize("name", SOLVED)
def test_two_clicks_solve_an_example(page: Page, name: str) -> None:
    iterations, least = SOLVED[name]
    ready(page)
    button(page, name).click()
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text(iterations, timeout=120_000)
    assert value(page, "Training accuracy") >= least
    assert value(page, "Test accuracy") >= 0.9


def test_two_clicks_show_overfitting(page: Page) -> None:
    ready(page)
    button(page, "Overfitting").click()
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("1,000", timeout=120_000)
    assert value(page, "Training accuracy") == 1
    assert value(page, "Test accuracy") < 0.9
    expect(page.get_by_role("combobox", name="Test on")).to_have_value("held_out")


def test_two_clicks_show_a_learning_rate_that_is_too_high(page: Page) -> None:
    ready(page)
    button(page, "Learning rate too high").click()
    button(page, "Train").click()
    expect(page.get_by_role("alert")).to_have_text(
        re.compile("with the learning rate 20 the steps are")
    )
    finish(page, "300")


def test_an_example_is_taken_back_by_one_undo(page: Page) -> None:
    ready(page)
    before = counts(page)
    button(page, "Overfitting").click()
    expect(page.get_by_role("spinbutton", name="Number of points")).to_have_value("60")
    expect(page.get_by_text("30 of class 1, 30 of class 0")).to_be_visible()
    button(page, "Undo").click()
    assert counts(page) == before
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("line")
    expect(button(page, "Undo")).to_be_disabled()


def test_an_example_can_be_chosen_before_python_is_there(page: Page) -> None:
    button(page, "Circles").click()
    button(page, "Train").click()
    finish(page, "500")
    assert value(page, "Training accuracy") >= 0.95
