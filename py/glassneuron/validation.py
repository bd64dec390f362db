"""Turn what a caller gave into arrays the formulas can trust, or say in one sentence what is wrong.

Every function returns its argument as the core wants it (float64, the right shape), or raises a
`ValueError` that says what was expected, what came and what to do.
"""

import math
import operator
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Params = list[tuple[Array, Array]]
AnyParams = Sequence[tuple[ArrayLike, ArrayLike]]


def numbers(value: ArrayLike, name: str, infinite: bool = False) -> Array:
    """Return `value` as a float64 array of finite numbers, or of `infinite` ones too."""
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            array = _from_objects(array)
        with np.errstate(over="ignore"):
            array = array.astype(np.float64, copy=False)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} must hold numbers only; got {_shown(value)}.") from None
    allowed = ~np.isnan(array) if infinite else np.isfinite(array)
    if not allowed.all():
        count = int(array.size - np.count_nonzero(allowed))
        raise ValueError(
            f"{name} must hold {'' if infinite else 'finite '}numbers; "
            f"{count} of its {array.size} values {'is' if count == 1 else 'are'} "
            f"NaN{'' if infinite else ' or infinite'}. Remove or replace them first."
        )
    return array


def samples(X: ArrayLike, name: str = "X", n_features: int | None = None) -> Array:
    """Return `X` as (n_features, m_samples), one sample a column, with at least one of each."""
    array = numbers(X, name)
    if array.ndim != 2:
        raise ValueError(
            f"{name} must have the shape (n_features, m_samples), one sample a column; "
            f"got the shape {array.shape}."
        )
    if array.size == 0:
        raise ValueError(
            f"{name} must hold at least one sample and one feature; got the shape {array.shape}."
        )
    if n_features is not None and array.shape[0] != n_features:
        hint = f" Did you mean {name}.T?" if array.shape[1] == n_features else ""
        raise ValueError(
            f"{name} must have {n_features} rows, one for each weight; "
            f"got the shape {array.shape}.{hint}"
        )
    return array


def labels(Y: ArrayLike, m: int | None = None, name: str = "Y") -> Array:
    """Return `Y` as (1, m_samples), every label 0 or 1."""
    array = _row(Y, m, name)
    wrong = array[(array != 0) & (array != 1)]
    if wrong.size:
        raise ValueError(f"{name} must hold the labels 0 and 1 only; got {wrong[0]:g}.")
    return array


def class_numbers(Y: ArrayLike, n_classes: int | None = None, name: str = "Y") -> Array:
    """Return `Y` as (1, m_samples), every value a whole number from 0 to ``n_classes - 1``."""
    array = _row(Y, None, name)
    most = np.inf if n_classes is None else n_classes - 1
    wrong = array[(array < 0) | (array > most) | (array != np.floor(array))]
    if wrong.size:
        up_to = "0, 1, 2 and so on" if n_classes is None else f"from 0 to {n_classes - 1}"
        raise ValueError(f"{name} must hold class numbers, {up_to}; got {wrong[0]:g}.")
    return array


def probabilities(A: ArrayLike, m: int | None = None, name: str = "A") -> Array:
    """Return `A` as (1, m_samples), every value from 0 to 1."""
    array = _row(A, m, name)
    wrong = array[(array < 0) | (array > 1)]
    if wrong.size:
        raise ValueError(f"{name} must hold probabilities from 0 to 1; got {wrong[0]:g}.")
    return array


def targets(Y: ArrayLike, m: int | None = None, name: str = "Y") -> Array:
    """Return `Y` as (1, m_samples), any finite numbers."""
    return _row(Y, m, name)


def weights(w: ArrayLike, n_features: int | None = None, name: str = "w") -> Array:
    """Return `w` as a column (n_features, 1)."""
    array = numbers(w, name)
    if array.ndim != 2 or array.shape[1] != 1 or array.size == 0:
        raise ValueError(
            f"{name} must be a column of the shape (n_features, 1); got the shape {array.shape}."
        )
    if n_features is not None and array.shape[0] != n_features:
        raise ValueError(
            f"{name} must have {n_features} rows, one for each feature; "
            f"got the shape {array.shape}."
        )
    return array


def bias(b: ArrayLike, name: str = "b") -> float:
    """Return `b` as one float.

    A neuron has one bias. The article starts it once as ``np.zeros((n, 1))``: an array that
    repeats one number is read as that number, so that its line runs unchanged.
    """
    array = numbers(b, name)
    if array.size == 0 or np.any(array != array.flat[0]):
        raise ValueError(
            f"{name} must be one number, for a neuron has one bias; "
            f"got {array.size} of them, in the shape {array.shape}."
        )
    return float(array.flat[0])


def layers(params: AnyParams, n_features: int | None = None) -> Params:
    """Return `params` as (W, b), (n_out, n_in) and (n_out, 1), each fitting the one before."""
    try:
        pairs = [(W, b) for W, b in params]
    except (TypeError, ValueError):
        raise ValueError(
            f"params must be a list of layers, each a pair (W, b); got {_shown(params)}."
        ) from None
    if not pairs:
        raise ValueError("params must hold at least one layer (W, b); got none.")
    checked: Params = []
    for i, (W, b) in enumerate(pairs):
        W, b = numbers(W, f"W of layer {i + 1}"), numbers(b, f"b of layer {i + 1}")
        n_in = checked[-1][0].shape[0] if checked else n_features
        fits = W.ndim == 2 and W.size > 0 and n_in in (None, W.shape[1])
        if not fits or b.shape != (W.shape[0], 1):
            raise ValueError(
                f"Layer {i + 1} must have a W of the shape (n_out, {n_in or 'n_in'}) and a b of "
                f"the shape (n_out, 1); got {W.shape} and {b.shape}."
            )
        checked.append((W, b))
    return checked


def number(value: object, name: str) -> float:
    """Return `value` as a finite float."""
    result = _number(value)
    if math.isnan(result):
        raise ValueError(f"{name} must be a finite number; got {_shown(value)}.")
    return result


def positive(value: object, name: str) -> float:
    """Return `value` as a float above zero."""
    number = _number(value)
    if not number > 0:
        raise ValueError(f"{name} must be a positive number, such as 0.1; got {_shown(value)}.")
    return number


def at_least_zero(value: object, name: str) -> float:
    """Return `value` as a float that is not negative."""
    number = _number(value)
    if not number >= 0:
        raise ValueError(f"{name} must be a number, 0 or more; got {_shown(value)}.")
    return number


def count(value: SupportsIndex, name: str, least: int = 0) -> int:
    """Return `value` as a whole number that is not below `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ValueError(f"{name} must be a whole number, {least} or more; got {_shown(value)}.")
    return number


def choice[T](name: str, known: Mapping[str, T], argument: str) -> T:
    """Return what is `known` under that name."""
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"{argument} must be one of {', '.join(known)}; got {_shown(name)}.")
    return known[name]


def generator(rng: object, name: str = "rng") -> np.random.Generator:
    """Return `rng` if it is one of NumPy's generators."""
    if not isinstance(rng, np.random.Generator):
        raise ValueError(
            f"{name} must be a NumPy generator, such as numpy.random.default_rng(0); "
            f"got {_shown(rng)}."
        )
    return rng


def no_overflow(result: Array, name: str) -> None:
    """Refuse a `result` that has left the range of floating-point numbers."""
    if not np.isfinite(result).all():
        raise ValueError(
            f"{name} came out larger than the largest floating-point number, about 1.8e308. "
            f"Scale the samples down or take a smaller learning rate, such as 0.1."
        )


def _number(value: object) -> float:
    # NaN, which compares as false with everything, stands for whatever is no finite number.
    if isinstance(value, bool) or not isinstance(value, Real):
        return math.nan
    try:
        number = float(value)
    except OverflowError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def _row(value: ArrayLike, m: int | None, name: str) -> Array:
    array = numbers(value, name)
    wanted = "(1, m_samples)" if m is None else f"(1, {m})"
    if array.ndim != 2 or array.shape[0] != 1 or (m is not None and array.shape[1] != m):
        hint = f" Did you mean {name}.reshape(1, -1)?" if array.size == (m or array.size) else ""
        raise ValueError(
            f"{name} must have the shape {wanted}, one value for each sample; "
            f"got the shape {array.shape}.{hint if array.size else ''}"
        )
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one sample; got none.")
    return array


def _from_objects(array: NDArray[np.generic]) -> Array:
    # Columns of a data frame often come as objects that are numbers; strings and complex ones not.
    if array.dtype.kind != "O" or any(isinstance(item, str | bytes) for item in array.flat):
        raise TypeError
    return array.astype(np.float64)


def _shown(value: object) -> str:
    try:
        # An array is written on several lines.
        text = "nothing" if value is None else " ".join(map(str.strip, repr(value).splitlines()))
    except ValueError:
        text = f"{type(value).__name__} of too many digits"
    return text if len(text) <= 40 else f"{text[:37]}..."
