"""How soon the page is ready, against stock Pyodide: its core, the stock NumPy wheel, a worker."""

import gzip
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, Playwright, Request, sync_playwright

from buildtools import browsers, runtime, server
from buildtools.paths import DIST, cache_folder
from buildtools.steps import MEGABYTE

ROUNDS = 5
MOST_BYTES = 7.5e6
LONGEST_TASK = 50
#: What a static host compresses on its way; zips and wheels are compressed already.
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm"}

STOCK_PAGE = """<!doctype html>
<title>stock</title>
<link rel="icon" href="data:," />
<script type="module">
  const worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => (document.title = data);
</script>
"""
STOCK_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide({ indexURL: new URL("./", import.meta.url).href });
await pyodide.loadPackage("numpy", { messageCallback() {} });
pyodide.runPython("import numpy");
postMessage("Ready");
"""
#: When the page is ready, and the longest task until a point could be drawn; in milliseconds.
WATCH = """
  const tasks = [];
  window.seen = { ready: 0, drawable: 0 };
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({
    type: "longtask",
    buffered: true,
  });
  const timer = setInterval(() => {
    const now = performance.now();
    if (document.querySelector("#plane [role=application]")) seen.drawable ||= now;
    const status = document.getElementById("status")?.textContent ?? document.title;
    if (!status.startsWith("Ready")) return;
    clearInterval(timer);
    const before = tasks.filter(({ startTime }) => startTime < seen.drawable);
    seen.longest = Math.max(0, ...before.map(({ duration }) => duration));
    seen.ready = now;
  }, 5);
"""
#: Of each snapshot that is kept: the path of its file, and its size in bytes.
KEPT = """async () => {
  const all = await navigator.storage.getDirectory();
  const found = [];
  const site = await all.getDirectoryHandle("glass-neuron-snapshot").catch(() => null);
  for await (const folder of site?.values() ?? []) {
    for await (const file of folder.values()) {
      const { size } = await file.getFile();
      if (size) found.push([`${folder.name}/${file.name}`, size]);
    }
  }
  return found;
}"""


def measure() -> dict[str, Any]:
    """Visit both pages in turn, each time with a new profile and then once more with that one.

    Returns
    -------
    dict
        ``lines`` for `bench.report`, in seconds; the ``bytes`` of a first visit to ``stock`` and
        ``site``; the ``tasks``, the longest of each first visit, in milliseconds.
    """
    seconds: dict[str, dict[str, list[float]]] = {
        visit: {"plain": [], "fast": []} for visit in ("first visit", "return visit")
    }
    tasks: list[float] = []
    requested: dict[str, set[str]] = {}
    with sync_playwright() as playwright, _both() as (root, address):
        for _ in range(ROUNDS):
            for way, name in (("plain", "stock"), ("fast", "site")):
                with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
                    first, requested[name] = _visit(playwright, profile, f"{address}{name}/")
                    again, _ = _visit(playwright, profile, f"{address}{name}/")
                seconds["first visit"][way].append(first["ready"] / 1000)
                seconds["return visit"][way].append(again["ready"] / 1000)
                if name == "site":
                    tasks.append(first["longest"])
        sent = {
            name: sum(_sent(root / path) for path in paths) for name, paths in requested.items()
        }
    lines = [{"key": key, "difference": 0.0, **times} for key, times in seconds.items()]
    return {"lines": lines, "bytes": sent, "tasks": tasks}


def report(found: dict[str, Any]) -> tuple[str, bool]:
    """Return what `measure` found beside the times, for people, and whether it misses a target."""
    site, stock = (found["bytes"][name] for name in ("site", "stock"))
    # A task is only longer than it is by nature, where other work takes its turn.
    longest = min(found["tasks"])
    light, smooth = site <= MOST_BYTES, longest <= LONGEST_TASK
    task = f"{longest:.0f} ms" if longest else f"under {LONGEST_TASK} ms"
    text = (
        "A first visit, in Chromium:\n"
        f"  bytes, compressed  {site / MEGABYTE:6.2f} MB  (at most {MOST_BYTES / MEGABYTE:g} MB; "
        f"stock {stock / MEGABYTE:.2f} MB){'' if light else '  MISSED'}\n"
        f"  longest task until a point can be drawn  {task}  (at most {LONGEST_TASK} ms)"
        f"{'' if smooth else '  MISSED'}"
    )
    return text, not (light and smooth)


@contextmanager
def _both() -> Iterator[tuple[Path, str]]:
    """Serve the site and a page of stock Pyodide; give the folder of both and its address."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "site").symlink_to(DIST, target_is_directory=True)
        stock = root / "stock"
        stock.mkdir()
        lock = runtime.trimmed_lock()
        files = runtime.collect(
            runtime.wanted_files(), cache_folder() / f"pyodide-{runtime.VERSION}"
        )
        for file in (*runtime.TABLE["files"], runtime.wheel_of("numpy")):
            (stock / file).write_bytes(files[file])
        (stock / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
        (stock / "index.html").write_text(STOCK_PAGE, "utf-8")
        (stock / "worker.js").write_text(STOCK_WORKER, "utf-8")
        with server.serving(root) as address:
            yield root, address


def _visit(playwright: Playwright, profile: str, address: str) -> tuple[dict[str, float], set[str]]:
    """Open a page in a browser of its own until it is ready; return times and requested paths."""
    found = browsers.system("Chromium")
    context: BrowserContext = playwright.chromium.launch_persistent_context(
        profile, executable_path=found, args=["--no-sandbox"], locale="en-GB"
    )
    requested: set[str] = set()

    def note(request: Request) -> None:
        # What the service worker keeps for later, it fetches when the page has what it needs.
        if request.service_worker is None:
            requested.add(request.url)

    context.on("request", note)
    context.add_init_script(WATCH)
    page = context.pages[0]
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.seen.ready", timeout=120_000)
    seen: dict[str, float] = page.evaluate("seen")
    while address.endswith("/site/") and not page.evaluate(KEPT):
        page.wait_for_timeout(100)
    # What the browser itself keeps, such as compiled scripts, it writes a little later.
    page.wait_for_timeout(1500)
    context.close()
    parts = (urlsplit(url) for url in requested if url.startswith("http"))
    return seen, {unquote(part.path).strip("/") for part in parts}


def _sent(path: Path) -> int:
    """Tell the bytes of a file as a static host sends it."""
    if path.is_dir():
        path /= "index.html"
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in COMPRESSED else len(data)
