"""The page as one file, everything inside: it opens from a disk, and asks for nothing."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from buildtools import javascript, packing, runtime
from buildtools.javascript import Node
from buildtools.page import integrity
from buildtools.paths import BUILD, WEB
from buildtools.steps import BuildError

NAME = "glass-neuron.html"
#: What nobody imports: NumPy's bridge to Fortran, and what NumPy is tested with.
UNWANTED = re.compile(r"/(tests|f2py|_pyinstaller)/|\.(pyi|pxd|h|a|c|f|f90)$|\.dist-info/")
ELSEWHERE = re.compile(r' *<link\s[^>]*rel="(stylesheet|manifest|apple-touch-icon)"[^>]*>\n')
POLICY = re.compile(r'(http-equiv="Content-Security-Policy"\s+content=")[^"]*"')
SCRIPT = re.compile(
    r' *<script type="module" async src="early.js"></script>\n'
    r' *<script defer src="old_browser.js"></script>\n'
    r' *<script type="module" src="main.js"></script>\n'
)
END = "  </body>\n"


class Parts(NamedTuple):
    """What the one file is made of: bundles as text, and files still to be packed, by name."""

    script: str
    style: str
    #: For browsers that cannot read the script.
    old: str
    files: dict[str, bytes]


def bundle(site: Path, node: Node, made: Mapping[str, Path]) -> tuple[Parts, set[Path]]:
    """Return the parts of the one file, and the folders of the npm packages in them.

    Parameters
    ----------
    site : Path
        The folder with the runtime, the core and the start.
    node : Node
        What runs esbuild.
    made : mapping of str to Path
        Modules that the build makes, by name.
    """
    packages = set[Path]()
    scratch = BUILD / "one-file"
    core = site / "pyodide" / f"v{runtime.VERSION}"

    def one(
        entry: str,
        define: Mapping[str, object],
        alias: Mapping[str, Path],
        form: Sequence[str] = javascript.WHOLE,
    ) -> bytes:
        constants = {"ONE_FILE": True, **define}
        names, more = javascript.bundle(node, [entry], scratch, constants, alias, form)
        packages.update(more)
        return (scratch / names[entry]).read_bytes()

    starting = {
        "starting": WEB / "packed_start.js",
        "pyodide-loader": core / "pyodide.mjs",
        "pyodide-module": core / "pyodide.asm.mjs",
    }
    in_memory = (*javascript.WHOLE, "--inject:./packed_fetch.js")
    files = python_files(site)
    files["worker.js"] = one(
        "worker.js", {"INSIDE": describe(site), "RUNTIME": {"later": {}}}, starting, in_memory
    )
    unpacker = as_module(one("unpack_worker.js", {}, {}).decode("utf-8"), "unpacker")
    sizes = {name: len(data) for name, data in files.items()}
    constants = {"WORKER_URL": "", "FILE_SIZE": 0, "PACKED": sizes}
    script = one("main.js", constants, {**made, "unpacker": unpacker}).decode("utf-8")
    style = one("style.css", {}, {}).decode("utf-8")
    old = one("old_browser.js", {}, {}, javascript.CLASSIC).decode("utf-8")
    return Parts(script.strip(), style.strip(), old.strip(), files), packages


def as_module(text: str, name: str) -> Path:
    """Write a module that exports a text, and return its path."""
    path = BUILD / f"{name}.json"
    path.write_text(json.dumps(text), "utf-8")
    return path


def python_files(site: Path) -> dict[str, bytes]:
    """Return what Python is started with: all of its library, compiled where a start needs it."""
    (start,) = site.glob("pyodide/start-*")
    (core,) = site.glob("pyodide/core-*/*.whl")
    folder = site / "pyodide" / f"v{runtime.VERSION}"
    return {
        "pyodide.asm.wasm": (folder / "pyodide.asm.wasm").read_bytes(),
        "stdlib.zip": packing.stored(
            [(start / "stdlib.zip").read_bytes(), (folder / "python_stdlib.zip").read_bytes()]
        ),
        "numpy.zip": packing.stored(
            [
                (start / "numpy.zip").read_bytes(),
                (folder / runtime.wheel_of("numpy")).read_bytes(),
            ],
            lambda name: not UNWANTED.search(name),
        ),
        "core.whl": packing.stored([core.read_bytes()]),
    }


def describe(site: Path) -> dict[str, object]:
    """Return what the worker has to know: ``INSIDE`` in ``web/globals.d.ts``."""
    (lock,) = site.glob("pyodide/core-*/pyodide-lock.json")
    return {
        "lockInfo": json.loads(lock.read_text("utf-8"))["info"],
        "leftOut": runtime.later_modules(),
    }


def assemble(page: str, parts: Parts, licences: str) -> bytes:
    """Put the parts into ``index.html``, with a policy that lets in these alone.

    Raises
    ------
    BuildError
        If a part cannot stand where it should.
    """
    script, style, old, files = parts
    for part, ends in (
        (script + old, ("</script", "<!--")),
        (style, ("</style", "url(")),
    ):
        if found := [end for end in ends if end in part.lower()]:
            raise BuildError(f"{found[0]} in a bundle breaks the one file: write it otherwise.")
    own, own_old, own_style = (integrity(text.encode("utf-8")) for text in (script, old, style))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{own}' '{own_old}' 'wasm-unsafe-eval' blob:",
            f"style-src '{own_style}'",
            "connect-src data:",
            "worker-src blob: data:",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    scripts = [f"<script>{old}</script>\n", f'<script type="module" async>{script}</script>\n']
    scripts += [
        f'<script type="text/plain" id="packed-{name}">{text.decode("ascii")}</script>\n'
        for name, text in packing.all_to_text(files).items()
    ]
    notices = html.escape(licences, quote=False)
    scripts.append(f'<template id="licences"><pre>\n{notices}</pre></template>\n')
    page = _once(ELSEWHERE, "", page, most=3)
    page = _once(POLICY, lambda match: f'{match[1]}{policy}"', page)
    page = _once(SCRIPT, lambda _: f"    <style>{style}</style>\n", page)
    before, end, after = page.rpartition(END)
    if not end:
        raise BuildError(f"index.html should end its body with {END!r} for the one file.")
    return "".join([before, *scripts, end, after]).encode("utf-8")


def _once(pattern: re.Pattern[str], new: object, page: str, most: int = 1) -> str:
    page, count = pattern.subn(new, page)  # type: ignore[call-overload]
    if not 1 <= count <= most:
        raise BuildError(f"index.html has {count} places like {pattern.pattern} for the one file.")
    return page
