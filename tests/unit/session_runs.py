"""Trainings asked for at the session's door, as the page asks for them."""

from glassneuron import datasets, session, session_training

NEVER = {"cost": None, "change": None}
FRESH, HELD_OUT = {"on": "fresh", "share": 20}, {"on": "held_out", "share": 20}
# Where the fresh points come from, which have no part in the training.
RECIPE = {"name": "line", "n_points": 9, "noise": 0.0, "seed": 0}
VIEW = {"x": [-10, 10], "y": [-10, 10], "size": 4, "shown": [None, None]}


def points(name="line", n_points=60):
    X, Y = datasets.make(name, n_points, seed=0)
    return {"x": X[0], "y": X[1], "label": Y[0]}


def asked(*chosen, n_iterations=40, of=None, **changes):
    return {
        "run": "a",
        "points": points() if of is None else of,
        "testing": FRESH,
        "dataset": RECIPE,
        "machines": list(chosen or ({},)),
        "iteration": 0,
        "n_iterations": n_iterations,
        "stop": NEVER,
        "burst": None,
        "view": VIEW | {"shown": [None] * max(1, len(chosen))},
        **changes,
    }


def snapshots(args):
    """Return what the training shows on its way; a replay is not among it."""
    messages = list(session.run("train", args))
    assert messages[-1][0] == "result", messages[-1][1]
    return [value for _, value in messages if "replay" not in value]


def result(args):
    return snapshots(args)[-1]


def forget():
    """Do what a new worker would: know no run."""
    session_training._live.clear()


def bits(snapshot):
    return [
        (layer["W"].tobytes(), layer["b"].tobytes())
        for machine in snapshot["machines"]
        for layer in machine["params"]
    ]
