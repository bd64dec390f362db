"""What a learner's code raised, told with its line and with what may be behind it."""

import traceback

import numpy as np

from glassneuron.exercise_words import SENTENCES, Part

# The name that the learner's source has when it is compiled; by it its lines are known.
FILENAME = "<exercise>"
# Likewise the code that trains in the place of ours, and what is typed into the console.
EDITED, TYPED = "<your code>", "<console>"
FILENAMES = (FILENAME, EDITED, TYPED)
LONGEST = 200

# Words in the messages of Python and NumPy, and the advice to who gets them.
ADVICE = {
    "0-dimensional arrays": "for_one_number",
    "length-1 arrays": "for_one_number",
    "not aligned": "product",
    "core dimension": "product",
    "broadcast": "broadcast",
    "cannot reshape": "sizes",
    "out of bounds": "sizes",
    "truth value of an array": "truth",
    "labels 0 and 1 only": "labels_first",
    "'NoneType'": "none_inside",
    "NoneType object": "none_inside",
    "object is not callable": "missing_times",
    "read-only": "read_only",
    "Maximum allowed dimension": "too_large",
}


def line_of(error: BaseException) -> int | None:
    """Return the last line of the learner's own source on the way to the error, if there is one."""
    if isinstance(error, SyntaxError) and error.filename in FILENAMES:
        return error.lineno
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename in FILENAMES]
    return lines[-1] if lines else None


def parts_of(error: BaseException, function: str) -> tuple[Part, ...]:
    """Say what was raised, and what slip is often behind it.

    Parameters
    ----------
    error : BaseException
        Whatever the code raised.
    function : str
        The name of the learner's function.
    """
    text, line = text_of(error), line_of(error)
    names = [kind.__name__ for kind in type(error).__mro__]
    key = next((f"error.{n}" for n in names if f"error.{n}" in SENTENCES), "error.other")
    if line is None:
        key = "error.no_line"
    values = {
        "line": str(line),
        "text": text or names[0],
        "type": names[0],
        "function": function,
    }
    return Part(key, values), *_advice(error, text)


def _advice(error: BaseException, text: str) -> tuple[Part, ...]:
    if isinstance(error, NameError):
        name = str(error.name)
        if name == "numpy":
            return (Part("numpy_is_np", {}),)
        known = hasattr(np, name) and not isinstance(error, UnboundLocalError)
        return (Part("numpy_name", {"name": name}),) if known else ()
    if isinstance(error, OverflowError):  # Its text is another one on each system.
        return (Part("python_overflow", {}),)
    keys = [key for words, key in ADVICE.items() if words in text]
    return (Part(keys[0], {}),) if keys else ()


def text_of(error: BaseException) -> str:
    """Return what an error says of itself, in one line."""
    try:
        text = str((error.msg or "") if isinstance(error, SyntaxError) else error)
        return " ".join(text.split())[:LONGEST].rstrip(".")
    except BaseException:  # Even its text may raise.
        return ""
