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
    finish,
    place,
    plane,
    press,
    set_slider,
    total,
    value,
)
from playwright.sync_api import Page, expect


def picture(page: Page, layer: str = "points") -> str:
    """Read what one layer of the plane shows, once it is drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return str(page.locator(f".pane canvas.{layer}").first.evaluate("it => it.toDataURL()"))


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
    page.keyboard.press("Control+Shift+z")
    census(page, 1, 1)
    expect(button(page, "Redo")).to_be_disabled()


def test_a_third_class_is_drawn_and_counted(page: Page) -> None:
    button(page, "Clear points").click()
    choose_tool(page, "Class 2")
    click(page, 0, 5)
    expect(page.get_by_text("0 of class 1, 0 of class 0, 1 of class 2", exact=True)).to_be_visible()


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
    total(page, 200)
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("line")


def test_undo_goes_back_a_hundred_acts(page: Page) -> None:
    button(page, "Clear points").click()
    for k in range(102):
        click(page, -9 + k % 17, 9 - k // 17)
    census(page, 102, 0)
    plane(page).focus()
    for _ in range(100):
        page.keyboard.press("Control+z")
    census(page, 2, 0)
    expect(button(page, "Undo")).to_be_disabled()
    for _ in range(100):
        page.keyboard.press("Control+y")
    census(page, 102, 0)


def test_brush_has_a_size_and_a_density_and_no_chance(page: Page) -> None:
    def spray() -> str:
        button(page, "Clear points").click()
        set_slider(page, "Brush size", "2")
        set_slider(page, "Brush density", "20")
        click(page, 0, 0)
        census(page, 20, 0)
        return picture(page)

    first = spray()
    page.reload()
    assert spray() == first
    # All of them lie within the brush: the eraser has the same size.
    choose_tool(page, "Erase")
    click(page, 0, 0)
    census(page, 0, 0)


def test_jitter_shakes_the_points_under_it_as_one_act(page: Page) -> None:
    button(page, "Clear points").click()
    drag(page, (-2, 0), (2, 0))
    drawn, before = counts(page), picture(page)
    choose_tool(page, "Jitter")
    drag(page, (-2, 0), (2, 0))
    assert counts(page) == drawn
    assert picture(page) != before
    button(page, "Undo").click()
    assert picture(page) == before


def test_magnet_pulls_the_points_towards_the_pointer(page: Page) -> None:
    button(page, "Clear points").click()
    for x in (-1.2, 1.2):
        click(page, x, 0)
    choose_tool(page, "Erase")
    click(page, 0, 0)
    census(page, 2, 0)  # too far for the eraser, which reaches 0.6
    choose_tool(page, "Magnet")
    # Each dab leaves 85 % of the way: after 5 of them 1.2 has become 1.2 * 0.85^5 = 0.53.
    for _ in range(5):
        click(page, 0, 0)
    choose_tool(page, "Erase")
    click(page, 0, 0)
    census(page, 0, 0)


def test_a_selection_is_moved_relabelled_and_deleted(page: Page) -> None:
    button(page, "Clear points").click()
    for x, y in ((-6, 6), (-5, 5), (6, 6)):
        click(page, x, y)
    choose_tool(page, "Select")
    drag(page, (-8, 8), (-3, 3))
    expect(page.locator(".selection").first).to_have_text("2 points")
    button(page, "Make class 0").click()
    census(page, 1, 2)
    drag(page, (-4, 4), (-4, -4))  # held within the rectangle, and moved down by 8
    button(page, "Delete selected").click()
    census(page, 1, 0)
    button(page, "Undo").click()
    census(page, 1, 2)
    choose_tool(page, "Erase")
    for x, y in ((-6, -2), (-5, -3)):
        click(page, x, y)
    census(page, 1, 0)


def test_drawing_on_a_data_set_makes_it_drawn_by_hand(page: Page) -> None:
    before = counts(page)
    click(page, 0, 9)
    census(page, before[0] + 1, before[1])
    expect(page.get_by_role("combobox", name="Dataset")).to_have_value("drawn")
    page.get_by_role("combobox", name="Dataset").select_option("Line y = 1.23x + 3.23")
    census(page, *before)
    button(page, "Undo").click()
    census(page, before[0] + 1, before[1])


def test_finger_draws(phone: Page) -> None:
    button(phone, "Clear points").tap()
    phone.touchscreen.tap(*place(phone, -4, 4))
    expect(button(phone, "Clear points")).to_be_enabled()
    phone.get_by_role("radio", name="Class 0").tap()
    phone.touchscreen.tap(*place(phone, 4, -4))
    button(phone, "Undo").tap()
    button(phone, "Undo").tap()
    expect(button(phone, "Clear points")).to_be_disabled()


def test_keys_move_a_crosshair_draw_and_remove(page: Page) -> None:
    button(page, "Clear points").click()
    plane(page).focus()
    press(page, "ArrowRight", "ArrowRight", "Shift+ArrowUp", "Space")
    census(page, 1, 0)
    expect(page.get_by_text("Class 1 at x 1.0, y 0.1. 1 point.")).to_be_attached()
    press(page, "0", "ArrowRight", "Enter")
    census(page, 1, 1)
    press(page, "ArrowLeft", "e", "Enter")
    census(page, 0, 0)
    press(page, "1", "Enter", "Delete")
    census(page, 0, 0)
    expect(page.get_by_text("Removed a point of class 1 at x 1.0, y 0.1")).to_be_attached()


def test_keys_select_and_move(page: Page) -> None:
    button(page, "Clear points").click()
    click(page, 1, 1)
    choose_tool(page, "Select")
    plane(page).focus()
    # Two strides right and up of the point, back over it, and it is in the rectangle.
    press(page, *["ArrowRight"] * 2, *["ArrowUp"] * 2, "Enter", *["ArrowLeft"] * 4)
    press(page, *["ArrowDown"] * 4, "Enter")
    expect(page.get_by_text("1 point selected")).to_be_attached()
    # Within the rectangle Enter takes hold of it, and lets it go.
    press(page, "Enter", *["ArrowLeft"] * 4, "Enter")
    press(page, "Delete")
    census(page, 0, 0)


def test_resizing_loses_nothing(page: Page) -> None:
    draw_two_clouds(page)
    before = counts(page)
    for width, height in ((390, 844), (1920, 1080), (1440, 900)):
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
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        ratio = "canvas => Math.abs(canvas.width - 2.5 * canvas.clientWidth) <= 1"
        expect(plane(page)).to_be_visible()
        page.wait_for_function(ratio, arg=plane(page).element_handle())


def test_drawn_points_are_learnt_and_tested_on_those_held_back(page: Page) -> None:
    draw_two_clouds(page)
    button(page, "Train").click()
    finish(page)
    assert value(page, "Training accuracy") == 1
    button(page, "Test").click()
    assert value(page, "Test accuracy") == 1
