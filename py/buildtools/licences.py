"""One text file with the licences of everything that ``dist/`` hands out."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from buildtools.paths import ROOT
from buildtools.steps import BuildError

#: Texts that the packages they belong to come without.
TEXTS = Path(__file__).with_name("licence_texts")
NAMES = re.compile("licen[cs]e|copying", re.IGNORECASE)


def collect(wheels: Mapping[str, bytes], packages: Iterable[Path]) -> str:
    """Return the licences of the site's parts, a headline above each.

    Parameters
    ----------
    wheels : mapping of str to bytes
        File name to contents of the Python wheels that the page loads.
    packages : iterable of Path
        The folders of the npm packages inside the bundles.
    """
    sections = [
        ("Glass Neuron", (ROOT / "LICENSE").read_text("utf-8")),
        ("Pyodide (pyodide.org)", (TEXTS / "MPL-2.0.txt").read_text("utf-8")),
        ("Python (python.org), inside Pyodide", (TEXTS / "Python.txt").read_text("utf-8")),
        ("Libraries inside matplotlib and Pillow", (TEXTS / "libraries.txt").read_text("utf-8")),
    ]
    for name, data in sorted(wheels.items()):
        sections += of_wheel(name, data)
    for folder in sorted(packages):
        sections += of_package(folder)
    rule = "=" * 80
    return "".join(f"{rule}\n{title}\n{rule}\n\n{text.strip()}\n\n\n" for title, text in sections)


def of_wheel(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the title and the text of each licence in a wheel, each text once.

    Most lie in its metadata; those of fonts and other parts may lie beside them.

    Raises
    ------
    BuildError
        If there is none: what carries no licence must not be handed out.
    """
    package = "-".join(name.split("-")[:2])
    seen = set[str]()
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        # The metadata first, which names the rest more shortly.
        for path in sorted(wheel.namelist(), key=lambda path: (".dist-info/" not in path, path)):
            inside = path.rpartition(".dist-info/")[2]
            text = wheel.read(path).decode("utf-8", "replace")
            if NAMES.search(inside.rpartition("/")[2]) and text not in seen:
                seen.add(text)
                yield f"{package}: {inside.removeprefix('licenses/')}", text
    if not seen:
        raise BuildError(
            f"the package {package} is part of the page but brings no licence file: "
            f"use another one, or add its text to {TEXTS.relative_to(ROOT)}."
        )


def of_package(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the title and the text of each licence in an npm package's folder.

    Raises
    ------
    BuildError
        If there is none: what carries no licence must not be handed out.
    """
    paths = [path for path in sorted(folder.iterdir()) if NAMES.search(path.name)]
    name = folder.as_posix().rpartition("node_modules/")[2]
    if not paths:
        paths = sorted(TEXTS.glob(f"{name}.txt"))
    if not paths:
        raise BuildError(
            f"the npm package {name} is part of the page but brings no licence file: "
            f"use another one, or add its text to {TEXTS.relative_to(ROOT)}."
        )
    for path in paths:
        yield f"{name}: {path.name}", path.read_text("utf-8")
