"""The machine's settings: each does what it says, and says what it does."""

import re

import numpy as np
import pytest
from glassneuron import datasets, machines
from lab import SEED, button, fast, finish, ready, set_number, value, weights
from playwright.sync_api import Page, expect

EVERY = [
    ("spinbutton", "Learning rate"),
    ("slider", "Learning rate"),
    ("combobox", "Activation"),
    ("combobox", "Initial weights"),
    ("combobox", "Optimizer"),
    ("spinbutton", "Decay"),
    ("spinbutton", "Square decay"),
    ("combobox", "Loss"),
    ("spinbutton", "Batch size"),
    ("spinbutton", "L1"),
    ("spinbutton", "L2"),
    ("spinbutton", "Threshold"),
    ("spinbutton", "Seed of the weights"),
    ("combobox", "Code"),
]


def choose(page: Page, name: str, option: str) -> None:
    """Choose from a menu."""
    page.get_by_role("combobox", name=name, exact=True).select_option(option)


def test_each_setting_says_what_it_does_and_why(page: Page) -> None:
    choose(page, "Optimizer", "adam")
    page.get_by_text("More settings").click()
    told = set()
    for role, name in EVERY:
        field = page.get_by_role(role, name=name, exact=True)
        expect(field).to_be_visible()
        expect(field).to_have_accessible_description(re.compile(r"^[A-Z].+\.$"))
        told.add(field.get_attribute("aria-describedby"))
    # The slider is the same setting as the number beside it.
    assert len(told) == len(EVERY) - 1
    sentence = page.get_by_text("How long each step downhill is")
    expect(sentence).to_be_hidden()
    page.get_by_role("button", name="What it does").first.click()
    expect(sentence).to_be_visible()


def test_a_large_window_needs_no_scrolling_for_the_machine(page: Page) -> None:
    names = ("Learning rate", "Activation", "Initial weights", "Optimizer")
    for width, height in ((1440, 900), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        for example in ("Line", "XOR", "Spiral"):
            button(page, example).click()
            for name in names:
                role = "spinbutton" if name == "Learning rate" else "combobox"
                field = page.get_by_role(role, name=name, exact=True)
                expect(field).to_be_in_viewport(ratio=1)
            expect(page.get_by_text("More settings")).to_be_in_viewport(ratio=1)
            expect(page.get_by_text("Point at a line")).to_be_in_viewport(ratio=1)
            # The diagram is drawn in the next frame.
            page.wait_for_function(
                "() => { const panel = document.getElementById('machine');"
                " return panel.scrollHeight <= panel.clientHeight; }"
            )


def test_a_smaller_window_shows_diagram_rate_and_training_without_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    rate = page.get_by_role("spinbutton", name="Learning rate", exact=True)
    for example in (None, "Spiral"):
        if example:
            button(page, "Data").click()
            button(page, example).click()
            button(page, "Machine").click()
        for control in (rate, button(page, "Train"), button(page, "Side by side")):
            expect(control).to_be_in_viewport(ratio=1)
        expect(page.get_by_text("Point at a line")).to_be_in_viewport(ratio=1)
        page.wait_for_function(
            "() => { const panel = document.getElementById('machine');"
            " return panel.scrollHeight <= panel.clientHeight; }"
        )
    page.get_by_text("More settings").click()
    for name in ("Activation", "Initial weights", "Optimizer"):
        field = page.get_by_role("combobox", name=name, exact=True)
        expect(field).to_be_in_viewport(ratio=1)


def test_the_settings_move_into_the_panel_and_stay_open(page: Page) -> None:
    settings = page.locator("#machine-settings")
    page.get_by_text("More settings").click()
    threshold = page.get_by_role("spinbutton", name="Threshold", exact=True)
    page.set_viewport_size({"width": 800, "height": 768})
    expect(page.locator("#machine").locator(settings)).to_have_count(1)
    button(page, "Machine").click()
    expect(threshold).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#run").locator(settings)).to_have_count(1)
    expect(threshold).to_be_in_viewport(ratio=1)
    threshold.press("Escape")
    expect(threshold).to_be_hidden()
    expect(page.get_by_text("More settings")).to_be_focused()


def test_an_optimizer_shows_the_settings_it_has(page: Page) -> None:
    page.get_by_text("More settings").click()
    shown = {
        "gradient_descent": (False, False),
        "momentum": (True, False),
        "rmsprop": (True, False),
        "adam": (True, True),
        "newton": (False, False),
    }
    for optimizer, fields in shown.items():
        choose(page, "Optimizer", optimizer)
        for name, visible in zip(("Decay", "Square decay"), fields, strict=True):
            field = page.get_by_role("spinbutton", name=name, exact=True)
            expect(field).to_be_visible(visible=visible)


def test_the_slider_of_the_learning_rate_is_logarithmic(page: Page) -> None:
    slider = page.get_by_role("slider", name="Learning rate", exact=True)
    number = page.get_by_role("spinbutton", name="Learning rate", exact=True)
    # 20 steps of 0.05 are one power of ten.
    slider.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(number).to_have_value("1")
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    expect(number).to_have_value("0.01")
    number.fill("0.5")
    number.press("Tab")
    expect(slider).to_have_attribute("aria-valuetext", "0.5")


@pytest.mark.parametrize(
    ("fields", "menus", "settings"),
    [
        ({"Batch size": "20", "Seed of the weights": "3"}, {}, {"batch_size": 20, "seed": 3}),
        ({"L1": "0.01", "L2": "0.1"}, {"Loss": "squared_error"}, {}),
        ({"Decay": "0.5"}, {"Optimizer": "momentum"}, {"optimizer": "momentum", "decay": 0.5}),
        ({}, {"Optimizer": "newton"}, {"optimizer": "newton"}),
    ],
)
def test_settings_reach_the_training(
    page: Page, fields: dict[str, str], menus: dict[str, str], settings: dict[str, object]
) -> None:
    if "L1" in fields:
        settings = {"l1": 0.01, "l2": 0.1, "loss": "squared_error"}
    ready(page)
    fast(page)
    set_number(page, "Iterations", "10")
    page.get_by_text("More settings").click()
    for name, option in menus.items():
        choose(page, name, option)
    for name, number in fields.items():
        set_number(page, name, number)
    button(page, "Train").click()
    finish(page, "10")
    X, Y = datasets.make("line", 200, SEED)
    moments = machines.train(machines.Machine(**settings), X, Y)
    next(moments)
    W, b = moments.send(10).params[0]
    learnt = weights(page)
    np.testing.assert_allclose(learnt, [*W[0], b[0, 0]], rtol=1e-6, atol=1e-9)


def test_the_threshold_changes_the_answers_but_not_the_weights(page: Page) -> None:
    ready(page)
    fast(page)
    set_number(page, "Iterations", "20")
    page.get_by_text("More settings").click()
    button(page, "Train").click()
    finish(page, "20")
    w1 = value(page, "w1")
    accuracy = value(page, "Training accuracy")
    set_number(page, "Threshold", "0.99")
    button(page, "Train").click()
    finish(page, "20")
    assert value(page, "w1") == w1
    assert value(page, "Training accuracy") < accuracy


def test_newton_is_offered_to_one_neuron_only(page: Page) -> None:
    option = page.get_by_role("option", name="Newton (one neuron)")
    expect(option).to_be_enabled()
    choose(page, "Optimizer", "newton")
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_be_disabled()
    button(page, "Add a layer").click()
    expect(option).to_be_disabled()
    expect(page.get_by_role("combobox", name="Optimizer")).to_have_value("gradient_descent")
