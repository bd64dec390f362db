"""The console answers, shows figures and errors, and leads to no other host."""

from code_page import open_code, set_number_in_studio
from lab import ask, button, console, console_line, finish, ready
from other_hosts import other_host
from playwright.sync_api import Page, expect


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


def test_the_worker_itself_reaches_no_other_host(fresh_page: Page, complaints: list[str]) -> None:
    ready(fresh_page)
    with other_host() as (other, asked):
        (worker,) = fresh_page.workers
        refused = "() => 'came', () => 'refused'"
        assert worker.evaluate(f"import('{other}').then({refused})") == "refused"
        assert worker.evaluate(f"fetch('{other}').then({refused})") == "refused"
        assert asked == []
    # Every attempt is told to the browser's own console.
    assert all("Content Security Policy" in text or "Refused" in text for text in complaints)
    complaints.clear()
