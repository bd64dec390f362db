"""The whole page in one file, opened from a disk: all of it works, and it asks for nothing."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from by_playwright import ByPlaywright
from engine import Engine
from lab import ask, button, census, click, console, counts, reading, ready, train
from main_job import FILE, foreign, use_the_file
from playwright.sync_api import Page, Playwright, expect


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the file, away from all that it was made of."""
    folder = tmp_path_factory.mktemp("stick")
    return Path(shutil.copy(FILE, folder)).as_uri()


@pytest.fixture
def chromium(playwright: Playwright) -> Iterator[Engine]:
    """Chromium, through the layer that every engine has."""
    engine = ByPlaywright(playwright, "Chromium")
    yield engine
    engine.close()
    assert engine.complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page], address: str, complaints: list[str]) -> Iterator[Page]:
    """The file, just opened. That it asks for itself is no request to another host."""
    page = new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    # What the policy refuses is no request.
    page.context.on(
        "requestfailed", lambda request: request.failure == "csp" and asked.remove(request.url)
    )
    page.goto(address)
    yield page
    complaints[:] = [text for text in complaints if "request to another host: file:" not in text]
    assert foreign(asked) == []


def test_the_main_job_is_done_from_a_disk(chromium: Engine, address: str) -> None:
    use_the_file(chromium, address)


def test_file_shows_how_far_it_is_unpacked(page: Page) -> None:
    status = reading(page, "Status")
    expect(status).to_have_text(re.compile(r"^Loading Python [1-9][\d.]* of 2\d\.\d MB"))
    expect(status).to_have_text("Starting Python")
    ready(page)


def test_file_keeps_what_was_made(page: Page) -> None:
    before = counts(page)
    click(page, 5, 9)
    census(page, before[0] + 1, before[1])
    page.reload()
    census(page, before[0] + 1, before[1])
    ready(page)


def test_file_exports_all_but_matplotlib_s_figures(page: Page, tmp_path: Path) -> None:
    ready(page)
    train(page, "20")
    found = {}
    for entry in ("Results (JSON)", "Points (CSV)", "Notebook (.ipynb)", "Picture (PNG)"):
        button(page, "Export").click()
        with page.expect_download() as waiting:
            page.get_by_role("menuitem", name=entry, exact=True).click()
        found[entry] = Path(waiting.value.path()).read_bytes()
    assert json.loads(found["Results (JSON)"])["iteration"] == 20
    assert len(list(csv.reader(found["Points (CSV)"].decode().splitlines()))) == 201
    assert json.loads(found["Notebook (.ipynb)"])["nbformat"] == 4
    assert found["Picture (PNG)"].startswith(b"\x89PNG")
    button(page, "Export").click()
    figures = page.get_by_role("menuitem", name=re.compile("^Figures .* matplotlib, .* too large"))
    expect(figures).to_be_disabled()
    expect(page.get_by_role("menuitem", name=re.compile(r"\((SVG|PDF)\)$"))).to_have_count(0)


def test_console_has_python_s_library_and_says_what_is_left_out(page: Page) -> None:
    ready(page)
    button(page, "Code").click()
    ask(page, "import statistics, email.message, encodings.cp437, numpy.polynomial, numpy.fft")
    ask(page, "statistics.median([3, 1, 2]), numpy.fft.fft([1, 1])[0].real")
    log = console(page)
    expect(log).to_contain_text("(2, np.float64(2.0))")
    for line in ("import matplotlib", "plt.plot([1, 2])"):
        ask(page, line)
        expect(
            log.get_by_text(re.compile("matplotlib.* is too large for the one file")).last
        ).to_be_visible()
        page.locator("#code").get_by_role("button", name="Clear", exact=True).click()


def test_python_in_the_file_reaches_neither_the_network_nor_the_disk(
    page: Page, address: str, complaints: list[str]
) -> None:
    ready(page)
    button(page, "Code").click()
    log = console(page)
    for target in ("https://example.org/", address):
        ask(
            page,
            "import js\nrequest = js.XMLHttpRequest.new()\n"
            f"request.open('GET', '{target}', False)\n"
            "try:\n    request.send()\n    print('got', request.status)\n"
            "except Exception as error:\n    print('refused', type(error).__name__)\n",
        )
        expect(log).to_contain_text("refused JsException")
        expect(log).not_to_contain_text(re.compile("^got", re.MULTILINE))
        page.locator("#code").get_by_role("button", name="Clear", exact=True).click()
    # The browser says of each that the policy refused it.
    assert complaints
    complaints.clear()


def test_share_on_a_disk_gives_what_carries_the_scene(
    page: Page, new_page: Callable[..., Page], address: str
) -> None:
    click(page, 5, 9)
    made = counts(page)
    button(page, "Share").click()
    box = page.get_by_role("dialog", name="Share")
    expect(box).to_contain_text("This page is a file on a disk")
    text = box.get_by_role("textbox", name="Link").input_value()
    assert re.fullmatch(r"#s\d+=[\w-]+", text)
    for name in ("QR code", "Share…"):
        expect(box.get_by_role("button", name=name)).to_have_count(0)
    expect(box.get_by_role("link", name=re.compile("^Download the page"))).to_have_count(0)
    page.goto("about:blank")
    page.goto(address + text)
    census(page, *made)


@pytest.mark.parametrize("damage", ["cut off", "changed"])
def test_damaged_file_says_so_and_can_still_be_drawn_in(
    new_page: Callable[..., Page], tmp_path: Path, complaints: list[str], damage: str
) -> None:
    data = bytearray(FILE.read_bytes())
    if damage == "cut off":
        del data[len(data) // 2 :]
    else:
        place = len(data) // 2
        data[place : place + 8] = b"zzzzzzzz"
    copy = tmp_path / "glass-neuron.html"
    copy.write_bytes(data)
    page = new_page()
    page.goto(copy.as_uri())
    expect(reading(page, "Status")).to_contain_text("this file is damaged or cut off")
    before = counts(page)
    click(page, 5, 9)
    census(page, before[0] + 1, before[1])
    complaints[:] = [text for text in complaints if "request to another host: file:" not in text]


def test_page_on_a_host_offers_the_file(fresh_page: Page) -> None:
    button(fresh_page, "Share").click()
    size = f"{FILE.stat().st_size / 1e6:.1f}"
    with fresh_page.expect_download() as waiting:
        fresh_page.get_by_role("link", name=f"Download the page ({size} MB)", exact=True).click()
    assert waiting.value.suggested_filename == "glass-neuron.html"
    assert Path(waiting.value.path()).read_bytes() == FILE.read_bytes()
