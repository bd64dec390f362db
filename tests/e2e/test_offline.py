"""What works without a network, and how a new version takes the old one's place."""

import functools
import http.server
import re
import shutil
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lab import button, fast, finish, ready, set_number
from playwright.sync_api import Locator, Page, expect

DIST = Path(__file__).parents[2] / "dist"
CACHES = "caches.keys().then((names) => names.filter((name) => name.startsWith('site-')))"


class Host:
    """A static host under some path, which can be stopped, and which remembers what it sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sent: list[str] = []
        self.missing: re.Pattern[str] | None = None
        self.server: http.server.ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/a/b/"

    def start(self) -> None:
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if host.missing and host.missing.search(self.path):
                    self.send_error(503)
                else:
                    super().do_GET()

            def translate_path(self, path: str) -> str:
                below = urlsplit(path).path.removeprefix("/a/b")
                return super().translate_path(below)

            def send_response(self, code: int, message: str | None = None) -> None:
                if code == 200:
                    host.sent.append(self.path)
                super().send_response(code, message)

            def log_message(self, *_args: object) -> None:
                pass

        handler = functools.partial(Handler, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.handle_error = lambda *_args: None  # type: ignore[method-assign]
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


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


def kept(page: Page) -> Locator:
    """Find the sign that the page works without a network."""
    return page.get_by_role("img", name="Works offline", exact=True)


def visit(page: Page, host: Host) -> None:
    """Go there, and wait until all of it is kept."""
    page.goto(host.address)
    ready(page)
    expect(kept(page)).to_be_visible()


def renew(host: Host, title: str) -> None:
    """Put a new version on the host: another title, and a list that knows it."""
    page = host.folder / "index.html"
    html = re.sub("<title>.*</title>", f"<title>{title}</title>", page.read_text("utf-8"))
    page.write_text(html, "utf-8")


def draw_figure(page: Page) -> None:
    """Have matplotlib draw, and see that it did."""
    button(page, "Export").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("menuitem", name="Figure (SVG)", exact=True).click()
    assert ET.parse(waiting.value.path()).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_everything_works_once_the_server_is_gone(
    open_lab: Callable[..., Page], host: Host
) -> None:
    page = open_lab()
    visit(page, host)
    host.stop()
    for address in ("", "index.html", "?anything"):
        page.goto(host.address + address)
        ready(page)
    expect(kept(page)).to_be_visible()
    fast(page)
    set_number(page, "Iterations", "200")
    button(page, "Train").click()
    finish(page, "200")
    for name in ("Glass", "Exercises", "Regression", "Titanic", "Loop or matrix", "Code"):
        button(page, name).click()
        expect(page.get_by_role("alert").filter(has_text=re.compile("."))).to_have_count(0)
    expect(page.locator(".cm-content")).to_be_visible()
    draw_figure(page)
    page.goto(host.address + "?embed")
    ready(page)
