"""The core's functions as plain NumPy: their own source, less what checks and explains.

An exported notebook holds the code that computes, short enough to be read beside its figures. It
is taken from the functions that run here, so that the two cannot drift apart: what goes is type
annotations, all of a docstring but its first line, and the calls of `validation`.
"""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

# Functions that pass their first argument on, once they have checked it.
CHECKS = {"_numbers"}
CONSTANT = re.compile(r"\b[A-Z][A-Z_]+[A-Z]\b")


def plain(*functions: Callable[..., Any]) -> str:
    """Return functions as plain source, below the constants they need.

    Parameters
    ----------
    *functions : callable
        Functions of this package, in the order in which they are to stand.

    Returns
    -------
    str
        Python source that needs ``import numpy as np``, and what the functions call.

    Examples
    --------
    >>> from glassneuron.outputs import matched_slope
    >>> print(plain(matched_slope))
    def matched_slope(A, Y):
        \"\"\"Compute ∂L/∂Z of a loss that belongs to its activation: A - Y.\"\"\"
        return A - Y
    """
    sources = {function: _plain(function) for function in functions}
    constants: dict[str, None] = {}
    for function, source in sources.items():
        module = sys.modules[function.__module__]
        constants |= dict.fromkeys(_constants(module, CONSTANT.findall(source)))
    parts = ["\n".join(constants)] if constants else []
    return "\n\n\n".join([*parts, *sources.values()])


def expression(function: Callable[..., Any]) -> str:
    """Return what a lambda computes, as source."""
    line = inspect.getsource(function).strip().rstrip(",")
    tree = ast.parse("{" + line + "}", mode="eval")
    (found,) = (node for node in ast.walk(tree) if isinstance(node, ast.Lambda))
    return ast.unparse(found.body)


def _plain(function: Callable[..., Any]) -> str:
    source = inspect.getsource(function)
    # The tree has no comments: each travels as a text that stands alone.
    marked = re.sub(r"^( +)(# .*)$", lambda m: m[1] + repr(m[2]), source, flags=re.MULTILINE)
    tree = _Plain().visit(ast.parse(marked))
    text = ast.unparse(ast.fix_missing_locations(tree))
    text = re.sub(r"^( *)['\"](# .*)['\"]$", r"\1\2", text, flags=re.MULTILINE)
    return re.sub(r"^( *return )\((\w+(?:, \w+)+)\)$", r"\1\2", text, flags=re.MULTILINE)


def _constants(module: Any, names: Iterable[str]) -> list[str]:
    """Return the assignments of a module's constants, wherever they come from."""
    found = []
    for name in dict.fromkeys(names):
        for candidate in (module, *filter(inspect.ismodule, vars(module).values())):
            for node in ast.parse(inspect.getsource(candidate)).body:
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                    found.append(ast.unparse(node))
                    break
            else:
                continue
            break
    return found


class _Plain(ast.NodeTransformer):
    """Takes out of a function what does not compute."""

    def __init__(self) -> None:
        self.left_out = set[str]()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        explained = ast.get_docstring(node)
        self.generic_visit(node)
        node.returns = None
        if explained:
            node.body[0] = ast.Expr(ast.Constant(explained.partition("\n")[0]))
        # Optional arguments come last.
        kept = [argument for argument in node.args.args if argument.arg not in self.left_out]
        node.args.defaults = node.args.defaults[len(node.args.args) - len(kept) :]
        node.args.args = kept
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        assert node.value is not None
        return self.visit_Assign(ast.Assign([node.target], node.value))

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | None:
        self.generic_visit(node)
        # What is left of `X = validation.samples(X)`.
        nothing = ast.unparse(node.targets[0]) == ast.unparse(node.value)
        return None if nothing else node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        nothing = isinstance(node.value, ast.Call) and _is_check(node.value)
        self.generic_visit(node)
        return None if nothing else node

    def visit_If(self, node: ast.If) -> ast.If | None:
        self.generic_visit(node)
        return node if node.body else None

    def visit_With(self, node: ast.With) -> list[ast.stmt]:
        self.generic_visit(node)
        return node.body

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        # `X.shape[1] if m is None else validation.count(m, "m")`: m goes, and X.shape[1] stays.
        if isinstance(node.orelse, ast.Call) and _is_check(node.orelse):
            self.left_out.add(ast.unparse(node.orelse.args[0]))
            return node.body
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        check = _is_check(node)
        self.generic_visit(node)
        return node.args[0] if check else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        # `neuron.sigmoid`: in an exported file all stand side by side.
        module = isinstance(node.value, ast.Name) and f"glassneuron.{node.value.id}" in sys.modules
        return ast.Name(node.attr) if module and node.attr[0] != "_" else node


def _is_check(node: ast.Call) -> bool:
    called = ast.unparse(node.func)
    return called.startswith("validation.") or called in CHECKS
