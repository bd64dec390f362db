"""Every word of the page in two languages, by the browser's wish and by hand."""

import json
from collections.abc import Callable
from pathlib import Path

from lab import button, ready
from playwright.sync_api import Page, expect

WORDS = Path(__file__).parents[2] / "web" / "words" / "ru"
#: Words that any English sentence of the page would hold one of.
ENGLISH = ("the", "The", "of", "and", "is", "to", "points", "Train", "weights", "cost")


def ru(key: str) -> str:
    """Look up the Russian words under a key."""
    area, name = key.split(".")
    return json.loads((WORDS / f"{area}.json").read_text(encoding="utf-8"))[name]


def test_the_language_changes_at_once_and_stays(page: Page) -> None:
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("combobox", name="Language").select_option("ru")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(button(page, ru("run.train"))).to_be_visible()
    expect(page.get_by_role("combobox", name=ru("data.dataset"))).to_be_visible()
    done = ru("messages.ready").split("{")[0]
    expect(page.get_by_role("status", name=ru("messages.status"))).to_contain_text(done)
    page.reload()
    expect(button(page, ru("run.train"))).to_be_visible()
    page.get_by_role("combobox", name=ru("common.language")).select_option("en")
    expect(button(page, "Train")).to_be_visible()


def test_the_browser_chooses_the_language_at_first(
    new_page: Callable[..., Page], site: str
) -> None:
    for locale, train in (("ru-RU", ru("run.train")), ("fr-FR", "Train")):
        page = new_page(locale=locale)
        page.goto(site)
        expect(button(page, train)).to_be_visible()


def test_no_english_is_left_on_the_russian_pages(new_page: Callable[..., Page], site: str) -> None:
    page = new_page(locale="ru-RU", viewport={"width": 1440, "height": 900})
    page.goto(site)
    done = ru("messages.ready").split("{")[0]
    expect(page.get_by_role("status", name=ru("messages.status"))).to_contain_text(done)
    for name in ("studio", "regression", "titanic", "timing"):
        button(page, ru(f"common.page-{name}")).click()
        expect(page.locator(f"#{name}")).to_be_visible()
        text = f" {page.locator(f'#{name}').inner_text()} ".replace("\n", " ")
        assert [word for word in ENGLISH if f" {word} " in text] == [], name
