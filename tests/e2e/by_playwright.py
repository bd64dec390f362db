"""Chromium, Firefox and Playwright's own WebKit, driven by Playwright."""

import re

from buildtools import browsers
from engine import PATIENCE, WINDOW, Engine, spot
from playwright.sync_api import Browser, BrowserType, Page, Playwright, expect

# Without these, Debian's Chromium calls home and does not start as root.
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FIREFOX_SETTINGS = {
    # As for everyone who is not a test: one file:// address is foreign to another.
    "security.fileuri.strict_origin_policy": True,
}
#: Keeps what the page gives to the person as a file.
KEEP_FILE = """() => {
  const make = URL.createObjectURL.bind(URL);
  window.keptFile = new Promise((keep) => {
    URL.createObjectURL = (file) => (keep(file), make(file));
  });
}"""


def launch(playwright: Playwright, name: str) -> Browser:
    """Start the system's browser with an engine, or the one that Playwright installed."""
    kind: BrowserType = getattr(playwright, name.lower())
    path = browsers.system(name) if name != "WebKit" else None
    if name == "Chromium":
        return kind.launch(executable_path=path, args=CHROMIUM_FLAGS)
    if name == "Firefox":
        channel = "moz-firefox" if path else None
        return kind.launch(
            executable_path=path, channel=channel, firefox_user_prefs=FIREFOX_SETTINGS
        )
    return kind.launch()


class ByPlaywright(Engine):
    """Chromium, Firefox, or Playwright's own WebKit."""

    def __init__(self, playwright: Playwright, name: str) -> None:
        self.name = name
        self.browser = launch(playwright, name)
        self.version = self.browser.version
        self.complaints = []
        self.asked: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Open a page that shares nothing with others."""
        page = self.browser.new_context(viewport=WINDOW).new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self.note)
        page.context.on("request", lambda request: self.asked.append(request.url))
        return page

    def note(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def open(self, address: str) -> None:
        self.asked.clear()
        self.page.goto(address)

    def click(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        box = self.page.get_by_role("application", name="Plane", exact=True).bounding_box()
        mouse = self.page.mouse
        mouse.move(*spot(box, start))
        mouse.down()
        mouse.move(*spot(box, end), steps=4)
        mouse.up()

    def text(self, css: str) -> str:
        found = self.page.locator(css).locator("visible=true")
        return found.first.inner_text() if found.count() else ""

    def reading(self, name: str) -> str:
        return self.page.get_by_role("status", name=name, exact=True).inner_text()

    def wait_for(self, name: str, pattern: str) -> str:
        found = self.page.get_by_role("status", name=name, exact=True)
        expect(found).to_have_text(re.compile(pattern), timeout=PATIENCE * 1000)
        return found.inner_text()

    def pause(self) -> None:
        self.page.wait_for_timeout(50)

    def save(self, entry: str) -> str:
        # Playwright hears nothing of what the system's Firefox downloads.
        self.page.evaluate(KEEP_FILE)
        self.click("Export")
        self.click(entry, "menuitem")
        return self.page.evaluate("keptFile.then((file) => file.text())")

    def requests(self) -> list[str]:
        return list(self.asked)

    def close(self) -> None:
        self.browser.close()
