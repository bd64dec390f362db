"""An exported notebook is one: by the format's own validator, and run in a process of its own."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from learnt_scene import NETWORK, NEURON, NEWTON, learn


@pytest.mark.parametrize("settings", [NEURON, NEWTON, NETWORK])
def test_notebook_is_valid_and_in_the_article_s_order(settings):
    notebook = nbformat.reads(learn(settings).file("notebook"), as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    headings = [
        cell.source.partition("\n")[0] for cell in notebook.cells if cell.cell_type == "markdown"
    ]
    order = ["## The points", "## Forward propagation", "## Loss function", "## Initialization"]
    places = [headings.index(heading) for heading in [*order, "## Training", "## The weights"]]
    assert places == sorted(places)


@pytest.mark.parametrize("settings", [NEURON, NETWORK])
@pytest.mark.parametrize("name", ["line", "three_blobs"])
def test_whole_notebook_runs_in_a_process_of_its_own_figures_included(settings, name, tmp_path):
    scene = learn(settings, name)
    cells = json.loads(scene.file("notebook"))["cells"]
    program = tmp_path / "notebook.py"
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    program.write_text("\n\n".join([*code, "figure.savefig('figure.png')"]), "utf-8")
    ended = subprocess.run(
        [sys.executable, "-W", "ignore::UserWarning", program],
        cwd=tmp_path,
        env=os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    assert "These are the page's weights, to the last bit." in ended.stdout
    assert (tmp_path / "figure.png").stat().st_size > 10_000
