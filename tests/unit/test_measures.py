import math

import numpy as np
import pytest
from glassneuron import measures
from hypothesis import assume, given
from hypothesis import strategies as st

# Eight answers and the classes they belong to.
A = [[0.1, 0.4, 0.6, 0.9, 0.2, 0.5, 0.7, 0.8]]
Y = [[0, 0, 0, 0, 1, 1, 1, 1]]

labels = st.lists(st.sampled_from([0, 1]), min_size=1)
# Tenths, so that answers fall on the threshold itself.
tenths = st.integers(0, 10).map(lambda tenths: tenths / 10)
answers = st.lists(
    st.tuples(tenths | st.floats(min_value=0, max_value=1), st.sampled_from([0, 1])), min_size=1
)

BY_THRESHOLD = (measures.confusion_matrix, measures.precision, measures.recall)


def rows(pairs):
    """Answers and labels as the measures take them."""
    return ([list(row)] for row in zip(*pairs, strict=True))


@given(tenths, tenths)
def test_classify_puts_the_threshold_itself_into_class_1(answer, threshold):
    assert measures.classify([[answer]], threshold).tolist() == [[float(answer >= threshold)]]


@given(st.floats().filter(lambda value: not 0 <= value <= 1) | st.text())
def test_classify_refuses_a_threshold_or_an_answer_that_is_no_probability(value):
    with pytest.raises(ValueError, match="threshold must be"):
        measures.classify(A, value)
    with pytest.raises(ValueError, match="A must hold "):
        measures.classify([[0.5, value]])


def test_accuracy_is_the_share_that_is_right():
    # At 0.5 the answers are 0 0 1 1 0 1 1 1: right at places 1, 2, 6, 7, 8.
    assert measures.accuracy(A, Y) == 5 / 8


@given(tenths, tenths)
def test_predicted_class_goes_by_the_threshold_or_by_the_largest(answer, threshold):
    assert measures.predicted_classes([[answer]], threshold).tolist() == [
        [float(answer >= threshold)]
    ]
    both = measures.predicted_classes([[1 - answer], [answer]])
    assert both.tolist() == [[float(answer > 1 - answer)]]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1))
def test_confusion_counts_every_sample_once_in_its_row_and_column(pairs):
    answered, true = ([list(row)] for row in zip(*pairs, strict=True))
    table = measures.confusion_counts(answered, true, 3)
    for i in range(3):
        assert table[i].sum() == true[0].count(i)
        assert table[:, i].sum() == answered[0].count(i)
        assert table[i, i] == sum(pair == (i, i) for pair in pairs)


@given(answers)
def test_confusion_counts_of_two_classes_are_the_confusion_matrix(pairs):
    A, Y = rows(pairs)
    counts = measures.confusion_counts(measures.classify(A), Y)
    assert tuple(counts.ravel()) == measures.confusion_matrix(A, Y)[:]


@given(st.integers(1, 12).filter(lambda m: m != 8))
def test_measures_refuse_labels_of_another_number(m):
    for measure in (*BY_THRESHOLD, measures.accuracy, measures.log_loss):
        with pytest.raises(ValueError, match=r"Y must have the shape \(1, 8\)"):
            measure(A, [[1] * m])


@given(labels)
def test_log_loss_of_undecided_answers_is_the_logarithm_of_2(row):
    assert measures.log_loss([[0.5] * len(row)], [row]) == pytest.approx(math.log(2))


def test_confusion_matrix_counts_each_class_by_its_answer():
    # At 0.5: of the 0s two got 0 and two got 1; of the 1s one got 0 and three got 1.
    assert measures.confusion_matrix(A, Y) == (2, 2, 1, 3)
    # At 0.65 the answers are 0 0 0 1 0 0 1 1.
    assert measures.confusion_matrix(A, Y, threshold=0.65) == (3, 1, 2, 2)


def test_precision_and_recall_at_two_thresholds():
    # From the counts above: 3 / (3 + 2) and 3 / (3 + 1), then 2 / (2 + 1) and 2 / (2 + 2).
    assert (measures.precision(A, Y), measures.recall(A, Y)) == (3 / 5, 3 / 4)
    assert measures.precision(A, Y, threshold=0.65) == 2 / 3
    assert measures.recall(A, Y, threshold=0.65) == 2 / 4


@given(answers, tenths)
def test_precision_and_recall_are_shares_or_none_of_nothing(pairs, threshold):
    A, Y = rows(pairs)
    right = sum(answer >= threshold and label for answer, label in pairs)
    for measure, among in (
        (measures.precision, sum(answer >= threshold for answer, _ in pairs)),
        (measures.recall, sum(label for _, label in pairs)),
    ):
        assert measure(A, Y, threshold) == (right / among if among else None)


@given(answers, tenths, st.randoms(use_true_random=False))
def test_measures_know_no_order_of_samples(pairs, threshold, random):
    shuffled = random.sample(pairs, len(pairs))
    for measure in BY_THRESHOLD:
        assert measure(*rows(pairs), threshold) == measure(*rows(shuffled), threshold)
    assert measures.accuracy(*rows(pairs)) == measures.accuracy(*rows(shuffled))


@given(answers)
def test_confusion_matrix_is_turned_round_when_the_classes_change_names(pairs):
    # An answer of exactly 0.5 would be class 1 under either name.
    pairs = [(answer, label) for answer, label in pairs if abs(answer - 0.5) > 1e-9] or [(1.0, 1)]
    A, Y = rows(pairs)
    turned = measures.confusion_matrix(1 - np.array(A), 1 - np.array(Y))
    assert turned[::-1] == measures.confusion_matrix(A, Y)


@given(answers, st.floats(min_value=0, max_value=1))
def test_confusion_matrix_counts_every_sample_once(pairs, threshold):
    A, Y = rows(pairs)
    counts = measures.confusion_matrix(A, Y, threshold)
    assert sum(counts) == len(pairs)
    assert counts.false_negatives + counts.true_positives == sum(Y[0])
    right = counts.true_negatives + counts.true_positives
    assert right / len(pairs) == np.mean(measures.classify(A, threshold) == Y)


@given(answers, st.floats(min_value=0, max_value=1), st.floats(min_value=0, max_value=1))
def test_recall_never_rises_with_the_threshold(pairs, first, second):
    A, Y = rows(pairs)
    assume(sum(Y[0]))
    low, high = sorted([first, second])
    assert measures.recall(A, Y, high) <= measures.recall(A, Y, low)
