"""The learner's code is stopped whatever it does, and nothing is lost."""

import re

import pytest
from code_page import (
    ENDLESS,
    ROUND,
    editor,
    open_code,
    set_number_in_studio,
    state,
    use,
)
from lab import ask, button, census, click, console, console_line, finish, reading, ready
from learner_code import ORIGINAL, edited
from playwright.sync_api import Page, expect


def test_an_endless_loop_is_stopped_twice_in_a_row_and_nothing_is_lost(page: Page) -> None:
    ready(page)
    click(page, 5, 9)
    census(page, 73, 128)
    open_code(page)
    set_number_in_studio(page, "7")
    for times in (1, 2):
        use(page, ENDLESS)
        expect(console(page).get_by_text(ROUND)).to_have_count(times)
        button(page, "Stop").click()
        expect(button(page, "Train")).to_be_visible()
        expect(state(page)).to_have_text(re.compile("^This code waits"))
        expect(editor(page)).to_contain_text("while True")
    # Even once Python is back it does not run by itself.
    ready(page)
    button(page, "Studio").click()
    census(page, 73, 128)
    expect(page.get_by_role("spinbutton", name="Iterations")).to_have_value("7")
    expect(reading(page, "Edited code")).to_have_text(re.compile("It waits"))
    button(page, "Code").click()
    use(page, ORIGINAL)
    finish(page, "7")


@pytest.mark.parametrize(
    "body",
    [
        "try:\n                pass\n            except BaseException:\n                pass",
        "kept.append(bytearray(10**6))",
        "print('and on')",
    ],
)
def test_stop_works_whatever_the_loop_does(page: Page, body: str) -> None:
    open_code(page)
    begin = f"    kept = []\n    print('{ROUND}')\n"
    loop = f"{begin}    if True:\n        while True:\n            {body}\n"
    use(page, edited(("    J = cost(A, Y)\n", loop + "    J = cost(A, Y)\n")))
    expect(console(page).get_by_text(ROUND)).to_be_visible()
    button(page, "Stop").click()
    expect(button(page, "Train")).to_be_visible()
    ready(page)
    set_number_in_studio(page, "3")
    use(page, ORIGINAL)
    finish(page, "3")


def test_after_five_seconds_it_asks_and_ends_nothing(page: Page) -> None:
    open_code(page)
    notice = page.get_by_role("alert").filter(has_text="not answered for 5 seconds")
    line = console_line(page)
    line.fill("import time; end = time.time() + 9\nwhile time.time() < end: pass\n")
    line.press("Enter")
    expect(notice).to_be_visible()
    # It goes on, and is answered in the end.
    expect(notice).to_be_hidden()
    expect(line).to_be_editable()
    ask(page, "end < time.time()")
    expect(console(page).get_by_text("True", exact=True)).to_be_visible()

    use(page, ENDLESS)
    expect(notice).to_be_visible()
    button(page, "Stop it").click()
    expect(notice).to_be_hidden()
    expect(button(page, "Train")).to_be_visible()
