"""The command line, run in the tests' own process."""

import io
import re
from contextlib import redirect_stderr, redirect_stdout

import hypothesis
from glassneuron import cli

few = hypothesis.settings(max_examples=15)


def run(*command):
    """Run one command; return its exit code and what it printed on either stream."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = cli.main([str(word) for word in command])
        except SystemExit as end:
            code = end.code
    return code, out.getvalue(), err.getvalue()


def says(*command):
    """Run one command that must succeed without a complaint; return what it printed."""
    code, out, err = run(*command)
    assert (code, err) == (0, "")
    return out


def words(options):
    return [f"{name}={value}" for name, value in options.items()]


def values(out):
    """The columns of a report: a name, a value, a remark."""
    rows = [re.split(r" {2,}", line.strip(), maxsplit=2) for line in out.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 1}
