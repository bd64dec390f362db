"""Right answers to the exercises, written in many ways: each passes, whatever the random inputs."""

import numpy as np
import pytest
from glassneuron.exercises import EXERCISES, check, check_source
from hypothesis import given
from hypothesis import strategies as st

STEP = """
def backpropagation(w, b, X, A, Y, learning_rate, m):
    dZ = {dZ}
    db = {db}
    dw = {dw}
    w = w {sign} learning_rate * dw
    b = b {sign} learning_rate * db
    return w, b
"""
ARTICLE_STEP = {"dZ": "A - Y", "db": "1 / m * np.sum(dZ)", "dw": "1 / m * np.dot(X, dZ.T)"}

RIGHT = {
    "sigmoid": {
        "the article's, which warns for z = -1000": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
        "a loop into a list, two cases": """
import math
def sigmoid(numbers):
    answers = []
    for z in numbers[0]:
        if z >= 0:
            answers.append(1 / (1 + math.exp(-z)))
        else:
            answers.append(math.exp(z) / (1 + math.exp(z)))
    return [answers]
""",
        "by the tangent": "sigmoid = lambda z: 0.5 + 0.5 * np.tanh(z / 2)",
        "by where": """
def sigmoid(z):
    e = np.exp(-abs(z))
    return np.where(z < 0, e / (1 + e), 1 / (1 + e))
""",
        "element by element, as a tuple": """
def sigmoid(z):
    result = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        result[i] = 1 / (1 + np.exp(-z[i]))
    return tuple(map(tuple, result))
""",
        "a vectorized function that prints": """
@np.vectorize
def sigmoid(z):
    print("z is", z)
    return 1 / (1 + np.exp(-z))
""",
        "in single precision": """
def sigmoid(z):
    return (1 / (1 + np.exp(-z.astype(np.float32)))).astype(np.float32)
""",
    },
    "forward_propagation": {
        "the article's": """
def forward_propagation(w, b, x):
    z = np.dot(w.T, x) + b
    return sigmoid(z)
""",
        "einsum": """
def forward_propagation(w, b, X):
    return sigmoid(np.einsum("ij,ik->jk", w, X) + b)
""",
        "the transposed product, turned back": """
def forward_propagation(w, b, X):
    return sigmoid(X.T @ w + b).T
""",
        "two loops over plain numbers": """
def forward_propagation(w, b, X):
    answers = []
    for j in range(X.shape[1]):
        z = b
        for i in range(len(w)):
            z += float(w[i, 0]) * float(X[i, j])
        answers.append(z)
    return sigmoid([answers])
""",
        "with its own sigmoid": """
def forward_propagation(weights, bias, samples, verbose=False):
    return 1 / (1 + np.exp(-(np.sum(weights * samples, axis=0, keepdims=True) + bias)))
""",
    },
    "loss": {
        "the article's": """
def loss(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
""",
        "one logarithm of the answer for the right class": """
def loss(A, Y):
    return -np.log(np.where(Y == 1, A, 1 - A))
""",
        "a loop with math.log": """
from math import log
def loss(A, Y):
    return [[-log(a) if y else -log(1 - a) for a, y in zip(A[0], Y[0])]]
""",
        "kept away from 0 and 1": """
def loss(A, Y):
    A = np.clip(A, 1e-7, 1 - 1e-7)
    return -Y * np.log(A) - (1 - Y) * np.log1p(-A)
""",
        "with a little added": """
def loss(A, Y):
    return -(Y * np.log(A + 1e-8) + (1 - Y) * np.log(1 - A + 1e-8))
""",
        "by z, and by the base 2": """
def loss(A, Y):
    z = np.log2(A / (1 - A)) / np.log2(np.e)
    return np.logaddexp(0, z) - Y * z
""",
    },
    "cost": {
        "the article's": "def cost(A, Y, m): return 1 / m * np.sum(loss(A, Y))",
        "the mean": "def cost(A, Y, m): return np.mean(loss(A, Y))",
        "Python's sum": "def cost(A, Y, m): return sum(loss(A, Y)[0].tolist()) / m",
        "a product, in the shape (1, 1)": """
def cost(A, Y, m):
    return -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m
""",
        "a 0-d array": "def cost(A, Y, m): return np.array(loss(A, Y).mean())",
        "a fraction": """
from fractions import Fraction
def cost(A, Y, m):
    return sum(map(Fraction, loss(A, Y)[0].tolist())) / m
""",
    },
    "gradients": {
        "the article's": """
def gradients(X, A, Y, m):
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    return dw, db
""",
        "means, in a list": """
def gradients(X, A, Y, m):
    dZ = A - Y
    return [np.mean(X * dZ, axis=1, keepdims=True), dZ.mean()]
""",
        "einsum, and db as (1, 1)": """
def gradients(X, A, Y, m):
    dZ = (A - Y) / m
    return np.einsum("ij,kj->ik", X, dZ), dZ.sum(axis=1, keepdims=True)
""",
        "loops": """
def gradients(X, A, Y, m):
    n = len(X)
    dw, db = [[0.0] for i in range(n)], 0.0
    for j in range(m):
        d = float(A[0, j] - Y[0, j])
        db += d / m
        for i in range(n):
            dw[i][0] += X[i, j] * d / m
    return dw, db
""",
        "the chain rule, term by term": """
def gradients(X, A, Y, m):
    dA = -Y / A + (1 - Y) / (1 - A)
    dZ = dA * A * (1 - A)
    return (dZ @ X.T).T / m, float(np.sum(dZ)) / m
""",
    },
    "update": {
        "the article's": """
def update(w, b, dw, db, learning_rate):
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
""",
        "in place on copies": """
def update(w, b, dw, db, learning_rate):
    w = w.copy()
    w -= learning_rate * dw
    b -= learning_rate * db
    return [w, b]
""",
        "a loop, and a 0-d array": """
def update(w, b, dw, db, rate):
    return [[wi[0] - rate * di[0]] for wi, di in zip(w, dw)], np.array(b - rate * db)
""",
    },
    "model": {
        "of the earlier functions": """
def model(X, Y, learning_rate, n_iter):
    n, m = X.shape
    w, b = np.zeros((n, 1)), 0
    for i in range(n_iter):
        A = forward_propagation(w, b, X)
        dw, db = gradients(X, A, Y, m)
        w, b = update(w, b, dw, db, learning_rate)
    return w, b
""",
        "the article's, which prints": """
def model(X, Y, learning_rate=0.1, n_iter=2000, costIter=[[], []]):
    m = X.shape[1]
    n = X.shape[0]
    w = np.zeros((n, 1))
    b = 0
    for i in range(n_iter):
        A = forward_propagation(w, b, X)
        c = cost(A, Y, m)
        if i % 5 == 0:
            print("Iteration %s: %s" % (i, c))
        costIter[0].append(i)
        costIter[1].append(c)
        w, b = backpropagation(w, b, X, A, Y, learning_rate, m)
    return w, b
""",
        "all in one, w moved before db is computed": """
def model(X, Y, learning_rate, n_iter):
    w, b = np.zeros((len(X), 1)), np.zeros((1, 1))
    while n_iter > 0:
        dZ = 1 / (1 + np.exp(-(w.T @ X + b))) - Y
        w -= learning_rate * np.mean(X * dZ, axis=1, keepdims=True)
        b -= learning_rate * np.mean(dZ)
        n_iter -= 1
    return w, b
""",
        "with the article's column of biases": """
def model(X, Y, learning_rate, n_iter):
    n, m = X.shape
    w, b = np.zeros((n, 1)), np.zeros((n, 1))
    for i in range(n_iter):
        dw, db = gradients(X, forward_propagation(w, b, X), Y, m)
        w, b = update(w, b, dw, db, learning_rate)
    return w, b
""",
    },
    "sign_error": {
        "mended in dZ": STEP.format(**ARTICLE_STEP, sign="-"),
        "mended in the steps": STEP.format(**ARTICLE_STEP | {"dZ": "Y - A"}, sign="+"),
    },
    "missing_m": {
        "mended in dw": STEP.format(**ARTICLE_STEP, sign="-"),
        "means": STEP.format(
            dZ="A - Y", db="np.mean(dZ)", dw="np.mean(X * dZ, 1, keepdims=True)", sign="-"
        ),
    },
    "transposed_product": {
        "mended in dw": STEP.format(**ARTICLE_STEP, sign="-"),
        "turned back": STEP.format(**ARTICLE_STEP | {"dw": "np.dot(dZ, X.T).T / m"}, sign="-"),
    },
}

ANSWERS = [
    pytest.param(name, source, id=f"{name}: {way}")
    for name, ways in RIGHT.items()
    for way, source in ways.items()
]


@pytest.mark.parametrize(("name", "source"), ANSWERS)
def test_a_right_answer_passes_however_it_is_written(name, source):
    verdict = check_source(name, source)
    assert verdict.passed, verdict.message
    assert verdict.message.startswith("Right: ")


def test_every_exercise_has_right_answers():
    assert list(RIGHT) == list(EXERCISES)


@given(st.sampled_from(ANSWERS), st.integers(0, 2**32))
def test_a_right_answer_passes_whatever_the_random_inputs(answer, seed):
    verdict = check_source(*answer.values, seed)
    assert verdict.passed, verdict.message


@given(st.sampled_from(sorted(EXERCISES)), st.integers(0, 2**32))
def test_the_solution_passes_and_is_left_no_trace_of(name, seed):
    task = EXERCISES[name].task
    state = np.random.get_state()[1].tolist()  # noqa: NPY002 - the learner's own generator.
    namespace = {task.function: task.solution}
    assert check(name, namespace, seed).passed
    assert namespace == {task.function: task.solution}
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002
