"""What a person does and reads in any engine: one layer over Playwright and over WebDriver."""

import json
import os
import re
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from buildtools import browsers
from lab import EXTENT
from playwright.sync_api import Browser, BrowserType, Page, Playwright, expect
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

WINDOW = {"width": 1280, "height": 900}
PATIENCE = 60
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


class Engine(ABC):
    """A browser with one page; things are found by their role and accessible name."""

    name: str
    version: str
    #: What went wrong on the page: errors of its scripts and of its console.
    complaints: list[str]

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address."""

    @abstractmethod
    def click(self, name: str, role: str = "button") -> None:
        """Click on what has this name."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys one after the other, under Playwright's names."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type where the caret is."""

    @abstractmethod
    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a stroke on the plane with the pointer."""

    @abstractmethod
    def text(self, css: str) -> str:
        """Read the visible text of the first element that a selector finds, or nothing."""

    @abstractmethod
    def reading(self, name: str) -> str:
        """Read an output by its label."""

    @abstractmethod
    def save(self, entry: str) -> str:
        """Choose an entry of the export menu and read the file that is saved."""

    @abstractmethod
    def requests(self) -> list[str]:
        """List the addresses that the page has asked for, as far as the engine tells them."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def ready(self) -> None:
        """Wait until Python is there."""
        self.wait_for("Status", "^Ready")

    def wait_for(self, name: str, pattern: str) -> str:
        """Wait until an output's text fits, and return it."""
        return self.wait(lambda: self.reading(name), pattern, name)

    def wait_for_text(self, css: str, pattern: str) -> str:
        """Wait until the text of an element fits, and return it."""
        return self.wait(lambda: self.text(css), pattern, css)

    def wait(self, read, pattern: str, what: str) -> str:
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, text := read()):
            assert time.monotonic() < end, f"{what} reads {text!r}, not {pattern!r}"
            self.pause()
        return text

    def pause(self) -> None:
        """Let a moment pass."""
        time.sleep(0.1)

    def results(self) -> dict:
        """Export the results and read them."""
        return json.loads(self.save("Results (JSON)"))


#: Keeps what the page gives to the person as a file.
KEEP_FILE = """() => {
  const make = URL.createObjectURL.bind(URL);
  window.keptFile = new Promise((keep) => {
    URL.createObjectURL = (file) => (keep(file), make(file));
  });
}"""


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


#: What may have a role; the browser itself then says what the name is.
TAGS = {
    "button": "button, [role=button]",
    "menuitem": "[role=menuitem]",
    "radio": "[type=radio]",
    "status": "output, [role=status]",
    "textbox": "input, textarea, [role=textbox]",
    "application": "[role=application]",
}
#: Finds what is visible, in shadow roots too.
SEEN = """
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
const seen = (css, root = document) =>
  [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element.matches(css) && isSeen(element) ? [element] : []),
    ...(element.shadowRoot ? seen(css, element.shadowRoot) : []),
  ]);
"""
#: Finds elements whose name may be this, so that the browser need not be asked about all.
CANDIDATES = f"""{SEEN}
const [tags, name] = arguments;
return seen(tags).filter((element) => {{
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const texts = [element.ariaLabel, ...labels, element.textContent];
  const others = ids.map((id) => document.getElementById(id)?.textContent ?? "");
  return [...texts, others.join(" ")].some((text) => text?.trim() === name);
}});
"""
#: Finds where an element can be clicked: a little inside, where nothing lies over it.
INSIDE = """
const [element] = arguments;
const parts = [element, ...(element.labels ?? [])];
const inside = () => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + Math.min(width / 2, 20), top + Math.min(height / 2, 20)];
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) hit = hit.shadowRoot.elementFromPoint(x, y);
  return parts.some((part) => part.contains(hit)) ? [x, y] : null;
};
return inside() ?? (element.scrollIntoView({ block: "center" }), inside());
"""
#: WebDriver hands over no console: what goes wrong after the page has opened is noted in the page.
NOTES = """
window.complaints = [];
const note = (kind) => (event) =>
  window.complaints.push(`${kind}: ${event.message ?? event.reason ?? event.violatedDirective}`);
addEventListener("error", note("page error"));
addEventListener("unhandledrejection", note("page error"));
addEventListener("securitypolicyviolation", note("policy"));
console.error = (...texts) => window.complaints.push(`console: ${texts.join(" ")}`);
"""
KEYS = {
    "Home": Keys.HOME,
    "Tab": Keys.TAB,
    "Enter": Keys.ENTER,
    "End": Keys.END,
    "Escape": Keys.ESCAPE,
}


class ByWebDriver(Engine):
    """WebKitGTK's MiniBrowser, on a screen of its own; what it saves lies in `folder`."""

    name = "WebKit"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.screen, display = start_screen()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browsers.system("WebKit"))
        options.add_argument("--automation")
        # In this locale the browser's language is called C, which is no language tag.
        own = {"DISPLAY": display, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        service = webdriver.WebKitGTKService("/usr/bin/WebKitWebDriver", env=os.environ | own)
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_window_size(*WINDOW.values())
        self.version = self.driver.capabilities["browserVersion"]

    @property
    def complaints(self) -> list[str]:  # type: ignore[override]
        """What went wrong since the page was opened."""
        return self.driver.execute_script("return window.complaints ?? []")

    def open(self, address: str) -> None:
        self.driver.get(address)
        self.driver.execute_script(NOTES)

    def find[Result](self, name: str, role: str, act: Callable[[WebElement], Result]) -> Result:
        """Do something with what is to be seen and has this role and name, once it can be done."""
        end = time.monotonic() + PATIENCE
        trouble: Exception = AssertionError(f"there is no {role} named {name!r}")
        while time.monotonic() < end:
            try:
                for element in self.driver.execute_script(CANDIDATES, TAGS[role], name):
                    if element.aria_role == role and element.accessible_name == name:
                        return act(element)
            except (StaleElementReferenceException, ElementClickInterceptedException) as error:
                trouble = error
            self.pause()
        raise trouble

    def click(self, name: str, role: str = "button") -> None:
        def press(element: WebElement) -> None:
            inside = self.driver.execute_script(INSIDE, element)
            if not inside:
                raise ElementClickInterceptedException(f"something covers {name!r}")
            self.stroke(inside)

        self.find(name, role, press)

    def press(self, *keys: str) -> None:
        actions = webdriver.ActionChains(self.driver)
        for key in keys:
            *held, last = key.split("+")
            for modifier in held:
                actions.key_down(getattr(Keys, modifier.upper()))
            actions.send_keys(KEYS.get(last, last))
            for modifier in held:
                actions.key_up(getattr(Keys, modifier.upper()))
        actions.perform()

    def type(self, text: str) -> None:
        self.press(*text)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        box = self.find("Plane", "application", lambda plane: plane.rect)
        parts = (0, 0.25, 0.5, 0.75, 1)
        between = [[a + (b - a) * part for a, b in zip(start, end, strict=True)] for part in parts]
        self.stroke(*(spot(box, point) for point in between))

    def stroke(self, *path: tuple[float, float]) -> None:
        """Press the pointer down, move it along a path, and let go."""
        actions = ActionBuilder(self.driver, PointerInput("mouse", "mouse"), duration=20)
        start, *rest = path
        actions.pointer_action.move_to_location(*start).pointer_down()
        for point in rest:
            actions.pointer_action.move_to_location(*point)
        actions.pointer_action.pointer_up()
        actions.perform()

    def text(self, css: str) -> str:
        # WebDriver's own way of reading puts the lines together.
        script = f"{SEEN} return seen(arguments[0])[0]?.innerText ?? ''"
        return self.driver.execute_script(script, css)

    def reading(self, name: str) -> str:
        return self.find(name, "status", lambda output: output.text)

    def save(self, entry: str) -> str:
        before = set(self.folder.rglob("*.*"))
        self.click("Export")
        self.click(entry, "menuitem")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for path in set(self.folder.rglob("glass-neuron-*")) - before:
                if path.suffix != ".wkdownload" and path.stat().st_size:
                    return path.read_text("utf-8")
            self.pause()
        raise AssertionError(f"{entry} was not saved")

    def requests(self) -> list[str]:
        return self.driver.execute_script(
            "return performance.getEntriesByType('resource').map(({ name }) => name)"
        )

    def close(self) -> None:
        self.driver.quit()
        self.screen.terminate()
        self.screen.wait()


def start_screen() -> tuple[subprocess.Popen[bytes], str]:
    """Start a screen that nobody sees, and return the process and its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1100x24"]
    command += ["-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        return screen, f":{answer.readline().strip()}"


def spot(box, point) -> tuple[int, int]:
    """Find where a point of the plane is on the screen."""
    x, y = point
    return (
        round(box["x"] + (x + EXTENT) / (2 * EXTENT) * box["width"]),
        round(box["y"] + (EXTENT - y) / (2 * EXTENT) * box["height"]),
    )


def is_here(playwright: Playwright, name: str) -> bool:
    """Whether there is a browser with an engine."""
    own = Path(getattr(playwright, name.lower()).executable_path)
    return browsers.system(name) is not None or own.exists()


def start(playwright: Playwright, name: str, folder: Path) -> Engine:
    """Start an engine."""
    if name == "WebKit" and browsers.system("WebKit"):
        return ByWebDriver(folder)
    return ByPlaywright(playwright, name)


def do_the_main_job(engine: Engine) -> None:
    """Draw, train, look inside, edit, and stop, on a page that was just opened."""
    # Drawn while Python is still on its way.
    engine.click("Clear points")
    engine.click("Class 1", "radio")
    engine.drag((-8, 6), (6, 8))
    engine.click("Class 0", "radio")
    engine.drag((-6, -8), (8, -4))
    engine.wait_for_text("#data", r"\b[1-9]\d of class 1, [1-9]\d of class 0")
    engine.ready()
    engine.click("100 steps")
    engine.wait_for("Iteration", "^100$")
    engine.wait_for("Training accuracy", r"^100\.0 %$")

    engine.click("w1: how it is computed")
    engine.wait_for_text("#glass .line.maker", re.escape("w - learning_rate * dw"))
    engine.click("Code")
    engine.wait_for_text(".cm-content", "import numpy")
    engine.click("Python code. Press Escape and then Tab to leave it.", "textbox")
    engine.press("Control+Home")
    engine.type("while True:\npass\n")
    engine.click("Use my code")
    engine.click("Stop")
    engine.wait_for("Which code trains", "^This code waits")
    engine.click("Reset to the original")
    engine.click("Studio")
    engine.ready()
    engine.click("10 steps")
    engine.wait_for("Iteration", "^10$")
