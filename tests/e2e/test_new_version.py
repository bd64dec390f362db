"""How a new version of the site takes the place of the one that a browser has kept."""

import re
from collections.abc import Callable

from builds import rename_scripts
from buildtools import offline
from hosts import VERSIONS, Host, kept, news, visit
from lab import button, eventually, ready, set_number
from playwright.sync_api import Locator, Page, expect

HAVE_UPDATE = "async () => void (await (await navigator.serviceWorker.getRegistration()).update())"
#: Whether the browser has neither begun with a new version nor taken one.
REFUSED = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting;
}"""


def renew(host: Host, title: str) -> None:
    """Put a new version on the host: another title, and other names for the page's scripts."""
    page = host.folder / "index.html"
    text = re.sub("<title>.*</title>", f"<title>{title}</title>", page.read_text("utf-8"))
    page.write_text(text, "utf-8")
    rename_scripts(host.folder, "main-", "code_mirror-")
    offline.write_service_worker(host.folder)


def offer(page: Page) -> Locator:
    """Find what is said when a new version is there."""
    return news(page, "A new version is ready.")


def expect_no_new_version(page: Page) -> None:
    """Have the browser look for one, and expect that it has refused what it found."""
    page.evaluate(HAVE_UPDATE)
    eventually(page, REFUSED)
    expect(offer(page)).to_have_count(0)


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
