"""Who may import whom, read from the sources: the design's rules, one test each."""

import ast
import graphlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from buildtools.paths import CORE, ROOT, WEB

PACKAGE = "glassneuron"


def closure(start: str, imports: Mapping[str, set[str]]) -> set[str]:
    """Return all that a module imports, and what that imports, and so on."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = imports.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


# ---------------------------------------------------------------------------------- Python


def imported(source: str) -> set[str]:
    """Return the modules that Python code imports anywhere in it, with their dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide what is imported"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def core_modules() -> dict[str, Path]:
    return {path.stem: path for path in sorted((CORE / PACKAGE).glob("*.py"))}


MODULES = core_modules()


def inner(source: str) -> set[str]:
    """Return the core's own modules among the imports of `source`."""
    names = {name.split(".")[1] for name in imported(source) if name.startswith(f"{PACKAGE}.")}
    return names & MODULES.keys()


def outer(source: str) -> set[str]:
    """Return the third-party packages among the imports of `source`."""
    roots = {name.split(".")[0] for name in imported(source)}
    return roots - sys.stdlib_module_names - {PACKAGE}


def read(module: str) -> str:
    return MODULES[module].read_text("utf-8")


#: The modules that the design names. A module that none of them is, such as `validation`, is a
#: part of those that import it, and held to their rules.
NAMED = {
    *("neuron", "activations", "initializers", "optimizers", "network", "fused", "datasets"),
    *("tables", "checks", "session", "export", "figures", "cli"),
}
GROUND = {"neuron", "initializers", "optimizers", "datasets", "tables"}
MAY_REACH = {
    **{module: set() for module in GROUND},
    "activations": {"neuron"},
    "network": {*GROUND, "activations"},
}
EDGES = {"session", "session_export", "cli", "__main__"}
#: The modules that draw, and may therefore need matplotlib.
DRAWING = {"figures", "figure_parts", "scene_figure"}


@pytest.mark.parametrize("module", sorted(MAY_REACH.keys() & MODULES.keys()))
def test_module_reaches_only_what_lies_below_it(module):
    reached = closure(module, {name: inner(read(name)) for name in MODULES})
    assert reached & NAMED <= MAY_REACH[module]


@pytest.mark.parametrize("module", sorted(MODULES.keys() - EDGES - DRAWING))
def test_nothing_in_the_core_imports_its_edges(module):
    assert not inner(read(module)) & (EDGES | DRAWING)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_core_needs_numpy_and_nothing_else(module):
    assert outer(read(module)) <= ({"numpy", "matplotlib"} if module in DRAWING else {"numpy"})


@pytest.mark.parametrize("module", sorted(EDGES & MODULES.keys()))
def test_figures_are_imported_only_when_one_is_asked_for(module):
    at_the_top = [node for node in ast.parse(read(module)).body if "Import" in type(node).__name__]
    assert not inner("\n".join(map(ast.unparse, at_the_top))) & DRAWING


def test_imports_in_the_core_form_no_circle():
    graph = {module: inner(read(module)) for module in MODULES}
    assert set(graphlib.TopologicalSorter(graph).static_order()) == MODULES.keys()


@pytest.mark.parametrize("path", sorted(CORE.rglob("*.py")), ids=lambda path: path.name)
def test_nothing_under_py_knows_the_browser(path):
    roots = {name.split(".")[0] for name in imported(path.read_text("utf-8"))}
    assert not roots & {"js", "pyodide", "pyodide_js"}


@pytest.mark.parametrize(
    "path", [ROOT / "build.py", *(CORE / "buildtools").glob("*.py")], ids=lambda path: path.name
)
def test_build_never_imports_the_package(path):
    assert not any(name.split(".")[0] == PACKAGE for name in imported(path.read_text("utf-8")))


# ------------------------------------------------------------------------------ JavaScript

COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
IMPORT = re.compile(
    r"""^\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*["']([^"']+)["']"""  # import ... from "x"
    r"""|\bimport\(\s*["'`]([^"'`]+)["'`]""",  # import("x")
    re.MULTILINE,
)


def web_imports(path: Path) -> set[str]:
    """Return what a script imports: paths below web/ for its own files, else package names."""
    found = set()
    for match in IMPORT.finditer(COMMENT.sub("", path.read_text("utf-8"))):
        name = match[1] or match[2]
        if name.startswith("."):
            name = (path.parent / name).resolve().relative_to(WEB).as_posix()
        found.add(name)
    return found


SCRIPTS = {
    path.relative_to(WEB).as_posix(): path
    for path in sorted(WEB.rglob("*.js"))
    if "node_modules" not in path.parts
}


def test_imports_are_found_in_every_way_of_writing_them(tmp_path):
    script = tmp_path / "script.js"
    script.write_text(
        """import uPlot from "uplot";
        import {
          one,
          two,
        } from "many";
        import "effect";
        export { three } from 'three';
        /** @type {import("types").Only} */
        // import "comment";
        const lazy = await import("lazy");
        """
    )
    assert web_imports(script) == {"uplot", "many", "effect", "three", "lazy"}


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_nothing_imports_main_or_the_worker(script):
    assert not web_imports(SCRIPTS[script]) & {"main.js", "worker.js"}


@pytest.mark.parametrize("script", sorted(SCRIPTS.keys() - {"starting.js", "packed_start.js"}))
def test_only_the_start_names_pyodide(script):
    assert not any("pyodide" in name for name in web_imports(SCRIPTS[script]))


@pytest.mark.parametrize("script", [name for name in SCRIPTS if name.startswith("views/")])
def test_view_reaches_neither_the_client_nor_the_store_by_itself(script):
    reached = closure(script, {name: web_imports(path) for name, path in SCRIPTS.items()})
    assert not reached & {"client.js", "worker.js", "store.js", "main.js"}


@pytest.mark.parametrize("script", sorted({"protocol.js", "store.js"} & SCRIPTS.keys()))
def test_protocol_and_store_import_nothing(script):
    assert web_imports(SCRIPTS[script]) == set()


@pytest.mark.parametrize("script", sorted({"client.js", "worker.js"} & SCRIPTS.keys()))
def test_both_ends_speak_the_protocol(script):
    assert "protocol.js" in web_imports(SCRIPTS[script])
