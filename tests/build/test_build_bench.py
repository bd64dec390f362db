"""What the measurements are taken for."""

import pytest
from buildtools import bench, bench_start


def test_ratio_is_that_of_one_round_and_its_median_counts():
    # Round by round 4, 5 and 6 times as fast; the fastest two, 4 s and 1 s, give 4.
    result = bench.judge([4.0, 10.0, 6.0], [1.0, 2.0, 1.0], target=5, least=True)
    assert (result.low, result.median, result.high) == (4.5, 5.0, 5.5)
    assert result.fastest == 4.0
    assert not result.missed


def test_target_is_missed_only_by_median_and_fastest_both():
    slow, fast = [4.0, 10.0, 6.0], [1.0, 2.0, 1.0]
    assert bench.judge(slow, fast, target=5.1, least=True).missed
    assert not bench.judge([6.0, 2.0, 2.0], [1.0, 0.5, 0.3], target=6.5, least=True).missed


def test_time_that_is_to_be_short_is_judged_the_other_way_round():
    slow, fast = [10.0, 10.0, 10.0], [1.0, 2.0, 3.0]
    assert not bench.judge(slow, fast, target=0.15, least=False).missed
    assert bench.judge(slow, fast, target=0.05, least=False).missed


@pytest.mark.parametrize(
    ("difference", "failed"), [(0.0, False), (1e-6, True), (float("nan"), True)]
)
def test_two_ways_to_different_results_fail(difference, failed):
    times = {"plain": [10.0] * 3, "fast": [1.0] * 3}
    text, wrong = bench.report("Node", [{"key": "surface", "difference": difference, **times}])
    assert wrong == failed
    assert ("DIFFERENT RESULTS" in text) == failed


@pytest.mark.parametrize(
    ("sent", "tasks", "failed"),
    [
        (7_500_000, [0.0, 900.0], False),
        (7_500_001, [0.0], True),
        (7_000_000, [51.0, 60.0], True),
        (7_000_000, [50.0, 60.0], False),
    ],
)
def test_first_visit_has_a_limit_of_bytes_and_of_tasks(sent, tasks, failed):
    found = {"bytes": {"site": sent, "stock": 9_200_000}, "tasks": tasks}
    text, wrong = bench_start.report(found)
    assert wrong == failed
    assert ("MISSED" in text) == failed


def test_what_a_host_compresses_is_counted_compressed(tmp_path):
    for name in ("index.html", "start.zip"):
        (tmp_path / name).write_bytes(bytes(10_000))
    assert bench_start._sent(tmp_path / "start.zip") == 10_000
    assert bench_start._sent(tmp_path) < 100
