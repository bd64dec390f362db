"""What an export is about: a machine, its points, and what it learnt from them."""

from typing import Literal, NamedTuple

from glassneuron import machines
from glassneuron.machine_settings import NEWTON, Machine
from glassneuron.validation import Array, Params


class Cell(NamedTuple):
    """A cell of a notebook."""

    kind: Literal["markdown", "code"]
    text: str


class Learnt(NamedTuple):
    """A machine after its training.

    Attributes
    ----------
    title : str
        Where the points come from, as a phrase.
    machine : Machine
        What learnt, and how.
    X, Y : ndarray, shapes (2, m_samples) and (1, m_samples)
        The points it learnt from, and their class numbers.
    X_test, Y_test : ndarray
        The points that were kept back; none where new points are the test.
    n_classes : int
        How many classes there are.
    iteration : int
        The number of updates made.
    params : list of (W, b)
        The weights and biases after them.
    """

    title: str
    machine: Machine
    X: Array
    Y: Array
    X_test: Array
    Y_test: Array
    n_classes: int
    iteration: int
    params: Params

    @property
    def start(self) -> Params:
        """The weights and biases before the first update."""
        return machines.start(self.machine, self.n_classes)

    @property
    def origin(self) -> str:
        """Where the first weights come from, as a phrase."""
        name, seed = self.machine.initial_weights, self.machine.seed
        if self.machine.start is not None:
            return "set by hand"
        return "all zeros" if name == "zeros" else f"drawn by {name!r} with the seed {seed}"

    @property
    def newton(self) -> bool:
        """Whether it learnt by Newton's method."""
        return self.machine.optimizer == NEWTON

    @property
    def neuron(self) -> bool:
        """Whether it is one neuron with w and b, not a list of layers."""
        return self.newton or machines.is_article(self.machine, self.n_classes)


def array(values: Array) -> str:
    """Write an array as source, every number whole."""
    zeros = not values.any()
    return f"np.zeros({values.shape})" if zeros else f"np.array({values.tolist()!r})"
