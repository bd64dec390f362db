"""The core as a wheel, and the lock that tells Pyodide where to find it."""

import contextlib
import json
from pathlib import Path
from typing import Any

import hatchling.build
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec


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
    spec = PyodideLockSpec.from_dict({**lock, "packages": packages})
    with_core = add_wheels_to_spec(spec, [wheel]).to_dict()
    return json.dumps(with_core, sort_keys=True, separators=(",", ":")).encode()
