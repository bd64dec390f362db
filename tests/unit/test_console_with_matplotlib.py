"""The console's figures."""

import base64

from glassneuron.console import Console


def test_a_figure_is_shown_and_said():
    console = Console()
    shown = console.execute(
        "plt.plot([1, 2], [3, 4])\nplt.title('Cost')\nplt.xlabel('iteration')\n"
        "plt.ylabel('J')\nplt.show()"
    )
    assert shown.value is None
    (figure,) = shown.figures
    start, _, data = figure["picture"].partition(",")
    assert start == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert figure["text"] == "Cost; J over iteration"
    # It is shown once, and what pyplot returns is of no interest.
    assert console.execute("1").figures == []
    assert console.execute("plt.plot([1, 2])").value is None
