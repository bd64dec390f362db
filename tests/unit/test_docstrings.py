"""The examples in the docstrings are true."""

import doctest
import importlib
import importlib.util
import pkgutil

import glassneuron
import pytest

# Importing a __main__ runs it; the figures take matplotlib, which the page does without at first.
FIGURES = {"figures", "figure_parts", "scene_figure"}
LEFT_OUT = {"__main__"} if importlib.util.find_spec("matplotlib") else {"__main__"} | FIGURES
NAMES = {module.name for module in pkgutil.iter_modules(glassneuron.__path__)} - LEFT_OUT
MODULES = [importlib.import_module(f"glassneuron.{name}") for name in sorted(NAMES)]
EXAMPLES = [
    example
    for module in MODULES
    for example in doctest.DocTestFinder(exclude_empty=True).find(module)
    if example.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_gives_what_it_says(example):
    said = []
    failed, attempted = doctest.DocTestRunner().run(example, out=said.append)
    assert attempted > 0
    assert failed == 0, "".join(said)
