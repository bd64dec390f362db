"""What the page of the tables asks: the Titanic's people, or a table of one's own, and a neuron."""

import functools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from glassneuron import (
    explanation_parameter,
    explanation_table,
    fused,
    measures,
    neuron,
    preparation,
    session_stages,
    tables,
    titanic,
    validation,
)
from glassneuron.preparation import NumberInput, Prepared
from glassneuron.tables import Categories, Column, Numbers, Table
from glassneuron.validation import Array

Value = dict[str, Any]
Message = tuple[str, Value]

MOST_ITERATIONS = 1_000_000
SLICE_SECONDS = 0.03
# As the neuron's training at the watching pace: the first, large steps are seen one by one.
WATCH_GROWTH = 25
N_SHOWN = 5


def open_table(args: Mapping[str, Any]) -> Iterator[Message]:
    """Read a table: ``text`` is a CSV file's, or nothing for the Titanic's people.

    The answer describes its columns, shows its first rows, and names a column to predict: the last
    one that says yes or no, or else the last one with two values.
    """
    table = _table(args["text"])
    labels = [column.name for column in table.columns if len(_different(column)) == 2]
    if not labels:
        raise ValueError(
            "No column of this table has exactly two values, such as yes and no. A neuron tells "
            "two classes apart: add a column that says which of the two each row is."
        )
    yes_or_no = [
        column.name for column in table.columns if _different(column) in ({0.0, 1.0}, {"no", "yes"})
    ]
    yield (
        "result",
        {
            "n_rows": len(table.rows),
            "columns": [_described(column, table.rows) for column in table.columns],
            "labels": labels,
            "label": (yes_or_no or labels)[-1],
            "first_rows": [
                ["" if missing else tables.shown(value) for value, missing in row]
                for row in zip(*(_first(column) for column in table.columns), strict=True)
            ],
        },
    )


def prepare(args: Mapping[str, Any]) -> Iterator[Message]:
    """Make a neuron's inputs of the ``features``' columns, to predict ``label``.

    The answer tells what a person is asked for: a menu for each column of texts, a number for each
    other one.
    """
    prepared = _prepared_for(args)
    yield (
        "result",
        {
            "feature_names": list(prepared.feature_names),
            "classes": list(prepared.label_values),
            "n_samples": prepared.Y.size,
            "n_dropped": len(prepared.dropped),
            "inputs": [_asked(kind) for kind in prepared.inputs],
        },
    )


def train(args: Mapping[str, Any]) -> Iterator[Message]:
    """Teach the neuron from ``w``, ``b`` and ``iteration`` up to ``n_iterations``.

    A training that was paused ends with the same bits as one that was not.
    """
    prepared = _prepared_for(args)
    X, Y = prepared.X, prepared.Y
    first = validation.count(args["iteration"], "Iteration")
    last = max(first, _at_most(args["n_iterations"], "Iterations", MOST_ITERATIONS))
    rate = validation.positive(args["learning_rate"], "The learning rate")
    w, b = _weights(args)
    for iteration, w_now, b_now, costs in _updates(X, Y, rate, first, last, w, b):
        A = neuron.forward_propagation(w_now, b_now, X)
        cost = neuron.cost(A, Y)
        value = {
            "iteration": iteration,
            "w": w_now.ravel(),
            "b": b_now,
            "cost": cost,
            "accuracy": measures.accuracy(A, Y),
            "precision": measures.precision(A, Y),
            "recall": measures.recall(A, Y),
            "confusion": measures.confusion_counts(measures.classify(A), Y).tolist(),
            "history": np.append(costs, cost),
        }
        yield ("result" if iteration == last else "progress"), value


def answer(args: Mapping[str, Any]) -> Iterator[Message]:
    """Ask the neuron ``w``, ``b`` about one row, ``values``, and take its sum apart."""
    prepared = _prepared_for(args)
    w, b = _weights(args)
    x = preparation.apply(prepared.inputs, _row(args["values"]))
    add, activate = explanation_table.answer_stages(x, w, b)
    alike = np.all(x == prepared.X, axis=0)
    products = w * x
    yield (
        "result",
        {
            "probability": np.asarray(activate.symbols[0].value).item(),
            "z": np.asarray(add.symbols[0].value).item(),
            "x": x.ravel(),
            "products": products.ravel(),
            "alike": {
                "of": int(np.count_nonzero(alike)),
                "n": int(np.count_nonzero(prepared.Y[0, alike])),
            },
        },
    )


def explain(args: Mapping[str, Any]) -> Iterator[Message]:
    """Take the neuron ``w``, ``b`` apart: its answer to the row ``values``, or all of the table.

    ``values`` is None for the table, with the step of ``learning_rate`` that follows. ``parameter``
    is the place of a weight, of the bias the last one, or None: to follow to its next value, or
    into the row's sum.
    """
    prepared = _prepared_for(args)
    w, b = _weights(args)
    values, parameter, rate = args["values"], args["parameter"], args["learning_rate"]
    if values is not None:
        x, made = explanation_table.input_stages(prepared.inputs, _row(values))
        stages = [*made, *explanation_table.answer_stages(x, w, b, parameter)]
    else:
        stages = explanation_table.stages(prepared.X, prepared.Y, w, b, rate, parameter)
    followed = explanation_parameter.find(parameter, [(1, len(w))])
    yield (
        "result",
        {
            "parameter": None if followed is None else followed._asdict(),
            **session_stages.told(stages),
        },
    )


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "table_open": open_table,
    "table_prepare": prepare,
    "table_train": train,
    "table_answer": answer,
    "table_explain": explain,
}


# The last table is kept: reading a long file again at every pause would take seconds.
@functools.lru_cache(maxsize=1)
def _table(text: str | None) -> Table:
    if text is not None:
        return tables.read(text)
    people = [
        (*description, "yes" if survived else "no")
        for description, counts in titanic.COUNTS.items()
        for survived, count in enumerate(counts)
        for _ in range(count)
    ]
    names = ("class", "sex", "age", "survived")
    columns = map(Categories, names, zip(*people, strict=True))
    # As in a file, where the first row holds the names.
    return Table(tuple(columns), tuple(range(2, len(people) + 2)))


@functools.lru_cache(maxsize=1)
def _prepared(text: str | None, label: str, features: tuple[str, ...] | None) -> Prepared:
    table = _table(text)
    if features is None:
        # What is of no use is left out; with nothing left, `prepare` says why.
        useful = [
            column.name
            for column in table.columns
            if column.name != label and tables.problem(column, table.rows) is None
        ]
        return preparation.prepare(table, label, useful or None)
    if not features:
        raise ValueError("Choose one or more columns to predict from.")
    return preparation.prepare(table, label, features)


def _prepared_for(args: Mapping[str, Any]) -> Prepared:
    features = args["features"]
    return _prepared(args["text"], args["label"], None if features is None else tuple(features))


def _weights(args: Mapping[str, Any]) -> tuple[Array, float]:
    w = np.array(args["w"], dtype=np.float64).reshape(-1, 1)
    return w, validation.number(args["b"], "b")


def _row(values: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: [value] for name, value in values.items()}


def _updates(
    X: Array, Y: Array, rate: float, first: int, last: int, w: Array, b: float
) -> Iterator[tuple[int, Array, float, Array]]:
    """Yield the iteration, w, b and the costs before the updates since the last time."""
    yield first, w, b, np.empty(0)
    iteration = first
    while iteration < last:
        goal = min(last, iteration + 1 + iteration // WATCH_GROWTH)
        start, costs = iteration, []
        deadline = time.perf_counter() + SLICE_SECONDS
        for stretch in fused.train(X, Y, rate, goal - start, w, b, every=1):
            iteration, w, b = start + stretch.iteration, stretch.w, stretch.b
            costs.append(stretch.costs)
            if iteration == goal or time.perf_counter() >= deadline:
                yield iteration, w, b, np.concatenate(costs)
                costs, deadline = [], time.perf_counter() + SLICE_SECONDS


def _described(column: Column, rows: Sequence[int]) -> Value:
    different = _different(column)
    return {
        "name": column.name,
        "kind": "numbers" if isinstance(column, Numbers) else "categories",
        "n_different": len(different),
        "n_missing": int(np.count_nonzero(column.missing)),
        "problem": tables.problem(column, rows),
    }


def _different(column: Column) -> set[str | float]:
    if isinstance(column, Numbers):
        return set(np.unique(column.values[~column.missing]).tolist())
    return {value for value in column.values if value is not None}


def _first(column: Column) -> list[tuple[Any, bool]]:
    return list(zip(column.values[:N_SHOWN], column.missing[:N_SHOWN].tolist(), strict=True))


def _asked(kind: preparation.Input) -> Value:
    if isinstance(kind, NumberInput):
        return {
            "name": kind.name,
            "kind": "numbers",
            "mean": kind.mean,
            "deviation": kind.deviation,
            "categories": [],
        }
    return {
        "name": kind.name,
        "kind": "categories",
        "mean": None,
        "deviation": None,
        "categories": list(kind.categories),
    }


def _at_most(value: Any, name: str, most: int) -> int:
    number = validation.count(value, name)
    if number > most:
        raise ValueError(f"{name} must be {most:,} at most; got {number:,}.")
    return number
