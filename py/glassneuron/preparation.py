"""From a table to what a neuron takes: numbers of like size, one-hot categories, a label.

Numbers are standardised: their mean becomes 0 and their standard deviation 1, so that one learning
rate suits all columns. Of k categories, k - 1 get an input of their own that is 1 for theirs and 0
for the others; the most frequent one is the reference, where all of these are 0. An input for
it would add nothing, and endlessly many weights would give the same answers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from glassneuron import encodings, tables, validation
from glassneuron.tables import Categories, Column, Numbers, Table, Value
from glassneuron.validation import Array


class NumberInput(NamedTuple):
    """How a column of numbers becomes one input: (value - mean) / deviation."""

    name: str
    mean: float
    deviation: float


class CategoryInput(NamedTuple):
    """How a column of texts becomes inputs: one for each category but the first, the reference."""

    name: str
    categories: tuple[str, ...]


Input = NumberInput | CategoryInput


class Prepared(NamedTuple):
    """A table as a neuron takes it.

    Attributes
    ----------
    X : ndarray, shape (n_features, m_samples)
        One row of the table a column.
    Y : ndarray, shape (1, m_samples)
        The labels: 0 and 1, or class numbers.
    feature_names : tuple of str
        The name of each row of `X`: a column's, or such as ``sex = female``.
    label_values : tuple of str
        What the table calls the classes 0, 1 and so on: smaller numbers and earlier letters first.
    rows : tuple of int
        The number of the table's row that each sample comes from.
    dropped : tuple of int
        The numbers of the rows that were left out because a value was missing.
    inputs : tuple of NumberInput or CategoryInput
        How each feature's column was prepared, for `apply`.
    """

    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    label_values: tuple[str, ...]
    rows: tuple[int, ...]
    dropped: tuple[int, ...]
    inputs: tuple[Input, ...]


def prepare(
    table: Table,
    label: str,
    features: Iterable[str] | None = None,
    missing: Literal["drop", "fill"] = "drop",
    most_classes: int = 2,
) -> Prepared:
    """Choose a label and features, and make samples of the table's rows.

    Parameters
    ----------
    table : Table
        As `glassneuron.tables.read` returns it.
    label : str
        The name of the column to predict.
    features : iterable of str, optional
        The names of the columns to predict it from; all others when they are left out.
    missing : {"drop", "fill"}
        What becomes of a row without a value in one of the features: it is left out, or gets the
        mean of the numbers or the most frequent category. A row without a label is left out.
    most_classes : int
        How many values the label may have; 2 for one neuron.

    Returns
    -------
    Prepared
        The samples, and what was done to get them.

    Raises
    ------
    ValueError
        If a column is unknown or of no use, no row is left, or the label has one value or too
        many.
    """
    columns = {column.name: column for column in table.columns}
    target = _chosen(columns, label, "label")
    names = [name for name in columns if name != label] if features is None else list(features)
    chosen = [_chosen(columns, name, "features") for name in names]
    if not chosen or label in names or len(set(names)) < len(names):
        raise ValueError("features must name one or more columns, each once, and not the label.")
    if missing not in ("drop", "fill"):
        raise ValueError(f"missing must be 'drop' or 'fill'; got {missing!r}.")
    _check_useful(chosen, table.rows)

    without = [target, *chosen] if missing == "drop" else [target]
    keep = ~np.any([column.missing for column in without], axis=0)
    rows = tuple(np.array(table.rows)[keep].tolist())
    if not rows:
        raise ValueError(
            "No row has a value in every chosen column. Fill the missing values, or leave out the "
            "columns that lack most."
        )
    kept = [_only(column, keep) for column in chosen]
    _check_useful(kept, rows)
    Y, label_values = _classes(_only(target, keep), most_classes)
    inputs = tuple(_input(column) for column in kept)
    return Prepared(
        np.vstack(
            [_encoded(kind, column.values) for kind, column in zip(inputs, kept, strict=True)]
        ),
        Y,
        tuple(name for kind in inputs for name in _feature_names(kind)),
        label_values,
        rows,
        tuple(np.array(table.rows)[~keep].tolist()),
        inputs,
    )


def apply(inputs: Iterable[Input], values: Mapping[str, Sequence[Value]]) -> Array:
    """Prepare new rows as the table's rows were.

    Parameters
    ----------
    inputs : iterable of NumberInput or CategoryInput
        From `prepare`.
    values : mapping from str to sequence
        For each feature's column its new values, one a row: numbers, or texts as in the file; None
        or NaN where one is missing. Other columns are passed over.

    Returns
    -------
    ndarray, shape (n_features, m_samples)
        Missing values are filled with the mean or the most frequent category.

    Raises
    ------
    ValueError
        If a column is missing or of another length, or a value is no number or an unknown
        category.
    """
    rows = []
    for kind in inputs:
        if kind.name not in values:
            raise ValueError(f"The column {kind.name!r} is missing; the neuron learnt from it.")
        rows.append(_encoded(kind, values[kind.name]))
    lengths = sorted({row.shape[1] for row in rows})
    if len(lengths) > 1:
        raise ValueError(
            f"Every column must have as many values; got {lengths[0]} in one and {lengths[-1]} in "
            f"another."
        )
    return np.vstack(rows)


def _chosen(columns: Mapping[str, Column], name: str, argument: str) -> Column:
    if name not in columns:
        raise ValueError(
            f"{argument}: the table has no column {name!r}; it has {', '.join(columns)}."
        )
    return columns[name]


def _check_useful(columns: Iterable[Column], rows: Sequence[int]) -> None:
    for column in columns:
        trouble = tables.problem(column, rows)
        if trouble is not None:
            raise ValueError(f"The column {column.name!r} {trouble}. Correct it or leave it out.")


def _only(column: Column, keep: tables.Mask) -> Column:
    if isinstance(column, Numbers):
        return Numbers(column.name, column.values[keep])
    return Categories(
        column.name,
        tuple(value for value, kept in zip(column.values, keep, strict=True) if kept),
    )


def _classes(column: Column, most_classes: int) -> tuple[Array, tuple[str, ...]]:
    labels = list(column.values)
    values = sorted(set(labels))
    if not 2 <= len(values) <= most_classes:
        shown = ", ".join(map(tables.shown, values[:5])) + (", …" if len(values) > 5 else "")
        wanted = "two values" if most_classes == 2 else f"from 2 to {most_classes} values"
        raise ValueError(
            f"The label {column.name!r} must have {wanted}, one for each class; "
            f"it has {len(values)}: {shown}."
        )
    number = {value: float(place) for place, value in enumerate(values)}
    return np.array([[number[value] for value in labels]]), tuple(map(tables.shown, values))


def _input(column: Column) -> Input:
    if isinstance(column, Numbers):
        with np.errstate(over="ignore", invalid="ignore"):
            mean, deviation = np.nanmean(column.values), np.nanstd(column.values)
        validation.no_overflow(np.array([mean, deviation]), f"The spread of {column.name!r}")
        if deviation == 0:
            raise ValueError(
                f"The values of the column {column.name!r} are too close together for "
                f"floating-point numbers. Take another unit, or leave the column out."
            )
        return NumberInput(column.name, float(mean), float(deviation))
    counts = Counter(sorted(value for value in column.values if value is not None))
    reference = counts.most_common(1)[0][0]
    return CategoryInput(
        column.name, (reference, *(category for category in counts if category != reference))
    )


def _feature_names(kind: Input) -> list[str]:
    if isinstance(kind, NumberInput):
        return [kind.name]
    return [f"{kind.name} = {category}" for category in kind.categories[1:]]


def _encoded(kind: Input, values: Sequence[Value] | Array) -> Array:
    if isinstance(kind, NumberInput):
        if not isinstance(values, np.ndarray):
            values = np.array([_number(value, kind) for value in values])
        return encodings.standardise(values, kind.mean, kind.deviation)
    place = {value: _place(value, kind) for value in set(values)}
    places = np.array([place[value] for value in values])
    return encodings.one_hot(places, len(kind.categories))


def _number(value: Value, kind: NumberInput) -> float:
    if isinstance(value, str):
        number = np.nan if tables.is_missing(value) else tables.number(value.strip())
    else:
        number = np.nan if value is None else float(value)
    if number is None or np.isinf(number):
        raise ValueError(
            f"The column {kind.name!r} must hold numbers, with a decimal point; got {value!r}."
        )
    return number


def _place(value: Value, kind: CategoryInput) -> int:
    text = "" if value is None else tables.shown(value).strip()
    if tables.is_missing(text):
        return 0
    if text not in kind.categories:
        raise ValueError(
            f"The column {kind.name!r} has the value {text!r}, which was not there to learn from; "
            f"it had {', '.join(kind.categories)}."
        )
    return kind.categories.index(text)
