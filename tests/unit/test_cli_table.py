import csv
import io
import json

import numpy as np
import pytest
from command_line import few, run, says, values
from glassneuron import neuron
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
rows = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(["male", "female"]), st.booleans()), min_size=4
)


def csv_of(rows):
    lines = [f"{age},{sex},{'yes' if alive else 'no'}\n" for age, sex, alive in rows]
    return "age,sex,alive\n" + "".join(lines)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("properties")


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
