"""The main job of the page, in any engine; also in the page as one file."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from buildtools.paths import DIST
from engine import Engine

FILE = DIST / "glass-neuron.html"


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


def use_the_file(engine: Engine, address: str) -> None:
    """Do the main job in the file, in any engine, save, and see that it asks for nothing."""
    engine.open(address)
    do_the_main_job(engine)
    assert engine.results()["iteration"] == 10
    assert "learning_rate" in engine.save("Script (.py)")
    assert foreign(engine.requests()) == []


def foreign(addresses: list[str]) -> list[str]:
    """Return the addresses that are not of the file itself."""
    own = ("data:", "blob:", "memory:")
    return [
        address
        for address in addresses
        if not address.startswith(own) and Path(urlsplit(address).path).suffix != ".html"
    ]
