"""What the formulas of the pages beside the studio mean, as `formula_meanings` has the others."""

PAGES = {
    "sum-term": (r"@{term#} = @{w#} \cdot @{x#}", {"term#": lambda s: s["w#"] * s["x#"]}),
    "input-number": (
        r"@{x#} = \frac{@{value#} - @{mean#}}{@{deviation#}}",
        {"x#": lambda s: (s["value#"] - s["mean#"]) / s["deviation#"]},
    ),
    "input-missing": (r"@{x#} = 0", {"x#": lambda s: 0.0}),
    "input-category": (
        r"@{x#} = \left[@{place#} = @{own#}\right]",
        {"x#": lambda s: float(s["place#"] == s["own#"])},
    ),
    "line": (r"@{A} = @{w}^{\top} @{X} + @{b}", {"A": lambda s: s["w"].T @ s["X"] + s["b"]}),
    "line-point": (r"@{a} = @{w1} @{x1} + @{b}", {"a": lambda s: s["w1"] * s["x1"] + s["b"]}),
    "loss-line": (
        r"@{L} = \frac{(@{A} - @{Y})^{2}}{2}",
        {"L": lambda s: (s["A"] - s["Y"]) ** 2 / 2},
    ),
    "centred": (r"@{Xc} = @{X} - @{x_mean}", {"Xc": lambda s: s["X"] - s["x_mean"]}),
    # With one feature the pseudoinverse is a division.
    "best-w": (
        r"@{w_best} = \left({@{Xc}}^{\top}\right)^{+} (@{Y} - @{y_mean})^{\top}",
        {"w_best": lambda s: s["Xc"] @ (s["Y"] - s["y_mean"]).T / (s["Xc"] @ s["Xc"].T)},
    ),
    "best-b": (
        r"@{b_best} = @{y_mean} - {@{w_best}}^{\top} @{x_mean}",
        {"b_best": lambda s: (s["y_mean"] - s["w_best"].T @ s["x_mean"]).item()},
    ),
    "elapsed": (
        r"@{elapsed} = \sum_{k} \left(@{ended}^{(k)} - @{begun}^{(k)}\right)",
        {"elapsed": lambda s: sum(e - b for e, b in zip(s["ended"], s["begun"], strict=True))},
    ),
    "time-loop": (
        r"@{t_loop} = \frac{@{elapsed}}{@{repeats}}",
        {"t_loop": lambda s: s["elapsed"] / s["repeats"]},
    ),
    "time-matrices": (
        r"@{t_matrices} = \frac{@{elapsed}}{@{repeats}}",
        {"t_matrices": lambda s: s["elapsed"] / s["repeats"]},
    ),
    "time-ratio": (
        r"@{ratio} = \frac{@{t_loop}}{@{t_matrices}}",
        {"ratio": lambda s: s["t_loop"] / s["t_matrices"]},
    ),
}
