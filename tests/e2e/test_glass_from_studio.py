"""What the studio shows leads into the glass: to its formula and the line that computed it."""

import re

import numpy as np
import pytest
from glass_page import (
    ANSWER,
    STAGES,
    choose_point,
    first_point,
    maker,
    number,
    open_glass,
    pane,
    row,
    stage,
)
from glassneuron import datasets
from lab import button, choose_tool, click, place, ready, step, value
from playwright.sync_api import Locator, Page, expect


def test_from_a_number_of_the_studio_to_its_line_in_two_acts(page: Page) -> None:
    ready(page)
    step(page)
    # One act: the number. It is there with its formula, and its line is marked.
    button(page, "Cost: how it is computed").click()
    expect(maker(page)).to_have_count(1)
    expect(maker(page)).to_contain_text("return float(1 / m * np.sum(losses))")
    expect(row(page, "J")).to_have_class(re.compile("marked"))
    assert number(page, "J") == pytest.approx(value(page, "Cost"), abs=5e-5)
    for name, line in (("w2", "new_w: Array = w - learning_rate * dw"), ("b", "new_b = b -")):
        button(page, "Studio").click()
        shown = value(page, name)
        button(page, f"{name}: how it is computed").click()
        expect(maker(page)).to_contain_text(line)
        assert number(page, "wi") == pytest.approx(shown, rel=1e-2)


@pytest.mark.parametrize(("name", "m"), [("Training accuracy", 200), ("Test accuracy", 2000)])
def test_both_accuracies_lead_to_their_line_and_points(page: Page, name: str, m: int) -> None:
    ready(page)
    step(page)
    button(page, f"{name}: how it is computed").click()
    expect(maker(page)).to_contain_text("return float(np.sum(predicted == Y) / m)")
    assert number(page, "m") == m
    assert number(page, "acc") == pytest.approx(value(page, name), abs=5e-5)
    # The test learns nothing; from it All points leads back to the whole iteration.
    steps = page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    if name == "Test accuracy":
        expect(steps).to_have_text(ANSWER)
        button(page, "All points").click()
    expect(steps).to_have_text(STAGES)


def test_a_weight_in_the_diagram_of_a_network_leads_to_that_very_weight(page: Page) -> None:
    ready(page)
    button(page, "Circles").click()
    step(page)
    weights = page.get_by_role("group", name="Weights and biases").get_by_role("button")
    # From x2 to the third neuron of the layer: row 3, column 2 of its weights.
    (k,) = (k for k, text in enumerate(named(weights)) if "x₂ to neuron 3" in text)
    weight = weights.nth(k)
    weight.press("Enter")
    shown = float(page.get_by_role("spinbutton", name="Weight").input_value())
    button(page, "How it is computed").click()
    for symbol in ("wi", "new_wi"):
        expect(row(page, symbol)).to_have_class(re.compile("marked"))
        expect(row(page, symbol)).to_contain_text("weight 2 of neuron 3 in layer 1")
        expect(row(page, symbol).locator("math")).to_contain_text("w3,2[1]")
    expect(maker(page).first).to_contain_text("p = [")
    expect(maker(page).nth(1)).to_contain_text("p - learning_rate * v / (np.sqrt(s) + EPSILON)")
    expect(page.get_by_text("This line made the number one iteration ago.")).to_be_visible()
    assert number(page, "wi") == pytest.approx(shown, rel=1e-2)
    part = number(page, "v_hat") / (number(page, "s_hat") ** 0.5 + 1e-8)
    moved = number(page, "wi") - number(page, "alpha") * part
    assert number(page, "new_wi") == pytest.approx(moved, rel=2e-2, abs=2e-3)
    # A point that is chosen now goes through its neuron.
    choose_point(page, 3)
    expect(page.get_by_role("spinbutton", name="Neuron in layer 1")).to_have_value("3")
    # From its slope to the line of that.
    row(page, "g").press("Enter")
    expect(maker(page)).to_contain_text("dW = ")
    expect(row(page, "dwi")).to_have_class(re.compile("marked"))
    page.get_by_role("combobox", name="Weight").select_option("All of them")
    expect(row(page, "new_p")).to_have_class(re.compile("marked"))


def named(locator: Locator) -> list[str]:
    names = locator.evaluate_all("all => all.map((one) => one.getAttribute('aria-label') ?? '')")
    return [str(name) for name in names]


def test_a_weight_at_the_start_is_not_said_to_be_made_by_a_step(page: Page) -> None:
    ready(page)
    button(page, "b: how it is computed").click()
    expect(page.get_by_text("Here the training begins")).to_be_visible()
    expect(row(page, "new_wi")).to_contain_text("the bias, after the step")


def test_a_point_under_the_pointer_leads_to_its_probability_and_loss(page: Page) -> None:
    ready(page)
    step(page)
    point = first_point()
    page.mouse.move(*place(page, *point))
    card = page.locator(".pane .card").first
    expect(card).to_be_visible()
    p = float(re.search(r"p = ([\d.]+)", card.inner_text())[1])
    loss = float(re.search(r"loss ([\d.]+)", card.inner_text())[1])
    page.keyboard.press("g")
    expect(maker(page)).to_contain_text("return np.where(z >= 0, 1.0, e) / (1.0 + e)")
    assert number(page, "a") == pytest.approx(p, abs=6e-4)
    stage(page, "Loss")
    assert number(page, "l") == pytest.approx(loss, rel=1e-2)


def test_a_point_held_out_goes_through_up_to_its_answer(page: Page) -> None:
    ready(page)
    # Drawn points are no data set: a fifth of them is kept for the test.
    button(page, "Clear points").click()
    for k in range(5):
        choose_tool(page, "Class 1")
        click(page, k, 5)
        choose_tool(page, "Class 0")
        click(page, k, -5)
    step(page)
    open_glass(page)
    X = np.array([[k, s] for k in range(5) for s in (5, -5)]).T
    held = np.flatnonzero(datasets.hold_out(X[1:] > 0, 20))
    assert len(held) == 2
    choose_point(page, int(held[0]) + 1)
    expect(page.get_by_text(f"Point {held[0] + 1} is kept for the test.")).to_be_visible()
    steps = page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    expect(steps).to_have_text(ANSWER)
    x1, x2, w1, w2, b = (number(page, name) for name in ("x1", "x2", "w1", "w2", "b"))
    assert (x1, x2) == pytest.approx(X[:, held[0]], abs=0.05)
    assert number(page, "z") == pytest.approx(w1 * x1 + w2 * x2 + b, abs=2e-2)
    stage(page, "Accuracy")
    assert number(page, "acc") == pytest.approx(value(page, "Test accuracy"))


def test_layers_follow_a_path_back(page: Page) -> None:
    ready(page)
    page.get_by_role("combobox", name="Optimizer").select_option("adam")
    page.get_by_role("combobox", name="Initial weights").select_option("xavier")
    button(page, "Add a layer").click()
    step(page)
    open_glass(page)
    expect(
        page.get_by_role("list", name="Stages of an iteration").get_by_role("button")
    ).to_have_text(
        [
            *("Weighted sum 1", "Activation 1", "Weighted sum 2", "Activation 2", *ANSWER[2:]),
            *("Slope dZ 2", "Gradient 2", "Chain rule 1", "Gradient 1", "Update"),
        ]
    )
    choose_point(page, 3)
    page.get_by_role("spinbutton", name="Neuron in layer 1").fill("2")
    page.get_by_role("spinbutton", name="Neuron in layer 1").press("Enter")
    stage(page, "Chain rule 1")
    expect(row(page, "v1")).to_be_visible()
    dz = number(page, "v1") * number(page, "dz1") * number(page, "gl")
    expect(pane(page, "Python")).to_contain_text("dZ = np.dot(W.T, dZ) * derivative")
    assert number(page, "dzl") == pytest.approx(dz, rel=2e-2, abs=1e-5)
    page.get_by_text("The chain rule along this path").click()
    expect(page.locator(".derivation .formula.numbers")).to_have_count(3)
    stage(page, "Update")
    expect(pane(page, "Python")).to_contain_text("optimizers.py adam")


def test_newton_goes_on_to_curvature_step_and_update_with_a_point_s_shares(page: Page) -> None:
    ready(page)
    page.get_by_role("combobox", name="Optimizer").select_option("newton")
    step(page)
    open_glass(page)
    choose_point(page, 2)
    for name, symbol, line in (
        ("Slope", "g", "slope: Array = 1 / m * np.dot(X, (A - Y).T)"),
        ("Curvature", "H", "curvature = 1 / m * np.dot(X * (A * (1 - A)), X.T)"),
        ("Newton’s step", "s", "step: Array = np.linalg.solve(scaled, slope / scale) / scale"),
        ("Update", "new_p", "new = p - length * step"),
    ):
        stage(page, name)
        row(page, symbol).focus()
        expect(maker(page)).to_contain_text(line)
    stage(page, "Slope")
    pull = number(page, "x1") * (number(page, "a") - number(page, "y")) / number(page, "m")
    assert number(page, "pull1") == pytest.approx(pull, rel=2e-2, abs=1e-6)
    # A weight of this machine has its own part of the step.
    page.get_by_role("combobox", name="Weight").select_option("w2")
    expect(row(page, "new_wi")).to_have_class(re.compile("marked"))
    moved = number(page, "wi") - number(page, "t") * number(page, "si")
    assert number(page, "new_wi") == pytest.approx(moved, abs=1e-3)


def test_fast_engine_says_whose_lines_these_are(page: Page) -> None:
    ready(page)
    page.get_by_text("More settings").click()
    page.get_by_role("combobox", name="Code").select_option("fast")
    open_glass(page)
    expect(page.get_by_text(re.compile(r"^fused\.py does the training\."))).to_be_visible()
