"""Code that stops with an error, or does not return what it should: told in a sentence, no more."""

import json
import sys

import numpy as np
import pytest
from glassneuron.exercises import EXERCISES, FILENAME, check, check_source
from hypothesis import given
from hypothesis import strategies as st

# The exercise, the code, and what the sentence has to say.
STOPPED = [
    ("sigmoid", "def sigmoid(z): return 1 / (1 + exp(-z))",
     "Line 1 of your code uses a name that Python does not know (name 'exp' is not defined): "
     "NumPy's is written np.exp."),
    ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + numpy.exp(-z))", "NumPy is here as np."),
    ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + e ** -z)", "NumPy's is written np.e."),
    ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + power)", "(name 'power' is not defined): "),
    ("sigmoid", "def sigmoid(z):\n    return whatever", "know (name 'whatever' is not defined)."),
    ("sigmoid", "import math\ndef sigmoid(z):\n    return 1 / (1 + math.exp(-z))",
     "Line 3 of your code works with a value of the wrong kind (only 0-dimensional arrays can"),
    ("sigmoid", "import math\ndef sigmoid(z):\n    return 1 / (1 + math.exp(-z))",
     "functions of math take one number, while np.exp and np.log take a whole array."),
    ("sigmoid", "import math\ndef sigmoid(z):\n  return [[1 / (1 + math.exp(-v)) for v in z[0]]]",
     "Line 3 of your code makes a number too large for Python: math.exp and **"
     " end in an error there, while np.exp gives infinity, and 1 / infinity is 0."),
    ("sigmoid", "def sigmoid(z):\n  return [[1 / (1 + 2.718281828 ** -float(v)) for v in z[0]]]",
     "while np.exp gives infinity"),
    ("sigmoid", "def sigmoid(z):\n    if z > 0:\n        return 1\n    return 0",
     "Line 2 of your code works with a value that does not fit (The truth value of an array"),
    ("sigmoid", "def sigmoid(z):\n    if z > 0:\n        return 1\n    return 0", "np.where"),
    ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + np.epx(-z))",
     "Line 2 of your code asks a value for something it does not have"),
    ("sigmoid", "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)",
     "Line 2 of your code is not Python yet ('(' was never closed)."),
    ("sigmoid", "def sigmoid(z):\nreturn z", "Line 2 of your code is not Python yet (expected an"),
    ("sigmoid", "def sigmoid(z):\n    return sigmoid(z)",
     "Line 2 of your code makes sigmoid call itself without an end."),
    ("sigmoid", "def sigmoid(z):\n    return 1(1 + np.exp(-z))",
     "between a number and a bracket, * has to be written."),
    ("sigmoid", "def sigmoid(z):\n    z[0, 3] = 1", "Line 2 of your code reaches beyond the end"),
    ("sigmoid", "def sigmoid(z):\n    import sys\n    sys.exit()", "Line 3 of your code ends the"),
    ("sigmoid", "import torch", "Line 1 of your code imports something that is not here (No mod"),
    ("sigmoid", "1 / 0", "Line 1 of your code divides by zero."),
    ("sigmoid", "def sigmoid(z):\n    if False: e = 1\n    return e", "before it has a value"),
    ("sigmoid", "def sigmoid(z):\n    assert z > 0, 'z'", "truth value"),
    ("sigmoid", "def sigmoid(z):\n    assert False", "The assert in line 2 of your code does not"),
    ("sigmoid", "def sigmoid(z):\n    return {}['z']", "looks for a key that is not there ('z')"),
    ("sigmoid", "def sigmoid(z):\n    raise MemoryError", "Line 2 of your code asks for more mem"),
    ("sigmoid", "def sigmoid(z):\n    raise KeyboardInterrupt", "stops with KeyboardInterrupt"),
    ("loss", "def loss(A, Y):\n    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A[:, :2]))",
     "these two arrays do not fit together, so compare their shapes."),
    ("cost", "def cost(A, Y, m):\n    return 1 / m * sum(A.missing)", "asks a value for something"),
    ("model", "def step(w): pass\ndef model(X, Y, learning_rate, n_iter):\n"
     "    return step(1) + 1", "Line 3 of your code works with a value of the wrong kind"),
    ("model", "def step(w): pass\ndef model(X, Y, learning_rate, n_iter):\n"
     "    w, b = step(1)", "a function that it called may have no return."),
    # It has no lines of its own.
    ("sigmoid", "sigmoid = [].pop", "Your code stops with TypeError"),
    # There is nothing to call.
    ("sigmoid", "", "There is no function named sigmoid yet: begin with def sigmoid(z)."),
    ("sigmoid", "def Sigmoid(z): return z", "named Sigmoid: rename it to sigmoid."),
    ("forward_propagation", "def forwardpropagation(w, b, x): return x",
     "There is no function named forward_propagation, but there is one named forwardpropagation"),
    ("sigmoid", "sigmoid = 0.5", "sigmoid should be a function, but it is of the type float: "),
    ("loss", "def loss(A): return A", "loss is called as loss(A, Y), but yours is written loss(A)"),
    ("loss", "def loss(a, b, c): return a", "yours is written loss(a, b, c): write def loss(A, Y)"),
    # What came back is of the wrong kind.
    ("sigmoid", EXERCISES["sigmoid"].stub, "Your sigmoid returns nothing (None): end it with ret"),
    ("cost", "def cost(A, Y, m):\n    print(np.mean(loss(A, Y)))",
     "Your cost prints its result, but returns nothing (None): write return in place of print."),
    ("cost", "def cost(A, Y, m):\n    yield np.mean(loss(A, Y))", "return in place of yield."),
    ("cost", "def cost(A, Y, m):\n    return str(np.mean(loss(A, Y)))",
     "cost(A, Y, m) should be made of numbers, but yours is of the type str."),
    ("cost", "def cost(A, Y, m):\n    return loss(A, Y).mean", "which call it, may be missing."),
    ("cost", "def cost(A, Y, m):\n    return [[1, 2], [3]]",
     "The rows of cost(A, Y, m) should be of one length, but yours are not."),
    ("cost", "def cost(A, Y, m):\n    return [None]", "yours is of the type NoneType."),
    ("cost", "def cost(A, Y, m):\n    return 1j", "numbers, but yours is of the type complex."),
    ("cost", "def cost(A, Y, m):\n    return float('nan')", "you return nan where 0.826 is wanted: "
     "that is no finite number any more."),
    ("cost", "def cost(A, Y, m):\n    return np.zeros(0)", "number, but yours has the shape (0"),
    ("update", "def update(w, b, dw, db, learning_rate):\n    return w, None",
     "b is nothing (None) in what you return."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source", "fragment"), STOPPED)
def test_code_that_stops_or_returns_something_else_gets_its_sentence(name, source, fragment):
    verdict = check_source(name, source)
    assert not verdict.passed
    assert fragment in verdict.message
    assert "\n" not in verdict.message


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def sigmoid(z):\n\n    return 1 / 0", 3),
        # The learner's last line on the way, not NumPy's own.
        ("def sigmoid(z):\n    return np.average(z, weights=[[1]])", 2),
        ("def half(z):\n    return z / zero\ndef sigmoid(z):\n    return half(z)", 2),
        ("\n\nsigmoid = (", 3),
        ("sigmoid = [].pop", None),
        ("def sigmoid(z):\n    return z", None),
    ],
)
def test_the_line_of_the_error_is_in_the_details(source, line):
    assert check_source("sigmoid", source).details["line"] == line


def test_lines_are_told_only_of_the_learners_own_source():
    def sigmoid(z):
        return 1 / 0

    verdict = check("sigmoid", {"sigmoid": sigmoid})
    assert verdict.message == "Your code stops with ZeroDivisionError (division by zero)."
    namespace = {}
    exec(compile("\nsigmoid = lambda z: 1 / 0", FILENAME, "exec"), namespace)
    assert check("sigmoid", namespace).message == "Line 2 of your code divides by zero."


class UntellableError(Exception):
    def __str__(self):
        raise SystemExit


class Hostile:
    def __array__(self, *args, **keywords):
        raise GeneratorExit

    def __iter__(self):
        raise KeyboardInterrupt


class HostilePair(tuple):
    def __len__(self):
        raise KeyboardInterrupt


def raising(error):
    def function(*args):
        raise error

    return function


WRECKS = [
    *map(raising, [SystemExit(1), KeyboardInterrupt(), GeneratorExit(), UntellableError()]),
    *map(raising, [BaseException("end"), ValueError("two\nlines {braces}"), NameError()]),
    *map(raising, [StopIteration(), UnicodeDecodeError("utf-8", b"", 0, 1, "bad"), SyntaxError()]),
    lambda *args: Hostile(),
    lambda *args: (Hostile(), Hostile()),
    lambda *args: HostilePair((1, 2)),
    lambda *args: sys.exit("bye"),
    lambda *args: np.seterr(all="raise") and 1,
    lambda *args: [10**400],
    lambda *args: np.array([["a"]], dtype=object),
    lambda *args: np.ma.masked,
    lambda *args: np.full((2, 3, 4), np.inf),
    lambda *args: args[0].fill(np.nan) or (args[0], 0.0),
    lambda *args: args[0].resize((7, 7)) or args[0],
    lambda *args: type,
    dict,
    max,
    Hostile,
    "no function",
    None,
]


def assert_is_a_verdict(verdict):
    assert not verdict.passed
    assert verdict.message.endswith(".")
    assert "\n" not in verdict.message
    json.dumps(verdict.details, allow_nan=False)


@pytest.mark.parametrize("wreck", WRECKS)
@pytest.mark.parametrize("name", EXERCISES)
def test_whatever_a_function_is_or_does_there_is_a_verdict(name, wreck):
    before = np.geterr()
    assert_is_a_verdict(check(name, {EXERCISES[name].task.function: wreck}))
    assert np.geterr() == before


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text()
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(ANYTHING, st.sampled_from(sorted(EXERCISES)))
def test_whatever_is_drawn_and_returned_there_is_a_verdict(answer, name):
    assert_is_a_verdict(check(name, {EXERCISES[name].task.function: lambda *args: answer}))


@given(st.text(), st.sampled_from([ValueError, NameError, OverflowError, SystemExit]))
def test_whatever_the_text_of_an_error_there_is_one_line(text, kind):
    assert_is_a_verdict(check("sigmoid", {"sigmoid": raising(kind(text))}))


@given(st.text())
def test_whatever_the_source_there_is_a_verdict(source):
    assert_is_a_verdict(check_source("sigmoid", source))
