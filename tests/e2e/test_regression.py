"""The page of the regression: a line dragged by hand, and then learned."""

import numpy as np
import pytest
from lab import button, place, reading, ready, step, value
from playwright.sync_api import Page, expect

# The points that the page begins with.
X = [-8, -6.6, -5.3, -3.9, -2.4, -1.2, 0.4, 1.9, 3.2, 4.8, 6.3, 7.9]
Y = [-5.1, -1.9, -3.4, 0.6, -1.2, 2.3, 1.1, 4.9, 3.3, 7.2, 5.8, 8.9]


def cost(w: float, b: float, x: list[float] = X, y: list[float] = Y) -> float:
    return float(np.mean((w * np.array(x) + b - np.array(y)) ** 2) / 2)


@pytest.fixture
def page(page: Page) -> Page:
    """Open the page of the regression, with Python ready."""
    button(page, "Regression").click()
    ready(page)
    expect(reading(page, "Cost")).to_have_attribute("data-value", str(cost(0, 0)))
    return page


def line(page: Page) -> tuple[float, float]:
    """Read slope and intercept at full precision."""
    fields = (page.get_by_role("spinbutton", name=name) for name in ("Slope w", "Intercept b"))
    w, b = (float(field.get_attribute("data-value") or "nan") for field in fields)
    return w, b


def expect_cost(page: Page, x: list[float] = X, y: list[float] = Y) -> None:
    """Wait for the cost of the line that is shown."""
    wanted = cost(*line(page), x, y)
    digits = 3 - int(np.floor(np.log10(wanted)))
    expect(reading(page, "Cost")).to_have_text(f"{wanted:.{min(4, digits)}f}")
    assert value(page, "Cost") == pytest.approx(wanted, rel=1e-12)


def drag(page: Page, handle: str, x: float, y: float) -> None:
    box = page.get_by_role("slider", name=handle).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*place(page, x, y), steps=8)
    page.mouse.up()


def test_the_line_follows_the_hand_and_so_does_the_cost(page: Page) -> None:
    drag(page, "Move the line", 0, 4)
    assert line(page) == pytest.approx((0, 4), abs=0.05)
    expect_cost(page)
    # The handle lies at x = 8.5 · 0.7 - … along the line; drawn to (7, 11 - 4) it turns to 3/7.
    drag(page, "Turn the line", 7, 7)
    assert line(page) == pytest.approx((3 / 7, 4), abs=0.05)
    expect_cost(page)
    w, b = line(page)
    errors = w * np.array(X) + b - np.array(Y)
    assert value(page, "∂J/∂w") == pytest.approx(np.mean(errors * X))
    assert value(page, "∂J/∂b") == pytest.approx(np.mean(errors))


def test_the_line_follows_keys_and_numbers(page: Page) -> None:
    page.get_by_role("slider", name="Move the line").press("ArrowUp")
    assert line(page) == (0, 0.1)
    page.get_by_role("slider", name="Turn the line").press("ArrowUp")
    assert line(page)[0] == pytest.approx(np.tan(np.pi / 180), abs=1e-4)
    page.get_by_role("spinbutton", name="Slope w").fill("0.5")
    page.get_by_role("spinbutton", name="Intercept b").fill("2")
    assert line(page) == (0.5, 2)
    expect_cost(page)


def test_learned_line_is_that_of_least_squares(page: Page) -> None:
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("1,000")
    w, b = np.polyfit(X, Y, 1)
    assert line(page) == pytest.approx((w, b), abs=1e-3)
    expect_cost(page)
    button(page, "Best fit").click()
    expect(page.get_by_text(f"ŷ = {w:.3f}x + {b:.3f}, cost {cost(w, b):.4f}")).to_be_visible()
    button(page, "Reset").click()
    assert line(page) == (0, 0)
    expect(reading(page, "Iteration")).to_have_text("0")


def test_a_step_is_one_of_gradient_descent(page: Page) -> None:
    step(page)
    # From zeros the errors are -y, and a step is 0.01 along the mean of x·y and of y.
    assert line(page) == pytest.approx((0.01 * np.mean(np.multiply(X, Y)), 0.01 * np.mean(Y)))


def costs(page: Page) -> dict[str, str]:
    """Read the cost chart's legend."""
    items = page.locator("#regression .cost").get_by_role("listitem")
    return dict(item.locator("span, b").all_inner_texts() for item in items.all())


def test_the_cost_of_the_learned_line_falls_below_that_of_the_hand(page: Page) -> None:
    page.get_by_role("spinbutton", name="Intercept b").fill("-4")
    by_hand = f"{cost(0, -4):.2f}"
    expect(page.locator("#regression .cost").get_by_text(by_hand)).to_be_visible()
    assert costs(page) == {"by hand": by_hand, "training": "–", "iteration": "–"}
    button(page, "Train").click()
    expect(reading(page, "Iteration")).to_have_text("1,000")
    expect(page.locator("#regression .cost").get_by_text("1,000", exact=True)).to_be_visible()
    learned = f"{value(page, 'Cost'):.4f}"
    assert costs(page) == {"by hand": by_hand, "training": learned, "iteration": "1,000"}
    # The keys lead back to the cost that the training began with.
    curve = page.get_by_role("img", name="Cost against iterations")
    for _ in range(41):
        curve.press("ArrowLeft")
    assert costs(page) == {"by hand": by_hand, "training": by_hand, "iteration": "0"}
    # A line set by hand is compared with the training before it, until the points are others.
    page.get_by_role("spinbutton", name="Slope w").fill("0.5")
    expect(button(page, "Forget earlier runs")).to_be_visible()
    page.mouse.click(*place(page, 5, -5))
    expect(button(page, "Forget earlier runs")).to_be_hidden()


def test_a_click_on_the_descent_sets_the_line(page: Page) -> None:
    descent = page.get_by_role("application", name="The descent")
    expect(page.get_by_text("Each place is a line")).to_be_visible()
    descent.click(position={"x": 40, "y": 40})
    w, b = line(page)
    assert w < 0 < b
    expect_cost(page)
    descent.press("ArrowRight")
    assert line(page)[0] > w
    assert line(page)[1] == b


def test_points_are_added_moved_erased_and_brought_back(page: Page) -> None:
    page.mouse.click(*place(page, 5, -5))
    expect_cost(page, [*X, 5], [*Y, -5])
    page.mouse.move(*place(page, 5, -5))
    page.mouse.down()
    page.mouse.move(*place(page, 6, -8), steps=4)
    page.mouse.up()
    expect_cost(page, [*X, 6], [*Y, -8])
    page.get_by_role("radio", name="Erase").check()
    page.mouse.click(*place(page, 6, -8))
    expect_cost(page)
    for _ in range(3):
        button(page, "Undo").click()
    expect_cost(page)
    expect(button(page, "Undo")).to_be_disabled()
    button(page, "Clear points").click()
    expect(reading(page, "Cost")).to_have_text("–")
    button(page, "Train").click()
    expect(page.get_by_role("alert")).to_contain_text("There are no points yet")
    plane = page.get_by_role("application", name="Plane")
    for key in ("ArrowUp", "ArrowRight", "Enter"):
        plane.press(key)
    expect_cost(page, [0.5], [0.5])


def test_steps_that_are_too_long_are_said(page: Page) -> None:
    page.get_by_role("spinbutton", name="Learning rate").fill("0.5")
    button(page, "Train").click()
    expect(page.get_by_role("alert")).to_contain_text("too long")
    expect(page.get_by_text("NaN")).to_have_count(0)
