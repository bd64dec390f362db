"""The rows of a CSV file: its encoding, its separator, and what is wrong with it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

MOST_MEGABYTES = 10
# In this order: a comma may be a decimal mark in a file whose fields a semicolon or tab separates.
SEPARATORS = ("\t", ";", "|", ",")
# As many rows as it takes to find the separator.
SAMPLE = 200

# Anything but white space, separators and quotation marks.
VALUE = re.compile(r'[^\s,;|"]')
# No text has these; pictures, spreadsheets and archives do.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read(content: bytes | str) -> tuple[str, list[tuple[int, list[str]]]]:
    """Read the fields of each row.

    Parameters
    ----------
    content : bytes or str
        What is in the file. Bytes are UTF-8, with or without a byte order mark, or else Latin-1
        as Windows writes it.

    Returns
    -------
    separator : str
        What separates the fields: a tab, a semicolon, a vertical bar or a comma.
    rows : list of (int, list of str)
        The number that a spreadsheet gives the row, from 1, and its fields; all rows have as many
        fields, at least two. Rows without any value are left out.

    Raises
    ------
    ValueError
        If the file is too large or no table; the sentence names the row where there is one.
    """
    text = _text(content)
    separator = _separator(text)
    return separator, _rows(text, separator)


def _text(content: bytes | str) -> str:
    megabytes = len(content) / 1e6
    if megabytes > MOST_MEGABYTES:
        raise ValueError(
            f"The file has {megabytes:.1f} MB; {MOST_MEGABYTES} MB is the limit. "
            f"Take a part of its rows."
        )
    text = content if isinstance(content, str) else _decoded(content)
    text = text.removeprefix("\ufeff")
    if not VALUE.search(text):
        raise ValueError("The file is empty; a table needs a row of names and rows of values.")
    if CONTROL.search(text):
        raise ValueError(
            "The file is not text: a picture, a spreadsheet or an archive, it seems. Save the "
            "table as CSV (UTF-8) and take that file."
        )
    return text


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _reader(text: str, separator: str, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=strict, skipinitialspace=True
    )


def _separator(text: str) -> str:
    # The best one gives the most rows the same number of fields, two or more.
    def share(separator: str) -> float:
        rows = islice(_reader(text, separator, strict=False), SAMPLE)
        widths = Counter(len(row) for row in rows if any(map(str.strip, row)))
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        return count / widths.total() if width > 1 else 0.0

    try:
        shares = {separator: share(separator) for separator in SEPARATORS}
    except csv.Error:
        raise ValueError(
            "The file has a field of more than 131,072 characters; is a quotation mark not closed?"
        ) from None
    best = max(SEPARATORS, key=lambda separator: shares[separator])
    if not shares[best]:
        raise ValueError(
            "The file has one column only; a table needs two or more, separated by commas, "
            "semicolons, tabs or |."
        )
    return best


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    numbered: list[tuple[int, list[str]]] = []
    reader = _reader(text, separator, strict=True)
    row = 0
    try:
        for row, fields in enumerate(reader, start=1):
            if any(field.strip() for field in fields):
                numbered.append((row, [field.strip() for field in fields]))
    except csv.Error:
        raise ValueError(
            f"Row {row + 1} cannot be read: a quotation mark in it is not closed, or is followed "
            f"by more text. Inside a quoted field, write it twice."
        ) from None
    width = len(numbered[0][1])
    for row, fields in numbered:
        if len(fields) != width:
            raise ValueError(
                f"Row {row} has {len(fields)} {'field' if len(fields) == 1 else 'fields'} and the "
                f"first row {width}; every row must have as many. Is a separator missing or too "
                f"many, or a text with {separator!r} in it not quoted?"
            )
    return numbered
