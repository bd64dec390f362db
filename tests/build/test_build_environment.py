""".venv: what goes into it, and when it is made anew."""

import importlib.util
import re
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from buildtools import environment
from buildtools.paths import ROOT
from buildtools.steps import BuildError

PYPROJECT = ROOT / "pyproject.toml"


@pytest.mark.parametrize("extra", ["plot", "site", "node", "dev"])
def test_every_requirement_is_pinned_exactly(extra):
    found = environment.requirements(PYPROJECT, extra)
    assert found
    for requirement in found:
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[0-9.]+", requirement), requirement


def test_requirements_of_an_extra_take_in_the_extras_it_names(tmp_path):
    pyproject = tmp_path / "pyproject.toml"
    extras = {"a": ["one==1"], "b": ["two[x]==2"], "all": ["lab[a,b]", "three==3"]}
    lines = "\n".join(f"{name} = {value}" for name, value in extras.items())
    pyproject.write_text(f"[project]\nname = 'lab'\n[project.optional-dependencies]\n{lines}\n")
    assert environment.requirements(pyproject, "all") == ["one==1", "two[x]==2", "three==3"]


def test_dev_holds_all_that_the_build_needs():
    site = environment.requirements(PYPROJECT, "site")
    assert set(site) <= set(environment.requirements(PYPROJECT, "dev"))


def test_wheel_asks_for_numpy_alone():
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    assert [re.split("[<>=]", need)[0] for need in project["dependencies"]] == ["numpy"]


def without_pip(folder: Path) -> Path:
    """Make an environment as it is left when making it was interrupted before pip came."""
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    return folder


def with_lost_python(folder: Path) -> Path:
    """Make an environment whose Python has been removed from the machine."""
    python = environment.interpreter(folder)
    python.parent.mkdir(parents=True)
    python.symlink_to(folder / "gone" / "python3")
    return folder


@pytest.mark.parametrize("half_made", [without_pip, with_lost_python, Path.mkdir])
def test_environment_that_does_not_run_is_made_anew(tmp_path, half_made):
    half_made(tmp_path / ".venv")
    assert environment.why_remake(tmp_path / ".venv") == "the one that is there does not run"


def test_environment_that_runs_is_kept():
    assert environment.why_remake(Path(sys.prefix)) == ""


def test_making_one_replaces_what_is_there(tmp_path, monkeypatch):
    folder = tmp_path / ".venv"
    folder.mkdir()
    (folder / "rest").touch()
    monkeypatch.setattr(venv, "create", lambda path, **_: path.mkdir())
    environment.make(folder, "it is broken")
    assert list(folder.iterdir()) == []


def test_python_without_ensurepip_is_told_which_package_to_install(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    with pytest.raises(BuildError) as stopped:
        environment.make(tmp_path / ".venv", "there is none yet")
    sentence = str(stopped.value)
    assert "needs Python's own ensurepip" in sentence
    assert f"apt install python3.{sys.version_info.minor}-venv" in sentence
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def pip(monkeypatch) -> list[list[str]]:
    """Return the lists of requirements that pip was called with."""
    calls: list[list[str]] = []
    monkeypatch.setattr(
        environment, "call", lambda command, _: calls.append([x for x in command if "==" in str(x)])
    )
    return calls


def test_second_run_installs_nothing(tmp_path, pip):
    environment.install(tmp_path, ["one==1", "two==2"])
    environment.install(tmp_path, ["one==1", "two==2"])
    assert pip == [["one==1", "two==2"]]


def test_smaller_list_installs_nothing_after_the_larger_one(tmp_path, pip):
    environment.install(tmp_path, ["one==1", "two==2"])
    environment.install(tmp_path, ["two==2"])
    assert len(pip) == 1


def test_new_pin_is_installed_and_takes_the_old_one_s_place(tmp_path, pip):
    environment.install(tmp_path, ["one==1", "two==2"])
    environment.install(tmp_path, ["two==3"])
    assert pip[1:] == [["two==3"]]
    environment.install(tmp_path, ["two==2"])
    assert len(pip) == 3


def test_installation_that_failed_is_tried_again(tmp_path, pip, monkeypatch):
    environment.install(tmp_path, ["one==1"])

    def fail(_: list[str], failure: str) -> None:
        raise BuildError(failure)

    with monkeypatch.context() as broken:
        broken.setattr(environment, "call", fail)
        with pytest.raises(BuildError, match="pip could not install"):
            environment.install(tmp_path, ["one==2"])
    environment.install(tmp_path, ["one==1"])
    assert pip == [["one==1"], ["one==1"]]
