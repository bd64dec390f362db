"""What a person does and reads in any engine; things are found by their role and name."""

import json
import re
import time
from abc import ABC, abstractmethod

from lab import EXTENT

WINDOW = {"width": 1280, "height": 900}
PATIENCE = 60


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


def spot(box, point) -> tuple[int, int]:
    """Find where a point of the plane is on the screen."""
    x, y = point
    return (
        round(box["x"] + (x + EXTENT) / (2 * EXTENT) * box["width"]),
        round(box["y"] + (EXTENT - y) / (2 * EXTENT) * box["height"]),
    )
