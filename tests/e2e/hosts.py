"""A static host that can be stopped, and what a page from it says of being kept."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lab import ready
from playwright.sync_api import Locator, Page, expect

#: Whether the browser holds so many versions of the site.
VERSIONS = """async (count) => {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith("site-")).length === count;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Hands out files and says nothing of it."""

    def log_message(self, *_args: object) -> None:
        pass


def listen(handler: Callable[..., Any], port: int = 0) -> http.server.ThreadingHTTPServer:
    """Answer by a handler from now on, on a port that is free unless one is named."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    # A browser that leaves in the middle of a download is no error.
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


@contextmanager
def answering(handler: Callable[..., Any]) -> Iterator[str]:
    """Answer by a handler for a while, and give the address."""
    with listen(handler) as server:
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def serving(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder as a plain static host does, and give the address."""
    return answering(functools.partial(Quiet, directory=str(folder)))


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

        class Handler(Quiet):
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

        self.server = listen(functools.partial(Handler, directory=str(self.folder)), self.port)
        self.port = self.server.server_port

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


def kept(page: Page) -> Locator:
    """Find the sign that the page works without a network."""
    return page.get_by_role("img", name="Works offline", exact=True)


def visit(page: Page, host: Host) -> None:
    """Go there, and wait until all of it is kept."""
    page.goto(host.address)
    ready(page)
    expect(kept(page)).to_be_visible()


def news(page: Page, text: str) -> Locator:
    """Find what the page says of itself."""
    return page.get_by_role("status").filter(has_text=text)
