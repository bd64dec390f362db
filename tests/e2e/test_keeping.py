"""What is made stays: after a reload, with storage that is damaged, full or forbidden."""

import re
from collections.abc import Callable

from lab import (
    button,
    census,
    choose_tool,
    click,
    counts,
    draw_two_clouds,
    reading,
    ready,
    set_number,
    step,
    total,
    value,
)
from playwright.sync_api import Page, expect

WEIGHTS = ("w1", "w2", "b")


def numbers(page: Page, *names: str) -> list[float]:
    """Read outputs at full precision."""
    return [value(page, name) for name in names]


def leave_one_point(page: Page) -> None:
    """Draw a point; nothing else stays."""
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    click(page, 3, 3)
    census(page, 1, 0)


def test_all_is_there_after_a_reload_with_the_same_weights(page: Page) -> None:
    ready(page)
    draw_two_clouds(page)
    drawn = counts(page)
    set_number(page, "Learning rate", "0.3")
    set_number(page, "Iterations", "120")
    page.get_by_role("combobox", name="Initial weights").select_option("xavier")
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("120")
    expect(button(page, "Train")).to_be_visible()
    step(page, "121")
    weights = numbers(page, *WEIGHTS, "Cost")

    page.reload()
    # The drawing and the settings do not wait for Python.
    assert counts(page) == drawn
    expect(page.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.3")
    expect(page.get_by_role("combobox", name="Initial weights")).to_have_value("xavier")
    ready(page)
    expect(reading(page, "Iteration")).to_have_text("121")
    expect(button(page, "Train")).to_be_visible()
    assert numbers(page, *WEIGHTS, "Cost") == weights


def test_weights_come_back_past_a_stop_rule(page: Page) -> None:
    ready(page)
    page.get_by_text("Stop when").click()
    page.get_by_role("spinbutton", name=re.compile("^Cost")).first.fill("0.5")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    button(page, "Train").click()
    expect(button(page, "Train")).to_be_visible()
    # It has stopped, and goes on by hand.
    button(page, "10 steps").click()
    expect(reading(page, "Iteration")).to_have_text("2")
    expect(button(page, "Train")).to_be_visible()
    before = numbers(page, "Iteration", *WEIGHTS)
    page.reload()
    ready(page)
    expect(reading(page, "Iteration")).to_have_attribute("data-value", str(int(before[0])))
    assert numbers(page, "Iteration", *WEIGHTS) == before


def test_a_network_comes_back_too(page: Page) -> None:
    ready(page)
    button(page, "XOR").click()
    set_number(page, "Iterations", "60")
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("60")
    cost = numbers(page, "Cost", "Training accuracy")
    page.reload()
    ready(page)
    expect(reading(page, "Iteration")).to_have_text("60")
    assert numbers(page, "Cost", "Training accuracy") == cost


def test_the_page_that_was_open_is_open_again(page: Page) -> None:
    button(page, "Titanic").click()
    page.reload()
    expect(button(page, "Titanic")).to_have_attribute("aria-current", "page")


def test_what_the_database_loses_in_the_last_moment_is_kept(page: Page) -> None:
    page.add_init_script(
        "addEventListener('pagehide', () => (IDBObjectStore.prototype.put = () => {}), true)"
    )
    page.reload()
    leave_one_point(page)
    page.reload()
    census(page, 1, 0)
    # It goes into the database now, and stays there.
    page.wait_for_function("() => localStorage.length === 0")
    page.reload()
    census(page, 1, 0)


def test_damaged_storage_is_put_aside_with_a_sentence(
    page: Page, site: str, complaints: list[str]
) -> None:
    for damage in ("7", "{version: 1, points: {x: [1], y: ['a'], label: [0]}}"):
        # The page has made its place by the time that it is shown.
        expect(button(page, "Train")).to_be_visible()
        # Another file of the same host: the page itself would write on leaving.
        page.goto(f"{site}LICENSES.txt")
        page.evaluate(STORE.replace("VALUE", damage))
        page.goto(site)
        expect(page.get_by_role("alert")).to_contain_text("was put aside")
        total(page, 200)
        assert page.evaluate(FETCH) is not None
        complaints.clear()  # a text has no icon
        leave_one_point(page)
        page.reload()
        census(page, 1, 0)
        expect(page.get_by_role("alert")).to_be_empty()


def test_storage_that_is_forbidden_is_said_and_the_page_works(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.add_init_script(
        "indexedDB.open = () => { throw new DOMException('not allowed', 'SecurityError') }"
    )
    page.goto(site)
    expect(page.get_by_role("alert")).to_contain_text("does not keep what you make here")
    button(page, "Close").click()
    leave_one_point(page)
    expect(page.get_by_role("alert")).to_be_empty()


def test_storage_that_is_full_is_said_once_and_the_page_works(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.add_init_script(
        "window.tried = 0; IDBObjectStore.prototype.put = () => "
        "{ tried += 1; throw new DOMException('no room', 'QuotaExceededError') }"
    )
    page.goto(site)
    button(page, "Clear points").click()
    expect(page.get_by_role("alert")).to_contain_text("does not keep what you make here")
    button(page, "Close").click()
    before = page.evaluate("tried")
    choose_tool(page, "Class 1")
    click(page, 3, 3)
    census(page, 1, 0)
    page.wait_for_function("before => tried > before", arg=before)
    expect(page.get_by_role("alert")).to_be_empty()


STORE = """new Promise((resolve, reject) => {
  const opened = indexedDB.open("glassneuron");
  opened.onupgradeneeded = () => reject(new Error("the page has kept nothing yet"));
  opened.onsuccess = () => {
    const stored = opened.result.transaction("scenes", "readwrite").objectStore("scenes");
    localStorage.clear();
    stored.put(VALUE, "now").onsuccess = () => { opened.result.close(); resolve(); };
  };
  opened.onerror = reject;
})"""

FETCH = """new Promise((resolve, reject) => {
  const opened = indexedDB.open("glassneuron");
  opened.onsuccess = () => {
    const found = opened.result.transaction("scenes").objectStore("scenes").get("aside");
    found.onsuccess = () => { opened.result.close(); resolve(found.result ?? null); };
  };
  opened.onerror = reject;
})"""
