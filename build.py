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


BENCH = """\
Build the site, then measure in its own Pyodide, under Node, how fast the core is.

Each line compares two ways to the same result. They take turns for 15 rounds in one process, and a
ratio is that of one round, so that a slow machine cancels out. Printed are the target, the median
of the ratios, their middle half, and the ratio of the fastest rounds of both:

  one neuron      updates a second of fused.train, with the cost of every fifth, over those of the
                  article's own model(), which appends the lines it would print to a list
  network         likewise fused_network.train over training.train, 2-8-8-1 with tanh
  surface         time of boundaries.probability_surface over that of the fused one, 200 x 200
  hand-over       time of a surface of 100 x 100 to JavaScript by tolist over that by getBuffer
  Newton          its time to the cost that 2,000 updates of fused.train reach, over theirs
  page to Ready   in Chromium, over the time that stock Pyodide takes from an empty page to
                  `import numpy` in a worker; 5 rounds, each with a fresh profile and back to it

It also says by how much the two results differ, such as the article's weights and ours. The exit
code is 1 if that is more than rounding, or if a line misses its target both with the median and
with the fastest rounds. On a busy machine one of them may miss by chance; a real loss of speed
moves them all.
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
        description="Build Glass Neuron, serve it on this machine, check all of it, or time it.",
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
        "file",
        help="build dist/glass-neuron.html, everything inside",
        description="Build into dist/, where glass-neuron.html is the page as one file. It opens "
        "with a double click, and needs neither a network nor a host.",
        allow_abbrev=False,
    )
    commands.add_parser(
        "test",
        help="check the formatting, the types and the build, then run all tests",
        description="Run every check, stopping at the first failure; pytest comes last. "
        "Further arguments go to pytest, such as `python3 build.py test -k plane`.",
        allow_abbrev=False,
    )
    bench = commands.add_parser(
        "bench",
        help="measure how fast the core is in Pyodide",
        description=BENCH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    bench.add_argument("--chromium", action="store_true", help="measure in Chromium too")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command != "test":
        parser.error("unknown arguments: " + " ".join(rest))
    options.pytest_arguments = rest
    return options


def run(options: argparse.Namespace) -> int:
    """Run one command inside ``.venv``, making it first where needed; return the exit code."""
    from buildtools import environment, steps

    try:
        environment.enter("dev" if options.command in ("test", "bench") else "site")
        from buildtools import one_file, paths, server, site

        if options.command == "test":
            # Testing needs more than building does.
            from buildtools import checks

            return checks.run(options.pytest_arguments)
        site.build()
        if options.command == "file":
            print(f"Open {paths.DIST / one_file.NAME}")
        if options.command == "serve":
            server.serve(paths.DIST, options.port)
        if options.command == "bench":
            # Measuring in a browser needs what building does not.
            from buildtools import bench

            return bench.run(options.chromium)
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
