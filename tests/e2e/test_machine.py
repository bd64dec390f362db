"""The machine's diagram: read it, change it, and see what each neuron sees."""

import re

import numpy as np
import pytest
from glassneuron import datasets, machines
from lab import SEED, button, fast, finish, reading, ready, set_number, settled, train, value
from playwright.sync_api import Locator, Page, expect


def machine(page: Page) -> Locator:
    """Find the panel of the machine."""
    return page.get_by_role("region", name="The machine")


def says(page: Page, text: str | re.Pattern[str]) -> None:
    """Expect this under the diagram."""
    expect(machine(page).locator(".diagram-reading").first).to_have_text(text)


def choose(page: Page, name: str, label: str) -> None:
    """Choose from a menu of the machine."""
    machine(page).get_by_role("combobox", name=name, exact=True).select_option(label)


def has_neurons(page: Page, *sizes: int) -> None:
    """Expect hidden layers of these sizes."""
    for layer, size in enumerate(sizes, 1):
        name = re.compile(rf"^Neuron \d of layer {layer}$")
        expect(machine(page).get_by_role("button", name=name)).to_have_count(size)


def test_layers_and_neurons_come_and_go_in_the_diagram_up_to_the_limits(page: Page) -> None:
    button(page, "Add a layer").click()
    expect(button(page, "Neuron 4 of layer 1")).to_be_visible()
    for _ in range(4):
        button(page, "Add a neuron to layer 1").click()
    has_neurons(page, 8)
    expect(button(page, "Add a neuron to layer 1")).to_be_disabled()
    for n in range(2, 7):
        button(page, f"Add a layer as number {n}").click()
    expect(button(page, "Neuron 1 of layer 6")).to_be_attached()
    expect(button(page, "Add a layer as number 7")).to_be_disabled()
    button(page, "Remove layer 1").click()
    has_neurons(page, 4)
    for _ in range(4):
        button(page, "Remove a neuron from layer 5").click()
    expect(button(page, "Remove layer 5")).to_have_count(0)
    for n in (4, 3, 2, 1):
        button(page, f"Remove layer {n}").click()
    expect(button(page, "Add a layer")).to_be_visible()
    for name in ("w1", "w2", "b"):
        expect(reading(page, name)).to_be_visible()


def test_a_layer_put_between_two_others_goes_where_the_button_is(page: Page) -> None:
    button(page, "Add a layer").click()
    button(page, "Remove a neuron from layer 1").click()
    button(page, "Add a layer as number 1").click()
    has_neurons(page, 4, 3)
    button(page, "Add a layer as number 2").click()
    has_neurons(page, 4, 4, 3)


def test_the_focus_stays_on_the_button_that_was_pressed(page: Page) -> None:
    button(page, "Add a layer").click()
    more = button(page, "Add a neuron to layer 1")
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    has_neurons(page, 6)


def test_inputs_are_switches_and_one_stays_on(page: Page) -> None:
    ready(page)
    x1, x2, product = (button(page, name) for name in ("x₁", "x₂", "x₁x₂/10"))
    expect(x1).to_have_attribute("aria-pressed", "true")
    expect(product).to_have_attribute("aria-pressed", "false")
    product.click()
    expect(product).to_have_attribute("aria-pressed", "true")
    expect(reading(page, "w3")).to_be_visible()
    x1.click()
    x2.click()
    expect(reading(page, "w2")).to_have_count(0)
    product.click(force=True)
    expect(product).to_have_attribute("aria-pressed", "true")


def test_the_product_of_the_inputs_alone_solves_xor(page: Page) -> None:
    ready(page)
    page.get_by_role("combobox", name="Dataset").select_option("XOR")
    for name in ("x₁x₂/10", "x₁", "x₂"):
        button(page, name).click()
    set_number(page, "Iterations", "200")
    fast(page)
    button(page, "Train").click()
    finish(page, "200")
    assert value(page, "Training accuracy") >= 0.95


def test_a_weight_is_read_by_pointing_at_it_and_by_the_keys(page: Page) -> None:
    ready(page)
    button(page, "Add a layer").click()
    X, Y = datasets.make("line", 200, SEED)
    start = next(machines.train(machines.Machine(hidden=(4,), initial_weights="xavier"), X, Y))
    first = page.get_by_role("button", name=re.compile("^w from x₁ to neuron 1 of layer 1"))
    shown = f"{start.params[0][0][0, 0]:.4f}".replace("-", "−")
    expect(first).to_have_accessible_name(f"w from x₁ to neuron 1 of layer 1: {shown}")
    first.hover()
    says(page, f"w from x₁ to neuron 1 of layer 1: {shown}")
    first.focus()
    page.keyboard.press("ArrowDown")
    says(page, re.compile(r"^w from x₂ to neuron 1 of layer 1: −?\d"))
    page.keyboard.press("ArrowDown")
    says(page, "b of neuron 1 of layer 1: 0")
    page.keyboard.press("End")
    says(page, "b of the output: 0")


def test_a_weight_set_by_hand_is_the_start_and_the_others_stay(page: Page) -> None:
    ready(page)
    fast(page)
    train(page, "50")
    w2, b = value(page, "w2"), value(page, "b")
    page.get_by_role("button", name=re.compile("^w from x₁")).focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("spinbutton", name="Weight", exact=True)
    expect(field).to_be_focused()
    field.fill("-1.5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="w from x₁ to the output")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("^w from x₁"))).to_be_focused()
    assert (value(page, "w1"), value(page, "w2"), value(page, "b")) == (-1.5, w2, b)
    expect(reading(page, "Iteration")).to_have_text("0")

    button(page, "Train").click()
    finish(page, "50")
    X, Y = datasets.make("line", 200, SEED)
    by_hand = machines.Machine(start=[(np.array([[-1.5, w2]]), np.array([[b]]))])
    moments = machines.train(by_hand, X, Y)
    next(moments)
    W = moments.send(50).params[0][0]
    np.testing.assert_allclose([value(page, "w1"), value(page, "w2")], W[0], rtol=0, atol=1e-9)

    # Reset goes back to where it began, and once more to where the settings begin.
    button(page, "Reset").click()
    assert value(page, "w1") == -1.5
    button(page, "Reset").click()
    assert value(page, "w1") == 0


def test_escape_leaves_a_bias_as_it_was(page: Page) -> None:
    ready(page)
    page.get_by_role("button", name=re.compile("^b of the output")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("spinbutton", name="Bias", exact=True).fill("7")
    page.keyboard.press("Escape")
    expect(page.get_by_role("spinbutton", name="Bias", exact=True)).to_be_hidden()
    assert value(page, "b") == 0


def test_a_neuron_is_shown_on_the_plane_and_put_away(page: Page) -> None:
    ready(page)
    button(page, "Add a layer").click()
    surface = page.get_by_role("combobox", name="Surface")
    third = button(page, "Neuron 3 of layer 1")
    third.click()
    expect(third).to_have_attribute("aria-pressed", "true")
    expect(surface).to_have_value("neuron")
    says(page, re.compile(r"^tanh\(−?\d"))
    third.click()
    expect(third).to_have_attribute("aria-pressed", "false")
    expect(surface).to_have_value("probability")
    page.get_by_role("button", name=re.compile("^b of neuron 2 of layer 1")).focus()
    page.keyboard.press("Enter")
    button(page, "Show on the plane").click()
    expect(button(page, "Neuron 2 of layer 1")).to_have_attribute("aria-pressed", "true")
    button(page, "Remove layer 1").click()
    expect(surface).to_have_value("probability")


def test_each_neuron_has_a_picture_of_its_own(page: Page) -> None:
    ready(page)
    button(page, "Add a layer").click()
    train(page, "20")
    pictures = machine(page).locator(".neuron canvas")
    seen = pictures.evaluate_all("all => all.map((canvas) => canvas.toDataURL())")
    assert len(seen) == 5
    assert len(set(seen)) == 5


def test_three_classes_have_three_outputs(page: Page) -> None:
    ready(page)
    button(page, "Three blobs").click()
    for k in range(3):
        expect(button(page, f"Output for class {k}")).to_be_visible()
    button(page, "Train").click()
    finish(page, "500")
    assert value(page, "Training accuracy") >= 0.95


def test_the_first_layer_turns_zeros_into_random_weights_and_the_last_takes_that_back(
    page: Page,
) -> None:
    weights = page.get_by_role("combobox", name="Initial weights")
    expect(weights).to_have_value("zeros")
    button(page, "Add a layer").click()
    expect(weights).to_have_value("xavier")
    note = page.get_by_text("Zeros would keep the neurons of a layer alike")
    expect(note).to_be_visible()
    button(page, "Remove layer 1").click()
    expect(weights).to_have_value("zeros")
    expect(note).to_be_hidden()

    # What is chosen by hand stays.
    button(page, "Add a layer").click()
    weights.select_option("zeros")
    expect(note).to_be_hidden()
    button(page, "Remove layer 1").click()
    weights.select_option("he")
    button(page, "Add a layer").click()
    expect(weights).to_have_value("he")
    expect(note).to_be_hidden()
    button(page, "Remove layer 1").click()
    expect(weights).to_have_value("he")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_largest_machine_stays_within_its_panel(page: Page, width: int) -> None:
    for name in ("x₁²/10", "x₂²/10", "x₁x₂/10", "sin x₁", "sin x₂"):
        button(page, name).click()
    for n in range(4):
        button(page, "Add a layer as number 1" if n else "Add a layer").click()
        for _ in range(4):
            button(page, "Add a neuron to layer 1").click()
    page.set_viewport_size({"width": width, "height": 844})
    if width == 390:
        button(page, "Machine").click()
    settled(page)
    panel, last = machine(page).bounding_box(), button(page, "Output")
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert panel is not None
    assert box is not None
    assert panel["x"] <= box["x"]
    assert box["x"] + box["width"] <= panel["x"] + panel["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
