"""What a person does on the page, and what they read there."""

import re
import time
from typing import Any

from playwright.sync_api import Locator, Page, expect

EXTENT = 10.5
# The seed that the page begins with.
SEED = 6
# Comes to an end once all has been in one place for three frames.
SETTLED = """async () => {
  await document.fonts.ready;
  const places = () => [...document.querySelectorAll("button, canvas")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height];
  }).join();
  for (let last = "", still = 0; still < 3; ) {
    await new Promise(requestAnimationFrame);
    const now = places();
    still = now === last ? still + 1 : 0;
    last = now;
  }
}"""
# How many seconds a question may go without an answer.
PATIENCE = 30


def ready(page: Page) -> None:
    """Wait until Python is there, which takes a busy machine a while."""
    status = page.get_by_role("status", name="Status")
    expect(status).to_have_text(re.compile("^Ready"), timeout=90_000)


def button(page: Page, name: str) -> Locator:
    """Find a button by its whole name."""
    return page.get_by_role("button", name=name, exact=True)


def reading(page: Page, name: str) -> Locator:
    """Find an output by its label."""
    return page.get_by_role("status", name=name, exact=True)


def value(page: Page, name: str) -> float:
    """Read an output's number at full precision."""
    drawn(page)
    return float(reading(page, name).get_attribute("data-value") or "nan")


def weights(page: Page) -> list[float]:
    """Read the weights and the bias of one neuron at full precision."""
    return [value(page, name) for name in ("w1", "w2", "b")]


def set_number(page: Page, name: str, number: str) -> None:
    """Type into a number field and leave it."""
    field = page.get_by_role("spinbutton", name=name, exact=True)
    field.fill(number)
    field.press("Tab")


def fast(page: Page) -> None:
    """Train without pauses to watch."""
    page.get_by_role("slider", name="Speed", exact=True).press("End")


def choose_tool(page: Page, name: str) -> None:
    """Choose what the plane draws."""
    page.get_by_role("radio", name=name, exact=True).check()


def plane(page: Page, name: str = "Plane") -> Locator:
    """Find the plane, or the second of two, on the page that is open."""
    return page.get_by_role("application", name=name, exact=True)


def place(page: Page, x: float, y: float, name: str = "Plane") -> tuple[float, float]:
    """Find where a point of the plane is on the screen, while all of the plane is in view."""
    canvas = plane(page, name)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return (
        box["x"] + (x + EXTENT) / (2 * EXTENT) * box["width"],
        box["y"] + (EXTENT - y) / (2 * EXTENT) * box["height"],
    )


def click(page: Page, x: float, y: float) -> None:
    """Click on the plane."""
    page.mouse.click(*place(page, x, y))


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a stroke on the plane."""
    page.mouse.move(*place(page, *start))
    page.mouse.down()
    page.mouse.move(*place(page, *end), steps=8)
    page.mouse.up()


def draw_two_clouds(page: Page) -> None:
    """Draw class 1 as two strokes above, class 0 as two below; nothing else stays."""
    button(page, "Clear points").click()
    choose_tool(page, "Class 1")
    drag(page, (-8, 6), (6, 8))
    choose_tool(page, "Class 0")
    drag(page, (-6, -8), (8, -4))


def census(page: Page, ones: int, zeros: int) -> None:
    """Expect so many points of each class."""
    text = f"{ones:,} of class 1, {zeros:,} of class 0"
    expect(page.get_by_role("region", name="Data").get_by_text(text, exact=True)).to_be_visible()


def counts(page: Page) -> tuple[int, int]:
    """Read how many points of each class there are."""
    drawn(page)
    data = page.get_by_role("region", name="Data")
    text = data.get_by_text(re.compile(r"^[\d,]+ of class 1, ")).inner_text()
    ones, zeros = re.findall(r"([\d,]+) of class", text)
    return int(ones.replace(",", "")), int(zeros.replace(",", ""))


def total(page: Page, points: int) -> None:
    """Expect so many points of both classes."""
    end = time.monotonic() + PATIENCE
    while (there := sum(counts(page))) != points:
        assert time.monotonic() < end, f"there are {there:,} points, not {points:,}"


def finish(page: Page, iterations: str = "2,000") -> None:
    """Wait until the training has come to its end."""
    expect(reading(page, "Iteration")).to_have_text(iterations, timeout=90_000)
    expect(button(page, "Train")).to_be_visible()


def train(page: Page, iterations: str) -> None:
    """Train so many iterations, to the end, once Python is there."""
    ready(page)
    set_number(page, "Iterations", iterations)
    button(page, "Train").click()
    finish(page, iterations)


def step(page: Page, iteration: str = "1") -> None:
    """Take one step, and wait for the iteration that it leads to."""
    button(page, "Step").click()
    expect(reading(page, "Iteration")).to_have_text(iteration)


def drawn(page: Page) -> None:
    """Wait until the page has drawn what it knows: it does so in the next frame."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def settled(page: Page) -> None:
    """Wait until nothing on the page that one can press or draw on moves any more."""
    page.evaluate(SETTLED)


def eventually(page: Page, question: str, arg: object = None) -> Any:
    """Ask the page until its answer, which may be promised, is truthy, and return that."""
    end = time.monotonic() + PATIENCE
    while not (answer := page.evaluate(question, arg)):
        assert time.monotonic() < end, f"{answer!r} is still the answer to {question}"
        page.wait_for_timeout(100)
    return answer


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def set_slider(page: Page, name: str, number: str) -> None:
    """Move a slider."""
    page.get_by_role("slider", name=name, exact=True).fill(number)


def paste(target: Locator, text: str) -> None:
    """Paste text where it would be pasted, whatever the clipboard holds."""
    target.evaluate(
        """(element, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const how = { clipboardData, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        text,
    )


def paste_table(page: Page, text: str) -> None:
    """Paste a table onto the page, where nothing is being typed."""
    expect(button(page, "Points table")).to_be_visible()
    paste(page.locator("body"), text)


def write(editor: Locator, source: str) -> None:
    """Paste other code in the place of what is in an editor."""
    editor.click()
    editor.press("Control+A")
    paste(editor, source)


def console(page: Page) -> Locator:
    """Find what the console shows."""
    return page.get_by_role("log", name="Console")


def console_line(page: Page) -> Locator:
    """Find where one types into the console."""
    return page.get_by_role("textbox", name="Python for the console")


def ask(page: Page, source: str) -> None:
    """Type a line into the console, and wait until it has been run."""
    line = console_line(page)
    line.fill(source)
    line.press("Enter")
    expect(line).to_have_value("")
    expect(line).to_be_editable()
