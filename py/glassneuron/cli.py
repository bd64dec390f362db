"""The same neuron in a terminal: the article's experiment, tables of one's own, figures."""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from glassneuron import (
    arguments,
    boundaries,
    datasets,
    experiment,
    measures,
    surfaces,
    table_commands,
    terminal,
)
from glassneuron.experiment import Experiment, Settings

Line = tuple[float, float] | None

INTERRUPTED, READER_GONE = 130, 141


def main(command_line: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    command_line : sequence of str, optional
        What follows the program's name; taken from the program's own when it is left out.

    Returns
    -------
    int
        The exit code: 0 if all is well, 1 if the data or a file is at fault, 130 after Ctrl-C,
        141 if nobody reads the output any more. A wrong command ends the program with code 2.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A table's own words may have letters that the terminal has not.
            stream.reconfigure(errors="backslashreplace")
    options = arguments.parse(command_line)
    try:
        COMMANDS[options.command](options)
        print(end="", flush=True)
    except BrokenPipeError:
        # Python would try once more, at its end, to print what is left.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return _stop("stopped.", INTERRUPTED)
    except OSError as error:
        place = error.filename or "standard output"
        return _stop(f"{place} cannot be read or written: {error.strerror}.", 1)
    except ValueError as error:
        return _stop(str(error), 1)
    return 0


def _stop(sentence: str, code: int) -> int:
    terminal.erase_bar()
    print(f"glassneuron: {sentence}", file=sys.stderr)
    return code


def _experiment(options: argparse.Namespace) -> None:
    folder = None if options.figures is None else Path(options.figures)
    if folder is not None:
        # Before the training: what is missing shows at once.
        figures = _figures()
        folder.mkdir(parents=True, exist_ok=True)
    settings = _settings(options)
    if not options.json:
        print(
            f"{datasets.DATASETS[settings.dataset].title}: {settings.n_points:,} points, "
            f"noise {settings.noise:g}, seed {settings.seed}. "
            f"Learning rate {settings.learning_rate:g}."
        )
    result = experiment.run(settings, terminal.watcher(options))
    if not options.json:
        _print_result(settings, result)
    saved: list[str] = []
    if folder is not None:
        for name in SAVED:
            saved.append(str(folder / f"{name}.png"))
            figures.save(DRAW[name](figures, result, _line(settings)), saved[-1])
    if options.json:
        costs = terminal.as_dict(result.end, result.costs, options.print_every)
        terminal.print_json(costs | _as_dict(settings, result) | {"figures": saved})
    elif saved:
        print("\nFigures", *saved, sep="\n  ")


def _print_result(settings: Settings, result: Experiment) -> None:
    end, line = result.end, _line(settings)
    numbers = {"cost": end.cost, "w1": end.w[0, 0], "w2": end.w[1, 0], "b": end.b}
    rows = [(name, terminal.number(value), "") for name, value in numbers.items()]
    rows.append(("line found", boundaries.boundary_equation(end.w, end.b), ""))
    if line is not None:
        rows.append(("true line", boundaries.boundary_equation([[-line[0]], [1.0]], -line[1]), ""))
    rows.append(("training accuracy", *terminal.share(end.A, result.Y, "points")))
    rows.append(("test accuracy", *terminal.share(result.A_test, result.Y_test, "fresh points")))
    print(f"\nAfter {end.iteration:,} iterations")
    terminal.print_columns(rows)


def _as_dict(settings: Settings, result: Experiment) -> dict[str, object]:
    end = result.end
    boundary = boundaries.boundary(end.w, end.b)
    return {
        "settings": settings._asdict(),
        "boundary": boundary and dict(zip(("slope", "intercept"), boundary, strict=True)),
        "accuracy": {
            "train": measures.accuracy(end.A, result.Y),
            "test": measures.accuracy(result.A_test, result.Y_test),
        },
        "points": {
            "x": result.X[0].tolist(),
            "y": result.X[1].tolist(),
            "label": result.Y[0].astype(int).tolist(),
        },
    }


def _figure(options: argparse.Namespace) -> None:
    figures = _figures()
    path = options.output or f"{options.name}.png"
    if options.name in ALWAYS_THE_SAME:
        figure = ALWAYS_THE_SAME[options.name](figures)
    else:
        settings = _settings(options)
        result = experiment.run(settings, terminal.watcher(options))
        figure = DRAW[options.name](figures, result, _line(settings))
    figures.save(figure, path)
    print(path)


def _settings(options: argparse.Namespace) -> Settings:
    noise = options.noise
    return Settings(
        options.dataset,
        options.points,
        datasets.DATASETS[options.dataset].default_noise if noise is None else noise,
        options.seed,
        options.learning_rate,
        options.iterations,
    )


def _line(settings: Settings) -> Line:
    return datasets.DATASETS[settings.dataset].line


def _figures() -> ModuleType:
    try:
        from glassneuron import figures
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] != "matplotlib":
            raise
        raise ValueError(
            "Figures need matplotlib, which is not installed here; "
            "`python -m pip install matplotlib` brings it."
        ) from None
    return figures


# Of the module of figures, which is there only when one is asked for.
ALWAYS_THE_SAME: dict[str, Callable[[ModuleType], Any]] = {
    "sigmoid": lambda figures: figures.sigmoid_curve(),
    "loss": lambda figures: figures.loss_curves(),
}
DRAW: dict[str, Callable[[ModuleType, Experiment, Line], Any]] = {
    "training-set": lambda figures, it, line: figures.training_set(it.X, it.Y, line),
    "falling-cost": lambda figures, it, _: figures.falling_cost(range(len(it.costs)), it.costs),
    "classified-points": lambda figures, it, line: figures.classified_points(
        it.X_test, it.Y_test, it.end.w, it.end.b, line
    ),
    "descent": lambda figures, it, _: figures.descent(surfaces.cost_surface(it.X, it.Y, it.path)),
}
# The article's.
SAVED = ("training-set", "falling-cost", "classified-points")
COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "experiment": _experiment,
    "train": table_commands.train,
    "predict": table_commands.predict,
    "figure": _figure,
    "titanic": table_commands.train_on_titanic,
}
