"""What the page is told of the stages of an explanation: numbers, places in lines, and listings."""

from collections.abc import Sequence
from types import CodeType
from typing import Any

from glassneuron import listing
from glassneuron.explanation_stage import Stage, Symbol, shown
from glassneuron.recording import Call

Value = dict[str, Any]


def told(stages: Sequence[Stage]) -> Value:
    """Tell of stages and of the functions at work in them.

    Parameters
    ----------
    stages : sequence of Stage
        In their order.

    Returns
    -------
    dict
        ``stages`` and ``functions``, as ``web/glass.js`` describes them.
    """
    codes = {call.code: call for stage in stages for call in stage.calls}
    return {
        "stages": [_stage(stage) for stage in stages],
        "functions": [_function(call) for call in codes.values()],
    }


def _stage(stage: Stage) -> Value:
    return {
        "name": stage.name,
        "layer": stage.layer,
        "formulas": stage.formulas,
        "symbols": [_symbol(symbol) for symbol in stage.symbols],
        "functions": [_name(call.code) for call in stage.calls],
        "words": _words(stage.symbols),
    }


def _symbol(symbol: Symbol) -> Value:
    numbers, size, mean = shown(symbol)
    return {
        "id": symbol.id,
        "layer": symbol.layer,
        "computed": symbol.computed,
        "numbers": numbers,
        "size": size,
        "mean": mean,
        "shape": list(symbol.shape),
        "function": _name(symbol.call.code),
        "lines": list(symbol.step.lines),
    }


def _words(symbols: list[Symbol]) -> list[Value]:
    """Find where symbols stand in the lines that make them or that they go into.

    A word stands for several where these are numbers of one array, such as all inputs of ``x``.
    """
    found: dict[tuple[str, int, int], Value] = {}
    for code, lines in dict.fromkeys((symbol.call.code, symbol.step.lines) for symbol in symbols):
        name = _name(code)
        here = [symbol for symbol in symbols if symbol.call.code is code]
        for word in listing.words(code, lines):
            for symbol in here:
                at = symbol.step.lines == lines
                # A line makes it, or takes it as it came, or as another line has left it.
                fits = symbol.computed and at if word.given else symbol.computed != at
                if word.name == symbol.variable and fits:
                    place = {"function": name, "line": word.line, "start": word.start}
                    place |= {"end": word.end, "symbols": []}
                    known = found.setdefault((name, word.line, word.start), place)
                    if symbol.id not in known["symbols"]:
                        known["symbols"].append(symbol.id)
    return list(found.values())


def _function(call: Call) -> Value:
    return {
        "name": _name(call.code),
        "file": _file(call.code),
        "function": call.function,
        "lines": [
            {"number": line.number, "text": line.text, "fold": line.fold}
            for line in listing.lines(call.code)
        ],
    }


def _file(code: CodeType) -> str:
    return code.co_filename.rpartition("/")[2].strip("<>")


def _name(code: CodeType) -> str:
    """Name a function so that no other has the same name."""
    return f"{_file(code)}:{code.co_firstlineno}"
