"""Small screens: the plane first, the rest in a sheet, and nothing that moves under the finger."""

from collections.abc import Callable, Iterable
from functools import partial

import pytest
from lab import button, counts, place, plane, reading, ready
from playwright.sync_api import Locator, Page, Playwright, expect


def top(page: Page, name: str) -> float:
    """Return how far a button is from the upper rim of the window."""
    box = button(page, name).bounding_box()
    assert box is not None
    return box["y"]


def test_the_plane_comes_first_and_the_run_bar_is_in_reach(phone: Page) -> None:
    box = plane(phone).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < top(phone, "Train") < 844
    phone.touchscreen.tap(*place(phone, 1, 1))
    assert sum(counts_in_sheet(phone)) == 201
    ready(phone)
    button(phone, "Step").tap()
    expect(reading(phone, "Iteration")).to_have_text("1")


def test_sheets_open_and_close_without_moving_a_button(phone: Page) -> None:
    ready(phone)
    before = [top(phone, name) for name in ("Train", "Data", "Machine", "Figures")]
    button(phone, "Machine").tap()
    expect(phone.get_by_role("spinbutton", name="Learning rate", exact=True)).to_be_visible()
    button(phone, "Figures").tap()
    expect(phone.get_by_role("spinbutton", name="Learning rate", exact=True)).to_be_hidden()
    assert [top(phone, name) for name in ("Train", "Data", "Machine", "Figures")] == before
    expect(plane(phone)).to_be_in_viewport()
    button(phone, "Figures").tap()
    expect(phone.locator("#figures")).to_be_hidden()


def test_the_menu_holds_pages_and_tools(phone: Page) -> None:
    expect(button(phone, "Titanic")).to_be_hidden()
    button(phone, "Menu").tap()
    expect(button(phone, "Scenes")).to_be_visible()
    button(phone, "Titanic").tap()
    expect(phone.locator("#titanic")).to_be_visible()


@pytest.mark.parametrize("language", ["English", "Русский"])
def test_no_page_is_wider_than_the_window(page: Page, language: str) -> None:
    page.get_by_role("combobox", name="Language").select_option(language)
    names = page.evaluate(
        "[...document.querySelectorAll('#pages button')].map((button) => button.dataset.words)"
    )
    assert len(names) >= 5
    for name in names:
        tab = page.locator(f'[data-words="{name}"]')
        page.set_viewport_size({"width": 1440, "height": 800})
        tab.click()
        expect(tab).to_have_attribute("aria-current", "page")
        # 720 is a window of 1440 at 200 % zoom.
        for width in (320, 390, 720, 1024, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(
                "width => document.documentElement.scrollWidth === width", arg=width
            )


def test_a_large_window_shows_all_of_the_studio_at_once(page: Page) -> None:
    for width, height in ((1440, 900), (1280, 800), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollHeight") == height
        expect(plane(page)).to_be_in_viewport(ratio=1)
        expect(page.locator("#machine")).to_be_in_viewport(ratio=1)
        expect(page.locator("#figures")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("device", ["Pixel 7", "iPhone 13 landscape", "iPad Mini"])
def test_fingers_draw_train_and_zoom_and_move_no_button(
    borrow: Callable[..., Page], playwright: Playwright, device: str
) -> None:
    descriptor = dict(playwright.devices[device])
    del descriptor["default_browser_type"]
    page = borrow(**descriptor)
    button(page, "Clear points").tap()
    plane(page).scroll_into_view_if_needed()
    shown = box_of(page)
    for name, y in (("Class 1", 6), ("Class 0", -6)):
        tool = page.get_by_role("radio", name=name, exact=True)
        tap(tool, expect(tool).to_be_checked)
        swipe(page, [[place(page, -6, y), place(page, 0, y + 1), place(page, 6, y)]])
    assert box_of(page) == shown
    ready(page)
    expect(reading(page, "Cost")).to_have_text("0.6931")
    tap(
        button(page, "100 steps"), partial(expect(reading(page, "Iteration")).not_to_have_text, "0")
    )
    expect(reading(page, "Iteration")).to_have_text("100", timeout=60_000)
    expect(reading(page, "Training accuracy")).to_have_text("100.0 %")

    # Two fingers that part show less of the plane, and draw nothing.
    plane(page).scroll_into_view_if_needed()
    before = (box_of(page), plane(page).screenshot())
    swipe(
        page,
        [
            [place(page, -2, 0), place(page, -4, 0), place(page, -6, 0)],
            [place(page, 2, 0), place(page, 4, 0), place(page, 6, 0)],
        ],
    )
    assert box_of(page) == before[0]
    assert plane(page).screenshot() != before[1]
    button(page, "Home").tap()

    # Turned round it is all there still.
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["height"], "height": size["width"]})
    plane(page).scroll_into_view_if_needed()
    expect(plane(page)).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.documentElement.scrollWidth") == size["height"]
    expect(reading(page, "Training accuracy")).to_have_text("100.0 %")


def box_of(page: Page) -> list[object]:
    """Return where the plane and the run bar are."""
    return [plane(page).bounding_box(), button(page, "Train").bounding_box()]


def tap(control: Locator, happens: Callable[..., None]) -> None:
    """Tap, and once more where nothing happens: a busy browser may take a tap for none."""
    control.tap()
    try:
        happens(timeout=5_000)
    except AssertionError:
        control.tap()
        happens()


def swipe(page: Page, paths: list[list[tuple[float, float]]]) -> None:
    """Move fingers, one along each path."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, spots: Iterable[tuple[float, float]] = ()) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(spots)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    first, *rest = zip(*paths, strict=True)
    send("touchStart", first)
    for spots in rest:
        send("touchMove", spots)
    send("touchEnd")
    touch.detach()


def counts_in_sheet(page: Page) -> tuple[int, int]:
    """Read how many points there are, where the sheet has to be opened for it."""
    button(page, "Data").tap()
    found = counts(page)
    button(page, "Data").tap()
    return found


PAGES = ("studio", "glass", "regression", "titanic", "timing")


def test_a_message_covers_none_of_the_bars(phone: Page) -> None:
    ready(phone)
    button(phone, "Clear points").tap()
    button(phone, "Train").tap()
    expect(phone.get_by_role("alert")).to_contain_text("no points")
    notice = phone.locator("#notice").bounding_box()
    assert notice is not None
    assert notice["y"] + notice["height"] <= top(phone, "Train")
    button(phone, "Data").tap()
    expect(phone.get_by_role("region", name="Data")).to_be_visible()
