"""The three engines that the tests drive: where they are, and how they come."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from buildtools.steps import BuildError, step

ENGINES = ("Chromium", "Firefox", "WebKit")
#: What Debian calls them.
PACKAGES = {
    "Chromium": ["chromium"],
    "Firefox": ["firefox-esr"],
    "WebKit": ["webkit2gtk-driver", "xvfb"],
}
COMMANDS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "Firefox": ("firefox-esr",),
}
#: Where distributions keep WebKitGTK's small browser.
MINI_BROWSERS = ("lib/*/webkit2gtk-4.*/MiniBrowser", "libexec/webkit2gtk-4.*/MiniBrowser")


def system(engine: str) -> Path | None:
    """Return the path of the system's own browser with this engine, if it can be driven."""
    if engine != "WebKit":
        found = filter(None, map(shutil.which, COMMANDS[engine]))
        return next(map(Path, found), None)
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        return None
    browsers = [path for pattern in MINI_BROWSERS for path in Path("/usr").glob(pattern)]
    return max(browsers, default=None)


def playwrights(engines: tuple[str, ...] = ENGINES) -> set[str]:
    """Return those of the engines that Playwright has installed."""
    with sync_playwright() as playwright:
        paths = {name: getattr(playwright, name.lower()).executable_path for name in engines}
    return {name for name, path in paths.items() if Path(path).exists()}


def missing() -> tuple[str, ...]:
    """Return the engines that are not here."""
    left = tuple(name for name in ENGINES if system(name) is None)
    return tuple(sorted(set(left) - playwrights(left))) if left else ()


def ensure(environment: Mapping[str, str] = os.environ) -> None:
    """Get what is missing, with apt where that may be done and with Playwright elsewhere.

    Raises
    ------
    BuildError
        If there is no Chromium in the end, or under ``CI`` not all three engines.
    """
    wanted = missing()
    if not wanted:
        return
    with step(f"Installing {', '.join(wanted)} for the tests in a browser"):
        if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
            packages = [package for name in wanted for package in PACKAGES[name]]
            run("apt-get", "update")
            run("apt-get", "install", "--yes", *packages)
        if left := missing():
            run(sys.executable, "-m", "playwright", "install", *map(str.lower, left))
    if left := missing():
        told = f"{' and '.join(left)} could not be installed, neither by apt nor by Playwright"
        packages = [package for name in left for package in PACKAGES[name]]
        remedy = f"install {' '.join(packages)} (Debian's names) and run this again"
        if "Chromium" in left:
            raise BuildError(f"the tests in a browser need a Chromium, but {told}: {remedy}.")
        if environment.get("CI"):
            raise BuildError(f"under CI the tests run in three engines, but {told}: {remedy}.")
        print(f"    {told}: the tests go on without; {remedy} to have them.", flush=True)


def run(*command: str) -> None:
    """Run a command that may fail: what counts is what is there afterwards."""
    subprocess.run(command, check=False)
