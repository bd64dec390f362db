"""The article's experiment, from the first click to the test's accuracy."""

import re

import glassneuron
import numpy as np
import pytest
from glassneuron import datasets, measures
from lab import (
    SEED,
    button,
    census,
    fast,
    finish,
    reading,
    ready,
    set_number,
    train,
    value,
    weights,
)
from playwright.sync_api import Page, expect


def choose_code(page: Page, engine: str) -> None:
    """Choose which Python trains."""
    page.get_by_text("More settings").click()
    page.get_by_role("combobox", name="Code").select_option(engine)


def test_experiment_runs_from_the_first_click_to_the_test(page: Page) -> None:
    button(page, "Train").click()  # Python is still loading
    expect(button(page, "Pause")).to_be_visible()
    finish(page)

    X, Y = datasets.make("line", 200, SEED)
    w, b = glassneuron.model(X, Y)
    A = glassneuron.forward_propagation(w, b, X)
    learnt = weights(page)
    np.testing.assert_allclose(learnt, [*w.ravel(), b], rtol=0, atol=1e-9)
    np.testing.assert_allclose(value(page, "Cost"), glassneuron.cost(A, Y), rtol=0, atol=1e-9)
    assert value(page, "Training accuracy") == measures.accuracy(A, Y)

    button(page, "Test").click()
    expect(page.get_by_text(re.compile(r"of 2,000 new points"))).to_be_visible()
    expect(page.get_by_text(re.compile("the article reports about 99 %"))).to_be_visible()
    X_new, Y_new = datasets.make_fresh("line", 2000, SEED)
    expected = measures.accuracy(glassneuron.forward_propagation(w, b, X_new), Y_new)
    assert value(page, "Test accuracy") == expected
    assert expected >= 0.974


@pytest.mark.parametrize("engine", ["readable", "fast"])
def test_a_training_in_parts_gives_the_same_bits_as_a_whole_one(page: Page, engine: str) -> None:
    ready(page)
    choose_code(page, engine)
    train(page, "300")
    whole = weights(page)
    button(page, "Reset").click()
    for _ in range(3):
        button(page, "Step").click()
    expect(reading(page, "Iteration")).to_have_text("3")
    button(page, "Train").click()
    finish(page, "300")
    assert weights(page) == whole


def test_page_says_which_form_of_the_neuron_computes(page: Page) -> None:
    expect(page.get_by_text("Computed by neuron.py")).to_be_visible()
    choose_code(page, "fast")
    expect(page.get_by_text("Computed by fused.py")).to_be_visible()
    button(page, "Add a layer").click()
    expect(page.get_by_text("Computed by fused_network.py")).to_be_visible()
    page.get_by_role("combobox", name="Code").select_option("readable")
    expect(page.get_by_text("Computed by training.py")).to_be_visible()


def test_training_goes_on_when_train_is_pressed_again(page: Page) -> None:
    ready(page)
    fast(page)
    train(page, "50")
    cost = value(page, "Cost")
    button(page, "Train").click()
    finish(page, "100")
    assert value(page, "Cost") < cost


def test_a_trained_neuron_shows_its_line_beside_the_true_one(page: Page) -> None:
    fast(page)
    button(page, "Train").click()
    finish(page)
    lines = page.get_by_role("region", name="The machine").get_by_role("definition")
    expect(lines.nth(0)).to_have_text(re.compile(r"^y = 1\.\d\dx \+ \d\.\d\d$"))
    expect(lines.nth(1)).to_have_text("y = 1.23x + 3.23")


def test_every_data_set_is_drawn_trained_and_tested(page: Page) -> None:
    ready(page)
    fast(page)
    set_number(page, "Iterations", "20")
    menu = page.get_by_role("combobox", name="Dataset")
    titles = [
        title for title in menu.get_by_role("option").all_inner_texts() if "hand" not in title
    ]
    assert titles[0] == "Line y = 1.23x + 3.23"
    assert len(titles) >= 5
    for title in titles:
        menu.select_option(title)
        button(page, "Train").click()
        finish(page, "20")
        button(page, "Test").click()
        expect(page.get_by_text(re.compile("of 2,000 new points"))).to_be_visible()
        assert 0.3 <= value(page, "Test accuracy") <= 1


def test_number_noise_and_seed_make_the_points_that_the_core_makes(page: Page) -> None:
    ready(page)
    set_number(page, "Seed", "7")
    set_number(page, "Noise", "1.5")
    set_number(page, "Number of points", "321")
    _, Y = datasets.make("line", 321, 7, 1.5)
    census(page, int(Y.sum()), int(321 - Y.sum()))


def test_five_thousand_points_are_learnt(page: Page) -> None:
    ready(page)
    fast(page)
    set_number(page, "Number of points", "5000")
    X, Y = datasets.make("line", 5000, SEED)
    census(page, int(Y.sum()), int(5000 - Y.sum()))
    train(page, "200")
    w, b = glassneuron.model(X, Y, n_iter=200)
    learnt = weights(page)
    np.testing.assert_allclose(learnt, [*w.ravel(), b], rtol=0, atol=1e-9)
