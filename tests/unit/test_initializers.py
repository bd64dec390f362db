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


@given(st.sampled_from(["normal", "xavier", "he"]), SIZES, SIZES, st.integers(0, 10**9))
def test_a_second_layer_from_the_same_generator_is_another(name, n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    first, second = (INITIALIZERS[name](n_in, n_out, rng) for _ in range(2))
    assert not np.any(first == second)


@given(SIZES, SIZES, st.integers(0, 10**9))
def test_zeros_are_zeros_and_leave_the_generator_where_it_was(n_in, n_out, seed):
    rng = np.random.default_rng(seed)
    assert zeros(n_in, n_out, rng).tolist() == [[0.0] * n_in] * n_out
    assert rng.random() == np.random.default_rng(seed).random()


@given(SIZES, SIZES, st.integers(0, 10**9))
def test_he_is_normal_but_for_a_width_that_depends_on_the_inputs_alone(n_in, n_out, seed):
    ours, theirs = (draw(n_in, n_out, np.random.default_rng(seed)) for draw in (he, normal))
    np.testing.assert_allclose(ours, theirs / 0.1 * np.sqrt(2 / n_in), rtol=1e-14)


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


@given(
    st.sampled_from(NAMES),
    st.integers(max_value=0) | st.floats() | st.sampled_from([None, True, "3"]),
    st.booleans(),
)
def test_a_size_that_is_no_whole_number_above_0_gets_a_sentence(name, size, is_n_in):
    n_in, n_out = (size, 1) if is_n_in else (1, size)
    argument = "n_in" if is_n_in else "n_out"
    with pytest.raises(ValueError, match=rf"^{argument} must be a whole number, 1 or more; got "):
        INITIALIZERS[name](n_in, n_out, np.random.default_rng(0))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("rng", "shown"), [(42, "42"), (np.random, "<module"), (None, "nothing")])
def test_what_is_no_generator_gets_a_sentence(name, rng, shown):
    message = rf"^rng must be a NumPy generator, such as numpy\.random\.default_rng.*got {shown}"
    with pytest.raises(ValueError, match=message):
        INITIALIZERS[name](1, 1, rng)
