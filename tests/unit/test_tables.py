import csv
import io
import math

import numpy as np
import pytest
from glassneuron import tables
from hypothesis import given
from hypothesis import strategies as st

PEOPLE = "age,sex,survived\n22,male,0\n38,female,1\n"


def contents(table):
    """The table's columns, with None for what is missing."""
    return {
        column.name: [None if value != value else value for value in column.values]
        for column in table.columns
    }


def written(rows, separator, newline="\n"):
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=newline).writerows(rows)
    return file.getvalue()


def test_read_tells_numbers_and_categories_apart():
    table = tables.read(PEOPLE)
    assert [type(column) for column in table.columns] == [
        tables.Numbers,
        tables.Categories,
        tables.Numbers,
    ]
    assert contents(table) == {"age": [22, 38], "sex": ["male", "female"], "survived": [0, 1]}
    assert table.rows == (2, 3)


@pytest.mark.parametrize(
    "content",
    [
        PEOPLE.encode(),
        PEOPLE.encode("utf-8-sig"),
        "\ufeff" + PEOPLE,
        PEOPLE.replace("\n", "\r\n"),
        PEOPLE.replace("\n", "\r"),
        PEOPLE.rstrip(),
        PEOPLE + "\n\n",
        PEOPLE + " , ,\n",
        PEOPLE.replace(",", ";"),
        PEOPLE.replace(",", "\t"),
        PEOPLE.replace(",", "|"),
        PEOPLE.replace(",", " , "),
        'age,"sex",survived\n"22",male,0\n38,"female","1"',
    ],
)
def test_read_finds_the_same_table_however_it_is_written(content):
    assert contents(tables.read(content)) == contents(tables.read(PEOPLE))


@given(st.lists(st.text("äéçßÜñ", min_size=1).map("{}x".format), min_size=1))
def test_read_takes_utf_8_and_latin_1(names):
    text = written([("name", "x"), *((name, 1) for name in names)], ";")
    for encoding in ("utf-8", "latin-1"):
        assert contents(tables.read(text.encode(encoding)))["name"] == names


def test_read_keeps_separators_quotes_and_line_ends_inside_quotes():
    table = tables.read('name,x\n"Dremov, ""Alex""",1\n"two\nlines",2\nthree,3\n')
    assert contents(table)["name"] == ['Dremov, "Alex"', "two\nlines", "three"]
    assert table.rows == (2, 3, 4)


def test_read_takes_decimal_commas_where_a_semicolon_separates():
    table = tables.read("x;y;z\n1,5;-,25;1.234\n2;1e3;12.000,5\n")
    # 1,5 can only be a decimal comma, so the file's points group thousands.
    assert contents(table) == {"x": [1.5, 2], "y": [-0.25, 1000], "z": [1234, 12000.5]}


def test_read_takes_decimal_points_where_a_semicolon_separates():
    assert contents(tables.read("x;y\n1.5;1.234\n2;3\n")) == {"x": [1.5, 2], "y": [1.234, 3]}


@given(
    st.lists(st.tuples(*[st.integers(-(10**9), 10**9)] * 2), min_size=1),
    st.sampled_from([";", "\t", "|"]),
)
def test_read_finds_the_separator_in_a_file_of_decimal_commas_without_names(pairs, separator):
    rows = [[f"{number / 100:.2f}".replace(".", ",") for number in pair] for pair in pairs]
    text = "".join(separator.join(row) + "\n" for row in rows)
    assert contents(tables.read(text)) == {
        "column 1": [first / 100 for first, _ in pairs],
        "column 2": [second / 100 for _, second in pairs],
    }


@given(st.integers(2, 9), st.integers(2, 5), st.sampled_from([-1, 1]), st.data())
def test_read_names_the_row_that_has_a_field_too_many_or_too_few(n_rows, width, more, data):
    wrong = data.draw(st.integers(2, n_rows))
    # Most rows are right, so that the separator is beyond doubt.
    rows = [["1"] * width for _ in range(3 * n_rows)]
    rows[wrong - 1] = ["1"] * (width + more)
    sentence = f"Row {wrong} has {width + more} field.* and the first row {width};"
    with pytest.raises(ValueError, match=sentence):
        tables.read(written(rows, ","))


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("1,2\n3,4\n", ["column 1", "column 2"]),
        ("1,yes\n3,no\n", ["column 1", "column 2"]),
        ("sunny,no\nrainy,yes\nsunny,yes\n", ["column 1", "column 2"]),
        ("sky,play\nrainy,yes\nsunny,yes\n", ["sky", "play"]),
        ("name,NA\nbob,3\nname,4\n", ["column 1", "column 2"]),
        (",a,b\n0,5,6\n1,7,8\n", ["column 1", "a", "b"]),
        ("a,a,a\n0,5,6\n", ["a", "a (2)", "a (3)"]),
    ],
)
def test_read_finds_whether_the_first_row_holds_names(content, names):
    assert [column.name for column in tables.read(content).columns] == names


def test_read_takes_ones_word_about_the_header():
    assert contents(tables.read("a,b\nc,d\n", has_header=False)) == {
        "column 1": ["a", "c"],
        "column 2": ["b", "d"],
    }
    assert contents(tables.read("2019,2020\n1,2\n", has_header=True)) == {"2019": [1], "2020": [2]}


cells = st.none() | st.integers(-99, 99)
missing_texts = st.sampled_from(["", "?", "NA", " n/a ", "nan", "NULL"])


@given(st.lists(st.tuples(cells, cells), max_size=12), missing_texts, st.booleans())
def test_missing_values_are_reported_by_row(pairs, missing, blank_line):
    # A blank line counts as a row of the file.
    pairs, first = [(1, 2), *pairs], 3 if blank_line else 2
    rows = [["?" if all(p is None for p in pair) else missing if x is None else x for x in pair]
            for pair in pairs]  # fmt: skip
    table = tables.read(written([("x", "y"), *([[]] * blank_line), *rows], ";"))
    assert table.rows == tuple(range(first, first + len(pairs)))
    wanted = {
        name: [row for row, pair in zip(table.rows, pairs, strict=True) if pair[column] is None]
        for column, name in enumerate("xy")
    }
    assert table.missing_rows() == {name: rows for name, rows in wanted.items() if rows}
    assert contents(table) == {"x": [x for x, _ in pairs], "y": [y for _, y in pairs]}


@pytest.mark.parametrize("text", ["1_000", "inf", "٣", "0x10", "1,5", "1 2", "12%", "1.2.3", "e5"])
def test_number_refuses_what_python_or_a_person_might_take_for_one(text):
    assert tables.number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_reads_every_digit_of_a_float(value):
    assert tables.number(repr(value)) == value
    assert tables.number(repr(value).replace(".", ","), comma=True) == value


# Texts that are no numbers and stand for nothing missing, with all that needs quoting.
fields = st.text(alphabet='ab;,|"\t \n', min_size=1, max_size=8).filter(lambda text: text.strip())
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
records = st.lists(st.tuples(numbers, fields, fields), min_size=1, max_size=20)


@given(records, st.sampled_from(["\t", ";", "|", ","]), st.sampled_from(["\n", "\r\n"]))
def test_read_gives_back_what_a_csv_writer_wrote(rows, separator, newline):
    content = written([("x", "first", "second"), *rows], separator, newline)
    table = tables.read(content.encode())
    assert contents(table) == {
        "x": [row[0] for row in rows],
        "first": [row[1].strip() for row in rows],
        "second": [row[2].strip() for row in rows],
    }


@given(st.binary(max_size=99) | st.text(alphabet='12.ea,;|"\t \r\nN\ufeff', max_size=40))
def test_read_takes_anything_or_refuses_it_in_a_sentence(content):
    try:
        table = tables.read(content)
    except ValueError as error:
        sentence = str(error)
    else:
        sentence = "fine."
        assert len(table.columns) >= 2
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        ("\ufeff \r\n", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "The file is not text: a picture, a spreadsheet"),
        (b"PK\x03\x04\x14\x00", "The file is not text"),
        ("x\n1\n2\n", "The file has one column only; a table needs two or more"),
        (";;\n;;\n", "The file is empty"),
        ("x,y\n", "a row of names and no row of values"),
        ("x,y\n1,2\n\n3\n", "Row 4 has 1 field and the first row 2; every row must have as many"),
        ("x,y\n1,2\n3,4,5\n6,7\n", "Row 3 has 3 fields and the first row 2"),
        ('x,y\n1,2\n3,"4\n5,6\n', "Row 3 cannot be read: a quotation mark in it is not closed"),
        ('x,y\n1,2\n3,"4"5\n', "Row 3 cannot be read"),
        ("x,y\n1,2\n3,1e999\n", "'y' has a number in row 3 that is larger than the largest"),
        ('x,y\n1,"' + "2" * 140_000, "more than 131,072 characters"),
    ],
)
def test_read_says_what_is_wrong_with_a_file(content, sentence):
    with pytest.raises(ValueError, match=sentence.replace("(", r"\(")):
        tables.read(content)


def test_read_refuses_50_megabytes_and_states_the_limit():
    with pytest.raises(ValueError, match=r"The file has 50\.0 MB; 10 MB is the limit"):
        tables.read(b"1,2,3,4,\n" * 5_555_556)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([1.0, 2.0, math.nan], None),
        ([math.nan, math.nan], "has no values"),
        ([7.0, math.nan, 7.0], "has the same value, 7, in every row"),
    ],
)
def test_problem_of_numbers(values, sentence):
    column = tables.Numbers("x", np.array(values))
    assert tables.problem(column, range(2, 2 + len(values))) == sentence


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("m", "f", None), None),
        ((None, None), "has no values"),
        (("m", None), "has the same value, m, in every row"),
        (tuple(f"name {k}" for k in range(30)), "has 30 different texts, and 20 are the limit"),
        (("1", "2", "3", "1o"), "has numbers, and in row 5 the text '1o'"),
        (("A1", None, None, None, "B2"), None),
    ],
)
def test_problem_of_categories(values, sentence):
    column = tables.Categories("x", values)
    assert tables.problem(column, range(2, 2 + len(values))) == sentence
