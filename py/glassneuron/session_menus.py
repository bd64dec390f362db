"""What the page's menus are filled with: the registries' names, the defaults, the limits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

import glassneuron
from glassneuron import datasets, machine_settings, optimizers, workshop
from glassneuron.activations import ACTIVATIONS
from glassneuron.experiment import Settings
from glassneuron.features import FEATURES
from glassneuron.initializers import INITIALIZERS
from glassneuron.machine_settings import DEFAULTS, NEWTON
from glassneuron.machines import MOST_ITERATIONS
from glassneuron.session_points import MOST_POINTS, Message, Value, plain

ARTICLE = Settings()
EVERY_DATASET = datasets.DATASETS | datasets.MORE_CLASSES
# A small picture shows the plane with a little beyond its rim.
PICTURE_SIZE = 24
PICTURE_EXTENT = 10.5


def describe(_args: Mapping[str, Any]) -> Iterator[Message]:
    """Tell the registries' names, the defaults, the limits and each data set's first points."""
    named: dict[str, Iterable[str]] = {
        "activations": ACTIVATIONS,
        "initial_weights": INITIALIZERS,
        "losses": machine_settings.LOSSES,
        "engines": machine_settings.ENGINES,
    }
    yield (
        "result",
        {
            "version": glassneuron.__version__,
            "numpy": np.__version__,
            "defaults": {
                "machine": {
                    name: list(value) if isinstance(value, tuple) else value
                    for name, value in DEFAULTS.items()
                    if name != "code"
                },
                "dataset": ARTICLE.dataset,
                "n_points": ARTICLE.n_points,
                "noise": ARTICLE.noise,
                "seed": ARTICLE.seed,
                "n_iterations": ARTICLE.n_iterations,
                "testing": {"on": "fresh", "share": 20},
            },
            "limits": {
                "n_points": MOST_POINTS,
                "n_iterations": MOST_ITERATIONS,
                "hidden_layers": machine_settings.MOST_HIDDEN,
                "neurons": machine_settings.MOST_NEURONS,
                "share": datasets.MOST_SHARE,
            },
            "code": workshop.original(),
            "features": [_feature(name) for name in FEATURES],
            **{menu: [{"name": name} for name in names] for menu, names in named.items()},
            "optimizers": [_optimizer(name) for name in machine_settings.OPTIMIZERS],
            "datasets": [_dataset(name) for name in EVERY_DATASET],
        },
    )


METHODS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message]]] = {"describe": describe}


def _feature(name: str) -> Value:
    feature = FEATURES[name]
    middles = (np.arange(PICTURE_SIZE) + 0.5) / PICTURE_SIZE * 2 - 1
    x1, x2 = np.meshgrid(PICTURE_EXTENT * middles, -PICTURE_EXTENT * middles)
    picture = np.round(feature.of(x1, x2), 2)
    return {
        "name": name,
        "title": feature.title,
        "picture": {"data": picture.ravel().tolist(), "shape": list(picture.shape)},
    }


def _optimizer(name: str) -> Value:
    if name == NEWTON:
        return {"name": name, "settings": []}
    settings = optimizers.OPTIMIZERS[name].settings
    return {"name": name, "settings": ["learning_rate", *settings, "batch_size", "l1", "l2"]}


def _dataset(name: str) -> Value:
    kind = EVERY_DATASET[name]
    points = plain(*datasets.make(name, ARTICLE.n_points, ARTICLE.seed))
    return {
        "name": name,
        "title": kind.title,
        "noise": kind.default_noise,
        "line": kind.line,
        "n_classes": kind.n_classes,
        "settings": dict(kind.settings),
        "points": {key: array.tolist() for key, array in points.items()},
    }
