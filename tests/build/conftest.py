"""What the tests of the build share: the door itself, and a host on this machine."""

import importlib.util
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType

import pytest
from buildtools.paths import ROOT


@pytest.fixture(scope="session")
def door() -> ModuleType:
    """Return build.py as a module; another package on PyPI has the name ``build``."""
    spec = importlib.util.spec_from_file_location("door", ROOT / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Host(ThreadingHTTPServer):
    """A host that answers with `status` and `files`, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.status = 200
        self.promised = 0
        self.silence = threading.Event()
        self.silent = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        name = self.path.removeprefix("/")
        self.server.asked.append(name)
        if self.server.silent:
            self.server.silence.wait()
            return
        data = self.server.files.get(name, b"")
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(data) + self.server.promised))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.silence.set()
        server.shutdown()
