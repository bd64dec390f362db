"""Where the points come from: data sets, the table, and a CSV pasted, dropped or opened."""

from pathlib import Path

import pytest
from glassneuron import datasets
from lab import (
    SEED,
    button,
    census,
    counts,
    paste_table,
    ready,
    set_number,
    total,
)
from playwright.sync_api import Locator, Page, expect

TABLE = "x;y;species\n1,5;2;cat\n-3;4,25;dog\n0;-7;cat\n"


def choose_dataset(page: Page, title: str) -> None:
    """Choose an entry of the menu of data sets."""
    page.get_by_role("combobox", name="Dataset").select_option(title)


def say(page: Page, text: str) -> None:
    """Expect a message that holds these words."""
    expect(page.get_by_role("alert")).to_contain_text(text)


def cell(page: Page, name: str, row: int) -> Locator:
    """Find a field of the points table."""
    return page.get_by_label(f"{name} of point {row}", exact=True)


def test_a_data_set_is_made_by_its_numbers(page: Page) -> None:
    ready(page)
    choose_dataset(page, "Moons")
    set_number(page, "Number of points", "90")
    set_number(page, "Noise", "1")
    set_number(page, "Seed", "3")
    _, Y = datasets.make("moons", 90, 3, noise=1.0)
    census(page, int(Y.sum()), int(90 - Y.sum()))
    button(page, "New points").click()
    expect(page.get_by_role("spinbutton", name="Seed")).to_have_value("4")


def test_three_blobs_bring_a_third_class(page: Page) -> None:
    ready(page)
    choose_dataset(page, "Three blobs")
    expect(page.get_by_text("of class 2")).to_be_visible()


def test_the_formula_of_the_curve_can_be_changed_and_a_wrong_one_is_said(page: Page) -> None:
    ready(page)
    expect(page.get_by_role("textbox", name="Formula f(x)")).to_be_hidden()
    choose_dataset(page, "Curve y = f(x)")
    field = page.get_by_role("textbox", name="Formula f(x)")
    # No point of the plane, which ends at 10, is above the line y = 11.
    field.fill("11")
    field.press("Enter")
    census(page, 0, 200)
    field.fill("__import__('os')")
    field.press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert counts(page) == (0, 200)
    choose_dataset(page, "Circles")
    expect(field).to_be_hidden()
    expect(page.get_by_role("alert")).to_be_empty()


def test_what_the_test_is_made_on_can_be_chosen(page: Page) -> None:
    ready(page)
    share = page.get_by_role("spinbutton", name="Held out")
    expect(share).to_be_disabled()
    page.get_by_role("combobox", name="Test on").select_option("Points held out")
    expect(share).to_be_enabled()
    set_number(page, "Held out", "90")
    button(page, "Train").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    set_number(page, "Held out", "50")
    expect(page.get_by_role("alert")).to_be_empty()


def test_the_table_changes_points_one_act_at_a_time(page: Page) -> None:
    ready(page)
    X, Y = datasets.make("line", 200, SEED)
    ones, zeros = counts(page)
    button(page, "Points table").click()
    expect(cell(page, "x", 1)).to_have_attribute("data-value", str(X[0, 0]))
    other = "0" if Y[0, 0] == 1 else "1"
    cell(page, "Class", 1).select_option(other)
    change = 1 if other == "1" else -1
    census(page, ones + change, zeros - change)
    drawn = cell(page, "x", 1).get_attribute("data-value")
    cell(page, "x", 1).fill("2.5")
    cell(page, "x", 1).press("Enter")
    expect(cell(page, "x", 1)).to_have_attribute("data-value", "2.5")
    button(page, "Undo").click()
    expect(cell(page, "x", 1)).to_have_attribute("data-value", str(drawn))
    button(page, "Undo").click()
    census(page, ones, zeros)

    button(page, "Delete point 1").click()
    # Points that are changed by hand come onto the grid that a link can carry: multiples of 1/200.
    expect(cell(page, "x", 1)).to_have_attribute("data-value", str(round(X[0, 1] * 200) / 200))
    button(page, "Add a point").click()
    expect(cell(page, "x", 200)).to_be_focused()
    expect(page.get_by_text("151–200 of 200")).to_be_visible()


def test_a_cell_that_is_no_place_on_the_plane_is_said(page: Page) -> None:
    X, _ = datasets.make("line", 200, SEED)
    button(page, "Points table").click()
    for wrong in ("11", ""):
        cell(page, "y", 2).fill(wrong)
        cell(page, "y", 2).press("Tab")
        say(page, "y must be a number from −10 to 10")
        expect(cell(page, "y", 2)).to_have_attribute("data-value", str(X[1, 1]))


def test_a_hundred_thousand_points_are_read_page_by_page(page: Page) -> None:
    rows = "\n".join(f"{i % 19 - 9},{i % 17 - 8},{i % 2}" for i in range(100_000))
    paste_table(page, rows)
    say(page, "100,000 points came in.")
    button(page, "Points table").click()
    expect(page.get_by_text("1–50 of 100,000")).to_be_visible()
    button(page, "Points after").click()
    expect(cell(page, "x", 51)).to_have_attribute("data-value", str(50 % 19 - 9))


def test_a_pasted_table_becomes_points(page: Page) -> None:
    # Python is not needed for it.
    paste_table(page, TABLE)
    say(page, "3 points came in. The classes: “cat” = 0, “dog” = 1.")
    census(page, 1, 2)
    button(page, "Points table").click()
    expect(cell(page, "x", 1)).to_have_attribute("data-value", "1.5")
    expect(cell(page, "y", 2)).to_have_attribute("data-value", "4.25")
    button(page, "Undo").click()
    total(page, 200)


def test_coordinates_beyond_the_plane_are_scaled_to_fit(page: Page) -> None:
    paste_table(page, "height,weight,label\n150,5,0\n170,6,1\n190,7,1\n")
    say(page, "x reached from 150 to 190 and was scaled to fit the plane.")
    button(page, "Points table").click()
    # The outermost come to lie at -9 and 9, the middle between; y fits as it is.
    for row, (x, y) in enumerate([("-9", "5"), ("0", "6"), ("9", "7")], start=1):
        expect(cell(page, "x", row)).to_have_attribute("data-value", x)
        expect(cell(page, "y", row)).to_have_attribute("data-value", y)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x,y,class\n1,2,0\n3,abc,1\n", "Row 3: expected a number for y, got “abc”."),
        ("1,2,0\nnan,2,1\n", "Row 2: expected a number for x, got “nan”."),
        ("1\t2\t0\n3\t4\n", "Row 2 has 2 cells; expected three"),
        ("1,2,\n", "Row 1 has no class"),
        ("1,2,a\n1,2,b\n1,2,c\n1,2,d\n", "has 4 different classes"),
        ("x,y,class\n", "a header, but no rows"),
        ("hello there", "This text has 1 column; expected three"),
    ],
)
def test_a_bad_table_is_said_and_the_points_stay(page: Page, text: str, words: str) -> None:
    paste_table(page, text)
    say(page, words)
    total(page, 200)


def test_a_table_of_many_columns_leads_to_the_titanic_page(page: Page) -> None:
    ready(page)
    rows = "".join(f"{i},{i * i % 7},{i % 3},{i % 2}\n" for i in range(20))
    paste_table(page, f"a,b,c,survived\n{rows}")
    expect(button(page, "Titanic")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("heading", name="Pasted table")).to_be_visible()
    expect(page.get_by_role("combobox", name="Column to predict")).to_have_value("survived")


def test_a_file_is_opened_or_dropped(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text(TABLE, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        button(page, "Open CSV…").click()
    chooser.value.set_files(file)
    census(page, 1, 2)
    page.evaluate(
        """(text) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "points.csv", { type: "text/csv" }));
            const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
            document.body.dispatchEvent(event);
        }""",
        "1,2,0\n2,3,0\n3,4,1\n4,5,1\n",
    )
    census(page, 2, 2)
