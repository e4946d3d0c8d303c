"""The recent trend of every series: the only place in the product that decides it."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.keys import SERIES, IntArray, is_usable, number_rows
from cdof_core.domain.indicator import ValueKind
from cdof_core.domain.judgement import RecentTrend
from cdof_core.domain.period import YEARLY
from cdof_core.statistics.recent_trend import (
    RecentTrends,
    TrendReason,
    fingertips_trends,
)
from cdof_core.statistics.trend_windows import POINTS_TESTED

TESTED_KINDS: Final = frozenset(
    {ValueKind.PROPORTION, ValueKind.CRUDE_RATE, ValueKind.STANDARDISED_RATE}
)
"""The kinds of value whose recent trend is tested."""
JOINED_YEARS: Final = " > "
"""Between two periods tested of which one follows the other."""
SKIPPED_YEARS: Final = " | "
"""Between two periods tested with periods between them that are not held."""
_DAYS_APART: Final = 367
"""Yearly periods that follow each other begin no further apart."""

_COLUMNS: Final = ["trend", "trend_reason", "trend_points", "trend_years"]
_TESTED: Final = [
    "period_start",
    "period_kind",
    "period_label",
    "value",
    "lower95",
    "upper95",
    "limits_basis",
    "numerator",
    "denominator",
    "flag",
    "value_kind",
]
"""What the test reads of a figure."""
_NARROW: Final = "sampling"
"""Basis of limits that carry the chance of sampling alone, not the uncertainty of an estimate."""


def judge_trends(rows: pd.DataFrame, *, annotations: pd.DataFrame) -> pd.DataFrame:
    """Decide the recent trend of each series.

    Left out are values before the latest break of a series (a change of method or boundary),
    values on the far side of a figure flagged as not comparable, and values flagged as unusable.
    Only one-year periods that do not overlap are tested.

    Args:
        rows: Figures over time, with the series columns, period_start, period_kind, value,
            lower95, upper95, numerator, denominator, flag and value_kind.
        annotations: Dated events with indicator_id and area_code (empty for all), event_date and
            breaks_series.

    Returns:
        One row a series: the series columns, trend (text of `RecentTrend`), trend_reason (text
        of `TrendReason`), trend_points (usable points found) and trend_years (what was tested,
        as `tested_years` writes it; empty where nothing was).

    Source:
        The method named `fingertips` in `cdof_core.statistics.recent_trend`, two labels said
        more plainly (`_said_plainly`).
    """
    if rows.empty:
        return pd.DataFrame(columns=[*SERIES, *_COLUMNS])
    # Series are numbered as they first occur, and trends come in the order of their numbers.
    (number,) = number_rows([rows], SERIES)
    kept = is_after_latest_break(rows, annotations=annotations) & _joined_fairly(rows, number)
    tested = rows[_TESTED][kept]
    trends = _tested(tested, number[kept])
    periods = np.bincount(number, minlength=int(number.max()) + 1)
    narrow = np.unique(number[kept & _is_narrow(rows)])
    outcome, reason = _said_plainly(trends, periods=periods[trends.series], narrow=narrow)
    years = tested_years(tested, number[kept])
    # A series that is broken after its last figure has no number among the trends.
    unknown, few = RecentTrend.CANNOT_BE_CALCULATED.value, TrendReason.TOO_FEW_POINTS.value
    answer = {
        "trend": np.full(len(periods), unknown, dtype=object),
        "trend_reason": np.full(len(periods), few, dtype=object),
        "trend_points": np.zeros(len(periods), dtype=np.int64),
        "trend_years": np.full(len(periods), "", dtype=object),
    }
    answer["trend"][trends.series] = outcome
    answer["trend_reason"][trends.series] = reason
    answer["trend_points"][trends.series] = trends.points
    answer["trend_years"][trends.series] = [
        "" if word == unknown else years.get(int(one), "")
        for one, word in zip(trends.series, outcome, strict=True)
    ]
    first = np.unique(number, return_index=True)[1]
    return rows[SERIES].iloc[first].reset_index(drop=True).assign(**answer)


def tested_years(rows: pd.DataFrame, number: IntArray) -> dict[int, str]:
    """Name the periods that the test of each series rests on: its latest five with limits.

    Args:
        rows: Figures that may be tested together, with period_label.
        number: Number of the series of each, shape (rows,).

    Returns:
        By series the labels in time, joined by `JOINED_YEARS` where one year follows the other
        and by `SKIPPED_YEARS` where years between them are not held; none for fewer than five.
    """
    lower, upper = _limits(rows)
    counted = ~np.isnan(_floats(rows, "numerator")) & (_floats(rows, "denominator") > 0)
    chosen = is_usable(rows) & counted & ~np.isnan(lower) & ~np.isnan(upper)
    start, labels = _days(rows, "period_start"), rows["period_label"].to_numpy(dtype=object)
    order = np.lexsort((start, number))
    held: dict[int, list[int]] = {}
    for place in order[chosen[order]].tolist():
        held.setdefault(int(number[place]), []).append(place)
    named: dict[int, str] = {}
    for one, places in held.items():
        if len(places) >= POINTS_TESTED:
            first, *later = last = places[-POINTS_TESTED:]
            named[one] = str(labels[first]) + "".join(
                f"{JOINED_YEARS if start[now] - start[before] <= _DAYS_APART else SKIPPED_YEARS}"
                f"{labels[now]}"
                for before, now in zip(last, later, strict=False)
            )
    return named


def _joined_fairly(rows: pd.DataFrame, number: IntArray) -> NDArray[np.bool_]:
    """Return which rows of each series may stand in one line.

    A recording that failed and was mended jumps on both sides: values before the last figure
    flagged as not comparable are left out once usable ones follow it. A series that prints pooled
    periods among its years goes by the kind of its newest figure.
    """
    start = _days(rows, "period_start")
    usable = is_usable(rows) & ~np.isnan(_floats(rows, "value"))
    flagged = (rows["flag"] == "not_comparable").to_numpy(dtype=bool)
    newest = _latest(start, number, usable)
    broken = _latest(start, number, flagged & (start < newest[number]))
    yearly = rows["period_kind"].isin([kind.value for kind in YEARLY]).to_numpy(dtype=bool)
    ends_yearly = np.zeros(len(newest), dtype=bool)
    ends_yearly[number[yearly & (start == newest[number])]] = True
    return (start > broken[number]) & (yearly == ends_yearly[number])


def _latest(start: IntArray, number: IntArray, chosen: NDArray[np.bool_]) -> IntArray:
    """Return the latest start of each series among chosen rows, long ago where there is none."""
    latest = np.full(int(number.max()) + 1, np.iinfo(np.int64).min)
    np.maximum.at(latest, number[chosen], start[chosen])
    return latest


def _tested(rows: pd.DataFrame, number: IntArray) -> RecentTrends:
    """Return the application's trends."""
    value = np.where(is_usable(rows), _floats(rows, "value"), np.nan)
    lower, upper = _limits(rows)
    return fingertips_trends(
        number,
        _days(rows, "period_start").astype(float),
        value=value,
        lower=lower,
        upper=upper,
        count=_floats(rows, "numerator"),
        denominator=_floats(rows, "denominator"),
        kind_is_tested=rows["value_kind"].isin([kind.value for kind in TESTED_KINDS]),
        period_years=np.where(rows["period_kind"].isin([k.value for k in YEARLY]), 1, 3),
    )


def _limits(rows: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the limits that a test may weigh by: none that say too little of an estimate."""
    narrow = _is_narrow(rows)
    lower, upper = _floats(rows, "lower95"), _floats(rows, "upper95")
    return np.where(narrow, np.nan, lower), np.where(narrow, np.nan, upper)


def _is_narrow(rows: pd.DataFrame) -> NDArray[np.bool_]:
    return (rows["limits_basis"] == _NARROW).to_numpy(dtype=bool)


def _said_plainly(
    trends: RecentTrends, *, periods: IntArray, narrow: IntArray
) -> tuple[list[str], list[str]]:
    """Replace two labels of the application that would mislead a reader.

    "No significant change" for want of any interval becomes "cannot be calculated": nothing was
    tested. A single rolling year is too few points before it is an overlapping period.

    Args:
        trends: The application's trends.
        periods: How many periods each series has, with a value or without, shape (series,).
        narrow: Numbers of the series of which limits were kept back.

    Returns:
        Outcomes and reasons as text.
    """
    untested = trends.reason == TrendReason.INTERVAL_MISSING
    single = (trends.reason == TrendReason.PERIOD_NOT_ONE_YEAR) & (periods <= 1)
    outcome = np.where(untested, RecentTrend.CANNOT_BE_CALCULATED, trends.outcome)
    reason = np.where(single, TrendReason.TOO_FEW_POINTS, trends.reason)
    kept_back = untested & np.isin(trends.series, narrow)
    reason = np.where(kept_back, TrendReason.INTERVAL_TOO_NARROW, reason)
    return [str(word) for word in outcome], [str(word) for word in reason]


def _days(rows: pd.DataFrame, column: str) -> IntArray:
    return pd.to_datetime(rows[column]).to_numpy().astype("datetime64[D]").astype(np.int64)


def _floats(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)


def is_after_latest_break(rows: pd.DataFrame, *, annotations: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows begin on or after the latest break of their series.

    A break after the last figure of a series cuts nothing: all its figures stand on one side.

    Args:
        rows: Figures with the series columns and period_start.
        annotations: Dated events; those with breaks_series cut the series they name.

    Returns:
        Shape (rows,); true for the rows that may be tested together.
    """
    kept = np.ones(len(rows), dtype=bool)
    start = pd.to_datetime(rows["period_start"]).to_numpy()
    breaks = annotations[annotations["breaks_series"].astype(bool)]
    indicators = set(rows["indicator_id"].unique())
    if breaks.empty or rows.empty:
        return kept
    (number,) = number_rows([rows], SERIES)
    ends = _latest(start.astype("datetime64[D]").astype(np.int64), number, kept)[number]
    for event in breaks[breaks["indicator_id"].isin({"", *indicators})].itertuples(index=False):
        day = np.datetime64(pd.Timestamp(str(event.event_date)), "D")
        broken = (start < day) & (ends >= day.astype(np.int64))
        if event.indicator_id:
            broken &= (rows["indicator_id"] == event.indicator_id).to_numpy(dtype=bool)
        if event.area_code:
            broken &= (rows["area_code"] == event.area_code).to_numpy(dtype=bool)
        kept &= ~broken
    return kept
