"""The page of tables: the Titanic's people, and a table of one's own."""

import re

import numpy as np
import pytest
from glassneuron import titanic
from lab import button, finish, reading, ready, step, value
from playwright.sync_api import Page, expect

# Whoever is older than 40 or a smoker is ill: b and w are found far from 0.
OWN = "age,smoker,note,ill\n" + "".join(
    f"{age},{smoker},n{age}{smoker},{'yes' if age > 40 or smoker == 'yes' else 'no'}\n"
    for age in range(20, 60)
    for smoker in ("yes", "no")
)


@pytest.fixture
def page(page: Page) -> Page:
    """Open the page of the Titanic, with Python ready."""
    button(page, "Titanic").click()
    ready(page)
    expect(reading(page, "Cost")).to_have_attribute("data-value", re.compile(r"^0\.693"))
    return page


def learn(page: Page) -> None:
    """Train to the end."""
    button(page, "Train").click()
    finish(page)


def descent(X: np.ndarray, Y: np.ndarray, rate: float, n: int) -> tuple[np.ndarray, float]:
    """Descend as the article's formulas say, in a few lines of NumPy alone."""
    w, b = np.zeros((X.shape[0], 1)), 0.0
    for _ in range(n):
        dZ = 1 / (1 + np.exp(-(w.T @ X + b))) - Y
        w, b = w - rate * X @ dZ.T / Y.size, b - rate * dZ.mean()
    return w, b


def upload(page: Page, text: str, name: str = "own.csv") -> None:
    page.get_by_label("CSV file").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def test_a_first_class_womans_probability_is_that_of_an_independent_descent(page: Page) -> None:
    learn(page)
    page.get_by_role("combobox", name="Class").select_option("first class")
    page.get_by_role("combobox", name="Sex").select_option("female")
    chance = reading(page, "Probability of survival")
    w, b = descent(*titanic.people(), 0.5, 2000)
    expected = 1 / (1 + np.exp(-(w[0, 0] + w[3, 0] + b)))
    expect(chance).to_have_text(f"{expected:.1%}".replace("%", " %"))
    assert value(page, "Probability of survival") == pytest.approx(expected, rel=1e-9)
    for i, name in enumerate(titanic.FEATURE_NAMES):
        assert value(page, name) == pytest.approx(w[i, 0], rel=1e-9)
        expect(reading(page, name)).to_have_text(re.compile("^[+−]"))
    expect(page.get_by_text("Of 144 such rows in the table, 140: “survived”.")).to_be_visible()
    parts = page.get_by_role("table", name="The sum, taken apart")
    expect(parts.get_by_role("row", name="z = wᵀx + b")).to_contain_text(
        f"{w[0, 0] + w[3, 0] + b:.3f}"
    )


def test_right_and_wrong_answers_are_counted(page: Page) -> None:
    learn(page)
    X, Y = titanic.people()
    w, b = descent(X, Y, 0.5, 2000)
    answers = (w.T @ X + b) >= 0
    found = np.sum(answers & (Y == 1))
    counts = [np.sum(~answers & (Y == 0)), np.sum(answers & (Y == 0)), 711 - found, found]
    cells = page.get_by_role("table", name="Confusion matrix").locator("tbody td strong")
    expect(cells).to_have_text([f"{count:,}" for count in counts])
    assert value(page, "Accuracy") == pytest.approx(np.mean(answers == Y))
    assert value(page, "Precision") == pytest.approx(found / answers.sum())
    assert value(page, "Recall") == pytest.approx(found / 711)


def test_a_step_and_a_reset(page: Page) -> None:
    step(page)
    # From zeros every answer is 0.5: b moves by 0.5 (711 - 2201/2) / 2201.
    assert value(page, "b") == pytest.approx(0.5 * (711 / 2201 - 0.5))
    button(page, "Reset").click()
    expect(reading(page, "Iteration")).to_have_text("0")
    assert value(page, "b") == 0


def test_a_table_of_ones_own_is_learned_and_asked(page: Page) -> None:
    upload(page, OWN)
    expect(page.get_by_role("heading", name="own.csv")).to_be_visible()
    expect(page.get_by_role("combobox", name="Column to predict")).to_have_value("ill")
    expect(page.get_by_text("left out: it has 80 different texts")).to_be_visible()
    learn(page)
    ages = np.arange(20, 60).repeat(2)
    smokers = np.tile([1.0, 0.0], 40)
    X = np.vstack([(ages - ages.mean()) / ages.std(), smokers])
    Y = np.array([((ages > 40) | (smokers == 1)).astype(float)])
    page.get_by_role("spinbutton", name="age").fill("50")
    page.get_by_role("combobox", name="smoker").select_option("no")
    w, b = descent(X, Y, 0.5, 2000)
    expected = 1 / (1 + np.exp(-(w[0, 0] * (50 - ages.mean()) / ages.std() + b)))
    chance = reading(page, "Probability of ill = yes")
    expect(chance).to_have_text(f"{expected:.1%}".replace("%", " %"))
    assert value(page, "Probability of ill = yes") == pytest.approx(expected, rel=1e-6)
    page.get_by_role("checkbox", name="smoker").uncheck()
    expect(page.get_by_role("combobox", name="smoker")).to_have_count(0)
    expect(reading(page, "Iteration")).to_have_text("0")
    button(page, "Back to the Titanic").click()
    expect(page.get_by_role("heading", name="The people on the Titanic")).to_be_visible()


def test_a_table_is_pasted_as_text(page: Page) -> None:
    page.get_by_text("Paste a table").click()
    page.get_by_role("textbox", name="Table as text").fill(
        "a;b;won\n1;2,5;ja\n2;3,5;nein\n4;1,5;ja"
    )
    button(page, "Use this table").click()
    expect(page.get_by_role("heading", name="Pasted table")).to_be_visible()
    expect(reading(page, "Probability of won = nein")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The file is empty"),
        ("a,b,c\n1,2\n", "Row 2 has 2 fields and the first row 3"),
        ("a,b\n1,2\n3,4\n5,6\n", "No column of this table has exactly two values"),
        ("\x00\x01\x02 PK", "The file is not text"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_the_table_stays(page: Page, text: str, words: str) -> None:
    step(page)
    upload(page, text)
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("heading", name="The people on the Titanic")).to_be_visible()
    expect(reading(page, "Iteration")).to_have_text("1")
