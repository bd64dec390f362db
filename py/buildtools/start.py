"""What a first visit imports, cut out and compiled: it starts in half the time."""

import hashlib
import re
import sys
import sysconfig
from pathlib import Path

from buildtools import node_pyodide
from buildtools.node_pyodide import PACKAGE
from buildtools.paths import BUILD, CORE
from buildtools.steps import BuildError, step

PROGRAM = Path(__file__).parent / "inside" / "pack_start.py"
NAMES = ("stdlib.zip", "numpy.zip", "late.json")
IMPORT = re.compile(rb"^\s*(?:from|import) .*", re.MULTILINE)


def pack(runtime: Path, core: Path, cache: Path = BUILD) -> dict[str, bytes]:
    """Return the archives that a start unpacks, and a list of what they lack, by name.

    They are made by Pyodide itself, whose bytecode no other Python writes, and kept for the next
    build.

    Parameters
    ----------
    runtime, core : Path
        The folders of the site with Pyodide's own files, and with the core's wheel and lock.
    cache : Path
        Where to keep them.

    Raises
    ------
    BuildError
        If the program that makes them fails.
    """
    programs = (PROGRAM, Path(__file__))
    parts = [(runtime / "python_stdlib.zip").read_bytes(), *(p.read_bytes() for p in programs)]
    # What the core says matters only as far as it decides what is imported.
    sources = b"".join(path.read_bytes() for path in sorted((CORE / PACKAGE).glob("*.py")))
    parts += sorted(set(IMPORT.findall(sources)))
    mark = hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    folder = cache / f"start-{mark}"
    if not all((folder / name).exists() for name in NAMES):
        for old in cache.glob("start-*"):
            _remove(old)
        folder.mkdir(parents=True)
        with step("Compiling what a start imports, in Pyodide"):
            _run(runtime, core, folder)
    return {name: (folder / name).read_bytes() for name in NAMES}


def _run(runtime: Path, core: Path, folder: Path) -> None:
    ended = node_pyodide.start(
        f"{runtime}/",
        core / "pyodide-lock.json",
        PROGRAM,
        mounts={
            "/runtime": runtime,
            "/tools": Path(sysconfig.get_paths()["purelib"]),
            "/out": folder,
        },
        # Where in its line a thing stands is told by showing the line: of these there are none.
        environment={"PYTHONNODEBUGRANGES": "1"},
    )
    if ended.returncode:
        _remove(folder)
        print(ended.stdout, ended.stderr, sep="\n", file=sys.stderr)
        raise BuildError("Pyodide could not compile what a start imports: see its message above.")


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
