"""Where Pyodide's bytes come from: the cache, the CDN, PyPI; and never a byte that is not right."""

import functools
import hashlib
import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from buildtools import runtime
from buildtools.download import fetch
from buildtools.paths import WEB
from buildtools.steps import BuildError
from hypothesis import given
from hypothesis import strategies as st

FILES = {"core.wasm": bytes(range(256)) * 8, "stdlib.zip": b"the standard library " * 50}
WANTED = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
NOBODY = "http://glassneuron.invalid/"


def flipped(data: bytes, bit: int) -> bytes:
    """Return `data` with one bit turned over."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def fill(cache: Path, files: dict[str, bytes]) -> Path:
    cache.mkdir(exist_ok=True)
    for name, data in files.items():
        (cache / name).write_bytes(data)
    return cache


def pack(folder: Path, files: dict[str, bytes]) -> Path:
    wheel = folder / "carrier.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(runtime.CARRIER_FOLDER + name, data)
    return wheel


class Carrier:
    """Stands in for pip: writes a wheel of our making, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.files = FILES
        self.asked = 0

    def __call__(self, folder: Path) -> Path:
        self.asked += 1
        return pack(folder, self.files)


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    double = Carrier()
    monkeypatch.setattr(runtime, "download_carrier", double)
    return double


def test_cache_comes_first(tmp_path, host, carrier):
    fill(tmp_path, FILES)
    assert runtime.collect(WANTED, tmp_path, host.address) == FILES
    assert host.asked == []
    assert carrier.asked == 0


def test_cdn_comes_second_and_fills_the_cache(tmp_path, host, carrier):
    host.files = FILES
    cache = tmp_path / "not" / "there" / "yet"
    assert runtime.collect(WANTED, cache, host.address) == FILES
    assert carrier.asked == 0
    assert {path.name: path.read_bytes() for path in cache.iterdir()} == FILES


def test_cdn_is_asked_only_for_what_the_cache_lacks(tmp_path, host, carrier):
    host.files = FILES
    fill(tmp_path, {"core.wasm": FILES["core.wasm"]})
    assert runtime.collect(WANTED, tmp_path, host.address) == FILES
    assert host.asked == ["stdlib.zip"]


@pytest.fixture(params=["no name", "refused", "403", "404", "503", "breaks off", "silent"])
def out_of_reach(request, host, monkeypatch) -> Iterator[str]:
    """Return the address of a CDN that does not hand out the files, for one of many reasons."""
    host.files = FILES
    if request.param == "no name":
        yield NOBODY
    elif request.param == "refused":
        with socket.socket() as taken:  # bound, but nobody listens
            taken.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{taken.getsockname()[1]}/"
    else:
        if request.param == "breaks off":
            host.promised = 100
        elif request.param == "silent":
            monkeypatch.setattr(runtime, "fetch", functools.partial(fetch, patience=0.3))
            host.silent = True
        else:
            host.status = int(request.param)
        yield host.address
        assert len(host.asked) <= 1, "the first file that does not come is enough"


def test_pypi_comes_third_where_the_cdn_is_out_of_reach(tmp_path, out_of_reach, carrier):
    assert runtime.collect(WANTED, tmp_path, out_of_reach) == FILES
    assert carrier.asked == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES


@given(bit=st.integers(0, 8 * len(FILES["core.wasm"]) - 1))
def test_any_bit_flipped_in_the_cache_stops_the_build(tmp_path_factory, bit):
    cache = tmp_path_factory.mktemp("cache")
    fill(cache, FILES | {"core.wasm": flipped(FILES["core.wasm"], bit)})
    with pytest.raises(BuildError) as stopped:
        runtime.collect(WANTED, cache, NOBODY)
    sentence = str(stopped.value)
    assert sentence.startswith("core.wasm ")
    assert f"from the cache: delete {cache / 'core.wasm'}" in sentence


def test_bit_flipped_on_the_cdn_stops_the_build(tmp_path, host, carrier):
    host.files = FILES | {"stdlib.zip": flipped(FILES["stdlib.zip"], 77)}
    with pytest.raises(BuildError) as stopped:
        runtime.collect(WANTED, tmp_path, host.address)
    sentence = str(stopped.value)
    assert sentence.startswith("stdlib.zip ")
    assert f"from the CDN, {host.address}stdlib.zip: " in sentence
    assert carrier.asked == 0
    assert not (tmp_path / "stdlib.zip").exists()


def test_bit_flipped_in_the_wheel_from_pypi_stops_the_build(tmp_path, carrier):
    carrier.files = FILES | {"core.wasm": flipped(FILES["core.wasm"], 5)}
    with pytest.raises(BuildError) as stopped:
        runtime.collect(WANTED, tmp_path, NOBODY)
    sentence = str(stopped.value)
    assert sentence.startswith("core.wasm ")
    assert "from PyPI's open-webui==0.12.4: " in sentence
    assert list(tmp_path.iterdir()) == []


def test_file_missing_in_the_wheel_from_pypi_stops_the_build(tmp_path, carrier):
    carrier.files = {"core.wasm": FILES["core.wasm"]}
    with pytest.raises(BuildError, match=r"^stdlib\.zip cannot be read out of PyPI's open-webui"):
        runtime.collect(WANTED, tmp_path, NOBODY)


@given(data=st.data())
def test_any_bit_flipped_in_the_zip_gives_the_right_bytes_or_a_sentence(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("carrier")
    wheel = pack(folder, FILES)
    whole = wheel.read_bytes()
    wheel.write_bytes(flipped(whole, data.draw(st.integers(0, 8 * len(whole) - 1))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "download_carrier", lambda _: wheel)
        try:
            assert dict(runtime.from_carrier(WANTED, folder)) == FILES
        except BuildError as stopped:
            assert str(stopped).startswith(tuple(FILES))  # noqa: PT017 (either end is right)
            assert "PyPI's open-webui==0.12.4" in str(stopped)  # noqa: PT017


GRAPHS = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))).map(
    lambda graph: {name: {"depends": sorted(graph.get(name, ()))} for name in "abcdef"}
)


@given(graph=GRAPHS, wanted=st.sets(st.sampled_from("abcdef")))
def test_closure_holds_what_is_wanted_and_what_that_needs_and_nothing_else(graph, wanted):
    reached = set(wanted)
    for _ in graph:  # no way through the graph is longer than it has names
        reached |= {needed for name in reached for needed in graph[name]["depends"]}
    assert runtime.closure(graph, wanted) == sorted(reached)


def test_trimmed_lock_leads_from_matplotlib_to_all_it_needs():
    # As in the lock of Pyodide 314.0.3, worked out by hand.
    of_matplotlib = [
        "contourpy",
        "cycler",
        "fonttools",
        "kiwisolver",
        "matplotlib",
        "packaging",
        "pillow",
        "pyparsing",
        "python-dateutil",
        "pytz",
        "six",
    ]
    packages = runtime.trimmed_lock()["packages"]
    assert list(packages) == sorted(["numpy", *of_matplotlib])
    # All of NumPy too: a start takes only what it imports.
    later = {entry["file_name"] for entry in packages.values()}
    assert set(runtime.later_files()["matplotlib"]) == later


def test_table_says_what_the_npm_package_of_pyodide_says():
    npm = WEB / "node_modules" / "pyodide"
    assert json.loads((npm / "package.json").read_text("utf-8"))["version"] == runtime.VERSION
    for name, digest in runtime.TABLE["files"].items():
        assert hashlib.sha256((npm / name).read_bytes()).hexdigest() == digest, name
    lock = json.loads((npm / "pyodide-lock.json").read_text("utf-8"))
    ours = runtime.TABLE["lock"]
    assert ours["info"] == lock["info"]
    assert ours["packages"] == {name: lock["packages"][name] for name in ours["packages"]}
