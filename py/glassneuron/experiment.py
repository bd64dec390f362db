"""The article's experiment from end to end: points, a neuron that learns them, fresh points."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from glassneuron import datasets, neuron
from glassneuron.neuron import State
from glassneuron.validation import Array

N_TEST_POINTS = 2000


class Settings(NamedTuple):
    """What decides an experiment; as it stands, the article's.

    Attributes
    ----------
    dataset : str
        A key of `datasets.DATASETS`.
    n_points : int
        How many points to learn from, at least 1.
    noise : float
        How much the classes blur, in units of the plane; 0 or more.
    seed : int
        0 or more; the same one gives the same points. 6 is a usual draw: after training 98.9 %
        of new points come out right, the mean over many seeds.
    learning_rate : float
        The length of a step; above 0.
    n_iterations : int
        The number of updates.
    """

    dataset: str = "line"
    n_points: int = 200
    noise: float = 0.0
    seed: int = 6
    learning_rate: float = 0.1
    n_iterations: int = 2000


class Experiment(NamedTuple):
    """What was learnt, and from what.

    Attributes
    ----------
    X, Y : ndarray, shapes (2, n_points) and (1, n_points)
        The points and labels that the neuron learnt from.
    X_test, Y_test : ndarray, shapes (2, 2000) and (1, 2000)
        Fresh points, labelled by the same rule.
    path : ndarray, shape (3, n_iterations + 1)
        The weights and, below them, the bias: at the start and after each update.
    costs : list of float
        The cost at each of these places, in nats.
    end : State
        The neuron after the last update.
    A_test : ndarray, shape (1, 2000)
        Its answers to the fresh points.
    """

    X: Array
    Y: Array
    X_test: Array
    Y_test: Array
    path: Array
    costs: list[float]
    end: State
    A_test: Array


def run(settings: Settings, watch: Callable[[State], object] | None = None) -> Experiment:
    """Make points, teach a neuron that starts from zeros, and test it on 2,000 fresh points.

    Parameters
    ----------
    settings : Settings
        What decides the experiment.
    watch : callable, optional
        Called with the start and with the state after each update.

    Returns
    -------
    Experiment
        The same settings give the same numbers.

    Raises
    ------
    ValueError
        If a setting is not allowed, or the steps are too long for floating-point numbers.

    Notes
    -----
    The article's section "Testing".

    Examples
    --------
    >>> experiment = run(Settings(n_iterations=1))
    >>> [round(cost, 4) for cost in experiment.costs]
    [0.6931, 0.3761]
    """
    name, n_points, noise, seed, learning_rate, n_iterations = settings
    X, Y = datasets.make(name, n_points, seed, noise)
    X_test, Y_test = datasets.make_fresh(name, N_TEST_POINTS, seed, noise)
    places, costs = [], []
    for state in neuron.train(X, Y, learning_rate, n_iterations):
        places.append((*state.w[:, 0], state.b))
        costs.append(state.cost)
        if watch is not None:
            watch(state)
    A_test = neuron.forward_propagation(state.w, state.b, X_test)
    return Experiment(X, Y, X_test, Y_test, np.array(places).T, costs, state, A_test)
