"""What works without a network, and what is said where the site cannot be kept."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from buildtools import browsers
from by_playwright import CHROMIUM_FLAGS
from hosts import VERSIONS, Host, kept, news, visit
from lab import button, eventually, fast, ready, train
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def own_profile(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page whose browser has a profile on the disk, as people's browsers have."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=browsers.system("Chromium"), args=CHROMIUM_FLAGS
    )
    yield context.pages[0]
    context.close()


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


def test_a_page_that_is_kept_opens_without_waiting_for_the_service_worker(
    open_lab: Callable[..., Page], host: Host
) -> None:
    page = open_lab()
    visit(page, host)
    page.reload()
    ready(page)
    answered = page.evaluate("""() => performance.getEntries()
      .filter(({ name, workerFinalSourceType: by }) => by !== undefined && !/^blob:/.test(name))
      .map(({ name, workerFinalSourceType: by }) => [name, by])""")
    assert host.address in dict(answered)
    assert {by for _, by in answered} == {"cache"}


def test_nothing_is_sent_twice(own_profile: Page, host: Host) -> None:
    visit(own_profile, host)
    assert "/a/b/service-worker.js" in host.sent
    again = {path for path in host.sent if host.sent.count(path) > 1}
    assert again == set()


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
