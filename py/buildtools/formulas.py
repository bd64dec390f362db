"""The page's formulas, from LaTeX to MathML."""

import subprocess
from pathlib import Path

from buildtools import runtime
from buildtools.javascript import Node
from buildtools.paths import BUILD, WEB
from buildtools.steps import BuildError

PROGRAM = Path(__file__).with_name("formulas.mjs")
TABLE = WEB / "formulas.json"
#: What writes the MathML; its licence goes with that.
TEMML = WEB / "node_modules" / "temml"


def as_mathml(node: Node) -> Path:
    """Write the formulas as MathML, in JSON, and return the file's path.

    Raises
    ------
    BuildError
        If a formula is no LaTeX, or names a symbol that the table has not.
    """
    command = [node.node, str(PROGRAM), str(TABLE)]
    answer = subprocess.run(command, capture_output=True, check=False)
    if answer.returncode:
        raise BuildError(f"{TABLE.name} holds no good LaTeX:\n{answer.stderr.decode().strip()}")
    BUILD.mkdir(exist_ok=True)
    path = BUILD / "formulas.json"
    runtime.write_whole(path, answer.stdout)
    return path
