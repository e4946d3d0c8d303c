"""Slope and relative index of inequality."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inequality import ValueScale, inequality_indices, quantile_values
from cdof_core.statistics.inequality_limits import analytic_limits, simulated_limits

EVEN = [100.0] * 5
# Middles of even fifths: 0.1, 0.3, 0.5, 0.7, 0.9; these values are 10 + 20 x.
STRAIGHT = [12.0, 16.0, 20.0, 24.0, 28.0]


def straight(multiplier=1.0, scale=ValueScale.NORMAL, *, fit_transformed=False):
    values = np.array(STRAIGHT) / (100 if scale is ValueScale.PROPORTION else 1)
    return quantile_values(
        values,
        EVEN,
        scale=scale,
        lower=values * 0.9,
        upper=values * 1.1,
        fit_transformed=fit_transformed,
        multiplier=multiplier,
    )


def test_a_straight_line_is_found_again():
    indices = inequality_indices(straight())
    assert indices.slope_index == pytest.approx(20)
    assert indices.relative_index == pytest.approx(3)
    assert indices.intercept == pytest.approx(10)


def test_a_negative_multiplier_turns_both_indices():
    indices = inequality_indices(straight(-100))
    assert indices.slope_index == pytest.approx(-2000)
    assert indices.relative_index == pytest.approx(1 / 3)


@pytest.mark.parametrize("limits", [simulated_limits, analytic_limits])
@pytest.mark.parametrize("multiplier", [1e-6, 0.01, 1, 100, -0.01, -1])
@pytest.mark.parametrize("fit_transformed", [False, True])
@pytest.mark.parametrize("scale", ValueScale)
def test_limits_are_never_reversed(limits, multiplier, fit_transformed, scale):
    quantiles = straight(multiplier, scale, fit_transformed=fit_transformed)
    indices = inequality_indices(quantiles)
    found = limits(quantiles, confidence=(0.95, 0.998))
    assert (found.slope_lower < indices.slope_index).all()
    assert (found.slope_upper > indices.slope_index).all()
    assert (found.relative_lower < indices.relative_index).all()
    assert (found.relative_upper > indices.relative_index).all()
    assert found.slope_lower[1] < found.slope_lower[0]
    assert found.relative_upper[1] > found.relative_upper[0]


def test_simulation_and_theory_agree_where_theory_is_exact():
    quantiles = straight()
    simulated, exact = simulated_limits(quantiles), analytic_limits(quantiles)
    width = float(exact.slope_upper[0] - exact.slope_lower[0])
    np.testing.assert_allclose(simulated.slope_lower, exact.slope_lower, atol=0.005 * width)
    np.testing.assert_allclose(simulated.slope_upper, exact.slope_upper, atol=0.005 * width)
    np.testing.assert_allclose(simulated.relative_lower, exact.relative_lower, rtol=0.005)
    np.testing.assert_allclose(simulated.relative_upper, exact.relative_upper, rtol=0.005)


def test_the_same_simulation_gives_the_same_limits():
    first, again = simulated_limits(straight()), simulated_limits(straight())
    assert first.slope_lower == again.slope_lower
    assert simulated_limits(straight(), seed=1).slope_lower != first.slope_lower


def test_fieller_has_no_limits_when_the_start_may_be_nought():
    quantiles = quantile_values(
        [0.1, 1, 2, 3, 4], EVEN, scale=ValueScale.NORMAL, standard_error=[3.0] * 5
    )
    assert np.isnan(analytic_limits(quantiles).relative_lower).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": [12, None, 20, 24, 28]}, "value must be given for every quantile"),
        ({"population": [100, 0, 100, 100, 100]}, "population must be above zero"),
        ({"population": [100, 100]}, "quantiles must be three or more"),
        ({"value": [12, 16], "population": [1, 1]}, "quantiles must be three or more"),
        ({"multiplier": 0}, "multiplier must be finite and not zero"),
        ({"value": [0, 16, 20, 24, 28], "scale": ValueScale.RATE}, "above zero for a rate"),
        ({"scale": ValueScale.PROPORTION}, "must lie between 0 and 1"),
        ({"standard_error": None}, "lower must be given"),
        ({"standard_error": [-1, 1, 1, 1, 1]}, "standard_error must be zero or more"),
    ],
)
def test_impossible_quantiles_are_refused(change, message):
    given = {
        "value": STRAIGHT,
        "population": EVEN,
        "scale": ValueScale.NORMAL,
        "standard_error": [1.0] * 5,
        "multiplier": 1.0,
    } | change
    with pytest.raises(StatisticsInputError, match=message):
        quantile_values(given.pop("value"), given.pop("population"), **given)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lower": [50.0] * 5, "upper": [40.0] * 5}, "upper must not be below"),
        ({"lower": [1.0] * 4, "upper": [40.0] * 4}, "one value per quantile"),
        ({"lower": [1.0] * 5, "upper": [40.0] * 4}, "upper must match"),
        ({"standard_error": [1.0] * 4}, "one value per quantile"),
        ({"standard_error": [1.0, 1.0, -1.0, 1.0, 1.0]}, "standard_error must be zero or more"),
        ({"standard_error": [1.0] * 5, "multiplier": float("nan")}, "multiplier must be finite"),
    ],
)
def test_impossible_errors_and_multipliers_are_refused(wrong, message):
    with pytest.raises(StatisticsInputError, match=message):
        quantile_values(STRAIGHT, EVEN, scale=ValueScale.NORMAL, **wrong)
