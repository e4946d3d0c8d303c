"""The recent trend of every series: the only place in the product that decides it."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.keys import SERIES, is_usable, number_rows
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
    unbroken = after_latest_break(rows, annotations=annotations)
    (number,) = number_rows([unbroken], SERIES)
    value = np.where(is_usable(unbroken), _floats(unbroken, "value"), np.nan)
    trends = fingertips_trends(
        number,
        pd.to_datetime(unbroken["period_start"]).to_numpy().astype("datetime64[D]").astype(float),
        value=value,
        lower=_floats(unbroken, "lower95"),
        upper=_floats(unbroken, "upper95"),
        count=_floats(unbroken, "numerator"),
        denominator=_floats(unbroken, "denominator"),
        kind_is_tested=unbroken["value_kind"].isin([kind.value for kind in TESTED_KINDS]),
        period_years=np.where(unbroken["period_kind"].isin([k.value for k in YEARLY]), 1, 3),
    )
    # Series are numbered as they first occur, and the trends come in order of their numbers.
    answer = unbroken[SERIES].drop_duplicates(ignore_index=True)
    outcome, reason = _said_plainly(trends, values=np.bincount(number[~np.isnan(value)]))
    return answer.assign(trend=outcome, trend_reason=reason, trend_points=trends.points)


def _said_plainly(
    trends: RecentTrends, *, values: NDArray[np.int64]
) -> tuple[list[str], list[str]]:
    """Replace two labels of the application that would mislead a reader.

    "No significant change" for want of any interval becomes "cannot be calculated": nothing was
    tested. A single rolling year is too few points before it is an overlapping period.

    Args:
        trends: The application's trends.
        values: How many usable values each series has; may end before the last series.

    Returns:
        Outcomes and reasons as text.
    """
    count = np.zeros(len(trends.series), dtype=np.int64)
    count[: len(values)] = values
    untested = trends.reason == TrendReason.INTERVAL_MISSING
    single = (trends.reason == TrendReason.PERIOD_NOT_ONE_YEAR) & (count <= 1)
    outcome = np.where(untested, RecentTrend.CANNOT_BE_CALCULATED, trends.outcome)
    reason = np.where(single, TrendReason.TOO_FEW_POINTS, trends.reason)
    return [str(word) for word in outcome], [str(word) for word in reason]


def _floats(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)


def after_latest_break(rows: pd.DataFrame, *, annotations: pd.DataFrame) -> pd.DataFrame:
    """Keep each series' rows from its latest break onwards.

    Args:
        rows: Figures with indicator_id, area_code and period_start.
        annotations: Dated events; those with breaks_series cut the series they name.

    Returns:
        The rows that begin on or after the last break that has begun by then.
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
    return rows[kept].reset_index(drop=True)
