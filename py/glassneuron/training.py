"""Teach a network: forward, back, and a step by the optimizer, round after round."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from glassneuron import network, optimizers, validation
from glassneuron.optimizers import DECAY, SQUARE_DECAY
from glassneuron.outputs import OUTPUTS
from glassneuron.validation import AnyParams, Array, Params


class State(NamedTuple):
    """The network after `iteration` updates, and how well it does.

    Attributes
    ----------
    iteration : int
        The number of updates made so far.
    params : list of (W, b)
        The layers.
    A : ndarray, shape (n_out, m_samples)
        The network's answers to all samples it trains on.
    cost : float
        The cost of these answers, penalties for large weights included.
    """

    iteration: int
    params: Params
    A: Array
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
    decay: float = DECAY,
    square_decay: float = SQUARE_DECAY,
) -> Iterator[State]:
    """Teach a network, one update each time round.

    Parameters
    ----------
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    Y : array_like, shape (n_out, m_samples)
        What is wanted, as `output` needs it; see `network.cost`.
    params : list of (W, b)
        The layers to start from, as `network.initialise` makes them.
    activation, output : str
        What hidden layers and the last one make of their sums; keys of `ACTIVATIONS` and
        `OUTPUTS`.
    optimizer : str
        How a step is made of a gradient; a key of `OPTIMIZERS`.
    learning_rate : float
        The length of a step; above 0.
    n_iterations : int
        The number of updates; 0 only looks.
    batch_size : int, optional
        How many samples an update learns from; all of them when it is left out. The samples are
        shuffled, dealt out in batches until none is left (the last batch may be shorter), and
        shuffled again.
    rng : numpy.random.Generator, optional
        Shuffles the samples; needed with `batch_size` only.
    l1, l2 : float
        How much large weights cost; see `network.cost`.
    decay, square_decay : float
        Settings of the optimizers that have them; see `optimizers.adam`.

    Yields
    ------
    State
        The start, then the state after each update: ``n_iterations + 1`` in all.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; on the way, if the steps are so long that
        the weights leave the range of floating-point numbers.
    """
    X = validation.samples(X)
    params = validation.layers(params, n_features=X.shape[0])
    Y = validation.choice(output, OUTPUTS, "output").targets(Y, params[-1][1].size, X.shape[1])
    step = optimizers.optimizer(optimizer, decay, square_decay)
    learning_rate = validation.positive(learning_rate, "learning_rate")
    n_iterations = validation.count(n_iterations, "n_iterations")
    batch = None if batch_size is None else batches(X.shape[1], batch_size, rng)
    # A first look, so that the rest of the arguments is checked now, not at the first `next`.
    network.cost(network.predict(params, X, activation, output), Y, output, params, l1, l2)

    def updates(params: Params) -> Iterator[State]:
        memory = step.init(_flat(params))
        for iteration in range(n_iterations + 1):
            layers = network.forward_propagation(params, X, activation, output)
            A = layers[-1][1]
            yield State(iteration, params, A, network.cost(A, Y, output, params, l1, l2))
            if iteration == n_iterations:
                return
            seen_X, seen_Y = X, Y
            if batch is not None:
                chosen = next(batch)
                seen_X, seen_Y = X[:, chosen], Y[:, chosen]
                layers = network.forward_propagation(params, seen_X, activation, output)
            grads = network.backpropagation(
                params, seen_X, layers, seen_Y, activation, output, l1, l2
            )
            flat, memory = step.update(_flat(params), _flat(grads), memory, learning_rate)
            params = list(zip(flat[::2], flat[1::2], strict=True))

    return updates(params)


def batches(m: int, batch_size: int, rng: np.random.Generator | None) -> Iterator[NDArray[np.intp]]:
    """Deal out the numbers of the samples in batches, for ever: shuffle, deal out all, again.

    Parameters
    ----------
    m : int
        The number of samples, at least 1.
    batch_size : int
        The number of samples in a batch, at least 1. Where `m` is no multiple of it, the last
        batch of each round is shorter.
    rng : numpy.random.Generator
        Shuffles.

    Returns
    -------
    iterator of ndarray
        The columns of `X` in each batch.

    Raises
    ------
    ValueError
        If a number is too small or there is no generator.
    """
    m = validation.count(m, "m", least=1)
    batch_size = validation.count(batch_size, "batch_size", least=1)
    rng = validation.generator(rng)
    rounds = (rng.permutation(m) for _ in itertools.count())
    return (order[i : i + batch_size] for order in rounds for i in range(0, m, batch_size))


def _flat(params: Params) -> list[Array]:
    return [array for layer in params for array in layer]
