"""The learner's own code: it trains as ours does, and what is wrong with it is said."""

import math

import numpy as np
import pytest
from glassneuron import datasets, neuron, workshop
from glassneuron.user_code import CUT, MOST_LINES, UserCodeError
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_code import ORIGINAL, edited, replaced

X, Y = (np.ascontiguousarray(array) for array in datasets.make("blobs", 40, seed=1))
START = np.zeros((2, 1)), 0.0


def line_with(source, text):
    """Find the number of the line that is a text, or defines a function; counted from 1."""
    lines = [{line.strip(), line.partition("(")[0]} for line in source.splitlines()]
    (line,) = [i for i, texts in enumerate(lines, start=1) if text in texts]
    return line


def trained(source, n_updates, learning_rate=0.1):
    stretches = workshop.train(source, X, Y, learning_rate, *START)
    next(stretches)
    return stretches.send(n_updates)


def failure(source, n_updates=3, **how):
    with pytest.raises(UserCodeError) as caught:
        trained(source, n_updates, **how)
    return caught.value


# ------------------------------------------------------------------------------ the training


def test_the_original_learns_the_articles_weights_to_the_last_bit():
    *states, last = neuron.train(X, Y, 0.1, 300)
    stretch = trained(ORIGINAL, 300)
    assert stretch.w.tobytes() == last.w.tobytes()
    assert (stretch.b, stretch.cost) == (last.b, last.cost)
    assert stretch.costs.tolist() == [state.cost for state in states]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_no_cut_into_stretches_changes_a_bit(lengths):
    # Its chance too has to be the same: some noise in each step.
    source = replaced(
        "backpropagation",
        "noise = np.random.normal(size=w.shape)\n"
        "dZ = A - Y\n"
        "m = X.shape[1]\n"
        "dw = np.dot(X, dZ.T) / m + 0.01 * noise\n"
        "return w - learning_rate * dw, b - learning_rate * np.mean(dZ)\n",
    )
    stretches = workshop.train(source, X, Y, 0.1, *START)
    costs = [next(stretches).cost]
    for length in lengths:
        np.random.random(3)  # noqa: NPY002 - somebody else draws in between
        stretch = stretches.send(length)
        costs += [*stretch.costs[1:], stretch.cost]
    whole = trained(source, sum(lengths))
    assert (stretch.w.tobytes(), stretch.b) == (whole.w.tobytes(), whole.b)
    assert costs == [*whole.costs, whole.cost]


def test_an_edited_line_is_what_trains():
    # The step without the mean: m times as long.
    source = edited(("dw = 1 / m * ", "dw = "), ("db = 1 / m * ", "db = "))
    m = X.shape[1]
    ours = list(neuron.train(X, Y, 0.01 * m, 1))[-1]
    stretch = trained(source, 1, learning_rate=0.01)
    assert stretch.w == pytest.approx(ours.w, rel=1e-12)
    assert stretch.b == pytest.approx(ours.b, rel=1e-12)


def test_a_learner_may_keep_what_a_step_needs_from_the_last_one():
    # Momentum, by hand: v = 0.5 v + dw. After 2 steps from 0 along constant slopes 1 the weight
    # is -0.1 - 0.15 = -0.25.
    source = replaced(
        "backpropagation",
        "global v\nv = 0.5 * v + 1.0\nreturn w - learning_rate * v, b\n",
    ).replace("def sigmoid", "v = 0.0\n\n\ndef sigmoid")
    for _ in range(2):  # The second run begins with v = 0 again.
        assert trained(source, 2).w == pytest.approx(np.full((2, 1), -0.25))


def test_a_change_in_place_does_not_reach_what_was_learnt_before():
    source = edited(
        ("new_w = w - learning_rate * dw", "w -= learning_rate * dw"),
        ("return new_w, new_b", "return w, new_b"),
    )
    stretches = workshop.train(source, X, Y, 0.1, *START)
    first = next(stretches)
    last = stretches.send(5)
    assert not first.w.any()
    assert last.w.tobytes() == trained(ORIGINAL, 5).w.tobytes()


# ------------------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize(
    ("function", "body", "sentence"),
    [
        (
            "forward_propagation",
            "z = np.dot(w.T, x) + b",
            "forward_propagation should return A with the shape (1, 40), but line {line} of your "
            "code returns nothing (None).",
        ),
        (
            "forward_propagation",
            "return sigmoid(np.dot(x.T, w) + b)",
            "forward_propagation should return A with the shape (1, 40), but line {line} of your "
            "code returns the shape (40, 1).",
        ),
        (
            "forward_propagation",
            "return 0 * x[:1] / 0",
            "forward_propagation should return finite numbers, but line {line} of your code "
            "returns NaN, which is no number, in A: the steps may be too long, so try a smaller "
            "learning rate.",
        ),
        (
            "cost",
            "return loss(A, Y)",
            "cost should return the cost as one number, but line {line} of your code returns the "
            "shape (1, 40).",
        ),
        (
            "cost",
            'return "0.5"',
            "cost should return the cost as one number, but line {line} of your code returns "
            "a value of the type str.",
        ),
        (
            "backpropagation",
            "return w",
            "backpropagation should return w and b, but line {line} of your code returns "
            "a value of the type ndarray.",
        ),
        (
            "backpropagation",
            "return w.T, b",
            "backpropagation should return w with the shape (2, 1), but line {line} of your code "
            "returns the shape (1, 2).",
        ),
        (
            "backpropagation",
            "yield w, b",
            "backpropagation should return w and b, but line {line} of your code returns "
            "a generator, so write return in place of yield.",
        ),
        (
            "step",
            "return w, b",
            "step should return w, b and J, but line {line} of your code returns "
            "a value of the type tuple of 2.",
        ),
        (
            "step",
            "return w, b, float('inf')",
            "step should return finite numbers, but line {line} of your code returns an infinite "
            "number in J: the steps may be too long, so try a smaller learning rate.",
        ),
    ],
)
def test_a_wrong_return_is_told_with_its_line(function, body, sentence):
    source = replaced(function, body)
    # Where nothing is returned, the line of the function itself.
    text = body if body.startswith("return") else f"def {function}"
    error = failure(source)
    assert error.line == line_with(source, text)
    assert str(error) == sentence.format(line=error.line)


def test_the_logarithm_of_0_is_named_where_the_cost_is_no_number():
    # Without the clip A = 1 with y = 1 gives 0 · ln 0 = NaN; a rate of 1000 takes A there.
    source = edited(
        ("    A = np.clip(A, SMALLEST_ANSWER, LARGEST_ANSWER)\n", ""),
        ("np.log1p(-A)", "np.log(1 - A)"),
    )
    message = str(failure(source, n_updates=50, learning_rate=1000.0))
    assert "the logarithm of 0 is behind that where an answer is exactly 0 or 1" in message


@pytest.mark.parametrize(
    ("statement", "name", "words"),
    [
        ("sys.exit()", "NameError", "a name that Python does not know"),
        ("raise SystemExit", "SystemExit", "ends the whole program"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", "stops with KeyboardInterrupt"),
        ("return sigmoid(z + 0)", "RecursionError", "makes sigmoid call itself without an end"),
        ("[0] * __import__('sys').maxsize", "MemoryError", "more memory than there is"),
        ("z[0] += 1 / 0", "ZeroDivisionError", "divides by zero"),
        ("np.dot(z, z)", "ValueError", "as many columns as Q has rows"),
        ("assert False", "AssertionError", "does not hold"),
        ("import torch", "ModuleNotFoundError", "imports something that is not here"),
        ("raise StopIteration", "StopIteration", "stops with StopIteration"),
        ("raise GeneratorExit", "GeneratorExit", "stops with GeneratorExit"),
    ],
)
def test_an_error_is_told_in_words_with_its_line(statement, name, words):
    source = edited(("    e = np.exp(-np.abs(z))\n", f"    {statement}\n    e = np.exp(-abs(z))\n"))
    error = failure(source)
    assert error.name == name
    assert words in str(error)
    line = line_with(source, statement)
    assert error.line == line
    assert f"line {line}, in sigmoid" in error.trace
    assert error.trace.splitlines()[-1].startswith(f"{name}:")


def test_a_text_that_is_no_python_is_told_with_its_line():
    error = failure(edited(("def cost(A, Y):", "def cost(A, Y)")))
    assert error.name == "SyntaxError"
    assert error.line == line_with(ORIGINAL, "def cost")
    assert "is not Python yet" in str(error)


@pytest.mark.parametrize("name", list(workshop.NEEDED))
def test_a_missing_function_is_named(name):
    error = failure(ORIGINAL.replace(f"def {name}(", "def another("))
    assert str(error).startswith(f"There is no function named {name} in your code any more: ")


def test_the_points_are_not_the_learners_to_change():
    error = failure(edited(("    dZ = A - Y\n", "    X /= 10\n    dZ = A - Y\n")))
    assert "make a new array" in str(error)


def test_what_goes_wrong_later_is_told_too():
    source = edited(
        ("def step(", "n = 0\n\n\ndef step("),
        ("    J = cost(A, Y)\n", "    global n\n    n += 1\n    J = cost(A, Y) / (n != 8)\n"),
    )
    stretches = workshop.train(source, X, Y, 0.1, *START)
    next(stretches)
    assert stretches.send(6).iteration == 6
    with pytest.raises(UserCodeError, match="divides by zero"):
        stretches.send(1)


# --------------------------------------------------------------------------------- what it prints


def test_what_it_prints_is_shown(capsys):
    trained(
        edited(("    J = cost(A, Y)\n", '    J = cost(A, Y)\n    print("J", round(J, 3))\n')), 2
    )
    # One line for each iteration 0, 1, 2; with zeros the cost is ln 2.
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0] == f"J {round(math.log(2), 3)}"


@settings(max_examples=10)
@given(st.integers(MOST_LINES - 2, MOST_LINES + 50), st.integers(1, 5))
def test_a_thousand_lines_are_shown_and_then_it_says_so(n_lines, at_once):
    printed, text = [], "x\n" * at_once
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", _Kept(printed))
        learner = workshop.Learner(ORIGINAL)
    for _ in range(2):  # The bound is for all together.
        with learner.working():
            for _ in range(-(-n_lines // at_once)):
                print(text, end="")
    lines = "".join(printed).splitlines()
    assert lines == ["x"] * MOST_LINES + [CUT]


class _Kept:
    """A file that keeps what is written in a list."""

    closed = False

    def __init__(self, texts):
        self.write = texts.append

    def flush(self):
        pass


def test_a_look_prints_nothing(capsys):
    workshop.looking(ORIGINAL + 'print("loaded")\n').cost(np.full((1, 2), 0.5), np.ones((1, 2)))
    assert capsys.readouterr().out == ""


def test_our_own_chance_and_warnings_are_as_they_were():
    np.random.seed(3)  # noqa: NPY002
    wanted = np.random.random()  # noqa: NPY002
    np.random.seed(3)  # noqa: NPY002
    source = ORIGINAL + "np.random.seed(5)\nnp.random.random(9)\nnp.seterr(all='raise')\n"
    before = np.geterr()
    trained(source, 2)
    assert np.random.random() == wanted  # noqa: NPY002
    assert np.geterr() == before
