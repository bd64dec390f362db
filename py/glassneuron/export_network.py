"""The cells of a notebook that hold a network's code, as much of it as one machine needs."""

from string import Template
from typing import NamedTuple

from glassneuron import machines
from glassneuron.activations import ACTIVATIONS
from glassneuron.export_learnt import Cell, Learnt, array
from glassneuron.optimizers import OPTIMIZERS
from glassneuron.outputs import OUTPUTS, matched_slope
from glassneuron.plain_source import plain
from glassneuron.validation import Params

ACTIVATION = "## Activation\n\nWhat a neuron makes of its weighted sum, and the slope of that."

FORWARD = """\
## Forward propagation

A layer does to its inputs what one neuron does to the features, many neurons side by side: a row
of W holds the weights of one. What a layer answers is what the next one sees."""
FORWARD_CODE = Template('''\
def forward_propagation(params, X):
    """Compute what every neuron answers: Z = W A + b and A = g(Z), layer by layer."""
    layers = []
    A = X
    for i, (W, b) in enumerate(params):
        Z = np.dot(W, A) + b
        A = $answer
        layers.append((Z, A))
    return layers''')

LOSS = """\
## Loss function

The loss says how wrong one answer is; the cost is its mean, and what large weights cost."""
COST_CODE = Template('''\
def cost(A, Y, params):
    """Compute the mean loss${and_penalty}."""
    total = 1 / A.shape[1] * np.sum($loss(A, Y))$penalty
    return float(total)''')
PENALTY_CODE = """
    for W, _ in params:
        total += l1 * np.sum(np.abs(W)) + l2 / 2 * np.sum(W**2)"""

BACKPROPAGATION = """\
## Backpropagation

The slope of the cost along every weight and bias, from the last layer back. Each layer's dZ gives
that of the one before it, by the chain rule."""
BACKPROPAGATION_CODE = Template('''\
def backpropagation(params, X, layers, Y):
    """Compute the slope of the cost along every weight and bias, from the last layer back."""
    m = X.shape[1]
    inputs = [X, *(A for _, A in layers[:-1])]
    grads = []
    dZ = $slope
    for i in reversed(range(len(params))):
        W = params[i][0]
        dW = 1 / m * np.dot(dZ, inputs[i].T)
        db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
        grads.insert(0, ($dW, db))$back
    return grads''')
BACK_CODE = Template("""
        if i > 0:
            dZ = np.dot(W.T, dZ) * $derivative(layers[i - 1][0])""")

STEP = Template("""\
## The step

$explained""")
STEP_CODE = Template('''\
$settings


def flat(pairs):
    """List the arrays of all layers one after another."""
    return [array for pair in pairs for array in pair]


def update(p, g, memory):
    """Take one step from the parameters p along the gradients g."""
$rule''')

BATCHES = """\
## Batches

The samples are shuffled, dealt out in batches until none is left, and shuffled again."""
BATCHES_CODE = Template('''\
batch_size = $batch_size


def batches(rng):
    """Deal out the numbers of the samples in batches, for ever."""
    while True:
        order = rng.permutation(m)
        for i in range(0, m, batch_size):
            yield order[i : i + batch_size]


batch = batches(np.random.default_rng([$seed, 1]))''')

START = Template("""\
## Initialization

The weights and biases of each layer before the first step: $origin.""")

TRAINING = "## Training\n\nForward, the cost, back, and a step: again and again."
TRAINING_CODE = Template("""\
n_iterations = $n_iterations

memory = $memory
costs = []
for iteration in range(n_iterations + 1):
    layers = forward_propagation(params, X)
    costs.append(cost(layers[-1][1], Y, params))
    if iteration < n_iterations:$draw
        grads = backpropagation(params, $X, layers, $Y)
        p, memory = update(flat(params), flat(grads), memory)
        params = list(zip(p[::2], p[1::2]))
print(f"The cost was {costs[0]:.6g} before the first step and is now {costs[-1]:.6g}.")""")
DRAW_CODE = """
        chosen = next(batch)
        X_batch, Y_batch = X[:, chosen], Y[:, chosen]
        layers = forward_propagation(params, X_batch)"""


class Rule(NamedTuple):
    """How an optimizer makes a step: in words, in code, and what it remembers at first."""

    explained: str
    code: str
    memory: str


NOUGHTS = "[np.zeros_like(array) for array in flat(params)]"
RULES = {
    "gradient_descent": Rule(
        "Straight downhill: p - α g.",
        "    return [p - learning_rate * g for p, g in zip(p, g)], memory",
        "None",
    ),
    "momentum": Rule(
        "Downhill, keeping a share β of the speed: v = β v + g, and p - α v.",
        """\
    v = [decay * v + g for v, g in zip(memory, g)]
    return [p - learning_rate * v for p, v in zip(p, v)], v""",
        NOUGHTS,
    ),
    "rmsprop": Rule(
        "Steep and flat directions made alike: s = β s + (1 - β) g², and p - α g / (√s + ε).",
        """\
    s = [decay * s + (1 - decay) * (g * g) for s, g in zip(memory, g)]
    p = [p - learning_rate * g / (np.sqrt(s) + 1e-8) for p, g, s in zip(p, g, s)]
    return p, s""",
        NOUGHTS,
    ),
    "adam": Rule(
        "A running mean v of the gradients, over the root of one of their squares, s. Both begin "
        "at 0\nand are too small at first; dividing by 1 - βᵗ makes up for it.",
        """\
    t, v, s = memory
    t = t + 1
    v = [decay * v + (1 - decay) * g for v, g in zip(v, g)]
    s = [square_decay * s + (1 - square_decay) * (g * g) for s, g in zip(s, g)]
    v_hat = [v / (1 - decay**t) for v in v]
    s_hat = [s / (1 - square_decay**t) for s in s]
    p = [p - learning_rate * v / (np.sqrt(s) + 1e-8) for p, v, s in zip(p, v_hat, s_hat)]
    return p, (t, v, s)""",
        f"(0, {NOUGHTS}, {NOUGHTS})",
    ),
}


def cells(learnt: Learnt) -> list[Cell]:
    """Return the cells from the activation to the end of the training."""
    machine = learnt.machine
    rule = RULES[machine.optimizer]
    batches = machine.batch_size is not None
    settings = ["learning_rate", *OPTIMIZERS[machine.optimizer].settings]
    loop = TRAINING_CODE.substitute(
        n_iterations=learnt.iteration,
        memory=rule.memory,
        draw=DRAW_CODE if batches else "",
        X="X_batch" if batches else "X",
        Y="Y_batch" if batches else "Y",
    )
    step = STEP_CODE.substitute(
        settings="\n".join(f"{name} = {getattr(machine, name)!r}" for name in settings),
        rule=rule.code,
    )
    dealing = BATCHES_CODE.substitute(batch_size=machine.batch_size, seed=machine.seed)
    return [
        *_functions(learnt),
        Cell("markdown", STEP.substitute(explained=rule.explained)),
        Cell("code", step),
        *([Cell("markdown", BATCHES), Cell("code", dealing)] if batches else []),
        Cell("markdown", START.substitute(origin=learnt.origin)),
        Cell("code", f"params = {literal(learnt.start)}"),
        Cell("markdown", TRAINING),
        Cell("code", loop),
    ]


def literal(params: Params) -> str:
    """Write layers as source, every number whole."""
    layers = [f"    ({array(W)}, {array(b)}),\n" for W, b in params]
    return f"[\n{''.join(layers)}]"


def _functions(learnt: Learnt) -> list[Cell]:
    machine = learnt.machine
    output = OUTPUTS[machines.output(machine, learnt.n_classes)]
    last, loss = output.activation.__name__, output.loss.__name__
    hidden, derivative = ACTIVATIONS[machine.activation]
    needed = [output.activation, *((hidden, derivative) if machine.hidden else ())]
    answer, slope, slopes, back = f"{last}(Z)", "layers[-1][1] - Y", [], ""
    if machine.hidden and hidden is not output.activation:
        answer = f"{last}(Z) if i == len(params) - 1 else {hidden.__name__}(Z)"
    if machine.hidden:
        back = BACK_CODE.substitute(derivative=derivative.__name__)
    if output.slope is not matched_slope:
        slope, slopes = f"{output.slope.__name__}(layers[-1][1], Y)", [output.slope]
    penalised = machine.l1 > 0 or machine.l2 > 0
    mean = COST_CODE.substitute(
        loss=loss,
        penalty=PENALTY_CODE if penalised else "",
        and_penalty=", and what large weights cost" if penalised else "",
    )
    if penalised:
        mean = f"l1 = {machine.l1!r}\nl2 = {machine.l2!r}\n\n\n{mean}"
    backwards = BACKPROPAGATION_CODE.substitute(
        slope=slope, dW="dW + l1 * np.sign(W) + l2 * W" if penalised else "dW", back=back
    )
    return [
        Cell("markdown", ACTIVATION),
        Cell("code", plain(*dict.fromkeys(needed))),
        Cell("markdown", FORWARD),
        Cell("code", FORWARD_CODE.substitute(answer=answer)),
        Cell("markdown", LOSS),
        Cell("code", f"{plain(output.loss)}\n\n\n{mean}"),
        Cell("markdown", BACKPROPAGATION),
        Cell("code", "\n\n\n".join([*map(plain, slopes), backwards])),
    ]
