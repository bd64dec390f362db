"""A neuron you can see through: the article's functions, in plain NumPy."""

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

__all__ = [
    "State",
    "backpropagation",
    "cost",
    "forward_propagation",
    "loss",
    "model",
    "sigmoid",
    "train",
]

__version__ = "0.1.0"
