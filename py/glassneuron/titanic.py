"""The people on board the Titanic: the article's example of more than two dimensions.

Dawson, R. J. M. (1995). The "Unusual Episode" Data Revisited. Journal of Statistics Education
3(3). Known to users of R as ``datasets::Titanic``.

The neuron takes numbers, and a class is none: numbered 1 to 4, second class would have to lie
half way between first and third in its chances. So each class has an input of its own that is 1
for its people and 0 for all others (one-hot). The crew needs none: it is where the other three are
0. With a fourth input the same probabilities would come from endlessly many weights, because what
is added to all four can be taken off the bias. As it is, the bias stands for an adult man of the
crew, the largest group, and each weight for what changes by being someone else.
"""

import numpy as np
from numpy.typing import ArrayLike

from glassneuron import validation
from glassneuron.neuron import forward_propagation
from glassneuron.validation import Array

# (class, sex, age): how many died and how many survived.
COUNTS = {
    ("first", "male", "child"): (0, 5),
    ("second", "male", "child"): (0, 11),
    ("third", "male", "child"): (35, 13),
    ("crew", "male", "child"): (0, 0),
    ("first", "female", "child"): (0, 1),
    ("second", "female", "child"): (0, 13),
    ("third", "female", "child"): (17, 14),
    ("crew", "female", "child"): (0, 0),
    ("first", "male", "adult"): (118, 57),
    ("second", "male", "adult"): (154, 14),
    ("third", "male", "adult"): (387, 75),
    ("crew", "male", "adult"): (670, 192),
    ("first", "female", "adult"): (4, 140),
    ("second", "female", "adult"): (13, 80),
    ("third", "female", "adult"): (89, 76),
    ("crew", "female", "adult"): (3, 20),
}

CLASSES = ("first", "second", "third", "crew")
SEXES = ("male", "female")
AGES = ("adult", "child")
FEATURE_NAMES = ("first class", "second class", "third class", "female", "child")


def people() -> tuple[Array, Array]:
    """List all 2,201 people, those of one description together.

    Returns
    -------
    X : ndarray, shape (5, 2201)
        One person a column; the rows are `FEATURE_NAMES`, each 0 or 1.
    Y : ndarray, shape (1, 2201)
        1 for the 711 who survived, 0 for the 1,490 who died.
    """
    columns, labels = [], []
    for description, counts in COUNTS.items():
        for label, count in enumerate(counts):
            columns.append(np.repeat(_column(*description), count, axis=1))
            labels.append(np.full((1, count), float(label)))
    return np.hstack(columns), np.hstack(labels)


def survival_probability(
    w: ArrayLike, b: ArrayLike, travel_class: str, sex: str, age: str
) -> float:
    """Ask a trained neuron for one person's chance to survive.

    Parameters
    ----------
    w : array_like, shape (5, 1)
        The weights, in the order of `FEATURE_NAMES`.
    b : float
        The bias.
    travel_class : {"first", "second", "third", "crew"}
        How the person travelled.
    sex : {"male", "female"}
        The person's sex.
    age : {"adult", "child"}
        The person's age, as it was recorded.

    Returns
    -------
    float
        From 0 to 1. For a child in the crew it is a guess from the other people: there was none.

    Raises
    ------
    ValueError
        If a description is unknown, or the weights are not those of this neuron.

    Examples
    --------
    >>> survival_probability([[0], [0], [0], [2], [1]], -3.0, "first", "female", "child")
    0.5
    """
    w = validation.weights(w, n_features=len(FEATURE_NAMES))
    for name, value, known in (
        ("travel_class", travel_class, CLASSES),
        ("sex", sex, SEXES),
        ("age", age, AGES),
    ):
        if value not in known:
            raise ValueError(f"{name} must be one of {', '.join(known)}; got {value!r}.")
    return forward_propagation(w, b, _column(travel_class, sex, age)).item()


def _column(travel_class: str, sex: str, age: str) -> Array:
    one_hot = [travel_class == name for name in CLASSES[:-1]]
    return np.array([[*one_hot, sex == "female", age == "child"]], dtype=np.float64).T
