import numpy as np
import pytest
from glassneuron.optimizers import OPTIMIZERS
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer


@pytest.mark.parametrize(
    ("name", "make", "tolerance"),
    [
        (
            "gradient_descent",
            lambda p: SGDOptimizer(p, learning_rate_init=0.1, momentum=0, nesterov=False),
            1e-14,
        ),
        (
            "momentum",
            lambda p: SGDOptimizer(p, learning_rate_init=0.1, momentum=0.9, nesterov=False),
            1e-14,
        ),
        # Theirs adds ε to the root before the correction, ours as the paper's algorithm 1: near 0
        # that would show.
        ("adam", lambda p: AdamOptimizer(p, learning_rate_init=0.1), 1e-6),
    ],
)
@given(seed=st.integers(0, 10**6), n_out=st.integers(1, 4), n_in=st.integers(1, 4))
def test_twenty_steps_are_scikit_learns(name, make, tolerance, seed, n_out, n_in):
    rng = np.random.default_rng(seed)
    ours = [rng.normal(size=(n_out, n_in)), rng.normal(size=(n_out, 1))]
    theirs = [p.copy() for p in ours]
    other = make(theirs)
    init, update, _ = OPTIMIZERS[name]
    memory = init(ours)
    for _ in range(20):
        grads = [rng.choice([-1, 1], p.shape) * rng.uniform(0.5, 2, p.shape) for p in ours]
        ours, memory = update(ours, grads, memory, 0.1)
        other.update_params(theirs, grads)
    for p, q in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(p, q, rtol=0, atol=tolerance)
