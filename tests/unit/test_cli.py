import csv
import io
import json
import re
import runpy
import sys
from contextlib import redirect_stderr, redirect_stdout

import glassneuron
import hypothesis
import numpy as np
import pytest
from glassneuron import arguments, boundaries, cli, datasets, experiment, measures, neuron, titanic
from hypothesis import assume, given
from hypothesis import strategies as st

TABLE = """age,sex,deck,alive
20,female,A,yes
40,male,A,no
30,female,B,yes
50,male,B,no
10,female,A,no
60,male,B,yes
25,female,A,yes
45,male,,no
"""
few = hypothesis.settings(max_examples=15)
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
rows = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(["male", "female"]), st.booleans()), min_size=4
)


def words(options):
    return [f"{name}={value}" for name, value in options.items()]


def csv_of(rows):
    lines = [f"{age},{sex},{'yes' if alive else 'no'}\n" for age, sex, alive in rows]
    return "age,sex,alive\n" + "".join(lines)


COMMANDS = ["experiment", "train", "predict", "figure", "titanic"]


def run(*command):
    """Run one command; return its exit code and what it printed on either stream."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = cli.main([str(word) for word in command])
        except SystemExit as end:
            code = end.code
    return code, out.getvalue(), err.getvalue()


def says(*command):
    """Run one command that must succeed without a complaint; return what it printed."""
    code, out, err = run(*command)
    assert (code, err) == (0, "")
    return out


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("properties")


def values(out):
    """The columns of a report: a name, a value, a remark."""
    rows = [re.split(r" {2,}", line.strip(), maxsplit=2) for line in out.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 1}


# ------------------------------------------------------------------------------ experiment


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


@few
@given(
    st.sampled_from(["experiment", "titanic"]),
    st.integers(-300, 308).map(lambda power: f"1e{power}"),
    st.integers(0, 6),
)
def test_steps_of_any_length_end_in_numbers_or_in_one_line(command, rate, n_iterations):
    code, out, err = run(command, "--learning-rate", rate, "--iterations", n_iterations)
    assert (code, err.count("\n")) in ((0, 0), (1, 1))
    assert not re.search(r"\b(nan|inf)\b", out)


def test_steps_that_are_too_long_are_an_error_in_one_line():
    code, _, err = run("experiment", "--learning-rate", 1e308, "--iterations", 9)
    assert code == 1
    assert err.startswith("glassneuron: A step with the learning rate 1e+308 came out larger")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["experiment", "--figures", "."], ["figure", "loss"]])
def test_missing_matplotlib_is_told_in_one_sentence_before_the_training(
    monkeypatch, tmp_path, command
):
    monkeypatch.chdir(tmp_path)
    # What an earlier test may have imported goes too.
    for name in [name for name in sys.modules if name.startswith("matplotlib.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in ("figures", "figure_parts"):
        monkeypatch.delitem(sys.modules, f"glassneuron.{name}", raising=False)
        monkeypatch.delattr(glassneuron, name, raising=False)
    sentence = (
        "glassneuron: Figures need matplotlib, which is not installed here; "
        "`python -m pip install matplotlib` brings it.\n"
    )
    assert run(*command) == (1, "", sentence)
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------- train, predict


def test_train_names_its_weights_and_says_what_they_are_for(table):
    out = says("train", table, "--label", "alive", "--test-share", 0, "--print-every", 0)
    assert "7 rows to learn from, 0 for the test, 1 left out because a value is missing" in out
    assert "Class 1 is alive = yes, class 0 is alive = no." in out
    report = values(out)
    # Ages 20 40 30 50 10 60 25: sum 235, of squares 9725; √(9725/7 - (235/7)²) = √262.2 = 16.19.
    assert report["age"][1] == "for one standard deviation more, 16.19"
    assert report["sex = male"][1] == "instead of female"
    assert report["deck = B"][1] == "instead of A"
    assert report["b"][1] == "the bias"
    assert "test accuracy" not in report


def test_train_fills_what_is_missing_if_asked(table):
    out = says("train", table, "--label", "alive", "--missing", "fill", "--test-share", 0)
    assert "8 rows to learn from, 0 for the test.\n" in out


@few
@given(rows, st.floats(0, 0.99), st.integers(0, 99))
def test_train_keeps_a_share_of_the_rows_back_for_the_test(folder, rows, share, seed):
    path = folder / "people.csv"
    path.write_text(csv_of(rows))
    command = ("train", path, "--label", "alive", "--iterations", 2, "--test-share", share,
               "--seed", seed, "--json")  # fmt: skip
    code, out, err = run(*command)
    if code:
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(f"glassneuron: {path}: ")
        return
    told = json.loads(out)
    n_test = round(share * len(rows))
    assert told["rows"] == {"train": len(rows) - n_test, "test": n_test}
    assert set(told["accuracy"]) == ({"train", "test"} if n_test else {"train"})
    assert (told["label"], told["classes"], told["dropped_rows"]) == ("alive", ["no", "yes"], [])
    assert run(*command) == (0, out, "")


@few
@given(rows, st.randoms(use_true_random=False))
def test_saved_neuron_predicts_as_it_was_trained_wherever_the_columns_stand(folder, rows, random):
    ages, sexes, answers = map(set, zip(*rows, strict=True))
    assume(min(len(ages), len(sexes), len(answers)) > 1)
    path, model, new = folder / "people.csv", folder / "model.json", folder / "new.csv"
    path.write_text(csv_of(rows))
    told = json.loads(
        says("train", path, "--label", "alive", "--test-share", 0, "--iterations", 5, "--json",
             "--save", model)
    )  # fmt: skip
    columns = list(zip(*csv.reader(csv_of(rows).splitlines()), strict=True))
    random.shuffle(columns)
    new.write_text("".join(";".join(row) + "\n" for row in zip(*columns, strict=True)))
    predicted = json.loads(says("predict", model, new, "--json"))
    right = [
        (answer == "yes") == alive
        for answer, (_, _, alive) in zip(predicted["class"], rows, strict=True)
    ]
    assert np.mean(right) == told["accuracy"]["train"]
    printed = says("predict", model, new)
    lines = list(csv.DictReader(io.StringIO(printed)))
    assert [float(line["probability"]) for line in lines] == predicted["probability"]
    assert [line["class"] for line in lines] == predicted["class"]
    assert [int(line["row"]) for line in lines] == list(range(2, 2 + len(rows)))
    assert says("predict", model, new, "--output", folder / "answers.csv") == ""
    assert (folder / "answers.csv").read_bytes().decode() == printed


@given(st.binary() | st.text(alphabet='12.ea,;|"\t \r\nN\ufeff').map(str.encode))
def test_a_file_of_anything_is_learnt_from_or_refused_in_one_line(folder, content):
    path = folder / "anything"
    path.write_bytes(content)
    for command in (("train", path, "--label", "a", "--iterations", 1), ("predict", path, path)):
        code, out, err = run(*command)
        if code:
            assert (code, out, err.count("\n")) == (1, "", 1)
            assert err.startswith(f"glassneuron: {path}: ")


def test_predict_answers_as_the_neuron_that_was_saved(table, tmp_path):
    model = tmp_path / "model.json"
    out = says("train", table, "--label", "alive", "--features", "sex", "--test-share", 0,
               "--iterations", 30, "--save", model)  # fmt: skip
    assert f"Saved in {model}" in out
    # sex = male is the only input: four women with three survivors, four men with one. The most
    # frequent category is the reference; of two alike it is the earlier letter, female.
    X, Y = [[0, 1, 0, 1, 0, 1, 0, 1]], [[1, 0, 1, 0, 0, 1, 1, 0]]
    w, b = neuron.model(X, Y, 0.1, 30)
    new = tmp_path / "new.csv"
    new.write_text("name;sex\nAda;female\nAlan;male\n")
    rows = list(csv.reader(io.StringIO(says("predict", model, new))))
    assert rows[0] == ["row", "probability", "class"]
    assert [(row, answer) for row, _, answer in rows[1:]] == [("2", "yes"), ("3", "no")]
    expected = neuron.forward_propagation(w, b, [[0, 1]])[0].tolist()
    assert [float(row[1]) for row in rows[1:]] == pytest.approx(expected, rel=1e-12)
    told = json.loads(says("predict", model, new, "--json"))
    assert [repr(p) for p in told["probability"]] == [row[1] for row in rows[1:]]
    assert (told["row"], told["class"]) == ([2, 3], ["yes", "no"])
    assert (told["label"], told["classes"]) == ("alive", ["no", "yes"])


def test_predict_says_where_a_value_was_filled_in(table, tmp_path):
    model = tmp_path / "model.json"
    run("train", table, "--label", "alive", "--test-share", 0, "--save", model)
    code, out, err = run("predict", model, table)
    assert (code, len(out.splitlines())) == (0, 9)
    assert err == (
        "glassneuron: 1 of 8 rows lack a value; the mean or the most frequent category stands in "
        "for it.\n"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("age,deck\n20,A\n", "The column 'sex' is missing; the neuron learnt from it."),
        ("sex,age\n1,2,3", "Row 2 has 3 fields and the first row 2"),
        ("sex,age\nother,20\n", "The column 'sex' has the value 'other'"),
        ("", "The file is empty"),
    ],
)
def test_predict_names_the_file_that_is_at_fault(table, tmp_path, text, sentence):
    model, new = tmp_path / "model.json", tmp_path / "new.csv"
    run("train", table, "--label", "alive", "--features", "sex", "--save", model)
    new.write_text(text)
    code, out, err = run("predict", model, new)
    assert (code, out) == (1, "")
    assert err.startswith(f"glassneuron: {new}: ")
    assert sentence in err
    assert err.count("\n") == 1


def test_predict_refuses_a_file_that_is_no_saved_neuron(table):
    code, out, err = run("predict", table, table)
    assert (code, out) == (1, "")
    assert err.startswith(f"glassneuron: {table}: This is not a neuron that was saved")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--label", "died"], "label: the table has no column 'died'; it has age, sex, deck"),
        (["--label", "age"], "The label 'age' must have two values"),
        (["--label", "alive", "--features", "alive"], "features must name one or more columns"),
        (["--label", "alive", "--test-share", "0.01"], "test_share must leave samples"),
    ],
)
def test_train_says_what_is_wrong_with_the_table(table, options, sentence):
    code, out, err = run("train", table, *options)
    assert (code, out) == (1, "")
    assert err.startswith(f"glassneuron: {table}: {sentence}")


def test_train_refuses_rows_of_one_class(tmp_path):
    # 1 of 2 rows goes to the test: whichever it is, one class is left.
    path = tmp_path / "two.csv"
    path.write_text("x,label\n1,0\n2,1\n")
    code, _, err = run("train", path, "--label", "label", "--test-share", 0.5)
    assert code == 1
    assert "All rows drawn to learn from are of one class" in err


def test_files_that_cannot_be_read_or_written_are_named(table, tmp_path):
    missing = tmp_path / "missing.csv"
    sentence = f"glassneuron: {missing} cannot be read or written: No such file or directory.\n"
    assert run("train", missing, "--label", "x") == (1, "", sentence)
    unwritable = tmp_path / "no folder" / "model.json"
    code, out, err = run("train", table, "--label", "alive", "--save", unwritable)
    assert code == 1
    assert "Weights" in out  # What was learnt is not lost.
    assert err.startswith(f"glassneuron: {unwritable} cannot be read or written")


def test_file_that_is_too_large_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    path.write_text(TABLE)
    monkeypatch.setattr("glassneuron.table_commands.MOST_BYTES", 50)
    code, _, err = run("train", path, "--label", "alive")
    assert (code, err) == (
        1, f"glassneuron: {path}: The file is larger than 10 MB, which is the limit.\n"
    )  # fmt: skip


# ---------------------------------------------------------------------------------- titanic


def test_titanic_weights_are_those_of_published_logistic_regression():
    # As in test_titanic.py, from R's glm; odds: e^2.4201 = 11.25, e^-0.9201 = 0.398.
    report = values(says("titanic", "--print-every", 0))
    assert float(report["female"][0]) == pytest.approx(2.4201, abs=2e-4)
    assert float(report["third class"][0]) == pytest.approx(-0.9201, abs=2e-4)
    assert float(report["b"][0]) == pytest.approx(-1.2339, abs=2e-4)
    assert report["female"][1] == "multiplies the odds of survival by 11.2"
    assert report["third class"][1] == "multiplies the odds of survival by 0.398"
    assert report["training accuracy"] == ["77.83%", "1,713 of 2,201 people"]


def test_titanic_tells_the_chance_of_a_described_person():
    person = ("--class", "first", "--sex", "female", "--age", "adult")
    out = says("titanic", *person)
    told = json.loads(says("titanic", *person, "--json"))
    # The weights of the test above: z = -1.2339 + 0.8577 + 2.4201 = 2.0439, σ(z) = 0.8853.
    assert told["person"] == {
        "class": "first", "sex": "female", "age": "adult",
        "probability": pytest.approx(0.8853, abs=1e-4),
    }  # fmt: skip
    assert "Probability of survival, first, female, adult: 88.53%\n" in out
    assert out.endswith("On board: 140 of 144 such people survived.\n")
    w, b = np.array([told["weights"]["w"]]).T, told["weights"]["b"]
    chance = titanic.survival_probability(w, b, "first", "female", "adult")
    assert told["person"]["probability"] == chance


@few
@given(st.sampled_from(sorted(titanic.COUNTS)), st.integers(0, 3))
def test_titanic_tells_the_chance_and_the_fate_of_any_person(person, n_iterations):
    described = dict(zip(("class", "sex", "age"), person, strict=True))
    command = ("titanic", "--iterations", n_iterations)
    command += tuple(f"--{name}={value}" for name, value in described.items())
    told = json.loads(says(*command, "--json"))
    w, b = np.array([told["weights"]["w"]]).T, told["weights"]["b"]
    chance = titanic.survival_probability(w, b, *person)
    assert told["person"] == described | {"probability": chance}
    out = says(*command)
    assert f"Probability of survival, {', '.join(person)}: {chance:.2%}\n" in out
    died, survived = titanic.COUNTS[person]
    there = f"{survived} of {died + survived} such people survived"
    assert out.endswith(f"On board: {there if died + survived else 'nobody like that'}.\n")


@given(
    st.fixed_dictionaries(
        {}, optional={"--class": st.just("crew"), "--sex": st.just("male"),
                      "--age": st.just("child")}
    )
)  # fmt: skip
def test_titanic_wants_a_whole_description_or_none(described):
    code, out, err = run("titanic", "--iterations", 0, *words(described))
    assert code == (0 if len(described) in (0, 3) else 2)
    assert ("a person is described by all three of" in err) == (code == 2) == (out == "")


def test_titanic_tells_of_no_person_unless_asked():
    out = says("titanic", "--json", "--iterations", 2, "--print-every", 1)
    told = json.loads(out)
    assert "person" not in told
    assert told["feature_names"] == list(titanic.FEATURE_NAMES)
    assert told["history"]["iteration"] == [0, 1, 2]


# -------------------------------------------------------------------------- the door itself


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("", "required: COMMAND"),
        ("learn", "invalid choice: 'learn'"),
        ("experiment --points 0", "must be a whole number, from 1 to 1,000,000; got '0'"),
        ("experiment --points 1.5", "must be a whole number, from 1 to 1,000,000; got '1.5'"),
        ("experiment --points 1000001", "must be a whole number, from 1 to 1,000,000"),
        ("experiment --iterations -1", "must be a whole number, from 0 to 1,000,000; got '-1'"),
        ("experiment --learning-rate 0", "must be a number above 0; got '0'"),
        ("experiment --learning-rate nan", "must be a number above 0; got 'nan'"),
        ("experiment --learning-rate inf", "must be a number above 0; got 'inf'"),
        ("experiment --noise -0.1", "must be a number from 0 to 1000; got '-0.1'"),
        ("experiment --noise 1001", "must be a number from 0 to 1000; got '1001'"),
        ("experiment --seed -1", "must be a whole number, 0 or more; got '-1'"),
        ("experiment --seed one", "must be a whole number, 0 or more; got 'one'"),
        ("experiment --dataset three_blobs", "invalid choice: 'three_blobs'"),
        ("experiment --iter 5", "unrecognized arguments: --iter"),
        ("train data.csv", "the following arguments are required: --label"),
        ("train data.csv --label y --test-share 1", "must be a number from 0 to below 1; got '1'"),
        ("predict model.json", "the following arguments are required: DATA.csv"),
        ("figure", "the following arguments are required: NAME"),
        ("figure cat", "invalid choice: 'cat'"),
        ("figure loss --output loss.jpg", "must end in .png, .svg, .pdf; got 'loss.jpg'"),
        ("titanic --sex female", "all three of --class, --sex and --age"),
    ],
)
def test_wrong_command_ends_with_code_2_and_says_why(capsys, command, sentence):
    with pytest.raises(SystemExit) as end:
        cli.main(command.split())
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert sentence in err


WHOLE = {"--points": (1, 10**6), "--iterations": (0, 10**6), "--seed": (0, 10**99)}
WHOLE["--print-every"] = WHOLE["--seed"]
REAL = {"--noise": (0, 1000), "--learning-rate": (5e-324, 1.8e308)}


@given(
    st.sampled_from([*WHOLE, *REAL]),
    st.text()
    | st.integers().map(str)
    | st.floats().map(str)
    | st.sampled_from(["1e999", "--", "-h"]),
)
def test_no_number_or_one_out_of_range_ends_with_code_2_and_one_sentence(option, text):
    least, most = (WHOLE | REAL)[option]
    try:
        number = (int if option in WHOLE else float)(text)
    except ValueError:
        number = float("nan")
    assume(not least <= number <= most)
    code, out, err = run("experiment", f"{option}={text}")
    *_usage, sentence = err.removesuffix("\n").split("\n")
    assert (code, out) == (2, "")
    kind = "a whole number," if option in WHOLE else "a number"
    assert sentence.startswith(f"glassneuron experiment: error: argument {option}: must be {kind} ")
    assert sentence.endswith(f"; got {text!r}")


@given(st.sampled_from(["experiment --dataset=", "train x --label y --missing="]), st.text())
def test_a_word_that_is_no_choice_ends_with_code_2_and_one_sentence(command, text):
    assume(text not in (*datasets.DATASETS, "drop", "fill"))
    *before, option = command.split()
    code, out, err = run(*before, option + text)
    *_usage, sentence = err.removesuffix("\n").split("\n")
    assert (code, out) == (2, "")
    assert f"invalid choice: {text!r}" in sentence


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])
    assert end.value.code == 0
    help_ = capsys.readouterr().out
    assert f"usage: glassneuron {command}" in help_
    assert "exit codes: 0 all is well, 1 the data or a file is at fault, 2 the command is." in help_
    assert "None" not in help_


def test_help_lists_the_commands(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    help_ = capsys.readouterr().out
    assert [name for name in COMMANDS if f"    {name} " in help_] == COMMANDS


def test_every_figure_can_be_drawn():
    assert {*cli.DRAW, *cli.ALWAYS_THE_SAME} == set(arguments.FIGURES)


def test_program_runs_as_a_module(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["glassneuron", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("glassneuron", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out == f"{glassneuron.__version__}\n"


def raising(error):
    def run(*_):
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [(KeyboardInterrupt, 130, "glassneuron: stopped.\n"), (BrokenPipeError, 141, "")],
)
def test_ctrl_c_and_a_reader_that_has_gone_are_no_errors(
    monkeypatch, capsys, error, code, sentence
):
    monkeypatch.setattr(experiment, "run", raising(error))
    assert cli.main(["experiment"]) == code
    assert capsys.readouterr().err == sentence


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert cli.main(["experiment", "--iterations", "1000", "--print-every", "400"]) == 0
    assert f"[{'#' * 15}{'.' * 15}] 500 of 1,000, cost 0.0" in sys.stderr.getvalue()


@few
@given(st.integers(0, 400), st.integers(0, 30), st.sampled_from(["experiment", "titanic"]))
def test_progress_fits_into_its_line_and_is_taken_away(n_iterations, every, command):
    with redirect_stderr(Terminal()) as err, redirect_stdout(io.StringIO()) as out:
        assert cli.main([command, f"--iterations={n_iterations}", f"--print-every={every}"]) == 0
    # Every drawing starts at the beginning of the line; the last one is blank.
    pieces = err.getvalue().split("\r")
    assert pieces[0] == pieces[-1] == ""
    assert all(len(piece) <= 79 and "\n" not in piece for piece in pieces)
    assert pieces[-2].strip() == ""
    assert "#" not in out.getvalue()


def test_words_that_the_terminal_lacks_are_spelt_out(tmp_path, monkeypatch):
    path = tmp_path / "names.csv"
    path.write_text("größe,日本,y\n1,a,0\n2,b,1\n3,a,1\n", "utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", out)
    assert cli.main(["train", str(path), "--label", "y", "--test-share", "0"]) == 0
    text = out.buffer.getvalue().decode("latin-1")
    assert "größe" in text
    assert r"\u65e5\u672c = b" in text
