import numpy as np
import pytest
from glassneuron.normal_equations import least_squares
from sklearn.linear_model import LinearRegression


@pytest.mark.parametrize("seed", range(5))
def test_least_squares_is_scikit_learns_linear_regression(seed):
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(3, 40)), rng.normal(size=(1, 40))
    theirs = LinearRegression().fit(X.T, Y[0])
    w, b = least_squares(X, Y)
    np.testing.assert_allclose(w[:, 0], theirs.coef_, rtol=1e-10)
    assert b == pytest.approx(theirs.intercept_, rel=1e-10)
