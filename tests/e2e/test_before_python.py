"""What is there at once, while Python is on its way, and when it does not come."""

import re
from collections.abc import Callable

import pytest
from glassneuron import datasets
from lab import (
    SEED,
    button,
    census,
    choose_tool,
    click,
    counts,
    draw_two_clouds,
    finish,
    ready,
    set_number,
    total,
)
from playwright.sync_api import Page, Route, expect

WASM = re.compile(r"pyodide\.asm\.wasm")


@pytest.fixture
def page_without_python(
    new_page: Callable[..., Page], site: str
) -> tuple[Page, Callable[[], None]]:
    """Return a page whose Python does not come, and what lets it come."""
    page = new_page()
    held: list[Route] = []
    released = False

    def pass_or_hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal released
        released = True
        for route in held:
            route.continue_()

    page.context.route(WASM, pass_or_hold)
    page.goto(site)
    return page, release


def test_plane_data_sets_and_settings_are_there_before_python(
    page_without_python: tuple[Page, Callable[[], None]],
) -> None:
    page, release = page_without_python
    expect(page.get_by_role("status", name="Status")).to_have_text(
        re.compile(r"^Loading Python [\d.]+ of [\d.]+ MB$")
    )
    first = counts(page)
    assert sum(first) == 200
    page.get_by_role("combobox", name="Dataset").select_option("XOR")
    expect(page.get_by_text(f"{first[0]} of class 1, {first[1]} of class 0")).to_be_hidden()
    total(page, 200)
    draw_two_clouds(page)
    drawn = counts(page)
    assert min(drawn) >= 20
    button(page, "Undo").click()
    assert counts(page) < drawn
    set_number(page, "Learning rate", "0.2")
    expect(page.get_by_role("spinbutton", name="Learning rate")).to_have_value("0.2")

    # What is pressed now happens once Python is there.
    button(page, "Redo").click()
    button(page, "Train").click()
    expect(page.get_by_role("status", name="Status")).to_have_text(re.compile("then it trains$"))
    release()
    finish(page)


def test_points_asked_for_early_come_with_python(
    page_without_python: tuple[Page, Callable[[], None]],
) -> None:
    page, release = page_without_python
    set_number(page, "Number of points", "50")
    expect(page.get_by_role("status", name="Status")).to_have_text(re.compile("the points come$"))
    release()
    ready(page)
    _, Y = datasets.make("line", 50, SEED)
    census(page, int(Y.sum()), int(50 - Y.sum()))


def test_python_that_cannot_be_loaded_is_said_and_tried_again(
    new_page: Callable[..., Page], site: str, complaints: list[str]
) -> None:
    page = new_page()
    page.context.route(WASM, lambda route: route.fulfill(status=404, body=""))
    page.goto(site)
    status = page.get_by_role("status", name="Status")
    expect(status).to_have_text(re.compile("^Python could not be loaded"))
    choose_tool(page, "Class 0")
    button(page, "Clear points").click()
    click(page, 3, 3)
    census(page, 0, 1)
    complaints.clear()  # the browser itself reports the missing file
    page.context.unroute(WASM)
    button(page, "Try again").click()
    ready(page)
    census(page, 0, 1)
