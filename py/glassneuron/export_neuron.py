"""The cells of a notebook that hold one neuron's code, in the article's order."""

from string import Template

from glassneuron import neuron, newton
from glassneuron.export_learnt import Cell, Learnt, array
from glassneuron.plain_source import plain

SIGMOID = """\
## Sigmoid function

The activation: it makes a probability of any number. For a very negative z the term e⁻ᶻ would
overflow, so the exponent is always -|z|."""

FORWARD = """\
## Forward propagation

The neuron's answers: a weighted sum of the inputs, z = wᵀx + b, and the sigmoid of that. With a
matrix for x it answers all samples at once."""

LOSS = """\
## Loss function

The loss says how wrong one answer is, the cost how wrong the answers are on average. An answer of
exactly 0 or 1 was rounded; the nearest number inside stands in, so that no logarithm is
infinite."""

BACKPROPAGATION = """\
## Backpropagation

The slopes of the cost, ∂J/∂w and ∂J/∂b, say which way is up. A step goes the other way, as far as
the learning rate says."""

START = Template("## Initialization\n\nThe weights and the bias before the first step: $origin.")

DESCENT = "## Training\n\nForward, the cost, and a step back: again and again."
DESCENT_CODE = Template("""\
learning_rate = $learning_rate
n_iterations = $n_iterations

costs = []
for iteration in range(n_iterations + 1):
    A = forward_propagation(w, b, X)
    costs.append(cost(A, Y))
    if iteration < n_iterations:
        w, b = backpropagation(w, b, X, A, Y, learning_rate)
print(f"The cost was {costs[0]:.6g} before the first step and is now {costs[-1]:.6g}.")""")

YOURS = """\
## Your own code

The article's functions as you changed them. `step` goes once round the loop."""
SEED = """\
import random

# Its random numbers are the page's.
random.seed(0)
np.random.seed(0)

"""
YOURS_TRAINING = "## Training\n\nA step tells the cost before it: again and again."
YOURS_CODE = Template("""\
learning_rate = $learning_rate
n_iterations = $n_iterations

costs = []
for iteration in range(n_iterations + 1):
    next_w, next_b, J = step(w.copy(), b, X, Y, learning_rate)
    costs.append(float(J))
    if iteration < n_iterations:
        w, b = np.array(next_w, dtype=float), float(np.ravel(next_b)[0])
print(f"The cost was {costs[0]:.6g} before the first step and is now {costs[-1]:.6g}.")""")

NEWTON_STEP = """\
## Newton's method

The second derivatives of the cost say how long a step should be. Scaled to 1 in each direction,
and with a little added where the data leave a direction flat, they give the step: H⁻¹ times the
slope."""

NEWTON = """\
## Training

The bias is the weight of one more input, which is always 1. A step is halved until it lowers the
cost enough; where none does, the training is over."""
NEWTON_CODE = Template("""\
n_iterations = $n_iterations

p = np.vstack([w, [[b]]])
X_and_1 = np.vstack([X, np.ones((1, m))])
A = sigmoid(np.dot(p.T, X_and_1))
costs = [cost(A, Y)]
for iteration in range(n_iterations):
    slope, step = newton_step(X_and_1, A, Y)
    promised = np.dot(slope.T, step).item()
    for halvings in range($most_halvings):
        length = 0.5**halvings
        new_p = p - length * step
        new_A = sigmoid(np.dot(new_p.T, X_and_1))
        reached = cost(new_A, Y)
        if reached < costs[-1] and reached <= costs[-1] - $sufficient * length * promised:
            break
    else:
        break
    p, A = new_p, new_A
    costs.append(reached)
w, b = p[:-1], p[-1].item()
print(f"The cost was {costs[0]:.6g} before the first step and is now {costs[-1]:.6g}.")""")


def cells(learnt: Learnt) -> list[Cell]:
    """Return the cells from the sigmoid to the end of the training."""
    ((W, b),) = learnt.start
    start = [
        Cell("markdown", START.substitute(origin=learnt.origin)),
        Cell("code", f"w = {array(W.T)}\nb = {b.item()!r}"),
    ]
    if learnt.machine.code is not None:
        return _yours(learnt, learnt.machine.code, start)
    if learnt.newton:
        # The underscore says that it is private to its module.
        step = plain(newton._newton_step).replace("_newton_step", "newton_step")
        method, training = Cell("markdown", NEWTON_STEP), Cell("markdown", NEWTON)
        loop = NEWTON_CODE.substitute(
            n_iterations=learnt.iteration,
            most_halvings=newton.MOST_HALVINGS,
            sufficient=newton.SUFFICIENT,
        )
    else:
        step = plain(neuron.backpropagation)
        method, training = Cell("markdown", BACKPROPAGATION), Cell("markdown", DESCENT)
        loop = DESCENT_CODE.substitute(
            learning_rate=learnt.machine.learning_rate, n_iterations=learnt.iteration
        )
    return [
        Cell("markdown", SIGMOID),
        Cell("code", plain(neuron.sigmoid)),
        Cell("markdown", FORWARD),
        Cell("code", plain(neuron.forward_propagation)),
        Cell("markdown", LOSS),
        Cell("code", plain(neuron.loss, neuron.cost)),
        method,
        Cell("code", step),
        *start,
        training,
        Cell("code", loop),
    ]


def _yours(learnt: Learnt, code: str, start: list[Cell]) -> list[Cell]:
    loop = YOURS_CODE.substitute(
        learning_rate=learnt.machine.learning_rate, n_iterations=learnt.iteration
    )
    return [
        Cell("markdown", YOURS),
        Cell("code", (SEED if "random" in code else "") + code.strip()),
        *start,
        Cell("markdown", YOURS_TRAINING),
        Cell("code", loop),
    ]
