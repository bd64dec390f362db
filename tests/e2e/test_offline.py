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
from builds import rename_scripts
from buildtools import browsers, offline
from conftest import DIST
from engines import CHROMIUM_FLAGS
from lab import button, eventually, fast, ready, set_number, train
from playwright.sync_api import Browser, Locator, Page, expect

#: Whether the browser holds so many versions of the site.
VERSIONS = """async (count) => {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith("site-")).length === count;
}"""
HAVE_UPDATE = "async () => void (await (await navigator.serviceWorker.getRegistration()).update())"
#: Whether the browser has neither begun with a new version nor taken one.
REFUSED = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting;
}"""


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


@pytest.fixture
def own_profile(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page whose browser has a profile on the disk, as people's browsers have."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=browsers.system("Chromium"), args=CHROMIUM_FLAGS
    )
    yield context.pages[0]
    context.close()


def kept(page: Page) -> Locator:
    """Find the sign that the page works without a network."""
    return page.get_by_role("img", name="Works offline", exact=True)


def visit(page: Page, host: Host) -> None:
    """Go there, and wait until all of it is kept."""
    page.goto(host.address)
    ready(page)
    expect(kept(page)).to_be_visible()


def renew(host: Host, title: str) -> None:
    """Put a new version on the host: another title, and other names for the page's scripts."""
    page = host.folder / "index.html"
    text = re.sub("<title>.*</title>", f"<title>{title}</title>", page.read_text("utf-8"))
    page.write_text(text, "utf-8")
    rename_scripts(host.folder, "main-", "code_mirror-")
    offline.write_service_worker(host.folder)


def news(page: Page, text: str) -> Locator:
    """Find what the page says of itself."""
    return page.get_by_role("status").filter(has_text=text)


def offer(page: Page) -> Locator:
    """Find what is said when a new version is there."""
    return news(page, "A new version is ready.")


def expect_no_new_version(page: Page) -> None:
    """Have the browser look for one, and expect that it has refused what it found."""
    page.evaluate(HAVE_UPDATE)
    eventually(page, REFUSED)
    expect(offer(page)).to_have_count(0)


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
    train(page, "200")
    for name in ("Glass", "Exercises", "Regression", "Titanic", "Loop or matrix", "Code"):
        button(page, name).click()
        expect(page.get_by_role("alert").filter(has_text=re.compile("."))).to_have_count(0)
    expect(page.locator(".cm-content")).to_be_visible()
    draw_figure(page)
    page.goto(host.address + "?embed")
    ready(page)


def test_the_visit_that_keeps_it_goes_on_without_the_server(
    open_lab: Callable[..., Page], host: Host
) -> None:
    page = open_lab()
    visit(page, host)
    host.stop()
    button(page, "Code").click()
    expect(page.locator(".cm-content")).to_be_visible()
    draw_figure(page)


def test_nothing_is_sent_twice(own_profile: Page, host: Host) -> None:
    visit(own_profile, host)
    assert "/a/b/service-worker.js" in host.sent
    again = {path for path in host.sent if host.sent.count(path) > 1}
    assert again == set()


def test_new_version_is_offered_and_taken(open_lab: Callable[..., Page], host: Host) -> None:
    page = open_lab()
    visit(page, host)
    renew(host, "Second")
    page.reload()
    expect(offer(page)).to_be_visible()
    # All of it is there, but what is shown is the old one still.
    expect(page).to_have_title("Glass Neuron")
    set_number(page, "Learning rate", "0.25")
    host.stop()
    button(page, "Switch to it").click()
    expect(page).to_have_title("Second")
    ready(page)
    expect(page.get_by_role("spinbutton", name="Learning rate")).to_have_value("0.25")
    expect(kept(page)).to_be_visible()
    expect(offer(page)).to_have_count(0)
    eventually(page, VERSIONS, 1)


def test_a_tab_of_the_old_version_keeps_its_files_until_it_is_closed(
    open_lab: Callable[..., Page], host: Host
) -> None:
    page = open_lab()
    visit(page, host)
    other = page.context.new_page()
    other.goto(host.address)
    ready(other)
    renew(host, "Second")
    page.reload()
    expect(offer(page)).to_be_visible()
    button(page, "Switch to it").click()
    expect(page).to_have_title("Second")
    ready(page)
    host.stop()
    # Its editor has a name that only the old version knows.
    button(other, "Code").click()
    expect(other.locator(".cm-content")).to_be_visible()
    expect(other).to_have_title("Glass Neuron")
    eventually(page, VERSIONS, 2)
    other.close()
    page.reload()
    ready(page)
    eventually(page, VERSIONS, 1)


def test_half_a_new_version_leaves_the_old_one_working(
    open_lab: Callable[..., Page], host: Host, complaints: list[str]
) -> None:
    page = open_lab()
    visit(page, host)
    renew(host, "Second")
    host.missing = re.compile("main-.*LATER")
    page.reload()
    ready(page)
    expect(kept(page)).to_be_visible()
    expect_no_new_version(page)
    host.stop()
    page.reload()
    ready(page)
    expect(page).to_have_title("Glass Neuron")
    complaints.clear()  # the browser itself reports the missing file
    host.missing = None
    host.start()
    page.reload()
    expect(offer(page)).to_be_visible()


def test_a_page_of_another_version_than_the_list_is_not_kept(
    open_lab: Callable[..., Page], host: Host, complaints: list[str]
) -> None:
    # As on a host that is between two versions: the list has come already, the page has not.
    page = open_lab()
    visit(page, host)
    before = (host.folder / "index.html").read_text("utf-8")
    renew(host, "Second")
    (host.folder / "index.html").write_text(before, "utf-8")
    page.reload()
    ready(page)
    expect_no_new_version(page)
    expect(page).to_have_title("Glass Neuron")
    complaints.clear()  # the browser itself reports the integrity


def test_no_room_is_said_and_the_page_works(open_lab: Callable[..., Page], host: Host) -> None:
    page = open_lab()
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin",
        {"origin": host.address.removesuffix("/a/b/"), "quotaSize": 8_000_000},
    )
    page.goto(host.address)
    ready(page)
    expect(news(page, "the browser has no room to keep it")).to_be_visible()
    eventually(page, VERSIONS, 0)
    expect(kept(page)).to_be_hidden()
    draw_figure(page)
    button(page, "Close").click()
    expect(news(page, "the browser has no room to keep it")).to_be_hidden()


@pytest.mark.parametrize(
    "take_away",
    [
        "ServiceWorkerContainer.prototype.register = () => "
        "Promise.reject(new DOMException('no', 'SecurityError'))",
        "delete Navigator.prototype.serviceWorker",
    ],
)
def test_storage_that_is_forbidden_is_said_in_the_page_s_language(
    open_lab: Callable[..., Page], host: Host, take_away: str
) -> None:
    page = open_lab(locale="ru")
    page.add_init_script(take_away)
    page.goto(host.address)
    expect(news(page, "браузер не позволяет её сохранить")).to_be_visible()
    button(page, "Обучить").click()
    expect(page.locator("#iteration")).not_to_have_text("0")


def test_what_cannot_be_had_without_a_network_is_said_once_it_is_asked_for(
    new_page: Callable[..., Page], host: Host, complaints: list[str]
) -> None:
    page = new_page()
    page.goto(host.address)
    ready(page)
    host.stop()
    page.context.set_offline(True)
    train(page, "150")
    alert = page.get_by_role("alert")
    expect(alert).to_be_empty()
    button(page, "Export").click()
    page.get_by_role("menuitem", name="Figure (SVG)", exact=True).click()
    expect(alert).to_contain_text("matplotlib could not be loaded: there is no network.")
    complaints.clear()  # the browser itself reports the missing files


def test_a_frame_in_another_page_keeps_nothing(open_lab: Callable[..., Page], host: Host) -> None:
    (host.folder / "course.html").write_text(
        '<link rel="icon" href="data:,"><iframe src="./?embed" width="800"></iframe>'
    )
    page = open_lab()
    page.goto(host.address + "course.html")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Train", exact=True).click()
    expect(frame.locator("#iteration")).to_have_text("2,000", timeout=60_000)
    assert not [path for path in host.sent if "service-worker" in path]


def test_browsers_offer_to_install_it(own_profile: Page, host: Host) -> None:
    visit(own_profile, host)
    session = own_profile.context.new_cdp_session(own_profile)
    assert session.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == host.address + "manifest.webmanifest"
