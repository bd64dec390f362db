"""Everything that can be checked; the tests come last, so that pytest has the last word."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from buildtools import browsers, javascript, site
from buildtools.paths import ROOT, WEB
from buildtools.steps import call, step

PRETTIER = "node_modules/prettier/bin/prettier.cjs"
TSC = "node_modules/typescript/bin/tsc"


def run(pytest_arguments: Sequence[str]) -> int:
    """Run all checks and then the tests.

    Parameters
    ----------
    pytest_arguments : sequence of str
        Handed to pytest as they are.

    Returns
    -------
    int
        The exit code of pytest.

    Raises
    ------
    BuildError
        At the first check that fails.
    """
    python = [sys.executable, "-m"]
    check("Python's format", [*python, "ruff", "format", "--check"], "`ruff format` mends it")
    check("Python's rules", [*python, "ruff", "check"], "`ruff check --fix` mends some")
    check("Python's types", [*python, "mypy"], "see the lines above")
    node = javascript.find_node()
    javascript.install(node, checks=True)
    prettier = [node.node, PRETTIER, "--check", "."]
    check("The page's format", prettier, "`npx prettier --write .` in web/ mends it", WEB)
    site.build()
    tsc = [node.node, TSC, "--project"]
    check("The page's types", [*tsc, "tsconfig.json"], "see the lines above", WEB)
    check("The worker's types", [*tsc, "tsconfig.worker.json"], "see the lines above", WEB)
    service_worker = [*tsc, "tsconfig.service_worker.json"]
    check("The service worker's types", service_worker, "see the lines above", WEB)
    browsers.ensure()
    print("Tests ...", flush=True)
    # A file's tests stay together: some share what is slow to make.
    together = ["--dist=loadfile", f"--numprocesses={os.cpu_count() or 1}"]
    # A test that hangs fails, with the place where it hangs; the others go on. The summary names
    # those that failed, and those that passed at their second try.
    told = ["--timeout=200", "-rfER"]
    tests = [sys.executable, "-m", "pytest", *together, *told, *pytest_arguments]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode


def check(title: str, command: Sequence[str], remedy: str, cwd: Path = ROOT) -> None:
    """Run one check, and stop where it fails."""
    with step(title):
        call(command, f"{title} did not pass the check: {remedy}.", cwd=cwd)
