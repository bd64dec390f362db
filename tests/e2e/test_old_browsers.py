"""Browsers that lack something: a sentence says what, and the points can be drawn all the same."""

import re
from collections.abc import Callable

import pytest
from lab import button, census, choose_tool, click, ready
from playwright.sync_api import Page, expect

#: What an older browser does, and what is said of it.
OLDER = {
    "module-workers": (
        "const { Worker: Real } = window; window.Worker = function (url) { return new Real(url); }",
        "lacks module workers, which Chrome 80, Firefox 114, Safari 15 and newer have",
    ),
    "wasm-exceptions": (
        "WebAssembly.validate = () => false",
        "lacks exceptions in WebAssembly, which Chrome 95, Firefox 100, Safari 15.2 and newer have",
    ),
    "wasm": ("delete window.WebAssembly", "lacks exceptions in WebAssembly, which Chrome 95"),
}


@pytest.mark.parametrize("name", OLDER)
def test_what_python_lacks_is_named_and_points_are_drawn(
    new_page: Callable[..., Page], site: str, name: str
) -> None:
    older, sentence = OLDER[name]
    page = new_page()
    page.add_init_script(older)
    page.goto(site)
    status = page.get_by_role("status", name="Status")
    expect(status).to_have_text("Python cannot run in this browser")
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(button(page, "Try again")).to_be_hidden()
    choose_tool(page, "Class 0")
    button(page, "Clear points").click()
    click(page, 3, 3)
    census(page, 0, 1)
    button(page, "Undo").click()
    button(page, "Close").click()
    button(page, "Train").click()
    expect(status).to_have_text("Python cannot run in this browser")


def test_both_are_named_in_the_language_of_the_page(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page(locale="ru")
    page.add_init_script(f"{OLDER['module-workers'][0]}; {OLDER['wasm-exceptions'][0]}")
    page.goto(site)
    expect(page.locator("#news")).to_contain_text(
        re.compile(
            "нет модулей в Web Workers .*Firefox 114.*; исключений в WebAssembly .*Safari 15.2"
        )
    )


def test_links_that_cannot_be_opened_are_said_and_python_runs(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.add_init_script("delete window.DecompressionStream; delete window.CompressionStream")
    page.goto(site)
    sentence = page.get_by_text("lacks DecompressionStream, which Chrome 103, Firefox 113")
    expect(sentence).to_be_visible()
    button(page, "Close").click()
    expect(sentence).to_be_hidden()
    ready(page)


def test_scripts_that_cannot_be_read_are_said(
    new_page: Callable[..., Page], site: str, complaints: list[str]
) -> None:
    page = new_page(locale="ru")
    # To a browser of 2015 the page's script is bad grammar.
    page.route(
        "**/main-*.js",
        lambda route: route.fulfill(body="const = 1", content_type="text/javascript"),
    )
    page.goto(site)
    expect(page.get_by_role("alert")).to_have_text(
        re.compile("Chrome 103, Firefox 114, Safari 16.4")
    )
    complaints.clear()


def test_browser_without_modules_is_told_by_a_script_that_it_can_read(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.add_init_script("delete HTMLScriptElement.prototype.noModule")
    page.route("**/main-*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site)
    expect(page.get_by_role("alert")).to_have_text(re.compile("^This browser is too old"))
