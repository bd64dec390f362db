"""Neurons in layers: the verbs of `neuron`, for any number of layers.

A layer does to its inputs what the neuron did to the features, many neurons side by side: a
row of `W` holds the weights of one neuron, so `W` is (n_out, n_in) and wᵀx becomes W A. What a
layer answers is what the next one sees. `params` is a plain list of the layers' (W, b), and
``layer_sizes = [2, 3, 1]`` means two features, three hidden neurons and one that answers. With
``[n, 1]`` all of this is the single neuron, with W its wᵀ.
"""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.activations import ACTIVATIONS
from glassneuron.initializers import INITIALIZERS
from glassneuron.outputs import OUTPUTS
from glassneuron.validation import AnyParams, Array, Params


def initialise(
    layer_sizes: Sequence[int], rng: np.random.Generator, initializer: str = "xavier"
) -> Params:
    """Make the weights and biases that a network starts from.

    Parameters
    ----------
    layer_sizes : sequence of int
        The number of features, then of neurons in each layer; at least two numbers.
    rng : numpy.random.Generator
        Where the randomness comes from.
    initializer : str
        A key of `INITIALIZERS`.

    Returns
    -------
    list of (W, b)
        For each layer `W`, (n_out, n_in), and `b`, (n_out, 1), which is 0.

    Raises
    ------
    ValueError
        If a size is not a whole number above 0 or there is no such initializer.
    """
    sizes = [validation.count(size, "Each of layer_sizes", least=1) for size in layer_sizes]
    if len(sizes) < 2:
        raise ValueError(
            f"layer_sizes must hold the number of features and of neurons in each layer, such as "
            f"[2, 3, 1]; got {sizes}."
        )
    draw = validation.choice(initializer, INITIALIZERS, "initializer")
    return [
        (draw(n_in, n_out, rng), np.zeros((n_out, 1))) for n_in, n_out in itertools.pairwise(sizes)
    ]


def forward_propagation(
    params: AnyParams, X: ArrayLike, activation: str = "tanh", output: str = "sigmoid"
) -> list[tuple[Array, Array]]:
    """Compute what every neuron answers: Z = W A + b and A = g(Z), layer by layer.

    Parameters
    ----------
    params : list of (W, b)
        The layers, each `W` of shape (n_out, n_in) and `b` of shape (n_out, 1).
    X : array_like, shape (n_features, m_samples)
        The samples, one a column.
    activation : str
        What the hidden layers make of their sums; a key of `ACTIVATIONS`.
    output : str
        What the last layer makes of its sums; a key of `OUTPUTS`.

    Returns
    -------
    list of (Z, A)
        For each layer its weighted sums and answers, both (n_out, m_samples). The network's
        answers are the last `A`.

    Raises
    ------
    ValueError
        If shapes do not fit together, a name is unknown, or a sum is too large for a float.
    """
    X = validation.samples(X)
    params = validation.layers(params, n_features=X.shape[0])
    hidden = validation.choice(activation, ACTIVATIONS, "activation").function
    last = validation.choice(output, OUTPUTS, "output").activation
    layers = []
    A = X
    for i, (W, b) in enumerate(params):
        with np.errstate(over="ignore", invalid="ignore"):
            Z = np.dot(W, A) + b
        validation.no_overflow(Z, f"A weighted sum in layer {i + 1}")
        A = last(Z) if i == len(params) - 1 else hidden(Z)
        layers.append((Z, A))
    return layers


def predict(
    params: AnyParams, X: ArrayLike, activation: str = "tanh", output: str = "sigmoid"
) -> Array:
    """Compute the network's answers only: the last `A` of `forward_propagation`."""
    return forward_propagation(params, X, activation, output)[-1][1]


def cost(
    A: ArrayLike,
    Y: ArrayLike,
    output: str = "sigmoid",
    params: AnyParams = (),
    l1: float = 0.0,
    l2: float = 0.0,
) -> float:
    """Compute the mean loss, and what large weights cost: J = 1/m Σ L + l₁ Σ |W| + l₂/2 Σ W².

    Parameters
    ----------
    A : array_like, shape (n_out, m_samples)
        The network's answers.
    Y : array_like, shape (n_out, m_samples)
        What is wanted: numbers for the output identity, 0 or 1 for sigmoid, one 1 in each
        column for softmax, with either loss.
    output : str
        A key of `OUTPUTS`, which says what the loss is.
    params : list of (W, b)
        The layers; needed only for the penalty. Biases cost nothing.
    l1, l2 : float
        How much large weights cost; 0 or more.

    Returns
    -------
    float
        The cost, at least 0 and always finite.

    Raises
    ------
    ValueError
        If shapes do not fit together or a value is not allowed.

    Notes
    -----
    The penalty is that of I. Goodfellow, Y. Bengio, A. Courville, Deep Learning, 2016,
    section 7.1.
    """
    A = validation.samples(A, "A")
    last = validation.choice(output, OUTPUTS, "output")
    losses = last.loss(A, last.targets(Y, *A.shape))
    l1, l2 = validation.at_least_zero(l1, "l1"), validation.at_least_zero(l2, "l2")
    weights = [validation.samples(W, "W") for W, _ in params]
    with np.errstate(over="ignore"):
        total = 1 / A.shape[1] * np.sum(losses)
        for W in weights:
            total += l1 * np.sum(np.abs(W)) + l2 / 2 * np.sum(W**2)
    validation.no_overflow(total, "The cost")
    return float(total)


def backpropagation(
    params: AnyParams,
    X: ArrayLike,
    layers: Sequence[tuple[Array, Array]],
    Y: ArrayLike,
    activation: str = "tanh",
    output: str = "sigmoid",
    l1: float = 0.0,
    l2: float = 0.0,
) -> Params:
    """Compute the slope of the cost along every weight and bias, from the last layer back.

    Parameters
    ----------
    params, X, activation, output
        As for `forward_propagation`.
    layers : list of (Z, A)
        What `forward_propagation` returned for them.
    Y, l1, l2
        As for `cost`.

    Returns
    -------
    list of (dW, db)
        For each layer the gradient, in the shapes of its `W` and `b`. The step itself is the
        optimizer's.

    Raises
    ------
    ValueError
        If shapes do not fit together, a value is not allowed, or a gradient is too large for a
        float.

    Notes
    -----
    The last layer's dZ is the article's, A - Y, unless the output says otherwise; each layer's dW
    and db are too. New is one line: how a layer's dZ gives the one before it, by the chain rule.
    """
    X = validation.samples(X)
    params = validation.layers(params, n_features=X.shape[0])
    derivative = validation.choice(activation, ACTIVATIONS, "activation").derivative
    last = validation.choice(output, OUTPUTS, "output")
    Y = last.targets(Y, len(params[-1][0]), X.shape[1])
    l1, l2 = validation.at_least_zero(l1, "l1"), validation.at_least_zero(l2, "l2")
    m = X.shape[1]
    if [A.shape for _, A in layers] != [(b.size, m) for _, b in params]:
        raise ValueError(
            f"layers must be what forward_propagation returned for these params and the {m} "
            f"samples of X; got answers of the shapes {[A.shape for _, A in layers]}."
        )
    inputs = [X, *(A for _, A in layers[:-1])]
    grads: Params = []
    with np.errstate(over="ignore", invalid="ignore"):
        dZ = last.slope(layers[-1][1], Y)
        for i in reversed(range(len(params))):
            W = params[i][0]
            dW = 1 / m * np.dot(dZ, inputs[i].T)
            db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
            # |W| has no slope at 0; there np.sign chooses 0, and the weight stays.
            grads.insert(0, (dW + l1 * np.sign(W) + l2 * W, db))
            if i > 0:
                dZ = np.dot(W.T, dZ) * derivative(layers[i - 1][0])
    for dW, db in grads:
        validation.no_overflow(np.append(dW, db), "The gradient")
    return grads


def spread(params: AnyParams) -> list[float]:
    """Measure how far the neurons of each layer are from being all the same.

    Parameters
    ----------
    params : list of (W, b)
        The layers.

    Returns
    -------
    list of float
        For each layer the largest difference between two of its neurons in any weight or in the
        bias. 0 means that they are copies of one another, as they remain if they start from 0.

    Notes
    -----
    What the article's section "Initialization" says of zeros and several neurons, as a number.
    """
    return [float(np.max(np.ptp(np.hstack([W, b]), axis=0))) for W, b in validation.layers(params)]
