"""What makes the site an app: its manifest, and the service worker's list of all its files."""

import hashlib
import json
import shutil
from pathlib import Path

from buildtools import page
from buildtools.paths import WEB

SOURCE = WEB / "service_worker.js"
NAME = "service-worker.js"
PAGE = "index.html"
MANIFEST = "manifest.webmanifest"
#: What lies at the top, beside the page; all else is in folders, under names that hold a hash.
FOLDERS = ("assets", "pyodide")
TOP = ("LICENSES.txt", MANIFEST)
#: Of the runtime itself: the packages and the library, which a start has in a smaller form.
LATE = (".whl", ".zip")


def write_manifest(site: Path) -> None:
    """Write the manifest at the site's top, and its icons among the assets, with hashes."""
    manifest = json.loads((WEB / MANIFEST).read_text("utf-8"))
    for icon in manifest["icons"]:
        path = WEB / icon["src"]
        icon["src"] = f"assets/{page.hashed_name(path)}"
        shutil.copyfile(path, site / icon["src"])
    (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def write_service_worker(site: Path) -> None:
    """Write the service worker into a site that is whole but for it."""
    files = {address(path, site): page.integrity(path.read_bytes()) for path in kept(site)}
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    listed = json.dumps({"version": version, "files": files}, indent=1)
    text = SOURCE.read_text("utf-8")
    (site / NAME).write_text(f"const SITE = {listed};\n\n{text}", "utf-8")


def kept(site: Path) -> list[Path]:
    """Return the files to keep in the order in which they are fetched: what a start needs first."""
    found = [path for name in FOLDERS for path in sorted((site / name).rglob("*"))]
    files = [path for path in found if path.is_file() and path.suffix != ".map"]
    late = [path for path in files if path.parent.name[0] == "v" and path.suffix in LATE]
    first = [path for path in files if path not in late]
    return [site / PAGE, *first, *(site / name for name in TOP), *late]


def address(path: Path, site: Path) -> str:
    """Return the file's address below the site's; the page is at the site's own."""
    name = path.relative_to(site).as_posix()
    return "./" if name == PAGE else name
