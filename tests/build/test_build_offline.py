"""The service worker's list and the manifest, in the site that was built."""

import base64
import hashlib
import json
import re

import pytest
from buildtools import offline, page
from buildtools.paths import DIST


def listed() -> dict[str, str]:
    """Read the list out of the service worker."""
    text = (DIST / offline.NAME).read_text("utf-8")
    files = json.loads(text.removeprefix("const SITE = ").partition(";\n")[0])["files"]
    assert isinstance(files, dict)
    return files


def test_service_worker_keeps_every_file_but_those_for_developers_and_hosts():
    there = {path.relative_to(DIST).as_posix() for path in DIST.rglob("*") if path.is_file()}
    left = {name for name in there if name.endswith(".map")} | {".nojekyll", offline.NAME}
    left |= {name for name in there if "/" not in name and name.endswith(".html")}
    assert listed().keys() == (there - left) | {"./"}


def test_service_worker_knows_each_file_by_its_hash():
    for name, integrity in listed().items():
        data = (DIST / ("index.html" if name == "./" else name)).read_bytes()
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        assert integrity == f"sha256-{digest}", name


def test_what_a_start_needs_is_kept_first():
    names = list(listed())
    assert names[0] == "./"
    last_of_start = max(i for i, name in enumerate(names) if re.search(r"/start-|\.wasm$", name))
    assert last_of_start < min(i for i, name in enumerate(names) if "matplotlib" in name)


def test_files_in_folders_change_their_names_with_their_contents():
    # Old pages rely on it: the service worker answers them out of older versions by name alone.
    for name in listed():
        assert name.count("/") == 0 or re.match(
            r"\./$|assets/[\w.-]+-\w{8}\.\w+$|pyodide/(v[\d.]+|(core|start)-\w{8})/[^/]+$", name
        ), name


@pytest.mark.parametrize("changed", ["index.html", "assets/a-1.js"])
def test_version_changes_with_any_file(tmp_path, changed):
    for name in ("index.html", "assets/a-1.js", *offline.TOP):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    offline.write_service_worker(tmp_path)
    before = (tmp_path / offline.NAME).read_text()
    offline.write_service_worker(tmp_path)
    assert (tmp_path / offline.NAME).read_text() == before
    (tmp_path / changed).write_text("another")
    offline.write_service_worker(tmp_path)
    assert (tmp_path / offline.NAME).read_text().split("\n")[1] != before.split("\n")[1]


def test_manifest_works_under_any_path_and_its_icons_are_there():
    manifest = json.loads((DIST / offline.MANIFEST).read_text("utf-8"))
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert "maskable" in {icon.get("purpose") for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert (DIST / icon["src"]).is_file(), icon["src"]
    html = (DIST / "index.html").read_text("utf-8")
    assert set(page.references(html)) >= {offline.MANIFEST}
