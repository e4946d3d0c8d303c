"""Correlation and straight line, on Anscombe's quartet.

Expected values as printed: Anscombe FJ. Graphs in statistical analysis. American Statistician
1973; 27:17-21 (y = 3 + 0.5 x and a multiple R squared of 0.667 for all four sets), to more places
in the R documentation of `anscombe` (example of lm: slope 0.5001, 0.500, 0.4997, 0.4999; intercept
3.0001, 3.0009, 3.0025, 3.0017).
"""

import numpy as np
import pytest
from scipy import stats

from cdof_core.statistics.association import pearson_correlation, straight_line
from cdof_core.statistics.errors import ConfidenceLevelError, StatisticsInputError

X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
X4 = [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8]
Y1 = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
Y2 = [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]
Y3 = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]
Y4 = [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]
#        x   y   slope   intercept  R squared  correlation
QUARTET = [
    (X, Y1, 0.5001, 3.0001, 0.6665, 0.81642),
    (X, Y2, 0.5000, 3.0009, 0.6662, 0.81624),
    (X, Y3, 0.4997, 3.0025, 0.6663, 0.81629),
    (X4, Y4, 0.4999, 3.0017, 0.6667, 0.81652),
]


@pytest.mark.parametrize(("x", "y", "slope", "intercept", "r_squared", "correlation"), QUARTET)
def test_the_quartet_has_its_printed_line(*, x, y, slope, intercept, r_squared, correlation):
    line = straight_line(x, y)
    assert line is not None
    assert line.slope == pytest.approx(slope, abs=5e-5)
    assert line.intercept == pytest.approx(intercept, abs=5e-5)
    assert line.r_squared == pytest.approx(r_squared, abs=5e-5)
    assert line.is_worth_drawing
    assert pearson_correlation(x, y).value == pytest.approx(correlation, abs=5e-6)


def test_limits_are_scipy_s():
    found = pearson_correlation(X, Y1)
    expected = stats.pearsonr(X, Y1).confidence_interval(0.95)
    assert (found.lower, found.upper) == pytest.approx((expected.low, expected.high))


def test_the_limits_of_a_coefficient_by_hand():
    # r = 0.5 of 28 pairs: 0.5493 -+ 1.96 / 5 gives 0.1573 and 0.9413, back to 0.156 and 0.736
    # (Fisher's table of z).
    x = np.arange(28.0)
    noise = np.random.default_rng(1).normal(size=28)
    noise -= np.polyval(np.polyfit(x, noise, 1), x)
    unit = (x - x.mean()) / np.linalg.norm(x - x.mean())
    y = 0.5 * unit + np.sqrt(0.75) * noise / np.linalg.norm(noise)
    found = pearson_correlation(x, y)
    assert found.value == pytest.approx(0.5)
    assert (found.lower, found.upper) == pytest.approx((0.156, 0.736), abs=5e-4)


def test_the_outlier_of_the_third_set_stands_out():
    line = straight_line(X, Y3)
    assert line is not None
    assert int(np.argmax(np.abs(line.standardised_residuals))) == 2
    assert line.standardised_residuals[2] > 2.9


def test_a_point_that_holds_the_line_alone_has_no_residual_of_its_own():
    line = straight_line(X4, Y4)
    assert line is not None
    assert np.isnan(line.standardised_residuals[7]) or abs(line.standardised_residuals[7]) < 1


def test_missing_pairs_are_left_out_and_keep_their_place():
    line = straight_line([*X, 5, np.nan], [*Y1, None, 3])
    assert line is not None
    assert line.slope == pytest.approx(0.5001, abs=5e-5)
    assert np.isnan(line.standardised_residuals[-2:]).all()
    assert pearson_correlation([*X, 5], [*Y1, None]).pairs == 11


def test_a_perfect_line_is_its_own_limits():
    found = pearson_correlation([1, 2, 3, 4], [2, 4, 6, 8])
    assert (found.value, found.lower, found.upper) == pytest.approx((1, 1, 1))
    line = straight_line([1, 2, 3, 4], [2, 4, 6, 8])
    assert line is not None
    assert line.r_squared == pytest.approx(1)


def test_a_measure_that_does_not_vary_has_no_correlation():
    assert np.isnan(pearson_correlation([1, 1, 1, 1], [1, 2, 3, 4]).value)
    assert straight_line([1, 1, 1], [1, 2, 3]) is None
    flat = straight_line([1, 2, 3], [5, 5, 5])
    assert flat is not None
    assert np.isnan(flat.r_squared)
    assert not flat.is_worth_drawing


@pytest.mark.parametrize("pairs", [0, 1, 2, 3])
def test_few_pairs_have_no_interval(pairs):
    found = pearson_correlation(X[:pairs], Y1[:pairs])
    assert found.pairs == pairs
    assert np.isnan(found.lower)
    assert (straight_line(X[:pairs], Y1[:pairs]) is None) == (pairs < 3)


def test_lists_of_two_lengths_are_refused():
    with pytest.raises(StatisticsInputError, match="same length"):
        pearson_correlation([1, 2], [1])
    with pytest.raises(ConfidenceLevelError):
        pearson_correlation(X, Y1, confidence=0.5)


@pytest.mark.parametrize(("r_squared", "is_drawn"), [(0.1499, False), (0.1501, True)])
def test_a_line_is_drawn_above_the_limit_only(r_squared, is_drawn):
    x = np.arange(40.0)
    noise = np.random.default_rng(2).normal(size=40)
    noise -= np.polyval(np.polyfit(x, noise, 1), x)
    unit = (x - x.mean()) / np.linalg.norm(x - x.mean())
    y = np.sqrt(r_squared) * unit + np.sqrt(1 - r_squared) * noise / np.linalg.norm(noise)
    line = straight_line(x, y)
    assert line is not None
    assert line.r_squared == pytest.approx(r_squared)
    assert line.is_worth_drawing is is_drawn
