"""Train, Pause, Step and Reset; and changes made while it trains."""

import re

from lab import (
    SEED,
    button,
    click,
    fast,
    finish,
    reading,
    ready,
    set_number,
    step,
    total,
    value,
    weights,
)
from playwright.sync_api import Locator, Page, expect


def test_pause_holds_the_neuron_and_train_goes_on(page: Page) -> None:
    ready(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    button(page, "Pause").click()
    expect(button(page, "Train")).to_be_visible()
    held = value(page, "Iteration")
    learnt = weights(page)
    assert 0 < held < 2000
    # Even after another call to the worker has come back, nothing has moved.
    button(page, "Test").click()
    expect(page.get_by_text(re.compile("of 2,000 new points"))).to_be_visible()
    assert value(page, "Iteration") == held
    assert weights(page) == learnt
    button(page, "Train").click()
    finish(page)


def test_step_makes_one_update_and_many_clicks_as_many(page: Page) -> None:
    ready(page)
    step(page)
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
    # With zeros every answer is 0.5, and the cost is ln 2 = 0.6931.
    expect(reading(page, "Cost")).to_have_text("0.6931")
    expect(button(page, "Train")).to_be_visible()
    total(page, 200)


def slowly_begin(page: Page) -> None:
    """Train an iteration a second: it is not over before something else is done."""
    page.get_by_role("slider", name="Speed", exact=True).press("Home")
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("1")


def test_changes_while_it_trains_start_it_again(page: Page) -> None:
    ready(page)
    set_number(page, "Iterations", "400")
    slowly_begin(page)
    set_number(page, "Learning rate", "0.05")
    fast(page)
    finish(page, "400")
    slow = weights(page)
    button(page, "Reset").click()
    button(page, "Train").click()
    finish(page, "400")
    assert weights(page) == slow

    button(page, "Reset").click()
    slowly_begin(page)
    click(page, -9, 9)
    fast(page)
    finish(page, "400")
    total(page, 201)
    assert weights(page) != slow


def test_fast_clicking_on_everything_breaks_nothing(page: Page) -> None:
    ready(page)
    set_number(page, "Iterations", "150")
    # Slow enough that Pause is still there when it is its turn.
    page.get_by_role("slider", name="Speed", exact=True).press("Home")
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
    fast(page)
    finish(page, "150")
    chaotic = weights(page)
    button(page, "Reset").click()
    button(page, "Train").click()
    finish(page, "150")
    assert weights(page) == chaotic
    # And after a reload the same is made again from the start.
    page.reload()
    ready(page)
    finish(page, "150")
    assert weights(page) == chaotic


def test_ten_and_a_hundred_steps(page: Page) -> None:
    ready(page)
    button(page, "10 steps").click()
    expect(reading(page, "Iteration")).to_have_text("10")
    button(page, "100 steps").click()
    expect(reading(page, "Iteration")).to_have_text("110")


def test_the_number_of_iterations_can_be_changed_on_the_way(page: Page) -> None:
    ready(page)
    page.get_by_role("slider", name="Speed", exact=True).press("Home")
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("1")
    set_number(page, "Iterations", "30")
    fast(page)
    finish(page, "30")


def test_speed_goes_from_one_iteration_a_second_to_all_it_can(page: Page) -> None:
    slider = page.get_by_role("slider", name="Speed", exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "500 iterations a second")
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "1 iteration a second")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2 iterations a second")
    ready(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("3")
    # The speed can be changed on the way, and changes nothing else.
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "as fast as it can")
    finish(page)


def test_training_stops_by_its_rules_and_says_why(page: Page) -> None:
    ready(page)
    fast(page)
    page.get_by_text("Stop when", exact=True).click()
    set_number(page, "Cost at most", "0.2")
    button(page, "Train").click()
    expect(news(page)).to_have_text("Stopped: the cost reached 0.2.")
    assert value(page, "Cost") <= 0.2
    stopped = value(page, "Iteration")
    assert 0 < stopped < 2000
    page.get_by_text("Stop when (1)").click()
    set_number(page, "Cost at most", "")
    set_number(page, "Change at most", "0.0001")
    button(page, "Train").click()
    expect(news(page)).to_have_text("Stopped: a step changed the cost by 0.0001 at most.")
    assert stopped < value(page, "Iteration") < 2000
    page.get_by_text("Stop when (1)").click()
    set_number(page, "Change at most", "")
    button(page, "Train").click()
    finish(page)
    expect(news(page)).to_have_text("Stopped: all 2,000 iterations are done.")


def news(page: Page) -> Locator:
    """Find the sentence about the run."""
    return page.get_by_role("status", name="News", exact=True)
