"""On paper all has the light colours, and the layers of the plane show through each other."""

import re

from lab import button, finish, ready, settled
from playwright.sync_api import Page

LAYERS = "[...document.querySelectorAll('.pane .layers canvas')].slice(0, 3)"
PICTURES = f"{LAYERS}.map((canvas) => canvas.toDataURL())"
# What the page has made for paper is there once it has heard of the print itself.
WATCH = f"() => addEventListener('beforeprint', () => {{ window.onPaper = {PICTURES}; }})"
# In a PDF, an image that lets through what is below it; what is drawn as strokes stands on white.
SEEN_THROUGH = rb"/Subtype /Image\s+/Width (\d+)\s+/Height \d+\s+/ColorSpace [^/]*/\S+[^/]*/SMask"


def printed(page: Page) -> tuple[bytes, list[str]]:
    """Print the page; return what comes out, and the layers of the plane as they were then."""
    pdf = page.pdf(print_background=True)
    return pdf, page.evaluate("onPaper")


def test_what_is_printed_is_light_whatever_the_screen_is(page: Page) -> None:
    ready(page)
    button(page, "100 steps").click()
    finish(page, "100")
    page.evaluate(WATCH)
    _, light = printed(page)
    page.emulate_media(color_scheme="dark")
    settled(page)
    dark = page.evaluate(PICTURES)
    pdf, on_paper = printed(page)
    assert on_paper == light
    assert not set(on_paper) & set(dark)
    # The points and the lines, with more pixels than on the screen.
    width = page.evaluate(f"{LAYERS}[1].width")
    layers = [int(found) for found in re.findall(SEEN_THROUGH, pdf)]
    assert len([one for one in layers if one >= 2 * width]) >= 2
    # The screen stays as it was.
    settled(page)
    assert page.evaluate(PICTURES) == dark
