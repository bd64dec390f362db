"""The exercises: each solved and failed in the page, stopped, kept, and reached by everybody."""

import inspect
import re
from collections.abc import Callable

import pytest
from axe import violations
from glassneuron import exercise_solutions
from glassneuron.exercises import EXERCISES
from lab import button, ready, write
from playwright.sync_api import Locator, Page, expect

STEP = """\
def backpropagation(w, b, X, A, Y, learning_rate, m):
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    return w - learning_rate * dw, b - learning_rate * db
"""
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
RIGHT = {
    "sigmoid": SIGMOID,
    "forward_propagation": "def forward_propagation(w, b, X): return sigmoid(w.T @ X + b)",
    "loss": "def loss(A, Y): return -np.log(np.where(Y == 1, A, 1 - A))",
    "cost": "def cost(A, Y, m): return np.sum(loss(A, Y)) / m",
    "gradients": "def gradients(X, A, Y, m): return X @ (A - Y).T / m, np.sum(A - Y) / m",
    "update": inspect.getsource(exercise_solutions.update).replace("Array", "object"),
    "model": """\
def model(X, Y, learning_rate, n_iter):
    w, b = np.zeros((X.shape[0], 1)), 0.0
    for i in range(n_iter):
        A = forward_propagation(w, b, X)
        w, b = update(w, b, *gradients(X, A, Y, X.shape[1]), learning_rate)
    return w, b
""",
    "sign_error": STEP,
    "missing_m": STEP,
    "transposed_product": STEP,
}
# A slip in each, and what is said of it; the last three fail as they are.
WRONG = {
    "sigmoid": ("def sigmoid(z): return 1 / (1 + np.exp(z))", "the exponent should be -z"),
    "forward_propagation": (
        "def forward_propagation(w, b, X): return sigmoid(w.T @ X)",
        "b seems to be missing",
    ),
    "loss": (
        "def loss(A, Y): return -Y * np.log(A)",
        "Your loss is right for y = 1, but for y = 0",
    ),
    "cost": ("def cost(A, Y, m): return np.sum(loss(A, Y))", "the factor 1 / m"),
    "gradients": (
        "def gradients(X, A, Y, m): return X @ (Y - A).T / m, np.sum(Y - A) / m",
        "dZ is A - Y",
    ),
    "update": (
        "def update(w, b, dw, db, learning_rate): return w - dw, b - db",
        "the learning rate seems to be missing",
    ),
    "model": ("def model(X, Y, learning_rate, n_iter): return np.zeros((2, 1)), 0.0", "but yours"),
    "sign_error": (None, "somewhere a sign is turned round"),
    "missing_m": (None, "the factor 1 / m"),
    "transposed_product": (None, "a column less a row is a table"),
}


def editor(page: Page) -> Locator:
    """Find the editor; it is CodeMirror's once that is loaded."""
    return page.get_by_role("textbox", name=re.compile("^Your function")).and_(
        page.locator(".cm-content")
    )


def verdict(page: Page) -> Locator:
    return page.get_by_role("status", name="Verdict")


def choose(page: Page, name: str) -> None:
    """Open an exercise by its title."""
    title = EXERCISES[name].title
    listed = page.get_by_role("navigation", name="Exercises")
    listed.get_by_role("button", name=title).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(editor(page)).to_be_visible()


@pytest.fixture
def page(page: Page) -> Page:
    """Open the exercises, with Python there."""
    button(page, "Exercises").click()
    ready(page)
    expect(editor(page)).to_contain_text("def sigmoid(z):")
    return page


def test_each_exercise_is_failed_and_solved(page: Page) -> None:
    for i, name in enumerate(EXERCISES):
        choose(page, name)
        wrong, said = WRONG[name]
        if wrong is not None:
            write(editor(page), wrong)
        button(page, "Check").click()
        expect(verdict(page)).to_contain_text(said)
        # What was called, what came back, what was wanted.
        for part in ("Called with", "Yours gave", "Wanted"):
            expect(page.get_by_role("heading", name=part)).to_be_visible()
        expect(page.get_by_text(f"Solved: {i} of 10")).to_be_visible()
        write(editor(page), RIGHT[name])
        page.keyboard.press("Control+Enter")
        expect(verdict(page)).to_contain_text("Right: ")
        if i < 9:
            expect(page.get_by_text(f"Solved: {i + 1} of 10")).to_be_visible()
    expect(page.get_by_text("All 10 are solved.")).to_be_visible()
    expect(button(page, "Next exercise")).to_be_disabled()


def test_an_endless_loop_is_stopped_and_nothing_is_lost(page: Page) -> None:
    write(editor(page), RIGHT["sigmoid"])
    button(page, "Check").click()
    expect(verdict(page)).to_contain_text("Right: ")
    endless = "def sigmoid(z):\n    while True: pass"
    for _ in range(2):
        write(editor(page), endless)
        button(page, "Check").click()
        button(page, "Stop").click()
        expect(verdict(page)).to_have_text("Stopped. Your code is as you left it.", timeout=2000)
        expect(editor(page)).to_contain_text("while True: pass")
        expect(page.get_by_text("Solved: 1 of 10")).to_be_visible()
        ready(page)
    write(editor(page), RIGHT["sigmoid"])
    button(page, "Check").click()
    expect(verdict(page)).to_contain_text("Right: ")


def test_code_and_progress_are_kept(page: Page) -> None:
    write(editor(page), f"{SIGMOID}\nprint('kept')\n")
    button(page, "Check").click()
    expect(page.get_by_role("region", name="Printed")).to_have_text("kept\n")
    button(page, "Next exercise").click()
    button(page, "Show hint 1 of 3").click()
    button(page, "Show hint 2 of 3").click()
    page.reload()
    ready(page)
    expect(page.get_by_role("heading", name="Forward propagation")).to_be_visible()
    expect(page.get_by_text("Solved: 1 of 10")).to_be_visible()
    expect(button(page, "Show hint 3 of 3")).to_be_visible()
    choose(page, "sigmoid")
    expect(editor(page)).to_contain_text("kept")


def test_start_again_asks_first(page: Page) -> None:
    write(editor(page), "# mine")
    button(page, "Start again").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(editor(page)).to_contain_text("# mine")
    button(page, "Start again").click()
    page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(editor(page)).to_contain_text("def sigmoid(z):")


def test_an_error_is_told_with_its_line(page: Page) -> None:
    write(editor(page), "def sigmoid(z):\n    return 1 / (1 + exp(-z))")
    button(page, "Check").click()
    expect(verdict(page)).to_contain_text("Line 2 of your code uses a name")
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()


def test_another_language_has_its_own_words(page: Page) -> None:
    page.get_by_role("combobox", name="Language").select_option("ru")
    write(page.locator("#exercises .cm-content"), str(WRONG["sigmoid"][0]))
    button(page, "Проверить").click()
    said = "показатель должен быть -z"
    expect(page.get_by_role("status", name="Вывод")).to_contain_text(said)
    expect(page.get_by_role("heading", name="Сигмоида")).to_be_visible()


def test_a_page_around_it_is_told_of_what_is_solved(
    new_page: Callable[..., Page], site: str
) -> None:
    page = new_page()
    page.set_content(f"<iframe src='{site}' width=1200 height=900></iframe>")
    page.evaluate("window.told = []; addEventListener('message', ({data}) => told.push(data))")
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="Exercises", exact=True).click()
    content = inside.locator("#exercises .cm-content")
    expect(content).to_contain_text("def sigmoid(z):")
    write(content, SIGMOID)
    inside.get_by_role("button", name="Check", exact=True).click()
    expect(inside.get_by_role("status", name="Verdict")).to_contain_text("Right: ")
    told = page.evaluate("told.filter(({exercise}) => exercise)")
    assert told == [{"type": "glass-neuron", "exercise": "sigmoid", "solved": True}]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "dark")])
def test_it_is_there_for_everybody(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    ready(page)
    page.evaluate(
        "[...document.querySelectorAll('#pages button')]"
        ".find(({textContent}) => textContent === 'Exercises').click()"
    )
    expect(editor(page)).to_be_visible()
    violations(page)
    for source in (f"print(1)\n{WRONG['sigmoid'][0]}", SIGMOID):
        write(editor(page), source)
        button(page, "Check").click()
        expect(verdict(page)).to_contain_text("Right" if source == SIGMOID else "For z = 1")
        violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
