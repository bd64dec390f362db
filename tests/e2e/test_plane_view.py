"""Looking at the plane: zoom, a moving view, coordinates, and what is said of a point."""

import re
from collections.abc import Callable

import pytest
from lab import (
    button,
    census,
    choose_tool,
    click,
    counts,
    drag,
    place,
    plane,
    press,
    ready,
)
from playwright.sync_api import Locator, Page, expect


def readout(page: Page) -> Locator:
    """Find where the plane says which place is under the pointer."""
    return page.locator(".readout").first


def test_coordinates_under_the_pointer_are_said(page: Page) -> None:
    page.mouse.move(*place(page, 4, -2.5))
    expect(readout(page)).to_have_text("x 4.0  y −2.5")
    page.mouse.move(0, 0)
    expect(readout(page)).to_be_hidden()


def test_wheel_zooms_to_the_pointer_and_home_leads_back(page: Page) -> None:
    button(page, "Clear points").click()
    page.mouse.move(*place(page, 4, -2.5))
    for _ in range(5):
        page.mouse.wheel(0, -240)
    # The place under the pointer has stayed there, and is told more finely.
    expect(readout(page)).to_have_text(re.compile(r"^x (4\.0|3\.9)\d  y −2\.[45]\d$"))
    page.mouse.down()
    page.mouse.up()
    button(page, "Home").click()
    choose_tool(page, "Erase")
    click(page, 3, -2.5)
    census(page, 1, 0)
    click(page, 4, -2.5)
    census(page, 0, 0)


def test_buttons_and_keys_zoom(page: Page) -> None:
    # A place is 1.5 times nearer to the middle: 4 / 1.5 = 2.67, and -2.5 / 1.5 = -1.67.
    for name, there in (("Zoom in", "x 2.7  y −1.7"), ("Zoom out", "x 4.0  y −2.5")):
        button(page, name).click()
        page.mouse.move(*place(page, 4, -2.5))
        expect(readout(page)).to_have_text(there)
    plane(page).focus()
    press(page, "+", "+", "-")
    expect(page.get_by_text("Zoom 1.5 around x 0.0, y 0.0")).to_be_attached()
    press(page, "h")
    expect(page.get_by_text("Zoom 1.0 around x 0.0, y 0.0")).to_be_attached()


@pytest.mark.parametrize("way", ["tool", "middle", "space"])
def test_view_moves_without_touching_the_points(page: Page, way: str) -> None:
    before = counts(page)
    if way == "tool":
        choose_tool(page, "Move view")
    plane(page).focus()
    if way == "space":
        page.keyboard.down("Space")
    page.mouse.move(*place(page, 0, 0))
    page.mouse.down(button="middle" if way == "middle" else "left")
    page.mouse.move(*place(page, 3, 2), steps=4)
    page.mouse.up(button="middle" if way == "middle" else "left")
    if way == "space":
        page.keyboard.up("Space")
    # The middle of the plane has come along with the pointer.
    page.mouse.move(*place(page, 3, 2))
    page.mouse.move(*place(page, 3.001, 2))
    expect(readout(page)).to_have_text(re.compile(r"^x −?0\.0  y −?0\.0$"))
    assert counts(page) == before
    expect(button(page, "Undo")).to_be_disabled()


def test_two_fingers_zoom_and_draw_nothing(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(site)
    points = page.locator("canvas.points").first
    expect(button(page, "Undo")).to_be_disabled()
    plane(page).scroll_into_view_if_needed()
    before = points.evaluate("it => it.toDataURL()")
    x, y = place(page, 0, 0)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *spans: float) -> None:
        points = [{"x": x + span, "y": y, "id": i} for i, span in enumerate(spans)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", -30)
    touch("touchStart", -30, 30)
    for span in (40, 60, 90):
        touch("touchMove", -span, span)
    touch("touchEnd")
    page.wait_for_function(
        "([it, old]) => it.toDataURL() !== old", arg=[points.element_handle(), before]
    )
    expect(button(page, "Undo")).to_be_disabled()


def test_a_point_under_the_pointer_shows_what_the_machine_answers(page: Page) -> None:
    ready(page)
    button(page, "Clear points").click()
    click(page, -4, 4)
    choose_tool(page, "Class 0")
    for x in range(5):
        click(page, x, -4)
    # Weights of zero find both classes equally likely: p = 0.5, and the loss is ln 2 = 0.6931.
    card = page.locator(".card:visible")
    page.mouse.move(*place(page, -4.1, 4.1))
    said = "Class 1 at (−4.00, 4.00)p = 0.500answer: class 1, rightloss 0.6931"
    expect(card).to_have_text(f"{said}G: how it is computed")
    page.mouse.move(*place(page, 4, -4))
    expect(card).to_contain_text("Class 0 at (4.00, −4.00)held out for the test")
    expect(card).to_contain_text("answer: class 1, missed")
    page.mouse.move(*place(page, 8, 8))
    expect(card).to_have_count(0)


def test_crosshair_on_a_point_reads_it(page: Page) -> None:
    ready(page)
    button(page, "Clear points").click()
    click(page, 0, 1)
    choose_tool(page, "Class 0")
    click(page, 0, -5)
    page.keyboard.press("Tab")
    plane(page).focus()
    choose_tool(page, "Move view")
    choose_tool(page, "Class 1")
    expect(page.locator(".card:visible")).to_have_count(0)
    plane(page).focus()
    press(page, "ArrowLeft", "ArrowRight")
    voice = page.locator("#plane-voice")
    expect(voice).to_have_text(
        "x 0.0, y −5.0: Class 0 at (0.00, −5.00). p = 0.500. answer: class 1, missed. loss 0.6931"
    )
    expect(page.locator(".card:visible")).to_have_count(1)


def test_keys_move_the_view_along_with_the_crosshair(page: Page) -> None:
    plane(page).focus()
    press(page, "+", "+", "+", "+", *["ArrowRight"] * 24)
    expect(page.locator("#plane-voice")).to_have_text(re.compile(r"^x 2\.40, y 0\.00"))
    expect(page.locator(".crosshair").first).to_be_visible()
    crosshair = page.locator(".crosshair").first.bounding_box()
    box = plane(page).bounding_box()
    assert crosshair is not None
    assert box is not None
    assert crosshair["x"] + crosshair["width"] / 2 < box["x"] + box["width"]


def test_drawing_is_as_exact_when_zoomed_in(page: Page) -> None:
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    for _ in range(3):
        button(page, "Zoom in").click()
    # At 1.5^3 times the size, a stroke that is 3.375 times shorter has as many points.
    drag(page, (-8, 2), (8, 2))
    ones, _ = counts(page)
    assert 28 <= ones <= 30
