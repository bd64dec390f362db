import re

import numpy as np
import pytest
from glassneuron import boundaries
from glassneuron.neuron import forward_propagation
from hypothesis import assume, given
from hypothesis import strategies as st

weights = st.floats(min_value=-10, max_value=10)
grids = st.lists(weights, min_size=1, max_size=5)


@given(weights, weights, weights, grids, grids)
def test_probability_surface_holds_the_neurons_answer_at_each_grid_point(w1, w2, b, x, y):
    surface = boundaries.probability_surface([[w1], [w2]], b, x, y)
    points = np.array([[column, row] for row in y for column in x]).T
    expected = forward_propagation([[w1], [w2]], b, points).reshape(len(y), len(x))
    np.testing.assert_allclose(surface, expected, rtol=1e-12, atol=1e-300)


def test_probability_surface_refuses_a_neuron_of_three_inputs():
    with pytest.raises(ValueError, match="w must have 2 rows"):
        boundaries.probability_surface([[1.0], [2.0], [3.0]], 0.0, [0.0], [0.0])


def test_boundary_is_where_the_weighted_sum_is_zero():
    # -2.46x + 2y - 6.46 = 0, so y = 1.23x + 3.23.
    assert boundaries.boundary([[-2.46], [2.0]], -6.46) == pytest.approx((1.23, 3.23))


@pytest.mark.parametrize("w", [[[1.0], [0.0]], [[0.0], [0.0]], [[1.0], [1e-320]]])
def test_boundary_is_none_when_no_y_belongs_to_an_x(w):
    assert boundaries.boundary(w, 2.0) is None


@given(weights, weights, weights, weights)
def test_neuron_is_undecided_on_its_boundary(w1, w2, b, x):
    assume(abs(w2) > 0.1)
    slope, intercept = boundaries.boundary([[w1], [w2]], b)
    answer = forward_propagation([[w1], [w2]], b, [[x], [slope * x + intercept]])
    assert answer.item() == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize(
    ("w", "b", "equation"),
    [
        ([[-1.23], [1.0]], -3.23, "y = 1.23x + 3.23"),
        ([[4.0], [2.0]], 1.0, "y = -2x - 0.5"),
        ([[1.0], [-3.0]], 0.0, "y = 0.3333x"),
        ([[0.0], [2.0]], 8.0, "y = -4"),
        ([[2.0], [0.0]], 8.0, "x = -4"),
        ([[2.0], [0.0]], 0.0, "x = 0"),
        ([[1.0], [1e-320]], -2.0, "x = 2"),
        ([[0.0], [0.0]], 1.0, "no boundary"),
    ],
)
def test_boundary_equation_reads_as_people_write_it(w, b, equation):
    assert boundaries.boundary_equation(w, b) == equation


@given(weights, weights, weights)
def test_boundary_equation_tells_the_boundary_to_four_digits(w1, w2, b):
    assume(min(abs(w1), abs(w2), abs(b)) > 1e-3)
    equation = boundaries.boundary_equation([[w1], [w2]], b)
    slope, sign, intercept = re.fullmatch(r"y = (\S+)x ([+-]) (\S+)", equation).groups()
    assert float(slope) == pytest.approx(-w1 / w2, rel=5e-4)
    assert float(sign + intercept) == pytest.approx(-b / w2, rel=5e-4)
    # A neuron thousands of times as sure has the same boundary.
    assert boundaries.boundary_equation([[w1 * 2**13], [w2 * 2**13]], b * 2**13) == equation
