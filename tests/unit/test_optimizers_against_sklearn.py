import numpy as np
import pytest
from glassneuron.optimizers import OPTIMIZERS
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
        # Theirs adds ε to the root before the correction, ours as the paper's algorithm 1.
        ("adam", lambda p: AdamOptimizer(p, learning_rate_init=0.1), 1e-6),
    ],
)
def test_twenty_steps_are_scikit_learns(name, make, tolerance):
    rng = np.random.default_rng(0)
    ours = [rng.normal(size=(3, 2)), rng.normal(size=(3, 1))]
    theirs = [p.copy() for p in ours]
    other = make(theirs)
    init, update = OPTIMIZERS[name]
    memory = init(ours)
    for _ in range(20):
        grads = [rng.normal(size=p.shape) for p in ours]
        ours, memory = update(ours, grads, memory, 0.1)
        other.update_params(theirs, grads)
    for p, q in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(p, q, rtol=0, atol=tolerance)
