"""What the page "loop or matrix" is told: the two times, and the code that took them."""

import ast
import itertools

import numpy as np
import pytest
from glassneuron import neuron, vectorization
from glassneuron import session_timing as door
from hypothesis import given
from hypothesis import strategies as st


def messages(n_samples):
    return list(door.compare({"n_samples": n_samples}))


def test_both_times_and_their_ratio_come_at_the_end():
    kind, value = messages(600)[-1]
    assert kind == "result"
    assert value["n_looped"] == value["n_samples"] == 600
    assert value["ratio"] == value["loop"] / value["matrices"] > 0
    assert value["largest_difference"] < 1e-12


def test_the_matrices_come_first_and_the_loop_is_told_before_it_is_done():
    first, *_, last = messages(600)
    assert first[0] == "progress"
    assert first[1]["matrices"] == last[1]["matrices"] > 0
    assert (first[1]["n_looped"], first[1]["ratio"]) == (0, None)


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 99))
def test_a_loop_in_pieces_is_the_whole_loop(m, piece, seed):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(2, m)), rng.integers(0, 2, size=(1, m))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectorization, "PIECE", piece)
        steps = list(vectorization.compare_watched([[1.0], [-2.0]], 0.5, X, Y))
    assert [step.n_looped for step in steps] == [*range(0, m, piece), m]
    assert steps[-1].largest_difference < 1e-14
    assert all(a.loop < b.loop for a, b in itertools.pairwise(steps[:-1]))


def test_the_code_that_is_shown_is_the_code_that_runs():
    (_, shown) = next(door.code({}))
    space = {"np": np, "sigmoid": neuron.sigmoid, "Pass": vectorization.Pass}
    for source in shown.values():
        exec(compile(ast.parse(source), "shown", "exec"), space)
    problem = [[1.0], [-2.0]], 0.5, [[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]], [[1, 0, 1]]
    arrays = [np.array(part) for part in problem]
    for name, form in (("_loop", vectorization.with_loop), ("_matrices", None)):
        form = form or vectorization.with_matrices
        for mine, theirs in zip(space[name](*arrays), form(*problem), strict=True):
            np.testing.assert_array_equal(mine, theirs)
    assert "for i in range(m):" in shown["loop"]
    assert "for" not in shown["matrices"].split()


@pytest.mark.parametrize("n", [0, 1.5, None, 2_000_000])
def test_a_number_of_samples_out_of_range_is_said(n):
    with pytest.raises(ValueError, match="Number of samples must be "):
        messages(n)
