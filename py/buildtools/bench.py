"""How fast the core is in Pyodide, as ratios measured within one run, against targets."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from buildtools import bench_page, bench_start, node_pyodide, runtime
from buildtools.paths import DIST
from buildtools.steps import BuildError, step

INSIDE = Path(__file__).with_name("inside")
MEASUREMENTS = INSIDE / "bench_pyodide.mjs"
PROGRAM = INSIDE / "measure.py"
#: Two ways to one result differ by rounding, and not by more.
CLOSE = 1e-9

WAYS = ("plain", "fast")
ROW = "{:28}{:>7}{:>8}{:>16}{:>9}{:>10}{:>9}{:>11}  {}"


class Line(NamedTuple):
    """One comparison, as it is printed.

    Attributes
    ----------
    title : str
        What is compared.
    target : float
        The ratio to reach.
    least : bool
        Whether the ratio is to be at least that, slow over fast, or else at most that, fast over
        slow.
    """

    title: str
    target: float
    least: bool = True


LINES = {
    "neuron 50": Line("one neuron,     50 samples", 7),
    "neuron 200": Line("one neuron,    200 samples", 5),
    "neuron 2000": Line("one neuron,  2,000 samples", 2.7),
    "neuron 20000": Line("one neuron, 20,000 samples", 2.4),
    "network 200": Line("network,       200 samples", 2),
    "network 2000": Line("network,     2,000 samples", 1.7),
    "surface": Line("surface of 200 × 200", 4),
    "hand over": Line("hand-over of 100 × 100", 100),
    "newton 200": Line("Newton,        200 samples", 0.1, least=False),
    "newton 2000": Line("Newton,      2,000 samples", 0.1, least=False),
    "first visit": Line("page to Ready, first visit", 0.85, least=False),
    "return visit": Line("page to Ready, return visit", 0.4, least=False),
}


class Result(NamedTuple):
    """What came of a comparison.

    Attributes
    ----------
    low, median, high : float
        The quartiles of the rounds' ratios.
    fastest : float
        The ratio of the two fastest times.
    missed : bool
        Whether both the median and that miss the target.
    """

    low: float
    median: float
    high: float
    fastest: float
    missed: bool


def run(chromium: bool) -> int:
    """Measure, print a table for each engine, and return the exit code.

    Parameters
    ----------
    chromium : bool
        Whether to measure in Chromium too.
    """
    with step("Measuring in Pyodide under Node, for about half a minute"):
        measured = {"Node": in_node()}
    if chromium:
        with step("Measuring in Chromium"):
            measured["Chromium"] = in_chromium()
    reports = [report(engine, answer) for engine, answer in measured.items()]
    with step("Opening the page and stock Pyodide, for some minutes"):
        opened = bench_start.measure()
    reports += [report("Stock Pyodide", opened["lines"]), bench_start.report(opened)]
    with step("Watching the page train"):
        reports.append(bench_page.report(bench_page.measure()))
    for text, _ in reports:
        print(f"\n{text}", flush=True)
    return int(any(failed for _, failed in reports))


def report(engine: str, measured: Sequence[dict[str, Any]]) -> tuple[str, bool]:
    """Return the table of one engine, and whether anything in it makes `run` fail."""
    rows = [
        ROW.format(engine, "target", "median", "middle half", "fastest", *WAYS, "differ by", "")
    ]
    failed = False
    for line in measured:
        title, target, least = LINES[line["key"]]
        result = judge(line["plain"], line["fast"], target, least)
        wrong = not line["difference"] <= CLOSE
        failed |= wrong or result.missed
        rows.append(
            ROW.format(
                title,
                f"{'≥' if least else '≤'} {target:g}",
                number(result.median),
                f"{number(result.low)} – {number(result.high)}",
                number(result.fastest),
                *(duration(statistics.median(line[way])) for way in WAYS),
                f"{line['difference']:.0e}",
                "DIFFERENT RESULTS" if wrong else "MISSED" if result.missed else "",
            ).rstrip()
        )
    return "\n".join(rows), failed


def judge(slow: Sequence[float], fast: Sequence[float], target: float, least: bool) -> Result:
    """Return what a comparison came to, from the times of its rounds."""

    def ratio(a: float, b: float) -> float:
        return a / b if least else b / a

    ratios = [ratio(a, b) for a, b in zip(slow, fast, strict=True)]
    low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
    fastest = ratio(min(slow), min(fast))
    missed = max(median, fastest) < target if least else min(median, fastest) > target
    return Result(low, median, high, fastest, missed)


def number(ratio: float) -> str:
    """Write a ratio with three digits that matter, or fewer where it is small."""
    return f"{ratio:.3f}" if ratio < 1 else f"{ratio:.3g}"


def duration(seconds: float) -> str:
    """Write a duration with the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def in_node() -> list[dict[str, Any]]:
    """Measure under Node."""
    ended = node_pyodide.run(MEASUREMENTS, [PROGRAM.read_text("utf-8")])
    if ended.returncode:
        raise BuildError(f"the measurements in Pyodide failed:\n{ended.stderr.strip()}")
    answer: list[dict[str, Any]] = json.loads(ended.stdout.splitlines()[-1])
    return answer


IN_A_PAGE = """async ([module, program, indexURL, lockFileURL]) => {
  const type = { type: "text/javascript" };
  const { default: bench } = await import(URL.createObjectURL(new Blob([module], type)));
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const options = { indexURL, lockFileURL, packages: ["glassneuron"] };
  return await bench(await loadPyodide(options), [program]);
}"""


def in_chromium() -> list[dict[str, Any]]:
    """Measure in the system's Chromium, or in the one that Playwright installed."""
    lock = node_pyodide.find_lock(DIST).relative_to(DIST).as_posix()
    texts = [MEASUREMENTS.read_text("utf-8"), PROGRAM.read_text("utf-8")]
    # A page of the same origin that does nothing by itself.
    with bench_page.open_site("LICENSES.txt") as page:
        address = page.url.removesuffix("LICENSES.txt")
        places = [f"{address}pyodide/v{runtime.VERSION}/", address + lock]
        answer: list[dict[str, Any]] = json.loads(page.evaluate(IN_A_PAGE, [*texts, *places]))
    return answer
