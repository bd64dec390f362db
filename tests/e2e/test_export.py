"""Leaving with it: each entry of the menu saves a file that holds what the page shows."""

import csv
import json
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from glassneuron import datasets
from lab import SEED, button, plane, ready, step, train, value, weights
from playwright.sync_api import Page, expect

ENTRIES = {
    "Results (JSON)": "glass-neuron-line.json",
    "Points (CSV)": "glass-neuron-line.csv",
    "Notebook (.ipynb)": "glass-neuron-line.ipynb",
    "Script (.py)": "glass-neuron-line.py",
    "Picture (PNG)": "glass-neuron-line.png",
    "Figure (SVG)": "glass-neuron-line.svg",
    "Figure (PDF)": "glass-neuron-line.pdf",
}
MATPLOTLIB = re.compile(r"matplotlib-.*\.whl")


@pytest.fixture
def trained(page: Page) -> Page:
    """The page after 150 iterations of the article's neuron."""
    train(page, "150")
    return page


def choose(page: Page, entry: str) -> None:
    button(page, "Export").click()
    page.get_by_role("menuitem", name=entry, exact=True).click()


def save(page: Page, entry: str, folder: Path) -> Path:
    """Choose an entry of the menu and keep the file under its own name."""
    with page.expect_download(timeout=60_000) as waiting:
        choose(page, entry)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_results_hold_the_page_s_numbers_whole(trained: Page, tmp_path: Path) -> None:
    path = save(trained, "Results (JSON)", tmp_path)
    assert path.name == ENTRIES["Results (JSON)"]
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert list(found) == [
        *("scene", "weights", "iteration", "cost", "history", "accuracy", "points")
    ]
    w1, w2 = found["weights"]["w"]
    assert [w1, w2, found["weights"]["b"]] == weights(trained)
    assert found["cost"] == value(trained, "Cost") == found["history"]["cost"][-1]
    assert found["iteration"] == 150
    assert found["history"]["iteration"] == list(range(151))
    assert found["history"]["cost"][0] == pytest.approx(0.6931471805599453)  # ln 2
    assert found["accuracy"] == {
        "train": value(trained, "Training accuracy"),
        "test": value(trained, "Test accuracy"),
    }
    X, Y = datasets.make("line", 200, SEED)
    points = {"x": X[0].tolist(), "y": X[1].tolist(), "label": Y[0].astype(int).tolist()}
    assert found["points"] == points


def test_points_are_all_in_the_table(page: Page, tmp_path: Path) -> None:
    path = save(page, "Points (CSV)", tmp_path)
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    X, Y = datasets.make("line", 200, SEED)
    assert header == ["x", "y", "label"]
    assert [(float(x), float(y), int(label)) for x, y, label in rows] == [
        *zip(*X.tolist(), Y[0].astype(int).tolist(), strict=True)
    ]


@pytest.mark.parametrize("entry", ["Notebook (.ipynb)", "Script (.py)"])
def test_notebook_and_script_learn_the_page_s_weights_elsewhere(
    trained: Page, tmp_path: Path, entry: str
) -> None:
    path = save(trained, entry, tmp_path)
    code = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(code)["cells"]
        code = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    program = tmp_path / "program.py"
    program.write_text(f"{code}\nimport json\nprint(json.dumps([*w[:, 0], b]))\n", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-W", "ignore::UserWarning", program],
        cwd=tmp_path,
        env=os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    learnt = json.loads(ended.stdout.splitlines()[-1])
    shown = weights(trained)
    assert learnt == pytest.approx(shown, rel=1e-12, abs=1e-12)
    assert "These are the page's weights" in ended.stdout


def test_picture_is_twice_as_large_as_the_plane(trained: Page, tmp_path: Path) -> None:
    content = save(trained, "Picture (PNG)", tmp_path).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    box = plane(trained).bounding_box()
    assert box is not None
    # The plane, a margin of 24 all around, and below it the legend.
    assert width == pytest.approx(2 * (box["width"] + 48), abs=4)
    assert height > width


def test_figures_are_drawn_by_a_matplotlib_that_comes_when_it_is_asked_for(
    fresh_page: Page, tmp_path: Path
) -> None:
    trained = fresh_page
    train(trained, "150")
    requested: list[str] = []
    trained.context.on("request", lambda request: requested.append(request.url))
    assert trained.evaluate(
        "performance.getEntriesByType('resource').every(({name}) => !name.includes('matplotlib'))"
    )
    svg = save(trained, "Figure (SVG)", tmp_path).read_bytes()
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    # Letters are drawn as shapes; each text stands before them as a comment.
    assert b"<!-- The cost over the iterations -->" in svg
    assert [url for url in requested if MATPLOTLIB.search(url)] != []
    requested.clear()
    assert save(trained, "Figure (PDF)", tmp_path).read_bytes().startswith(b"%PDF-")
    assert requested == []


def test_matplotlib_that_does_not_come_is_said_and_tried_again(
    fresh_page: Page, tmp_path: Path, complaints: list[str]
) -> None:
    page = fresh_page
    ready(page)
    page.context.route(MATPLOTLIB, lambda route: route.fulfill(status=404, body=""))
    choose(page, "Figure (SVG)")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("matplotlib could not be loaded")
    expect(alert).to_contain_text("did not arrive")
    complaints.clear()  # the browser itself reports the missing file
    page.context.unroute(MATPLOTLIB)
    assert save(page, "Figure (SVG)", tmp_path).stat().st_size > 10_000


def test_menu_is_used_by_keyboard(page: Page, tmp_path: Path) -> None:
    export = button(page, "Export")
    export.focus()
    page.keyboard.press("ArrowDown")
    entries = page.get_by_role("menuitem")
    expect(entries).to_have_text(list(ENTRIES))
    expect(entries.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(entries.last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu", name="Export")).to_be_hidden()
    expect(export).to_be_focused()
    expect(export).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == ENTRIES["Points (CSV)"]
    expect(export).to_be_focused()
    expect(page.get_by_role("status", name="Export")).to_have_text("glass-neuron-line.csv is saved")


def test_file_that_is_being_made_can_be_stopped(fresh_page: Page) -> None:
    trained = fresh_page
    train(trained, "150")
    saved: list[object] = []
    trained.on("download", lambda download: saved.append(download))
    # matplotlib takes its time.
    trained.context.route(MATPLOTLIB, lambda route: None)
    choose(trained, "Figure (PDF)")
    stop = trained.get_by_role("button", name="Stop", exact=True)
    expect(trained.get_by_text("Loading matplotlib")).to_be_visible()
    stop.click()
    expect(stop).to_be_hidden()
    trained.context.unroute_all(behavior="ignoreErrors")
    # The page goes on as if nothing had been asked for.
    step(trained, "151")
    assert saved == []


def test_points_of_one_class_are_said_in_a_sentence(page: Page) -> None:
    ready(page)
    button(page, "Clear points").click()
    page.get_by_role("radio", name="Class 1", exact=True).check()
    plane(page).click(position={"x": 100, "y": 100})
    choose(page, "Script (.py)")
    expect(page.get_by_role("alert")).to_contain_text("draw some of class 0 too")
