"""Exported files of a machine that learnt by the learner's own code hold that code."""

import json

import pytest
from learner_code import ORIGINAL, edited, replaced
from learnt_scene import learn

NOISY = replaced(
    "backpropagation",
    "dw = np.dot(X, (A - Y).T) / X.shape[1]\n"
    "w -= learning_rate * (dw + 0.1 * np.random.normal(size=w.shape))\n"
    "return w, b - learning_rate * np.mean(A - Y)\n",
)


@pytest.mark.parametrize("code", [ORIGINAL, edited(("dZ = A - Y", "dZ = 2 * (A - Y)")), NOISY])
@pytest.mark.parametrize("on", ["fresh", "held_out"])
def test_script_learns_by_the_code_the_same_weights_to_the_last_bit(code, on, capsys):
    scene = learn({"code": code, "learning_rate": 0.05}, on=on)
    names = {}
    exec(scene.file("script").partition("# The figures")[0], names)
    ((W, b),) = scene.moment.params
    assert names["w"].tolist() == W.T.tolist()
    assert names["b"] == b.item()
    assert names["costs"] == scene.costs.tolist()
    assert "These are the page's weights, to the last bit." in capsys.readouterr().out


def test_notebook_holds_the_code_as_it_was_written():
    code = edited(("    dZ = A - Y\n", "    dZ = A - Y  # as in the article\n"))
    notebook = json.loads(learn({"code": code}).file("notebook"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code.strip() in sources
    # Our own functions are not beside it.
    assert sum("def sigmoid(" in source for source in sources) == 1
