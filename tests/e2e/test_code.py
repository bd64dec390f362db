"""The Python is the learner's: edited, broken, stopped, checked, asked in the console."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from glassneuron import datasets, workshop
from lab import (
    SEED,
    ask,
    button,
    census,
    click,
    console,
    console_line,
    finish,
    reading,
    ready,
    set_number,
    weights,
    write,
)
from playwright.sync_api import Locator, Page, expect

ORIGINAL = workshop.original()
EDITOR = re.compile("^Python code")


def edited(*changes: tuple[str, str]) -> str:
    """Change the original as a learner would: each text stands in it once."""
    source = ORIGINAL
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


ROUND = "round and round"
LOOP = f"    print('{ROUND}')\n    while True:\n        pass\n"
ENDLESS = edited(("    J = cost(A, Y)\n", f"{LOOP}    J = cost(A, Y)\n"))


def open_code(page: Page) -> None:
    """Go to the page with the editor, and wait for that."""
    ready(page)
    button(page, "Code").click()
    expect(editor(page)).to_be_visible()
    expect(page.locator(".cm-content")).to_be_visible()


def editor(page: Page) -> Locator:
    """Find the editor."""
    return page.get_by_role("textbox", name=EDITOR)


def use(page: Page, source: str) -> None:
    """Train with some code."""
    write(editor(page), source)
    button(page, "Use my code").click()


def complaint(page: Page) -> Locator:
    """Find what is said of the code under the editor."""
    return page.locator("#code").get_by_role("alert")


def state(page: Page) -> Locator:
    """Find which code trains."""
    return reading(page, "Which code trains")


def weights_after(source: str, n_iterations: int) -> list[float]:
    """Train with some code here, on the points that the page begins with."""
    X, Y = datasets.make("line", 200, SEED)
    X = np.ascontiguousarray(X)
    stretches = workshop.train(source, X, Y, 0.1, np.zeros((2, 1)), 0.0)
    next(stretches)
    stretch = stretches.send(n_iterations)
    return [*stretch.w[:, 0], stretch.b]


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


def set_number_in_studio(page: Page, n_iterations: str) -> None:
    """Set how long it trains, and come back to the code."""
    button(page, "Studio").click()
    set_number(page, "Iterations", n_iterations)
    button(page, "Code").click()


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


# ----------------------------------------------------------------------------------------- stop


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


# ------------------------------------------------------------------------ the console, the check


def test_the_console_shows_values_prints_figures_and_errors(page: Page) -> None:
    open_code(page)
    set_number_in_studio(page, "20")
    button(page, "Train").click()
    finish(page, "20")
    log = console(page)
    ask(page, "X.shape, Y.shape, w.shape, A.shape, history[0].shape")
    expect(log).to_contain_text("((2, 200), (1, 200), (2, 1), (1, 200), (21,))")
    ask(page, "print('two', 'words')")
    expect(log).to_contain_text("two words")
    ask(page, "sigmoid(0) + 0")
    expect(log).to_contain_text("np.float64(0.5)")
    ask(page, "1 / 0")
    expect(log).to_contain_text("Line 1 of your code divides by zero.")
    ask(page, "plt.plot(*history); plt.title('The cost')")
    picture = log.get_by_role("img", name="The cost")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 400
    line = console_line(page)
    line.press("ArrowUp")
    line.press("ArrowUp")
    expect(line).to_have_value("1 / 0")
    line.press("ArrowDown")
    line.press("ArrowDown")
    expect(line).to_have_value("")
    page.locator("#code").get_by_role("button", name="Clear", exact=True).click()
    expect(log).to_have_text("")


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


# ------------------------------------------------------------------------------ kept, and reached


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


@contextmanager
def other_host() -> Iterator[tuple[str, list[str]]]:
    """Another host that would answer everybody, and what it was asked."""
    asked: list[str] = []

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def try_to_reach(page: Page, site: str, other: str) -> None:
    """Try from the console all ways to another host, and to what the browser keeps."""
    open_code(page)
    log = console(page)
    ask(page, "import js; from pyodide.code import run_js")
    for line in (
        f"x = js.XMLHttpRequest.new(); x.open('GET', '{other}', False); x.send()",
        f"js.importScripts('{other}')",
        f"run_js('import(\"{other}\")')",
        f"js.eval('import(\"{other}\")')",
        f"js.Function.new('return import(\"{other}\")')()",
        "js.postMessage('to the page')",
        f"js.Worker.new('{site}')",
    ):
        before = log.locator(".error").count()
        ask(page, line)
        expect(log.locator(".error")).to_have_count(before + 1)
    ask(page, f"js.fetch('{other}').then(lambda _: print('came'), lambda _: print('refused'))")
    expect(log).to_contain_text("refused")
    ask(page, f"socket = js.WebSocket.new('{other.replace('http', 'ws')}')")
    ask(page, "[name for name in ('indexedDB', 'caches', 'Worker') if getattr(js, name, None)]")
    expect(log).to_contain_text("[]")


def test_other_hosts_are_out_of_reach(fresh_page: Page, site: str, complaints: list[str]) -> None:
    with other_host() as (other, asked):
        try_to_reach(fresh_page, site, other)
        (worker,) = fresh_page.workers
        refused = "() => 'came', () => 'refused'"
        assert worker.evaluate(f"import('{other}').then({refused})") == "refused"
        assert worker.evaluate(f"fetch('{other}').then({refused})") == "refused"
        assert asked == []
    # Every attempt is told to the browser's own console.
    assert all("Content Security Policy" in text or "Refused" in text for text in complaints)
    complaints.clear()
