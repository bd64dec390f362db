import hashlib

import numpy as np
import pytest
from glassneuron.initializers import INITIALIZERS, he, normal, xavier, zeros
from hypothesis import given
from hypothesis import strategies as st

NAMES = sorted(INITIALIZERS)
SIZES = st.integers(1, 12)


@given(st.sampled_from(NAMES), SIZES, SIZES, st.integers(0, 10**9))
def test_the_same_seed_gives_the_same_weights_of_the_right_shape(name, n_in, n_out, seed):
    first, second = (INITIALIZERS[name](n_in, n_out, np.random.default_rng(seed)) for _ in range(2))
    assert first.shape == (n_out, n_in)
    assert first.dtype == np.float64
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("name", ["normal", "xavier", "he"])
def test_a_second_layer_from_the_same_generator_is_another(name):
    rng = np.random.default_rng(1)
    first, second = (INITIALIZERS[name](3, 3, rng) for _ in range(2))
    assert not np.any(first == second)


def test_zeros_are_zeros_and_leave_the_generator_where_it_was():
    rng = np.random.default_rng(1)
    assert zeros(2, 3, rng).tolist() == [[0.0, 0.0]] * 3
    assert rng.random() == np.random.default_rng(1).random()


@given(SIZES, SIZES, st.integers(0, 10**9))
def test_xavier_stays_within_its_limit(n_in, n_out, seed):
    W = xavier(n_in, n_out, np.random.default_rng(seed))
    assert np.all(np.abs(W) <= np.sqrt(6 / (n_in + n_out)))


@pytest.mark.parametrize(
    ("initialise", "deviation"),
    [
        (normal, 0.1),
        (xavier, np.sqrt(2 / (50 + 400))),  # even within ±r: variance r²/3 = 2 / (n_in + n_out)
        (he, np.sqrt(2 / 50)),
    ],
)
def test_weights_scatter_around_0_as_much_as_they_should(initialise, deviation):
    # Of 20,000 weights the mean is off by 0.007 deviations, the deviation by 0.5 in 100.
    W = initialise(50, 400, np.random.default_rng(2)) / deviation
    assert abs(W.mean()) < 0.03
    assert W.std() == pytest.approx(1, rel=0.02)


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("normal", "dec068b1b5d1a806"),
        ("xavier", "f96c1251c5d2114e"),
        ("he", "90bec0d7e5751f63"),
    ],
)
def test_the_bits_are_the_same_on_every_machine_and_in_the_browser(name, digest):
    W = INITIALIZERS[name](100, 100, np.random.default_rng(0))
    assert hashlib.sha256(W.astype("<f8").tobytes()).hexdigest()[:16] == digest


@pytest.mark.parametrize(
    ("n_in", "n_out", "rng", "message"),
    [
        (0, 1, np.random.default_rng(0), "n_in must be a whole number, 1 or more; got 0"),
        (1, 1.5, np.random.default_rng(0), "n_out must be a whole number, 1 or more; got 1.5"),
        (1, 1, 42, r"rng must be a NumPy generator, such as numpy\.random\.default_rng.*got 42"),
        (1, 1, np.random, "rng must be a NumPy generator"),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_bad_input_gets_a_sentence(name, n_in, n_out, rng, message):
    with pytest.raises(ValueError, match=message):
        INITIALIZERS[name](n_in, n_out, rng)
