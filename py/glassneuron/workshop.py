"""The article's functions as the learner's own, to be changed and to train with.

What the learner edits begins as the core's own source, made plain. The training calls the
learner's `step` again and again, and is otherwise that of `neuron.train`: the same first weights,
the same order of operations, and with nothing edited the same bits.
"""

import ast
import functools
import inspect
from collections.abc import Generator
from typing import Any

import numpy as np

from glassneuron import neuron
from glassneuron.exercise_errors import EDITED
from glassneuron.fused import Stretch
from glassneuron.plain_source import plain
from glassneuron.user_code import Desk, UserCodeError
from glassneuron.validation import Array

NEEDED = {
    "forward_propagation": "forward_propagation(w, b, X)",
    "cost": "cost(A, Y)",
    "backpropagation": "backpropagation(w, b, X, A, Y, learning_rate)",
    "step": "step(w, b, X, Y, learning_rate)",
}


def step(
    w: Array, b: float, X: Array, Y: Array, learning_rate: float
) -> tuple[Array, float, float]:
    """Go once round the loop of model: the answers, their cost J, and a step downhill.

    Parameters
    ----------
    w, b : ndarray, shape (n_features, 1), and float
        The weights and the bias before the step.
    X, Y : ndarray, shapes (n_features, m_samples) and (1, m_samples)
        The samples and their labels.
    learning_rate : float
        The length of the step.

    Returns
    -------
    w, b, J : ndarray, float and float
        The weights and the bias after the step, and the cost before it.
    """
    A = neuron.forward_propagation(w, b, X)
    J = neuron.cost(A, Y)
    w, b = neuron.backpropagation(w, b, X, A, Y, learning_rate)
    return w, b, J


def original() -> str:
    """Return what the learner begins with: the article's functions, and a step of its loop."""
    functions = plain(
        neuron.sigmoid,
        neuron.forward_propagation,
        neuron.loss,
        neuron.cost,
        neuron.backpropagation,
        step,
    )
    return f"import numpy as np\n\n{functions}\n"


class Learner:
    """A learner's functions, loaded from their source.

    Whatever is called here may raise `UserCodeError`: when the learner's code raises anything, and
    when what it returns is none of the results wanted. ``names`` holds what the source defines,
    ``lines`` where each of its functions returns; ``with learner.working():`` runs more of it.

    Parameters
    ----------
    source : str
        The learner's Python.
    quiet : bool
        Whether what it prints is left out.

    Raises
    ------
    UserCodeError
        If the source cannot be run, or one of the functions is missing.
    """

    def __init__(self, source: str, quiet: bool = False) -> None:
        self._desk = Desk(quiet)
        self.working = self._desk.working
        self.names: dict[str, Any] = {"__name__": "your_code"}
        with self.working():
            exec(compile(source, EDITED, "exec"), self.names)
        self.lines = _lines(source)
        for name, call in NEEDED.items():
            if not callable(self.names.get(name)):
                raise UserCodeError(
                    f"There is no function named {name} in your code any more: write "
                    f"def {call}, or take the original again.",
                    "NameError",
                )

    def forward_propagation(self, w: Array, b: float, X: Array) -> Array:
        """Let the learner's function answer samples."""
        with self.working():
            A = self.names["forward_propagation"](w, b, X)
        return self._array("forward_propagation", "A", A, (1, X.shape[1]))

    def cost(self, A: Array, Y: Array) -> float:
        """Let the learner's function compute the cost of answers."""
        with self.working():
            J = self.names["cost"](A, Y)
        return self._number("cost", "the cost", J)

    def backpropagation(
        self, w: Array, b: float, X: Array, A: Array, Y: Array, learning_rate: float
    ) -> tuple[Array, float]:
        """Let the learner's function take a step."""
        with self.working():
            answer = self.names["backpropagation"](w.copy(), b, X, A, Y, learning_rate)
        new_w, new_b = self._values("backpropagation", ("w", "b"), answer)
        return self._weights("backpropagation", new_w, new_b, w.shape)

    def steps(
        self, w: Array, b: float, X: Array, Y: Array, learning_rate: float, n: int
    ) -> list[tuple[Array, float, float]]:
        """Go so many times round the learner's loop: a list of `w`, `b` and `J`."""
        found = []
        function = self.names["step"]
        for array in X, Y:
            array.flags.writeable = False
        try:
            with self.working():
                for _ in range(n):
                    answer = function(w.copy(), b, X, Y, learning_rate)
                    new_w, new_b, J = self._values("step", ("w", "b", "J"), answer)
                    J = self._number("step", "J", J)
                    w, b = self._weights("step", new_w, new_b, w.shape)
                    found.append((w, b, J))
        except UserCodeError:
            # What is wrong with a step is often wrong with one of the three it is made of.
            A = self.forward_propagation(w, b, X)
            self.cost(A, Y)
            self.backpropagation(w, b, X, A, Y, learning_rate)
            raise
        return found

    def _values(self, function: str, names: tuple[str, ...], answer: object) -> tuple[Any, ...]:
        if isinstance(answer, tuple | list) and len(answer) == len(names):
            return tuple(answer)
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        raise self._wrong(function, listed, _kind(answer))

    def _weights(
        self, function: str, w: object, b: object, shape: tuple[int, ...]
    ) -> tuple[Array, float]:
        return self._array(function, "w", w, shape), self._number(function, "b", b)

    def _array(self, function: str, name: str, value: object, shape: tuple[int, ...]) -> Array:
        wanted = f"{name} with the shape {shape}"
        array = _numbers(value)
        if array is None:
            raise self._wrong(function, wanted, _kind(value))
        if array.shape != shape:
            raise self._wrong(function, wanted, f"the shape {array.shape}")
        if not np.isfinite(array).all():
            raise self._not_finite(function, name, array)
        return array

    def _number(self, function: str, name: str, value: object) -> float:
        array = _numbers(value)
        if array is None:
            raise self._wrong(function, f"{name} as one number", _kind(value))
        # The article's np.zeros((n, 1)) is one bias, too.
        if array.size == 0 or (np.any(array != array.flat[0]) and np.isfinite(array).all()):
            raise self._wrong(function, f"{name} as one number", f"the shape {array.shape}")
        if not np.isfinite(array).all():
            raise self._not_finite(function, name, array)
        return float(array.flat[0])

    def _wrong(self, function: str, wanted: str, got: str) -> UserCodeError:
        line = self.lines.get(function)
        yours = "yours" if line is None else f"line {line} of your code"
        sentence = f"{function} should return {wanted}, but {yours} returns {got}."
        return UserCodeError(sentence, "ValueError", line)

    def _not_finite(self, function: str, name: str, array: Array) -> UserCodeError:
        nan = bool(np.isnan(array).any())
        got = f"NaN, which is no number, in {name}" if nan else f"an infinite number in {name}"
        error = self._wrong(function, "finite numbers", got)
        why = (
            "the logarithm of 0 is behind that where an answer is exactly 0 or 1"
            if function == "cost"
            else "the steps may be too long, so try a smaller learning rate"
        )
        return UserCodeError(f"{str(error)[:-1]}: {why}.", error.name, error.line)


def train(
    source: str, X: Array, Y: Array, learning_rate: float, w: Array, b: float
) -> Generator[Stretch, int | None]:
    """Teach the neuron with the learner's `step`.

    Parameters
    ----------
    source : str
        The learner's Python.
    X, Y : ndarray, shapes (n_features, m_samples) and (1, m_samples)
        The samples, and their labels, each 0 or 1.
    learning_rate : float
        What the learner's step is told.
    w, b : ndarray, shape (n_features, 1), and float
        Where to start from.

    Yields
    ------
    Stretch
        As of `fused.train`, with the cost of every iteration: the start, then the neuron after
        as many updates as ``stretches.send(n)`` asks for.

    Raises
    ------
    UserCodeError
        For whatever goes wrong in the learner's code; on the way, not at the call.
    """
    learner = Learner(source)
    X, Y, iteration = X.copy(), Y.copy(), 0
    # A step tells the cost before it: it is made one iteration ahead.
    ((next_w, next_b, J),) = learner.steps(w, b, X, Y, learning_rate, 1)
    costs: list[float] = []
    while True:
        n = (yield Stretch(iteration, w, b, np.array(costs), J)) or 1
        found = learner.steps(next_w, next_b, X, Y, learning_rate, n)
        costs = [J, *(cost for _, _, cost in found[:-1])]
        (w, b), J = (found[-2][:2] if n > 1 else (next_w, next_b)), found[-1][2]
        next_w, next_b, _ = found[-1]
        iteration += n


@functools.lru_cache(maxsize=2)
def looking(source: str) -> Learner:
    """Load a learner's functions for a look at them, which leaves those that train alone."""
    return Learner(source, quiet=True)


def _lines(source: str) -> dict[str, int]:
    """Find the last return of each function, or where it begins if it has none."""
    found = {}
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef):
            returns = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Return)]
            found[function.name] = max(returns, default=function.lineno)
    return found


def _numbers(value: object) -> Array | None:
    try:
        array = np.asarray(value)
    except ValueError:  # Rows of different lengths.
        return None
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None


def _kind(value: object) -> str:
    if value is None:
        return "nothing (None)"
    if inspect.isgenerator(value):
        return "a generator, so write return in place of yield"
    size = f" of {len(value)}" if isinstance(value, tuple | list) else ""
    return f"a value of the type {type(value).__name__}{size}"
