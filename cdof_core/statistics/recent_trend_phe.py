"""Recent trend by the published guidance (the method named ``phe``).

Proportions are tested on counts with the Cochran-Armitage trend test, their direction taken from
the slope of the log odds; other kinds by regression weighted by the inverse of the variance. Time
is the calendar year. A missing value among the latest five years stops the calculation.

Source: Office for Health Improvement and Disparities, Public Health Technical Guidance, "Trend
markers" (2025), as implemented for PHEindicatormethods (branch add_trend_markers).
"""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special

from cdof_core.statistics.inputs import BoolArray, FloatArray, as_floats, filled
from cdof_core.statistics.recent_trend import RecentTrends, SlopeTest, TrendReason, conclude
from cdof_core.statistics.trend_windows import POINTS_TESTED, IndexArray, SeriesRows, series_rows

STANDARD_ERRORS_IN_INTERVAL = 2 * float(special.ndtri(0.975))


class TrendTime(StrEnum):
    """What time the regression runs on."""

    CALENDAR = "calendar"
    RANK = "rank"


def phe_trends(
    series: npt.ArrayLike,
    time: npt.ArrayLike,
    *,
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    is_proportion: npt.ArrayLike,
    period_years: npt.ArrayLike = 1,
    trend_time: TrendTime = TrendTime.CALENDAR,
    weighted_proportions: bool = False,
) -> RecentTrends:
    """Recent trends of many series in long form, by the published guidance.

    The latest five rows of each series count, missing or not. Proportions need count and
    denominator, other kinds value and limits.

    Args:
        series: Label of the series of each row, shape (rows,), in any order.
        time: Calendar year of each row, shape (rows,).
        value: Values, shape (rows,); missing is NaN.
        lower: Lower 95% limits, shape (rows,).
        upper: Upper 95% limits, shape (rows,).
        count: Numerators, shape (rows,).
        denominator: Denominators, shape (rows,).
        is_proportion: True where the series is a proportion; one value or one per row.
        period_years: Length of the period in years; any other than 1 "cannot be calculated";
            one value or one per row.
        trend_time: Calendar years, or ranks 1 to 5 of the latest five rows.
        weighted_proportions: Test proportions by weighted regression like the other kinds.

    Returns:
        One outcome per series, in ascending order of the labels. The slope of a proportion
        tested on counts is that of its log odds.

    Raises:
        StatisticsInputError: If shapes differ or a time is missing.
    """
    rows = series_rows(series, time)
    shape = rows.time.shape
    worth, low, high, events, base = (
        np.broadcast_to(as_floats(column), shape)
        for column in (value, lower, upper, count, denominator)
    )
    counted = np.broadcast_to(np.asarray(is_proportion, dtype=np.bool_), shape)
    if weighted_proportions:
        counted = np.zeros(shape, dtype=np.bool_)
    windows = rows.windows(np.ones(shape, dtype=np.bool_))
    when = _centred(windows.gather(rows.time), trend_time)
    on_counts = np.asarray(counted[windows.rows].all(axis=1))
    test = _choose(
        on_counts,
        count_trend_test(windows.gather(events), windows.gather(base), when),
        weighted_slope_test(windows.gather(worth), windows.gather(low), windows.gather(high), when),
    )
    no_value = np.where(counted, np.isnan(events) | np.isnan(base), np.isnan(worth))
    no_limits = ~counted & (np.isnan(low) | np.isnan(high))
    yearly = np.broadcast_to(as_floats(period_years) == 1, shape)
    refusals = (
        (rows.any_row(~yearly), TrendReason.PERIOD_NOT_ONE_YEAR),
        (~windows.long_enough, TrendReason.TOO_FEW_POINTS),
        (windows.has_duplicates, TrendReason.DUPLICATE_PERIODS),
        (_any_of_latest(rows, windows.rows, no_value), TrendReason.VALUE_MISSING),
        (_any_of_latest(rows, windows.rows, no_limits), TrendReason.INTERVAL_MISSING),
    )
    no_statistic = filled(rows.series.size, TrendReason.INTERVAL_MISSING)
    no_statistic[rows.any_row(counted)] = TrendReason.NOT_SIGNIFICANT
    return conclude(rows, windows.points, windows, test, refusals, no_statistic=no_statistic)


def weighted_slope_test(
    value: FloatArray, lower: FloatArray, upper: FloatArray, time: FloatArray
) -> SlopeTest:
    """Regression of windows of points weighted by the inverse of their variance.

    Args:
        value: Values in time order, shape (windows, points).
        lower: Lower 95% limits, shape (windows, points).
        upper: Upper 95% limits, shape (windows, points).
        time: Time of each point, shape (windows, points).

    Returns:
        The test of each window; NaN where a limit is missing or an interval has no width.
    """
    with np.errstate(all="ignore"):
        weight = (STANDARD_ERRORS_IN_INTERVAL / (upper - lower)) ** 2
        slope, spread = _slope(value, time, weight)
        return SlopeTest(slope**2 * spread, slope, _signs_agree(slope, value, time, weight))


def count_trend_test(count: FloatArray, denominator: FloatArray, time: FloatArray) -> SlopeTest:
    """Cochran-Armitage trend test of windows of proportions, direction from their log odds.

    Args:
        count: Numerators in time order, shape (windows, points).
        denominator: Denominators, shape (windows, points).
        time: Time of each point, centred on its mean, shape (windows, points).

    Returns:
        The test of each window, with the unweighted slope of the log odds. A count of 0 or of
        the whole denominator has infinite log odds: the slope is then infinite, or NaN where the
        point stands in the middle.
    """
    with np.errstate(all="ignore"):
        people, cases = denominator.sum(axis=1), count.sum(axis=1)
        cross = people * (count * time).sum(axis=1) - cases * (denominator * time).sum(axis=1)
        spread = people * (denominator * time**2).sum(axis=1)
        spread -= (denominator * time).sum(axis=1) ** 2
        chi2 = people * cross**2 / (cases * (people - cases) * spread)
        log_odds = np.log(count / (denominator - count))
        equal = np.ones_like(log_odds)
        slope, _ = _slope(log_odds, time, equal)
        return SlopeTest(chi2, slope, _signs_agree(slope, log_odds, time, equal))


def _slope(
    value: FloatArray, time: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray]:
    # Centred on the weighted mean: sums of calendar years cancel almost to nothing.
    mean_time = (weight * time).sum(axis=1) / weight.sum(axis=1)
    away = weight * (time - mean_time[:, None])
    spread = (away * time).sum(axis=1)
    return (away * value).sum(axis=1) / spread, spread


def _signs_agree(
    slope: FloatArray, value: FloatArray, time: FloatArray, weight: FloatArray
) -> BoolArray:
    agrees = np.ones(slope.shape, dtype=np.bool_)
    for point in range(POINTS_TESTED):
        kept = [other for other in range(POINTS_TESTED) if other != point]
        without, _ = _slope(value[:, kept], time[:, kept], weight[:, kept])
        agrees &= np.sign(without) == np.sign(slope)
    return agrees


def _choose(on_counts: BoolArray, counted: SlopeTest, weighted: SlopeTest) -> SlopeTest:
    return SlopeTest(
        np.where(on_counts, counted.chi2, weighted.chi2),
        np.where(on_counts, counted.slope, weighted.slope),
        np.where(on_counts, counted.agrees, weighted.agrees),
    )


def _centred(time: FloatArray, trend_time: TrendTime) -> FloatArray:
    if trend_time is TrendTime.RANK:
        time = np.broadcast_to(np.arange(1.0, POINTS_TESTED + 1), time.shape)
    return time - time.mean(axis=1, keepdims=True)


def _any_of_latest(rows: SeriesRows, latest: IndexArray, flags: BoolArray) -> BoolArray:
    chosen = np.zeros(flags.shape, dtype=np.bool_)
    chosen[latest.ravel()] = True
    return rows.any_row(flags & chosen)
