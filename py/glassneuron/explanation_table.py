"""The neuron that learns from a table taken apart: one iteration, and its answer to one row."""

from glassneuron import explanation, explanation_parameter, explanation_verdict, neuron, recording
from glassneuron.explanation_stage import Stage
from glassneuron.validation import Array

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


def answer_stages(x: Array, w: Array, b: float) -> list[Stage]:
    """Take the answer to one row apart.

    Parameters
    ----------
    x : ndarray, shape (n_features, 1)
        The prepared row.
    w, b : ndarray, shape (n_features, 1), and float
        The weights and the bias.

    Returns
    -------
    list of Stage
        The weighted sum and the activation; term by term, where a formula has room for that.
    """
    _, asked = recording.record(lambda: neuron.forward_propagation(w, b, x), explanation.WATCHED)
    return explanation.reply_stages(asked, 0 if len(x) <= MOST_TERMS else None)
