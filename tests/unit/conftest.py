"""Hypothesis, the same for every run: the examples are derived from the test, not drawn anew."""

from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("default")
