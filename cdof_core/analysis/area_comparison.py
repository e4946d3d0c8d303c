"""One area's latest figures, judged: what overview, profile and sections all show."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdof_core.analysis.authorities_at_once import held_at_once, trends_at_once
from cdof_core.analysis.catalogue_columns import POOLING_METADATA, with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.places import Places
from cdof_core.analysis.spine import spine
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.benchmarks_beside import resolve_beside
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import SERIES, is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.domain.selection import BenchmarkKind, Selection
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_at_periods, figures_of_areas


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """Judged figures of one area with the series behind them.

    Attributes:
        places: The area and its benchmarks.
        rows: One row an indicator: the observation's columns, the indicator's,
            last_value_period, periods_held, the chosen benchmark's (those of
            `resolve_benchmarks`), `england`, `region` and `neighbours` (values) with `…_basis`,
            judgement, reason, trend, trend_reason, trend_points, and over the authorities
            compared with minimum, spine_lower_quartile, spine_median, spine_upper_quartile,
            maximum and authorities_with_data.
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
    rows = _judged(latest_rows(series), places=places, levels=selection.levels)
    rows = rows.merge(
        _trends(series, selection, places), on=SERIES, how="left", validate="many_to_one"
    )
    order = framework_store.outcomes().set_index("outcome_id")["position"]
    rows = rows.assign(outcome_position=rows["outcome_id"].map(order).fillna(len(order) + 1))
    rows = rows.sort_values(["outcome_position", "position", "indicator_id"], ignore_index=True)
    return AreaComparison(places=places, rows=rows, series=series)


def _trends(series: pd.DataFrame, selection: Selection, places: Places) -> pd.DataFrame:
    """Return the recent trend of the series each figure belongs to."""
    at_once = None if selection.events else trends_at_once(places.area.code)
    if at_once is not None:
        return at_once
    annotations = dated_events(selection.events, area_code=places.area.code)
    return judge_trends(series, annotations=annotations)


def area_series(
    places: Places, *, indicator_ids: list[str], catalogue: pd.DataFrame
) -> pd.DataFrame:
    """Return the area's headline figures over time, pooled for a partnership."""
    rows = figures_of_areas(indicator_ids=indicator_ids, area_codes=places.own_codes)
    rows = with_metadata(rows, catalogue)
    if places.area.is_partnership:
        return combine_areas(
            rows, area_code=places.area.code, member_count=len(places.own_codes)
        ).sort_values(["indicator_id", "period_start"])
    return rows


def latest_rows(series: pd.DataFrame) -> pd.DataFrame:
    """Keep each indicator's newest period, the newest method winning a tie.

    A newest figure that is withheld stays the newest: it is never replaced by an older one, but
    the last period that had a value is named beside it.

    Args:
        series: Figures of one area over time.

    Returns:
        One row an indicator with its columns, last_value_period (label of the newest period
        with a usable value; empty where there never was one) and periods_held (how many have one).
    """
    ordered = series.sort_values(["indicator_id", "period_end", "period_start", "vintage"])
    latest = ordered.drop_duplicates("indicator_id", keep="last", ignore_index=True)
    with_value = ordered.loc[is_usable(ordered), ["indicator_id", "period_label"]]
    periods = with_value.groupby("indicator_id")["period_label"]
    last, held = periods.last(), periods.nunique()
    return latest.assign(
        last_value_period=last.reindex(latest["indicator_id"], fill_value="").to_numpy(),
        periods_held=held.reindex(latest["indicator_id"], fill_value=0).to_numpy(),
    )


def _judged(latest: pd.DataFrame, *, places: Places, levels: JudgementLevels) -> pd.DataFrame:
    """Add benchmarks, judgement and spine to an area's newest figures, with metadata."""
    rows = latest.reset_index(drop=True)
    at_once = held_at_once(rows, places=places)
    known = {} if at_once is None else at_once.benchmarks
    rows = pd.concat([rows, _benchmarks(rows, places=places, known=known)], axis=1)
    rows["is_benchmark"] = rows["area_code"] == places.chosen.code
    judged = judge_rows(rows, levels=levels)
    if at_once is not None and places.chosen.kind is BenchmarkKind.ENGLAND:
        return pd.concat([rows, judged, at_once.spread], axis=1)
    candidates = _candidates(rows)
    among = candidates[candidates["area_code"].isin(comparator_set(places))]
    return pd.concat([rows, judged, spine(rows, candidates=among)], axis=1)


def with_benchmarks(rows: pd.DataFrame, *, places: Places) -> pd.DataFrame:
    """Hold figures of any period against the benchmark of that period.

    Args:
        rows: Figures of the area, from its `series`, of any index.
        places: The area and its benchmarks.

    Returns:
        The figures, numbered anew, with the benchmark's columns (those of `resolve_benchmarks`).
    """
    rows = rows.reset_index(drop=True)
    return pd.concat([rows, _benchmarks(rows, places=places, known={})], axis=1)


def comparator_set(places: Places) -> tuple[AreaCode, ...]:
    """Return the authorities whose range a spine shows: those compared with, for England all."""
    return places.chosen.counted_members or places.authorities


def _benchmarks(
    rows: pd.DataFrame, *, places: Places, known: dict[BenchmarkRequest, pd.DataFrame]
) -> pd.DataFrame:
    """Return the chosen benchmark's columns, and value and basis of those shown beside it.

    Args:
        rows: Figures with metadata, numbered from 0.
        places: The area and its benchmarks.
        known: Answers that are there already, one row a figure.
    """
    beside = {
        "england": places.england,
        "region": places.region,
        "neighbours": places.neighbours,
    }
    wanted = dict.fromkeys([places.chosen, *(request for request in beside.values() if request)])
    missing = [request for request in wanted if request not in known]
    of_request = known | _resolved(rows, missing, places=places)
    columns = of_request[places.chosen].copy()
    for name, request in beside.items():
        has_it = request is not None
        columns[name] = of_request[request]["benchmark"] if has_it else np.nan
        columns[f"{name}_basis"] = of_request[request]["benchmark_basis"] if has_it else ""
    return columns


def _resolved(
    rows: pd.DataFrame, requests: list[BenchmarkRequest], *, places: Places
) -> dict[BenchmarkRequest, pd.DataFrame]:
    """Hold figures against several benchmarks in one go."""
    if not requests:
        return {}
    return resolve_beside(
        rows,
        asked={
            one: np.full(len(rows), number, dtype=np.int64) for number, one in enumerate(requests)
        },
        candidates=_candidates(rows),
        published=_published(places, indicator_ids=list(rows["indicator_id"].unique())),
        requests=requests,
    )


def _candidates(rows: pd.DataFrame) -> pd.DataFrame:
    """Return every current authority's figures for the keys of some rows."""
    catalogue = indicator_store.indicators()
    return with_metadata(figures_at_periods(rows), catalogue, columns=POOLING_METADATA)


def _published(places: Places, *, indicator_ids: list[str]) -> pd.DataFrame:
    """Return the figures that England, the region and the chosen place publish themselves."""
    codes = {places.england.code, places.chosen.code}
    if places.region is not None:
        codes.add(places.region.code)
    return figures_of_areas(
        indicator_ids=indicator_ids, area_codes=sorted(code for code in codes if code)
    )
