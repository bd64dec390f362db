import io
import re
import runpy
import sys
from contextlib import redirect_stderr, redirect_stdout

import glassneuron
import pytest
from command_line import few, run
from glassneuron import arguments, cli, datasets, experiment
from hypothesis import assume, given
from hypothesis import strategies as st

COMMANDS = ["experiment", "train", "predict", "figure", "titanic"]


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
