"""A function's source as a reader wants it: what computes line by line, the rest folded away."""

import ast
import functools
import textwrap
from collections.abc import Iterator, Mapping
from types import CodeType
from typing import NamedTuple

from glassneuron.recording import RETURNED, Lines, source_of, statements

# Helpers of some modules that only check what they are given.
CHECKS = ("validation.", "_numbers", "_checked")


class Line(NamedTuple):
    """A line of source, as it stands in its file.

    Attributes
    ----------
    number : int
        In the file.
    text : str
        Without the line's end.
    fold : str
        What the reader may pass over with all lines of the same fold around it: ``arguments``,
        ``docstring`` or ``checks``; empty for what computes.
    """

    number: int
    text: str
    fold: str


class Word(NamedTuple):
    """A variable's name, or ``return``, where it stands in a line.

    Attributes
    ----------
    line, start, end : int
        The line's number in the file, and the first column and the one after the last.
    name : str
        The word.
    given : bool
        Whether the variable gets a value here, rather than lending it.
    """

    line: int
    start: int
    end: int
    name: str
    given: bool


def lines(code: CodeType) -> list[Line]:
    """Read a function's own source, with folds.

    Parameters
    ----------
    code : code
        The function's code; its source must be there.

    Returns
    -------
    list of Line
        All lines of the function.
    """
    source, first = source_of(code)
    function = _function(source)
    folds: dict[int, str] = {}
    body = function.body
    folds.update(dict.fromkeys(range(2, body[0].lineno), "arguments"))
    if ast.get_docstring(function) is not None:
        folds.update(dict.fromkeys(_range(body[0]), "docstring"))
    for node in statements(body):
        if is_check(node):
            folds.update(dict.fromkeys(_range(node), "checks"))
    return [
        Line(first + i, text.rstrip("\r\n"), folds.get(i + 1, "")) for i, text in enumerate(source)
    ]


@functools.lru_cache(maxsize=256)
def words(code: CodeType, at: Lines) -> list[Word]:
    """Find the variables in one statement of a function.

    Parameters
    ----------
    code : code
        The function's code.
    at : Lines
        The statement.

    Returns
    -------
    list of Word
        In order.
    """
    source, first = source_of(code)
    indent = len(source[0]) - len(source[0].lstrip())
    found = set[Word]()
    for node in statements(_function(source).body):
        if node.lineno + first - 1 != at.first:
            continue
        for part, name, given in _words(node, {}):
            # The tree counts bytes, the page characters.
            before = source[part.lineno - 1].encode()[: part.col_offset + indent].decode()
            start, width = len(before), len(part.id if isinstance(part, ast.Name) else name)
            found.add(Word(part.lineno + first - 1, start, start + width, name, given))
    return sorted(found)


def names(code: CodeType, at: Lines, variable: str) -> bool:
    """Say whether a statement makes use of a variable."""
    return any(word.name == variable and not word.given for word in words(code, at))


def is_check(node: ast.stmt) -> bool:
    """Say whether a statement only looks at what it was given, and complains."""
    match node:
        case ast.If():
            complaining = (isinstance(inner, ast.Raise) or is_check(inner) for inner in node.body)
            return all(complaining) and not node.orelse
        case ast.For():
            return all(map(is_check, node.body))
        case ast.Assign() | ast.Expr():
            value = node.value
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            return all(map(_calls_check, values))
    return False


def _calls_check(value: ast.expr) -> bool:
    while isinstance(value, ast.Attribute):
        value = value.value
    return isinstance(value, ast.Call) and ast.unparse(value.func).startswith(CHECKS)


def _words(
    node: ast.AST, inside: Mapping[str, str]
) -> Iterator[tuple[ast.Name | ast.Return, str, bool]]:
    """Go through a statement, but not through those inside it.

    `inside` says what the variables of a comprehension stand for: in ``[2 * v for v in v_hat]``
    the first v is one of v_hat.
    """
    if isinstance(node, ast.Return):
        yield node, RETURNED, True
    if isinstance(node, ast.Name):
        name = inside.get(node.id, node.id)
        if name:
            yield node, name, isinstance(node.ctx, ast.Store)
    elif isinstance(node, ast.ListComp | ast.GeneratorExp):
        within = dict(inside)
        for loop in node.generators:
            yield from _words(loop.iter, inside)
            within |= _sources(loop)
        yield from _words(node.elt, within)
    else:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.stmt):
                yield from _words(child, inside)


def _sources(loop: ast.comprehension) -> dict[str, str]:
    """Say which variable each variable of a loop goes through; of none an empty name."""
    targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
    iterated: list[ast.expr] = [loop.iter]
    if isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "zip":
        iterated = loop.iter.args
    names = [value.id if isinstance(value, ast.Name) else "" for value in iterated]
    return {
        target.id: name
        for target, name in zip(targets, names, strict=False)
        if isinstance(target, ast.Name)
    }


def _function(source: list[str]) -> ast.FunctionDef:
    function = ast.parse(textwrap.dedent("".join(source))).body[0]
    assert isinstance(function, ast.FunctionDef)
    return function


def _range(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
