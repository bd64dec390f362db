"""WebKitGTK's MiniBrowser, driven by WebDriver."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from buildtools import browsers
from engine import PATIENCE, WINDOW, Engine, spot
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

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
  const labels = [...(element.labels ?? [])].map((label) => label.ariaLabel ?? label.textContent);
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
        # Drawing through a graphics card that is only simulated has crashed it.
        own["WEBKIT_SKIA_ENABLE_CPU_RENDERING"] = "1"
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
