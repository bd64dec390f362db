"""Scenes under a name, starting over, and the controls that a teacher puts away."""

from lab import button, census, choose_tool, click, counts, ready, set_number
from playwright.sync_api import Locator, Page, expect


def dialog(page: Page, name: str) -> Locator:
    """Find an open dialog by its title."""
    return page.get_by_role("dialog", name=name, exact=True)


def save_as(page: Page, name: str) -> None:
    """Save the present scene, with the menu of scenes open."""
    button(page, "Save as…").click()
    page.get_by_role("textbox", name="Name").fill(name)
    button(page, "Save").click()


def test_scenes_are_saved_opened_renamed_and_deleted(page: Page) -> None:
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    click(page, 2, 2)
    set_number(page, "Learning rate", "0.7")
    button(page, "Scenes").click()
    save_as(page, "One point")
    expect(button(page, "Open One point")).to_be_visible()
    page.keyboard.press("Escape")

    click(page, -4, 2)
    click(page, -4, -2)
    census(page, 3, 0)
    page.reload()
    button(page, "Scenes").click()
    button(page, "Rename One point").click()
    page.get_by_role("textbox", name="Name").fill("Alone")
    button(page, "Rename").last.click()
    button(page, "Open Alone").click()
    census(page, 1, 0)
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.7")

    button(page, "Scenes").click()
    button(page, "Delete Alone").click()
    asked = dialog(page, "Delete Alone")
    asked.get_by_role("button", name="Cancel").click()
    expect(button(page, "Open Alone")).to_be_visible()
    button(page, "Delete Alone").click()
    asked.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("No scene has a name yet.")).to_be_visible()


def test_saving_under_a_name_that_is_there_asks_first(page: Page) -> None:
    button(page, "Scenes").click()
    save_as(page, "Mine")
    save_as(page, "Mine")
    dialog(page, "Replace Mine?").get_by_role("button", name="Replace").click()
    expect(button(page, "Open Mine")).to_have_count(1)


def test_a_scene_that_was_trained_comes_back_with_its_weights(page: Page) -> None:
    ready(page)
    button(page, "100 steps").click()
    expect(page.get_by_role("status", name="Iteration")).to_have_text("100")
    w1 = page.get_by_role("status", name="w1").get_attribute("data-value")
    button(page, "Scenes").click()
    save_as(page, "Hundred")
    page.keyboard.press("Escape")
    button(page, "Clear points").click()
    button(page, "Scenes").click()
    button(page, "Open Hundred").click()
    expect(page.get_by_role("status", name="Iteration")).to_have_text("100")
    expect(page.get_by_role("status", name="w1")).to_have_attribute("data-value", str(w1))


def test_starting_over_asks_first(page: Page) -> None:
    first = counts(page)
    button(page, "Clear points").click()
    set_number(page, "Learning rate", "3")
    button(page, "Scenes").click()
    button(page, "Start over").click()
    asked = dialog(page, "Start over")
    asked.get_by_role("button", name="Cancel").click()
    census(page, 0, 0)
    button(page, "Start over").click()
    asked.get_by_role("button", name="Start over").click()
    census(page, *first)
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.1")
    expect(dialog(page, "Scenes")).to_be_hidden()


def test_controls_can_be_put_away_and_stay_away(page: Page) -> None:
    button(page, "Show and hide controls").click()
    box = dialog(page, "Show and hide controls")
    box.get_by_role("checkbox", name="Number of points, noise, seed").uncheck()
    box.get_by_role("checkbox", name="The other pages").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("spinbutton", name="Seed")).to_be_hidden()
    expect(button(page, "Titanic")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("combobox", name="Dataset")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Seed")).to_be_hidden()
    button(page, "Show and hide controls").click()
    button(page, "Show all").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("spinbutton", name="Seed")).to_be_visible()
