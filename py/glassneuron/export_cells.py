"""A machine as the cells of a notebook: its points, its code, its weights, its figures.

The cells come in the article's order and hold only what this machine needs. The functions in them
are the core's own, made plain; the lines that hold these together are written out in
`export_neuron` and `export_network`, and the tests compare what they learn with what is learnt
here.
"""

from collections.abc import Sequence
from string import Template

from glassneuron import export_network, export_neuron
from glassneuron.export_learnt import Cell, Learnt, array
from glassneuron.export_network import literal
from glassneuron.features import FEATURES
from glassneuron.plain_source import expression
from glassneuron.validation import Array

TITLE = Template("""\
# $what learns $m points

The points: $title. Made with Glass Neuron.

This needs Python with NumPy, and matplotlib for the figures. It starts where the page started,
makes the same $iteration updates, and compares its weights with the page's.""")

POINTS = """\
## The points

Each point has two coordinates and a label. `X` holds one sample a column, `Y` what is wanted of
each, and `m` is their number."""
POINTS_CODE = Template('''\
$columns


def inputs(x1, x2):
    """Compute what the machine sees of each point, one input a row."""
    return np.vstack([$rows])


X = inputs(x1, x2)
Y = $wanted
m = X.shape[1]''')

WEIGHTS = """\
## The weights

They are the page's: to the last bit where NumPy rounds here as it does there, and else to some
twelve digits."""
WEIGHTS_CODE = Template("""\
$show

$page
difference = max(
    float(np.max(np.abs(ours - its) / np.maximum(1, np.abs(its)))) for ours, its in pairs
)
if difference == 0:
    print("These are the page's weights, to the last bit.")
elif difference <= 1e-12:
    print(f"These are the page's weights: they differ by {difference:.1e} at most.")
else:
    print(f"They differ from the page's by {difference:.1e}: here small roundings grow.")""")
SHOW_NEURON = """print(f"w = {w[:, 0].tolist()}, b = {b}")"""
SHOW_NETWORK = """\
for i, (W, b) in enumerate(params, start=1):
    print(f"Layer {i}: W = {W.tolist()}, b = {b[:, 0].tolist()}")"""

TESTING = "## Testing\n\nThese points were kept back: no step has seen them."
TESTING_CODE = Template("""\
$columns

A_test = $answers
predicted = $predicted
right = np.mean(predicted == label_test)
print(f"{right:.1%} of the points that were kept back are classified right.")""")

FIGURES = "## The figures\n\nThe answers over the plane, and the cost over the iterations."
FIGURES_CODE = Template("""\
try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None
    print("The figures need matplotlib: pip install matplotlib")

if plt:
    figure, (plane, curve) = plt.subplots(1, 2, figsize=(11, 4.8))
    side = 1.05 * max(10.0, np.abs(x1).max(), np.abs(x2).max())
    grid = np.meshgrid(np.linspace(-side, side, 200), np.linspace(-side, side, 200))
    answers = $answers
    colours = ["tab:red", "tab:blue", "tab:orange"]
$surface
    for k, mark in enumerate("Do^"):
        here = label == k
        plane.scatter(x1[here], x2[here], 16, colours[k], marker=mark, edgecolor="white", lw=0.4)
    plane.set(xlabel="x1", ylabel="x2", aspect="equal")
    curve.plot(costs)
    curve.set(xlabel="iteration", ylabel="cost")
    plt.show()""")
SURFACE_OF_TWO = Template("""\
    surface = answers[0].reshape(grid[0].shape)
    plane.contourf(*grid, surface, levels=np.linspace(0, 1, 11), cmap="RdBu", alpha=0.4)
    if surface.min() < $threshold < surface.max():
        plane.contour(*grid, surface, levels=[$threshold], colors="black", linestyles="dashed")""")
SURFACE_OF_THREE = """\
    for k, colour in enumerate(colours):
        lead = answers[k] - np.delete(answers, k, axis=0).max(axis=0)
        lead = lead.reshape(grid[0].shape)
        plane.contourf(*grid, lead, levels=[0, 1], colors=[colour], alpha=0.3)"""


def cells(learnt: Learnt) -> list[Cell]:
    """Return the cells that teach the machine once more, compare its weights, and draw it."""
    body = export_neuron.cells(learnt) if learnt.neuron else export_network.cells(learnt)
    return [
        *_points(learnt),
        *body,
        Cell("markdown", WEIGHTS),
        Cell("code", _weights(learnt)),
        *(_testing(learnt) if learnt.X_test.size else []),
        Cell("markdown", FIGURES),
        Cell("code", _figures(learnt)),
    ]


def _points(learnt: Learnt) -> list[Cell]:
    machine, two = learnt.machine, learnt.n_classes == 2
    title = TITLE.substitute(
        what="A network" if machine.hidden else "One neuron",
        m=f"{learnt.X.shape[1]:,}",
        title=learnt.title,
        iteration=f"{learnt.iteration:,}",
    )
    each = f"np.arange({learnt.n_classes})[:, np.newaxis]"
    code = POINTS_CODE.substitute(
        columns=_columns(("x1", "x2", "label"), learnt.X, learnt.Y),
        rows=", ".join(expression(FEATURES[name].of) for name in machine.features),
        wanted="1.0 * label[np.newaxis]" if two else f"np.where({each} == label, 1.0, 0.0)",
    )
    return [
        Cell("markdown", title),
        Cell("code", "import numpy as np"),
        Cell("markdown", POINTS),
        Cell("code", code),
    ]


def _weights(learnt: Learnt) -> str:
    if learnt.neuron:
        ((W, b),) = learnt.params
        page = f"# Ours beside the page's.\npairs = [(w, {array(W.T)}), (b, {b.item()!r})]"
        return WEIGHTS_CODE.substitute(show=SHOW_NEURON, page=page)
    page = f"page = {literal(learnt.params)}\npairs = list(zip(flat(params), flat(page)))"
    return WEIGHTS_CODE.substitute(show=SHOW_NETWORK, page=page)


def _testing(learnt: Learnt) -> list[Cell]:
    names = ("x1_test", "x2_test", "label_test")
    threshold = learnt.machine.threshold
    two = learnt.n_classes == 2
    code = TESTING_CODE.substitute(
        columns=_columns(names, learnt.X_test, learnt.Y_test),
        answers=_answers(learnt, "inputs(x1_test, x2_test)"),
        predicted=f"1 * (A_test[0] >= {threshold!r})" if two else "A_test.argmax(axis=0)",
    )
    return [Cell("markdown", TESTING), Cell("code", code)]


def _figures(learnt: Learnt) -> str:
    surface = SURFACE_OF_TWO.substitute(threshold=repr(learnt.machine.threshold))
    return FIGURES_CODE.substitute(
        answers=_answers(learnt, "inputs(grid[0].ravel(), grid[1].ravel())"),
        surface=surface if learnt.n_classes == 2 else SURFACE_OF_THREE,
    )


def _answers(learnt: Learnt, X: str) -> str:
    if learnt.neuron:
        return f"forward_propagation(w, b, {X})"
    return f"forward_propagation(params, {X})[-1][1]"


def _columns(names: Sequence[str], X: Array, Y: Array) -> str:
    coordinates = [_rows([repr(value) for value in row.tolist()], 4) for row in X]
    labels = _rows([str(int(value)) for value in Y[0]], 30)
    columns = zip(names, [*coordinates, labels], strict=True)
    return "\n".join(f"{name} = np.array([\n{rows}])" for name, rows in columns)


def _rows(values: Sequence[str], across: int) -> str:
    chunks = [values[i : i + across] for i in range(0, len(values), across)]
    return "".join(f"    {', '.join(chunk)},\n" for chunk in chunks)
