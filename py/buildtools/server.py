"""A static server for this machine's browser."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from buildtools.steps import BuildError

HOST = "127.0.0.1"
#: Taken where it is free: what the page keeps in the browser belongs to one host and port.
USUAL_PORT = 8314


class Handler(SimpleHTTPRequestHandler):
    """Hand out files with the types that browsers insist on, and never from an old copy."""

    extensions_map = {  # noqa: RUF012 (the base class has it so)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".map": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
    }

    def end_headers(self) -> None:
        """Have the browser ask each time: the files change with every build."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing about what went well; errors are still logged."""


class Server(ThreadingHTTPServer):
    """One thread a request, and a port that is never shared."""

    # On Windows this flag would let two servers have the same port.
    allow_reuse_address = sys.platform != "win32"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a browser that hung up half-way, as they do on a reload."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def listen(folder: Path, port: int) -> Server:
    """Return a server over `folder` that has its port, but does not answer yet.

    Parameters
    ----------
    folder : Path
        The folder to hand out.
    port : int
        The port, or 0 for one that is free.

    Raises
    ------
    BuildError
        If the port cannot be had.
    """
    try:
        return Server((HOST, port), partial(Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise BuildError(
            f"port {port} cannot be used ({error}): choose another one with --port, "
            "or leave --port out for one that is free."
        ) from error


def listen_anywhere(folder: Path) -> Server:
    """Return a server over `folder` on the usual port, or else on one that is free."""
    try:
        return listen(folder, USUAL_PORT)
    except BuildError:
        return listen(folder, 0)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on a port that is free while something else is done; give the address."""
    with listen(folder, 0) as server:
        # How often it looks whether it is to end, in seconds.
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()


def serve(folder: Path, port: int | None) -> None:
    """Serve `folder` until Ctrl-C; without a `port`, on one that is free."""
    with listen_anywhere(folder) if port is None else listen(folder, port) as server:
        print(
            f"Glass Neuron is at http://{HOST}:{server.server_port}/ (Ctrl-C ends it)", flush=True
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nEnded.")
