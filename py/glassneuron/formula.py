"""A formula of x that a person typed, as a function; read, never executed."""

import ast
import re
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.validation import Array

MOST_CHARACTERS = 200

CONSTANTS = {"pi": np.float64(3.141592653589793), "e": np.float64(2.718281828459045)}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": np.abs,
    "cos": np.cos,
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "sqrt": np.sqrt,
    "tan": np.tan,
    "tanh": np.tanh,
}
OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
    ast.UAdd: np.positive,
    ast.USub: np.negative,
}

# What people write and Python does not read.
SPELLINGS = {"^": "**", "−": "-", "·": "*", "×": "*", "π": "pi", "²": "**2", "³": "**3"}
# A number right before a name or a bracket is its factor: 2x, 3 sin(x), 4(x + 1).
# A letter before the number would make it part of a name; 1e5 and 1e-5 are numbers.
FACTOR = re.compile(r"(?<![\w.])((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(?=[a-z(])(?!e[+-]?\d)")


def function(text: str) -> Callable[[ArrayLike], Array]:
    """Read a formula such as ``3*sin(x/2)`` and return the function of x that it stands for.

    Parameters
    ----------
    text : str
        The formula in the one variable x: numbers, + - * / ** or ^, brackets, pi, e, and the
        functions abs, cos, exp, log, sin, sqrt, tan and tanh. ``2x`` is read as ``2*x``, and
        ``y = 2x + 1`` as ``2x + 1``.

    Returns
    -------
    callable
        Takes the values of x, an array of any shape, and returns the formula's values in that
        shape; not finite where the formula is undefined or too large.

    Raises
    ------
    ValueError
        If the text is not such a formula.

    Examples
    --------
    >>> function("1.23x + 3.23")([0.0, 1.0]).round(2).tolist()
    [3.23, 4.46]
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"A formula must be a text such as 3*sin(x/2); got {text!r}.")
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            f"A formula may have {MOST_CHARACTERS} characters; this one has {len(text)}."
        )
    tree = _parsed(text)
    # Once for the error: whatever is not allowed is refused here, not at the first call.
    _value(tree, np.zeros(1), text)

    def f(x: ArrayLike) -> Array:
        x = validation.numbers(x, "x")
        with np.errstate(all="ignore"):
            return np.asarray(_value(tree, x, text) + np.zeros(x.shape), dtype=np.float64)

    return f


def _parsed(text: str) -> ast.expr:
    python = re.sub(r"^\s*y\s*=(?!=)", "", text.lower())
    for spelling, replacement in SPELLINGS.items():
        python = python.replace(spelling, replacement)
    python = FACTOR.sub(r"\1*", python).strip()
    try:
        return ast.parse(python, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(
            f"The formula {text!r} cannot be read; write it like 3*sin(x/2), with every bracket "
            f"closed."
        ) from None


def _value(node: ast.AST, x: Array, text: str) -> Any:
    # Numbers become NumPy's floats, whose powers end at infinity; Python's whole numbers would
    # grow until the memory is full.
    with np.errstate(all="ignore"):
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return np.float64(number)
            case ast.Name(id="x"):
                return x
            case ast.Name(id=name) if name in CONSTANTS:
                return CONSTANTS[name]
            case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
                return OPERATORS[type(op)](_value(operand, x, text))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return OPERATORS[type(op)](_value(left, x, text), _value(right, x, text))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if (
                name in FUNCTIONS
            ):
                return FUNCTIONS[name](_value(argument, x, text))
    raise ValueError(
        f"The formula {text!r} has {ast.unparse(node)!r} in it, which is not known here; use "
        f"numbers, x, pi, e, + - * / **, brackets and {', '.join(FUNCTIONS)}."
    )
