"""The site as a whole: under any path, for everyone, and within its own walls."""

from collections.abc import Callable

import pytest
from lab import button, fast, finish, ready
from playwright.sync_api import Page, expect


def test_site_works_under_a_sub_path(new_page: Callable[..., Page], site_below: str) -> None:
    page = new_page()
    page.goto(site_below)
    ready(page)
    fast(page)
    button(page, "Train").click()
    finish(page)


def test_page_is_never_wider_than_the_window(page: Page) -> None:
    for width in (320, 390, 700, 1024, 1300, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        expect(button(page, "Train")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_buttons_can_be_reached_with_the_keyboard(page: Page) -> None:
    ready(page)
    button(page, "Train").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Pause")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "Step")).to_be_focused()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://another.invalid/a.png">',
        """<script>
            const script = "fetch('http://another.invalid/a').catch(() => {})";
            new Worker(URL.createObjectURL(new Blob([script])));
        </script>""",
    ],
)
def test_a_request_to_another_host_is_noticed_by_these_tests(
    new_page: Callable[..., Page], complaints: list[str], html: str
) -> None:
    page = new_page()
    with page.context.expect_event("request", lambda request: "another" in request.url):
        page.set_content(html, wait_until="commit")
    assert [text for text in complaints if text.startswith("request to another host")] != []
    # The browser complains too, in its own time.
    page.close()
    complaints.clear()
