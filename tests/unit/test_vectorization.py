import itertools
import time

import numpy as np
import pytest
from glassneuron import neuron
from glassneuron.stopwatch import LONG_ENOUGH
from glassneuron.vectorization import compare, with_loop, with_matrices
from hypothesis import given
from hypothesis import strategies as st


def problems():
    def problem(seed, n, m):
        rng = np.random.default_rng(seed)
        X, Y = rng.normal(size=(n, m)), rng.integers(0, 2, size=(1, m)).astype(float)
        return rng.normal(size=(n, 1)), float(rng.normal()), X, Y

    return st.builds(problem, st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 30))


@pytest.mark.parametrize("form", [with_loop, with_matrices])
def test_a_pass_worked_by_hand(form):
    # From zeros every answer is 0.5, so dZ = [-0.5, 0.5, 0.5] and
    # dw = 1/3 [-0.5·1 + 0.5·3 + 0.5·2, -0.5·2 - 0.5·4 + 0] = [2/3, -1], db = 1/6.
    X = [[1.0, 3.0, 2.0], [2.0, -4.0, 0.0]]
    A, dw, db = form([[0.0], [0.0]], 0.0, X, [[1, 0, 0]])
    assert A.tolist() == [[0.5, 0.5, 0.5]]
    np.testing.assert_allclose(dw, [[2 / 3], [-1]], rtol=1e-15)
    assert db == pytest.approx(1 / 6, rel=1e-15)


@given(problems())
def test_the_loop_and_the_matrices_give_the_same_numbers(problem):
    for p, q in zip(with_loop(*problem), with_matrices(*problem), strict=True):
        np.testing.assert_allclose(p, q, rtol=0, atol=1e-14)


@given(problems())
def test_both_are_what_the_neuron_does_and_leave_their_arguments_alone(problem):
    w, b, X, Y = problem
    kept = [array.copy() for array in (w, X, Y)]
    for A, dw, db in (with_loop(*problem), with_matrices(*problem)):
        np.testing.assert_allclose(A, neuron.forward_propagation(w, b, X), rtol=0, atol=1e-15)
        new_w, new_b = neuron.backpropagation(w, b, X, A, Y, 1.0)
        np.testing.assert_allclose(w - dw, new_w, rtol=0, atol=1e-14)
        assert b - db == pytest.approx(new_b, abs=1e-14)
    for array, copy in zip((w, X, Y), kept, strict=True):
        np.testing.assert_array_equal(array, copy)


@given(problems(), st.permutations(range(30)), st.integers(1, 2))
def test_in_another_order_and_told_again_the_samples_have_the_same_slopes(problem, order, times):
    w, b, X, Y = problem
    order = times * [i for i in order if i < X.shape[1]]
    for form in (with_loop, with_matrices):
        A, dw, db = form(w, b, X, Y)
        other_A, other_dw, other_db = form(w, b, X[:, order], Y[:, order])
        np.testing.assert_allclose(other_A, A[:, order], rtol=0, atol=1e-15)
        np.testing.assert_allclose(other_dw, dw, rtol=0, atol=1e-13)
        assert other_db == pytest.approx(db, abs=1e-13)


@given(problems())
def test_the_articles_matrix_form_is_the_code_laid_on_its_side(problem):
    w, b, X, Y = problem
    A = with_matrices(w, b, X, Y).A
    np.testing.assert_allclose(neuron.sigmoid(np.dot(X.T, w) + b), A.T, rtol=1e-13)


def clock_on_which_a_pass_takes(seconds):
    """Make a clock for passes that are repeated once, twice, four times, until that takes long."""
    repeats = [1]
    while repeats[-1] * seconds < LONG_ENOUGH:
        repeats.append(2 * repeats[-1])
    spans = (span for n in itertools.cycle(repeats) for span in (n * seconds, 0.0))
    return itertools.accumulate(spans, initial=0.0).__next__


@given(problems(), st.integers(-9, 9))
def test_compare_tells_the_seconds_of_each_and_the_largest_difference(problem, exponent):
    seconds = 2.0**exponent
    timing = compare(*problem, clock_on_which_a_pass_takes(seconds))
    assert (timing.loop, timing.matrices) == (seconds, seconds)
    pairs = zip(with_loop(*problem), with_matrices(*problem), strict=True)
    assert timing.largest_difference == max(np.max(np.abs(p - q)) for p, q in pairs)


@pytest.mark.parametrize("tick", [1e-4, 1e-3, 0.05])
def test_times_are_above_0_on_a_clock_that_ticks_seldom(tick):
    def clock():
        return time.perf_counter() // tick * tick

    timing = compare([[1.0]], 0.0, [[1.0]], [[1]], clock)
    assert timing.loop > 0
    assert timing.matrices > 0


@pytest.mark.parametrize("call", [with_loop, with_matrices, compare])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[1.0]], 0.0, [[1.0, 2.0]], [[1]]), r"Y must have the shape \(1, 2\)"),
        (([[1.0]], 0.0, [1.0, 2.0], [[1, 0]]), "X must have the shape"),
        (([[1.0], [1.0]], 0.0, [[1.0, 2.0]], [[1, 0]]), "w must have 1 rows"),
        (([[1e308]], 0.0, [[10.0]], [[1]]), "larger than the largest floating-point number"),
    ],
)
def test_bad_input_gets_a_sentence(call, arguments, message):
    with pytest.raises(ValueError, match=message):
        call(*arguments)
