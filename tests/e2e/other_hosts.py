"""Another host, and all the ways that the learner's code may try to reach it."""

import http.server
import re
from collections.abc import Iterator
from contextlib import contextmanager

from engine import Engine
from hosts import answering


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


def try_to_reach(engine: Engine, site: str, other: str) -> None:
    """Try from the console all ways to another host, and to what the browser keeps."""
    engine.click("Code")
    ask(engine, "import js; from pyodide.code import run_js; print('there')", "there")
    for line in (
        f"x = js.XMLHttpRequest.new(); x.open('GET', '{other}', False); x.send()",
        f"js.importScripts('{other}')",
        f"run_js('import(\"{other}\")')",
        f"js.eval('import(\"{other}\")')",
        f"js.Function.new('return import(\"{other}\")')()",
        "js.postMessage('to the page')",
        f"js.Worker.new('{site}')",
    ):
        ask(engine, line, "Line 1 of your code")
    # Some engines say that it is refused, others nothing: the other host knows that nothing came.
    ask(engine, f"js.fetch('{other}')", "PyodideFuture")
    socket = f"js.WebSocket.new('{other.replace('http', 'ws')}')"
    ask(engine, f"{socket} and print('tried')", "(Line 1 of your code|tried)")
    names = "('indexedDB', 'caches', 'Worker')"
    ask(engine, f"[name for name in {names} if getattr(js, name, None)]", r"\[\]")


def ask(engine: Engine, source: str, answer: str) -> None:
    """Type a line into the console, and wait for its answer."""
    engine.click("Python for the console", "textbox")
    engine.type(source)
    engine.press("Enter")
    engine.wait_for_text("[role=log]", rf"{re.escape(source)}\n(?s:.*){answer}")
