"""The first contact: build.py on any Python, before anything is installed."""

import ast
import shutil
import subprocess
import sys

import pytest
from buildtools.paths import ROOT


def test_old_python_can_read_the_door():
    ast.parse((ROOT / "build.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 11, 7)])
def test_old_python_is_told_what_to_do_in_one_sentence(door, version):
    sentence = door.python_problem(version, "/usr/bin/python3")
    number = ".".join(map(str, version))
    assert f"needs Python 3.12 or newer, and /usr/bin/python3 is Python {number}" in sentence
    assert "run `python3.13 build.py`" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("version", [(3, 12, 0), (3, 13, 0), (4, 0, 0)])
def test_new_python_is_let_in(door, version):
    assert door.python_problem(version, "python3") == ""


def test_help_comes_before_anything_is_made(tmp_path):
    shutil.copy(ROOT / "build.py", tmp_path)
    door = [sys.executable, "-I", "build.py", "--help"]
    answer = subprocess.run(door, cwd=tmp_path, capture_output=True, text=True, check=True)
    for word in ("serve", "build", "test", "GLASSNEURON_CACHE"):
        assert word in answer.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["build.py"]


def test_what_follows_test_goes_to_pytest(door):
    options = door.parse(["test", "-k", "plane", "tests/unit"])
    assert options.pytest_arguments == ["-k", "plane", "tests/unit"]


def test_unknown_argument_is_named(door, capsys):
    with pytest.raises(SystemExit):
        door.parse(["build", "--fast"])
    assert "unknown arguments: --fast" in capsys.readouterr().err


def test_failure_is_one_sentence_without_a_traceback(door, monkeypatch, capsys):
    from buildtools import environment, steps

    def fail(_: str) -> None:
        raise steps.BuildError("the sky should be blue, but is green: look again.")

    monkeypatch.setattr(environment, "enter", fail)
    assert door.run(door.parse(["build"])) == 1
    assert capsys.readouterr().err == (
        "\nbuild.py: the sky should be blue, but is green: look again.\n"
    )
