"""Pack what a first visit imports, as bytecode; runs in the site's Pyodide.

``python pack_start.py``, with Pyodide's own files mounted at /runtime, the build's
own site-packages at /tools and a folder for the results at /out.

Python's own modules come to Pyodide as sources in a zip, and compiling them is most of what a
start takes. This program finds out which modules a start imports, and packs those alone,
compiled. The others come when something imports them.
"""

import json
import os
import py_compile
import sys
import types
import zipfile
from pathlib import Path
from typing import Any

import glassneuron.session  # noqa: F401 - for all that it imports
import numpy.random

OUT = Path("/out")
LIBRARY = "/lib/python314.zip/"
SITE = Path(numpy.__file__).parents[1]
# The oldest time a zip can tell: the same sources give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
# NumPy's masked arrays, which figures need, are made from what its functions here say.
QUOTED = {"numpy/_core/numeric.py", "numpy/lib/_shape_base_impl.py"}
# It does nothing but give docstrings to what is written in C.
DOCSTRINGS = "numpy/_core/_add_newdocs.py"


def main() -> None:
    """Write stdlib.zip, numpy.zip, and the names of the modules that neither holds."""
    files = {str(module.__file__) for module in list(sys.modules.values()) if _is_packed(module)}
    library = {name.removeprefix(LIBRARY) for name in files if name.startswith(LIBRARY)}
    numpy_files = {
        str(Path(name).relative_to(SITE)) for name in files if name.startswith(f"{SITE}/numpy/")
    }
    with zipfile.ZipFile("/runtime/python_stdlib.zip") as archive:
        late_library = {name for name in archive.namelist() if name not in library}
        _compiled("stdlib.zip", {name: archive.read(name) for name in library})
    _compiled(
        "numpy.zip",
        {name: b"" if name == DOCSTRINGS else (SITE / name).read_bytes() for name in numpy_files},
    )
    all_numpy = {str(path.relative_to(SITE)) for path in (SITE / "numpy").rglob("*.*")}
    late = {"stdlib": _modules(late_library), "numpy": _modules(all_numpy - numpy_files)}
    (OUT / "late.json").write_text(json.dumps(late), "utf-8")


def _modules(files: set[str]) -> list[str]:
    """Tell the modules in files: ``email/__init__.py`` is ``email``; tests are left out."""
    stems = {name.partition(".")[0] for name in files if name.endswith((".py", ".so"))}
    names = {stem.removesuffix("/__init__").replace("/", ".") for stem in stems}
    return sorted(name for name in names if "tests" not in name.split("."))


def _is_packed(module: object) -> bool:
    spec = getattr(module, "__spec__", None)
    # Python's first modules are part of the interpreter; their files are there to be read.
    frozen = getattr(spec, "origin", None) == "frozen"
    return isinstance(getattr(module, "__file__", None), str) and not frozen


def _compiled(name: str, files: dict[str, bytes]) -> None:
    """Let pyodide-build turn the sources of an archive into bytecode, without docstrings."""
    sys.path.append("/tools")
    from pyodide_build import _py_compile  # type: ignore[import-untyped]

    _py_compile.py_compile = types.SimpleNamespace(compile=_compile)
    source = OUT / name
    _zipped(name, files)
    # Without a time in it, bytecode is the same each time.
    os.environ["SOURCE_DATE_EPOCH"] = "315532800"
    packed = _py_compile._py_compile_archive(source, keep=False, verbose=False)
    with zipfile.ZipFile(packed) as archive:
        _zipped(name, {item: archive.read(item) for item in archive.namelist()})


def _compile(source: str, *, dfile: str, **options: Any) -> None:
    # What modules say about themselves is a sixth of their bytes.
    optimize = 0 if dfile in QUOTED else 2
    py_compile.compile(source, dfile=dfile, optimize=optimize, **options)


def _zipped(name: str, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for item in sorted(files):
            info = zipfile.ZipInfo(item, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[item], compresslevel=9)


main()
