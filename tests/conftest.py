"""One run of Pyodide for all the unit tests asked for; a word about it, and about the engines."""

from collections import Counter
from typing import Any

import pytest
from buildtools import browsers, pyodide_tests

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
    """Say what ran in Pyodide and in which engines, and what could not."""
    tell_pyodide(terminalreporter, config.stash.get(OUTCOMES, {}))
    tell_engines(terminalreporter)
    tell_first_tries(terminalreporter)


def tell_pyodide(
    terminalreporter: pytest.TerminalReporter, outcomes: dict[str, pyodide_tests.Outcome]
) -> None:
    """Say how much ran in Pyodide."""
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


def tell_engines(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which engines tests ran in, and why they did not in the others."""
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    missing: dict[str, str] = {}
    for outcome, counter in (("passed", passed), ("failed", failed), ("error", failed)):
        for report in terminalreporter.stats.get(outcome, []):
            counter.update({text for key, text in report.user_properties if key == "engine"})
    for reports in terminalreporter.stats.values():
        for report in reports:
            missing |= dict(
                text
                for key, text in getattr(report, "user_properties", [])
                if key == "engine missing"
            )
    if not (passed or failed or missing):
        return
    terminalreporter.section("engines")
    for name in browsers.ENGINES:
        ran = sorted(text for text in {*passed, *failed} if text.startswith(name))
        for text in ran:
            told = f"{passed[text]} passed" + (f", {failed[text]} failed" * (failed[text] > 0))
            terminalreporter.line(f"{text}: {told}.")
        if not ran:
            reason = missing.get(name, "none of the tests that were chosen runs there.")
            terminalreporter.line(f"{name} did not run: {reason}")


def tell_first_tries(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests that were tried twice had failed at first: what comes and goes is a fault."""
    reports = terminalreporter.stats.get("rerun", [])
    if not reports:
        return
    terminalreporter.section("first tries that failed")
    for report in reports:
        crash = getattr(report.longrepr, "reprcrash", None)
        reason = f"{crash.path}:{crash.lineno}: {crash.message}" if crash else report.longreprtext
        lines = [line for line in reason.splitlines() if line.strip()]
        terminalreporter.line(report.nodeid)
        for line in lines[:4]:
            terminalreporter.line(f"    {line.strip()}")
