"""The neuron that learns from a table taken apart: one iteration, and its answer to one row."""

from collections.abc import Mapping, Sequence

import numpy as np

from glassneuron import (
    explanation,
    explanation_parameter,
    explanation_verdict,
    neuron,
    preparation,
    recording,
)
from glassneuron.explanation_stage import Stage, entry
from glassneuron.preparation import Input
from glassneuron.recording import RETURNED, Call
from glassneuron.tables import Value
from glassneuron.validation import Array

WATCHED = frozenset({"glassneuron.encodings"})

# A formula has so many terms at most; see ``formulas.mjs`` of the build.
MOST_TERMS = 8


def stages(
    X: Array, Y: Array, w: Array, b: float, learning_rate: float, parameter: int | None
) -> list[Stage]:
    """Take an iteration of the neuron apart, its right and wrong answers included.

    Parameters
    ----------
    X, Y : ndarray, shapes (n_features, m_samples) and (1, m_samples)
        The prepared rows and their labels.
    w, b : ndarray, shape (n_features, 1), and float
        The weights and the bias.
    learning_rate : float
        The length of the step that follows; above 0.
    parameter : int or None
        The place of a weight to follow, or of the bias, which comes last; None for all.

    Returns
    -------
    list of Stage
        From the weighted sum to the update.
    """
    looked, stepped = explanation.look_and_step(neuron.train(X, Y, learning_rate, 1, w, b))
    followed = explanation_parameter.find(parameter, [(1, len(w))])
    found = explanation.stages(looked, stepped, None, followed)
    A = neuron.forward_propagation(w, b, X)
    after = next(i for i, stage in enumerate(found) if stage.name == "cost") + 1
    found.insert(after, explanation_verdict.stage(A, Y, 0.5, None))
    return found


def input_stages(
    inputs: Sequence[Input], values: Mapping[str, Sequence[Value]]
) -> tuple[Array, list[Stage]]:
    """Prepare one row, and tell how each of its columns became one input or several.

    Parameters
    ----------
    inputs : sequence of NumberInput or CategoryInput
        How each column was prepared.
    values : mapping from str to sequence
        What the row has in each column, as `preparation.apply` takes it.

    Returns
    -------
    x : ndarray, shape (n_features, 1)
        The prepared row.
    stages : list of Stage
        The inputs; none where there are more than a formula has room for.
    """
    x, prepared = recording.record(lambda: preparation.apply(inputs, values), WATCHED)
    if len(x) > MOST_TERMS:
        return x, []
    stage = Stage("input")
    for call in prepared.calls:
        if call.function == "standardise":
            _add_number(stage, call)
        else:
            _add_categories(stage, call)
    return x, [stage]


def answer_stages(x: Array, w: Array, b: float, term: int | None = None) -> list[Stage]:
    """Take the answer to one row apart.

    Parameters
    ----------
    x : ndarray, shape (n_features, 1)
        The prepared row.
    w, b : ndarray, shape (n_features, 1), and float
        The weights and the bias.
    term : int or None
        Of which input to show what it adds to the sum; there is none in place ``n_features``.

    Returns
    -------
    list of Stage
        The weighted sum and the activation; term by term, where a formula has room for that.
    """
    _, asked = recording.record(lambda: neuron.forward_propagation(w, b, x), explanation.WATCHED)
    if len(x) > MOST_TERMS:
        return explanation.reply_stages(asked, None)
    add, activate = explanation.reply_stages(asked, 0)
    if term is not None and term < len(x):
        _add_term(add, x, term)
    return [add, activate]


def _add_number(stage: Stage, call: Call) -> None:
    n = len(stage.formulas) + 1
    missing = bool(np.isnan(call.steps[0].before["values"][0]))
    stage.formulas.append(f"input-{'missing' if missing else 'number'}/{n}")
    stage.makes(f"x{n}", call, RETURNED, part=entry(0, 0))
    if not missing:
        stage.takes(f"value{n}", "values", _first)
        stage.takes(f"mean{n}", "mean")
        stage.takes(f"deviation{n}", "deviation")


def _add_categories(stage: Stage, call: Call) -> None:
    for row in range(call.steps[0].before["n_categories"] - 1):
        n = len(stage.formulas) + 1
        stage.formulas.append(f"input-category/{n}")
        stage.makes(f"x{n}", call, RETURNED, part=entry(row, 0))
        stage.takes(f"place{n}", "places", _first)
        stage.takes(f"own{n}", "others", entry(row, 0))


def _add_term(add: Stage, x: Array, term: int) -> None:
    """Add what one input alone brings to the sum: the sum's line works on it without the others."""
    made = next(symbol for symbol in add.symbols if symbol.id == "z")
    alone = np.where(np.arange(len(x)) == term, x.T, 0.0).T
    share = recording.again(made.call, made.step, x=alone, b=0.0)[made.variable]
    add.formulas.append(f"sum-term/{term + 1}")
    add.shares(f"term{term + 1}", share.item(), "z")


def _first(row: Array) -> float:
    return float(row[0])
