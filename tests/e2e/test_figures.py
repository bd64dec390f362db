"""The figures under the machine: what they show agrees with the core, and can be acted on."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from glassneuron import datasets, measures, neuron
from lab import (
    SEED,
    button,
    drawn,
    finish,
    plane,
    reading,
    ready,
    set_number,
    step,
    train,
    value,
    weights,
)
from playwright.sync_api import Locator, Page, expect

TABS = ["Cost", "Accuracy", "Descent", "Sigmoid and loss"]


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def panel(page: Page, name: str) -> Locator:
    tab(page, name).click()
    return page.get_by_role("tabpanel", name=name, exact=True)


def learnt(n_iterations: int = 200) -> list[neuron.State]:
    X, Y = datasets.make("line", 200, SEED)
    return list(neuron.train(X, Y, 0.1, n_iterations))


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text.replace("−", "-"))]


def significant(number: float) -> str:
    """Write a number as the page does: four digits that count."""
    text = f"{abs(number):.{3 if abs(number) >= 1 else 4}f}"
    return f"−{text}" if number < 0 else text


def shown_map(page: Page) -> Locator:
    figure = panel(page, "Descent")
    expect(figure.get_by_text(re.compile("^An exact slice"))).to_be_visible()
    return figure.get_by_role("application", name="Map of the cost")


def after(page: Page, act: Callable[[], None]) -> None:
    """Do something that moves the reading of the map, and wait until it has."""
    text = page.locator("#descent-reading").inner_text()
    act()
    expect(page.locator("#descent-reading")).not_to_have_text(text, use_inner_text=True)


def map_reading(page: Page) -> list[float]:
    """Read the two parameters and the cost, without the digits in their names."""
    text = page.locator("#descent-reading").inner_text()
    return numbers(re.sub(r"\b(w\d|b) =|cost", "", text))


def pair(page: Page, name: str) -> None:
    button(page, "Side by side").click()
    page.get_by_role("combobox", name="Ready-made pair").select_option(label=name)


def test_arrow_keys_go_through_the_tabs_and_show_one_panel_each(page: Page) -> None:
    ready(page)
    tab(page, "Cost").focus()
    for name in [*TABS[1:], TABS[0]]:
        page.keyboard.press("ArrowRight")
        expect(tab(page, name)).to_be_focused()
        expect(tab(page, name)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel")).to_have_count(1)
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    page.keyboard.press("End")
    expect(tab(page, TABS[-1])).to_be_focused()


def test_cost_tells_both_costs_now_and_under_the_cursor(page: Page) -> None:
    train(page, "200")
    states = learnt()
    figure = panel(page, "Cost")
    expect(figure).to_contain_text(f"training{states[-1].cost:.4f}")
    X, Y = datasets.make_fresh("line", 2000, SEED)
    test_cost = neuron.cost(neuron.forward_propagation(states[-1].w, states[-1].b, X), Y)
    expect(figure).to_contain_text(f"test{test_cost:.4f}")
    expect(figure).to_contain_text("iteration200")

    figure.get_by_role("img").hover()
    expect(figure).not_to_contain_text("iteration200")
    at = int(re.search(r"iteration(\d+)", figure.inner_text().replace("\n", ""))[1])
    assert 0 < at < 200
    expect(figure).to_contain_text(f"training{states[at].cost:.4f}")


@pytest.mark.parametrize("axis", ["Log iterations", "Log cost"])
def test_cost_is_drawn_over_logarithmic_axes_too(page: Page, axis: str) -> None:
    train(page, "200")
    figure = panel(page, "Cost")
    before = figure.get_by_role("img").screenshot()
    figure.get_by_role("checkbox", name=axis).check()
    expect(figure.get_by_role("checkbox", name=axis)).to_be_checked()
    drawn(page)
    assert figure.get_by_role("img").screenshot() != before
    expect(figure).to_contain_text(f"training{learnt()[-1].cost:.4f}")


def test_earlier_runs_stay_until_they_are_forgotten(page: Page) -> None:
    train(page, "50")
    forget = button(page, "Forget earlier runs")
    expect(forget).to_be_hidden()
    for k in range(6):
        set_number(page, "Learning rate", f"0.0{k + 1}")
        button(page, "Train").click()
        finish(page, "50")
    expect(forget).to_be_visible()
    # Five at most, the oldest forgotten first: that with 0.1, and later that with 0.01 stays.
    titles = (forget.get_attribute("title") or "").splitlines()
    assert len(titles) == 5
    with_them = page.locator("#figures .cost-frame").screenshot()
    forget.click()
    expect(forget).to_be_hidden()
    drawn(page)
    assert page.locator("#figures .cost-frame").screenshot() != with_them


def test_accuracy_shows_the_confusion_matrices_of_training_and_test(page: Page) -> None:
    train(page, "200")
    figure = panel(page, "Accuracy")
    state = learnt()[-1]
    for kind, (X, Y) in {
        "Training": datasets.make("line", 200, SEED),
        "Test": datasets.make_fresh("line", 2000, SEED),
    }.items():
        A = neuron.forward_propagation(state.w, state.b, X)
        table = figure.get_by_role("table", name=re.compile(f"^{kind} "))
        counts = measures.confusion_matrix(A, Y)
        cells = [text.split("\n")[0] for text in table.get_by_role("cell").all_inner_texts()]
        assert [int(cell.replace(",", "")) for cell in cells] == list(counts)
        share = table.locator("caption b").get_attribute("data-value")
        assert float(share or "nan") == measures.accuracy(A, Y)
    precision, recall = measures.precision(A, Y), measures.recall(A, Y)
    assert precision is not None
    assert recall is not None
    said = numbers(figure.locator("p").inner_text().replace("class 1", ""))
    np.testing.assert_allclose(said, [100 * precision, 100 * recall], atol=0.051)


def test_three_classes_have_three_rows_and_no_sigmoid(page: Page) -> None:
    ready(page)
    page.get_by_role("combobox", name="Dataset").select_option(label="Three blobs")
    expect(page.get_by_text(re.compile("of class 2"))).to_be_visible()
    figure = panel(page, "Accuracy")
    expect(figure.get_by_role("table").first.get_by_role("cell")).to_have_count(9)
    expect(panel(page, "Sigmoid and loss")).to_contain_text("for two classes")


def test_descent_says_which_slice_it_is_and_the_cost_where_the_neuron_is(page: Page) -> None:
    train(page, "200")
    shown_map(page)
    w, b = learnt()[-1].w[:, 0], learnt()[-1].b
    expect(panel(page, "Descent")).to_contain_text(f"b = {significant(b)} held")
    np.testing.assert_allclose(map_reading(page), [*w, value(page, "Cost")], atol=1e-3)


def test_hover_on_the_map_reads_the_cost_of_that_place(page: Page) -> None:
    train(page, "200")
    canvas = shown_map(page)
    after(page, lambda: canvas.hover(position={"x": 90, "y": 70}))
    first, second, cost = map_reading(page)
    X, Y = datasets.make("line", 200, SEED)
    A = neuron.forward_propagation([[first], [second]], learnt()[-1].b, X)
    # The places between those of the grid are read off straight lines.
    assert cost == pytest.approx(neuron.cost(A, Y), rel=0.02)


def test_click_on_the_map_sets_the_weights_there(page: Page) -> None:
    train(page, "200")
    canvas = shown_map(page)
    b = value(page, "b")
    after(page, lambda: canvas.hover(position={"x": 90, "y": 70}))
    first, second, cost = map_reading(page)
    canvas.click(position={"x": 90, "y": 70})
    expect(reading(page, "Iteration")).to_have_text("0")
    np.testing.assert_allclose(weights(page), [first, second, b], rtol=1e-3)
    expect(reading(page, "Cost")).to_have_attribute("data-value", re.compile(r"^\d"))
    assert value(page, "Cost") == pytest.approx(cost, rel=0.02)
    # The next step goes down from there.
    before = value(page, "Cost")
    step(page)
    assert value(page, "Cost") < before


def test_arrows_and_enter_set_the_weights_on_the_map(page: Page) -> None:
    train(page, "200")
    before = weights(page)
    shown_map(page).focus()
    after(page, lambda: page.keyboard.press("ArrowRight"))
    after(page, lambda: page.keyboard.press("ArrowUp"))
    first, second, _ = map_reading(page)
    page.keyboard.press("Enter")
    expect(reading(page, "Iteration")).to_have_text("0")
    w1, w2, b = weights(page)
    assert w1 > before[0]
    assert w2 > before[1]
    assert b == before[2]
    np.testing.assert_allclose([w1, w2], [first, second], rtol=1e-3)


def test_descent_is_over_the_parameters_that_one_chooses(page: Page) -> None:
    train(page, "200")
    shown_map(page)
    figure = panel(page, "Descent")
    figure.get_by_role("combobox", name="Up").select_option(label="b")
    w, b = learnt()[-1].w[:, 0], learnt()[-1].b
    expect(figure).to_contain_text(f"w2 = {significant(w[1])} held")
    np.testing.assert_allclose(map_reading(page), [w[0], b, value(page, "Cost")], atol=1e-3)
    # One and the same for both is no map: the other one takes the free place.
    figure.get_by_role("combobox", name="Across").select_option(label="b")
    expect(figure.get_by_role("combobox", name="Up")).to_have_value("0")


def test_two_machines_have_both_their_costs_and_the_map_of_either(page: Page) -> None:
    ready(page)
    pair(page, "Zeros against random weights")
    figure = panel(page, "Cost")
    for name in ("A training", "A test", "B training", "B test"):
        expect(figure).to_contain_text(name)
    figure = panel(page, "Descent")
    expect(figure).to_contain_text("A slice, with the 11 other parameters held")
    shown = page.get_by_role("button", name=re.compile("^Machine . is shown"))
    first = figure.locator("#descent-reading").inner_text()
    shown.click()
    expect(figure.locator("#descent-reading")).not_to_have_text(first)


def test_points_ride_on_the_curves_and_tell_their_numbers(page: Page) -> None:
    ready(page)
    figure = panel(page, "Sigmoid and loss")
    expect(figure).to_contain_text("Each point rides on both curves")
    # With zeros every answer is 0.5: all points sit in the middle of the sigmoid.
    box = page.locator("#sigmoid-loss").bounding_box()
    assert box is not None
    side = (box["width"] - 30 - 8 - 40) / 2
    page.mouse.move(box["x"] + 30 + side / 2, box["y"] + 26 + (box["height"] - 50) / 2)
    expect(figure).to_contain_text(re.compile(r"class \d: z = 0, ŷ = 0\.5000, loss 0\.6931"))


def test_point_under_the_pointer_on_the_plane_is_told_on_the_curves(page: Page) -> None:
    train(page, "200")
    figure = panel(page, "Sigmoid and loss")
    X, Y = datasets.make("line", 200, SEED)
    state = learnt()[-1]
    i = int(np.abs(X).sum(axis=0).argmin())
    canvas = plane(page)
    box = canvas.bounding_box()
    assert box is not None
    x, y = X[:, i]
    page.mouse.move(
        box["x"] + (x + 10.5) / 21 * box["width"], box["y"] + (10.5 - y) / 21 * box["height"]
    )
    expect(figure).to_contain_text(re.compile(rf"class {Y[0, i]:.0f}: z = "))
    z = float((state.w.T @ X[:, i])[0] + state.b)
    said = numbers(figure.locator("p").last.inner_text())
    assert said[1] == pytest.approx(z, rel=1e-3)


def test_many_points_are_thinned_and_that_is_said(page: Page) -> None:
    ready(page)
    figure = panel(page, "Sigmoid and loss")
    set_number(page, "Number of points", "5000")
    expect(figure).to_contain_text("1,000 of 5,000 points are drawn")
