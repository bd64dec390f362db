"""The Python is the learner's: edited, broken, mended, checked, kept."""

import re

import pytest
from code_page import (
    complaint,
    editor,
    open_code,
    set_number_in_studio,
    state,
    use,
    weights_after,
)
from lab import button, console, finish, reading, weights, write
from learner_code import ORIGINAL, edited
from playwright.sync_api import Page, expect

# --------------------------------------------------------------------------- edited and trained


def test_an_edited_line_trains_at_one_press(page: Page) -> None:
    open_code(page)
    set_number_in_studio(page, "60")
    source = edited(("dZ = A - Y", "dZ = 3 * (A - Y)"))
    use(page, source)
    expect(state(page)).to_have_text(re.compile("^Edited code is in use"))
    finish(page, "60")
    button(page, "Studio").click()
    learnt = weights(page)
    assert learnt == pytest.approx(weights_after(source, 60), rel=1e-9)
    assert learnt != pytest.approx(weights_after(ORIGINAL, 60), rel=1e-3)
    # Here too it is said that this is not the article's code.
    sign = reading(page, "Edited code")
    expect(sign).to_have_text(re.compile("Edited code is in use"))
    button(page, "Code").click()
    button(page, "Use the original").click()
    expect(state(page)).to_have_text(re.compile("^The original trains"))
    button(page, "Train").click()
    finish(page, "60")
    button(page, "Studio").click()
    expect(sign).to_be_hidden()
    assert weights(page) == pytest.approx(weights_after(ORIGINAL, 60), rel=1e-9)


def test_control_and_enter_train_and_what_is_printed_shows(page: Page) -> None:
    open_code(page)
    set_number_in_studio(page, "5")
    write(
        editor(page),
        edited(("    J = cost(A, Y)\n", "    J = cost(A, Y)\n    print(round(J, 4))\n")),
    )
    page.keyboard.press("Control+Enter")
    finish(page, "5")
    # Iterations 0 to 5; with zeros the cost is ln 2 = 0.6931.
    expect(console(page)).to_have_text(re.compile(r"^0\.6931\n(0\.\d+\n?){5}$"))


def test_the_glass_explains_the_learners_own_lines(page: Page) -> None:
    open_code(page)
    set_number_in_studio(page, "5")
    use(page, edited(("    dZ = A - Y\n", "    dZ = 2 * (A - Y)\n")))
    finish(page, "5")
    button(page, "Glass").click()
    page.get_by_role("button", name="Slope dZ").click()
    expect(page.get_by_text("dZ = 2 * (A - Y)").first).to_be_visible()


# ------------------------------------------------------------------------- broken and recovered


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("def cost(A, Y):", "def cost(A, Y)"), r"is not Python yet"),
        (("return sigmoid(z)", "return sigmoid(zz)"), r"a name that Python does not know"),
        (("    return new_w, new_b\n", ""), r"backpropagation should return w and b"),
        (("return float(1 / m * np.sum(losses))", "return np.nan"), r"NaN, which is no number"),
        (("    dZ = A - Y\n", "    raise SystemExit\n"), r"ends the whole program"),
        (
            ("    dZ = A - Y\n", "    dZ = [np.empty(10**8) for _ in range(9)]\n"),
            r"more memory than there is",
        ),
        (("return sigmoid(z)", "return forward_propagation(w, b, x)"), r"call itself without"),
    ],
)
def test_code_that_breaks_is_told_at_its_line_and_mended(
    page: Page, change: tuple[str, str], sentence: str
) -> None:
    open_code(page)
    set_number_in_studio(page, "5")
    source = edited(change)
    use(page, source)
    expect(complaint(page)).to_have_text(re.compile(sentence))
    told = re.search(r"ine (\d+)", complaint(page).inner_text())
    assert told is not None
    marked = page.locator(".cm-lint-marker-error")
    expect(marked).to_be_visible()
    numbers = page.locator(".cm-lineNumbers .cm-gutterElement")
    box = marked.bounding_box()
    assert box is not None
    beside = [
        number.inner_text()
        for number in numbers.all()
        if (place := number.bounding_box())
        and place["y"] <= box["y"] < place["y"] + place["height"]
    ]
    assert beside[-1] == told[1]
    use(page, ORIGINAL)
    finish(page, "5")
    expect(complaint(page)).to_be_hidden()


# -------------------------------------------------------------------------------------- checked


def test_the_gradient_check_shows_the_slopes_and_names_the_slip(page: Page) -> None:
    open_code(page)
    button(page, "Check the gradient").click()
    found = reading(page, "Check the gradient")
    expect(found).to_have_text(re.compile("^Right"))
    write(editor(page), edited(("dw = 1 / m * ", "dw = ")))
    expect(found).to_be_hidden()
    button(page, "Check the gradient").click()
    expect(found).to_have_text(re.compile("A likely slip: the factor 1/m is missing"))
    rows = page.locator("#code table").get_by_role("row")
    expect(rows).to_have_count(4)
    cells = [rows.nth(i).get_by_role("cell").all_inner_texts() for i in (1, 2, 3)]
    assert [cell[-1] for cell in cells] == ["no", "no", "yes"]
    slopes = (
        rows.nth(1).get_by_role("cell").evaluate_all("cells => cells.map(c => c.dataset.value)")
    )
    # There are 200 points.
    assert float(slopes[0]) == pytest.approx(200 * float(slopes[1]), rel=1e-4)


# ------------------------------------------------------------------------------- kept, and left


def test_code_and_versions_are_kept_and_do_not_run_by_themselves(page: Page) -> None:
    open_code(page)
    set_number_in_studio(page, "5")
    # The editor holds only the lines that are in view.
    use(page, "print('it runs')\n" + ORIGINAL)
    finish(page, "5")
    expect(console(page)).to_contain_text("it runs")
    button(page, "Keep this version").click()
    write(editor(page), "print('later')\n" + ORIGINAL)
    page.reload()
    open_code(page)
    expect(editor(page)).to_contain_text("print('later')")
    expect(state(page)).to_have_text(re.compile("^Your changes are not in use yet"))
    expect(console(page)).to_have_text("")
    page.get_by_text("1 kept version").click()
    page.get_by_role("button", name="Difference: Version 1").click()
    expect(page.locator(".cm-deletedChunk")).to_contain_text("it runs")
    page.get_by_role("button", name="Open: Version 1").click()
    expect(editor(page)).to_contain_text("print('it runs')")
    # What stood there is kept before something else takes its place.
    expect(page.get_by_text("2 kept versions")).to_be_visible()
    page.get_by_role("button", name="Difference: Version 1").click()
    button(page, "Reset to the original").click()
    expect(editor(page)).not_to_contain_text("print('it runs')")
    expect(state(page)).to_have_text(re.compile("^The original trains"))


def test_the_editor_is_left_by_escape_and_tab(page: Page) -> None:
    open_code(page)
    editor(page).focus()
    page.keyboard.press("Tab")
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor(page)).not_to_be_focused()
