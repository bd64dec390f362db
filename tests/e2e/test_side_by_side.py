"""Two machines on the same points, run in step."""

import re

import pytest
from lab import button, fast, finish, reading, ready, set_number, value
from playwright.sync_api import Page, expect


def choose_pair(page: Page, name: str) -> None:
    """Put a ready-made pair side by side."""
    button(page, "Side by side").click()
    page.get_by_role("combobox", name="Ready-made pair").select_option(name)


def tab(page: Page, letter: str) -> None:
    """Choose which machine the settings and readings are about."""
    page.get_by_role("tab", name=letter, exact=True).click()


def test_the_second_machine_is_a_copy_with_settings_of_its_own(page: Page) -> None:
    ready(page)
    set_number(page, "Learning rate", "0.3")
    button(page, "Side by side").click()
    rate = page.get_by_role("spinbutton", name="Learning rate", exact=True)
    expect(page.get_by_role("tab", name="B", exact=True)).to_have_attribute("aria-selected", "true")
    expect(rate).to_have_value("0.3")
    set_number(page, "Learning rate", "0.01")
    tab(page, "A")
    expect(rate).to_have_value("0.3")
    set_number(page, "Iterations", "40")
    fast(page)
    button(page, "Train").click()
    finish(page, "40")
    cost = value(page, "Cost")
    tab(page, "B")
    expect(reading(page, "Iteration")).to_have_text("40")
    assert value(page, "Cost") > cost
    button(page, "Test").click()
    expect(page.get_by_text(re.compile(r"^A: \d+ of 2,000 .* B: \d+ of 2,000"))).to_be_visible()

    button(page, "Side by side").click()
    expect(page.get_by_role("tab", name="B", exact=True)).to_be_hidden()
    expect(rate).to_have_value("0.3")


def test_zeros_stay_alike_where_random_weights_do_not(page: Page) -> None:
    ready(page)
    button(page, "Add a layer").click()
    button(page, "Compare both").click()
    expect(page.get_by_role("combobox", name="Ready-made pair")).to_have_value("zeros")
    fast(page)
    button(page, "Train").click()
    finish(page, "300")
    told = page.get_by_text(re.compile("from zeros .A. they stay alike and differ by"))
    zeros, random = re.findall(r"differ by ([\d.]+\d|\d)", told.inner_text())
    assert float(zeros) == 0
    assert float(random) > 1
    tab(page, "A")
    alike = value(page, "Training accuracy")
    tab(page, "B")
    assert value(page, "Training accuracy") > alike + 0.03
    # The diagrams show it: three pictures that are one and the same, and three that are not.
    both = page.get_by_role("group", name=re.compile("^Diagram of the machine"))
    for diagram, different in ((both.nth(0), 1), (both.nth(1), 3)):
        pictures = diagram.get_by_role("button", name=re.compile("^Neuron")).locator("canvas")
        seen = pictures.evaluate_all("all => all.map((canvas) => canvas.toDataURL())")
        assert len(seen) == 3
        assert len(set(seen)) == different


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_both_machines_and_what_they_show_are_seen_at_one_look(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    ready(page)
    choose_pair(page, "Zeros against random weights")
    # The points of the pair have come.
    expect(page.get_by_text("True line")).to_be_hidden()
    expect(reading(page, "Cost")).not_to_have_text("–")
    planes = page.get_by_role("application")
    diagrams = page.get_by_role("group", name=re.compile("^Diagram of the machine"))
    for i in (0, 1):
        expect(planes.nth(i)).to_be_in_viewport(ratio=1)
        expect(diagrams.nth(i)).to_be_in_viewport(ratio=1)
        plane, diagram = planes.nth(i).bounding_box(), diagrams.nth(i).bounding_box()
        assert plane is not None
        assert diagram is not None
        # Each diagram lies under its own plane.
        assert plane["width"] > 240
        assert plane["y"] + plane["height"] <= diagram["y"]
        assert diagram["x"] <= plane["x"] + plane["width"] / 2 <= diagram["x"] + diagram["width"]
    expect(page.get_by_text("Train and watch the three neurons")).to_be_in_viewport(ratio=1)
    expect(button(page, "Train")).to_be_in_viewport(ratio=1)


def test_every_ready_made_pair_tells_what_to_look_at_and_trains(page: Page) -> None:
    ready(page)
    button(page, "Side by side").click()
    pairs = page.get_by_role("combobox", name="Ready-made pair")
    names = pairs.get_by_role("option").all_inner_texts()[1:]
    assert names[0] == "Zeros against random weights"
    assert len(names) >= 4
    for name in names:
        pairs.select_option(name)
        expect(page.get_by_text(re.compile("^Train and watch"))).to_be_visible()
        # The points are there, and the machines have looked at them.
        expect(reading(page, "Cost")).not_to_have_text("–")
        button(page, "10 steps").click()
        expect(reading(page, "Iteration")).to_have_text("10")
    set_number(page, "Learning rate", "0.2")
    expect(pairs).to_have_value("")


def test_points_drawn_by_hand_stay_under_a_pair(page: Page) -> None:
    ready(page)
    plane = page.get_by_role("application").first
    plane.click(position={"x": 30, "y": 30})
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("drawn")
    choose_pair(page, "Gradient descent against Adam")
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("drawn")
    expect(page.get_by_role("application")).to_have_count(2)
