"""The unit tests inside the Pyodide of the built site: pytest there, its answers here."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

from buildtools import node_pyodide
from buildtools.paths import ROOT
from buildtools.steps import BuildError

PROGRAM = Path(__file__).with_name("inside") / "run_tests.py"
UNIT = ROOT / "tests" / "unit"
#: The endings of files whose tests need what the site does not ship.
NATIVE_ONLY = (
    "_against_scipy.py",
    "_against_sklearn.py",
    "_with_matplotlib.py",
    "_with_nbformat.py",
)
#: Pyodide takes about a minute; this is when it counts as stuck.
PATIENCE = 600.0


class Outcome(NamedTuple):
    """What became of a file of tests.

    Attributes
    ----------
    passed : int
        How many tests passed.
    problems : list of str
        What pytest said of each that did not, be it that it failed or that it was skipped.
    """

    passed: int
    problems: list[str]


def files(unit: Path = UNIT) -> tuple[list[str], list[str]]:
    """Return the names of the files that run in Pyodide, and of those left to the native run."""
    names = sorted(path.name for path in unit.glob("test_*.py"))
    return (
        [name for name in names if not name.endswith(NATIVE_ONLY)],
        [name for name in names if name.endswith(NATIVE_ONLY)],
    )


def run(names: Iterable[str], unit: Path = UNIT) -> dict[str, Outcome]:
    """Run files of tests in Pyodide.

    Parameters
    ----------
    names : iterable of str
        Names of files in `unit`.
    unit : Path
        The folder of the tests; all of it is taken along.

    Returns
    -------
    dict of str to Outcome
        One for each name, in their order.

    Raises
    ------
    BuildError
        If the run ended before pytest did.
    """
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        shutil.copy(ROOT / "pyproject.toml", project)
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(unit, project / "tests" / "unit", ignore=ignore)
        for package in closure(["pytest", "hypothesis"]):
            copy_pure(package, project / "site-packages")
        results = project / "results.json"
        arguments = ["/project", f"/project/{results.name}", *names]
        mounts = {"/project": project}
        ended = node_pyodide.run(PROGRAM, arguments, mounts, PATIENCE)
        if not results.exists():
            raise BuildError(
                "the tests in Pyodide did not come to their end; the last they said was:\n"
                f"{ended.stdout[-2000:]}\n{ended.stderr[-2000:]}"
            )
        answer = json.loads(results.read_text("utf-8"))
    return {name: Outcome(**answer[name]) for name in answer}


def closure(names: Iterable[str]) -> Iterator[Distribution]:
    """Yield the installed packages of these names, and all they need."""
    # Needed for the tests only: the build itself goes without it.
    from packaging.requirements import Requirement

    waiting, found = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        package = distribution(name)
        yield package
        needed = [Requirement(line) for line in package.requires or []]
        waiting += [
            requirement.name.lower()
            for requirement in needed
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        ]


def copy_pure(package: Distribution, folder: Path) -> None:
    """Copy an installed package, but for what it put outside its folder, such as programs.

    Raises
    ------
    BuildError
        If it holds compiled modules.
    """
    for file in package.files or []:
        if file.suffix in {".so", ".pyd"}:
            raise BuildError(
                f"{package.name} {package.version} holds the compiled module {file}, which Pyodide "
                "cannot load: pin a version that is all Python."
            )
        if ".." not in file.parts and file.suffix != ".pyc":
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(package.locate_file(file)), target)
