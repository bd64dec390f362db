"""Which browsers there are, and how to start each."""

from pathlib import Path

from buildtools import browsers
from by_playwright import ByPlaywright
from by_webdriver import ByWebDriver
from engine import Engine
from playwright.sync_api import Playwright


def is_here(playwright: Playwright, name: str) -> bool:
    """Whether there is a browser with an engine."""
    own = Path(getattr(playwright, name.lower()).executable_path)
    return browsers.system(name) is not None or own.exists()


def start(playwright: Playwright, name: str, folder: Path) -> Engine:
    """Start an engine."""
    if name == "WebKit" and browsers.system("WebKit"):
        return ByWebDriver(folder)
    return ByPlaywright(playwright, name)
