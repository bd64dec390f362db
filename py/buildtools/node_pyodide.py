"""The Pyodide of the built site, under Node: the same files as in the browser, no network."""

import json
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from buildtools import javascript, runtime
from buildtools.paths import CORE, DIST
from buildtools.steps import BuildError

RUNNER = Path(__file__).with_suffix(".mjs")
PACKAGE = "glassneuron"


def run(
    program: Path,
    arguments: Sequence[str] = (),
    mounts: Mapping[str, Path] | None = None,
    timeout: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program in the Pyodide of ``dist/``, with the core installed.

    Parameters
    ----------
    program : Path
        A Python program, or a JavaScript module; see ``node_pyodide.mjs``.
    arguments : sequence of str
        What it is given.
    mounts : mapping of str to Path, optional
        Folders in Pyodide, and the folders of this machine that they stand for.
    timeout : float, optional
        Seconds after which the program is ended, with `subprocess.TimeoutExpired`.

    Returns
    -------
    CompletedProcess
        With what it printed, as `stdout`, and the exit code: not 0 after an uncaught exception,
        which is then in `stderr`.

    Raises
    ------
    BuildError
        If ``dist/`` is missing or older than the core's sources.
    """
    index = f"{DIST / 'pyodide' / f'v{runtime.VERSION}'}/"
    return start(index, find_lock(DIST), program, arguments, mounts, timeout)


def start(
    index: str,
    lock: Path,
    program: Path,
    arguments: Sequence[str] = (),
    mounts: Mapping[str, Path] | None = None,
    timeout: float | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Do the same with a Pyodide that lies elsewhere, and with more environment variables."""
    options = {
        "indexURL": index,
        "lockFileURL": str(lock),
        "mounts": {inside: str(outside) for inside, outside in (mounts or {}).items()},
        "run": str(program),
        "args": list(arguments),
        "env": dict(environment or {}),
    }
    command = [javascript.find_node().node, str(RUNNER), json.dumps(options)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)


def find_lock(dist: Path, core: Path = CORE) -> Path:
    """Return the lock in a built site, if its wheel holds the core as it is now.

    Raises
    ------
    BuildError
        If there is none, or the wheel beside it holds something else.
    """
    found = list(dist.glob("pyodide/core-*/pyodide-lock.json"))
    if len(found) != 1:
        raise BuildError(f"{dist} should hold the built site: run `python3 build.py build` first.")
    (wheel,) = found[0].parent.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name: archive.read(name)
            for name in archive.namelist()
            if name.startswith(f"{PACKAGE}/") and name.endswith(".py")
        }
    sources = (core / PACKAGE).rglob("*.py")
    if packed != {path.relative_to(core).as_posix(): path.read_bytes() for path in sources}:
        raise BuildError(
            f"{wheel.name} in {dist} is older than the core: run `python3 build.py build` first."
        )
    return found[0]
