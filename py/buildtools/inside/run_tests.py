"""Run test files with pytest inside Pyodide, and write what became of each as JSON.

run_tests.py PROJECT RESULTS FILE ...

PROJECT is a folder with ``pyproject.toml``, ``tests/unit`` with each FILE in it, and
``site-packages`` with pytest; RESULTS is where to write.
"""

import json
import os
import sys
from pathlib import Path

project, results, *files = sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.append(f"{project}/site-packages")

import pytest  # noqa: E402 (there is none before the line above)


class Outcomes:
    """Collect what pytest says of each file."""

    def __init__(self) -> None:
        self.passed = dict.fromkeys(files, 0)
        self.problems: dict[str, list[str]] = {name: [] for name in files}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that passed; keep what is said of one that did not."""
        if report.when == "call" and report.passed:
            self.passed[file_of(report)] += 1
        elif not report.passed:
            self.keep(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what is said of a file that cannot be read."""
        if not report.passed:
            self.keep(report)

    def keep(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Add a report's text to the problems of its file."""
        text = f"{report.outcome} in Pyodide: {report.nodeid}\n{report.longreprtext}"
        self.problems[file_of(report)].append(text)


def file_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return the name of the file that a report is about."""
    return report.nodeid.partition("::")[0].rpartition("/")[2]


os.chdir(project)
outcomes = Outcomes()
# Verbose, so that the last line names the test in which everything ended, should it do so.
options = ["--verbose", "--tb=short", "--continue-on-collection-errors", "-p", "no:cacheprovider"]
paths = [f"tests/unit/{name}" for name in files]
pytest.main([*options, *paths], plugins=[outcomes])
answer = {
    name: {"passed": outcomes.passed[name], "problems": outcomes.problems[name]} for name in files
}
Path(results).write_text(json.dumps(answer), "utf-8")
