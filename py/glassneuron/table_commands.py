"""The commands on tables: learn from one, answer another, and the people of the Titanic."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from glassneuron import (
    csv_rows,
    datasets,
    measures,
    neuron,
    preparation,
    table_neuron,
    tables,
    terminal,
    titanic,
)
from glassneuron.neuron import State
from glassneuron.preparation import Input, NumberInput
from glassneuron.table_neuron import TableNeuron
from glassneuron.validation import Array

MOST_BYTES = csv_rows.MOST_MEGABYTES * 1_000_000


def train(options: argparse.Namespace) -> None:
    """Teach a neuron the rows of a table, try it on those kept back, and save it."""
    with _about(options.data):
        table = tables.read(_content(options.data))
        prepared = preparation.prepare(table, options.label, options.features, options.missing)
        X, Y, X_test, Y_test = _parts(prepared.X, prepared.Y, options.test_share, options.seed)
    no, yes = prepared.label_values
    if not options.json:
        dropped = len(prepared.dropped)
        print(
            f"{options.data}: {Y.size:,} rows to learn from, {Y_test.size:,} for the test"
            + (f", {dropped:,} left out because a value is missing" if dropped else "")
            + f".\nClass 1 is {options.label} = {yes}, class 0 is {options.label} = {no}."
        )
    end, costs = _learn(X, Y, options)
    A_test = neuron.forward_propagation(end.w, end.b, X_test) if Y_test.size else None
    if options.json:
        test = {} if A_test is None else {"test": measures.accuracy(A_test, Y_test)}
        terminal.print_json(
            {
                "label": options.label,
                "classes": [no, yes],
                "rows": {"train": Y.size, "test": Y_test.size},
                "dropped_rows": prepared.dropped,
                "feature_names": prepared.feature_names,
                **terminal.as_dict(end, costs, options.print_every),
                "accuracy": {"train": measures.accuracy(end.A, Y), **test},
            }
        )
    else:
        accuracies = [("training accuracy", *terminal.share(end.A, Y, "rows"))]
        if A_test is not None:
            accuracies.append(("test accuracy", *terminal.share(A_test, Y_test, "rows")))
        remarks = [remark for kind in prepared.inputs for remark in _remarks(kind)]
        _print_result(end, accuracies, prepared.feature_names, [*remarks, "the bias"])
    if options.save is not None:
        trained = TableNeuron(end.w, end.b, prepared.inputs, options.label, (no, yes))
        Path(options.save).write_text(table_neuron.to_json(trained), "utf-8")
        if not options.json:
            print(f"\nSaved in {options.save}")


def predict(options: argparse.Namespace) -> None:
    """Let a saved neuron answer the rows of a table, as CSV or JSON."""
    with _about(options.model):
        trained = table_neuron.from_json(_content(options.model))
    with _about(options.data):
        table = tables.read(_content(options.data))
        A = table_neuron.probabilities(trained, table)
    filled = table.missing_rows()
    rows = {row for kind in trained.inputs for row in filled.get(kind.name, [])}
    if rows:
        print(
            f"glassneuron: {len(rows):,} of {A.size:,} rows lack a value; the mean or the most "
            f"frequent category stands in for it.",
            file=sys.stderr,
        )
    classes = [trained.classes[int(label)] for label in measures.classify(A)[0]]
    columns = {"row": table.rows, "probability": A[0].tolist(), "class": classes}
    if options.json:
        names = {"label": trained.label, "classes": trained.classes}
        text = json.dumps(names | columns, allow_nan=False) + "\n"
    else:
        text = _csv(columns)
    if options.output is None:
        print(text, end="")
    else:
        Path(options.output).write_text(text, "utf-8", newline="")


def train_on_titanic(options: argparse.Namespace) -> None:
    """Teach a neuron who survived the Titanic, and ask it about one person."""
    X, Y = titanic.people()
    names = titanic.FEATURE_NAMES
    if not options.json:
        print(f"{Y.size:,} people, of whom {np.count_nonzero(Y):,} survived.")
    end, costs = _learn(X, Y, options)
    person = (options.travel_class, options.sex, options.age)
    chance = None
    if options.sex is not None:
        chance = titanic.survival_probability(end.w, end.b, *person)
    if options.json:
        described = dict(zip(("class", "sex", "age"), person, strict=True))
        terminal.print_json(
            {
                "feature_names": names,
                **terminal.as_dict(end, costs, options.print_every),
                "accuracy": {"train": measures.accuracy(end.A, Y)},
                **({} if chance is None else {"person": described | {"probability": chance}}),
            }
        )
        return
    # Weights beyond 700 come from a training gone wrong, and would overflow.
    factors = np.exp(np.clip(end.w[:, 0], -700, 700))
    remarks = [f"multiplies the odds of survival by {factor:.3g}" for factor in factors]
    accuracy = ("training accuracy", *terminal.share(end.A, Y, "people"))
    _print_result(end, [accuracy], names, [*remarks, "the bias: an adult man of the crew"])
    if chance is not None:
        died, survived = titanic.COUNTS[person]
        print(f"\nProbability of survival, {', '.join(person)}: {chance:.2%}")
        there = f"{survived:,} of {died + survived:,} such people survived"
        print(f"On board: {there if died + survived else 'nobody like that'}.")


def _learn(X: Array, Y: Array, options: argparse.Namespace) -> tuple[State, list[float]]:
    watch, costs = terminal.watcher(options), []
    for state in neuron.train(X, Y, options.learning_rate, options.iterations):
        watch(state)
        costs.append(state.cost)
    return state, costs


def _parts(X: Array, Y: Array, test_share: float, seed: int) -> datasets.Split:
    if test_share == 0:
        return datasets.Split(X, Y, X[:, :0], Y[:, :0])
    parts = datasets.split(X, Y, test_share, np.random.default_rng(seed))
    if parts.Y_train.min() == parts.Y_train.max():
        raise ValueError(
            "All rows drawn to learn from are of one class. Take a smaller --test-share, or "
            "another --seed."
        )
    return parts


def _print_result(
    end: State,
    accuracies: list[tuple[str, str, str]],
    names: tuple[str, ...],
    remarks: list[str],
) -> None:
    print(f"\nAfter {end.iteration:,} iterations")
    terminal.print_columns([("cost", terminal.number(end.cost), ""), *accuracies])
    print("\nWeights")
    values = map(terminal.number, (*end.w[:, 0], end.b))
    terminal.print_columns(zip((*names, "b"), values, remarks, strict=True))


def _remarks(kind: Input) -> list[str]:
    if isinstance(kind, NumberInput):
        return [f"for one standard deviation more, {kind.deviation:.4g}"]
    reference, *others = kind.categories
    return [f"instead of {reference}"] * len(others)


def _csv(columns: dict[str, object]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def _content(path: str) -> bytes:
    # One byte more than is allowed, so that a file without an end does not fill the memory.
    with Path(path).open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(
            f"The file is larger than {csv_rows.MOST_MEGABYTES} MB, which is the limit."
        )
    return content


@contextmanager
def _about(path: str) -> Iterator[None]:
    """Put the file's name before what is wrong with it."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
