"""What a check of an exercise says: all its words, as templates.

A name in braces stands for a value, which is always a text. A sentence is a fact, and after a
colon advice where there is some: neither template ends with a full stop.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Part(NamedTuple):
    """A fact or a piece of advice: the key of its template, and the values in it."""

    key: str
    values: Mapping[str, str]


def sentence(parts: Iterable[Part]) -> str:
    """Put a fact and the advice to it together."""
    return ": ".join(SENTENCES[part.key].format_map(part.values) for part in parts) + "."


SENTENCES = {
    "right": "Right: {function} agrees with ours on all {count} inputs, worked examples, "
    "edge cases and random ones",
    # There is nothing to call.
    "no_function": "There is no function named {function} yet: begin with def {call}",
    "other_name": "There is no function named {function}, but there is one named {other}: "
    "rename it to {function}",
    "no_callable": "{function} should be a function, but it is of the type {type}: "
    "begin with def {call}",
    "parameters": "{function} is called as {call}, but yours is written {function}({parameters}): "
    "write def {call}",
    # What came back is not of the right kind.
    "nothing": "Your {function} returns nothing (None)",
    "nothing_inside": "{name} is nothing (None) in what you return",
    "printed": "Your {function} prints its result, but returns nothing (None)",
    "pair": "{function} should return two values, {results}, but yours returns {count}",
    "no_pair": "{function} should return two values, {results}, but yours returns one, "
    "of the type {type}",
    "no_numbers": "{name} should be made of numbers, but yours is of the type {type}",
    "ragged": "The rows of {name} should be of one length, but yours are not",
    "shape": "With {shapes} the shape of {name} should be {wanted}, but yours is {got}",
    "no_number": "{name} should be one number, but yours has the shape {got}",
    "changed": "The numbers are right, but your {function} changes its argument {names} in place, "
    "and so the caller's: make a new array instead",
    # A number is wrong.
    "wrong.sigmoid": "For z = {z} you return {got} where {wanted} is wanted",
    "wrong.forward_propagation": "For the sample x = {x}, with w = {w} and b = {b}, "
    "you return {got} where {wanted} is wanted",
    "wrong.loss": "For A = {A} and y = {y} you return {got} where {wanted} is wanted",
    "wrong.loss_half": "Your loss is right for y = {other}, but for y = {y} and A = {A} "
    "you return {got} where {wanted} is wanted",
    "wrong.cost": "For A = {A} and Y = {Y} you return {got} where {wanted} is wanted",
    "wrong.gradients": "With {m} samples {name} should be {wanted}, but yours is {got}",
    "wrong.gradients_second": "Your dw is right, but with {m} samples db should be {wanted}, "
    "and yours is {got}",
    "wrong.update": "From {name} = {before}, with {slope_name} = {slope} and the learning rate "
    "{learning_rate}, {name} should become {wanted}, but yours becomes {got}",
    "wrong.update_second": "Your w is right, but from b = {before}, with db = {slope} and the "
    "learning rate {learning_rate}, b should become {wanted}, and yours becomes {got}",
    "wrong.model": "After {n_iter} iterations with the learning rate {learning_rate} {name} "
    "should be {wanted}, but yours is {got}",
    "wrong.model_second": "Your w is right, but after {n_iter} iterations with the learning rate "
    "{learning_rate} b should be {wanted}, and yours is {got}",
    "wrong.backpropagation": "The step should take {name} from {before} to {wanted}, "
    "but yours takes it to {got}",
    "wrong.backpropagation_second": "Your w is right, but the step should take b from {before} "
    "to {wanted}, and yours takes it to {got}",
    # It stopped with an error.
    "error.SyntaxError": "Line {line} of your code is not Python yet ({text})",
    "error.NameError": "Line {line} of your code uses a name that Python does not know ({text})",
    "error.UnboundLocalError": "Line {line} of your code uses a name before it has a value "
    "({text})",
    "error.TypeError": "Line {line} of your code works with a value of the wrong kind ({text})",
    "error.ValueError": "Line {line} of your code works with a value that does not fit ({text})",
    "error.AttributeError": "Line {line} of your code asks a value for something it does not "
    "have ({text})",
    "error.IndexError": "Line {line} of your code reaches beyond the end ({text})",
    "error.KeyError": "Line {line} of your code looks for a key that is not there ({text})",
    "error.ZeroDivisionError": "Line {line} of your code divides by zero",
    "error.OverflowError": "Line {line} of your code makes a number too large for Python",
    "error.RecursionError": "Line {line} of your code makes {function} call itself without an end",
    "error.AssertionError": "The assert in line {line} of your code does not hold",
    "error.ImportError": "Line {line} of your code imports something that is not here ({text})",
    "error.MemoryError": "Line {line} of your code asks for more memory than there is",
    "error.EOFError": "Line {line} of your code asks for input, and nobody can answer here: "
    "write the value into the code",
    "error.SystemExit": "Line {line} of your code ends the whole program: "
    "leave that out, a function ends with return",
    "error.other": "Line {line} of your code stops with {type} ({text})",
    "error.no_line": "Your code stops with {type} ({text})",
    # What may be behind an error.
    "for_one_number": "functions of math take one number, while np.exp and np.log take a whole "
    "array",
    "python_overflow": "math.exp and ** end in an error there, while np.exp gives infinity, "
    "and 1 / infinity is 0",
    "product": "in np.dot(P, Q), P has to have as many columns as Q has rows, so a .T may be "
    "missing or in the wrong place",
    "broadcast": "these two arrays do not fit together, so compare their shapes",
    "sizes": "the numbers of samples and features change from call to call, so take them from the "
    "shapes of the arguments",
    "truth": "an array is not one yes or no, so use np.where, or a loop over its numbers",
    "numpy_name": "NumPy's is written np.{name}",
    "numpy_is_np": "NumPy is here as np",
    "labels_first": "A and Y may be in the wrong order",
    "none_inside": "a function that it called may have no return",
    "too_large": "so large an array has no room here",
    "read_only": "the points are the same for every step, so make a new array in place of changing "
    "this one",
    "missing_times": "between a number and a bracket, * has to be written",
    # What is known of a wrong answer whatever the exercise.
    "return": "end it with return and the result",
    "return_print": "write return in place of print",
    "return_yield": "write return in place of yield",
    "call_it": "its round brackets, which call it, may be missing",
    "parameter_order": "it is called as {call}, and yours has the arguments in another order",
    "constant": "it is the same as for other numbers before, so compute it from the arguments",
    "kept": "the first time these numbers came it was right, so something is kept between calls",
    "changes": "it changes its argument {names} in place",
    "random": "each call with these numbers gives another result, but there is only one right one",
    "only_one": "that is one number only",
    "transposed": "it lies on its side",
    "flat": "the numbers lie in one row without columns, so keep the two dimensions",
    "negative": "the sign is turned round",
    "factor": "it is {factor} times what is wanted",
    "offset": "it is {offset} more than wanted",
    "rounded": "do not round",
    "classes": "do not round to 0 or 1, for the probability itself is wanted",
    "first_only": "only the first number is right and the others are 0, so the return may be "
    "inside the loop",
    "not_finite": "that is no finite number any more",
    # The slips of each exercise.
    "sigmoid.sign": "the exponent should be -z, but yours is z",
    "sigmoid.minus": "below the line stands 1 + np.exp(-z), a sum",
    "sigmoid.brackets": "that is 1 + np.exp(-z), and 1 should be divided by the whole sum, in "
    "brackets",
    "sigmoid.no_one": "the 1 + below the line seems to be missing",
    "sigmoid.only_exp": "that is only np.exp(-z), so 1 / (1 + ...) is still to come",
    "sigmoid.overflow": "np.exp(z) is infinite there, and infinity / infinity is no number, "
    "while 1 / (1 + np.exp(-z)) works",
    "sigmoid.tanh": "that is tanh, which goes from -1 to 1",
    "sigmoid.slope": "that is the slope of the sigmoid, σ(z)(1 - σ(z))",
    "sigmoid.step": "that jumps from 0 to 1, while the sigmoid climbs smoothly",
    "sigmoid.base": "the base of the power should be e, so use np.exp",
    "sigmoid.identity": "z comes back as it was",
    "forward.no_bias": "b seems to be missing",
    "forward.minus_bias": "b should be added, but yours seems to be subtracted",
    "forward.no_sigmoid": "that is z itself, and its sigmoid is wanted",
    "forward.twice": "the sigmoid seems to be taken twice",
    "forward.late_bias": "b should be added before the sigmoid, not after",
    "forward.transposed": "X.T times w is a column, and np.dot(w.T, X) is the row that is wanted",
    "forward.elementwise": "w * X multiplies number by number, and np.dot(w.T, X) also adds up "
    "over the features",
    "forward.summed": "the sum should go over the features of each sample, not over all samples",
    "loss.sign": "the minus in front seems to be missing",
    "loss.no_second": "the second half, (1 - Y) * log(1 - A), seems to be missing",
    "loss.no_first": "the first half, Y * log(A), seems to be missing",
    "loss.only_log": "that is the logarithm of A whatever the label is, and for y = 0 it should be "
    "that of 1 - A",
    "loss.log10": "that is the logarithm to the base 10, so use the natural one, np.log",
    "loss.log2": "that is the logarithm to the base 2, so use the natural one, np.log",
    "loss.swapped": "A and Y seem to be swapped, and the logarithm belongs to A",
    "loss.one_minus": "the minus should hold for both halves, so put their sum in brackets",
    "loss.no_label": "the factor 1 - Y before log(1 - A) seems to be missing",
    "loss.no_first_label": "the factor Y before log(A) seems to be missing",
    "loss.inside": "the logarithm in the second half should be that of 1 - A, not of A",
    "loss.summed": "that is the sum of all losses, and one for each sample is wanted",
    "loss.mean": "that is the mean, which is the cost, and one loss for each sample is wanted",
    "loss.over_m": "it seems to be divided by m, which belongs to the cost",
    "loss.squared": "that is the squared difference, and the logarithmic loss is wanted",
    "loss.difference": "that is the difference of A and Y, and the logarithmic loss is wanted",
    "cost.no_m": "that is the sum of the losses, and the factor 1 / m seems to be missing",
    "cost.m_twice": "it seems to be divided by m once too often",
    "cost.fixed_m": "it seems to be divided by 3 every time, and m is an argument",
    "cost.m_above": "the sum seems to be multiplied by m, and it should be divided",
    "cost.not_summed": "the losses have still to be added up, with np.sum",
    "cost.half": "it seems to be divided by 2 m, and by m is enough",
    "slopes.sign": "dZ is A - Y, but yours seems to be Y - A",
    "slopes.no_m": "the factor 1 / m seems to be missing",
    "slopes.m_twice": "it seems to be divided by m once too often",
    "slopes.m_above": "the sum seems to be multiplied by m, and it should be divided",
    "slopes.fixed_m": "it seems to be divided by 3 every time, and m is an argument",
    "slopes.by_n": "it seems to be divided by the number of features, and m is the number of "
    "samples",
    "slopes.double": "it is twice what is wanted, for the logarithmic loss has no factor 2",
    "slopes.row": "dw should be a column like w, and np.dot(X, dZ.T) is one, while "
    "np.dot(dZ, X.T) is a row",
    "slopes.order": "the two are returned in the wrong order",
    "slopes.not_summed": "it has still to be summed over the samples",
    "slopes.all_summed": "the sum should go over the samples, for each feature on its own",
    "slopes.slope": "the factor A (1 - A) is not needed, for it cancels out in dZ = A - Y",
    "slopes.no_label": "Y seems to be missing in dZ = A - Y",
    "step.sign": "the step should be subtracted, but yours seems to be added",
    "step.no_rate": "the learning rate seems to be missing",
    "step.divided": "the slope should be multiplied by the learning rate, not divided",
    "step.fixed_rate": "the learning rate seems to be always {fixed}, but it is an argument",
    "step.unchanged": "it stays as it was",
    "step.only": "that is the step alone, and it should be subtracted from the old value",
    "step.rate_only": "the slope seems to be missing",
    "step.order": "the two are returned in the wrong order",
    "step.crossed": "dw belongs to w, and db to b",
    "step.slopes": "that is the slope, and the step along it is still to come",
    "step.uphill": "the step goes uphill, and somewhere a sign is turned round",
    "step.table": "a column less a row is a table, so dw should be a column like w",
    "loop.fewer": "one update seems to be missing at the end or at the start",
    "loop.more": "there seems to be one update too many",
    "loop.one": "that is after one update, so the return may be inside the loop",
    "loop.never": "it is still zero, so keep what update gives, as in w, b = update(...)",
    "loop.fixed_count": "the number of iterations seems to be always {fixed}, but it is an "
    "argument",
    "loop.ones": "w and b seem to start from 1, and zeros are wanted",
    "loop.ones_w": "w seems to start from 1, and zeros are wanted",
    "loop.ones_b": "b seems to start from 1, and zero is wanted",
    "loop.stale": "the answers A seem to be computed once only, and each time round they change",
    "loop.fresh": "db seems to be computed from the answers of the new w, and both slopes belong "
    "to the same answers",
    "loop.b_stays": "b seems to stay zero, and it learns like w",
    "loop.w_stays": "w seems to stay zero, and it learns like b",
}
