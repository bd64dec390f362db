"""The worker's only door: a method's name and a plain dict in, plain messages out.

`run` answers every call with any number of ``("progress", value)`` and then exactly one
``("result", value)`` or ``("error", value)``. Values are dicts of numbers, texts, lists and flat
arrays, which the browser takes over as they are. Run as a program, the module prints what
`describe` returns, as JSON, so that the page can be built with its menus and first points.
"""

import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from glassneuron import (
    session_descent,
    session_exercises,
    session_export,
    session_glass,
    session_looks,
    session_menus,
    session_points,
    session_regression,
    session_table,
    session_timing,
    session_training,
    session_workshop,
)
from glassneuron.user_code import UserCodeError

Value = dict[str, Any]
Message = tuple[str, Value]

METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    **session_menus.METHODS,
    **session_points.METHODS,
    **session_training.METHODS,
    **session_looks.METHODS,
    **session_descent.METHODS,
    **session_regression.METHODS,
    **session_table.METHODS,
    **session_timing.METHODS,
    **session_export.METHODS,
    **session_glass.METHODS,
    **session_workshop.METHODS,
    **session_exercises.METHODS,
}


def run(method: str, args: Mapping[str, Any]) -> Iterator[Message]:
    """Answer one call; whatever happens, the last message is a result or an error."""
    try:
        if method not in METHODS:
            raise LookupError(f"There is no method {method!r}.")
        yield from METHODS[method](args)
    except ValueError as error:
        yield "error", _described("input", error)
    except UserCodeError as error:
        parts = [{"key": part.key, "values": dict(part.values)} for part in error.parts]
        own = {"name": error.name, "line": error.line, "traceback": error.trace, "parts": parts}
        yield "error", _described("user-code", error) | own
    except Exception as error:
        yield "error", _described("internal", error)


def _described(kind: str, error: Exception) -> Value:
    return {
        "kind": kind,
        "name": type(error).__name__,
        "message": str(error),
        "line": None,
        "traceback": "".join(traceback.format_exception(error)),
    }


if __name__ == "__main__":
    print(json.dumps(next(METHODS["describe"]({}))[1]))
