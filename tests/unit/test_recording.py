"""Watching Python work: lines, their variables, and what folds away in a listing."""

import sys

import numpy as np
import pytest
from glassneuron import listing, network, neuron, optimizers, recording

WATCHED = {"glassneuron.neuron"}
A, Y = [[0.25, 0.5]], [[0, 1]]


def test_each_line_has_the_variables_before_and_after_it():
    result, root = recording.record(lambda: neuron.cost(A, Y), WATCHED)
    (cost,) = root.every("cost")
    (losses,) = cost.assigned("losses")
    assert "losses" not in losses.before
    # -ln 0.75 and -ln 0.5.
    np.testing.assert_allclose(losses.after["losses"], [[0.2876820724, 0.6931471806]])
    (returned,) = cost.assigned(recording.RETURNED)
    assert returned.after[recording.RETURNED] == result


def test_calls_lie_inside_the_calls_that_made_them():
    _, root = recording.record(lambda: neuron.forward_propagation([[1.0]], 0.0, [[2.0]]), WATCHED)
    (forward,) = root.calls
    assert [call.function for call in forward.calls] == ["sigmoid"]
    # What is not watched leaves no trace: validation is another module.
    assert {call.module for call in forward.calls} == WATCHED


def test_a_loop_s_lines_are_there_once_for_each_round():
    params = [(np.ones((3, 2)), np.zeros((3, 1))), (np.ones((1, 3)), np.zeros((1, 1)))]
    _, root = recording.record(
        lambda: network.forward_propagation(params, [[1.0], [2.0]]), {"glassneuron.network"}
    )
    (forward,) = root.calls
    assert [step.after["Z"].shape for step in forward.assigned("Z")] == [(3, 1), (1, 1)]


def test_watching_ends_with_the_call_even_if_it_fails():
    before = sys.gettrace()
    with pytest.raises(ValueError, match="probabilities"):
        recording.record(lambda: neuron.loss([[2.0]], [[1]]), WATCHED)
    assert sys.gettrace() is before


def test_watching_changes_no_bit():
    X, Y = np.array([[0.3, -1.7], [2.0, 0.1]]), np.array([[0, 1]])
    watched, _ = recording.record(lambda: list(neuron.train(X, Y, n_iterations=5)), WATCHED)
    alone = list(neuron.train(X, Y, n_iterations=5))
    assert [state.cost for state in watched] == [state.cost for state in alone]


def test_a_line_works_again_on_other_values():
    _, root = recording.record(lambda: neuron.cost(A, Y), WATCHED)
    (cost,) = root.every("cost")
    (mean,) = cost.assigned(recording.RETURNED)
    again = recording.again(cost, mean, losses=np.array([[3.0]]))
    # One loss of 3 among two samples.
    assert again[recording.RETURNED] == 1.5


def folds(function):
    return {line.text.strip(): line.fold for line in listing.lines(function.__code__)}


def test_listing_folds_what_does_not_compute():
    folded = folds(neuron.backpropagation)
    assert folded["X = validation.samples(X)"] == "checks"
    assert folded["learning_rate: float,"] == "arguments"
    assert folded["Parameters"] == "docstring"
    assert folded["dZ = A - Y"] == ""
    # This line computes m, too.
    assert folded['m = X.shape[1] if m is None else validation.count(m, "m", least=1)'] == ""


def test_listing_folds_refusals_and_checks_in_loops():
    folded = folds(network.backpropagation)
    assert folded["for dW, db in grads:"] == "checks"
    assert folded["raise ValueError("] == "checks"
    assert folds(optimizers.adam)["p, g = _checked(params, grads, learning_rate)"] == "checks"


@pytest.mark.parametrize("function", [neuron.loss, network.cost, optimizers.optimizer])
def test_listing_holds_every_line_once_in_order(function):
    numbers = [line.number for line in listing.lines(function.__code__)]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def words_of(function, start):
    """Name the words of the statement that begins so."""
    for line in listing.lines(function.__code__):
        if line.text.strip().startswith(start):
            at = next(
                lines
                for lines in recording.written(function.__code__)
                if lines.first == line.number
            )
            return [
                (word.name, word.given)
                for word in listing.words(function.__code__, at)
                if word.name not in ("np", "zip", "EPSILON")
            ]
    raise AssertionError(start)


def test_words_are_given_or_taken():
    assert words_of(neuron.backpropagation, "dZ = A") == [("dZ", True), ("A", False), ("Y", False)]


def test_words_of_a_comprehension_are_those_it_goes_through():
    words = words_of(optimizers.adam, "p = [")
    # p - learning_rate * v / √s for p, v, s in zip(p, v_hat, s_hat)
    assert words == [
        *[("p", True), ("p", False), ("learning_rate", False), ("v_hat", False), ("s_hat", False)],
        *[("p", False), ("v_hat", False), ("s_hat", False)],
    ]
