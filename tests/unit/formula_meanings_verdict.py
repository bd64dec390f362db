"""What the formulas of right and wrong answers mean, as `formula_meanings` has it of the others."""

import numpy as np


def chosen(name, answers):
    return {name: lambda s: np.where(s[answers] >= s["tau"], 1.0, 0.0)}


VERDICTS = {
    "classify": (
        r"@{Yh} = \begin{cases} 1 & @{A} \ge @{tau} \\ 0 & @{A} < @{tau} \end{cases}",
        chosen("Yh", "A"),
    ),
    "classify-point": (
        r"@{yh} = \begin{cases} 1 & @{a} \ge @{tau} \\ 0 & @{a} < @{tau} \end{cases}",
        chosen("yh", "a"),
    ),
    "classify-3": (
        r"@{Yh} = \arg\max_{k} @{A}_{k}",
        {"Yh": lambda s: [[max(range(3), key=list(one).__getitem__) for one in s["A"].T]]},
    ),
    "classify-3-point": (
        r"@{yh} = \arg\max \left(@{as1}, @{as2}, @{as3}\right)",
        {"yh": lambda s: max(range(3), key=lambda k: s[f"as{k + 1}"])},
    ),
    "accuracy": (
        r"@{acc} = \frac{1}{@{m}} \sum_{i=1}^{@{m}} \left[@{Yh}^{(i)} = @{Y}^{(i)}\right]",
        {"acc": lambda s: sum(s["Yh"][0] == s["Y"][0]) / s["m"]},
    ),
    "cells": (
        r"@{E} = @{classes} \, @{Y} + @{Yh}",
        {"E": lambda s: (s["classes"] * s["Y"] + s["Yh"])[0]},
    ),
    "confusion": (
        r"@{C} = \sum_{k=1}^{@{m}} \left[@{E}^{(k)} = @{classes} \, i + j\right]",
        {
            "C": lambda s: [
                [np.sum(s["E"] == s["classes"] * i + j) for j in range(s["classes"])]
                for i in range(s["classes"])
            ],
        },
    ),
    "precision": (
        r"@{answered} = @{TP} + @{false_positives} \qquad @{precision} = "
        r"\frac{@{TP}}{@{answered}}",
        {
            "answered": lambda s: s["TP"] + s["false_positives"],
            "precision": lambda s: s["TP"] / s["answered"],
        },
    ),
    "recall": (
        r"@{present} = @{TP} + @{false_negatives} \qquad @{recall} = \frac{@{TP}}{@{present}}",
        {
            "present": lambda s: s["TP"] + s["false_negatives"],
            "recall": lambda s: s["TP"] / s["present"],
        },
    ),
}
