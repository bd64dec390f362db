"""Hypothesis, the same for every run: the examples are derived from the test, not drawn anew."""

import sys

from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=50, derandomize=True)
# The same tests in a browser's Python, which takes some five times as long.
settings.register_profile("pyodide", settings.get_profile("default"), max_examples=10)
settings.load_profile("pyodide" if sys.platform == "emscripten" else "default")
