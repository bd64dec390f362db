import numpy as np
import pytest
from glassneuron import measures
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics


def answers_and_labels(seed):
    rng = np.random.default_rng(seed)
    m = int(rng.integers(1, 60))
    # Tenths, so that answers fall on the threshold itself.
    return rng.integers(0, 11, size=(1, m)) / 10, rng.integers(0, 2, size=(1, m))


seeds = st.integers(min_value=0, max_value=10_000)
thresholds = st.integers(min_value=0, max_value=10).map(lambda tenths: tenths / 10)


@given(seeds, thresholds)
def test_confusion_matrix_agrees(seed, threshold):
    A, Y = answers_and_labels(seed)
    expected = metrics.confusion_matrix(Y[0], A[0] >= threshold, labels=[0, 1])
    assert list(measures.confusion_matrix(A, Y, threshold)) == expected.ravel().tolist()


@given(seeds, thresholds)
def test_precision_and_recall_agree(seed, threshold):
    A, Y = answers_and_labels(seed)
    for ours, theirs in (
        (measures.precision, metrics.precision_score),
        (measures.recall, metrics.recall_score),
    ):
        expected = theirs(Y[0], A[0] >= threshold, zero_division=np.nan)
        share = ours(A, Y, threshold)
        assert np.isnan(expected) if share is None else share == pytest.approx(expected)


@given(seeds)
def test_accuracy_agrees(seed):
    A, Y = answers_and_labels(seed)
    assert measures.accuracy(A, Y) == metrics.accuracy_score(Y[0], A[0] >= 0.5)


@given(seeds)
def test_log_loss_agrees(seed):
    A, Y = answers_and_labels(seed)
    A = np.clip(A, 1e-6, 1 - 1e-6)
    expected = metrics.log_loss(Y[0], A[0], labels=[0, 1])
    assert measures.log_loss(A, Y) == pytest.approx(expected, rel=1e-12)
