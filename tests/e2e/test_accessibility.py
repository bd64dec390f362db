"""axe-core finds no barrier: on every page, in every view, light and dark, large and small."""

import pytest
from axe import SIZES, violations
from lab import button, reading, ready, set_number
from playwright.sync_api import Page, expect


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def view(request: pytest.FixtureRequest, page: Page) -> Page:
    """Return the page in one size and one theme, with Python there."""
    width, scheme = request.param
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    ready(page)
    return page


def press(page: Page, selector: str) -> None:
    """Press what may be inside a menu that small windows fold away."""
    page.evaluate("(selector) => document.querySelector(selector).click()", selector)


def test_the_studio_and_its_figures(view: Page) -> None:
    violations(view)
    set_number_anywhere(view)
    press(view, "#run .primary")
    expect(reading(view, "Iteration")).not_to_have_text("0")
    for panel in ("data", "machine", "figures"):
        view.evaluate(f"document.querySelector('#sheet [data-sheet={panel}]').click()")
        violations(view, f"#{panel}")
    count = view.evaluate("document.querySelectorAll('#figures [role=tab]').length")
    assert count >= 4
    for i in range(count):
        view.evaluate(f"document.querySelectorAll('#figures [role=tab]')[{i}].click()")
        violations(view, "#figures")


def test_the_other_pages(view: Page) -> None:
    for name in pages(view):
        press(view, f'[data-words="{name}"]')
        expect(view.locator(f'[data-words="{name}"]')).to_have_attribute("aria-current", "page")
        violations(view)


def pages(page: Page) -> list[str]:
    """List the keys of the pages' names."""
    keys: list[str] = page.evaluate(
        "[...document.querySelectorAll('#pages button')].map((button) => button.dataset.words)"
    )
    assert len(keys) >= 5
    return keys


def test_the_dialogs_and_the_table(view: Page) -> None:
    if view.get_by_role("button", name="Menu").is_visible():
        button(view, "Menu").click()
    for name in ("Scenes", "Help and shortcuts", "Show and hide controls"):
        button(view, name).click()
        expect(view.get_by_role("dialog")).to_be_visible()
        violations(view)
        view.keyboard.press("Escape")
    button(view, "Scenes").click()
    button(view, "Save as…").click()
    violations(view)
    button(view, "Save").click()
    violations(view)
    view.keyboard.press("Escape")
    press(view, "#sheet [data-sheet=data]")
    press(view, "[aria-controls=points-table]")
    violations(view)


def set_number_anywhere(page: Page) -> None:
    """Set a learning rate that is too high, so that there is an advice to look at."""
    if page.get_by_role("spinbutton", name="Learning rate", exact=True).is_visible():
        set_number(page, "Learning rate", "20")
