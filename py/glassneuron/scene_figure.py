"""The figure of a scene: what each machine makes of the plane, and how its cost fell."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter
from numpy.typing import NDArray

from glassneuron import measures
from glassneuron.figure_parts import MANY, counted, draw_true_line, frame, styled
from glassneuron.print_style import BLUE, DARK, DASHED, GREY, OCHRE, RED, SURFACE
from glassneuron.validation import Array

# Cells along a side of the plane, and shades between the two classes.
CELLS, SHADES = 160, 20
MOST_SHAPES = 5000


class Panel(NamedTuple):
    """A machine to be drawn.

    Attributes
    ----------
    predict : callable
        ``predict(X)`` returns its answers to points, (n_out, m_samples).
    threshold : float
        From which probability on an answer counts as class 1, where there are two classes.
    iterations, costs : ndarray, shape (n_costs,)
        Its cost at some iterations, in nats.
    """

    predict: Callable[[Array], Array]
    threshold: float
    iterations: Array
    costs: Array


def scene(
    X: Array,
    Y: Array,
    held_out: NDArray[np.bool_],
    panels: Sequence[Panel],
    line: tuple[float, float] | None = None,
) -> Figure:
    """Draw the plane of each machine with its answers as shades, and the costs of all.

    Parameters
    ----------
    X : ndarray, shape (2, m_samples)
        The points.
    Y : ndarray, shape (1, m_samples)
        Their class numbers, up to 2.
    held_out : ndarray of bool, shape (m_samples,)
        Which of them no machine learnt from: they are drawn hollow.
    panels : sequence of Panel
        One or two machines.
    line : tuple of float, optional
        The slope and intercept of the true line, where there is one.

    Returns
    -------
    Figure
        A plane for each machine, and one pair of axes with the cost of each.
    """
    with styled():
        n = len(panels) + 1
        figure = Figure(figsize=(5.2 * n, 5.9))
        places = figure.subplots(1, n)
        for i, (axes, panel) in enumerate(zip(places, panels, strict=False)):
            _draw_plane(axes, X, Y, held_out, panel)
            draw_true_line(axes, line)
            axes.set_title(_title(X, Y, panel, f"Machine {'AB'[i]}: " if n > 2 else ""))
        _draw_costs(places[-1], panels)
        handles, labels = places[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4, markerscale=1.2)
    return figure


def _draw_plane(axes: Axes, X: Array, Y: Array, held_out: NDArray[np.bool_], panel: Panel) -> None:
    extent = frame(axes, X)
    axes.set(xlabel="$x$", ylabel="$y$")
    axes.grid(visible=False)
    ticks = np.linspace(-extent, extent, CELLS)
    grid = np.array([np.tile(ticks, CELLS), np.repeat(ticks, CELLS)])
    A = panel.predict(grid).reshape(-1, CELLS, CELLS)
    if len(A) == 1:
        colours = LinearSegmentedColormap.from_list("classes", [SURFACE[0], "white", SURFACE[1]])
        levels = np.linspace(0, 1, SHADES + 1)
        axes.contourf(ticks, ticks, A[0], levels, cmap=colours).set_edgecolor("face")
        if A.min() < panel.threshold < A.max():
            axes.contour(
                ticks,
                ticks,
                A[0],
                [panel.threshold],
                colors=DARK,
                linestyles=[DASHED],
                linewidths=1.8,
            )
        name = f"ŷ = {panel.threshold:g}"
        axes.plot([], [], color=DARK, linestyle=DASHED, linewidth=1.8, label=name)
    else:
        for k, answers in enumerate(A):
            # Where it is the largest; drawn so, the borders are smooth.
            lead = answers - np.delete(A, k, axis=0).max(axis=0)
            axes.contourf(ticks, ticks, lead, [0, 1], colors=[SURFACE[k]])
    how: dict[str, Any] = {"s": 34 if X.shape[1] <= MANY else 13, "linewidth": 1.0, "zorder": 3}
    # As shapes so many would make a file that no program opens.
    how["rasterized"] = X.shape[1] > MOST_SHAPES
    for label, (colour, marker) in enumerate(zip((RED, BLUE, OCHRE), "Do^", strict=True)):
        fill = {"facecolor": colour, "edgecolor": "white", "label": f"class {label}"}
        ring = {"facecolor": "white", "edgecolor": colour, "label": f"class {label}, held out"}
        for held, look in ((False, fill), (True, ring)):
            x, y = X[:, (Y[0] == label) & (held_out == held)]
            if x.size:
                axes.scatter(x, y, marker=marker, **(how | look))


def _title(X: Array, Y: Array, panel: Panel, name: str) -> str:
    predicted = measures.predicted_classes(panel.predict(X), panel.threshold)
    m, right = X.shape[1], int(np.sum(predicted == Y))
    # Rounded down: only what is all right reads 100.0%.
    return f"{name}{counted(m, 'point')}, {1000 * right // m / 10:.1f}% classified right"


def _draw_costs(axes: Axes, panels: Sequence[Panel]) -> None:
    axes.set(title="The cost over the iterations", xlabel="iteration", ylabel="cost, in nats")
    styles: tuple[dict[str, Any], ...] = ({"color": BLUE}, {"color": GREY, "linestyle": DASHED})
    top, last = np.log(2), 1.0
    for i, (panel, how) in enumerate(zip(panels, styles, strict=False)):
        if not panel.costs.size:
            continue
        name = f"machine {'AB'[i]}, " if len(panels) > 1 else ""
        label = f"{name}{panel.costs[-1]:.4g} after {panel.iterations[-1]:,.0f}"
        axes.plot(panel.iterations, panel.costs, linewidth=2.2, label=label, **how)
        top, last = max(top, panel.costs.max()), max(last, panel.iterations[-1])
    axes.set_xlim(0, last)
    axes.set_ylim(0, 1.08 * top)
    axes.set_box_aspect(1)
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="upper right")
