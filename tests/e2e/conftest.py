"""The built site in a real browser; an error on the page or a foreign request fails any test."""

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from by_playwright import launch
from hosts import Host, serving
from lab import settled
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"

HERE = Path(__file__).parent
# What a test holds back or counts must not come from the service worker instead.
USUAL = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block"}
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test in a browser twice: on a busy machine browsers lose a tap, or do not answer."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of dist/ on a plain static host."""
    assert (DIST / "index.html").exists(), "Build first: python3 build.py build"
    with serving(DIST) as address:
        yield address


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of dist/ under a path of some depth."""
    root = tmp_path_factory.mktemp("host")
    (root / "a").mkdir()
    (root / "a" / "b").symlink_to(DIST, target_is_directory=True)
    with serving(root) as address:
        yield f"{address}a/b/"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium and Firefox: there can be one of it in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or the one that Playwright installed."""
    browser = launch(playwright, "Chromium")
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def engine_is_told(request: pytest.FixtureRequest) -> None:
    """Note for the summary which engine the test ran in."""
    if "browser" in request.fixturenames:
        version = request.getfixturevalue("browser").version
        request.node.user_properties.append(("engine", f"Chromium {version}"))


@pytest.fixture
def complaints() -> list[str]:
    """What went wrong on the test's pages; a test that provokes an error clears it away."""
    return []


@pytest.fixture
def new_page(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open pages as asked for, each in a browser of its own; none of them may complain."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**USUAL | options)
        contexts.append(context)
        context.on("request", functools.partial(_note_foreign, complaints))
        page = context.new_page()
        _listen(page, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def lender(browser: Browser, site: str) -> Callable[..., Page]:
    """Find the page that lends a Python to others of its kind, or open one."""
    contexts: dict[str, BrowserContext] = {}

    def open_lender(**options: object) -> Page:
        kind = repr(options)
        if kind in contexts and contexts[kind].pages:
            return contexts[kind].pages[0]
        contexts[kind] = browser.new_context(**USUAL | options)
        contexts[kind].add_init_script(path=HERE / "shared_python.js")
        page = contexts[kind].new_page()
        page.goto(f"{site}LICENSES.txt")
        return page

    return open_lender


@pytest.fixture
def borrow(
    lender: Callable[..., Page], site: str, complaints: list[str], failed: Callable[[], bool]
) -> Iterator[Callable[..., Page]]:
    """Open a page as on a first visit, with a Python that may have started before."""
    borrowed: list[tuple[Page, Page]] = []
    note = functools.partial(_note_foreign, complaints)

    def open_page(**options: object) -> Page:
        lending = lender(**options)
        with lending.expect_popup() as opened:
            lending.evaluate("() => void open('about:blank')")
        page = opened.value
        borrowed.append((lending, page))
        _listen(page, complaints)
        lending.context.on("request", note)
        page.goto(site)
        settled(page)
        return page

    yield open_page
    for lending, page in borrowed:
        page.close()
        lending.context.remove_listener("request", note)
        if complaints or failed():
            # Whatever went wrong is not handed on.
            lending.context.close()
        else:
            lending.evaluate("() => lender.takeBack()")
            session = lending.context.new_cdp_session(lending)
            kept = {"origin": site.rstrip("/"), "storageTypes": "local_storage,indexeddb"}
            session.send("Storage.clearDataForOrigin", kept)
            session.detach()
    assert complaints == []


@pytest.fixture
def page(borrow: Callable[..., Page]) -> Page:
    """The page, just opened."""
    return borrow()


@pytest.fixture
def phone(borrow: Callable[..., Page]) -> Page:
    """The page, just opened on a phone."""
    return borrow(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=3,
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """Let the fixtures know whether the test has failed."""
    report = yield
    # A second try begins with its own setup.
    before = call.when != "setup" and item.stash[FAILED]
    item.stash[FAILED] = before or report.failed
    return report


@pytest.fixture
def failed(request: pytest.FixtureRequest) -> Callable[[], bool]:
    """Tell, after a test, whether it has failed."""
    return lambda: request.node.stash[FAILED]


@pytest.fixture
def fresh_page(new_page: Callable[..., Page], site: str) -> Page:
    """The page, just opened in a browser of its own: Python is still loading."""
    page = new_page()
    page.goto(site)
    return page


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A host with a copy of dist/ that a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(DIST, folder, ignore=shutil.ignore_patterns("*.map"))
    host = Host(folder)
    yield host
    host.stop()


@pytest.fixture
def open_lab(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open pages that may have a service worker."""
    return functools.partial(new_page, service_workers="allow")


def _listen(page: Page, complaints: list[str]) -> None:
    page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    page.on(
        "console",
        lambda message: message.type == "error" and complaints.append(f"console: {message.text}"),
    )


def _note_foreign(complaints: list[str], request: Request) -> None:
    parts = urlsplit(request.url)
    if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
        complaints.append(f"request to another host: {request.url}")
