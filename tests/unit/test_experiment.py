import numpy as np
import pytest
from glassneuron import datasets, experiment, neuron
from glassneuron.experiment import Settings
from hypothesis import given
from hypothesis import strategies as st

settings = st.builds(
    Settings,
    dataset=st.sampled_from(sorted(datasets.DATASETS)),
    n_points=st.integers(1, 30),
    noise=st.floats(0, 5),
    seed=st.integers(0, 2**40),
    learning_rate=st.floats(0.01, 1),
    n_iterations=st.integers(0, 12),
)


@given(settings)
def test_experiment_is_the_neuron_on_the_data_set_then_on_fresh_points(settings):
    states = []
    result = experiment.run(settings, states.append)
    recipe = (settings.seed, settings.noise)
    X, Y = datasets.make(settings.dataset, settings.n_points, *recipe)
    w, b = neuron.model(X, Y, settings.learning_rate, settings.n_iterations)
    np.testing.assert_array_equal(result.X, X)
    np.testing.assert_array_equal(result.Y, Y)
    np.testing.assert_array_equal(result.end.w, w)
    assert (result.end.b, result.end.iteration) == (b, settings.n_iterations)
    X_test, Y_test = datasets.make_fresh(settings.dataset, 2000, *recipe)
    np.testing.assert_array_equal(result.X_test, X_test)
    np.testing.assert_array_equal(result.Y_test, Y_test)
    np.testing.assert_array_equal(result.A_test, neuron.forward_propagation(w, b, X_test))
    # What was watched is what is kept.
    assert result.costs == [state.cost for state in states]
    assert result.path.T.tolist() == [[*state.w[:, 0], state.b] for state in states]


def test_experiment_starts_from_zeros():
    result = experiment.run(Settings(n_iterations=1))
    assert result.path[:, 0].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"dataset": "cats"}, "There is no data set 'cats'"),
        ({"n_points": 0}, "n_points must be a whole number, 1 or more"),
        ({"learning_rate": 0}, "learning_rate must be a positive number"),
        ({"n_iterations": -1}, "n_iterations must be a whole number, 0 or more"),
    ],
)
def test_experiment_refuses_settings_that_are_none(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        experiment.run(Settings(**wrong))
