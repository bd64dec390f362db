"""Everything that becomes ``dist/``, in the order it is made."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from buildtools import (
    formulas,
    javascript,
    licences,
    offline,
    one_file,
    page,
    runtime,
    start,
    wheel,
)
from buildtools.javascript import Node
from buildtools.paths import BUILD, CORE, DIST, ROOT, WEB, cache_folder
from buildtools.steps import MEGABYTE, BuildError, step

LOCK = "pyodide-lock.json"
STDLIB = "python_stdlib.zip"
LICENCES = "LICENSES.txt"


def build() -> None:
    """Build the site into ``dist/``; the last good one stays until this one is whole.

    Raises
    ------
    BuildError
        If any step fails.
    """
    node = javascript.find_node()
    javascript.install(node)
    files = runtime.collect(runtime.wanted_files(), cache_folder() / f"pyodide-{runtime.VERSION}")
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as name:
        scratch = Path(name)
        new = scratch / "dist"
        with step("Packing the core as a wheel, with a lock for Pyodide"):
            core = wheel.build_wheel(ROOT, scratch)
            locations = write_python(new / "pyodide", files, core)
        made = {"described": describe(), "formulas": formulas.as_mathml(node)}
        with step("Packing the page as one file"):
            parts, packages = one_file.bundle(new, node, made)
            wheels = {name: data for name, data in files.items() if name.endswith(".whl")}
            texts = licences.collect(wheels, packages | {formulas.TEMML})
            (new / LICENCES).write_text(texts, "utf-8")
            whole = one_file.assemble((WEB / "index.html").read_text("utf-8"), parts, texts)
            (new / one_file.NAME).write_bytes(whole)
        with step("Bundling the page"):
            write_page(new, node, locations, made, len(whole))
        offline.write_manifest(new)
        offline.write_service_worker(new)
        (new / ".nojekyll").touch()  # or GitHub Pages would look for templates in it
        if DIST.exists():
            DIST.rename(scratch / "old")
        new.rename(DIST)
    sizes = [path.stat().st_size for path in DIST.rglob("*") if path.is_file()]
    print(f"dist/ is ready: {len(sizes)} files, {sum(sizes) / MEGABYTE:.1f} MB")


def write_python(folder: Path, files: Mapping[str, bytes], core: Path) -> dict[str, object]:
    """Write runtime, core and start, each in a folder whose name changes with its contents.

    Parameters
    ----------
    folder : Path
        Where to put the three folders.
    files : mapping of str to bytes
        The runtime.
    core : Path
        The core's wheel.

    Returns
    -------
    dict
        What the worker has to know: ``RUNTIME`` in ``web/globals.d.ts``.
    """
    runtime_folder = folder / f"v{runtime.VERSION}"
    runtime_folder.mkdir(parents=True)
    for name, data in files.items():
        (runtime_folder / name).write_bytes(data)
    lock = wheel.lock_with_core(runtime.trimmed_lock(), f"../{runtime_folder.name}/", core)
    core_folder = folder / f"core-{hashlib.sha256(lock).hexdigest()[:8]}"
    core_folder.mkdir()
    shutil.copyfile(core, core_folder / core.name)
    (core_folder / LOCK).write_bytes(lock)
    packed = start.pack(runtime_folder, core_folder)
    late = json.loads(packed.pop("late.json"))
    start_folder = folder / f"start-{hashlib.sha256(b''.join(packed.values())).hexdigest()[:8]}"
    start_folder.mkdir()
    for name, data in packed.items():
        (start_folder / name).write_bytes(data)
    written = sorted([*runtime_folder.iterdir(), *core_folder.iterdir(), *start_folder.iterdir()])
    sizes = {path.name: path.stat().st_size for path in written}
    del sizes[STDLIB]
    later = {
        package: {name: sizes[name] for name in names}
        for package, names in runtime.later_files().items()
    }
    at_once = sizes.keys() - {name for names in later.values() for name in names}
    return {
        "indexURL": f"../pyodide/{runtime_folder.name}/",
        "lockFileURL": f"../pyodide/{core_folder.name}/{LOCK}",
        "startURL": f"../pyodide/{start_folder.name}/",
        "coreURL": f"../pyodide/{core_folder.name}/{core.name}",
        "files": {name: sizes[name] for name in sorted(at_once)},
        "later": later,
        "late": {
            "stdlib": {"file": STDLIB, "modules": late["stdlib"]},
            "numpy": {"file": runtime.wheel_of("numpy"), "modules": late["numpy"]},
        },
    }


def write_page(
    folder: Path,
    node: Node,
    locations: Mapping[str, object],
    made: Mapping[str, Path],
    file_size: int,
) -> None:
    """Write ``index.html`` and the assets into `folder`.

    Parameters
    ----------
    folder : Path
        The site's top.
    node : Node
        What runs esbuild.
    locations : mapping
        For the worker, as `write_python` returned it.
    made : mapping of str to Path
        Modules that the build makes, by name: what the core says about itself, the formulas.
    file_size : int
        How many bytes the page as one file has.
    """
    assets = folder / "assets"
    worker, _ = javascript.bundle(
        node,
        ["worker.js"],
        assets,
        define={"RUNTIME": locations, "ONE_FILE": False},
        alias={"starting": WEB / "starting.js"},
    )
    names, _ = javascript.bundle(
        node,
        ["early.js", "main.js", "style.css"],
        assets,
        define={
            "WORKER_URL": f"./{worker['worker.js']}",
            "ONE_FILE": False,
            "FILE_SIZE": file_size,
            "PACKED": {},
        },
        alias={**made, "unpacker": one_file.as_module("", "no-unpacker")},
    )
    old, _ = javascript.bundle(node, ["old_browser.js"], assets, form=javascript.CLASSIC)
    names |= old
    html = (WEB / "index.html").read_text("utf-8")
    for name in page.references(html):
        if name not in names and name not in (LICENCES, offline.MANIFEST):
            path = page.source(name, WEB)
            names[name] = page.hashed_name(path)
            shutil.copyfile(path, assets / names[name])
    addresses = {name: f"assets/{hashed}" for name, hashed in names.items()}
    html = page.rewritten(html, addresses)
    parts = page.imported([assets / names[name] for name in ("early.js", "main.js")])
    html = page.with_preloads(html, [f"assets/{name}" for name in parts])
    (folder / "index.html").write_text(html, "utf-8")


def describe() -> Path:
    """Write what the core says about itself into a file, and return its path.

    The path is the same each time: esbuild's hashes depend on it.
    """
    command = [sys.executable, "-m", "glassneuron.session"]
    environment = {**os.environ, "PYTHONPATH": str(CORE)}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise BuildError(f"`python -m glassneuron.session` failed:\n{answer.stderr.strip()}")
    try:
        json.loads(answer.stdout)
    except ValueError as error:
        raise BuildError(
            f"`python -m glassneuron.session` should print JSON alone, but: {error}"
        ) from error
    path = BUILD / "described.json"
    runtime.write_whole(path, answer.stdout.encode())
    return path
