"""What the formulas of an optimizer's step mean, as `formula_meanings` has it of the others."""

import numpy as np

STEPS = {
    "update-w": (
        r"@{new_w} = @{w} - @{alpha} \, @{dw}",
        {"new_w": lambda s: s["w"] - s["alpha"] * s["dw"]},
    ),
    "update-b": (
        r"@{new_b} = @{b} - @{alpha} \, @{db}",
        {"new_b": lambda s: s["b"] - s["alpha"] * s["db"]},
    ),
    "update-gradient_descent": (
        r"@{new_p} = @{p} - @{alpha} \, @{g}",
        {"new_p": lambda s: s["p"] - s["alpha"] * s["g"]},
    ),
    "update-momentum": (
        r"@{v} = @{beta} \, @{v_old} + @{g} \qquad @{new_p} = @{p} - @{alpha} \, @{v}",
        {
            "v": lambda s: s["beta"] * s["v_old"] + s["g"],
            "new_p": lambda s: s["p"] - s["alpha"] * s["v"],
        },
    ),
    "update-rmsprop": (
        r"@{s} = @{beta} \, @{s_old} + (1 - @{beta}) \, {@{g}}^{2} \qquad @{new_p} = @{p} - "
        r"\frac{@{alpha} \, @{g}}{\sqrt{@{s}} + 10^{-8}}",
        {
            "s": lambda s: s["beta"] * s["s_old"] + (1 - s["beta"]) * s["g"] ** 2,
            "new_p": lambda s: s["p"] - s["alpha"] * s["g"] / (np.sqrt(s["s"]) + 1e-8),
        },
    ),
    "update-adam-mean": (
        r"@{v} = @{beta} \, @{v_old} + (1 - @{beta}) \, @{g}",
        {"v": lambda s: s["beta"] * s["v_old"] + (1 - s["beta"]) * s["g"]},
    ),
    "update-adam-square": (
        r"@{s} = @{beta2} \, @{s_old} + (1 - @{beta2}) \, {@{g}}^{2}",
        {"s": lambda s: s["beta2"] * s["s_old"] + (1 - s["beta2"]) * s["g"] ** 2},
    ),
    "update-adam-hats": (
        r"@{v_hat} = \frac{@{v}}{1 - {@{beta}}^{@{t}}} \qquad @{s_hat} = \frac{@{s}}{1 - "
        r"{@{beta2}}^{@{t}}}",
        {
            "v_hat": lambda s: s["v"] / (1 - s["beta"] ** s["t"]),
            "s_hat": lambda s: s["s"] / (1 - s["beta2"] ** s["t"]),
        },
    ),
    "update-adam": (
        r"@{new_p} = @{p} - @{alpha} \frac{@{v_hat}}{\sqrt{@{s_hat}} + 10^{-8}}",
        {
            "new_p": lambda s: s["p"] - s["alpha"] * s["v_hat"] / (np.sqrt(s["s_hat"]) + 1e-8),
        },
    ),
    "newton-slope": (
        r"@{g} = \frac{1}{@{m}} @{X1} (@{A} - @{Y})^{\top}",
        {"g": lambda s: s["X1"] @ (s["A"] - s["Y"]).T / s["m"]},
    ),
    "newton-slope-one": (
        r"@{gi} = \frac{1}{@{m}} \sum @{Xi} \odot (@{A} - @{Y})",
        {"gi": lambda s: np.sum(s["Xi"] * (s["A"] - s["Y"])) / s["m"]},
    ),
    "newton-pull": (
        r"@{pull#} = \frac{1}{@{m}} @{x#} \, (@{a} - @{y})",
        {"pull#": lambda s: s["x#"] * (s["a"] - s["y"]) / s["m"]},
    ),
    "newton-pull-b": (
        r"@{pullb} = \frac{1}{@{m}} (@{a} - @{y})",
        {"pullb": lambda s: (s["a"] - s["y"]) / s["m"]},
    ),
    "curvature": (
        r"@{H} = \frac{1}{@{m}} \left(@{X1} \odot @{A} \odot (1 - @{A})\right) {@{X1}}^{\top}",
        {"H": lambda s: s["X1"] * s["A"] * (1 - s["A"]) @ s["X1"].T / s["m"]},
    ),
    "curvature-point": (
        r"@{Hk} = \frac{1}{@{m}} @{a} (1 - @{a}) \, @{xk} \, {@{xk}}^{\top}",
        {"Hk": lambda s: s["a"] * (1 - s["a"]) * np.outer(s["xk"], s["xk"]) / s["m"]},
    ),
    "newton-step": (
        r"@{s} = {@{H}}^{-1} @{g}",
        {"s": lambda s: np.linalg.inv(s["H"]) @ s["g"]},
    ),
    "newton-step-code": (
        r"@{scale} = \sqrt{\operatorname{diag} @{H}} \qquad @{Hs} = \frac{@{H}}{@{scale} \, "
        r"{@{scale}}^{\top}} + 10^{-10} I",
        {
            "scale": lambda s: np.sqrt([[row[i]] for i, row in enumerate(s["H"])]),
            "Hs": lambda s: s["H"] / (s["scale"] @ s["scale"].T) + 1e-10 * np.identity(len(s["H"])),
        },
    ),
    "newton-step-solved": (
        r"@{s} = \frac{{@{Hs}}^{-1} (@{g} / @{scale})}{@{scale}}",
        {"s": lambda s: np.linalg.inv(s["Hs"]) @ (s["g"] / s["scale"]) / s["scale"]},
    ),
    "newton-length": (
        r"@{t} = 2^{-@{halved}}",
        {"t": lambda s: 1 / 2 ** s["halved"]},
    ),
    "newton-update": (
        r"@{new_p} = @{p} - @{t} \, @{s}",
        {"new_p": lambda s: s["p"] - s["t"] * s["s"]},
    ),
}

# Of one parameter an update says the same, with other symbols.
ONE = {"p": "wi", "new_p": "new_wi"}
RULES = [f"update-{rule}" for rule in ("gradient_descent", "momentum", "rmsprop", "adam")]


def of_one(latex, rules, names):
    for name, other in names.items():
        latex = latex.replace(f"@{{{name}}}", f"@{{{other}}}")
    back = {other: name for name, other in names.items()}

    def renamed(rule):
        return lambda s: rule({back.get(name, name): value for name, value in s.items()})

    return latex, {names.get(made, made): renamed(rule) for made, rule in rules.items()}


for rule in RULES:
    STEPS[f"{rule}-one"] = of_one(*STEPS[rule], ONE)
STEPS["newton-update-one"] = of_one(*STEPS["newton-update"], ONE | {"s": "si"})
