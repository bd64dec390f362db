"""The core as a wheel, and the lock that tells Pyodide where to find it."""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

import hatchling.build

from buildtools.steps import call


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project at `root` into `folder`, and return its path.

    The same sources give the same bytes: hatchling writes one fixed time for every file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(root):
        return folder / hatchling.build.build_wheel(str(folder))


def lock_with_core(lock: dict[str, Any], runtime: str, wheel: Path) -> bytes:
    """Return the lock, as JSON, with the core's wheel in it.

    Parameters
    ----------
    lock : dict
        Pyodide's lock, trimmed to the packages in use.
    runtime : str
        Where their wheels lie, relative to the lock, with a slash at its end.
    wheel : Path
        The core's wheel, which is to lie beside the lock.
    """
    packages = {
        name: {**entry, "file_name": runtime + entry["file_name"]}
        for name, entry in lock["packages"].items()
    }
    before, after = wheel.with_name("lock-before.json"), wheel.with_name("lock.json")
    before.write_text(json.dumps({**lock, "packages": packages}), "utf-8")
    # -P, or this project's build.py would hide the package `build`, which pyodide-build imports.
    tool = (sys.executable, "-P", "-m", "pyodide_cli", "lockfile", "add-wheels")
    call(
        [*tool, wheel, "--input", before, "--output", after, "--base-path", wheel.parent],
        "pyodide-build could not enter the core's wheel in the lock: see its message above.",
    )
    with_core = json.loads(after.read_text("utf-8"))
    return json.dumps(with_core, sort_keys=True, separators=(",", ":")).encode()
