"""A table of one's own, from a CSV file: its header, its numbers and its categories."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from glassneuron import csv_rows
from glassneuron.validation import Array

MOST_CATEGORIES = 20
MISSING = frozenset({"", "?", "na", "n/a", "#n/a", "nan", "null"})

POINT_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
COMMA_NUMBER = re.compile(
    r"[+-]?(\d{1,3}(\.\d{3})+(,\d*)?|\d+,?\d*|,\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE
)


Value = str | float | None
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Numbers(NamedTuple):
    """A column of numbers; NaN where one is missing."""

    name: str
    values: Array

    @property
    def missing(self) -> Mask:
        """Say for each value whether it is missing."""
        return np.isnan(self.values)


class Categories(NamedTuple):
    """A column of texts; None where one is missing."""

    name: str
    values: tuple[str | None, ...]

    @property
    def missing(self) -> Mask:
        """Say for each value whether it is missing."""
        return np.array([value is None for value in self.values])


Column = Numbers | Categories


class Table(NamedTuple):
    """The columns of a file, and the number that a spreadsheet gives each row.

    Attributes
    ----------
    columns : tuple of Numbers or Categories
        Each with its name and one value a row.
    rows : tuple of int
        The rows' numbers; the file's first row is 1, whether it is the header or not.
    """

    columns: tuple[Column, ...]
    rows: tuple[int, ...]

    def missing_rows(self) -> dict[str, list[int]]:
        """List the rows in which each column has no value, for the columns that lack any."""
        rows = np.array(self.rows)
        return {
            column.name: rows[column.missing].tolist()
            for column in self.columns
            if column.missing.any()
        }


def read(content: bytes | str, has_header: bool | None = None) -> Table:
    r"""Read a CSV file.

    Parameters
    ----------
    content : bytes or str
        What is in the file; see `glassneuron.csv_rows.read`.
    has_header : bool, optional
        Whether the first row holds the columns' names; found out when it is left out. In a file
        without any number that is a guess.

    Returns
    -------
    Table
        A column whose values are all numbers holds numbers, any other holds categories. Missing
        is what is empty or reads NA, N/A, NaN, null or ?. Decimal commas are read where the
        separator is not a comma itself.

    Raises
    ------
    ValueError
        If the file is too large or no table; the sentence names the row where there is one.

    Examples
    --------
    >>> table = read("age;fare;alive\n22;7,25;no\n38;71,28;yes")
    >>> for column in table.columns[1:]:
    ...     print(column.name, column.values)
    fare [ 7.25 71.28]
    alive ('no', 'yes')
    """
    separator, numbered = csv_rows.read(content)
    fields = [row for _, row in numbered]
    if has_header is None:
        has_header = _looks_like_header(fields)
    names = _unique_names(fields[0] if has_header else [""] * len(fields[0]))
    body = numbered[has_header:]
    if not body:
        raise ValueError("The file has a row of names and no row of values below it.")
    rows = tuple(number for number, _ in body)
    texts = [list(column) for column in zip(*(row for _, row in body), strict=True)]
    return Table(tuple(_columns(names, texts, rows, separator)), rows)


def number(text: str, comma: bool = False) -> float | None:
    """Read a number with a decimal point, or with a decimal comma; None if the text is none."""
    pattern = COMMA_NUMBER if comma else POINT_NUMBER
    if not pattern.fullmatch(text):
        return None
    return float(text.replace(".", "").replace(",", ".") if comma else text)


def is_missing(text: str) -> bool:
    """Say whether a text stands for no value."""
    return text.strip().lower() in MISSING


def problem(column: Column, rows: Sequence[int]) -> str | None:
    """Say why a column is of no use as a feature, as the end of a sentence; None if it is."""
    different = set(
        column.values[~column.missing].tolist() if isinstance(column, Numbers) else column.values
    )
    different.discard(None)
    if not different:
        return "has no values"
    if len(different) == 1:
        return f"has the same value, {shown(different.pop())}, in every row"
    if isinstance(column, Categories):
        present = [pair for pair in zip(rows, column.values, strict=True) if pair[1] is not None]
        texts = [(row, value) for row, value in present if number(str(value)) is None]
        if 0 < 2 * len(texts) < len(present):
            return f"has numbers, and in row {texts[0][0]} the text {texts[0][1]!r}"
        if len(different) > MOST_CATEGORIES:
            return f"has {len(different)} different texts, and {MOST_CATEGORIES} are the limit"
    return None


def shown(value: Value) -> str:
    """Write a value as the file has it, or almost."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _looks_like_header(fields: list[list[str]]) -> bool:
    first, *below = fields
    if any(_is_number(field) for field in first):
        return False
    columns = list(zip(*below, strict=True))
    for name, column in zip(first, columns, strict=False):
        values = [field for field in column if not is_missing(field)]
        if not is_missing(name) and values and all(map(_is_number, values)):
            return True
    # Texts only: names differ from each other and do not come again below.
    return len(set(first)) == len(first) and not any(
        name in column for name, column in zip(first, columns, strict=False)
    )


def _unique_names(names: list[str]) -> list[str]:
    unique: list[str] = []
    for place, name in enumerate(names, start=1):
        wanted = name or f"column {place}"
        name, again = wanted, 2
        while name in unique:
            name, again = f"{wanted} ({again})", again + 1
        unique.append(name)
    return unique


def _columns(
    names: list[str], texts: list[list[str]], rows: tuple[int, ...], separator: str
) -> list[Column]:
    with_points = [_numbers(column, comma=False) for column in texts]
    with_commas = [None if separator == "," else _numbers(column, comma=True) for column in texts]
    # One column that only commas explain, such as 7,25, and 1.234 means a thousand and more.
    commas_first = any(
        comma is not None and point is None
        for point, comma in zip(with_points, with_commas, strict=True)
    )
    columns: list[Column] = []
    for name, column, point, comma in zip(names, texts, with_points, with_commas, strict=True):
        first, second = (comma, point) if commas_first else (point, comma)
        values = second if first is None else first
        if values is None:
            columns.append(
                Categories(name, tuple(None if is_missing(field) else field for field in column))
            )
            continue
        numbers = np.array(values)
        if np.isinf(numbers).any():
            row = rows[int(np.argmax(np.isinf(numbers)))]
            raise ValueError(
                f"The column {name!r} has a number in row {row} that is larger than the largest "
                f"floating-point number, about 1.8e308."
            )
        columns.append(Numbers(name, numbers))
    return columns


def _numbers(column: list[str], comma: bool) -> list[float] | None:
    numbers = []
    for field in column:
        value = number(field, comma)
        if value is None:
            if not is_missing(field):
                return None
            value = np.nan
        numbers.append(value)
    # A column without any value is no column of numbers.
    return None if np.isnan(numbers).all() else numbers


def _is_number(field: str) -> bool:
    return number(field) is not None or number(field, comma=True) is not None
