"""The main job in Firefox, and the same weights in all three engines."""

import os
import re
from collections.abc import Callable, Iterator

import engines
import pytest
from buildtools import browsers
from engines import Engine
from playwright.sync_api import Playwright

Start = Callable[[str], Engine]


@pytest.fixture(scope="session")
def start(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start each engine once."""
    started: dict[str, Engine] = {}

    def start(name: str) -> Engine:
        if name not in started:
            folder = tmp_path_factory.mktemp(name)
            started[name] = engines.start(playwright, name, folder)
        return started[name]

    yield start
    for engine in started.values():
        engine.close()


@pytest.fixture
def engine(
    request: pytest.FixtureRequest, start: Start, playwright: Playwright
) -> Iterator[Engine]:
    """A browser with an engine; nothing on its page may complain."""
    name = request.param
    if not engines.is_here(playwright, name):
        reason = f"there is no browser with it: {' '.join(browsers.PACKAGES[name])} would be one"
        request.node.user_properties.append(("engine missing", f"{name}: {reason}"))
        assert not os.environ.get("CI"), f"{name} must run under CI, but {reason}."
        pytest.skip(f"{name}: {reason}")
    engine = start(name)
    request.node.user_properties.append(("engine", f"{name} {engine.version}"))
    engine.complaints.clear()
    yield engine
    assert engine.complaints == []


in_all = pytest.mark.parametrize("engine", browsers.ENGINES, indirect=True)
in_the_others = pytest.mark.parametrize("engine", ["Firefox"], indirect=True)


@in_the_others
def test_the_main_job_is_done(engine: Engine, site: str) -> None:
    engine.open(site)
    # Drawn while Python is still loading.
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
    engine.wait_for_text("#code .cm-content", "import numpy")
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
