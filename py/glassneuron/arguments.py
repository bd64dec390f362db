"""The command line's grammar: which commands there are, their options, and what each may be."""

import argparse
import math
from collections.abc import Callable, Sequence

import glassneuron
from glassneuron import datasets, print_style, shapes, titanic
from glassneuron.experiment import Settings

ARTICLE = Settings()
MOST_POINTS = 1_000_000
MOST_ITERATIONS = 1_000_000
FIGURES = ("training-set", "falling-cost", "classified-points", "sigmoid", "loss", "descent")
# Longer steps than the article's, which come to the end in fewer: the inputs are only 0 and 1.
TITANIC_RATE, TITANIC_ITERATIONS = 2.0, 1000

EPILOG = """\
exit codes: 0 all is well, 1 the data or a file is at fault, 2 the command is.
"""


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; end the program with code 2 and a sentence if it is not one.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows the program's name; taken from the program's own when it is left out.

    Returns
    -------
    argparse.Namespace
        The options; `command` holds the command's name.
    """
    parser = argparse.ArgumentParser(
        prog="glassneuron",
        description="Teach a neuron, written in plain NumPy, in a terminal.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=glassneuron.__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, short: str, long: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=short,
            description=f"{short[0].upper()}{short[1:]}. {long}",
            epilog=EPILOG,
            allow_abbrev=False,
        )

    _experiment(
        add(
            "experiment",
            "run the article's experiment",
            "Points labelled by a line, a neuron that learns them, 2,000 fresh points to test it.",
        )
    )
    _train(
        add(
            "train",
            "teach a neuron the rows of a CSV file",
            "Numbers are standardised; each category but the most frequent gets an input.",
        )
    )
    _predict(
        add(
            "predict",
            "let a saved neuron classify the rows of a CSV file",
            "Prints CSV: the row's number in the file, the probability of class 1, the class.",
        )
    )
    _figure(add("figure", "draw one figure", "Needs matplotlib."))
    describe = add(
        "titanic",
        "teach a neuron who survived the Titanic",
        "It learns from all 2,201 people; describe one by --class, --sex and --age.",
    )
    _titanic(describe)
    options = parser.parse_args(arguments)
    if options.command == "titanic":
        described = (options.travel_class, options.sex, options.age)
        if any(described) and not all(described):
            describe.error("a person is described by all three of --class, --sex and --age")
    return options


def _experiment(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    _add_training(parser, ARTICLE.learning_rate, ARTICLE.n_iterations)
    _add_printing(parser)
    parser.add_argument(
        "--figures",
        metavar="DIR",
        help="save the training set, the falling cost and the classified points there, as PNG; "
        "needs matplotlib",
    )


def _train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA.csv", help="the table to learn from")
    parser.add_argument(
        "--label", metavar="COLUMN", required=True, help="the column to predict; it has two values"
    )
    parser.add_argument(
        "--features",
        metavar="COLUMN",
        nargs="+",
        help="the columns to predict it from; all others if left out",
    )
    parser.add_argument(
        "--missing",
        choices=("drop", "fill"),
        default="drop",
        help="leave out rows that lack a value, or fill in the mean or the most frequent category "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--test-share",
        metavar="SHARE",
        type=_real("from 0 to below 1", lambda share: 0 <= share < 1),
        default=0.2,
        help="the share of rows that is kept back for a test (default: %(default)s)",
    )
    _add_seed(parser, "draws the rows for the test")
    _add_training(parser, 0.1, 2000)
    _add_printing(parser)
    parser.add_argument("--save", metavar="MODEL.json", help="save the neuron there, for `predict`")


def _predict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL.json", help="what `train --save` wrote")
    parser.add_argument("data", metavar="DATA.csv", help="the rows to classify")
    parser.add_argument("--output", metavar="FILE", help="write there instead of printing")
    _add_json(parser)


def _figure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=FIGURES, help=", ".join(FIGURES))
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=_figure_file,
        help="where to draw it; ends in .png, .svg or .pdf (default: NAME.png)",
    )
    _add_data(parser)
    _add_training(parser, ARTICLE.learning_rate, ARTICLE.n_iterations)
    parser.set_defaults(print_every=0, json=False)


def _titanic(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--class", dest="travel_class", choices=titanic.CLASSES, help="how the person travelled"
    )
    parser.add_argument("--sex", choices=titanic.SEXES, help="the person's sex")
    parser.add_argument("--age", choices=titanic.AGES, help="the person's age")
    _add_training(parser, TITANIC_RATE, TITANIC_ITERATIONS)
    _add_printing(parser)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dataset",
        choices=datasets.DATASETS,
        default=ARTICLE.dataset,
        help="where the points lie and what labels them (default: %(default)s)",
    )
    parser.add_argument(
        "--points",
        metavar="NUMBER",
        type=_whole(1, MOST_POINTS),
        default=ARTICLE.n_points,
        help="how many points to learn from (default: %(default)s)",
    )
    parser.add_argument(
        "--noise",
        metavar="NUMBER",
        type=_real(
            f"from 0 to {shapes.MOST_NOISE:g}", lambda noise: 0 <= noise <= shapes.MOST_NOISE
        ),
        help="how much the classes blur, in units of the plane (default: what suits the data set)",
    )
    _add_seed(parser, "draws the points")


def _add_seed(parser: argparse.ArgumentParser, does: str) -> None:
    parser.add_argument(
        "--seed",
        metavar="NUMBER",
        type=_whole(0),
        default=ARTICLE.seed,
        help=f"{does}; the same seed gives the same numbers (default: %(default)s)",
    )


def _add_training(parser: argparse.ArgumentParser, learning_rate: float, n_iterations: int) -> None:
    parser.add_argument(
        "--learning-rate",
        metavar="NUMBER",
        type=_real("above 0", lambda rate: rate > 0),
        default=learning_rate,
        help="the length of a step (default: %(default)s)",
    )
    parser.add_argument(
        "--iterations",
        metavar="NUMBER",
        type=_whole(0, MOST_ITERATIONS),
        default=n_iterations,
        help="the number of steps (default: %(default)s)",
    )


def _add_printing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--print-every",
        metavar="NUMBER",
        type=_whole(0),
        default=100,
        help="print the cost every so many iterations; the article does every 5; 0 for never "
        "(default: %(default)s)",
    )
    _add_json(parser)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object instead, at full precision"
    )


def _figure_file(text: str) -> str:
    kinds = [f".{kind}" for kind in print_style.KINDS]
    if not text.lower().endswith(tuple(kinds)):
        raise argparse.ArgumentTypeError(f"must end in {', '.join(kinds)}; got {text!r}")
    return text


def _whole(least: int, most: int | None = None) -> Callable[[str], int]:
    range_ = f"{least:,} or more" if most is None else f"from {least:,} to {most:,}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"must be a whole number, {range_}; got {text!r}")
        return number

    return read


def _real(range_: str, allowed: Callable[[float], bool]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and allowed(number)):
            raise argparse.ArgumentTypeError(f"must be a number {range_}; got {text!r}")
        return number

    return read
