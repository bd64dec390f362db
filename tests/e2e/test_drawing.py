"""Drawing with the mouse, a finger and the keys."""

from collections.abc import Callable

from lab import (
    button,
    census,
    choose_tool,
    click,
    counts,
    drag,
    draw_two_clouds,
    fast,
    finish,
    place,
    value,
)
from playwright.sync_api import Page, expect


def test_mouse_draws_erases_and_takes_back(page: Page) -> None:
    button(page, "Clear points").click()
    census(page, 0, 0)
    expect(button(page, "Clear points")).to_be_disabled()
    click(page, -3, 4)
    census(page, 1, 0)
    choose_tool(page, "Class 0")
    click(page, 3, -4)
    click(page, 6, -4)
    census(page, 1, 2)
    choose_tool(page, "Erase")
    click(page, 3, -4)
    census(page, 1, 1)
    button(page, "Undo").click()
    census(page, 1, 2)
    page.keyboard.press("Control+z")
    census(page, 1, 1)
    page.keyboard.press("Control+y")
    census(page, 1, 2)
    button(page, "Redo").click()
    census(page, 1, 1)
    expect(button(page, "Redo")).to_be_disabled()


def test_one_drag_is_one_stroke_and_one_undo(page: Page) -> None:
    button(page, "Clear points").click()
    drag(page, (-8, 2), (8, 2))
    ones, zeros = counts(page)
    # 16 units at a point each 0.55 units, and the first: 1 + floor(16 / 0.55) = 30.
    assert 28 <= ones <= 30
    assert zeros == 0
    choose_tool(page, "Erase")
    drag(page, (-8, 2), (8, 2))
    census(page, 0, 0)
    button(page, "Undo").click()
    census(page, ones, 0)
    button(page, "Undo").click()
    census(page, 0, 0)
    button(page, "Undo").click()
    assert sum(counts(page)) == 200
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("line")


def test_drawing_on_a_data_set_makes_it_drawn_by_hand(page: Page) -> None:
    before = counts(page)
    click(page, 0, 9)
    census(page, before[0] + 1, before[1])
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("drawn")
    page.get_by_role("combobox", name="Dataset").select_option("Line y = 1.23x + 3.23")
    census(page, *before)
    button(page, "Undo").click()
    census(page, before[0] + 1, before[1])


def test_finger_draws(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=3,
    )
    page.goto(site)
    button(page, "Clear points").tap()
    page.touchscreen.tap(*place(page, -4, 4))
    census(page, 1, 0)
    page.get_by_text("Class 0", exact=True).tap()
    page.touchscreen.tap(*place(page, 4, -4))
    census(page, 1, 1)


def test_keys_move_a_cursor_and_draw(page: Page) -> None:
    button(page, "Clear points").click()
    page.get_by_label("Plane", exact=True).focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp", "Space"):
        page.keyboard.press(key)
    census(page, 1, 0)
    expect(page.get_by_text("Class 1 at x 1.0, y 0.1. 1 points.")).to_be_attached()
    choose_tool(page, "Erase")
    page.get_by_label("Plane", exact=True).focus()
    page.keyboard.press("Enter")
    census(page, 0, 0)


def test_resizing_loses_nothing(page: Page) -> None:
    draw_two_clouds(page)
    before = counts(page)
    for width, height in ((390, 844), (1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert counts(page) == before
    # A click still lands where it is aimed at.
    choose_tool(page, "Erase")
    click(page, -8, 6)
    assert counts(page)[0] < before[0]


def test_plane_has_a_pixel_for_each_of_the_screen_s(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(device_scale_factor=2.5)
    page.goto(site)
    plane = page.get_by_label("Plane", exact=True)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        ratio = "canvas => Math.abs(canvas.width - 2.5 * canvas.clientWidth) <= 1"
        expect(plane).to_be_visible()
        page.wait_for_function(ratio, arg=plane.element_handle())


def test_drawn_points_are_learnt_and_tested_on_those_held_back(page: Page) -> None:
    fast(page)
    draw_two_clouds(page)
    ones, zeros = counts(page)
    button(page, "Train").click()
    finish(page)
    assert value(page, "Training accuracy") == 1
    button(page, "Test").click()
    held = ones // 5 + zeros // 5
    expect(page.get_by_text(f"0 of {held} points held back from training missed.")).to_be_visible()
    assert value(page, "Test accuracy") == 1
