"""What the build says while it works, and how it fails."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

MEGABYTE = 1e6


class BuildError(Exception):
    """A failure told in one sentence: what was expected, what came, what to do."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print what is being done, and how long it took.

    Parameters
    ----------
    title : str
        What is done, as a reader of the log would say it.
    """
    print(f"{title} ...", flush=True)
    started = time.monotonic()
    try:
        yield
    finally:
        print(f"    {time.monotonic() - started:.1f} s", flush=True)


def call(
    command: Sequence[str | Path],
    failure: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command whose output the reader sees.

    Raises
    ------
    BuildError
        With the sentence `failure`, if the command ends with anything but 0.
    """
    if subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=False).returncode:
        raise BuildError(failure)


def meter(name: str, total: int) -> Callable[[int], None]:
    """Return a function that shows how many of `total` bytes are there.

    A terminal gets one line that is rewritten, a log a line every five seconds. A `total` of 0
    means that nobody said how much there will be.
    """
    terminal = sys.stdout.isatty()
    pause = 0.1 if terminal else 5.0
    shown = time.monotonic()

    def show(done: int) -> None:
        nonlocal shown
        finished = done == total
        if time.monotonic() - shown < pause and not (terminal and finished):
            return
        shown = time.monotonic()
        size = f"{done / MEGABYTE:.1f} MB" + (f" of {total / MEGABYTE:.1f} MB" if total else "")
        start, end = ("\r", "\n" if finished else "") if terminal else ("", "\n")
        print(f"{start}    {name}: {size}", end=end, flush=True)

    return show
