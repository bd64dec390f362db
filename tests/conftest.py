"""One run of Pyodide for all files of unit tests that were asked for, and a word about it."""

from typing import Any

import pytest
from buildtools import pyodide_tests

OUTCOMES = pytest.StashKey[dict[str, pyodide_tests.Outcome]]()


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest) -> dict[str, pyodide_tests.Outcome]:
    """What became of each file of tests/unit that was asked for, inside Pyodide."""
    asked_for = [
        item.callspec.params["unit_test_file"]
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and "outcomes" in item.fixturenames
        and hasattr(item, "callspec")
    ]
    request.config.stash[OUTCOMES] = pyodide_tests.run(asked_for)
    return request.config.stash[OUTCOMES]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what ran in Pyodide to the process that prints the summary."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        outcomes = session.config.stash.get(OUTCOMES, {})
        output["pyodide"] = {name: outcome._asdict() for name, outcome in outcomes.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take it from there."""
    told = getattr(node, "workeroutput", {}).get("pyodide", {})
    outcomes = node.config.stash.setdefault(OUTCOMES, {})
    outcomes |= {name: pyodide_tests.Outcome(**fields) for name, fields in told.items()}


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how much ran in Pyodide, and what could not."""
    outcomes = config.stash.get(OUTCOMES, {})
    if not outcomes:
        return
    _, left = pyodide_tests.files()
    passed = sum(outcome.passed for outcome in outcomes.values())
    terminalreporter.section("unit tests inside Pyodide")
    terminalreporter.line(f"{passed} tests in {len(outcomes)} files of tests/unit passed there.")
    terminalreporter.line(
        f"{len(left)} files ran natively only, for the site ships no scikit-learn, SciPy or "
        f"matplotlib: {', '.join(left)}."
    )
