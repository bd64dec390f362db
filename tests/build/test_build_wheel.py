"""The core's wheel, and the lock by which Pyodide finds it."""

import hashlib
import json
import zipfile

import pytest
from buildtools import runtime, wheel
from buildtools.paths import ROOT


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    return wheel.build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def lock(core):
    return json.loads(wheel.lock_with_core(runtime.trimmed_lock(), "../runtime/", core))


def test_same_sources_give_the_same_bytes(core, tmp_path):
    assert wheel.build_wheel(ROOT, tmp_path).read_bytes() == core.read_bytes()


def test_wheel_holds_the_package_and_nothing_else(core):
    with zipfile.ZipFile(core) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert folders == {"glassneuron", core.name.split("-py3")[0] + ".dist-info"}


def test_lock_holds_only_what_is_used(lock):
    assert set(lock["packages"]) == {"glassneuron", *runtime.trimmed_lock()["packages"]}


def test_loading_the_core_brings_numpy(lock):
    assert lock["packages"]["glassneuron"]["depends"] == ["numpy"]


def test_lock_knows_the_wheel_by_name_and_sha256(core, lock):
    entry = lock["packages"]["glassneuron"]
    assert entry["file_name"] == core.name
    assert entry["sha256"] == hashlib.sha256(core.read_bytes()).hexdigest()
    assert entry["imports"] == ["glassneuron"]


def test_lock_keeps_numpy_s_entry_and_says_where_it_lies(lock):
    ours, theirs = lock["packages"]["numpy"], runtime.TABLE["lock"]["packages"]["numpy"]
    assert ours["file_name"] == "../runtime/" + theirs["file_name"]
    assert ours["sha256"] == theirs["sha256"]
    assert lock["info"] == runtime.TABLE["lock"]["info"]
