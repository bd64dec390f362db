"""Modules that come when they are first imported."""

import importlib
import sys

import pytest
from glassneuron import late_imports


@pytest.fixture
def finders(monkeypatch):
    """Let a test install a finder, and take it away again."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield
    for name in ("latecomer", "absentee"):
        sys.modules.pop(name, None)


def test_import_brings_what_holds_the_module_once(finders, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    brought = []

    def bring(source):
        brought.append(source)
        (tmp_path / "latecomer.py").write_text("answer = 42\n")

    late_imports.install({"box": ["latecomer", "absentee"]}, bring)
    assert importlib.import_module("latecomer").answer == 42
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("absentee")
    assert brought == ["box"]


def test_import_says_what_could_not_be_fetched_and_tries_again(finders):
    tries = []

    def bring(source):
        tries.append(source)
        raise OSError("no network")

    late_imports.install({"box": ["latecomer"]}, bring)
    for _ in range(2):
        with pytest.raises(ImportError, match=r"latecomer is not here yet.*no network"):
            importlib.import_module("latecomer")
    assert tries == ["box", "box"]


def test_import_of_what_is_left_out_says_so_at_once(finders):
    late_imports.install({}, lambda _: pytest.fail("there is nothing to bring"), ["latecomer"])
    with pytest.raises(ImportError, match=r"^latecomer is too large for the one file"):
        importlib.import_module("latecomer")


def test_import_of_anything_else_brings_nothing(finders):
    late_imports.install({"box": ["latecomer"]}, lambda _: pytest.fail("nobody asked for it"))
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module")
