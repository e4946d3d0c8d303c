"""Recent trend as the Fingertips application calculates it (the method named ``fingertips``).

The latest five points are regressed on their rank in time, weighted by the inverse of their
variance; a trend needs a slope beyond chance and five leave-one-out slopes that agree with it.

Source: TrendMarkerCalculator of fingertips-open (2020) and FingertipsNext (2025), both under the
MIT licence; gaps are skipped and directly standardised rates accepted, as in the second and in
published labels. The official guidance describes a stricter method: see ``recent_trend_phe``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cdof_core.domain.judgement import RecentTrend
from cdof_core.statistics.inputs import BoolArray, FloatArray, as_floats, filled
from cdof_core.statistics.trend_windows import (
    POINTS_TESTED,
    LabelArray,
    SeriesRows,
    TrendWindows,
    series_rows,
)

ObjectArray: TypeAlias = npt.NDArray[Any]

TREND_CHI2_CRITICAL = 9.54953570608324
"""Chi-squared on one degree of freedom at p = 0.002."""

STANDARD_ERRORS_IN_INTERVAL = 3.92
"""Fingertips' width of a 95% interval in standard errors (2 x 1.96)."""


class TrendReason(StrEnum):
    """Why a series has the trend outcome it has.

    ``INTERVAL_MISSING`` also covers an interval of no width, which has no weight;
    ``INTERVAL_TOO_NARROW`` is for a caller that keeps limits back from the test.
    """

    SIGNIFICANT = "significant"
    NOT_SIGNIFICANT = "not_significant"
    ONE_POINT_DECIDES = "one_point_decides"
    INTERVAL_MISSING = "interval_missing"
    INTERVAL_TOO_NARROW = "interval_too_narrow"
    KIND_NOT_TESTED = "kind_not_tested"
    PERIOD_NOT_ONE_YEAR = "period_not_one_year"
    TOO_FEW_POINTS = "too_few_points"
    DUPLICATE_PERIODS = "duplicate_periods"
    COUNT_EQUALS_DENOMINATOR = "count_equals_denominator"
    VALUE_MISSING = "value_missing"


@dataclass(frozen=True, slots=True)
class RecentTrends:
    """Recent trends of many series, one element per series in every array.

    Attributes:
        series: Series labels, ascending.
        outcome: Members of ``RecentTrend``.
        reason: Members of ``TrendReason``.
        chi2: Test statistic on one degree of freedom; NaN where nothing was tested.
        slope: Slope of the regression that gives the direction; NaN where nothing was tested.
        points: Usable points of each series.
    """

    series: LabelArray
    outcome: ObjectArray
    reason: ObjectArray
    chi2: FloatArray
    slope: FloatArray
    points: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class SlopeTest:
    """Result of the test on windows of five points, one element per window.

    Attributes:
        chi2: Test statistic.
        slope: Slope over all five points.
        agrees: True where every leave-one-out slope has the sign of the slope.
    """

    chi2: FloatArray
    slope: FloatArray
    agrees: BoolArray


def fingertips_trends(
    series: npt.ArrayLike,
    time: npt.ArrayLike,
    *,
    value: npt.ArrayLike,
    lower: npt.ArrayLike,
    upper: npt.ArrayLike,
    count: npt.ArrayLike,
    denominator: npt.ArrayLike,
    kind_is_tested: npt.ArrayLike = True,
    period_years: npt.ArrayLike = 1,
) -> RecentTrends:
    """Recent trends of many series in long form, as Fingertips calculates them.

    A point is usable when value, count and denominator are present and the denominator is above
    zero; unusable points are skipped, however long the gap. The regression takes the latest five
    usable points that have limits; a series with five usable points but fewer than five intervals
    has "no significant change" (a quirk of the application, kept).

    Args:
        series: Label of the series of each row, shape (rows,), in any order.
        time: Time of each row as a number that sorts, shape (rows,).
        value: Values, shape (rows,); missing is NaN.
        lower: Lower 95% limits, shape (rows,).
        upper: Upper 95% limits, shape (rows,).
        count: Numerators, shape (rows,).
        denominator: Denominators, shape (rows,).
        kind_is_tested: True for proportions, crude rates and directly standardised rates, the
            only kinds tested; one value or one per row.
        period_years: Length of the period in years; only 1 is tested, so that pooled and rolling
            periods "cannot be calculated"; one value or one per row.

    Returns:
        One outcome per series, in ascending order of the labels.

    Raises:
        StatisticsInputError: If shapes differ or a time is missing.
    """
    rows = series_rows(series, time)
    shape = rows.time.shape
    worth, low, high, events, base = (
        np.broadcast_to(as_floats(column), shape)
        for column in (value, lower, upper, count, denominator)
    )
    usable = ~np.isnan(worth) & ~np.isnan(events) & (base > 0)
    valid = rows.windows(usable)
    bounded = rows.windows(usable & ~np.isnan(low) & ~np.isnan(high))
    tested = np.broadcast_to(np.asarray(kind_is_tested, dtype=np.bool_), shape)
    yearly = np.broadcast_to(as_floats(period_years) == 1, shape)
    refusals = (
        (rows.any_row(~tested), TrendReason.KIND_NOT_TESTED),
        (rows.any_row(~yearly), TrendReason.PERIOD_NOT_ONE_YEAR),
        (~valid.long_enough, TrendReason.TOO_FEW_POINTS),
        (valid.has_duplicates, TrendReason.DUPLICATE_PERIODS),
        (rows.any_row(usable & (events == base)), TrendReason.COUNT_EQUALS_DENOMINATOR),
    )
    test = _test_in_blocks(bounded, worth, low, high)
    no_statistic = filled(rows.series.size, TrendReason.INTERVAL_MISSING)
    return conclude(rows, valid.points, bounded, test, refusals, no_statistic=no_statistic)


def rank_slope_test(value: FloatArray, lower: FloatArray, upper: FloatArray) -> SlopeTest:
    """Weighted regression of windows of five points on ranks 1 to 5.

    The sums run in the application's own order: where four points are level, the sign of a
    leave-one-out slope hangs on the last bit.

    Args:
        value: Values in time order, shape (windows, 5).
        lower: Lower 95% limits, shape (windows, 5).
        upper: Upper 95% limits, shape (windows, 5).

    Returns:
        The test of each window; NaN chi-squared where a limit is missing or an interval has no
        width.
    """
    points = range(POINTS_TESTED)
    with np.errstate(all="ignore"):
        variance = ((upper - lower) / STANDARD_ERRORS_IN_INTERVAL) ** 2
        rank = np.arange(1.0, POINTS_TESTED + 1)
        terms = (1 / variance, value * rank / variance, rank / variance, value / variance)
        terms = (*terms, rank**2 / variance)
        # Contiguous columns: every sum below walks them many times.
        columns = [[np.ascontiguousarray(term[:, point]) for point in points] for term in terms]
        slope, slope_variance = _rank_slope(columns, skipped=-1)
        falls = slope < 0
        agrees = np.ones(slope.shape, dtype=np.bool_)
        for point in points:
            agrees &= (_rank_slope(columns, skipped=point)[0] < 0) == falls
        chi2 = (slope / np.sqrt(slope_variance)) ** 2
    return SlopeTest(chi2, slope, agrees)


def _test_in_blocks(
    windows: TrendWindows, value: FloatArray, lower: FloatArray, upper: FloatArray
) -> SlopeTest:
    size = windows.rows.shape[0]
    test = SlopeTest(np.empty(size), np.empty(size), np.empty(size, dtype=np.bool_))
    for lines, rows in windows.blocks():
        found = rank_slope_test(value[rows], lower[rows], upper[rows])
        test.chi2[lines], test.slope[lines] = found.chi2, found.slope
        test.agrees[lines] = found.agrees
    return test


def conclude(
    rows: SeriesRows,
    points: npt.NDArray[np.intp],
    windows: TrendWindows,
    test: SlopeTest,
    refusals: tuple[tuple[BoolArray, TrendReason], ...],
    *,
    no_statistic: ObjectArray,
) -> RecentTrends:
    """Turn tests and eligibility rules into one outcome and reason per series.

    Args:
        rows: The series.
        points: Usable points of each series.
        windows: The windows tested.
        test: Their tests.
        refusals: Series that cannot be calculated with the reason; the first reason wins.
        no_statistic: Reason of each series whose test has no statistic.

    Returns:
        One outcome per series.
    """
    count = rows.series.size
    chi2, slope = np.full(count, np.nan), np.full(count, np.nan)
    chi2[windows.long_enough], slope[windows.long_enough] = test.chi2, test.slope
    agrees = np.zeros(count, dtype=np.bool_)
    agrees[windows.long_enough] = test.agrees

    beyond_chance = chi2 > TREND_CHI2_CRITICAL
    outcome = filled(count, RecentTrend.NO_SIGNIFICANT_CHANGE)
    outcome[beyond_chance & agrees & (slope > 0)] = RecentTrend.INCREASING
    outcome[beyond_chance & agrees & (slope < 0)] = RecentTrend.DECREASING
    reason = filled(count, TrendReason.NOT_SIGNIFICANT)
    reason[beyond_chance] = TrendReason.ONE_POINT_DECIDES
    reason[beyond_chance & agrees] = TrendReason.SIGNIFICANT
    untested = np.isnan(chi2)
    reason[untested] = no_statistic[untested]
    for refused, why in reversed(refusals):
        outcome[refused] = RecentTrend.CANNOT_BE_CALCULATED
        reason[refused] = why
        chi2[refused] = slope[refused] = np.nan
    return RecentTrends(rows.series, outcome, reason, chi2, slope, points)


def _rank_slope(columns: list[list[FloatArray]], *, skipped: int) -> tuple[FloatArray, FloatArray]:
    kept = [point for point in range(POINTS_TESTED) if point != skipped]
    weight, weighted_product, weighted_rank, weighted_value, weighted_square = (
        sum((column[point] for point in kept[1:]), start=column[kept[0]]) for column in columns
    )
    spread = weight * weighted_square - weighted_rank**2
    slope = (weight * weighted_product - weighted_rank * weighted_value) / spread
    return slope, weight / spread
