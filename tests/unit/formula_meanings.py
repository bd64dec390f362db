"""What the formulas of the glass mean, written by hand beside their LaTeX.

For each formula of web/formulas.json its LaTeX, and what it says of each symbol on a left side,
computed from the symbols on the right. Arrays are as the article has them: samples in columns.
"""

import numpy as np
from formula_meanings_pages import PAGES
from formula_meanings_steps import STEPS
from formula_meanings_verdict import VERDICTS


def sigma(z):
    # Not the core's: half of tanh(z/2), moved up.
    return 0.5 + np.tanh(np.asarray(z) / 2) / 2


def total(s, pattern, join=np.sum):
    """Sum the products of numbered symbols: total(s, "w x") is w1 x1 + w2 x2 + ..."""
    names = pattern.split()
    count = sum(f"{names[0]}{k}" in s for k in range(1, 9))
    return join([np.prod([s[f"{name}{k}"] for name in names]) for k in range(1, count + 1)])


def ln(a):
    # Where a is 0 its factor is 0 too.
    return np.log(np.maximum(a, 1e-300))


def activation(make, answers, sums):
    return {answers: lambda s: make(s[sums])}


MEANINGS = {
    **VERDICTS,
    **PAGES,
    "sum": (r"@{Z} = @{w}^{\top} @{X} + @{b}", {"Z": lambda s: s["w"].T @ s["X"] + s["b"]}),
    "sum-point": (
        r"@{z} = |@{w#} @{x#}| + | + @{b}",
        {"z": lambda s: total(s, "w x") + s["b"]},
    ),
    "sum-layer": (r"@{Zl} = @{Wl} @{Ap} + @{bl}", {"Zl": lambda s: s["Wl"] @ s["Ap"] + s["bl"]}),
    "sum-path": (
        r"@{zl} = |@{w#} @{a#}| + | + @{bl}",
        {"zl": lambda s: total(s, "w a") + s["bl"]},
    ),
    "activation": (
        r"@{A} = \sigma(@{Z}) = \frac{1}{1 + e^{-@{Z}}}",
        activation(sigma, "A", "Z"),
    ),
    "sigmoid-code": (
        r"@{e} = e^{-\lvert @{Z} \rvert} \qquad @{A} = \begin{cases} \frac{1}{1 + @{e}} & @{Z} \ge "
        r"0 \\ \frac{@{e}}{1 + @{e}} & @{Z} < 0 \end{cases}",
        {
            "e": lambda s: np.exp(-np.abs(s["Z"])),
            "A": lambda s: np.where(s["Z"] >= 0, 1 / (1 + s["e"]), s["e"] / (1 + s["e"])),
        },
    ),
    "activation-point": (
        r"@{a} = \sigma(@{z}) = \frac{1}{1 + e^{-@{z}}}",
        activation(sigma, "a", "z"),
    ),
    "activation-softmax": (
        r"@{Al} = \frac{e^{@{Zl}}}{\sum_{k} e^{@{Zl}_{k}}}",
        {"Al": lambda s: np.exp(s["Zl"]) / np.exp(s["Zl"]).sum(axis=0)},
    ),
    "activation-softmax-point": (
        r"@{al} = \frac{e^{@{zl}}}{e^{@{zs1}} + e^{@{zs2}} + e^{@{zs3}}}",
        {"al": lambda s: np.exp(s["zl"]) / sum(np.exp(s[f"zs{k}"]) for k in (1, 2, 3))},
    ),
    "loss": (
        r"@{L} = -\left(@{Y} \ln @{A} + (1 - @{Y}) \ln(1 - @{A})\right)",
        {"L": lambda s: -(s["Y"] * ln(s["A"]) + (1 - s["Y"]) * ln(1 - s["A"]))},
    ),
    "loss-point": (
        r"@{l} = -\left(@{y} \ln @{a} + (1 - @{y}) \ln(1 - @{a})\right)",
        {"l": lambda s: -(s["y"] * ln(s["a"]) + (1 - s["y"]) * ln(1 - s["a"]))},
    ),
    "loss-cross_entropy": (
        r"@{L} = -\sum_{k} @{Y}_{k} \ln @{A}_{k}",
        {"L": lambda s: -(s["Y"] * ln(s["A"])).sum(axis=0, keepdims=True)},
    ),
    "loss-cross_entropy-point": (
        r"@{l} = -\left(@{ys1} \ln @{as1} + @{ys2} \ln @{as2} + @{ys3} \ln @{as3}\right)",
        {"l": lambda s: -sum(s[f"ys{k}"] * ln(s[f"as{k}"]) for k in (1, 2, 3))},
    ),
    "loss-squared_error": (
        r"@{L} = \sum_{k} \frac{(@{A}_{k} - @{Y}_{k})^{2}}{2}",
        {"L": lambda s: ((s["A"] - s["Y"]) ** 2).sum(axis=0, keepdims=True) / 2},
    ),
    "loss-squared_error-point": (
        r"@{l} = \frac{(@{a} - @{y})^{2}}{2}",
        {"l": lambda s: (s["a"] - s["y"]) ** 2 / 2},
    ),
    "loss-squared_error-point-3": (
        r"@{l} = \frac{(@{as1} - @{ys1})^{2} + (@{as2} - @{ys2})^{2} + (@{as3} - @{ys3})^{2}}{2}",
        {"l": lambda s: sum((s[f"as{k}"] - s[f"ys{k}"]) ** 2 for k in (1, 2, 3)) / 2},
    ),
    "cost": (
        r"@{J} = \frac{1}{@{m}} \sum_{i=1}^{@{m}} @{L}^{(i)}",
        {"J": lambda s: np.sum(s["L"]) / s["m"]},
    ),
    "cost-penalty": (
        r"@{J} = \frac{1}{@{m}} \sum_{i=1}^{@{m}} @{L}^{(i)} + @{l1} \sum \lvert W \rvert + "
        r"\frac{@{l2}}{2} \sum W^{2}",
        {
            "J": lambda s: (
                np.sum(s["L"]) / s["m"]
                + sum(s["l1"] * np.abs(W).sum() + s["l2"] / 2 * (W**2).sum() for W in s["Ws"])
            )
        },
    ),
    "share": (r"@{share} = \frac{1}{@{m}} @{l}", {"share": lambda s: s["l"] / s["m"]}),
    "slope": (r"@{dZ} = @{A} - @{Y}", {"dZ": lambda s: s["A"] - s["Y"]}),
    "slope-point": (r"@{dz} = @{a} - @{y}", {"dz": lambda s: s["a"] - s["y"]}),
    "slope-matched": (r"@{dZl} = @{Al} - @{Y}", {"dZl": lambda s: s["Al"] - s["Y"]}),
    "slope-matched-point": (r"@{dzl} = @{al} - @{y}", {"dzl": lambda s: s["al"] - s["y"]}),
    "slope-sigmoid-squared": (
        r"@{dZl} = (@{Al} - @{Y}) \odot @{Al} \odot (1 - @{Al})",
        {"dZl": lambda s: (s["Al"] - s["Y"]) * s["Al"] * (1 - s["Al"])},
    ),
    "slope-sigmoid-squared-point": (
        r"@{dzl} = (@{al} - @{y}) \, @{al} (1 - @{al})",
        {"dzl": lambda s: (s["al"] - s["y"]) * s["al"] * (1 - s["al"])},
    ),
    "slope-softmax-squared": (
        r"@{D} = @{Al} - @{Y} \qquad @{dZl} = @{Al} \odot \left(@{D} - \sum_{k} @{D}_{k} \odot "
        r"@{Al}_{k}\right)",
        {
            "D": lambda s: s["Al"] - s["Y"],
            "dZl": lambda s: s["Al"] * (s["D"] - (s["D"] * s["Al"]).sum(axis=0)),
        },
    ),
    "slope-softmax-squared-point": (
        r"@{dj} = @{al} - @{y} \qquad @{dzl} = @{al} \left(@{dj} - (@{d1} @{as1} + @{d2} @{as2} + "
        r"@{d3} @{as3})\right)",
        {
            "dj": lambda s: s["al"] - s["y"],
            "dzl": lambda s: s["al"] * (s["dj"] - sum(s[f"d{k}"] * s[f"as{k}"] for k in (1, 2, 3))),
        },
    ),
    "gradient-w": (
        r"@{dw} = \frac{1}{@{m}} @{X} \, {@{dZ}}^{\top}",
        {"dw": lambda s: s["X"] @ s["dZ"].T / s["m"]},
    ),
    "gradient-b": (
        r"@{db} = \frac{1}{@{m}} \sum @{dZ}",
        {"db": lambda s: np.sum(s["dZ"]) / s["m"]},
    ),
    "gradient-one": (
        r"@{dwi} = \frac{1}{@{m}} \sum @{Xi} \odot @{dZ}",
        {"dwi": lambda s: np.sum(s["Xi"] * s["dZ"]) / s["m"]},
    ),
    "gradient-one-layer": (
        r"@{dwi} = \frac{1}{@{m}} \sum @{dZr} \odot @{Ac}",
        {"dwi": lambda s: np.sum(s["dZr"] * s["Ac"]) / s["m"]},
    ),
    "gradient-one-bias": (
        r"@{dwi} = \frac{1}{@{m}} \sum @{dZr}",
        {"dwi": lambda s: np.sum(s["dZr"]) / s["m"]},
    ),
    "pull": (
        r"@{pull#} = \frac{1}{@{m}} @{x#} \, @{dz}",
        {"pull#": lambda s: s["x#"] * s["dz"] / s["m"]},
    ),
    "pull-b": (
        r"@{pullb} = \frac{1}{@{m}} @{dz}",
        {"pullb": lambda s: s["dz"] / s["m"]},
    ),
    "gradient-W": (
        r"@{dWl} = \frac{1}{@{m}} @{dZl} \, {@{Ap}}^{\top}",
        {"dWl": lambda s: s["dZl"] @ s["Ap"].T / s["m"]},
    ),
    "gradient-bl": (
        r"@{dbl} = \frac{1}{@{m}} \sum @{dZl}",
        {"dbl": lambda s: s["dZl"].sum(axis=1, keepdims=True) / s["m"]},
    ),
    "pull-path": (
        r"@{pull#} = \frac{1}{@{m}} @{dzl} \, @{a#}",
        {"pull#": lambda s: s["a#"] * s["dzl"] / s["m"]},
    ),
    "pull-path-b": (
        r"@{pullb} = \frac{1}{@{m}} @{dzl}",
        {"pullb": lambda s: s["dzl"] / s["m"]},
    ),
    "penalty": (
        r"@{Gl} = @{dWl} + @{l1} \operatorname{sign}(@{Wl}) + @{l2} @{Wl}",
        {"Gl": lambda s: s["dWl"] + s["l1"] * np.sign(s["Wl"]) + s["l2"] * s["Wl"]},
    ),
    "penalty-one": (
        r"@{gi} = @{dwi} + @{l1} \operatorname{sign}(@{wi}) + @{l2} @{wi}",
        {"gi": lambda s: s["dwi"] + s["l1"] * np.sign(s["wi"]) + s["l2"] * s["wi"]},
    ),
    "chain": (
        r"@{dZl} = @{Wn}^{\top} @{dZn} \odot @{gl}",
        {"dZl": lambda s: (s["Wn"].T @ s["dZn"]) * s["gl"]},
    ),
    "chain-path": (
        r"@{dzl} = \left(|@{v#} \, @{dz#}| + |\right) @{gl}",
        {"dzl": lambda s: total(s, "v dz") * s["gl"]},
    ),
    **STEPS,
    "derivation-outer": (
        r"@{dL_dA} = -\frac{@{y}}{@{a}} + \frac{1 - @{y}}{1 - @{a}}",
        {"dL_dA": lambda s: -s["y"] / s["a"] + (1 - s["y"]) / (1 - s["a"])},
    ),
    "derivation-inner": (
        r"@{dA_dZ} = @{a} (1 - @{a})",
        {"dA_dZ": lambda s: s["a"] * (1 - s["a"])},
    ),
    "derivation-product": (
        r"\frac{\partial \ell}{\partial z} = @{dL_dA} \cdot @{dA_dZ} = @{left} + @{right}",
        {"left": lambda s: s["dL_dA"] * s["dA_dZ"] - s["right"]},
    ),
    "derivation-end": (r"@{dz} = @{a} - @{y}", {"dz": lambda s: s["a"] - s["y"]}),
}

# A hidden layer's activation and its slope, for all samples and for one.
HIDDEN = {
    "sigmoid": (r"\sigma(@) = \frac{1}{1 + e^{-@}}", sigma),
    "tanh": (r"\tanh(@)", np.tanh),
    "relu": (r"\max(0, @)", lambda z: np.maximum(0, z)),
    "leaky_relu": (r"\max(0.01 \, @, @)", lambda z: np.maximum(0.01 * np.asarray(z), z)),
    "identity": ("@", lambda z: z),
}
CASES = r"\begin{{cases}} 1 & @ > 0 \\ {} & @ \le 0 \end{{cases}}"
BENDS = {
    "sigmoid": (r"\sigma'(@) = \sigma(@) \, (1 - \sigma(@))", lambda z: sigma(z) * (1 - sigma(z))),
    "tanh": (r"1 - \tanh^{2}(@)", lambda z: 1 - np.tanh(z) ** 2),
    "relu": (CASES.format("0"), lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0)),
    "leaky_relu": (CASES.format("0.01"), lambda z: np.where(np.asarray(z) > 0, 1.0, 0.01)),
    "identity": (r"1 \quad (A = @)", lambda z: np.ones(np.shape(z))),
}
for name in HIDDEN:
    for end, answers, sums in (("", "Al", "Zl"), ("-point", "al", "zl")):
        latex, make = HIDDEN[name]
        MEANINGS[f"activation-{name}{end}"] = (
            f"@{{{answers}}} = {latex.replace('@', f'@{{{sums}}}')}",
            activation(make, answers, sums),
        )
        latex, make = BENDS[name]
        latex = latex.replace("(A", "(a") if end else latex
        MEANINGS[f"bend-{name}{end}"] = (
            f"@{{gl}} = {latex.replace('@', f'@{{{sums}}}')}",
            activation(make, "gl", sums),
        )


def meaning(formula):
    """Find what a formula of a stage means; of "pull/2" that of "pull" for 2."""
    name, _, number = formula.partition("/")
    latex, rules = MEANINGS[name]
    if "|" in latex or not number:
        return latex, rules
    return latex, {
        made.replace("#", number): lambda s, rule=rule: rule(_Numbered(s, number))
        for made, rule in rules.items()
    }


class _Numbered:
    """Symbols in which # stands for a number."""

    def __init__(self, symbols, number):
        self.symbols, self.number = symbols, number

    def __getitem__(self, name):
        return self.symbols[name.replace("#", self.number)]
