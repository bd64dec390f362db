"""The article's own code, unchanged, against ours; and its experiment."""

import contextlib
import io

import numpy as np
import pytest
from glassneuron import datasets, neuron
from glassneuron.measures import accuracy
from hypothesis import given
from hypothesis import strategies as st

# As the article prints it, section by section; only the import is left out.
FUNCTIONS = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def forward_propagation(w, b, x):
    z = np.dot(w.T, x) + b # np.dot(..., ...) — matrix multiplication
    return sigmoid(z)

def loss(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))

def cost(A, Y, m):
    return 1 / m * np.sum(loss(A, Y))

def backpropagation(w, b, X, A, Y, learning_rate, m):
    dZ = A - Y
    db = 1 / m * np.sum(dZ)
    dw = 1 / m * np.dot(X, dZ.T)
    assert(dw.shape == w.shape)
    w = w - learning_rate * dw
    b = b - learning_rate * db
    return w, b
"""

MODEL = """
def model(X, Y, learning_rate=0.1, n_iter=2000, costIter = [[],[]]):
    m = X.shape[1]
    n = X.shape[0]
    w = np.zeros((n, 1))
    b = 0
    for i in range(n_iter):
        A = forwardpropagation(w, b, X)
        c = cost(A, Y, m)
        if i % 5 == 0:
            print("Iteration %s: %s" % (i, c))
        costIter[0].append(i)
        costIter[1].append(c)
        w, b = backpropagation(w, b, X, A, Y, learning_rate, m)
    return w, b
"""

INITIALISATION = """
w = np.zeros((n, 1))
b = np.zeros((n, 1))
"""

GRADIENTS = """
dZ = A - Y
db = 1 / m * np.sum(dZ)
dw = 1 / m * np.dot(X, dZ.T)
"""


def run(*sources, **names):
    """Run the sources with these names known, and return all names afterwards."""
    names["np"] = np
    for source in sources:
        exec(source, names)
    return names


ARTICLE = run(FUNCTIONS, MODEL)
# The article defines the function with an underscore and calls it without.
ARTICLE["forwardpropagation"] = ARTICLE["forward_propagation"]
OURS = {**vars(neuron), "forwardpropagation": neuron.forward_propagation}


def problems():
    """Make weights, a bias, samples and labels."""

    def problem(seed, n, m):
        rng = np.random.default_rng(seed)
        w, b = rng.normal(size=(n, 1)), float(rng.normal())
        return w, b, rng.normal(size=(n, m)), rng.integers(0, 2, size=(1, m))

    return st.builds(problem, st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 40))


@pytest.mark.parametrize("seed", range(3))
def test_model_learns_what_the_articles_own_code_learns(seed):
    X, Y = datasets.make("line", 200, seed)
    theirs, history = ([], []), ([], [])
    article_w, article_b = ARTICLE["model"](X, Y, costIter=theirs)
    w, b = neuron.model(X, Y, costIter=history)
    np.testing.assert_allclose(w, article_w, rtol=0, atol=1e-9)
    assert b == pytest.approx(article_b, abs=1e-9)
    assert history[0] == theirs[0]
    np.testing.assert_allclose(history[1], theirs[1], rtol=0, atol=1e-9)


@given(problems())
def test_each_function_agrees_with_the_articles(problem):
    w, b, X, Y = problem
    m = X.shape[1]
    A = neuron.forward_propagation(w, b, X)
    np.testing.assert_allclose(A, ARTICLE["forward_propagation"](w, b, X), rtol=1e-14)
    np.testing.assert_allclose(neuron.loss(A, Y), ARTICLE["loss"](A, Y), rtol=1e-12, atol=1e-15)
    assert neuron.cost(A, Y, m) == pytest.approx(ARTICLE["cost"](A, Y, m), rel=1e-12)
    step = neuron.backpropagation(w, b, X, A, Y, 0.1, m)
    article_step = ARTICLE["backpropagation"](w, b, X, A, Y, 0.1, m)
    np.testing.assert_allclose(step[0], article_step[0], rtol=0, atol=1e-14)
    assert step[1] == pytest.approx(article_step[1], abs=1e-14)


@given(problems(), st.integers(0, 12))
def test_the_articles_model_runs_unchanged_on_our_functions(problem, n_iter):
    *_, X, Y = problem
    with contextlib.redirect_stdout(io.StringIO()):
        w, b = run(MODEL, **OURS)["model"](X, Y, 0.1, n_iter, ([], []))
        article_w, article_b = ARTICLE["model"](X, Y, 0.1, n_iter, ([], []))
    np.testing.assert_allclose(w, article_w, rtol=0, atol=1e-12)
    assert b == pytest.approx(article_b, abs=1e-12)


@given(problems())
def test_the_articles_initialisation_with_a_column_of_biases_runs_unchanged(problem):
    *_, X, Y = problem
    n, m = X.shape
    start = run(INITIALISATION, n=n)
    A = neuron.forward_propagation(start["w"], start["b"], X)
    assert A.tolist() == [[0.5] * m]
    w, b = neuron.backpropagation(start["w"], start["b"], X, A, Y, 0.1, m)
    expected_w, expected_b = neuron.model(X, Y, n_iter=1)
    np.testing.assert_array_equal(w, expected_w)
    assert b == expected_b


@given(problems())
def test_the_articles_gradients_run_unchanged_on_our_answers(problem):
    w, b, X, Y = problem
    A = neuron.forward_propagation(w, b, X)
    names = run(GRADIENTS, A=A, X=X, Y=Y, m=X.shape[1])
    new_w, new_b = neuron.backpropagation(w, b, X, A, Y, 1.0)
    np.testing.assert_allclose(w - new_w, names["dw"], rtol=0, atol=1e-14)
    assert b - new_b == pytest.approx(names["db"], abs=1e-14)


def train_twenty(X, Y):
    """Take the article's 2000 steps with one neuron a seed, all of them at once: (20, n, m)."""
    w, b = np.zeros((20, 2, 1)), np.zeros((20, 1, 1))
    for _ in range(2000):
        dZ = neuron.sigmoid(w.transpose(0, 2, 1) @ X + b) - Y
        w -= 0.1 * (X @ dZ.transpose(0, 2, 1)) / X.shape[2]
        b -= 0.1 * dZ.mean(axis=2, keepdims=True)
    return w, b


@pytest.mark.parametrize(("n_points", "mean", "worst"), [(200, 0.988, 0.974), (500, 0.991, 0.985)])
def test_the_experiment_classifies_about_99_in_100_fresh_points_right(n_points, mean, worst):
    # The article: "The accuracy is around 99%", of 2000 fresh points.
    pairs = [datasets.make("line", n_points, seed) for seed in range(20)]
    w, b = train_twenty(*map(np.stack, zip(*pairs, strict=True)))
    scores = []
    for seed in range(20):
        X, Y = datasets.make_fresh("line", 2000, seed)
        scores.append(accuracy(neuron.forward_propagation(w[seed], b[seed], X), Y))
    assert np.mean(scores) >= mean
    assert min(scores) >= worst

    # The one that did worst, by `model` itself: the twenty are what it learns.
    seed = int(np.argmin(scores))
    model_w, model_b = neuron.model(*pairs[seed])
    np.testing.assert_allclose(w[seed], model_w, rtol=0, atol=1e-9)
    assert b[seed].item() == pytest.approx(model_b, abs=1e-9)
