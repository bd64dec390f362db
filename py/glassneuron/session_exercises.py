"""The door's methods for the exercises: what there is to write, and the check of it."""

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from glassneuron import exercise_texts, exercises, validation
from glassneuron.session_points import Message
from glassneuron.user_code import Desk

MOST_PRINTED = 10_000


def describe(_args: Mapping[str, Any]) -> Iterator[Message]:
    """Tell what the exercises are, in their order."""
    described = [
        {
            **exercise,
            "task": exercise_texts.TASKS[exercise["name"]],
            "broken": exercise["name"] in exercise_texts.BROKEN,
        }
        for exercise in exercises.describe()
    ]
    yield "result", {"exercises": described}


def check(args: Mapping[str, Any]) -> Iterator[Message]:
    """Check the learner's ``source`` of the exercise ``name`` with the random inputs of ``seed``.

    The result has ``passed``, ``message``, the `details` of `exercises.Verdict`, and as ``printed``
    what came while the source ran and in the last call.
    """
    # Before the desk: what is raised at it is told as the learner's own.
    validation.choice(args["name"], exercises.EXERCISES, "name")
    seed = validation.count(args["seed"], "seed")
    output = io.StringIO()
    with contextlib.redirect_stdout(output), Desk().working():
        verdict = exercises.check_source(args["name"], str(args["source"]), seed)
    printed = output.getvalue() + verdict.details["printed"]
    cut = f"{printed[:MOST_PRINTED]} …" if len(printed) > MOST_PRINTED else printed
    found = {"passed": verdict.passed, "message": verdict.message}
    yield "result", found | verdict.details | {"printed": cut}


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {
    "exercises": describe,
    "check_exercise": check,
}
