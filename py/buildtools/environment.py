"""The Python environment of the build: ``.venv``, made with the standard library alone."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

from buildtools.paths import ROOT, VENV
from buildtools.steps import BuildError, call, step

#: The requirements that ``.venv`` is known to hold, one a line.
STAMP = "glassneuron-requirements.txt"
MINIMUM = (3, 12)


def enter(extra: str) -> None:
    """Go on inside ``.venv``, with the requirements of `extra` installed.

    Outside ``.venv`` this starts ``build.py`` again in there and does not return.

    Parameters
    ----------
    extra : str
        One of the extras in ``pyproject.toml``.
    """
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if not inside and (problem := why_remake(VENV)):
        make(VENV, problem)
    install(VENV, requirements(ROOT / "pyproject.toml", extra))
    if not inside:
        restart(interpreter(VENV))


def restart(python: Path) -> None:
    """Replace this process by the same command under another Python."""
    command = [str(python), *sys.argv]
    sys.stdout.flush()
    if sys.platform == "win32":  # execv there returns to the shell before the work is done
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(python, command)


def interpreter(folder: Path) -> Path:
    """Return the path of the Python in a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def why_remake(folder: Path) -> str:
    """Say why the virtual environment cannot be used, or return an empty string."""
    if not folder.exists():
        return "there is none yet"
    program = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [interpreter(folder), "-c", program], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "the one that is there does not run"
    version = tuple(map(int, answer.stdout.split()))
    return "" if version >= MINIMUM else "its Python is older than 3.12"


def make(folder: Path, reason: str) -> None:
    """Make the virtual environment anew, with the Python that is running.

    Raises
    ------
    BuildError
        If this Python comes without the modules that make one.
    """
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        series = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise BuildError(
            f"making .venv needs Python's own {' and '.join(missing)}, which {sys.executable} "
            f"({series}) lacks: on Debian or Ubuntu run `apt install python{series}-venv`, "
            "then this command again."
        )
    with step(f"Making .venv with Python {sys.version.split()[0]} ({reason})"):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=sys.platform != "win32")


def requirements(pyproject: Path, extra: str) -> list[str]:
    """Return the requirements of one extra, with the extras it names itself in their place."""
    project = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    found: list[str] = []
    for requirement in extras[extra]:
        name, _, names = requirement.partition("[")
        if name == project["name"]:
            for inner in names.rstrip("]").split(","):
                found += requirements(pyproject, inner)
        else:
            found.append(requirement)
    return found


def install(folder: Path, wanted: list[str]) -> None:
    """Install `wanted`, exact pins, with pip, unless the stamp says that they are there."""
    stamp = folder / STAMP
    held = stamp.read_text("utf-8").splitlines() if stamp.exists() else []
    if set(wanted) <= set(held):
        return
    stamp.unlink(missing_ok=True)
    with step(f"Installing {len(wanted)} Python packages and what they need into .venv"):
        call(
            [interpreter(folder), "-m", "pip", "install", "--no-input", *wanted],
            "pip could not install the packages named above into .venv: see its last lines, "
            "and check that this machine reaches a package index.",
        )
    pins = {requirement.split("==")[0]: requirement for requirement in [*held, *wanted]}
    stamp.write_text("\n".join(pins.values()) + "\n", "utf-8")
