"""The network's training once more, for speed: `training.train` in fewer calls of NumPy.

What `fused` is for the neuron. A layer's biases are the weights of one more input, which is always
1, so [W b] is one matrix; all of these lie one after another in one long row, `theta`, and an
optimizer steps along all of it at once. The answers are written over the weighted sums, for each
slope can be had from the answers alone, and every array is made once and used in each update.

All that `training.train` can do is covered: any layers, activations, outputs, optimizers, penalties
and batches.
"""

import functools
import itertools
from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import fused_layers, network, optimizers, training, validation
from glassneuron.fused_steps import STEPPERS
from glassneuron.fused_updates import einsum
from glassneuron.optimizers import DECAY, SQUARE_DECAY
from glassneuron.outputs import OUTPUTS
from glassneuron.validation import AnyParams, Array, Params

# A stretch takes some milliseconds in a browser, which can look at its events in between.
STRETCH = 500
STRETCH_ANSWERS = 100_000


class Stretch(NamedTuple):
    """The network after some more updates, and the costs on the way there.

    Attributes
    ----------
    iteration : int
        The number of updates made so far.
    params : list of (W, b)
        The layers after them.
    costs : ndarray, shape (n_costs,)
        The cost before each update of this stretch whose number is a multiple of `every`. All
        stretches together give the costs of the iterations 0, `every`, 2 `every` and so on.
    cost : float
        The cost after the last of them.
    """

    iteration: int
    params: Params
    costs: Array
    cost: float


def train(
    X: ArrayLike,
    Y: ArrayLike,
    params: AnyParams,
    activation: str = "tanh",
    output: str = "sigmoid",
    optimizer: str = "gradient_descent",
    learning_rate: float = 0.1,
    n_iterations: int = 2000,
    batch_size: int | None = None,
    rng: np.random.Generator | None = None,
    l1: float = 0.0,
    l2: float = 0.0,
    every: int = 5,
    decay: float = DECAY,
    square_decay: float = SQUARE_DECAY,
) -> Generator[Stretch, int | None]:
    """Teach a network, some updates each time round.

    Parameters
    ----------
    X, Y, params, activation, output, optimizer, learning_rate, n_iterations
        As for `training.train`.
    batch_size, rng, l1, l2
        Likewise.
    every : int
        From which updates to keep the cost: 1 keeps each, 5 every fifth.
    decay, square_decay
        As for `training.train`.

    Yields
    ------
    Stretch
        The start, then the network after at most 500 updates more, fewer where it is large; the
        last ends at `n_iterations`. ``stretches.send(3)`` asks for 3 updates or fewer; how a run
        is cut into stretches changes no bit of its weights.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; at the end of a stretch, if the weights have
        left the range of floating-point numbers.

    Notes
    -----
    The weights are those of `training.train` but for rounding. How far they part over many
    updates is a matter of the training: where the cost jumps about, and where Adam or RMSProp
    divide by gradients that are nearly 0, small differences grow.
    """
    X = validation.samples(X)
    params = validation.layers(params, n_features=X.shape[0])
    Y = validation.choice(output, OUTPUTS, "output").targets(Y, params[-1][1].size, X.shape[1])
    optimizers.optimizer(optimizer, decay, square_decay)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    n_iterations = validation.count(n_iterations, "n_iterations")
    every = validation.count(every, "every", least=1)
    batch = None if batch_size is None else training.batches(X.shape[1], batch_size, rng)
    # A first look, as in `training.train`, which checks the rest of the arguments.
    network.cost(network.predict(params, X, activation, output), Y, output, params, l1, l2)

    sizes = [X.shape[0], *(b.size for _, b in params)]
    theta = np.concatenate([np.hstack([W, b]).ravel() for W, b in params])
    grad = np.empty_like(theta)
    matrices, gradients = _matrices(theta, sizes), _matrices(grad, sizes)
    hidden = fused_layers.ACTIVATIONS[activation]
    last = fused_layers.OUTPUTS[output]
    step, memory = STEPPERS[optimizer](theta, grad, learning_rate, decay, square_decay)
    penalty, penalise = _penalty(theta, grad, sizes, l1, l2)
    everything = _space(sizes, X.shape[1])
    everything.inputs[0][:-1] = X
    batch_space = functools.cache(functools.partial(_space, sizes))
    length = min(STRETCH, max(1, STRETCH_ANSWERS // (X.shape[1] * sum(sizes[1:]))))

    def stretches() -> Generator[Stretch, int | None]:
        iteration = n_updates = 0
        answered = False  # Whether the answers to everything are those of the present weights.
        while True:
            costs = []
            with np.errstate(over="ignore", invalid="ignore"):
                for _ in range(n_updates):
                    space, seen_Y = everything, Y
                    watched = iteration % every == 0
                    if (watched or batch is None) and not answered:
                        _forward(matrices, everything, hidden, last)
                    if watched:
                        costs.append(cost())
                    if batch is not None:
                        chosen = next(batch)
                        space, seen_Y = batch_space(chosen.size), Y[:, chosen]
                        space.inputs[0][:-1] = X[:, chosen]
                        _forward(matrices, space, hidden, last)
                    _backward(matrices, gradients, space, seen_Y, hidden, last)
                    penalise()
                    step()
                    iteration += 1
                    answered = False
                for array in (theta, memory):
                    validation.no_overflow(
                        array, f"A step with the learning rate {learning_rate:g}"
                    )
                if not answered:
                    _forward(matrices, everything, hidden, last)
                    answered = True
                now = cost()
            validation.no_overflow(np.array([*costs, now]), "The cost")
            layers = [(matrix[:, :-1].copy(), matrix[:, -1:].copy()) for matrix in matrices]
            wanted = yield Stretch(iteration, layers, np.array(costs), now)
            if iteration == n_iterations:
                return
            n_updates = min(length, n_iterations - iteration, wanted or length)

    def cost() -> float:
        losses = last.loss(everything.answers[-1], Y)
        return float(losses.sum() / losses.size + penalty())

    return stretches()


# Takes layers; returns the last layer's weighted sums and the answers of every layer.
Answers = Callable[[AnyParams], tuple[Array, list[Array]]]


def answering(
    X: ArrayLike, layer_sizes: Sequence[int], activation: str = "tanh", output: str = "sigmoid"
) -> Answers:
    """Prepare to answer the same samples with other and other weights.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    layer_sizes : sequence of int
        The number of neurons in each layer.
    activation, output : str
        As for `network.forward_propagation`.

    Returns
    -------
    callable
        ``answers(params)`` returns the weighted sums of the last layer and the answers of each
        layer, (n_out, m_samples), in arrays that the next call writes over. Weights too large for
        a float make answers that are not finite.
    """
    X = validation.samples(X)
    hidden, last = fused_layers.ACTIVATIONS[activation], fused_layers.OUTPUTS[output]
    inputs = [np.ones((n + 1, X.shape[1])) for n in (X.shape[0], *layer_sizes)]
    inputs[0][:-1] = X
    layers = [A[:-1] for A in inputs[1:]]
    Z = np.empty_like(layers[-1])
    spare = np.empty((max(layer_sizes), X.shape[1]))

    def answers(params: AnyParams) -> tuple[Array, list[Array]]:
        with np.errstate(over="ignore", invalid="ignore"):
            for i, (W, b) in enumerate(params):
                einsum("ij,jk->ik", np.hstack([W, b]), inputs[i], out=layers[i])
                if i == len(layers) - 1:
                    np.copyto(Z, layers[i])
                    last.answer(layers[i], spare[: len(Z)])
                else:
                    hidden.answer(layers[i], spare[: len(layers[i])])
        return Z, layers

    return answers


class _Space(NamedTuple):
    """The arrays that the passes over some samples write into, one of each kind a layer.

    Attributes
    ----------
    inputs : list of ndarray, shape (n + 1, m_samples)
        The features, then each layer's answers, all above a row of ones.
    answers, spare, dZ : list of ndarray, shape (n, m_samples)
        The inputs without that row; further arrays of their shapes.
    """

    inputs: list[Array]
    answers: list[Array]
    spare: list[Array]
    dZ: list[Array]


def _space(sizes: Sequence[int], m: int) -> _Space:
    inputs = [np.ones((n + 1, m)) for n in sizes]
    spare, dZ = ([np.empty((n, m)) for n in sizes] for _ in range(2))
    return _Space(inputs, [A[:-1] for A in inputs], spare, dZ)


def _matrices(row: Array, sizes: Sequence[int]) -> list[Array]:
    """Return the parts of `row` that belong to each layer, as [W b], (n_out, n_in + 1)."""
    shapes = [(n_out, n_in + 1) for n_in, n_out in itertools.pairwise(sizes)]
    ends = list(itertools.accumulate(n_out * n_in for n_out, n_in in shapes))
    return [
        part.reshape(shape) for part, shape in zip(np.split(row, ends[:-1]), shapes, strict=True)
    ]


def _forward(
    matrices: Sequence[Array],
    space: _Space,
    hidden: fused_layers.Activation,
    last: fused_layers.Output,
) -> None:
    for i, matrix in enumerate(matrices, start=1):
        einsum("ij,jk->ik", matrix, space.inputs[i - 1], out=space.answers[i])
        answer = hidden.answer if i < len(matrices) else last.answer
        answer(space.answers[i], space.spare[i])


def _backward(
    matrices: Sequence[Array],
    gradients: Sequence[Array],
    space: _Space,
    Y: Array,
    hidden: fused_layers.Activation,
    last: fused_layers.Output,
) -> None:
    dZ = np.subtract(space.answers[-1], Y, space.dZ[-1])
    last.slope(dZ, space.answers[-1], space.spare[-1])
    dZ *= 1 / Y.shape[1]
    for i in reversed(range(len(matrices))):
        einsum("ik,jk->ij", dZ, space.inputs[i], out=gradients[i])
        if i > 0:
            dZ = einsum("ji,jk->ik", matrices[i][:, :-1], dZ, out=space.dZ[i])
            hidden.slope(dZ, space.answers[i], space.spare[i])


def _penalty(
    theta: Array, grad: Array, sizes: Sequence[int], l1: float, l2: float
) -> tuple[Callable[[], float], Callable[[], None]]:
    """Return what computes the penalty for large weights, and what adds its slope to `grad`."""
    on_weights = np.ones_like(theta)
    for matrix in _matrices(on_weights, sizes):
        matrix[:, -1] = 0.0

    def penalty() -> float:
        weights = theta * on_weights
        return float(l1 * np.abs(weights).sum() + l2 / 2 * np.square(weights).sum())

    def penalise() -> None:
        np.add(grad, (l1 * np.sign(theta) + l2 * theta) * on_weights, grad)

    if l1 == l2 == 0:
        return lambda: 0.0, lambda: None
    return penalty, penalise
