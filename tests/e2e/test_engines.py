"""The main job in Firefox and WebKit, and the same weights in all three engines."""

import hashlib
import os
import re
import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import engines
import pytest
from buildtools import browsers
from engine import Engine
from links import link_of
from main_job import FILE, do_the_main_job, use_the_file
from other_hosts import other_host, try_to_reach
from playwright.sync_api import Playwright


@pytest.fixture(scope="module")
def started() -> Iterator[dict[str, Engine]]:
    """The engines that run: each is started once, and again after a failure."""
    started: dict[str, Engine] = {}
    yield started
    for engine in started.values():
        engine.close()


@pytest.fixture
def engine(
    request: pytest.FixtureRequest,
    started: dict[str, Engine],
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
    failed: Callable[[], bool],
) -> Iterator[Engine]:
    """A browser with an engine; nothing on its page may complain."""
    name = request.param
    if not engines.is_here(playwright, name):
        reason = f"there is no browser with it, such as {' '.join(browsers.PACKAGES[name])}."
        request.node.user_properties.append(("engine missing", (name, reason)))
        assert not os.environ.get("CI"), f"Under CI {name} has to run, but {reason}"
        pytest.skip(f"{name}: {reason}")
    if name not in started:
        started[name] = engines.start(playwright, name, tmp_path_factory.mktemp(name))
    engine = started[name]
    request.node.user_properties.append(("engine", f"{name} {engine.version}"))
    engine.complaints.clear()
    yield engine
    if failed():
        # It may have crashed, and would answer nobody any more.
        started.pop(name).close()
    else:
        assert engine.complaints == []


in_all = pytest.mark.parametrize("engine", browsers.ENGINES, indirect=True)
in_the_others = pytest.mark.parametrize("engine", ["Firefox", "WebKit"], indirect=True)


@in_the_others
def test_the_main_job_is_done(engine: Engine, site: str) -> None:
    engine.open(site)
    do_the_main_job(engine)


@in_the_others
def test_the_one_file_does_the_main_job_from_a_disk(engine: Engine, tmp_path: Path) -> None:
    # Away from all that it was made of.
    use_the_file(engine, Path(shutil.copy(FILE, tmp_path)).as_uri())


# One link each, with short names as web/link.js gives them: the data set, its numbers, the machine,
# and the iteration. Then the 64-bit patterns of all weights; of the network's 105 their SHA-256.
NEURON = {"a": "moons", "b": {"o": 120, "q": 77}, "d": [{"w": "xavier", "z": 0.3}], "m": 137}
NEURON_BITS = ["bfc94dcbf57f1f47", "3ff1ad8108599e71", "bfbbc633f4a51cf0"]
NETWORK = {
    "a": "circles",
    "b": {"q": 5},
    "d": [{"_hidden": [8, 8], "w": "xavier", "z": 0.3}],
    "m": 60,
}
NETWORK_BITS = "f8fd6570101512f1b45a5f1d70fd60755394b89bb105b75214ba181bb38779bd"


@in_all
def test_a_link_gives_the_same_weights_to_the_last_bit(engine: Engine, site: str) -> None:
    engine.open(link_of(site, NEURON))
    engine.ready()
    assert bits_of(engine, 137) == NEURON_BITS
    engine.open(link_of(site, NETWORK))
    patterns = bits_of(engine, 60)
    assert len(patterns) == 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1
    assert hashlib.sha256("".join(patterns).encode()).hexdigest() == NETWORK_BITS


def bits_of(engine: Engine, iteration: int) -> list[str]:
    """Export the results after so many iterations, and take the patterns of all weights."""
    engine.wait_for("Iteration", f"^{iteration}$")
    weights = engine.results()["weights"]
    return [struct.pack(">d", number).hex() for number in numbers(weights)]


def numbers(value: object) -> Iterator[float]:
    """Go through all numbers of a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, float):
        yield value


@in_all
def test_other_hosts_are_out_of_reach(engine: Engine, site: str) -> None:
    with other_host() as (other, asked):
        engine.open(site)
        engine.ready()
        try_to_reach(engine, site, other)
        assert asked == []
    # Each attempt may be told to the browser's own console.
    assert all(re.search("violates the following|Refused", text) for text in engine.complaints)
    engine.complaints.clear()
