"""What the figures look like: the page's colours, on paper; no drawing yet, and no matplotlib."""

from typing import Any

# The kinds of files, and what to leave out of each: the hour it was made.
KINDS = {"png": "Creation Time", "svg": "Date", "pdf": "CreationDate"}

BLUE, RED, PALE_RED, GREEN = "#1f5fd0", "#c4271d", "#fbc9c3", "#12853f"
OCHRE, PALE_OCHRE, PALE_BLUE = "#8a6000", "#ffe08a", "#a9c8ff"
DARK, GREY, PALE = "#1c1b22", "#5d5b68", "#dedce4"

DOTTED, DASHED = (0, (2, 2)), (0, (5, 2))
# By label. In grey the diamonds are outlines and the discs are full.
MARKS: tuple[dict[str, Any], ...] = (
    {"marker": "D", "facecolor": PALE_RED, "edgecolor": RED, "linewidth": 0.8},
    {"marker": "o", "facecolor": BLUE, "edgecolor": "white", "linewidth": 0.3},
)
# The plane behind them, by the class that is answered there.
SURFACE = (PALE_RED, PALE_BLUE, PALE_OCHRE)
RING: dict[str, Any] = {"marker": "o", "facecolor": "none", "edgecolor": DARK, "linewidth": 1.1}
TRUE_LINE: dict[str, Any] = {"color": GREEN, "linewidth": 2.4}
NEURON_LINE: dict[str, Any] = {"color": DARK, "linewidth": 1.8, "linestyle": DASHED}

SETTINGS = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.labelcolor": DARK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlepad": 12.0,
    "axes.titlesize": 11.5,
    "figure.constrained_layout.h_pad": 0.12,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.12,
    "grid.color": PALE,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    # Type 42 keeps letters as letters, which printers and search want.
    "pdf.fonttype": 42,
    "savefig.bbox": "tight",
    "savefig.dpi": 200.0,
    "savefig.pad_inches": 0.15,
    # Else the identifiers inside the file are drawn at random.
    "svg.hashsalt": "glassneuron",
    "text.color": DARK,
    "xtick.color": GREY,
    "ytick.color": GREY,
}
