"""Machines that have learnt, as the page sends them when one leaves; for the tests of exports."""

from typing import NamedTuple

import numpy as np
from glassneuron import datasets, machines, session

NEURON = {}
NEWTON = {"optimizer": "newton"}
NETWORK = {
    "hidden": [4, 3],
    "initial_weights": "xavier",
    "optimizer": "adam",
    "learning_rate": 0.03,
    "batch_size": 7,
    "l2": 0.01,
}


class Scene(NamedTuple):
    """What the page sends when one leaves, and the training it tells of."""

    args: dict[str, object]
    moment: machines.Moment
    costs: np.ndarray

    def file(self, kind: str) -> str:
        (_, value) = list(session.run("export", self.args | {"kind": kind}))[-1]
        return value["text"]


def learn(settings, name="line", n_iterations=40, on="held_out", seed=6) -> Scene:
    X, Y = datasets.make(name, 60, seed)
    points = {"x": X[0].tolist(), "y": X[1].tolist(), "label": Y[0].tolist()}
    train = np.full(60, True) if on == "fresh" else ~datasets.hold_out(Y)
    n_classes = int(Y.max()) + 1
    moments = machines.train(
        machines.checked(settings), X[:, train], Y[:, train], max(2, n_classes)
    )
    moment = next(moments)
    costs = [moment.costs]
    if n_iterations:
        moment = moments.send(n_iterations)
        costs.append(moment.costs[1:])
    args = {
        "points": points,
        "testing": {"on": on, "share": 20},
        "dataset": {"name": name, "n_points": 60, "noise": 0.5, "seed": seed},
        "machines": [settings],
        "params": [moment.params],
        "iteration": n_iterations,
        "focus": 0,
    }
    return Scene(args, moment, np.concatenate(costs))
