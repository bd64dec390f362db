"""Wrong answers to the exercises: none passes, and the sentence says what is wrong first.

Each is written as a learner might write it; its id in the lists is the sentence's most telling
piece. The numbers by hand: σ(1) = 0.731; the losses -ln 0.6 = 0.511, -ln 0.7 = 0.357 and
-ln 0.2 = 1.609, their sum 2.477, the mean 0.826. With x1 = (1, -2, 0.5) and
dZ = (0.6, 0.3, 0.8) - (1, 0, 0) = (-0.4, 0.3, 0.8): dw1 = (-0.4 - 0.6 + 0.4) / 3 = -0.2 and
db = 0.7 / 3 = 0.233. A step of the rate 0.2 takes w1 = 0.5 to 0.54, and b = 0.25 to 0.203.
"""

import pytest
from glassneuron.exercises import check_source


def returning(head, *answers):
    """Make functions of one line each."""
    return [(f"def {head}: return {answer}", fragment) for answer, fragment in answers]


def with_lines(head, *bodies):
    """Make functions of several lines each."""
    return [
        (f"def {head}:\n" + "".join(f"    {line}\n" for line in body), fragment)
        for *body, fragment in bodies
    ]


SIGMOID = returning(
    "sigmoid(z)",
    ("1 / (1 + np.exp(z))", "For z = 1 you return 0.269 where 0.731 is wanted: the exponent"),
    ("1 / (1 - np.exp(-z))", "For z = 0 you return inf where 0.5 is wanted: below the line"),
    ("1 / 1 + np.exp(-z)", "For z = 0 you return 2 where 0.5 is wanted: that is 1 + np.exp(-z)"),
    ("1 / np.exp(-z)", "the 1 + below the line"),
    ("np.exp(-z)", "only np.exp(-z)"),
    ("1 + np.exp(-z)", "divided by the whole sum"),
    ("np.exp(z) / (1 + np.exp(z))", "For z = 1000 you return nan where 1 is wanted: np.exp(z)"),
    ("np.tanh(z)", "tanh"),
    ("z", "z comes back"),
    ("(z > 0) * 1.0", "jumps"),
    ("1 / (1 + 10 ** -z)", "base of the power"),
    ("np.round(1 / (1 + np.exp(-z)), 2)", "do not round"),
    ("np.round(1 / (1 + np.exp(-z)))", "jumps"),
    ("-1 / (1 + np.exp(-z))", "the sign is turned round"),
    ("1 / (1 + np.exp(-z)) + 0.25", "it is 0.25 more"),
    ("2 / (1 + np.exp(-z))", "it is 2 times"),
    ("(1 / (1 + np.exp(-z))).T", "(1, 3), but yours is (3, 1): it lies on its side"),
    ("(1 / (1 + np.exp(-z)))[0]", "With z (1, 3) the shape of sigmoid(z) should be (1, 3), but"),
    ("[1 / (1 + np.exp(-v)) for v in z[0]]", "(3,): the numbers lie in one row"),
    ("1 / (1 + np.exp(-z[0, 0]))", "is (): that is one number only"),
    # Learnt by heart: the worked example.
    ("np.array([[0.5, 0.7310585786, 0.1192029220]])", "For z = 3 you return 0.5"),
    ("np.full(z.shape, 0.5)", "the same as for other numbers"),
    ("1 / (1 + np.exp(-z)) + np.random.normal(size=z.shape)", "each call"),
) + with_lines(
    "sigmoid(z)",
    ("z *= -1", "return 1 / (1 + np.exp(z))", "changes its argument z in place"),
    ("z[:] = 1 / (1 + np.exp(-z))", "return z", "changes its argument z in place"),
    (
        "s = 0 * z",
        "for i in range(3):",
        "    s[0, i] = 1 / (1 + np.exp(-z[0, i]))",
        "    return s",
        "For z = 1 you return 0 where 0.731 is wanted: only the first",
    ),
)

FORWARD_PROPAGATION = [
    *returning(
        "forward_propagation(w, b, X)",
        ("sigmoid(np.dot(w.T, X))", "For the sample x = (1, 3), with w = (0.5, -1) and b = 0.25"),
        ("sigmoid(np.dot(w.T, X))", "b seems to be missing"),
        ("sigmoid(np.dot(w.T, X) - b)", "b should be added"),
        ("np.dot(w.T, X) + b", "that is z itself"),
        ("sigmoid(np.dot(w.T, X)) + b", "before the sigmoid"),
        ("sigmoid(sigmoid(np.dot(w.T, X) + b))", "taken twice"),
        (
            "sigmoid(np.dot(X.T, w) + b)",
            "With w (2, 1), X (2, 3) the shape of forward_propagation(w",
        ),
        ("sigmoid(np.dot(X.T, w) + b)", "X.T times w is a column"),
        ("sigmoid(w * X + b)", "w * X multiplies number by number"),
        ("sigmoid(np.sum(w * X) + b)", "not over all samples"),
        ("sigmoid(np.dot(w, X) + b)", "a .T may be missing"),
        ("sigmoid((w.T @ X + b)[0])", "one row without columns"),
        ("np.round(sigmoid(np.dot(w.T, X) + b))", "do not round to 0 or 1"),
        (
            "sigmoid(w[0] * X[0] + w[1] * X[1] + b).reshape(1, 3)",
            "take them from the shapes of the arguments",
        ),
    ),
    (
        "def forward_propagation(X, w, b): return sigmoid(w.T @ X + b)",
        "called as forward_propagation(w, b, X), and yours has the arguments in another order",
    ),
]

LOSS = returning(
    "loss(A, Y)",
    ("-Y * np.log(A)", "Your loss is right for y = 1, but for y = 0 and A = 0.3 you return 0"),
    ("-Y * np.log(A)", "the second half, (1 - Y) * log(1 - A), seems to be missing"),
    ("-(1 - Y) * np.log(1 - A)", "right for y = 0, but for y = 1 and A = 0.6 you return 0"),
    ("-(1 - Y) * np.log(1 - A)", "the first half"),
    ("Y * np.log(A) + (1 - Y) * np.log(1 - A)", "return -0.511 where 0.511 is wanted: the minus"),
    ("-np.log(A)", "A = 0.3 you return 1.2 where 0.357 is wanted: that is the logarithm of A"),
    ("-(Y * np.log10(A) + (1 - Y) * np.log10(1 - A))", "base 10"),
    ("-(Y * np.log2(A) + (1 - Y) * np.log2(1 - A))", "base 2"),
    ("-(A * np.log(Y) + (1 - A) * np.log(1 - Y))", "A and Y seem to be swapped"),
    ("-Y * np.log(A) + (1 - Y) * np.log(1 - A)", "the minus should hold for both halves"),
    ("-(Y * np.log(A) - (1 - Y) * np.log(1 - A))", "the minus should hold for both halves"),
    ("-(Y * np.log(A) + np.log(1 - A))", "the factor 1 - Y"),
    ("-(np.log(A) + (1 - Y) * np.log(1 - A))", "the factor Y"),
    ("-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "the sum of all losses"),
    ("-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "which is the cost"),
    ("-(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.size", "divided by m"),
    ("(A - Y) ** 2", "the squared difference"),
    ("abs(A - Y)", "the difference of A and Y"),
    ("-Y * np.log10(A)", "base 10"),
    ("-(Y * np.log(A) + (1 - Y) * np.log(1 - A)).T", "on its side"),
    ("np.array([[0.5108256, 0.3566749, 1.6094379]])", "For A = 0.2 and y = 0 you return 0.511"),
)

COST = [
    *returning(
        "cost(A, Y, m)",
        ("np.sum(loss(A, Y))", "you return 2.48 where 0.826 is wanted: that is the sum"),
        ("np.mean(loss(A, Y)) / m", "once too often"),
        ("m * np.sum(loss(A, Y))", "multiplied by m"),
        ("1 / m * loss(A, Y)", "should be one number, but yours has the shape (1, 3): the losses"),
        ("loss(A, Y)", "added up"),
        ("-np.mean(loss(A, Y))", "the minus in front"),
        ("np.sum(loss(A, Y)) / (2 * m)", "divided by 2 m"),
        ("np.mean(-Y * np.log(A))", "the second half"),
        ("np.mean((A - Y) ** 2)", "the squared difference"),
        ("np.mean(-np.log10(np.where(Y == 1, A, 1 - A)))", "base 10"),
        ("np.mean(loss(Y, A))", "A and Y may be in the wrong order"),
        ("0.8256461", "A = (0.2, 0.9, 0.45) and Y = (0, 1, 1) you return 0.826 where 0.376"),
        ("np.sum(loss(A, Y)) / 3", "divided by 3 every time"),
        ("round(np.mean(loss(A, Y)), 2)", "do not round"),
    ),
    (
        "def cost(Y, A, m): return np.mean(-Y * np.log(A) - (1 - Y) * np.log(1 - A))",
        "it is called as cost(A, Y, m)",
    ),
    (
        "total = []\ndef cost(A, Y, m):\n    total.append(1)\n"
        "    return np.mean(loss(A, Y)) * (1 if len(total) < 10 else 2)",
        "kept between calls",
    ),
]

GRADIENTS = returning(
    "gradients(X, A, Y, m)",
    ("X @ (Y - A).T / m, np.mean(Y - A)", "With 3 samples dw1 should be -0.2, but yours is 0.2"),
    ("X @ (Y - A).T / m, np.mean(Y - A)", "but yours seems to be Y - A"),
    ("X @ (A - Y).T, np.sum(A - Y)", "dw1 should be -0.2, but yours is -0.6: the factor 1 / m"),
    ("X @ (A - Y).T / m, np.sum(A - Y)", "Your dw is right, but with 3 samples db should be"),
    ("X @ (A - Y).T / m, np.sum(A - Y)", "the factor 1 / m seems to be missing"),
    ("X @ (A - Y).T / m / m, np.mean(A - Y)", "once too often"),
    ("X @ (A - Y).T / len(X), np.mean(A - Y)", "the number of features"),
    ("2 * X @ (A - Y).T / m, np.mean(A - Y)", "no factor 2"),
    ("(A - Y) @ X.T / m, np.mean(A - Y)", "of dw should be (2, 1), but yours is (1, 2): dw"),
    ("np.mean(A - Y), X @ (A - Y).T / m", "in the wrong order"),
    ("X @ (A - Y).T / m, (A - Y) / m", "db should be one number, but yours has the shape (1, 3)"),
    ("X * (A - Y) / m, np.mean(A - Y)", "still to be summed over the samples"),
    ("np.sum(X * (A - Y)) / m, np.mean(A - Y)", "for each feature on its own"),
    ("X @ ((A - Y) * A * (1 - A)).T / m, np.mean(A - Y)", "cancels out"),
    ("X @ A.T / m, np.mean(A)", "Y seems to be missing"),
    ("np.mean(X * (A - Y), axis=1), np.mean(A - Y)", "(2,): the numbers lie in one row"),
    ("np.dot(X, A - Y) / m, np.mean(A - Y)", "a .T may be missing"),
    ("X @ (A - Y).T / m", "should return two values, dw and db, but yours returns one"),
    ("X @ (A - Y).T / 3, np.sum(A - Y) / 3", "With 7 samples"),
    ("np.zeros((len(X), 1)), 0.0", "the same as for other numbers"),
) + with_lines(
    "gradients(X, A, Y, m)",
    ("A -= Y", "return X @ A.T / m, np.mean(A)", "changes its argument A in place"),
)

UPDATE = returning(
    "update(w, b, dw, db, learning_rate)",
    ("(w + learning_rate * dw, b + learning_rate * db)", "From w1 = 0.5, with dw1 = 2 and the"),
    (
        "(w + learning_rate * dw, b + learning_rate * db)",
        "w1 should become 0.1, but yours becomes 0.9: the step should be subtracted",
    ),
    ("(w - learning_rate * dw, b + learning_rate * db)", "Your w is right, but from b = 0.25"),
    ("(w - dw, b - db)", "the learning rate seems to be missing"),
    ("(w - learning_rate * dw, b - db)", "the learning rate seems to be missing"),
    ("(w - dw / learning_rate, b - db / learning_rate)", "not divided"),
    ("(w - 0.1 * dw, b - 0.1 * db)", "always 0.1"),
    ("(w, b)", "it stays as it was"),
    ("(w - learning_rate * dw, b)", "it stays as it was"),
    ("(learning_rate * dw, learning_rate * db)", "the step alone"),
    ("(w - learning_rate, b - learning_rate)", "the slope seems to be missing"),
    ("(b - learning_rate * db, w - learning_rate * dw)", "in the wrong order"),
    ("(w - learning_rate * db, b - learning_rate * dw)", "dw belongs to w"),
    ("w - learning_rate * dw", "but yours returns one, of the type ndarray"),
    ("(w, b, dw)", "but yours returns 3"),
    ("{'w': w, 'b': b}", "of the type dict"),
    ("((w - learning_rate * dw).T, b)", "it lies on its side"),
    ("([[0.1], [-0.4]], -0.55)", "From w1 = -2"),
) + with_lines(
    "update(w, b, dw, db, learning_rate)",
    ("w -= learning_rate * dw", "return w, b - learning_rate * db", "its argument w in place"),
    ("dw *= learning_rate", "return w - dw, b - learning_rate * db", "its argument dw in place"),
)


A = "A = forward_propagation(w, b, X); "
STEP = "backpropagation(w, b, X, A, Y, learning_rate, m)"


def model(count="n_iter", w="np.zeros((len(X), 1))", b="0.0", step="", end=""):
    """Make a loop with something wrong in it."""
    step = step or A + f"w, b = {STEP}"
    return (
        f"def model(X, Y, learning_rate, n_iter):\n    m, w, b = X.shape[1], {w}, {b}\n"
        f"    for i in range({count}):\n        {step}\n    {end}return w, b\n"
    )


MODEL = [
    (model("n_iter - 1"), "After 4 iterations with the learning rate 0.2 w1 should be"),
    (model("n_iter - 1"), "one update seems to be missing"),
    (model("1, n_iter"), "one update seems to be missing"),
    (model("n_iter + 1"), "one update too many"),
    (model(end="    "), "the return may be inside the loop"),
    (model(step=A + STEP), "it is still zero, so keep what update gives"),
    (model("100"), "always 100"),
    (model("2000"), "always 2000"),
    (model(w="np.ones((len(X), 1))"), "w seems to start from 1"),
    (model(b="1.0"), "b seems to start from 1"),
    (model(w="np.ones((len(X), 1))", b="1.0"), "w and b seem to start from 1"),
    (model(w="np.random.randn(len(X), 1)"), "each call"),
    (model(step=A + "w, b = " + STEP.replace("learning_rate", "0.1")), "always 0.1"),
    (model(step=A + f"w = {STEP}[0]"), "b seems to stay zero"),
    (model(step=A + f"b = {STEP}[1]"), "w seems to stay zero"),
    (
        model(
            step=A + "dw, db = gradients(X, A, Y, m); w, b = w + learning_rate * dw, b"
            " + learning_rate * db"
        ),
        "the step goes uphill",
    ),
    (model(step=A + "dw, db = gradients(X, A, Y, m); w, b = w - dw, b - db"), "rate seems"),
    (model(step=A + f"w = {STEP}[0]; " + A + f"b = {STEP}[1]"), "db seems to be computed from the"),
    (model(b="0.0\n    " + A, step=f"w, b = {STEP}"), "A seem to be computed once"),
    (model(w="np.zeros(len(X))"), "w must be a column"),
    (model(end="b, w = w, b; "), "in the wrong order"),
    (model(end="return w, b, []; "), "but yours returns 3"),
    (model(end="return w; "), "but yours returns one"),
    (model(step="X -= 1; " + A + f"w, b = {STEP}"), "it changes its argument X in place"),
]


def steps(dZ="A - Y", dw="X @ dZ.T / m", db="np.sum(dZ) / m", w="w - ", b="b - "):
    """Make a step with something wrong in it."""
    return (
        f"def {STEP}:\n    dZ = {dZ}\n    dw, db = {dw}, {db}\n"
        f"    return {w}learning_rate * dw, {b}learning_rate * db\n"
    )


BACKPROPAGATION = [
    (steps("Y - A"), "take w1 from 0.5 to 0.54, but yours takes it to 0.46: the step goes uphill"),
    (steps(w="w + ", b="b + "), "the step goes uphill"),
    (steps(b="b + "), "Your w is right, but the step should take b from 0.25 to 0.203"),
    (steps(b="b + "), "the step goes uphill"),
    (steps(dw="X @ dZ.T"), "the factor 1 / m"),
    (steps(db="np.sum(dZ)"), "Your w is right"),
    (steps(dw="dZ @ X.T / m"), "(2, 1), but yours is (2, 2): a column less a row is a table"),
    (steps(db="dZ / m"), "b should be one number, but yours has the shape (1, 3): it has still"),
    (steps(dw="X @ dZ / m"), "a .T may be missing"),
    (f"def {STEP}: return w, b", "it stays as it was"),
    (f"def {STEP}: return X @ (A - Y).T / m, np.mean(A - Y)", "that is the slope, and the step"),
]

WRONG = [
    pytest.param(name, source, fragment, id=f"{name}: {fragment}")
    for name, answers in {
        "sigmoid": SIGMOID,
        "forward_propagation": FORWARD_PROPAGATION,
        "loss": LOSS,
        "cost": COST,
        "gradients": GRADIENTS,
        "update": UPDATE,
        "model": MODEL,
        "sign_error": BACKPROPAGATION,
        "missing_m": BACKPROPAGATION,
        "transposed_product": BACKPROPAGATION,
    }.items()
    for source, fragment in answers
]


@pytest.mark.parametrize(("name", "source", "fragment"), WRONG)
def test_a_wrong_answer_gets_the_sentence_that_helps(name, source, fragment):
    verdict = check_source(name, source)
    assert not verdict.passed
    assert fragment in verdict.message
    assert verdict.message.endswith(".")
    assert "\n" not in verdict.message
