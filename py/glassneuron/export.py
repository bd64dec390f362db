"""A machine and what it learnt as files: a notebook, a script, the weights as plain numbers."""

import json
from typing import Any

from glassneuron import machines
from glassneuron.export_cells import cells
from glassneuron.export_learnt import Learnt
from glassneuron.machines import Machine
from glassneuron.validation import Params


def notebook(learnt: Learnt) -> str:
    """Write a Jupyter notebook that learns the same weights.

    Parameters
    ----------
    learnt : Learnt
        The machine after its training.

    Returns
    -------
    str
        The file's text: JSON in the notebook format 4.5.
    """
    written = []
    for number, cell in enumerate(cells(learnt)):
        common = {
            "id": f"cell-{number}",
            "metadata": {},
            "source": cell.text.splitlines(keepends=True),
        }
        run: dict[str, Any] = {"execution_count": None, "outputs": []}
        written.append({"cell_type": cell.kind, **common, **(run if cell.kind == "code" else {})})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    file = {
        "cells": written,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(file, indent=1, ensure_ascii=False) + "\n"


def script(learnt: Learnt) -> str:
    """Write a Python program that learns the same weights, compares them and draws the figures."""
    parts = []
    for cell in cells(learnt):
        if cell.kind == "code":
            parts.append(cell.text)
        else:
            lines = (line.lstrip("# ") for line in cell.text.splitlines())
            parts.append("\n".join(f"# {line}".rstrip() for line in lines))
    return "\n\n".join(parts) + "\n"


def weights(machine: Machine, params: Params) -> dict[str, Any]:
    """Return weights as plain numbers: a neuron's `w` and `b`, or the layers as `params`."""
    (W, b), *more = params
    if not more and machines.output(machine) == "sigmoid" and b.size == 1:
        return {"w": W[0].tolist(), "b": b.item()}
    return {"params": [{"W": W.tolist(), "b": b[:, 0].tolist()} for W, b in params]}
