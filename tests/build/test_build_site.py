"""dist/: what is in it after a build, and what is left after one that failed."""

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest
from buildtools import javascript, one_file, packing, page, runtime, site
from buildtools.paths import DIST
from buildtools.steps import BuildError

RUNTIME = DIST / "pyodide" / f"v{runtime.VERSION}"


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_runtime_s_files_are_the_wanted_ones_bit_for_bit():
    assert {path.name: digest(path) for path in RUNTIME.iterdir()} == runtime.wanted_files()


def test_lock_leads_to_files_with_its_sha256():
    (lock,) = DIST.glob("pyodide/core-*/pyodide-lock.json")
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    assert set(packages) == {"glassneuron", *runtime.trimmed_lock()["packages"]}
    assert packages["glassneuron"]["depends"] == ["numpy"], "or a first visit would take more"
    for entry in packages.values():
        assert digest(lock.parent / entry["file_name"]) == entry["sha256"]


def test_folder_of_the_core_is_named_for_the_lock_in_it():
    (lock,) = DIST.glob("pyodide/core-*/pyodide-lock.json")
    assert lock.parent.name == f"core-{digest(lock)[:8]}"


def test_page_refers_only_to_files_beside_it():
    html = (DIST / "index.html").read_text("utf-8")
    addresses = re.findall(r"""\s(?:src|href)=["']([^"'#]+)["']""", html)
    files = [address for address in addresses if not re.match(r"[a-z]+:", address)]
    assert len(files) >= 2, "a script and a style sheet"
    for name in files:
        assert (DIST / name).is_file(), name


def test_page_fetches_what_its_scripts_import_at_once():
    html = (DIST / "index.html").read_text("utf-8")
    preloaded = set(re.findall(r'rel="modulepreload" href="assets/([^"]+)"', html))
    scripts = [path for name in ("early", "main") for path in DIST.glob(f"assets/{name}-*.js")]
    assert preloaded == set(page.imported(scripts))
    assert preloaded


def test_bundles_name_each_other_and_the_runtime_relative_to_themselves():
    scripts = "".join(path.read_text("utf-8") for path in DIST.glob("assets/[!w]*.js"))
    (worker,) = DIST.glob("assets/worker-*.js")
    (core,) = DIST.glob("pyodide/core-*")
    assert f'"./{worker.name}"' in scripts
    text = worker.read_text("utf-8")
    for name in (f"{RUNTIME.name}/", f"{core.name}/pyodide-lock.json"):
        assert f'"../pyodide/{name}"' in text
    late = {"python_stdlib.zip"}  # Fetched by an import, which has no progress to show.
    for path in (*RUNTIME.iterdir(), *core.iterdir()):
        assert path.name in late or f":{path.stat().st_size}" in text, path.name


def test_nothing_is_asked_for_at_the_top_of_the_host():
    texts = [DIST / "index.html", DIST / "manifest.webmanifest", *DIST.glob("assets/*.js")]
    for path in (*texts, *DIST.glob("assets/*.css"), DIST / "service-worker.js"):
        found = re.findall(
            r"""["'(=]/(?:assets|pyodide|index|manifest|service|LIC)[\w./-]*""",
            path.read_text("utf-8"),
        )
        assert found == [], path.name


def test_start_holds_bytecode_alone_and_little_of_it():
    (start,) = DIST.glob("pyodide/start-*")
    for name, most in (("stdlib.zip", 1.5e6), ("numpy.zip", 2.3e6)):
        with zipfile.ZipFile(start / name) as archive:
            names = archive.namelist()
        assert names
        assert not [name for name in names if name.endswith(".py")]
        assert (start / name).stat().st_size < most


def test_licences_of_all_parts_come_along():
    text = (DIST / "LICENSES.txt").read_text("utf-8")
    for words in (
        "Glass Neuron contributors",
        "Mozilla Public License Version 2.0",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "NumPy Developers",
        "matplotlib-3.10.8: LICENSE",
        "Bitstream Vera",
        "pillow-12.2.0: LICENSE",
        "six-1.17.0: LICENSE",
        "The FreeType Project LICENSE",
        "Qhull, Copyright",
    ):
        assert words in text


@pytest.fixture
def last_good(tmp_path, monkeypatch):
    """Put a finished site where the build would put its own, with nothing to fetch."""
    monkeypatch.setattr(site, "DIST", tmp_path / "dist")
    monkeypatch.setattr(site, "BUILD", tmp_path / "build")
    monkeypatch.setattr(javascript, "install", lambda _: None)
    monkeypatch.setattr(runtime, "collect", lambda *_: {})
    monkeypatch.setattr(site, "write_python", lambda folder, *_: folder.mkdir(parents=True))
    monkeypatch.setattr(one_file, "python_files", lambda _: {})
    monkeypatch.setattr(one_file, "describe", lambda _: {})
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("the last good one")
    return tmp_path / "dist"


def test_build_that_fails_leaves_the_last_good_site(last_good, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise BuildError("esbuild could not bundle main.js")

    monkeypatch.setattr(javascript, "bundle", fail)
    with pytest.raises(BuildError, match="esbuild"):
        site.build()
    assert [path.name for path in last_good.iterdir()] == ["index.html"]
    assert (last_good / "index.html").read_text() == "the last good one"


def test_build_leaves_nothing_of_the_last_site(last_good, monkeypatch):
    empty = one_file.Parts("", "", "", {})
    monkeypatch.setattr(one_file, "bundle", lambda *_: (empty, set()))
    monkeypatch.setattr(packing, "CACHE", last_good.parent / "packed")
    monkeypatch.setattr(site, "write_page", write_empty_page)
    site.build()
    assert sorted(path.name for path in last_good.iterdir()) == [
        ".nojekyll",
        "LICENSES.txt",
        "assets",
        "glass-neuron.html",
        "index.html",
        "manifest.webmanifest",
        "pyodide",
        "service-worker.js",
    ]


def write_empty_page(folder: Path, *_: object) -> None:
    """Write as little as there can be."""
    (folder / "assets").mkdir()
    (folder / "index.html").touch()


@pytest.mark.parametrize(
    ("program", "sentence"),
    [("import nonsense", "session` failed:"), ("print('Ready')", "should print JSON alone")],
)
def test_core_that_cannot_describe_itself_stops_the_build(tmp_path, monkeypatch, program, sentence):
    package = tmp_path / "glassneuron"
    package.mkdir()
    (package / "session.py").write_text(program)
    monkeypatch.setattr(site, "CORE", tmp_path)
    monkeypatch.setattr(site, "BUILD", tmp_path)
    with pytest.raises(BuildError, match=sentence):
        site.describe()
