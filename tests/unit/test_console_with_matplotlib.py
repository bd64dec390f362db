"""The console's figures."""

import base64

import pytest
from glassneuron.console import Console
from glassneuron.user_code import UserCodeError


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


def test_lines_that_failed_leave_no_figure_to_draw_over():
    console = Console()
    with pytest.raises(UserCodeError):
        console.execute("plt.plot([1, 2])\nplt.title('Before')\nmissing")
    (figure,) = console.execute("plt.plot([1, 2])\nplt.title('After')").figures
    assert figure["text"] == "After"
