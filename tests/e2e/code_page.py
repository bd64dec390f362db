"""What a person does on the page with the code, and code for it."""

import re

import numpy as np
from glassneuron import datasets, workshop
from lab import SEED, button, reading, ready, set_number, write
from learner_code import edited
from playwright.sync_api import Locator, Page, expect

EDITOR = re.compile("^Python code")
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


def set_number_in_studio(page: Page, n_iterations: str) -> None:
    """Set how long it trains, and come back to the code."""
    button(page, "Studio").click()
    set_number(page, "Iterations", n_iterations)
    button(page, "Code").click()


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
