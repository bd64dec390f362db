"""Watch Python work: which lines of a function ran, and what they left in its variables.

An explanation that says "this line made this number" is only as good as its source. Here both come
from the run itself: the functions are called as always, and while they work, Python tells of each
line (`sys.settrace`). Nothing is computed a second time.
"""

import ast
import functools
import inspect
import linecache
import sys
import textwrap
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any, NamedTuple

import numpy as np

# What a function gives back is kept under a name that no variable can have.
RETURNED = "return"
# The core changes no array in place; code that a learner writes may, and its arrays are small.
SMALL = 4000

Variables = dict[str, Any]


class Lines(NamedTuple):
    """A statement's lines in its file; of a loop or a condition those of its head."""

    first: int
    last: int


class Step(NamedTuple):
    """A statement at work.

    Attributes
    ----------
    lines : Lines
        Where it stands.
    before, after : dict
        The function's variables before it and after it.
    """

    lines: Lines
    before: Variables
    after: Variables


@dataclass
class Call:
    """A function at work, from its call to its end.

    Attributes
    ----------
    module, function : str
        Its names, such as ``glassneuron.neuron`` and ``sigmoid``.
    code : code
        The function's code.
    names : dict
        What its module knows.
    steps : list of Step
        What it did, in order.
    calls : list of Call
        Whom it called, as far as these were watched too.
    """

    module: str
    function: str
    code: CodeType
    names: Variables
    steps: list[Step] = field(default_factory=list)
    calls: list["Call"] = field(default_factory=list)

    def every(self, function: str) -> Iterator["Call"]:
        """Find all calls of a function in this one, in order."""
        for call in self.calls:
            if call.function == function:
                yield call
            yield from call.every(function)

    def assigned(self, variable: str) -> list[Step]:
        """Find the steps that gave `variable` a value."""
        targets = written(self.code)
        return [step for step in self.steps if variable in targets[step.lines]]


def record[T](work: Callable[[], T], modules: Collection[str]) -> tuple[T, Call]:
    """Call `work`, and write down what the functions of `modules` do meanwhile.

    Parameters
    ----------
    work : callable
        What to do; it takes no arguments.
    modules : collection of str
        The full names of the modules to watch.

    Returns
    -------
    result : object
        What `work` returned.
    call : Call
        An outermost call, whose `calls` are the watched ones.
    """
    root = Call("", "", record.__code__, {})
    open_calls = [root]

    def on_call(frame: FrameType, _event: str, _value: Any) -> Any:
        module = str(frame.f_globals.get("__name__"))
        if module not in modules or not written(frame.f_code):
            return None
        call = Call(module, frame.f_code.co_name, frame.f_code, frame.f_globals)
        open_calls[-1].calls.append(call)
        open_calls.append(call)
        watch = _Watch(call)

        def on_line(frame: FrameType, event: str, value: Any) -> Any:
            if event == "line":
                watch.at(frame.f_lineno, frame.f_locals)
            elif event == "return":
                watch.end(frame.f_locals, value)
                open_calls.pop()
            return on_line

        return on_line

    others = sys.gettrace()
    sys.settrace(on_call)
    try:
        result = work()
    finally:
        sys.settrace(others)
    return result, root


def again(call: Call, step: Step, **changes: Any) -> Variables:
    """Let a statement work once more, on other values, such as those of one sample alone.

    Parameters
    ----------
    call, step
        The function, and the statement in it.
    **changes : object
        Variables that are to be different from what they were before the step.

    Returns
    -------
    dict
        The function's variables after it.
    """
    source, first = source_of(call.code)
    function = ast.parse(textwrap.dedent("".join(source))).body[0]
    assert isinstance(function, ast.FunctionDef)
    (node,) = (n for n in statements(function.body) if n.lineno + first - 1 == step.lines.first)
    if isinstance(node, ast.Return) and node.value is not None:
        # Outside of a function nothing can be returned.
        target = ast.Name("returned", ast.Store())
        node = ast.copy_location(ast.Assign([target], node.value), node)
        ast.fix_missing_locations(node)
    variables = {**call.names, **step.before, **changes}
    exec(compile(ast.Module([node], []), call.module, "exec"), variables)
    variables[RETURNED] = variables.get("returned")
    return variables


def source_of(code: CodeType) -> tuple[list[str], int]:
    """Return the lines of a function, and the number of the first one in its file."""
    lines = linecache.getlines(code.co_filename)
    first = code.co_firstlineno
    return inspect.getblock(lines[first - 1 :]), first


def remember_source(filename: str, source: str) -> None:
    """Keep the source of what was compiled under the name of a file that is none."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)


@functools.lru_cache(maxsize=256)
def written(code: CodeType) -> dict[Lines, frozenset[str]]:
    """List the statements of a function, and which variables each gives a value.

    What a function returns is listed as `RETURNED`. The result is empty for code without source.
    """
    try:
        source, first = source_of(code)
        tree = ast.parse(textwrap.dedent("".join(source)))
    except (SyntaxError, IndexError):
        return {}
    ast.increment_lineno(tree, first - 1)
    function = tree.body[0] if tree.body else None
    if not isinstance(function, ast.FunctionDef):
        return {}
    return {_lines(node): _targets(node) for node in statements(function.body)}


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Go through statements and those inside them, but not into functions."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            for block in ("body", "orelse", "finalbody"):
                yield from statements(getattr(node, block, []))


class _Watch:
    """Puts the lines of one call together to statements."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.now: Lines | None = None
        self.before: Variables = {}
        self.statements = {
            number: lines
            for lines in written(call.code)
            for number in range(lines.first, lines.last + 1)
        }

    def at(self, number: int, variables: Variables) -> None:
        lines = self.statements.get(number)
        if lines is not None and lines == self.now:
            return  # The same statement goes on, on another line of it.
        kept = _kept(variables)
        self._finish(kept)
        self.now = lines
        self.before = kept

    def end(self, variables: Variables, value: Any) -> None:
        self._finish(_kept(variables) | {RETURNED: value})

    def _finish(self, after: Variables) -> None:
        if self.now is not None:
            self.call.steps.append(Step(self.now, self.before, after))


def _kept(variables: Variables) -> Variables:
    """Copy what a later line might change: lists, and arrays where these are small enough."""
    kept = dict(variables)
    for name, value in kept.items():
        if isinstance(value, list):
            kept[name] = list(value)
        elif isinstance(value, np.ndarray) and value.size <= SMALL:
            kept[name] = value.copy()
    return kept


def _lines(node: ast.stmt) -> Lines:
    body = getattr(node, "body", None)
    last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno
    return Lines(node.lineno, max(node.lineno, last or node.lineno))


def _targets(node: ast.stmt) -> frozenset[str]:
    found = set[str]()
    if isinstance(node, ast.Return):
        found.add(RETURNED)
    for name in ("targets", "target"):
        value = getattr(node, name, [])
        for target in value if isinstance(value, list) else [value]:
            found |= {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        # `grads.insert(...)` changes grads.
        called = node.value.func
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            found.add(called.value.id)
    return frozenset(found)
