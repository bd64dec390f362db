"""Another host, and all the ways that the learner's code may try to reach it."""

import http.server
from collections.abc import Iterator
from contextlib import contextmanager

from code_page import open_code
from hosts import answering
from lab import ask, console
from playwright.sync_api import Page, expect


@contextmanager
def other_host() -> Iterator[tuple[str, list[str]]]:
    """Another host that would answer everybody, and what it was asked."""
    asked: list[str] = []

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with answering(Host) as address:
        yield address, asked


def try_to_reach(page: Page, site: str, other: str) -> None:
    """Try from the console all ways to another host, and to what the browser keeps."""
    open_code(page)
    log = console(page)
    ask(page, "import js; from pyodide.code import run_js")
    for line in (
        f"x = js.XMLHttpRequest.new(); x.open('GET', '{other}', False); x.send()",
        f"js.importScripts('{other}')",
        f"run_js('import(\"{other}\")')",
        f"js.eval('import(\"{other}\")')",
        f"js.Function.new('return import(\"{other}\")')()",
        "js.postMessage('to the page')",
        f"js.Worker.new('{site}')",
    ):
        before = log.locator(".error").count()
        ask(page, line)
        expect(log.locator(".error")).to_have_count(before + 1)
    ask(page, f"js.fetch('{other}').then(lambda _: print('came'), lambda _: print('refused'))")
    expect(log).to_contain_text("refused")
    ask(page, f"socket = js.WebSocket.new('{other.replace('http', 'ws')}')")
    ask(page, "[name for name in ('indexedDB', 'caches', 'Worker') if getattr(js, name, None)]")
    expect(log).to_contain_text("[]")
