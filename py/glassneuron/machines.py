"""What a machine's settings ask for: its first weights, its answers, and the training.

The settings are those of `machine_settings`; the work is done by the modules that teach it. A
machine with no hidden layer that descends the article's way is taught by `neuron.train` itself.
"""

from collections.abc import Callable, Generator, Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import (
    features,
    fused,
    fused_network,
    network,
    neuron,
    newton,
    training,
    validation,
    workshop,
    workshop_looks,
)
from glassneuron.machine_settings import LOSSES
from glassneuron.machine_settings import NEWTON as NEWTON
from glassneuron.machine_settings import Machine as Machine
from glassneuron.machine_settings import at_most as at_most
from glassneuron.machine_settings import checked as checked
from glassneuron.outputs import one_hot
from glassneuron.validation import Array, Params

MOST_ITERATIONS = 1_000_000
YOUR_CODE = "your code"
ENGINES = {"readable": ("neuron.py", "training.py"), "fast": ("fused.py", "fused_network.py")}


class Moment(NamedTuple):
    """A machine after some more updates.

    Attributes
    ----------
    iteration : int
        The number of updates made so far.
    params : list of (W, b)
        The layers; for one neuron a single one of one row.
    costs : ndarray
        The cost at each iteration from the last moment's to this one's, both included.
    """

    iteration: int
    params: Params
    costs: Array


Moments = Generator[Moment, int | None]


def start(machine: Machine, n_classes: int = 2) -> Params:
    """Make the weights and biases that a machine begins with.

    Parameters
    ----------
    machine : Machine
        Its own ``start``, or else its initial weights.
    n_classes : int
        How many classes it tells apart: one output for two, else one for each.

    Returns
    -------
    list of (W, b)
        The layers.

    Raises
    ------
    ValueError
        If weights set by hand do not have the machine's shapes.
    """
    sizes = [len(machine.features), *machine.hidden, 1 if n_classes == 2 else n_classes]
    if machine.start is None:
        return network.initialise(
            sizes, np.random.default_rng(machine.seed), machine.initial_weights
        )
    params = validation.layers(machine.start)
    given = [params[0][0].shape[1], *(b.size for _, b in params)]
    if given != sizes:
        raise ValueError(
            f"The weights set by hand are those of a machine of the sizes {given}; this one has "
            f"{sizes}. Reset the weights to go on."
        )
    return params


def output(machine: Machine, n_classes: int = 2) -> str:
    """Return the key of `outputs.OUTPUTS` for the machine's last layer."""
    return LOSSES[machine.loss][n_classes > 2]


def targets(Y: ArrayLike, n_classes: int = 2) -> Array:
    """Turn class numbers, (1, m_samples), into what the machine's outputs are compared with."""
    return validation.labels(Y) if n_classes == 2 else one_hot(Y, n_classes)


def is_article(machine: Machine, n_classes: int = 2) -> bool:
    """Say whether `neuron.train` can train it: one neuron that descends the article's way."""
    return (
        not machine.hidden
        and n_classes == 2
        and machine.loss == "cross_entropy"
        and machine.optimizer == "gradient_descent"
        and machine.batch_size is None
        and machine.l1 == machine.l2 == 0
    )


def engine(machine: Machine, n_classes: int = 2) -> str:
    """Return the name of the file whose code trains the machine."""
    if machine.code is not None:
        return YOUR_CODE
    if machine.optimizer == NEWTON:
        return "newton.py"
    return ENGINES[machine.engine][not is_article(machine, n_classes)]


def inputs(machine: Machine, X: ArrayLike) -> Array:
    """Compute the machine's inputs, (n_features, m_samples), of points in the plane."""
    return features.features(X, machine.features)[0]


def predict(machine: Machine, params: Params, X: ArrayLike, n_classes: int = 2) -> Array:
    """Compute the machine's answers to points, (n_out, m_samples), the readable way."""
    if machine.code is not None:
        return workshop_looks.answering(machine.code, inputs(machine, X))(params)[1][0]
    return network.predict(
        params, inputs(machine, X), machine.activation, output(machine, n_classes)
    )


def train(machine: Machine, X: ArrayLike, Y: ArrayLike, n_classes: int = 2) -> Moments:
    """Train a machine, as many updates at a time as one asks for.

    Parameters
    ----------
    machine : Machine
        What learns. Its threshold has no part in it.
    X : array_like, shape (2, m_samples)
        The points.
    Y : array_like, shape (1, m_samples)
        Their classes, from 0 to ``n_classes - 1``.
    n_classes : int
        How many classes there are.

    Yields
    ------
    Moment
        The start. Then ``moments.send(7)`` makes 7 more updates and returns the moment after
        them; a loop gets one update each time round. How a run is cut into moments changes no bit
        of it. Newton's method stays where no step lowers the cost any more.

    Raises
    ------
    ValueError
        At the call, if an argument is not allowed; on the way, if the steps are so long that the
        weights leave the range of floating-point numbers.

    Examples
    --------
    >>> moments = train(Machine(learning_rate=1.0), [[-1.0, 1.0], [0.0, 0.0]], [[0, 1]])
    >>> next(moments).costs.round(4), moments.send(2).costs.round(4)
    (array([0.6931]), array([0.6931, 0.4741, 0.3477]))
    """
    Y = targets(Y, n_classes)
    params = start(machine, n_classes)
    X = inputs(machine, X)
    # One neuron's layer is its weights as a row.
    w, b = params[0][0].T, params[0][1]
    rate, most = machine.learning_rate, MOST_ITERATIONS
    if machine.code is not None:
        if n_classes > 2:
            raise ValueError(
                "Your own code tells two classes apart: take the original code again for three."
            )
        return _in_stretches(workshop.train(machine.code, X, Y, rate, w, b.item()), _of_neuron)
    match engine(machine, n_classes):
        case "newton.py":
            if n_classes > 2:
                raise ValueError(
                    "Newton's method tells two classes apart: choose another optimizer for three."
                )
            return _one_by_one(newton.train(X, Y, most, w, b), _of_neuron)
        case "neuron.py":
            return _one_by_one(neuron.train(X, Y, rate, most, w, b), _of_neuron)
        case "fused.py":
            return _in_stretches(fused.train(X, Y, rate, most, w, b, every=1), _of_neuron)
    settings = training_settings(machine, n_classes)
    if machine.engine == "fast":
        stretches = fused_network.train(X, Y, params, every=1, **settings)
        return _in_stretches(stretches, lambda stretch: stretch.params)
    return _one_by_one(training.train(X, Y, params, **settings), lambda state: state.params)


def training_settings(machine: Machine, n_classes: int = 2) -> dict[str, Any]:
    """Return what `training.train` wants to know of a machine besides samples and weights."""
    return {
        "activation": machine.activation,
        "output": output(machine, n_classes),
        "optimizer": machine.optimizer,
        "learning_rate": machine.learning_rate,
        "n_iterations": MOST_ITERATIONS,
        "batch_size": machine.batch_size,
        "rng": np.random.default_rng([machine.seed, 1]),
        "l1": machine.l1,
        "l2": machine.l2,
        "decay": machine.decay,
        "square_decay": machine.square_decay,
    }


def _of_neuron(state: neuron.State | fused.Stretch) -> Params:
    return [(state.w.T, np.array([[state.b]]))]


def _one_by_one[S: (neuron.State, training.State)](
    states: Iterator[S], params: Callable[[S], Params]
) -> Moments:
    state = next(states)
    iteration, costs = 0, [state.cost]
    while True:
        n_updates = (yield Moment(iteration, params(state), np.array(costs))) or 1
        costs = [state.cost]
        for state in islice(states, n_updates):
            costs.append(state.cost)
        iteration += n_updates
        # Newton's method has come to its end: it stays there.
        costs += [state.cost] * (n_updates + 1 - len(costs))


def _in_stretches[S: (fused.Stretch, fused_network.Stretch)](
    stretches: Generator[S, int | None], params: Callable[[S], Params]
) -> Moments:
    stretch = next(stretches)
    costs = [np.array([stretch.cost])]
    while True:
        n_updates = (yield Moment(stretch.iteration, params(stretch), np.concatenate(costs))) or 1
        goal = stretch.iteration + n_updates
        costs = [np.array([stretch.cost])]
        while stretch.iteration < goal:
            stretch = stretches.send(goal - stretch.iteration)
            # The cost before its first update is that after the last one.
            costs += [stretch.costs[1:], np.array([stretch.cost])]
