"""One weight or bias among all of a machine: where it is in the arrays that an iteration makes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from glassneuron.explanation_stage import Part, entry, in_one_row


class Parameter(NamedTuple):
    """A weight or a bias.

    Attributes
    ----------
    number : int
        Its place in the row of all, from 0: each layer's weights, row by row, then its biases.
    layer, row : int
        Of which layer and which neuron, from 0.
    column : int or None
        Of which input, from 0; None for a bias.
    """

    number: int
    layer: int
    row: int
    column: int | None

    @property
    def in_its_array(self) -> Part:
        """Take it out of the weights, or the biases, of its layer."""
        return entry(self.row, self.column or 0)

    @property
    def in_all(self) -> Part:
        """Take it out of the arrays of all layers."""
        return lambda arrays: float(in_one_row(arrays)[self.number])

    @property
    def in_column(self) -> Part:
        """Take it out of a column of all."""
        return entry(self.number, 0)


def find(number: int | None, shapes: Sequence[tuple[int, int]]) -> Parameter | None:
    """Find a parameter by its place in the row of all.

    Parameters
    ----------
    number : int or None
        Its place; None for no parameter.
    shapes : sequence of (n_out, n_in)
        Those of each layer's weights.

    Returns
    -------
    Parameter or None
        None also where there are not so many.

    Examples
    --------
    >>> find(7, [(2, 3), (1, 2)])
    Parameter(number=7, layer=0, row=1, column=None)
    """
    if number is None:
        return None
    left = number
    for layer, (n_out, n_in) in enumerate(shapes):
        n_weights = n_out * n_in
        if left < n_weights:
            return Parameter(number, layer, *divmod(left, n_in))
        if left < n_weights + n_out:
            return Parameter(number, layer, left - n_weights, None)
        left -= n_weights + n_out
    return None


def row(number: int) -> Part:
    """Take one row out of an array, as an array of one row."""

    def one(array: Any) -> Any:
        return np.asarray(array)[[number]]

    return one
