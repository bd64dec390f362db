#!/usr/bin/env python3
"""The one door: build the page, serve it, check everything.

Start with ``python3 build.py serve``. The first run makes ``.venv`` and fetches what the build
needs; later runs find it there. This file has to parse on old Pythons, so that they can be told
what is wanted; the work is in ``py/buildtools``.
"""

import argparse
import os
import sys

MINIMUM = (3, 12)

EPILOG = """\
environment:
  GLASSNEURON_CACHE   folder for the downloaded Python runtime (default: the user's cache folder)

The page is built into dist/, which works on any static host and under any path.
`python3 build.py COMMAND --help` says more about one command.
"""


def python_problem(version: "tuple[int, ...]", executable: str) -> str:
    """Say in one sentence what is wrong with this Python, or return an empty string."""
    if version[:2] >= MINIMUM:
        return ""
    wanted, found = (".".join(map(str, numbers)) for numbers in (MINIMUM, version[:3]))
    return (
        f"build.py needs Python {wanted} or newer, and {executable} is Python {found}: install "
        "Python 3.13 (python.org, or your system's packages) and run `python3.13 build.py` instead."
    )


def parse(arguments: "list[str]") -> argparse.Namespace:
    """Read the command line; what follows ``test`` goes to pytest as it is."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build Glass Neuron, serve it on this machine, or check all of it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    serve = commands.add_parser(
        "serve",
        help="build into dist/ and serve it here, for the browser",
        description="Build into dist/ and serve it on 127.0.0.1. Ctrl-C ends it.",
        allow_abbrev=False,
    )
    serve.add_argument(
        "--port", type=int, help="port to listen on (default: 8314, or another one that is free)"
    )
    commands.add_parser(
        "build",
        help="build into dist/",
        description="Build into dist/. A build that fails leaves the last good dist/ alone.",
        allow_abbrev=False,
    )
    commands.add_parser(
        "test",
        help="check the formatting, the types and the build, then run all tests",
        description="Run every check, stopping at the first failure; pytest comes last. "
        "Further arguments go to pytest, such as `python3 build.py test -k plane`.",
        allow_abbrev=False,
    )
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error("unknown arguments: " + " ".join(rest))
    options.pytest_arguments = rest
    return options


def run(options: argparse.Namespace) -> int:
    """Run one command inside ``.venv``, making it first where needed; return the exit code."""
    from buildtools import environment, steps

    try:
        environment.enter("dev" if options.command == "test" else "site")
        from buildtools import checks, paths, server, site

        if options.command == "test":
            return checks.run(options.pytest_arguments)
        site.build()
        if options.command == "serve":
            server.serve(paths.DIST, options.port)
    except (steps.BuildError, OSError) as error:
        print(f"\nbuild.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    return 0


if __name__ == "__main__":
    problem = python_problem(tuple(sys.version_info[:3]), sys.executable)
    if problem:
        sys.exit(problem)
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "py"))
    sys.exit(run(parse(sys.argv[1:])))
