import json

import numpy as np
import pytest
from command_line import few, run, says, values, words
from glassneuron import boundaries, datasets, measures, neuron
from hypothesis import given
from hypothesis import strategies as st

options = st.fixed_dictionaries(
    {
        "--dataset": st.sampled_from(sorted(datasets.DATASETS)),
        "--points": st.integers(2, 30),
        "--seed": st.integers(0, 2**70),
        "--learning-rate": st.floats(0.01, 1),
        "--iterations": st.integers(0, 12),
        "--print-every": st.integers(0, 5),
    },
    optional={"--noise": st.floats(0, 5)},
)


@few
@given(options)
def test_experiment_prints_the_cost_as_the_article_does(options):
    told = json.loads(says("experiment", "--json", *words(options)))["history"]
    lines = says("experiment", *words(options)).splitlines()
    assert [line for line in lines if line.startswith("Iteration")] == [
        f"Iteration {i}: {cost}" for i, cost in zip(told["iteration"], told["cost"], strict=True)
    ]
    every = options["--print-every"]
    assert told["iteration"] == (
        list(range(0, options["--iterations"] + 1, every)) if every else []
    )


def test_experiment_is_the_articles_unless_told_otherwise():
    out = says("experiment")
    assert out.startswith("Line y = 1.23x + 3.23: 200 points, noise 0, seed 6. Learning rate 0.1.")
    w, b = neuron.model(*datasets.make("line", 200, seed=6), 0.1, 2000)
    X_test, Y_test = datasets.make_fresh("line", 2000, seed=6)
    right = np.sum((neuron.forward_propagation(w, b, X_test) >= 0.5) == Y_test)
    report = values(out)
    assert float(report["w1"][0]) == pytest.approx(w[0, 0], rel=1e-5)
    assert float(report["w2"][0]) == pytest.approx(w[1, 0], rel=1e-5)
    assert float(report["b"][0]) == pytest.approx(b, rel=1e-5)
    assert report["line found"] == [boundaries.boundary_equation(w, b)]
    assert report["true line"] == ["y = 1.23x + 3.23"]
    assert report["test accuracy"] == [f"{right / 2000:.2%}", f"{right:,} of 2,000 fresh points"]
    assert "After 2,000 iterations" in out


@few
@given(options)
def test_experiment_prints_json_alone_and_to_the_last_bit(options):
    command = ("experiment", "--json", *words(options))
    told = json.loads(says(*command))
    kind = datasets.DATASETS[options["--dataset"]]
    noise = options.get("--noise", kind.default_noise)
    X, Y = datasets.make(options["--dataset"], options["--points"], options["--seed"], noise)
    n_iterations, costs = options["--iterations"], ([], [])
    w, b = neuron.model(X, Y, options["--learning-rate"], n_iterations, costIter=costs)
    A = neuron.forward_propagation(w, b, X)
    assert told["weights"] == {"w": w[:, 0].tolist(), "b": b}
    assert (told["iteration"], told["cost"]) == (n_iterations, neuron.cost(A, Y))
    history = told["history"]
    before = [pair for pair in zip(*history.values(), strict=True) if pair[0] < n_iterations]
    assert before == [(i, costs[1][i]) for i, _ in before]
    assert told["accuracy"]["train"] == measures.accuracy(A, Y)
    boundary = boundaries.boundary(w, b)
    assert told["boundary"] == (
        boundary and dict(zip(("slope", "intercept"), boundary, strict=True))
    )
    assert (told["points"]["x"], told["points"]["y"]) == (X[0].tolist(), X[1].tolist())
    assert told["points"]["label"] == Y[0].tolist()
    assert told["settings"] == {
        "dataset": options["--dataset"], "n_points": options["--points"], "noise": noise,
        "seed": options["--seed"], "learning_rate": options["--learning-rate"],
        "n_iterations": n_iterations,
    }  # fmt: skip
    assert says(*command) == says(*command)


@few
@given(options)
def test_experiment_reports_the_numbers_of_its_json(options):
    told = json.loads(says("experiment", "--json", *words(options)))
    report = values(says("experiment", *words(options)))
    w, b = told["weights"]["w"], told["weights"]["b"]
    for name, value in {"cost": told["cost"], "w1": w[0], "w2": w[1], "b": b}.items():
        assert report[name] == [f"{value:.6g}"]
    assert report["line found"] == [boundaries.boundary_equation(np.array([w]).T, b)]
    for part, name in (("train", "training accuracy"), ("test", "test accuracy")):
        assert report[name][0] == f"{told['accuracy'][part]:.2%}"
    assert ("true line" in report) == (datasets.DATASETS[options["--dataset"]].line is not None)


def test_steps_that_are_too_long_are_an_error_in_one_line():
    code, _, err = run("experiment", "--learning-rate", 1e308, "--iterations", 9)
    assert code == 1
    assert err.startswith("glassneuron: A step with the learning rate 1e+308 came out larger")
    assert err.count("\n") == 1
