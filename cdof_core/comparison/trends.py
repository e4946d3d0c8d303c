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

TESTED_KINDS: Final = frozenset(
    {ValueKind.PROPORTION, ValueKind.CRUDE_RATE, ValueKind.STANDARDISED_RATE}
)
"""The kinds of value whose recent trend is tested."""

_COLUMNS: Final = ["trend", "trend_reason", "trend_points"]


def judge_trends(rows: pd.DataFrame, *, annotations: pd.DataFrame) -> pd.DataFrame:
    """Decide the recent trend of each series.

    Values before the latest break of a series (a change of method or boundary) are left out, as
    are values flagged as unusable; only one-year, non-overlapping periods are tested.

    Args:
        rows: Figures over time, with the series columns, period_start, period_kind, value,
            lower95, upper95, numerator, denominator, flag and value_kind.
        annotations: Dated events with indicator_id and area_code (empty for all), event_date and
            breaks_series.

    Returns:
        One row a series: the series columns, trend (text of `RecentTrend`), trend_reason (text
        of `TrendReason`) and trend_points (usable points found).

    Source:
        The method named `fingertips` in `cdof_core.statistics.recent_trend`, two labels said
        more plainly (`_said_plainly`).
    """
    if rows.empty:
        return pd.DataFrame(columns=[*SERIES, *_COLUMNS])
    # Series are numbered as they first occur, and trends come in the order of their numbers.
    (number,) = number_rows([rows], SERIES)
    kept = is_after_latest_break(rows, annotations=annotations)
    trends, values = _tested(rows[kept], number[kept])
    outcome, reason = _said_plainly(trends, values=values)
    series = rows[SERIES].drop_duplicates(ignore_index=True)
    # A series that is broken after its last figure has no number among the trends.
    unknown, few = RecentTrend.CANNOT_BE_CALCULATED.value, TrendReason.TOO_FEW_POINTS.value
    answer = series.assign(trend=unknown, trend_reason=few, trend_points=0)
    answer.loc[trends.series, "trend"] = outcome
    answer.loc[trends.series, "trend_reason"] = reason
    answer.loc[trends.series, "trend_points"] = trends.points
    return answer


def _tested(rows: pd.DataFrame, number: IntArray) -> tuple[RecentTrends, IntArray]:
    """Return the application's trends, and how many usable values each series has."""
    value = np.where(is_usable(rows), _floats(rows, "value"), np.nan)
    trends = fingertips_trends(
        number,
        pd.to_datetime(rows["period_start"]).to_numpy().astype("datetime64[D]").astype(float),
        value=value,
        lower=_floats(rows, "lower95"),
        upper=_floats(rows, "upper95"),
        count=_floats(rows, "numerator"),
        denominator=_floats(rows, "denominator"),
        kind_is_tested=rows["value_kind"].isin([kind.value for kind in TESTED_KINDS]),
        period_years=np.where(rows["period_kind"].isin([k.value for k in YEARLY]), 1, 3),
    )
    counts = np.bincount(number[~np.isnan(value)], minlength=int(number.max(initial=-1)) + 1)
    return trends, counts[trends.series]


def _said_plainly(trends: RecentTrends, *, values: IntArray) -> tuple[list[str], list[str]]:
    """Replace two labels of the application that would mislead a reader.

    "No significant change" for want of any interval becomes "cannot be calculated": nothing was
    tested. A single rolling year is too few points before it is an overlapping period.

    Args:
        trends: The application's trends.
        values: How many usable values each series has, shape (series,).

    Returns:
        Outcomes and reasons as text.
    """
    untested = trends.reason == TrendReason.INTERVAL_MISSING
    single = (trends.reason == TrendReason.PERIOD_NOT_ONE_YEAR) & (values <= 1)
    outcome = np.where(untested, RecentTrend.CANNOT_BE_CALCULATED, trends.outcome)
    reason = np.where(single, TrendReason.TOO_FEW_POINTS, trends.reason)
    return [str(word) for word in outcome], [str(word) for word in reason]


def _floats(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)


def is_after_latest_break(rows: pd.DataFrame, *, annotations: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows begin on or after the latest break of their series.

    Args:
        rows: Figures with indicator_id, area_code and period_start.
        annotations: Dated events; those with breaks_series cut the series they name.

    Returns:
        Shape (rows,); true for the rows that may be tested together.
    """
    kept = np.ones(len(rows), dtype=bool)
    start = pd.to_datetime(rows["period_start"]).to_numpy()
    breaks = annotations[annotations["breaks_series"].astype(bool)]
    indicators = set(rows["indicator_id"].unique())
    for event in breaks[breaks["indicator_id"].isin({"", *indicators})].itertuples(index=False):
        broken = start < np.datetime64(pd.Timestamp(str(event.event_date)))
        if event.indicator_id:
            broken &= (rows["indicator_id"] == event.indicator_id).to_numpy(dtype=bool)
        if event.area_code:
            broken &= (rows["area_code"] == event.area_code).to_numpy(dtype=bool)
        kept &= ~broken
    return kept
