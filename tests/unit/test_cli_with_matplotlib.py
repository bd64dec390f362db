import json

import pytest
from glassneuron import arguments, cli, datasets, experiment, figures
from hypothesis import given, settings
from hypothesis import strategies as st

PNG = b"\x89PNG"
SHORT = ["--points", "20", "--iterations", "5"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("figures")


def test_experiment_saves_the_articles_three_figures(tmp_path, capsys):
    folder = tmp_path / "new" / "folder"
    assert cli.main(["experiment", *SHORT, "--figures", str(folder)]) == 0
    names = ["classified-points.png", "falling-cost.png", "training-set.png"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert all(path.read_bytes().startswith(PNG) for path in folder.iterdir())
    out = capsys.readouterr().out
    assert all(f"  {folder / name}\n" in out for name in names)


def test_experiment_lists_its_figures_in_json(tmp_path, capsys):
    assert cli.main(["experiment", *SHORT, "--json", "--figures", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(told["figures"]) == sorted(map(str, tmp_path.iterdir()))


@pytest.mark.parametrize("name", arguments.FIGURES)
def test_each_figure_is_drawn_under_its_name(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["figure", name, *SHORT]) == 0
    assert capsys.readouterr() == (f"{name}.png\n", "")
    assert (tmp_path / f"{name}.png").read_bytes().startswith(PNG)


@settings(max_examples=4)
@given(
    st.builds(
        experiment.Settings,
        dataset=st.sampled_from(sorted(datasets.DATASETS)),
        n_points=st.integers(5, 30),
        noise=st.floats(0, 2),
        seed=st.integers(0, 99),
        learning_rate=st.floats(0.01, 0.5),
        n_iterations=st.integers(1, 9),
    )
)
def test_figure_shows_the_experiment_that_was_asked_for(folder, asked):
    path, it = folder / "points.svg", experiment.run(asked)
    names = ("dataset", "points", "noise", "seed", "learning-rate", "iterations")
    options = [f"--{name}={value}" for name, value in zip(names, asked, strict=True)]
    assert cli.main(["figure", "classified-points", *options, "--output", str(path)]) == 0
    expected = figures.classified_points(
        it.X_test, it.Y_test, it.end.w, it.end.b, datasets.DATASETS[asked.dataset].line
    )
    assert path.read_bytes() == figures.to_bytes(expected, "svg")


def test_folder_that_is_a_file_is_told_before_the_training(tmp_path, capsys):
    path = tmp_path / "file"
    path.touch()
    assert cli.main(["experiment", "--figures", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"glassneuron: {path} cannot be read or written: File exists.\n"
