"""The exercises: seven functions to write, and three that break and want mending.

An exercise shows a stub and unfolds its hints; a check runs what the learner wrote and says in a
sentence what is wrong first, or that all is right.
"""

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from glassneuron import (
    exercise_check,
    exercise_inputs,
    exercise_places,
    exercise_slips,
    exercise_solutions,
    exercise_texts,
    validation,
)
from glassneuron.exercise_check import Verdict
from glassneuron.exercise_errors import FILENAME
from glassneuron.exercise_tasks import Task

__all__ = ["EXERCISES", "FILENAME", "Exercise", "Verdict", "check", "check_source", "describe"]


class Exercise(NamedTuple):
    """One function to write or to mend.

    Attributes
    ----------
    name : str
        The key of the exercise.
    title : str
        Its name for people.
    stub : str
        The Python to begin with.
    hints : tuple of str
        They unfold one after the other.
    given : dict
        The names that are there to be used: NumPy, and the functions of earlier exercises.
    task : Task
        What the check needs, with the solution.
    """

    name: str
    title: str
    stub: str
    hints: tuple[str, ...]
    given: Mapping[str, Any]
    task: Task


TASKS = {
    "sigmoid": Task(
        "sigmoid",
        ("z",),
        ("sigmoid(z)",),
        exercise_solutions.sigmoid,
        exercise_inputs.of_sigmoid,
        exercise_slips.SIGMOID,
        exercise_places.of_sigmoid,
    ),
    "forward_propagation": Task(
        "forward_propagation",
        ("w", "b", "X"),
        ("forward_propagation(w, b, X)",),
        exercise_solutions.forward_propagation,
        exercise_inputs.of_forward_propagation,
        exercise_slips.FORWARD_PROPAGATION,
        exercise_places.of_forward_propagation,
    ),
    "loss": Task(
        "loss",
        ("A", "Y"),
        ("loss(A, Y)",),
        exercise_solutions.loss,
        exercise_inputs.of_loss,
        exercise_slips.LOSS,
        exercise_places.of_loss,
    ),
    "cost": Task(
        "cost",
        ("A", "Y", "m"),
        ("cost(A, Y, m)",),
        exercise_solutions.cost,
        exercise_inputs.of_cost,
        exercise_slips.COST,
        exercise_places.of_cost,
    ),
    "gradients": Task(
        "gradients",
        ("X", "A", "Y", "m"),
        ("dw", "db"),
        exercise_solutions.gradients,
        exercise_inputs.of_gradients,
        exercise_slips.GRADIENTS,
        exercise_places.of_gradients,
    ),
    "update": Task(
        "update",
        ("w", "b", "dw", "db", "learning_rate"),
        ("w", "b"),
        exercise_solutions.update,
        exercise_inputs.of_update,
        exercise_slips.UPDATE,
        exercise_places.of_update,
    ),
    "model": Task(
        "model",
        ("X", "Y", "learning_rate", "n_iter"),
        ("w", "b"),
        exercise_solutions.model,
        exercise_inputs.of_model,
        exercise_slips.MODEL,
        exercise_places.of_model,
    ),
}

BACKPROPAGATION = Task(
    "backpropagation",
    ("w", "b", "X", "A", "Y", "learning_rate", "m"),
    ("w", "b"),
    exercise_solutions.backpropagation,
    exercise_inputs.of_backpropagation,
    exercise_slips.BACKPROPAGATION,
    exercise_places.of_backpropagation,
)


def _exercise(name: str, task: Task, earlier: list[str], body: str = "    ...\n") -> Exercise:
    head = f'def {task.call}:\n    """{exercise_texts.TASKS[name]}"""\n'
    given = {"np": np, **{n: TASKS[n].solution for n in earlier}}
    if name == "model":
        given["backpropagation"] = BACKPROPAGATION.solution  # As in the article.
    title, hints = exercise_texts.TITLES[name], exercise_texts.HINTS[name]
    return Exercise(name, title, head + body, hints, given, task)


EXERCISES = {
    name: _exercise(name, task, list(TASKS)[:i]) for i, (name, task) in enumerate(TASKS.items())
} | {
    name: _exercise(name, BACKPROPAGATION, list(TASKS)[:-2], body)
    for name, body in exercise_texts.BROKEN.items()
}


def describe() -> list[dict[str, Any]]:
    """Return what the page shows of each exercise; its solution is no part of that."""
    return [
        {
            "name": exercise.name,
            "title": exercise.title,
            "function": exercise.task.function,
            "stub": exercise.stub,
            "hints": list(exercise.hints),
            "given": list(exercise.given),
        }
        for exercise in EXERCISES.values()
    ]


def check(name: str, namespace: Mapping[str, object], seed: int = 0) -> Verdict:
    """Check what a learner wrote.

    Parameters
    ----------
    name : str
        The exercise.
    namespace : dict
        The names that the learner's code has defined, its function among them. Its lines are
        told in errors if it was compiled under the file name `FILENAME`.
    seed : int
        Which random inputs are tried, besides the worked examples and the edge cases.

    Returns
    -------
    Verdict
        Whatever the function raises or returns; only for a loop without an end there is no
        remedy here.

    Raises
    ------
    ValueError
        If there is no such exercise, or `seed` is not a whole number, 0 or more.
    """
    exercise = validation.choice(name, EXERCISES, "name")
    return exercise_check.check(exercise.task, namespace, validation.count(seed, "seed"))


def check_source(name: str, source: str, seed: int = 0) -> Verdict:
    """Run a learner's source with the names that the exercise gives, and check it.

    Parameters
    ----------
    name : str
        The exercise.
    source : str
        The learner's Python; nothing that it raises comes through.
    seed : int
        As for `check`.

    Returns
    -------
    Verdict
        As of `check`; with an error in the source itself, about that.

    Examples
    --------
    >>> check_source("sigmoid", "def sigmoid(z): return 1 / (1 + np.exp(z))").message
    'For z = 1 you return 0.269 where 0.731 is wanted: the exponent should be -z, but yours is z.'
    """
    exercise = validation.choice(name, EXERCISES, "name")
    namespace = {"__name__": "exercise", **exercise.given}
    try:
        with warnings.catch_warnings(action="ignore"):
            exec(compile(source, FILENAME, "exec"), namespace)
    except BaseException as error:  # SystemExit too: no slip may end the lesson.
        return exercise_check.check_error(exercise.task, error)
    return check(name, namespace, seed)
