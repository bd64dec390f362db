"""Share gives a link, a code, a snippet or a file; embedded, the page keeps to its frame."""

import re
from collections.abc import Callable
from pathlib import Path

from lab import (
    button,
    census,
    choose_tool,
    click,
    counts,
    paste_table,
    press,
    total,
)
from links import link_of, table
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]


def test_links_are_copied_shown_as_a_code_and_made_into_a_snippet(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button(page, "Share").click()
    box = page.get_by_role("dialog", name="Share")
    link = box.get_by_role("textbox", name="Link").input_value()
    box.get_by_role("button", name="Copy", exact=True).click()
    expect(box.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    box.get_by_text("Embed in a page").click()
    snippet = box.get_by_role("textbox", name="Embed in a page").input_value()
    assert re.match(r'<iframe src="http://[^"]+\?embed#s1=[\w-]+" title="Glass Neuron"', snippet)
    button(page, "QR code").click()
    code = page.get_by_role("img", name="QR code")
    expect(code).to_be_visible()
    bounds = code.bounding_box()
    assert bounds is not None
    assert bounds["height"] > 600


def test_where_copying_is_forbidden_the_text_is_selected(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    button(page, "Share").click()
    button(page, "Copy").click()
    expect(page.get_by_text("press Ctrl+C")).to_be_visible()
    press(page, "Escape")


def test_a_link_too_long_for_a_code_says_so(page: Page) -> None:
    paste_table(page, table(1500, 4))
    total(page, 1500)
    button(page, "Share").click()
    button(page, "QR code").click()
    expect(page.get_by_text("A QR code holds 2,953 characters")).to_be_visible()


def test_what_is_too_much_for_a_link_goes_into_a_file(
    page: Page, new_page: NewPage, site: str, tmp_path: Path
) -> None:
    paste_table(page, table(6000, 4))
    total(page, 6000)
    button(page, "Share").click()
    box = page.get_by_role("dialog", name="Share")
    expect(box.get_by_text("Save it as a file instead.")).to_be_visible()
    expect(box.get_by_role("textbox", name="Link")).to_be_hidden()
    with page.expect_download() as saving:
        button(page, "Save as a file").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)

    other = new_page()
    other.goto(site)
    button(other, "Clear points").click()
    choose_tool(other, "Class 1")
    click(other, 3, 3)
    button(other, "Scenes").click()
    with other.expect_file_chooser() as choosing:
        button(other, "Open a file…").click()
    choosing.value.set_files(file)
    expect(other.get_by_text(re.compile(r"^[\d,]{4,} of class 1"))).to_be_visible()
    assert counts(other) == counts(page)
    # What was there before has a name now.
    button(other, "Scenes").click()
    button(other, "Open Before the file").click()
    census(other, 1, 0)


def test_a_file_that_holds_no_scene_is_said(page: Page, tmp_path: Path) -> None:
    before = counts(page)
    for text, words in (("hello", "holds no scene"), ('{"version": 1}', "its part “points”")):
        file = tmp_path / "scene.json"
        file.write_text(text)
        button(page, "Scenes").click()
        with page.expect_file_chooser() as choosing:
            button(page, "Open a file…").click()
        choosing.value.set_files(file)
        expect(page.get_by_role("alert")).to_contain_text(words)
        assert counts(page) == before


def test_embedded_it_shows_the_plane_and_the_run_bar_in_its_frame(
    new_page: NewPage, site: str
) -> None:
    link = link_of(site, {"d": [{"z": 0.7}], "j": ["drawing"]}).replace("#", "?embed#")
    course = new_page(viewport={"width": 900, "height": 800})
    course.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    course.goto(f"{site}LICENSES.txt")
    course.evaluate(
        """address => {
          document.body.innerHTML = `<h1>Course</h1>
            <iframe src="${address}" style="width: 640px; height: 560px; border: 0"></iframe>`;
        }""",
        link,
    )
    frame = course.frame_locator("iframe")
    expect(frame.get_by_role("application", name="Plane", exact=True)).to_be_in_viewport(ratio=0.9)
    expect(frame.get_by_role("button", name="Train", exact=True)).to_be_in_viewport(ratio=1)
    expect(frame.get_by_role("button", name="Scenes")).to_be_hidden()
    expect(frame.get_by_role("region", name="Data")).to_be_hidden()
    # What a teacher has put away is away here too.
    expect(frame.get_by_role("radio", name="Class 1")).to_be_hidden()
    frame.get_by_role("button", name="10 steps").click()
    expect(frame.get_by_role("status", name="Iteration")).to_have_text("10")

    full = frame.get_by_role("link", name="Open in full")
    expect(full).to_be_in_viewport(ratio=1)
    full.focus()
    expect(full).to_have_attribute("href", re.compile(r"^http[^?]+#s1="))
    with course.context.expect_page() as opening:
        full.click()
    opened = opening.value
    expect(opened.get_by_role("status", name="Iteration")).to_have_text("10")
    expect(opened.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.7")
