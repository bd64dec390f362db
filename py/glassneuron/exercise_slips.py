"""Common slips of each exercise, each as the function that somebody who makes it would write.

A wrong answer that equals what one of them gives is known by it. Here nothing is checked and
everything is short; for what is right see `neuron`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from glassneuron.validation import Array

# What a slip gives may have any shape: that is often what is wrong with it.
Anything = Any
Pair = tuple[Anything, Anything]


class Slip(NamedTuple):
    """A wrong function, the key of the advice to who wrote it, and the values in that advice."""

    key: str
    function: Callable[..., Anything]
    values: Mapping[str, str] = {}


def _sigmoid(z: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-z)))


SIGMOID = (
    Slip("sigmoid.sign", lambda z: 1 / (1 + np.exp(z))),
    Slip("sigmoid.minus", lambda z: 1 / (1 - np.exp(-z))),
    Slip("sigmoid.brackets", lambda z: 1 + np.exp(-z)),
    Slip("sigmoid.no_one", lambda z: 1 / np.exp(-z)),
    Slip("sigmoid.only_exp", lambda z: np.exp(-z)),
    Slip("sigmoid.overflow", lambda z: np.exp(z) / (1 + np.exp(z))),
    Slip("sigmoid.tanh", np.tanh),
    Slip("sigmoid.slope", lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    Slip("sigmoid.step", lambda z: z > 0),
    Slip("sigmoid.step", lambda z: z >= 0),
    Slip("sigmoid.base", lambda z: 1 / (1 + 10.0**-z)),
    Slip("sigmoid.base", lambda z: 1 / (1 + 2.0**-z)),
    Slip("sigmoid.identity", lambda z: z),
)

FORWARD_PROPAGATION = (
    Slip("forward.no_bias", lambda w, b, X: _sigmoid(w.T @ X)),
    Slip("forward.minus_bias", lambda w, b, X: _sigmoid(w.T @ X - b)),
    Slip("forward.no_sigmoid", lambda w, b, X: w.T @ X + b),
    Slip("forward.twice", lambda w, b, X: _sigmoid(_sigmoid(w.T @ X + b))),
    Slip("forward.late_bias", lambda w, b, X: _sigmoid(w.T @ X) + b),
    Slip("forward.transposed", lambda w, b, X: _sigmoid(X.T @ w + b)),
    Slip("forward.elementwise", lambda w, b, X: _sigmoid(w * X + b)),
    Slip("forward.summed", lambda w, b, X: _sigmoid(np.sum(w * X) + b)),
)


def _with(first: Array, second: Array, Y: Array) -> Array:
    return -(Y * first + (1 - Y) * second)


LOSS = (
    Slip("loss.sign", lambda A, Y: -_with(np.log(A), np.log(1 - A), Y)),
    Slip("loss.no_second", lambda A, Y: -Y * np.log(A)),
    Slip("loss.no_second", lambda A, Y: Y * np.log(A)),
    Slip("loss.no_first", lambda A, Y: -(1 - Y) * np.log(1 - A)),
    Slip("loss.no_first", lambda A, Y: (1 - Y) * np.log(1 - A)),
    Slip("loss.only_log", lambda A, Y: -np.log(A)),
    Slip("loss.only_log", lambda A, Y: np.log(A)),
    Slip("loss.log10", lambda A, Y: _with(np.log10(A), np.log10(1 - A), Y)),
    Slip("loss.log2", lambda A, Y: _with(np.log2(A), np.log2(1 - A), Y)),
    Slip("loss.swapped", lambda A, Y: _with(np.log(Y), np.log(1 - Y), A)),
    Slip("loss.one_minus", lambda A, Y: -Y * np.log(A) + (1 - Y) * np.log(1 - A)),
    Slip("loss.no_label", lambda A, Y: -(Y * np.log(A) + np.log(1 - A))),
    Slip("loss.no_first_label", lambda A, Y: -(np.log(A) + (1 - Y) * np.log(1 - A))),
    Slip("loss.inside", lambda A, Y: _with(np.log(A), np.log(1 + A), Y)),
    Slip("loss.summed", lambda A, Y: np.sum(_with(np.log(A), np.log(1 - A), Y))),
    Slip("loss.mean", lambda A, Y: np.mean(_with(np.log(A), np.log(1 - A), Y))),
    Slip("loss.over_m", lambda A, Y: _with(np.log(A), np.log(1 - A), Y) / Y.size),
    Slip("loss.squared", lambda A, Y: (A - Y) ** 2),
    Slip("loss.squared", lambda A, Y: (A - Y) ** 2 / 2),
    Slip("loss.difference", lambda A, Y: A - Y),
    Slip("loss.difference", lambda A, Y: Y - A),
    Slip("loss.difference", lambda A, Y: np.abs(A - Y)),
)

# They make one number of all samples, or for all: the cost should.
OF_ALL_SAMPLES = {"loss.summed", "loss.mean", "loss.over_m"}


def _mean_of(losses: Callable[..., Anything]) -> Callable[[Array, Array, int], Anything]:
    return lambda A, Y, m: np.sum(losses(A, Y)) / m


def _losses(A: Array, Y: Array) -> Array:
    return _with(np.log(A), np.log(1 - A), Y)


COST = (
    Slip("cost.no_m", lambda A, Y, m: np.sum(_losses(A, Y))),
    Slip("cost.m_twice", lambda A, Y, m: np.sum(_losses(A, Y)) / m**2),
    Slip("cost.m_above", lambda A, Y, m: np.sum(_losses(A, Y)) * m),
    Slip("cost.not_summed", lambda A, Y, m: _losses(A, Y) / m),
    Slip("cost.not_summed", lambda A, Y, m: _losses(A, Y)),
    # The number of samples in the worked examples.
    Slip("cost.fixed_m", lambda A, Y, m: np.sum(_losses(A, Y)) / 3),
    Slip("cost.half", lambda A, Y, m: np.sum(_losses(A, Y)) / (2 * m)),
    *(Slip(slip.key, _mean_of(slip.function)) for slip in LOSS if slip.key not in OF_ALL_SAMPLES),
)

Gradients = Callable[[Array, Array, Array, int], Pair]


def _from(difference: Callable[[Array, Array], Array]) -> Gradients:
    def slopes(X: Array, A: Array, Y: Array, m: int) -> Pair:
        dZ = difference(A, Y)
        return X @ dZ.T / m, np.sum(dZ) / m

    return slopes


_slopes = _from(lambda A, Y: A - Y)


def _scaled(factor: Callable[[Array, int], float]) -> Gradients:
    def slopes(X: Array, A: Array, Y: Array, m: int) -> Pair:
        dw, db = _slopes(X, A, Y, m)
        return factor(X, m) * dw, factor(X, m) * db

    return slopes


GRADIENTS = (
    Slip("slopes.sign", _from(lambda A, Y: Y - A)),
    Slip("slopes.no_m", _scaled(lambda X, m: m)),
    Slip("slopes.m_twice", _scaled(lambda X, m: 1 / m)),
    Slip("slopes.m_above", _scaled(lambda X, m: m**2)),
    Slip("slopes.fixed_m", _scaled(lambda X, m: m / 3)),
    Slip("slopes.by_n", _scaled(lambda X, m: m / X.shape[0])),
    Slip("slopes.double", _scaled(lambda X, m: 2)),
    Slip("slopes.row", lambda X, A, Y, m: ((A - Y) @ X.T / m, np.sum(A - Y) / m)),
    Slip("slopes.row", lambda X, A, Y, m: ((A - Y) @ X.T, np.sum(A - Y))),
    Slip("slopes.order", lambda X, A, Y, m: _slopes(X, A, Y, m)[::-1]),
    Slip("slopes.not_summed", lambda X, A, Y, m: (X * (A - Y) / m, (A - Y) / m)),
    Slip("slopes.not_summed", lambda X, A, Y, m: (X * (A - Y), A - Y)),
    Slip("slopes.all_summed", lambda X, A, Y, m: (np.sum(X * (A - Y)) / m, np.sum(A - Y) / m)),
    Slip("slopes.slope", _from(lambda A, Y: (A - Y) * A * (1 - A))),
    Slip("slopes.no_label", _from(lambda A, Y: A)),
)


def _update(w: Array, b: float, dw: Array, db: float, rate: float) -> Pair:
    return w - rate * dw, b - rate * db


FIXED_RATES = (0.1, 0.01, 0.001, 0.5)


def _always(rate: float) -> Callable[..., Pair]:
    return lambda w, b, dw, db, learning_rate: _update(w, b, dw, db, rate)


UPDATE = (
    Slip("step.sign", lambda w, b, dw, db, rate: (w + rate * dw, b + rate * db)),
    Slip("step.no_rate", lambda w, b, dw, db, rate: (w - dw, b - db)),
    Slip("step.no_rate", lambda w, b, dw, db, rate: (w + dw, b + db)),
    Slip("step.divided", lambda w, b, dw, db, rate: (w - dw / rate, b - db / rate)),
    *(Slip("step.fixed_rate", _always(rate), {"fixed": str(rate)}) for rate in FIXED_RATES),
    Slip("step.unchanged", lambda w, b, dw, db, rate: (w, b)),
    Slip("step.only", lambda w, b, dw, db, rate: (rate * dw, rate * db)),
    Slip("step.only", lambda w, b, dw, db, rate: (-rate * dw, -rate * db)),
    Slip("step.rate_only", lambda w, b, dw, db, rate: (w - rate, b - rate)),
    Slip("step.order", lambda w, b, dw, db, rate: (b - rate * db, w - rate * dw)),
    Slip("step.crossed", lambda w, b, dw, db, rate: (w - rate * db, b - rate * dw)),
)


def _step_after(slopes: Gradients) -> Callable[..., Pair]:
    def step(w: Array, b: float, X: Array, A: Array, Y: Array, rate: float, m: int) -> Pair:
        return _update(w, b, *slopes(X, A, Y, m), rate)

    return step


def _step_by(step: Callable[..., Pair]) -> Callable[..., Pair]:
    def whole(w: Array, b: float, X: Array, A: Array, Y: Array, rate: float, m: int) -> Pair:
        return step(w, b, *_slopes(X, A, Y, m), rate)

    return whole


# Of a whole step the numbers cannot tell where its sign was turned round, and the shape of the
# slopes shows only in that of the step.
IN_A_STEP = {
    "step.sign": "step.uphill",
    "slopes.sign": "step.uphill",
    "slopes.row": "step.table",
    "slopes.order": "step.crossed",
}


def _of_a_step(slip: Slip, function: Callable[..., Pair]) -> Slip:
    return slip._replace(key=IN_A_STEP.get(slip.key, slip.key), function=function)


BACKPROPAGATION = (
    *(_of_a_step(slip, _step_by(slip.function)) for slip in UPDATE),
    *(_of_a_step(slip, _step_after(slip.function)) for slip in GRADIENTS),
    Slip("step.slopes", lambda w, b, X, A, Y, rate, m: _slopes(X, A, Y, m)),
)

_right_step = _step_after(_slopes)


def _loop(
    step: Callable[..., Pair] = _right_step,
    count: Callable[[int], int] = lambda n_iter: n_iter,
    w: float = 0.0,
    b: float = 0.0,
) -> Callable[..., Pair]:
    def train(X: Array, Y: Array, learning_rate: float, n_iter: int) -> Pair:
        params: Pair = np.full((X.shape[0], 1), w), b
        for _ in range(count(n_iter)):
            A = _sigmoid(params[0].T @ X + params[1])
            params = step(*params, X, A, Y, learning_rate, Y.size)
        return params

    return train


def _with_stale_answers(X: Array, Y: Array, learning_rate: float, n_iter: int) -> Pair:
    w, b = _right_step(
        np.zeros((X.shape[0], 1)), 0.0, X, np.full(Y.shape, 0.5), Y, learning_rate, Y.size
    )
    return n_iter * w, n_iter * b


def _with_fresh_answers(
    w: Array, b: float, X: Array, A: Array, Y: Array, rate: float, m: int
) -> Pair:
    w, _ = _right_step(w, b, X, A, Y, rate, m)
    return w, _right_step(w, b, X, _sigmoid(w.T @ X + b), Y, rate, m)[1]


def _always_count(count: int) -> Slip:
    return Slip("loop.fixed_count", _loop(count=lambda _: count), {"fixed": str(count)})


# The first changes nothing, as the loop that keeps nothing; the others do not come round twice.
IN_NO_LOOP = {"step.unchanged", "step.order", "step.crossed", "slopes.not_summed"}

MODEL = (
    Slip("loop.never", _loop(count=lambda _: 0)),
    Slip("loop.one", _loop(count=lambda _: 1)),
    Slip("loop.fewer", _loop(count=lambda n_iter: n_iter - 1)),
    Slip("loop.more", _loop(count=lambda n_iter: n_iter + 1)),
    Slip("loop.ones", _loop(w=1.0, b=1.0)),
    Slip("loop.ones_w", _loop(w=1.0)),
    Slip("loop.ones_b", _loop(b=1.0)),
    Slip("loop.stale", _with_stale_answers),
    Slip("loop.fresh", _loop(_with_fresh_answers)),
    Slip("loop.b_stays", _loop(lambda w, b, *rest: (_right_step(w, b, *rest)[0], b))),
    Slip("loop.w_stays", _loop(lambda w, b, *rest: (w, _right_step(w, b, *rest)[1]))),
    Slip("step.order", lambda *args: _loop()(*args)[::-1]),
    *(
        slip._replace(function=_loop(slip.function))
        for slip in BACKPROPAGATION
        if slip.key not in IN_NO_LOOP
    ),
    *map(_always_count, (10, 100, 1000, 2000)),
)
