"""A link carries the scene: the same weights, nothing lost, no code that runs by itself."""

import re
from collections.abc import Callable

import pytest
from glassneuron import workshop
from lab import (
    button,
    census,
    choose_tool,
    click,
    console,
    counts,
    draw_two_clouds,
    fast,
    paste_table,
    reading,
    ready,
    set_number,
    total,
)
from links import bits, link_of, share, table
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]


def trained(page: Page) -> None:
    """Wait until a training has come to its end, or back to where it was."""
    expect(button(page, "Train")).to_be_visible()
    expect(reading(page, "Iteration")).not_to_have_text("0")
    expect(page.get_by_role("status", name="Status")).to_have_text(re.compile("^Ready"))


def test_a_link_gives_the_same_weights_to_the_last_bit(
    page: Page, new_page: NewPage, site: str
) -> None:
    ready(page)
    draw_two_clouds(page)
    drawn = counts(page)
    set_number(page, "Learning rate", "0.3")
    set_number(page, "Iterations", "137")
    page.get_by_role("combobox", name="Initial weights").select_option("xavier")
    fast(page)
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("137")
    names = ("w1", "w2", "b", "Cost")
    here = bits(page, *names)

    other = new_page()
    other.goto(share(page))
    # The drawing and the settings do not wait for Python.
    assert counts(other) == drawn
    expect(other.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.3")
    ready(other)
    expect(reading(other, "Iteration")).to_have_text("137")
    expect(button(other, "Train")).to_be_visible()
    assert bits(other, *names) == here


def test_a_link_of_a_data_set_makes_its_points_again(
    page: Page, new_page: NewPage, site: str
) -> None:
    ready(page)
    page.get_by_role("combobox", name="Dataset").select_option(label="Moons")
    set_number(page, "Seed", "77")
    set_number(page, "Number of points", "120")
    expect(page.get_by_text(re.compile(r"^60 of class 1"))).to_be_visible()
    button(page, "100 steps").click()
    expect(reading(page, "Iteration")).to_have_text("100")
    names = ("w1", "w2", "b", "Cost", "Test accuracy")
    button(page, "Test").click()
    link = share(page)
    assert len(link) <= 150

    other = new_page()
    other.goto(link)
    expect(reading(other, "Iteration")).to_have_text("100")
    trained(other)
    button(other, "Test").click()
    expect(reading(other, "Test accuracy")).to_have_text(
        reading(page, "Test accuracy").inner_text()
    )
    assert bits(other, *names) == bits(page, *names)


def test_points_that_came_with_many_digits_fit_into_a_link_and_keep_their_weights(
    page: Page, new_page: NewPage
) -> None:
    ready(page)
    paste_table(page, table(200, 15))
    total(page, 200)
    assert len(share(page)) <= 900
    paste_table(page, table(3000, 15))
    total(page, 3000)
    button(page, "10 steps").click()
    expect(reading(page, "Iteration")).to_have_text("10")
    link = share(page)
    assert len(link) <= 16_000
    other = new_page()
    other.goto(link)
    ready(other)
    expect(reading(other, "Iteration")).to_have_text("10")
    assert bits(other, "w1", "w2", "b") == bits(page, "w1", "w2", "b")


def test_a_cloud_of_a_few_steps_keeps_its_digits(page: Page, new_page: NewPage) -> None:
    paste_table(page, "0.00123456789,0.5,1\n0.00234567891,0.51,0\n")
    other = new_page()
    other.goto(share(page))
    button(other, "Points table").click()
    cell = other.get_by_role("spinbutton", name="x of point 1", exact=True)
    expect(cell).to_have_attribute("data-value", "0.00123456789")


def test_what_was_there_before_a_link_is_saved_and_the_link_wins(page: Page, site: str) -> None:
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    click(page, 3, 3)
    census(page, 1, 0)
    link = link_of(site, {"i": "studio", "d": [{"z": 0.7}]})
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.7")
    total(page, 200)
    # The same again, by a reload: the address still names the scene, and nothing is saved twice.
    page.reload()
    button(page, "Scenes").click()
    expect(button(page, "Open Before the link")).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Open Before the link 2"))).to_have_count(0)
    button(page, "Open Before the link").click()
    census(page, 1, 0)


def test_the_address_names_the_scene_until_it_is_changed(page: Page, site: str) -> None:
    page.goto(link_of(site, {"d": [{"z": 0.7}]}))
    ready(page)
    assert "#s1=" in page.url
    set_number(page, "Learning rate", "0.9")
    assert "#" not in page.url
    page.reload()
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.9")


def test_a_link_opens_on_an_open_page(page: Page, site: str) -> None:
    button(page, "Clear points").click()
    link = link_of(site, {"d": [{"z": 0.7}]})
    page.evaluate("hash => { location.hash = hash }", link.split("#")[1])
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.7")
    total(page, 200)
    button(page, "Scenes").click()
    expect(button(page, "Open Before the link")).to_be_visible()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda link: link[:-20], "damaged or cut off"),
        (lambda link: link.replace("#s1=", "#s1=x"), "damaged or cut off"),
        (lambda link: link.replace("#s1=", "#s2="), "made by a newer version"),
        (lambda link: link + "A" * 70_000, "more than any scene"),
    ],
    ids=["truncated", "damaged", "newer", "long"],
)
def test_a_link_that_cannot_be_opened_leaves_all_as_it_was(
    page: Page, site: str, spoil: Callable[[str], str], words: str
) -> None:
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    click(page, 3, 3)
    click(page, 5, 3)
    census(page, 2, 0)
    page.goto("about:blank")
    page.goto(spoil(link_of(site, {"d": [{"z": 0.7}], "k": 0})))
    expect(page.get_by_role("alert")).to_contain_text(words)
    census(page, 2, 0)
    page.goto("about:blank")
    page.goto(site)
    census(page, 2, 0)
    click(page, -5, 3)
    census(page, 3, 0)


def test_a_small_link_that_unpacks_to_much_is_refused(page: Page, site: str) -> None:
    bomb = link_of(site, {}, b" " * (40 * 2**20))
    assert len(bomb) < 65_536
    page.goto("about:blank")
    page.goto(bomb)
    expect(page.get_by_role("alert")).to_contain_text("more than any scene")
    total(page, 200)


def test_a_part_that_is_wrong_is_named(page: Page, site: str) -> None:
    page.goto("about:blank")
    page.goto(link_of(site, {"d": [{"z": "fast"}]}))
    expect(page.get_by_role("alert")).to_contain_text("its part “machines[0].learning_rate”")
    total(page, 200)


def test_a_formula_that_cannot_be_computed_is_said(page: Page, site: str) -> None:
    page.goto("about:blank")
    page.goto(link_of(site, {"a": "curve", "b": {"r": {"_formula": "sin("}}}))
    ready(page)
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.reload()
    choose_tool(page, "Class 1")
    click(page, 3, 3)


def test_code_in_a_link_does_not_run_before_it_is_asked_for(page: Page, site: str) -> None:
    line = "    J = cost(A, Y)\n"
    assert workshop.original().count(line) == 1
    source = workshop.original().replace(line, f"    print('It ran')\n{line}")
    page.goto("about:blank")
    page.goto(link_of(site, {"_code": {"_draft": source, "_used": source}, "m": 50}))
    expect(page.get_by_role("alert")).to_contain_text("It does not run by itself")
    ready(page)
    button(page, "Code").click()
    expect(page.get_by_text("This code waits")).to_be_visible()
    expect(console(page)).to_be_empty()
    expect(reading(page, "Iteration")).to_have_text("0")
    button(page, "Step").click()
    expect(console(page)).to_contain_text("It ran")
