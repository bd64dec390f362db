"""A neuron that learnt from a table: what it needs to answer new rows, kept as JSON."""

import itertools
import json
import re
from typing import Any, NamedTuple

import numpy as np

from glassneuron import neuron, preparation, validation
from glassneuron.preparation import CategoryInput, Input, NumberInput
from glassneuron.tables import Table
from glassneuron.validation import Array

FORMAT = "glassneuron table neuron 1"
# The file, its list of inputs, one of these, and its list of categories.
LEVELS = 4


class TableNeuron(NamedTuple):
    """A trained neuron and how its inputs are made of a table's columns.

    Attributes
    ----------
    w : ndarray, shape (n_features, 1)
        The weights.
    b : float
        The bias.
    inputs : tuple of NumberInput or CategoryInput
        How each column was prepared.
    label : str
        The name of the column that it predicts.
    classes : tuple of str
        What that column calls class 0 and class 1.
    """

    w: Array
    b: float
    inputs: tuple[Input, ...]
    label: str
    classes: tuple[str, str]


def probabilities(trained: TableNeuron, table: Table) -> Array:
    """Compute the probability of class 1 for each row of a table.

    Parameters
    ----------
    trained : TableNeuron
        The neuron.
    table : Table
        Rows with the columns that it learnt from, in any order; others are passed over.

    Returns
    -------
    ndarray, shape (1, m_samples)
        From 0 to 1. For a missing value the mean or the most frequent category stands in.

    Raises
    ------
    ValueError
        If a column is missing, or a value is no number or an unknown category.
    """
    values = {column.name: list(column.values) for column in table.columns}
    with np.errstate(over="ignore"):
        X = preparation.apply(trained.inputs, values)
    return neuron.forward_propagation(trained.w, trained.b, X)


def to_json(trained: TableNeuron) -> str:
    """Write a neuron as JSON, its numbers to the last bit.

    Parameters
    ----------
    trained : TableNeuron
        The neuron.

    Returns
    -------
    str
        One object, on several lines for people.
    """
    return json.dumps(
        {
            "format": FORMAT,
            "label": trained.label,
            "classes": trained.classes,
            "inputs": [kind._asdict() for kind in trained.inputs],
            "weights": {"w": trained.w[:, 0].tolist(), "b": trained.b},
        },
        indent=2,
        ensure_ascii=False,
        allow_nan=False,
    )


def from_json(content: bytes | str) -> TableNeuron:
    """Read a neuron that `to_json` wrote.

    Parameters
    ----------
    content : bytes or str
        The JSON; bytes are UTF-8.

    Returns
    -------
    TableNeuron
        The same neuron, to the last bit.

    Raises
    ------
    ValueError
        If it is not such a neuron, or does not hold together.
    """
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        # Python in a browser dies of a nesting that elsewhere is a RecursionError.
        if _nesting(text) > LEVELS:
            raise ValueError
        saved = json.loads(text)
        if saved["format"] != FORMAT:
            raise KeyError
        inputs = tuple(_input(item) for item in saved["inputs"])
        first, second = (_text(item) for item in saved["classes"])
        n_features = sum(_n_features(kind) for kind in inputs)
        w = validation.weights([[value] for value in saved["weights"]["w"]], n_features)
        b = validation.number(saved["weights"]["b"], "b")
        return TableNeuron(w, b, inputs, _text(saved["label"]), (first, second))
    except (KeyError, TypeError, ValueError):
        raise ValueError(
            "This is not a neuron that was saved after learning from a table; "
            "`glassneuron train --save` writes such a file."
        ) from None


def _nesting(text: str) -> int:
    """Return how many brackets of a JSON text are open at once, at most."""
    outside_strings = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    steps = (1 if bracket in "[{" else -1 for bracket in re.findall(r"[][{}]", outside_strings))
    return max(itertools.accumulate(steps), default=0)


def _input(item: dict[str, Any]) -> Input:
    name = _text(item["name"])
    if "categories" in item:
        categories = tuple(_text(category) for category in item["categories"])
        if not 2 <= len(set(categories)) == len(categories):
            raise ValueError
        return CategoryInput(name, categories)
    mean = validation.number(item["mean"], "mean")
    return NumberInput(name, mean, validation.positive(item["deviation"], "deviation"))


def _n_features(kind: Input) -> int:
    return len(kind.categories) - 1 if isinstance(kind, CategoryInput) else 1


def _text(item: object) -> str:
    if not isinstance(item, str):
        raise TypeError
    return item
