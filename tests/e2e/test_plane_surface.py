"""What the plane shows of a machine: its surface, its lines, its misses; and two planes."""

import re

import pytest
from lab import button, census, choose_tool, click, counts, drawn, plane, ready, set_number
from playwright.sync_api import Locator, Page, expect

# Counts the pixels of a layer that have about this colour: red, green, blue.
COLOURED = """(it, wanted) => {
  const { data } = it.getContext("2d").getImageData(0, 0, it.width, it.height);
  let n = 0;
  for (let k = 0; k < data.length; k += 4) {
    const near = wanted.every((value, c) => Math.abs(data[k + c] - value) < 8);
    if (near && data[k + 3] > 200) n += 1;
  }
  return n;
}"""
TRUE_LINE = [0x12, 0x85, 0x3F]
NEURON_LINE = [0x1C, 0x1B, 0x22]
MISSED = [0x14, 0x13, 0x1A]


def layer(page: Page, name: str, plane: int = 0) -> Locator:
    """Find a layer of the plane."""
    return page.locator(f"canvas.{name}").nth(plane)


def picture(page: Page, name: str, plane: int = 0) -> str:
    """Read what a layer shows."""
    return str(layer(page, name, plane).evaluate("it => it.toDataURL()"))


def expect_picture(page: Page, name: str, which: str, other: str) -> None:
    """Wait until a layer shows ("===") or no longer shows ("!==") what it showed."""
    shown = [layer(page, name).element_handle(), other]
    page.wait_for_function(f"([it, other]) => it.toDataURL() {which} other", arg=shown)


def coloured(page: Page, name: str, colour: list[int]) -> int:
    """Count the pixels of a layer that have a colour."""
    return int(layer(page, name).evaluate(COLOURED, colour))


def expect_coloured(page: Page, name: str, colour: list[int], than: str) -> None:
    """Wait until more, or fewer, pixels have a colour: "> 300"."""
    shown = [layer(page, name).element_handle(), colour]
    page.wait_for_function(f"([it, colour]) => ({COLOURED})(it, colour) {than}", arg=shown)


def train(page: Page, steps: str = "100 steps") -> None:
    """Take some steps."""
    button(page, steps).click()
    expect(page.get_by_role("status", name="Iteration", exact=True)).to_have_text("100")
    drawn(page)


@pytest.fixture
def network(page: Page) -> Page:
    """A network on circles, a hundred steps old."""
    ready(page)
    page.get_by_role("button", name="Circles").click()
    set_number(page, "Iterations", "100")
    button(page, "Reset").click()
    train(page)
    return page


def test_surface_shows_probability_confidence_or_one_neuron(network: Page) -> None:
    menu = network.get_by_role("combobox", name="Surface")
    probability = picture(network, "surface")
    menu.select_option("Confidence")
    expect_picture(network, "surface", "!==", probability)
    drawn(network)
    confidence = picture(network, "surface")
    menu.select_option("One neuron")
    expect_picture(network, "surface", "!==", confidence)
    expect_picture(network, "surface", "!==", probability)
    menu.select_option("Probability")
    expect_picture(network, "surface", "===", probability)


def test_one_neuron_is_no_choice_where_there_is_none(page: Page) -> None:
    option = page.get_by_role("option", name="One neuron", exact=True)
    expect(option).to_be_disabled()


def test_a_network_s_line_is_drawn_where_p_is_a_half(network: Page) -> None:
    expect_coloured(network, "lines", NEURON_LINE, "> 300")


def test_three_classes_have_their_colours_and_borders(page: Page) -> None:
    ready(page)
    page.get_by_role("button", name="Three blobs").click()
    train(page)
    expect_coloured(page, "lines", NEURON_LINE, "> 300")
    # Each corner of the triangle of classes is mostly of one colour.
    surface = layer(page, "surface")
    shades = surface.evaluate("""it => {
      const { data } = it.getContext("2d").getImageData(0, 0, it.width, it.height);
      const shades = new Set();
      for (let k = 0; k < data.length; k += 4) {
        const strongest = [data[k], data[k + 1], data[k + 2]];
        if (strongest[0] > 240 && strongest[2] < 180 && strongest[1] > 200) shades.add("yellow");
        else if (strongest[0] > 240 && strongest[1] < 200) shades.add("red");
        else if (strongest[2] > 240 && strongest[0] < 190) shades.add("blue");
      }
      return [...shades].sort();
    }""")
    assert shades == ["blue", "red", "yellow"]


def test_true_line_is_shown_when_asked_for_and_after_a_test(page: Page) -> None:
    ready(page)
    box = page.get_by_role("checkbox", name="True line")
    expect(box).not_to_be_checked()
    assert coloured(page, "lines", TRUE_LINE) == 0
    box.check()
    expect_coloured(page, "lines", TRUE_LINE, "> 300")
    box.uncheck()
    expect_coloured(page, "lines", TRUE_LINE, "== 0")
    button(page, "Test").click()
    expect(box).to_be_checked()
    expect_coloured(page, "lines", TRUE_LINE, "> 300")


def test_misses_are_marked_when_asked_for(page: Page) -> None:
    ready(page)
    drawn(page)
    assert coloured(page, "lines", MISSED) == 0
    page.get_by_role("checkbox", name="Misses").check()
    # Zeros answer class 1 everywhere: all of class 0 is missed.
    expect_coloured(page, "lines", MISSED, "> 200")
    marked = coloured(page, "lines", MISSED)
    train(page)
    expect_coloured(page, "lines", MISSED, f"< {marked}")


def test_points_held_out_are_hollow(page: Page) -> None:
    box = page.get_by_role("checkbox", name="Held out")
    expect(box).to_be_disabled()  # the data set's test takes new points
    click(page, 0, 9)
    expect(box).to_be_enabled()
    drawn(page)
    hollow = picture(page, "points")
    box.uncheck()
    expect_picture(page, "points", "!==", hollow)
    box.check()
    expect_picture(page, "points", "===", hollow)


def test_two_machines_have_a_plane_each_with_the_same_points(page: Page) -> None:
    ready(page)
    expect(plane(page, "Plane B")).to_be_hidden()
    page.get_by_role("button", name="Side by side").click()
    expect(plane(page, "Plane B")).to_be_visible()
    button(page, "Clear points").click()
    click(page, 3, 3)
    census(page, 1, 0)
    choose_tool(page, "Class 0")
    box = plane(page, "Plane B").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] * 3 / 4)
    assert counts(page) == (1, 1)
    drawn(page)
    assert picture(page, "points", 0) == picture(page, "points", 1)


def test_legend_tells_the_learned_and_the_true_line(page: Page) -> None:
    ready(page)
    train(page)
    legend = page.locator("#plane-legend")
    expect(legend.get_by_role("definition").nth(0)).to_have_text(
        re.compile(r"^y = −?\d\.\d\dx [+−] \d+\.\d\d$")
    )
    expect(legend.get_by_role("definition").nth(1)).to_have_text("y = 1.23x + 3.23")


def test_a_hundred_thousand_points_are_drawn_and_can_be_erased(page: Page) -> None:
    ready(page)
    set_number(page, "Number of points", "100000")
    choose_tool(page, "Erase")
    expect(
        page.get_by_role("region", name="Data").get_by_text(re.compile("of class 1"))
    ).to_have_text(re.compile(r"^\d\d,\d\d\d of class 1"))
    before = sum(counts(page))
    assert before == 100_000
    click(page, 0, 0)
    # The eraser's disc of radius 0.6 is 0.28 % of the square of side 20.
    assert 150 <= before - sum(counts(page)) <= 450
