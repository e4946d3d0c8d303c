"""Recent trends: which points count, and what stops the calculation."""

import numpy as np
import pytest

from cdof_core.domain.judgement import RecentTrend
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.recent_trend import (
    TREND_CHI2_CRITICAL,
    TrendReason,
    fingertips_trends,
    rank_slope_test,
)
from cdof_core.statistics.recent_trend_phe import phe_trends

RISING = np.array([10.0, 12.0, 14.0, 16.0, 18.0])


def series(values=RISING, *, years=None, half_width=1.0, **columns):
    """One series of proportions that rises steeply, unless told otherwise."""
    values = np.asarray(values, dtype=float)
    known = {
        "value": values,
        "lower": values - half_width,
        "upper": values + half_width,
        "count": values * 10,
        "denominator": np.full(values.size, 1000.0),
    }
    known.update(columns)
    years = np.arange(2000, 2000 + values.size) if years is None else years
    return (["a"] * values.size, years), known


def fingertips(values=RISING, *, years=None, half_width=1.0, **columns):
    options = {
        name: columns.pop(name) for name in ("kind_is_tested", "period_years") if name in columns
    }
    rows, known = series(values, years=years, half_width=half_width, **columns)
    found = fingertips_trends(*rows, **known, **options)
    return found.outcome[0], found.reason[0]


def phe(
    values=RISING, *, is_proportion=True, years=None, half_width=1.0, period_years=1, **columns
):
    rows, known = series(values, years=years, half_width=half_width, **columns)
    found = phe_trends(*rows, **known, is_proportion=is_proportion, period_years=period_years)
    return found.outcome[0], found.reason[0]


UP = (RecentTrend.INCREASING, TrendReason.SIGNIFICANT)
DOWN = (RecentTrend.DECREASING, TrendReason.SIGNIFICANT)
FLAT = (RecentTrend.NO_SIGNIFICANT_CHANGE, TrendReason.NOT_SIGNIFICANT)


def cannot(reason):
    return RecentTrend.CANNOT_BE_CALCULATED, reason


def missing_at(position, values=RISING):
    out = np.array(values, dtype=float)
    out[position] = np.nan
    return out


@pytest.mark.parametrize("trend", [fingertips, phe])
def test_direction(trend):
    assert trend() == UP
    assert trend(RISING[::-1]) == DOWN
    assert trend([10, 11, 10, 11, 10], half_width=5.0) == FLAT


@pytest.mark.parametrize("trend", [fingertips, phe])
def test_rows_may_come_in_any_order(trend):
    assert trend(RISING[[3, 0, 4, 2, 1]], years=[2003, 2000, 2004, 2002, 2001]) == UP


@pytest.mark.parametrize("trend", [fingertips, phe])
def test_four_points_are_too_few(trend):
    assert trend(RISING[:4]) == cannot(TrendReason.TOO_FEW_POINTS)


@pytest.mark.parametrize("trend", [fingertips, phe])
def test_only_the_latest_five_count(trend):
    assert trend([90, 80, 70, *RISING]) == UP


@pytest.mark.parametrize("trend", [fingertips, phe])
@pytest.mark.parametrize("years", [3, 0.25, np.nan])
def test_pooled_and_shorter_periods_are_not_tested(trend, years):
    assert trend(period_years=years) == cannot(TrendReason.PERIOD_NOT_ONE_YEAR)


@pytest.mark.parametrize("trend", [fingertips, phe])
def test_two_values_of_one_year_are_not_a_series(trend):
    years = [2000, 2001, 2002, 2003, 2004, 2004]
    assert trend([*RISING, 19], years=years) == cannot(TrendReason.DUPLICATE_PERIODS)


@pytest.mark.parametrize("column", ["value", "count", "denominator"])
def test_fingertips_skips_gaps_and_phe_stops_at_them(column):
    six = [8, *RISING]
    _, known = series(six)
    gap = {column: missing_at(3, known[column])}
    assert fingertips(six, **gap) == UP
    if column != "value":
        assert phe(six, **gap) == cannot(TrendReason.VALUE_MISSING)
    else:
        assert phe(six, is_proportion=False, **gap) == cannot(TrendReason.VALUE_MISSING)


def test_phe_does_not_mind_a_gap_before_the_latest_five():
    six = [8, *RISING]
    assert phe(six, count=missing_at(0, np.array(six) * 10)) == UP


def test_fingertips_without_enough_usable_points():
    assert fingertips(value=missing_at(2)) == cannot(TrendReason.TOO_FEW_POINTS)
    assert fingertips(denominator=[1000, 1000, 0, 1000, 1000]) == cannot(TrendReason.TOO_FEW_POINTS)


def test_fingertips_without_intervals_finds_no_change():
    quirk = (RecentTrend.NO_SIGNIFICANT_CHANGE, TrendReason.INTERVAL_MISSING)
    assert fingertips(lower=np.full(5, np.nan), upper=np.full(5, np.nan)) == quirk
    assert fingertips(lower=missing_at(2)) == quirk
    assert fingertips(half_width=0.0) == quirk
    assert phe(is_proportion=False, lower=missing_at(2)) == cannot(TrendReason.INTERVAL_MISSING)


def test_fingertips_takes_the_latest_five_points_with_intervals():
    six = np.array([20.0, *RISING])
    assert fingertips(six, lower=missing_at(0, six - 1)) == UP
    # Without the last point's interval the earliest comes back in: 20, 10, 12, 14, 16
    falling_first = fingertips(six, lower=missing_at(5, six - 1))
    assert falling_first != UP


def test_fingertips_refuses_a_count_equal_to_its_denominator_anywhere_in_the_series():
    six = np.array([8.0, *RISING])
    whole = six * 10
    whole[0] = 1000
    assert fingertips(six, count=whole) == cannot(TrendReason.COUNT_EQUALS_DENOMINATOR)


def test_fingertips_tests_some_kinds_only():
    assert fingertips(kind_is_tested=False) == cannot(TrendReason.KIND_NOT_TESTED)


def test_one_point_that_turns_the_slope_is_no_trend():
    verdict = (RecentTrend.NO_SIGNIFICANT_CHANGE, TrendReason.ONE_POINT_DECIDES)
    assert fingertips([10.0, 9.9, 9.8, 9.7, 30.0]) == verdict
    assert phe([10.0, 9.9, 9.8, 9.7, 30.0], count=[100, 99, 98, 97, 300]) == verdict


def test_the_critical_value_is_the_chi_squared_at_two_in_a_thousand():
    # The square of the normal deviate that leaves 0.001 in each tail, 3.0902323
    assert np.sqrt(TREND_CHI2_CRITICAL) == pytest.approx(3.090232306167813, rel=1e-12)


@pytest.mark.parametrize(("nudge", "verdict"), [(1 - 1e-6, UP), (1 + 1e-6, FLAT)])
def test_just_within_and_just_beyond_the_critical_value(nudge, verdict):
    # Equal weights w: chi2 = b^2 x 10 x w, with b = 2 and w = (3.92 / width)^2
    width = 3.92 * np.sqrt(40 / TREND_CHI2_CRITICAL)
    assert fingertips(half_width=width / 2 * nudge) == verdict


def test_a_level_leave_one_out_slope_counts_as_rising():
    # Without the last point the values are level: its slope is zero, which the application
    # counts with the positive ones.
    level = np.array([[10.0, 10.0, 10.0, 10.0, 20.0], [10.0, 10.0, 10.0, 10.0, 0.0]])
    test = rank_slope_test(level, level - 1, level + 1)
    assert test.agrees.tolist() == [True, False]


def test_many_series_at_once_keep_apart():
    labels = np.repeat([7, 3, 5], 5)
    values = np.concatenate([RISING, RISING[::-1], [10, 11, 10, 11, 10]])
    found = fingertips_trends(
        labels,
        np.tile(np.arange(5), 3),
        value=values,
        lower=values - 3,
        upper=values + 3,
        count=values,
        denominator=1000.0,
    )
    assert found.series.tolist() == [3, 5, 7]
    assert found.outcome.tolist() == [
        RecentTrend.DECREASING,
        RecentTrend.NO_SIGNIFICANT_CHANGE,
        RecentTrend.INCREASING,
    ]
    assert found.points.tolist() == [5, 5, 5]
    assert {type(member) for member in found.outcome} == {RecentTrend}
    assert {type(member) for member in found.reason} == {TrendReason}


def test_no_rows_give_no_series():
    empty = {name: [] for name in ("value", "lower", "upper", "count", "denominator")}
    assert fingertips_trends([], [], **empty).series.size == 0


@pytest.mark.parametrize("years", [[2000, 2001, 2002, 2003], [2000, 2001, 2002, 2003, None]])
def test_a_time_for_every_row(years):
    rows, known = series()
    with pytest.raises(StatisticsInputError, match="time must"):
        fingertips_trends(rows[0], years, **known)


def test_phe_without_any_case_finds_no_change():
    # 0 out of 1,000 five times over: no statistic, and no change either.
    assert phe(np.zeros(5)) == FLAT
