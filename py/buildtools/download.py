"""Fetch one file over HTTP, and know soon when nobody will answer."""

import http.client
import queue
import threading
import time
import urllib.error
import urllib.request
from typing import cast

from buildtools.steps import meter

#: Seconds to wait for an answer, and for each next piece of it.
PATIENCE = 5.0
#: Bytes a second, on average, below which a download counts as stalled.
SLOWEST = 2000
CHUNK = 1 << 16


class OutOfReachError(Exception):
    """The other side did not answer, or did not hand over the whole file."""


def fetch(url: str, patience: float = PATIENCE) -> bytes:
    """Download a file in one attempt.

    Parameters
    ----------
    url : str
        An address that answers GET.
    patience : float
        Seconds until the first byte, and from one piece to the next.

    Raises
    ------
    OutOfReachError
        For whatever kept the file from coming: no name, no route, refused by host or proxy,
        not found there, stalled, broken off.
    """
    try:
        with _open(url, patience) as answer:
            return _read(answer, url.rsplit("/", 1)[-1], patience)
    except (OSError, http.client.HTTPException) as error:
        raise OutOfReachError(str(getattr(error, "reason", error)) or "no answer") from error


def _open(url: str, patience: float) -> http.client.HTTPResponse:
    """Open `url` within `patience` seconds in all: a socket's timeout leaves name look-up out."""
    answers: queue.Queue[http.client.HTTPResponse | Exception] = queue.Queue()

    def attempt() -> None:
        request = urllib.request.Request(url, headers={"User-Agent": "glassneuron-build"})
        try:
            opened = urllib.request.urlopen(request, timeout=patience)
            answers.put(cast("http.client.HTTPResponse", opened))
        except urllib.error.HTTPError as error:
            error.close()
            answers.put(ConnectionError(str(error)))
        except Exception as error:  # handed to the thread that waits
            answers.put(error)

    threading.Thread(target=attempt, daemon=True).start()
    try:
        answer = answers.get(timeout=patience)
    except queue.Empty:
        raise TimeoutError(f"no answer within {patience:g} seconds") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _read(answer: http.client.HTTPResponse, name: str, patience: float) -> bytes:
    """Read the whole body, showing how far it is."""
    total = int(answer.headers.get("Content-Length") or 0)
    show = meter(name, total)
    body = bytearray()
    started = time.monotonic()
    while piece := answer.read1(CHUNK):
        body += piece
        show(len(body))
        if time.monotonic() - started > patience + len(body) / SLOWEST:
            raise TimeoutError(f"less than {SLOWEST / 1000:g} kB a second")
    if total and len(body) != total:
        raise ConnectionError(f"broke off after {len(body)} of {total} bytes")
    return bytes(body)
