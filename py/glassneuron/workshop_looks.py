"""What a learner's own functions answer, for the plane and the figures.

A look never stops a training: where the learner's code gives no usable loss of a point, ours
stands in. Each look is computed with functions loaded apart from those that train.
"""

import time
from collections.abc import Callable

import numpy as np

from glassneuron import neuron, workshop
from glassneuron.fused_network import Answers
from glassneuron.user_code import UserCodeError
from glassneuron.validation import AnyParams, Array, Params

# As much of a look as still feels like none. Code with loops takes far longer for a whole plane:
# it answers fewer, larger cells.
LOOK_SECONDS = 0.03
COARSEST = 16


def answering(source: str, X: Array) -> Answers:
    """Prepare to answer the same samples, (n_features, m_samples), with other and other weights.

    Returns
    -------
    callable
        As of `fused_network.answering`, with answers from 0 to 1.
    """

    def answers(params: AnyParams) -> tuple[Array, list[Array]]:
        W, b = (np.array(values, dtype=np.float64) for values in params[0])
        A = workshop.looking(source).forward_propagation(W.T.copy(), b.item(), X)
        return np.dot(W, X) + b, [np.clip(A, 0, 1)]

    return answers


def plane(
    source: str, x: Array, y: Array, inputs: Callable[[Array], Array]
) -> Callable[[Params], list[Array]]:
    """Prepare to answer in the cells of a plane, or in fewer where that takes long.

    Parameters
    ----------
    source : str
        The learner's Python.
    x, y : ndarray, shape (size,)
        The middles of the cells, from the left and from the top.
    inputs : callable
        ``inputs(X)`` makes a machine's inputs of points.

    Returns
    -------
    callable
        ``look(params)`` returns the answers, from 0 to 1, as a list of one array of the shape
        (1, size, size).
    """
    size, every = x.size, COARSEST

    def look(params: Params) -> list[Array]:
        nonlocal every
        ((W, b),) = params
        learner = workshop.looking(source)
        while True:
            n = -(-size // every)
            places = (2 * np.arange(n) + 1) * size // (2 * n)
            X = inputs(np.array([np.tile(x[places], n), np.repeat(y[places], n)]))
            started = time.perf_counter()
            A = learner.forward_propagation(W.T.copy(), b.item(), X)
            taken = time.perf_counter() - started
            if every == 1 or 4 * taken > LOOK_SECONDS:
                break
            every //= 2
        if taken > 2 * LOOK_SECONDS:
            every = min(COARSEST, every * 2)
        cells = np.arange(size) * n // size
        return [np.clip(A.reshape(1, n, n)[:, cells[:, np.newaxis], cells], 0, 1)]

    return look


def losses(source: str, A: Array, Y: Array) -> Array:
    """Compute the loss of each answer, (m_samples,), by the learner's `loss` if it has one."""
    learner = workshop.looking(source)
    ours: Array = neuron.loss(np.clip(A, 0, 1), Y)[0]
    try:
        with learner.working():
            answer = learner.names["loss"](A.copy(), Y.copy())
            found: Array = np.asarray(answer, dtype=np.float64)
    except UserCodeError:
        return ours
    if found.shape != A.shape:
        return ours
    ours[:] = np.where(np.isfinite(found[0]), found[0], ours)
    return ours


def cost(source: str, A: Array, Y: Array) -> float | None:
    """Compute the cost of answers by the learner's `cost`; None where that is no number."""
    try:
        return workshop.looking(source).cost(A, Y)
    except UserCodeError:
        return None
