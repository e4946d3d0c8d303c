"""One area's latest figures, judged: what overview, profile and sections all show."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmark
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, SERIES, UNUSABLE_FLAGS
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.judgement import RecentTrend
from cdof_core.domain.selection import Selection
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

SPINE_MINIMUM: Final = 4
"""Fewer authorities than this draw no spine (the incumbent's own rule)."""

METADATA: Final = [
    "name",
    "short_name",
    "outcome_id",
    "position",
    "role",
    "profile",
    "unit",
    "multiplier",
    "value_kind",
    "polarity",
    "interval_method",
    "decimals",
    "numerator_name",
    "denominator_name",
    "sentence_name",
]


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """Judged figures of one area with the series behind them.

    Attributes:
        places: The area and its benchmarks.
        rows: One row an indicator: the observation's columns, the indicator's, the chosen
            benchmark's (`benchmark…`), `england`, `region` and `neighbours` (values), judgement,
            reason, trend, trend_reason, and the spine's minimum, lower_quartile, median,
            upper_quartile and maximum over all authorities.
        series: The area's figures over time for the same indicators.
    """

    places: Places
    rows: pd.DataFrame
    series: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing is published for the area."""
        return self.rows.empty


def compare_area(
    selection: Selection, *, places: Places, indicator_ids: list[str] | None = None
) -> AreaComparison:
    """Compare an area's latest headline figures with its benchmarks.

    Args:
        selection: What the user chose; sex and levels apply.
        places: The area and its benchmarks, from `find_places`.
        indicator_ids: Indicators to show; None for those of an area profile.

    Returns:
        The judged figures, ordered by outcome and position.

    Raises:
        SnapshotError: The snapshot cannot be read.
    """
    catalogue = indicator_store.indicators()
    if indicator_ids is None:
        indicator_ids = list(catalogue.loc[catalogue["profile"], "indicator_id"])
    series = area_series(places, indicator_ids=indicator_ids, catalogue=catalogue)
    series = series[series["sex"] == selection.sex].reset_index(drop=True)
    latest = latest_rows(series)
    candidates = _candidates(latest, catalogue=catalogue)
    published = _published(places, indicator_ids=indicator_ids, catalogue=catalogue)
    rows = judge_latest(
        latest, places=places, candidates=candidates, published=published, levels=selection.levels
    )
    trends = judge_trends(series, annotations=indicator_store.annotations())
    rows = rows.merge(trends, on=SERIES, how="left")
    order = framework_store.outcomes().set_index("outcome_id")["position"]
    rows = rows.assign(outcome_position=rows["outcome_id"].map(order).fillna(len(order) + 1))
    rows = rows.sort_values(["outcome_position", "position", "indicator_id"], ignore_index=True)
    rows["trend"] = rows["trend"].fillna(RecentTrend.CANNOT_BE_CALCULATED.value)
    rows["trend_reason"] = rows["trend_reason"].fillna("too_few_points")
    return AreaComparison(places=places, rows=rows, series=series)


def area_series(
    places: Places, *, indicator_ids: list[str], catalogue: pd.DataFrame
) -> pd.DataFrame:
    """Return the area's headline figures over time, pooled for a partnership."""
    rows = observation_store.series_of_areas(
        indicator_ids=indicator_ids, area_codes=list(places.own_codes)
    )
    rows = with_metadata(rows, catalogue)
    if places.area.is_partnership:
        return combine_areas(
            rows, area_code=places.area.code, member_count=len(places.own_codes)
        ).sort_values(["indicator_id", "period_start"])
    return rows


def with_metadata(rows: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Add the indicator's columns that judging and showing need."""
    return rows.merge(catalogue[["indicator_id", *METADATA]], on="indicator_id", how="left")


def latest_rows(series: pd.DataFrame) -> pd.DataFrame:
    """Keep each indicator's newest period, the newest method winning a tie."""
    ordered = series.sort_values(["indicator_id", "period_end", "period_start", "vintage"])
    return ordered.groupby("indicator_id", sort=False).tail(1).reset_index(drop=True)


def judge_latest(
    latest: pd.DataFrame,
    *,
    places: Places,
    candidates: pd.DataFrame,
    published: pd.DataFrame,
    levels: int,
) -> pd.DataFrame:
    """Add benchmarks, judgement and spine to figures.

    Args:
        latest: Figures with metadata.
        places: The area and its benchmarks.
        candidates: All authorities' figures of the same keys, with metadata.
        published: The benchmark places' own figures, any period.
        levels: Three or five.

    Returns:
        The figures with the further columns of `AreaComparison.rows`.
    """
    rows = latest.merge(
        resolve_benchmark(
            latest, candidates=candidates, published=published, request=places.chosen
        ),
        on=KEY,
        how="left",
    )
    for column, request in (
        ("england", places.england),
        ("region", places.region),
        ("neighbours", places.neighbours),
    ):
        rows = rows.merge(_value_of(latest, request, column, candidates, published), on=KEY)
    rows["is_benchmark"] = rows["area_code"] == places.chosen.code
    judged = judge_rows(rows, levels=5 if levels == 5 else 3)  # noqa: PLR2004
    rows = pd.concat([rows, judged], axis=1)
    rows = rows.merge(spine(candidates), on=KEY, how="left")
    return rows.reset_index(drop=True)


def _value_of(
    latest: pd.DataFrame,
    request: BenchmarkRequest | None,
    column: str,
    candidates: pd.DataFrame,
    published: pd.DataFrame,
) -> pd.DataFrame:
    """Return one further benchmark's value and basis for each key."""
    if request is None:
        keys = latest[KEY].drop_duplicates()
        return keys.assign(**{column: np.nan, f"{column}_basis": ""})
    answer = resolve_benchmark(latest, candidates=candidates, published=published, request=request)
    renamed = answer.rename(columns={"benchmark": column, "benchmark_basis": f"{column}_basis"})
    return renamed[[*KEY, column, f"{column}_basis"]]


def spine(candidates: pd.DataFrame) -> pd.DataFrame:
    """Return the spread of all authorities for each key.

    Args:
        candidates: Authorities' figures.

    Returns:
        One row a key with at least four values: minimum, spine_lower_quartile, spine_median,
        spine_upper_quartile, maximum and authorities_with_data.
    """
    usable = candidates[candidates["value"].notna() & ~candidates["flag"].isin(UNUSABLE_FLAGS)]
    values = usable.groupby(KEY, sort=False, observed=True)["value"]
    spread = values.quantile(np.array([0.0, 0.25, 0.5, 0.75, 1.0])).unstack()
    spread.columns = [
        "minimum",
        "spine_lower_quartile",
        "spine_median",
        "spine_upper_quartile",
        "maximum",
    ]
    spread["authorities_with_data"] = values.size()
    return spread[spread["authorities_with_data"] >= SPINE_MINIMUM].reset_index()


def _candidates(latest: pd.DataFrame, *, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return every current authority's figures for the keys of some rows."""
    keys = latest[["indicator_id", "period_start", "period_end"]].drop_duplicates()
    rows = observation_store.values_of_authorities(
        indicator_ids=list(keys["indicator_id"]),
        period_starts=list(keys["period_start"]),
        period_ends=list(keys["period_end"]),
    )
    return with_metadata(rows, catalogue)


def _published(
    places: Places, *, indicator_ids: list[str], catalogue: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures that England, the region and the chosen place publish themselves."""
    codes = {places.england.code, places.chosen.code}
    if places.region is not None:
        codes.add(places.region.code)
    rows = observation_store.series_of_areas(
        indicator_ids=indicator_ids, area_codes=sorted(code for code in codes if code)
    )
    return with_metadata(rows, catalogue)
