"""Keys that work everywhere, and the help that lists them."""

from lab import button, census, counts, plane, reading, ready, set_number
from playwright.sync_api import Page, expect


def test_letters_run_the_machine(page: Page) -> None:
    ready(page)
    page.keyboard.press("s")
    expect(reading(page, "Iteration")).to_have_text("1")
    page.keyboard.press("t")
    expect(button(page, "Pause")).to_be_visible()
    page.keyboard.press("t")
    expect(button(page, "Train")).to_be_visible()
    page.keyboard.press("r")
    expect(reading(page, "Iteration")).to_have_text("0")
    page.keyboard.press("0")
    expect(page.get_by_role("radio", name="Class 0")).to_be_checked()
    page.keyboard.press("e")
    expect(page.get_by_role("radio", name="Erase")).to_be_checked()


def test_letters_are_letters_while_typing(page: Page) -> None:
    ready(page)
    page.get_by_role("spinbutton", name="Seed").focus()
    page.keyboard.press("s")
    page.keyboard.press("t")
    page.get_by_role("combobox", name="Dataset").focus()
    page.keyboard.press("s")
    # Had one of them trained, these would not be the first steps.
    button(page, "10 steps").click()
    expect(reading(page, "Iteration")).to_have_text("10")


def test_undo_and_redo_have_their_keys(page: Page) -> None:
    before = counts(page)
    button(page, "Clear points").click()
    census(page, 0, 0)
    page.keyboard.press("Control+z")
    census(page, *before)
    page.keyboard.press("Control+Shift+z")
    census(page, 0, 0)
    page.keyboard.press("Control+z")
    census(page, *before)
    page.keyboard.press("Control+y")
    census(page, 0, 0)


def test_help_lists_the_keys_and_gives_the_focus_back(page: Page) -> None:
    button(page, "Help and shortcuts").click()
    help_ = page.get_by_role("dialog", name="Help and shortcuts")
    for key in ("T", "S", "R", "?", "Delete"):
        expect(help_.get_by_text(key, exact=True).first).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    expect(button(page, "Help and shortcuts")).to_be_focused()
    expect(reading(page, "Iteration")).to_have_text("0")
    page.keyboard.press("?")
    expect(help_).to_be_visible()


def test_single_letters_can_be_switched_off(page: Page) -> None:
    ready(page)
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Keys of one letter").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    # Had one of them trained, these would not be the first steps.
    button(page, "10 steps").click()
    expect(reading(page, "Iteration")).to_have_text("10")


def test_the_whole_way_goes_by_keyboard(page: Page) -> None:
    ready(page)
    button(page, "Clear points").focus()
    page.keyboard.press("Enter")
    plane(page).focus()
    page.keyboard.press("1")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("0")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    census(page, 1, 1)
    set_number(page, "Iterations", "20")
    page.keyboard.press("Escape")
    plane(page).focus()
    page.keyboard.press("t")
    expect(reading(page, "Iteration")).to_have_text("20")
    # The ear is told how it ended, once.
    expect(page.locator("#voice")).to_contain_text("Training finished at iteration 20: cost")
