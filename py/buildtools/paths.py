"""Where things are in the project."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "py"
WEB = ROOT / "web"
DIST = ROOT / "dist"
#: What a build makes on its way to ``dist/``; safe to delete.
BUILD = ROOT / ".build"
VENV = ROOT / ".venv"


def cache_folder() -> Path:
    """Return the folder that keeps downloads between builds and between checkouts."""
    if chosen := os.environ.get("GLASSNEURON_CACHE"):
        return Path(chosen).expanduser().resolve()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "glassneuron"
