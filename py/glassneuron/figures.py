"""Figures to print: the article's pictures, drawn by matplotlib.

Every function takes data and returns a `matplotlib.figure.Figure`; `save` makes a file of it and
`to_bytes` the file's content. The classes differ in shape and shade as well as in colour, and so do
the lines: nothing is lost in a print without colours, or to an eye that does not see them. There is
no pyplot here, which would keep every figure in memory.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter
from numpy.typing import ArrayLike

from glassneuron import measures, neuron, print_style, validation
from glassneuron.figure_parts import (
    MANY,
    add_legend,
    counted,
    draw_classes,
    draw_true_line,
    new_axes,
    new_plane,
    styled,
    write,
)
from glassneuron.figure_parts import save as save
from glassneuron.figure_parts import to_bytes as to_bytes
from glassneuron.print_style import BLUE, DARK, DASHED, DOTTED, GREY, RED
from glassneuron.surfaces import CostSurface
from glassneuron.validation import Array

# In parts of a picture's side: what lies nearer together has no room for two texts.
NEAR = 0.07


def training_set(X: ArrayLike, Y: ArrayLike, line: tuple[float, float] | None = None) -> Figure:
    """Draw the points that the neuron learns from.

    Parameters
    ----------
    X : array_like, shape (2, m_samples)
        The points.
    Y : array_like, shape (1, m_samples)
        The labels, each 0 or 1.
    line : tuple of float, optional
        The slope and intercept of the true line, where there is one.

    Returns
    -------
    Figure
        The plane from -10 to 10, or more of it where a point lies outside.

    Raises
    ------
    ValueError
        If the shapes do not fit together or a value is not allowed.
    """
    X, Y = _points(X, Y)
    with styled():
        figure, axes = new_plane(X, f"The training set: {counted(X.shape[1], 'point')}")
        # Noise may have taken points across the line.
        apart = line is not None and np.array_equal(X[1] > line[0] * X[0] + line[1], Y[0] == 1)
        sides = (", below the line", ", above the line") if apart else ("", "")
        draw_classes(axes, X, Y, [f"class {label}{side}" for label, side in enumerate(sides)])
        draw_true_line(axes, line)
        add_legend(figure)
    return figure


def falling_cost(iterations: Sequence[int], costs: Sequence[float]) -> Figure:
    """Draw the cost over the iterations, with the first and the last value written beside it.

    Parameters
    ----------
    iterations : sequence of int
        How many updates had been made.
    costs : sequence of float
        The cost then, in nats.

    Raises
    ------
    ValueError
        If there is no iteration, or the two sequences differ in length.
    """
    x, y = validation.numbers(iterations, "iterations"), validation.numbers(costs, "costs")
    if x.ndim != 1 or x.shape != y.shape or not x.size:
        raise ValueError(
            f"iterations and costs must be two lists of the same length, 1 or more; "
            f"got the shapes {x.shape} and {y.shape}."
        )
    with styled():
        figure, axes = new_axes(
            (6.4, 4.2), "The cost over the iterations", "iteration", "cost $J(w, b)$, in nats"
        )
        axes.plot(x, y, color=BLUE, linewidth=2.2, clip_on=False, zorder=3)
        for i, shift, side in ((0, (8, 5), "left"), (-1, (2, 9), "right"))[: x.size]:
            axes.plot(x[i], y[i], "o", color=BLUE, markersize=6, clip_on=False, zorder=4)
            write(axes, f"{y[i]:.4g}", x[i], y[i], shift, horizontalalignment=side)
        axes.set_xlim(x[0], max(x[-1], x[0] + 1))
        axes.set_ylim(0, 1.08 * max(y.max(), np.log(2)))
        axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    return figure


def classified_points(
    X: ArrayLike,
    Y: ArrayLike,
    w: ArrayLike,
    b: ArrayLike,
    line: tuple[float, float] | None = None,
) -> Figure:
    """Draw points as the neuron classifies them, ring the ones it misses, and dash its own line.

    Parameters
    ----------
    X, Y, line
        As for `training_set`; a point's colour and shape are the neuron's answer.
    w : array_like, shape (2, 1)
        The weights.
    b : float
        The bias.

    Raises
    ------
    ValueError
        If the shapes do not fit together or a value is not allowed.
    """
    X, Y = _points(X, Y)
    w, b = validation.weights(w, n_features=2), validation.bias(b)
    predicted = measures.classify(neuron.forward_propagation(w, b, X))
    missed = X[:, (predicted != Y)[0]]
    m, n_missed = X.shape[1], missed.shape[1]
    # Rounded down: only what is all right reads 100.0%.
    percent = 1000 * (m - n_missed) // m / 10
    with styled():
        figure, axes = new_plane(
            X, f"{counted(m, 'point')}, {percent:.1f}% of them classified right"
        )
        draw_classes(axes, X, predicted, ["classified as 0", "classified as 1"])
        size, text = 80 if n_missed <= MANY else 32, f"missed: {n_missed:,}"
        axes.scatter(missed[0], missed[1], size, label=text, zorder=5, **print_style.RING)
        draw_true_line(axes, line)
        _draw_boundary(axes, w[:, 0], b)
        add_legend(figure)
    return figure


def sigmoid_curve() -> Figure:
    """Draw the sigmoid, which makes a probability of any number, for z from -8 to 8."""
    z = np.linspace(-8, 8, 321)
    with styled():
        figure, axes = new_axes(
            (6.4, 4.2),
            r"The sigmoid  $\sigma(z) = \dfrac{1}{1 + e^{-z}}$",
            "$z = w^T x + b$, the linear part",
            r"$\hat{y} = \sigma(z)$, the probability of class 1",
        )
        axes.axhline(0.5, color=GREY, linewidth=1, linestyle=DOTTED)
        axes.axvline(0, color=GREY, linewidth=1, linestyle=DOTTED)
        axes.plot(z, neuron.sigmoid(z), color=BLUE, linewidth=2.4, zorder=3)
        axes.plot(0, 0.5, "o", color=BLUE, markersize=7, zorder=4)
        write(axes, r"$\sigma(0) = 0.5$", 0, 0.5, (10, -14))
        write(axes, "class 1 from here up", -8, 0.5, (6, 6), color=GREY)
        write(axes, "class 0 below", -8, 0.5, (6, -14), color=GREY)
        axes.set_xlim(-8, 8)
        axes.set_ylim(-0.02, 1.02)
    return figure


def loss_curves() -> Figure:
    """Draw the loss of every answer from 0 to 1: for y = 1, and dashed for y = 0."""
    A = np.linspace(0, 1, 1001)[np.newaxis, 1:-1]
    ones = np.ones_like(A)
    with styled():
        figure, axes = new_axes(
            (6.4, 4.4),
            r"The loss  $L(\hat{y}, y) = -(y\,\ln\,\hat{y} + (1 - y)\,\ln\,(1 - \hat{y}))$",
            r"$\hat{y}$, the neuron’s answer",
            "loss $L$, in nats",
        )
        axes.plot(A[0], neuron.loss(A, ones)[0], color=BLUE, linewidth=2.4)
        axes.plot(A[0], neuron.loss(A, 0 * ones)[0], color=RED, linewidth=2.4, linestyle=DASHED)
        axes.plot(0.5, np.log(2), "o", color=DARK, markersize=6, zorder=4)
        write(axes, "undecided: ln 2", 0.5, np.log(2), (0, -22), horizontalalignment="center")
        axes.text(0.06, 3.25, r"label $y = 1$:  $-\ln\,\hat{y}$", color=BLUE)
        axes.text(0.94, 3.25, r"label $y = 0$:  $-\ln\,(1 - \hat{y})$", color=RED, ha="right")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 5)
    return figure


def descent(surface: CostSurface, over: tuple[str, str] = ("w1", "w2")) -> Figure:
    """Draw the way of gradient descent on its cost surface, as on a map.

    Parameters
    ----------
    surface : CostSurface
        From `glassneuron.surfaces.cost_surface`, with a path of one place for each step.
    over : pair of str
        The names of its two parameters.

    Returns
    -------
    Figure
        Lines of equal cost, and the path with its 1st, 10th, 100th … step, where they lie apart.
    """
    # The shades follow the logarithm, which a cost of 0 has not, and need a top above the bottom.
    low = max(surface.cost.min(), 1e-6 * surface.cost.max(), 1e-300)
    levels = np.geomspace(low, max(surface.cost.max(), 1.01 * low), 15)
    cost = np.maximum(surface.cost, low)
    (x, y), last = surface.path[:2], surface.path.shape[1] - 1
    with styled():
        title = "Gradient descent on its cost surface"
        figure, axes = new_axes((6.4, 5.2), title, _symbol(over[0]), _symbol(over[1]))
        axes.grid(visible=False)
        # The dark half of the scale lies above the cost: on the pale half one can read a text.
        norm = LogNorm(low, levels[-1] * (levels[-1] / low) ** 0.8)
        shades = axes.contourf(
            surface.first, surface.second, cost, levels=levels, norm=norm, cmap="Blues"
        )
        shades.set(edgecolor="white", linewidth=0.6)
        bar = figure.colorbar(shades, ax=axes, ticks=levels[::2], format="%.2g")
        bar.minorticks_off()
        bar.set_label("cost in nats, the other parameters as at the end")
        axes.plot(x, y, color=DARK, linewidth=1.2, marker=".", markersize=4)
        for step in _milestones(surface):
            axes.plot(x[step], y[step], "o", color="white", markeredgecolor=DARK, markersize=6)
            write(axes, f"{step:,}", x[step], y[step], (7, 5))
        steps = f"after {counted(last, 'step')}"
        for i, mark, text, up in ((0, "s", "start", -12), (-1, "D", steps, 5))[: x.size]:
            axes.plot(x[i], y[i], mark, color=DARK, markeredgecolor="white", markersize=9)
            write(axes, text, x[i], y[i], (9, up))
    return figure


def _points(X: ArrayLike, Y: ArrayLike) -> tuple[Array, Array]:
    X = validation.samples(X)
    if X.shape[0] != 2:
        raise ValueError(f"X must have two rows to be drawn, x and y; got the shape {X.shape}.")
    return X, validation.labels(Y, m=X.shape[1])


def _draw_boundary(axes: Axes, w: Array, b: float) -> None:
    """Draw the line wᵀx + b = 0 where it crosses the plane."""
    length = np.hypot(*w)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        (w1, w2), distance = w / length, -b / length
    if abs(distance) < np.hypot(*axes.get_xlim()):
        foot = (distance * w1, distance * w2)
        along = (foot[0] - w2, foot[1] + w1)
        axes.axline(foot, along, label="the neuron’s line", zorder=4, **print_style.NEURON_LINE)


def _milestones(surface: CostSurface) -> list[int]:
    """Choose those of the steps 1, 10, 100, … that are apart from each other and from the ends."""
    places = surface.path[:2].T / [np.ptp(surface.first), np.ptp(surface.second)]
    last, chosen = len(places) - 1, list[int]()
    for step in (10**k for k in range(len(str(last))) if 10**k < last):
        away = np.linalg.norm(places[step] - places[[0, last, *chosen]], axis=1)
        if away.min() > NEAR:
            chosen.append(step)
    return chosen


def _symbol(name: str) -> str:
    return f"${name[0]}_{{{name[1:]}}}$" if name[1:] else f"${name}$"
