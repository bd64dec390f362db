"""Train, Pause, Step and Reset; and changes made while it trains."""

import re

from lab import SEED, button, click, counts, finish, reading, ready, set_number, value
from playwright.sync_api import Page, expect


def test_pause_holds_the_neuron_and_train_goes_on(page: Page) -> None:
    ready(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    button(page, "Pause").click()
    held = value(page, "Iteration")
    weights = [value(page, name) for name in ("w1", "w2", "b")]
    assert 0 < held < 2000
    # Pause is at once: even after another call to the worker has come back, nothing has moved.
    button(page, "Test").click()
    expect(page.get_by_text(re.compile("of 2,000 new points"))).to_be_visible()
    assert value(page, "Iteration") == held
    assert [value(page, name) for name in ("w1", "w2", "b")] == weights
    button(page, "Train").click()
    finish(page)


def test_step_makes_one_update_and_many_clicks_as_many(page: Page) -> None:
    ready(page)
    button(page, "Step").click()
    expect(reading(page, "Iteration")).to_have_text("1")
    # With zeros all answers are 0.5: the first step is 0.1/m Σ (y - 0.5) x.
    assert value(page, "w1") != 0
    for _ in range(6):
        button(page, "Step").click()
    expect(reading(page, "Iteration")).to_have_text("7")


def test_reset_goes_back_to_the_start(page: Page) -> None:
    ready(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    button(page, "Reset").click()
    for name in ("Iteration", "w1", "w2", "b"):
        assert value(page, name) == 0
    expect(reading(page, "Cost")).to_have_text("–")
    expect(button(page, "Train")).to_be_visible()
    assert sum(counts(page)) == 200


def test_changes_while_it_trains_start_it_again(page: Page) -> None:
    ready(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    set_number(page, "Learning rate", "0.05")
    set_number(page, "Iterations", "400")
    finish(page, "400")
    slow = [value(page, name) for name in ("w1", "w2", "b")]
    button(page, "Reset").click()
    button(page, "Train").click()
    finish(page, "400")
    assert [value(page, name) for name in ("w1", "w2", "b")] == slow

    button(page, "Reset").click()
    button(page, "Train").click()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    click(page, -9, 9)
    finish(page, "400")
    assert sum(counts(page)) == 201
    assert [value(page, name) for name in ("w1", "w2", "b")] != slow


def test_fast_clicking_on_everything_breaks_nothing(page: Page) -> None:
    ready(page)
    set_number(page, "Iterations", "150")
    menu = page.get_by_role("combobox", name="Dataset")
    for title in ("XOR", "Circles", "Line y = 1.23x + 3.23"):
        menu.select_option(title)
        for name in ("Step", "Train", "Step", "Test", "Reset", "Step", "Test"):
            button(page, name).click()
        click(page, 5, 5)
        button(page, "Undo").click()
        button(page, "Train").click()
        set_number(page, "Seed", "3")
        button(page, "Pause").click()
        set_number(page, "Seed", str(SEED))
        button(page, "Train").click()
    finish(page, "150")
    chaotic = [value(page, name) for name in ("w1", "w2", "b")]
    page.reload()
    set_number(page, "Iterations", "150")
    button(page, "Train").click()
    finish(page, "150")
    assert [value(page, name) for name in ("w1", "w2", "b")] == chaotic


def test_cost_curve_reads_out_the_cost_under_the_pointer(page: Page) -> None:
    ready(page)
    set_number(page, "Iterations", "100")
    button(page, "Train").click()
    finish(page, "100")
    page.get_by_role("img", name="Curve that falls").hover()
    expect(page.get_by_text(re.compile(r"^at iteration \d+: 0\.\d+$"))).to_be_visible()
