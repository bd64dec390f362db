"""Every unit test passes in the Python that the site ships, too."""

import pytest
from buildtools import node_pyodide, pyodide_tests
from buildtools.steps import BuildError

INSIDE, _ = pyodide_tests.files()
# One run, of which the first test waits for all, takes minutes where two processes share a core.
pytestmark = pytest.mark.timeout(1200)


@pytest.mark.parametrize("unit_test_file", INSIDE)
def test_unit_tests_pass_inside_pyodide(unit_test_file, outcomes):
    passed, problems = outcomes[unit_test_file]
    if problems:
        pytest.fail("\n\n".join(problems), pytrace=False)
    assert passed > 0, "there is no test in it"


FILES = {
    "test_good.py": "def test_one(): pass\ndef test_two(): pass\n",
    "test_bad.py": "def test_fine(): pass\ndef test_wrong(): assert 6 * 9 == 42\n",
    "test_skipped.py": "import pytest\n\ndef test_later(): pytest.skip('not today')\n",
    "test_setup.py": (
        "import pytest\n@pytest.fixture\ndef thing(): raise OSError('no thing')\n"
        "def test_thing(thing): pass\n"
    ),
    "test_unreadable.py": "import a_module_that_is_nowhere\n",
    "test_empty.py": "",
    "test_where.py": (
        "import sys, glassneuron, numpy\n"
        "def test_where(): assert sys.platform == 'emscripten'\n"
        "def test_core(): assert glassneuron.__file__.startswith('/lib/python3')\n"
    ),
}


def test_whatever_fails_inside_is_told_outside(tmp_path):
    for name, source in FILES.items():
        (tmp_path / name).write_text(source, "utf-8")
    outcomes = pyodide_tests.run(FILES, tmp_path)
    assert {name: outcome.passed for name, outcome in outcomes.items()} == {
        **dict.fromkeys(FILES, 0),
        "test_good.py": 2,
        "test_bad.py": 1,
        "test_where.py": 2,
    }
    problems = {name: "\n".join(outcome.problems) for name, outcome in outcomes.items()}
    assert "assert (6 * 9) == 42" in problems["test_bad.py"]
    assert "not today" in problems["test_skipped.py"]
    assert "no thing" in problems["test_setup.py"]
    assert "a_module_that_is_nowhere" in problems["test_unreadable.py"]
    assert problems["test_good.py"] == problems["test_where.py"] == ""


def test_run_that_breaks_off_is_told_with_its_last_words(tmp_path, monkeypatch):
    program = tmp_path / "program.py"
    program.write_text("print('goodbye')\nraise MemoryError('too much')\n", "utf-8")
    monkeypatch.setattr(pyodide_tests, "PROGRAM", program)
    with pytest.raises(BuildError, match=r"did not come to their end(.|\n)*goodbye(.|\n)*too much"):
        pyodide_tests.run([], tmp_path)


def test_program_gets_its_arguments_and_says_how_it_ended(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\nopen('/here/said', 'w').write(sys.argv[1])\nprint('done')\n1 / 0\n", "utf-8"
    )
    ended = node_pyodide.run(program, ["good day"], {"/here": tmp_path})
    assert (tmp_path / "said").read_text("utf-8") == "good day"
    assert ended.stdout == "done\n"
    assert ended.returncode != 0
    assert "ZeroDivisionError" in ended.stderr


def test_old_site_is_not_taken_for_the_new_one(tmp_path):
    core = tmp_path / "py"
    (core / "glassneuron").mkdir(parents=True)
    (core / "glassneuron" / "neuron.py").write_text("changed = True\n", "utf-8")
    with pytest.raises(BuildError, match="is older than the core: run"):
        node_pyodide.find_lock(pyodide_tests.ROOT / "dist", core)
    with pytest.raises(BuildError, match="should hold the built site"):
        node_pyodide.find_lock(tmp_path)
