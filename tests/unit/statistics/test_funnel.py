"""Funnels: the average of all areas and each area against it."""

import time

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.funnel import (
    FunnelSignificance,
    FunnelStatistic,
    assess_areas,
    funnel_curve,
)
from cdof_core.statistics.funnel_axis import plotting_points
from cdof_core.statistics.funnel_limits import proportion_control_limits, ratio_control_limits


def test_an_area_with_a_missing_count_is_missing_and_leaves_the_average_alone():
    areas = assess_areas(FunnelStatistic.PROPORTION, [10, 30, None], [100, 100, 100])
    assert areas.baseline == pytest.approx(0.2)
    assert areas.significance[2] is FunnelSignificance.MISSING


def test_standardised_rates_need_ten_events():
    areas = assess_areas(
        FunnelStatistic.STANDARDISED_RATE,
        [9, 10, 400],
        [1000, 1000, 1000],
        rate=[900, 1000, 1000],
        multiplier=1000,
    )
    assert areas.significance[0] is FunnelSignificance.TOO_FEW_EVENTS
    assert areas.significance[1] is FunnelSignificance.NOT_SIGNIFICANT


def test_no_events_use_the_population_for_crude_rates_and_nothing_for_standardised_ones():
    given = ([0, 50], [1000, 2000])
    crude = assess_areas(FunnelStatistic.CRUDE_RATE, *given, rate=[0, 25], multiplier=1000)
    assert crude.denominator.tolist() == [1000, 2000]
    standardised = assess_areas(
        FunnelStatistic.STANDARDISED_RATE, *given, rate=[0, 25], multiplier=1000
    )
    np.testing.assert_array_equal(standardised.denominator, [np.nan, 2000])


def test_rates_have_to_be_given():
    with pytest.raises(StatisticsInputError, match="rate is needed"):
        assess_areas(FunnelStatistic.CRUDE_RATE, [1, 2], [10, 20])


def test_a_numerator_above_its_denominator_is_refused():
    with pytest.raises(StatisticsInputError, match="count must not be above"):
        assess_areas(FunnelStatistic.PROPORTION, [1, 21], [10, 20])


def test_proportion_limits_stay_between_nought_and_the_multiplier():
    limits = proportion_control_limits([1, 2, 1000], baseline=0.5, multiplier=100)
    assert limits.lower_3s.min() == 0
    assert limits.upper_3s.max() == 100
    # 50 +- 1.959964 x 50 / sqrt(1000)
    assert limits.upper_2s[2] == pytest.approx(50 + 1.959963984540054 * 50 / np.sqrt(1000))


def test_the_ratio_funnel_is_quick_at_many_events():
    # The peer in Python takes 24 s at 45,000 expected events.
    started = time.perf_counter()
    areas = assess_areas(FunnelStatistic.RATIO, [44_000, 46_000], [45_000, 45_000])
    curve = funnel_curve(FunnelStatistic.RATIO, areas, multiplier=1)
    assert time.perf_counter() - started < 1
    assert curve.at[-1] >= 45_000
    assert (curve.lower_3s < curve.lower_2s).all()
    assert (curve.lower_2s < 1).all()
    assert (curve.upper_2s > 1).all()
    assert (curve.upper_3s > curve.upper_2s).all()


def test_no_ratio_limits_without_events():
    with pytest.raises(StatisticsInputError, match="events must be above zero"):
        ratio_control_limits([1, 0])


@pytest.mark.parametrize(
    ("denominators", "first", "last"),
    [
        # The largest is more than twice the smallest: the axis starts at nought, so at 1.
        ([10.0, 21.0], 1, 23),
        # 0.95 x 15 = 14.25, down to 10; 1.05 x 20 = 21
        ([15.0, 20.0], 10, 21),
        # 1.05 x 28,572 = 30,000.6, up to two figures: 31,000
        ([20_000.0, 28_572.0], 10_000, 31_000),
        # 1.05 x 285,714 = 299,999.7, up to 300,000, which R prints as 3e+05: five characters
        ([200_000.0, 285_714.0], 100_000, 300_000),
    ],
)
def test_the_axis_is_rounded_outwards(denominators, first, last):
    points = plotting_points(np.array(denominators))
    assert points.size == 100
    assert points[0] == first
    assert points[-1] >= last
    assert (np.diff(points) >= 1).all()
    assert (points == np.round(points)).all()


def test_a_rate_of_zero_despite_events_is_refused():
    with pytest.raises(StatisticsInputError, match="rate needs to be above zero"):
        assess_areas(FunnelStatistic.CRUDE_RATE, [5, 2], [10, 20], rate=[0, 100], multiplier=1000)


def test_rates_need_a_multiplier_above_zero():
    with pytest.raises(StatisticsInputError, match="multiplier must be above zero"):
        assess_areas(FunnelStatistic.CRUDE_RATE, [5, 2], [10, 20], rate=[1, 1], multiplier=0)


@pytest.mark.parametrize("statistic", [FunnelStatistic.PROPORTION, FunnelStatistic.RATIO])
def test_counts_and_denominators_must_match(statistic):
    with pytest.raises(StatisticsInputError, match="denominator must match the counts"):
        assess_areas(statistic, [1, 2, 3], [10])


def test_a_funnel_of_no_usable_area_has_no_curve():
    areas = assess_areas(FunnelStatistic.PROPORTION, [None], [None])
    with pytest.raises(StatisticsInputError, match="areas must hold an area"):
        funnel_curve(FunnelStatistic.PROPORTION, areas, multiplier=1)
