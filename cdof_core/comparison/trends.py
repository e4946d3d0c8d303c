"""The recent trend of every series: the only place in the product that decides it."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import SERIES, UNUSABLE_FLAGS
from cdof_core.domain.indicator import ValueKind
from cdof_core.domain.judgement import RecentTrend
from cdof_core.domain.period import YEARLY
from cdof_core.statistics.recent_trend import TrendReason, fingertips_trends

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
    number = unbroken.groupby(SERIES, sort=False, observed=True).ngroup().to_numpy()
    usable = ~unbroken["flag"].isin(UNUSABLE_FLAGS).to_numpy()
    value = unbroken["value"].to_numpy(dtype=float, na_value=np.nan)
    trends = fingertips_trends(
        number,
        pd.to_datetime(unbroken["period_start"]).to_numpy().astype("datetime64[D]").astype(float),
        value=np.where(usable, value, np.nan),
        lower=unbroken["lower95"].to_numpy(dtype=float, na_value=np.nan),
        upper=unbroken["upper95"].to_numpy(dtype=float, na_value=np.nan),
        count=unbroken["numerator"].to_numpy(dtype=float, na_value=np.nan),
        denominator=unbroken["denominator"].to_numpy(dtype=float, na_value=np.nan),
        kind_is_tested=unbroken["value_kind"].isin([kind.value for kind in TESTED_KINDS]),
        period_years=np.where(unbroken["period_kind"].isin([k.value for k in YEARLY]), 1, 3),
    )
    series = unbroken[SERIES].assign(number=number).drop_duplicates("number").sort_values("number")
    answer = series.drop(columns="number").assign(
        trend=[str(outcome) for outcome in trends.outcome],
        trend_reason=[str(reason) for reason in trends.reason],
        trend_points=trends.points,
    )
    return _said_plainly(answer, unbroken)


def _said_plainly(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Replace two labels of the application that would mislead a reader.

    "No significant change" for want of any interval becomes "cannot be calculated": nothing was
    tested. A single rolling year is too few points before it is an overlapping period.
    """
    values = rows[rows["value"].notna()].groupby(SERIES, observed=True).size().rename("values")
    counted = answer.merge(values.reset_index(), on=SERIES, how="left")
    untested = (counted["trend_reason"] == TrendReason.INTERVAL_MISSING.value).to_numpy()
    single = (
        (counted["trend_reason"] == TrendReason.PERIOD_NOT_ONE_YEAR.value)
        & ~(counted["values"] > 1)
    ).to_numpy()
    return answer.assign(
        trend=np.where(untested, RecentTrend.CANNOT_BE_CALCULATED.value, answer["trend"]),
        trend_reason=np.where(single, TrendReason.TOO_FEW_POINTS.value, answer["trend_reason"]),
    )


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
    for event in annotations[annotations["breaks_series"].astype(bool)].itertuples(index=False):
        named = np.ones(len(rows), dtype=bool)
        if event.indicator_id:
            named &= (rows["indicator_id"] == event.indicator_id).to_numpy()
        if event.area_code:
            named &= (rows["area_code"] == event.area_code).to_numpy()
        kept &= ~(named & (start < np.datetime64(pd.Timestamp(str(event.event_date)))))
    return rows[kept]
