"""A neuron you can see through: the article's functions, in plain NumPy.

What stands here is the single neuron. Further models are modules of their own, with the same
verbs: ``from glassneuron import regression, network, training, newton``.
"""

from glassneuron.boundaries import boundary, probability_surface
from glassneuron.measures import (
    accuracy,
    classify,
    confusion_matrix,
    precision,
    recall,
)
from glassneuron.neuron import (
    State,
    backpropagation,
    cost,
    forward_propagation,
    loss,
    model,
    sigmoid,
    train,
)
from glassneuron.surfaces import cost_surface

__all__ = [
    "State",
    "accuracy",
    "backpropagation",
    "boundary",
    "classify",
    "confusion_matrix",
    "cost",
    "cost_surface",
    "forward_propagation",
    "loss",
    "model",
    "precision",
    "probability_surface",
    "recall",
    "sigmoid",
    "train",
]

__version__ = "0.1.0"
