"""A return visit starts from what the first one kept, and from the files where it cannot."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import rename_scripts
from buildtools.bench_start import KEPT
from code_page import ENDLESS, ROUND, open_code, use
from conftest import DIST
from hosts import serving
from lab import ask, button, console, eventually, ready, train, weights
from playwright.sync_api import BrowserContext, Page, Route, expect

#: What only a start from the files needs.
FILES = ("numpy.zip", ".whl")
#: Put other bytes in the place of a snapshot, with the sum that they should have.
CHANGE = """async ([path, how]) => {
  let folder = await navigator.storage.getDirectory();
  for (const name of ["glass-neuron-snapshot", path.split("/")[0]]) {
    folder = await folder.getDirectoryHandle(name);
  }
  const file = await folder.getFileHandle(path.split("/")[1]);
  // The page may not have closed it yet.
  const open = () => file.createWritable().catch(() => new Promise(setTimeout).then(open));
  const stream = await open();
  const whole = new Uint8Array(await (await file.getFile()).arrayBuffer());
  let [sum, bytes] = [whole.slice(0, 32), whole.slice(32)];
  if (how === "damaged") bytes[bytes.length >> 1] ^= 1;
  if (how === "another thing") bytes = new TextEncoder().encode("a".repeat(4096));
  if (how === "of another runtime") {
    const { length } = new Uint8Array(bytes.buffer, 16, new Uint32Array(bytes.buffer, 4, 1)[0]);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + length)));
    head.ownTable -= 1;
    const text = new TextEncoder().encode(JSON.stringify(head).padEnd(length));
    bytes.set(text.subarray(0, length), 16);
  }
  if (how === "another thing" || how === "of another runtime") {
    sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }
  await stream.write(sum);
  await stream.write(bytes);
  await stream.close();
}"""
#: What a browser may do with storage.
FORBIDDEN = """navigator.storage.getDirectory = async () => {
  throw new DOMException("", "SecurityError");
};"""
FULL = """FileSystemSyncAccessHandle.prototype.write = () => {
  throw new DOMException("", "QuotaExceededError");
};"""
LITTLE = "navigator.storage.estimate = async () => ({ quota: 3e8, usage: 1e8 });"


def open_again(page: Page, address: str) -> tuple[Page, list[str]]:
    """Open another page of the same browser; return it, ready, and what was requested."""
    requested = watch(page.context)
    again = page.context.new_page()
    again.goto(address)
    ready(again)
    return again, requested


def watch(context: BrowserContext) -> list[str]:
    """Write down the addresses of all requests from now on."""
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    return requested


def from_files(requested: list[str]) -> bool:
    """Tell whether Python was started from its files."""
    found = {end for end in FILES if any(url.endswith(end) for url in requested)}
    assert found in (set(), set(FILES))
    return bool(found)


def wait_until_kept(page: Page) -> list[tuple[str, int]]:
    """Wait until the browser keeps something, and return path and size of all."""
    ready(page)
    return [(path, size) for path, size in eventually(page, KEPT)]


def learnt(page: Page) -> list[float]:
    """Train in the studio, and read the weights at full precision."""
    train(page, "300")
    return weights(page)


def test_a_return_visit_starts_from_the_snapshot_and_learns_the_same(
    fresh_page: Page, site: str
) -> None:
    wait_until_kept(fresh_page)
    again, requested = open_again(fresh_page, site)
    assert not from_files(requested)
    assert any(url.endswith(".wasm") for url in requested), "the requests are seen at all"
    assert learnt(again) == learnt(fresh_page)


def test_chance_begins_anew_at_each_visit(fresh_page: Page, site: str) -> None:
    wait_until_kept(fresh_page)
    drawn = set()
    for _ in range(2):
        again, requested = open_again(fresh_page, site)
        assert not from_files(requested)
        open_code(again)
        # Without a seed; NumPy's old generator and Python's own get one from the console.
        ask(again, "print(np.random.default_rng().random())")
        drawn.add(console(again).locator("pre").last.inner_text())
        again.close()
    assert len(drawn) == 2


def test_what_a_start_leaves_out_comes_after_a_snapshot_too(fresh_page: Page, site: str) -> None:
    wait_until_kept(fresh_page)
    again, _ = open_again(fresh_page, site)
    open_code(again)
    ask(again, "import colorsys, numpy as np; colorsys.rgb_to_hsv(1, 0, 0)[1:]")
    expect(console(again)).to_contain_text("(1.0, 1)")
    ask(again, "np.linalg.norm(np.ma.masked_less([3, -1, 4], 0).compressed())")
    expect(console(again)).to_contain_text("5.0")


def test_a_worker_replaced_after_stop_starts_from_the_snapshot(fresh_page: Page) -> None:
    wait_until_kept(fresh_page)
    open_code(fresh_page)
    requested = watch(fresh_page.context)
    use(fresh_page, ENDLESS)
    expect(console(fresh_page).get_by_text(ROUND)).to_be_visible()
    with fresh_page.context.expect_event("request", lambda request: request.url.endswith(".wasm")):
        button(fresh_page, "Stop").click()
    expect(button(fresh_page, "Train")).to_be_visible()
    ready(fresh_page)
    assert not from_files(requested)


def test_a_snapshot_that_cannot_be_used_is_replaced(fresh_page: Page, site: str) -> None:
    page = fresh_page
    for how in ("damaged", "another thing", "of another runtime"):
        ((path, _),) = wait_until_kept(page)
        page.evaluate(CHANGE, [path, how])
        page, requested = open_again(page, site)
        assert from_files(requested), how
    wait_until_kept(page)
    _, requested = open_again(page, site)
    assert not from_files(requested)


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL, LITTLE])
def test_python_starts_where_nothing_can_be_kept(
    new_page: Callable[..., Page], site: str, storage: str
) -> None:
    page = new_page()
    script = next(DIST.glob("assets/worker-*.js")).read_text("utf-8")

    def meddle(route: Route) -> None:
        route.fulfill(body=f"{storage}\n{script}", content_type="text/javascript")

    page.context.route("**/assets/worker-*.js", meddle)
    page.goto(site)
    ready(page)
    _, requested = open_again(page, site)
    assert from_files(requested)
    assert page.evaluate(KEPT) == []


@pytest.fixture
def changing_site(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Return the address of a site, and what puts another build in its place."""
    shutil.copytree(DIST / "assets", tmp_path / "assets")
    shutil.copyfile(DIST / "index.html", tmp_path / "index.html")
    (tmp_path / "pyodide").symlink_to(DIST / "pyodide", target_is_directory=True)

    def change() -> None:
        rename_scripts(tmp_path, "main-", "early-", "chunk-", "worker-")

    with serving(tmp_path) as address:
        yield address, change


def test_another_build_throws_the_old_snapshot_away(
    new_page: Callable[..., Page], changing_site: tuple[str, Callable[[], None]]
) -> None:
    address, change = changing_site
    page = new_page()
    page.goto(address)
    ((old, _),) = wait_until_kept(page)
    change()
    again, requested = open_again(page, address)
    assert from_files(requested)
    ((new, _),) = wait_until_kept(again)
    assert new != old
    assert "LATER" in new
