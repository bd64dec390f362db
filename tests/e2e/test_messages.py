"""What goes wrong is said in a sentence, and the drawing is still there."""

import re

from lab import (
    SEED,
    button,
    census,
    choose_tool,
    click,
    counts,
    drag,
    draw_two_clouds,
    fast,
    finish,
    ready,
    set_number,
    total,
    value,
)
from playwright.sync_api import Page, expect


def say(page: Page, text: str) -> None:
    """Expect a message with these words."""
    expect(page.get_by_role("alert")).to_have_text(re.compile(text))


def test_no_points_is_said(page: Page) -> None:
    ready(page)
    button(page, "Clear points").click()
    button(page, "Train").click()
    say(page, "There are no points yet")
    expect(button(page, "Train")).to_be_visible()


def test_one_class_alone_is_said(page: Page) -> None:
    ready(page)
    for tool, other in (("Class 1", 0), ("Class 0", 1)):
        button(page, "Clear points").click()
        choose_tool(page, tool)
        drag(page, (-8, 0), (8, 0))
        drawn = counts(page)
        button(page, "Train").click()
        say(page, f"draw some of class {other} too")
        assert counts(page) == drawn
        choose_tool(page, f"Class {other}")
        click(page, 0, 5)
        expect(page.get_by_role("alert")).to_be_empty()


def test_a_learning_rate_that_is_not_positive_is_said(page: Page) -> None:
    ready(page)
    fast(page)
    for rate in ("0", "-0.1", ""):
        set_number(page, "Learning rate", rate)
        button(page, "Train").click()
        say(page, "The learning rate must be a positive number, such as 0.1")
        set_number(page, "Learning rate", "0.1")
        expect(page.get_by_role("alert")).to_be_empty()
    button(page, "Train").click()
    finish(page)


def test_a_cost_that_rises_is_said(page: Page) -> None:
    ready(page)
    set_number(page, "Iterations", "30")
    for rate in ("50", "1e300"):
        set_number(page, "Learning rate", rate)
        button(page, "Train").click()
        say(page, "the steps are too long. Try a smaller one")
        finish(page, "30")
        assert value(page, "Cost") >= 0
        say(page, "The cost rose from 0.693 to")
        button(page, "Reset").click()
        expect(page.get_by_role("alert")).to_be_empty()


def test_a_step_past_all_numbers_is_said(page: Page) -> None:
    ready(page)
    set_number(page, "Learning rate", "1e308")
    button(page, "Train").click()
    say(page, "larger than the largest floating-point number")
    total(page, 200)
    expect(page.get_by_text("NaN")).to_have_count(0)


def test_a_number_out_of_range_is_said_and_the_points_stay(page: Page) -> None:
    ready(page)
    for field, good, bad, words in (
        ("Number of points", "200", "0", "Number of points must be a whole number, 1 or more"),
        ("Number of points", "200", "1000000", "Number of points must be 100,000 at most"),
        ("Number of points", "200", "", "a whole number, 1 or more; got nothing"),
        ("Noise", "0", "-1", "Noise must be a number, 0 or more"),
        ("Seed", str(SEED), "1.5", "Seed must be a whole number, 0 or more"),
    ):
        set_number(page, field, bad)
        say(page, words)
        total(page, 200)
        set_number(page, field, good)
        expect(page.get_by_role("alert")).to_be_empty()


def test_too_few_drawn_points_for_a_test_is_said(page: Page) -> None:
    ready(page)
    button(page, "Clear points").click()
    click(page, 3, 3)
    choose_tool(page, "Class 0")
    click(page, -3, -3)
    button(page, "Test").click()
    say(page, "draw more points, or raise the share")
    census(page, 1, 1)


def test_a_worker_that_dies_is_replaced_and_the_drawing_stays(fresh_page: Page) -> None:
    page = fresh_page
    ready(page)
    draw_two_clouds(page)
    drawn = counts(page)
    button(page, "Train").click()
    expect(button(page, "Pause")).to_be_visible()
    # It falls silent, without a word.
    page.workers[0].evaluate("setTimeout(() => close())")
    say(page, "Python stopped working and is being started again")
    assert counts(page) == drawn
    ready(page)
    fast(page)
    button(page, "Train").click()
    finish(page)
    assert counts(page) == drawn
