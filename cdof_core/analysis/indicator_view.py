"""One indicator everywhere: every authority at one period, and the chosen area over time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import area_series
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.indicator_trend import trend_table
from cdof_core.analysis.period_figures import (
    all_local,
    at_period,
    choose_period,
    periods_of,
    published_beside,
)
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import resolve_benchmarks
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, is_usable
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.errors import SelectionError
from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.domain.selection import Selection
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many authorities a picture shows, and why the others are not there.

    Attributes:
        shown: Authorities with a usable value.
        withheld: Authorities whose value the publisher withholds or suppresses.
        flagged: Authorities whose value is flagged as not comparable.
        absent: Authorities with no figure in the publication.
    """

    shown: int
    withheld: int
    flagged: int
    absent: int


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator at one period, and over time.

    Attributes:
        indicator: The catalogue's row.
        places: The chosen area and its benchmarks.
        periods: Periods to choose from, newest first: period_label, vintage, age,
            period_start, period_end.
        period: Label of the period shown; empty where no authority has a figure.
        vintage: Method or edition shown.
        areas: One row an authority (all 153, those without a figure with flag not_published):
            area_code, area_name, value, limits, counts, flag, note, judgement, reason, rank.
        chosen: The same columns for the chosen area or partnership; empty where it has none.
        benchmark: The benchmark at the period shown: key columns and those of
            `resolve_benchmarks`; empty where nobody has a figure.
        trend: Long table of the chosen area and its benchmarks over time: series (name), role
            (area, benchmark, england, region, neighbours), period, value, limits, basis.
        trend_outcome: Text of `RecentTrend` for the chosen area.
        trend_reason: Its reason.
        annotations: Dated events on this series: published, and (is_own) the users' own.
        coverage: How many authorities are shown and why not the others.
        sources: Dataset identifiers behind what is shown.
    """

    indicator: "pd.Series[Any]"
    places: Places
    periods: pd.DataFrame
    period: str
    vintage: str
    areas: pd.DataFrame
    chosen: pd.DataFrame
    benchmark: pd.DataFrame
    trend: pd.DataFrame
    trend_outcome: str
    trend_reason: str
    annotations: pd.DataFrame
    coverage: Coverage
    sources: tuple[str, ...]

    @property
    def has_local(self) -> bool:
        """Whether any authority has a figure."""
        return self.period != ""

    @property
    def benchmark_value(self) -> float | None:
        """Value that every authority is held against; None where there is none."""
        known = self.benchmark["benchmark"].dropna() if len(self.benchmark) else pd.Series([])
        return float(known.iloc[0]) if len(known) else None


def view_indicator(selection: Selection, *, places: Places) -> IndicatorView:
    """Gather one indicator for a map, a ranking and a trend.

    Args:
        selection: What the user chose: indicator, period (empty for the latest), sex, levels.
        places: The area and its benchmarks.

    Returns:
        The view. A period that the link names and the data lack falls back to the latest.

    Raises:
        SelectionError: The indicator does not exist.
    """
    catalogue = indicator_store.indicators()
    indicator = _indicator_row(selection, catalogue)
    local = all_local(selection, catalogue)
    periods = periods_of(local)
    shown = choose_period(periods, selection.period)
    published = published_beside(selection, places, catalogue)
    own = area_series(places, indicator_ids=[selection.indicator_id], catalogue=catalogue)
    own = own[own["sex"] == selection.sex].reset_index(drop=True)
    annotations = _annotations(selection, places)
    of_period = at_period(local, shown)
    areas, chosen, benchmark = _judge_period(
        of_period, at_period(own, shown), selection=selection, places=places, published=published
    )
    trends = judge_trends(own, annotations=annotations)
    newest = trends.iloc[-1] if len(trends) else None
    trend = trend_table(own, published, local, places)
    return IndicatorView(
        indicator=indicator,
        places=places,
        periods=periods,
        period="" if shown is None else str(shown["period_label"]),
        vintage="" if shown is None else str(shown["vintage"]),
        areas=areas,
        chosen=chosen,
        benchmark=benchmark,
        trend=trend,
        trend_outcome="cannot_be_calculated" if newest is None else str(newest["trend"]),
        trend_reason="too_few_points" if newest is None else str(newest["trend_reason"]),
        annotations=annotations,
        coverage=coverage_of(areas),
        sources=tuple(
            dict.fromkeys([*of_period["dataset_id"], *own["dataset_id"], *published["dataset_id"]])
        ),
    )


def _indicator_row(selection: Selection, catalogue: pd.DataFrame) -> "pd.Series[Any]":
    found = catalogue[catalogue["indicator_id"] == selection.indicator_id]
    if found.empty:
        message = f"No indicator of this snapshot is called {selection.indicator_id!r}."
        raise SelectionError(message)
    return found.iloc[0]


def _judge_period(
    local: pd.DataFrame,
    own: pd.DataFrame,
    *,
    selection: Selection,
    places: Places,
    published: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Judge every authority, and the chosen area, against the chosen benchmark."""
    rows = pd.concat([local, own], ignore_index=True)
    judged = _judged(rows, published, local, selection=selection, places=places)
    benchmark = judged.head(1)[[*KEY, *(name for name in judged if name not in rows)]]
    benchmark = benchmark.drop(columns=["judgement", "reason", "is_benchmark"])
    chosen = judged.iloc[len(local) :].reset_index(drop=True)
    chosen["area_name"] = places.area.name
    return _every_authority(judged.iloc[: len(local)], places), chosen, benchmark


def _judged(
    rows: pd.DataFrame,
    published: pd.DataFrame,
    local: pd.DataFrame,
    *,
    selection: Selection,
    places: Places,
) -> pd.DataFrame:
    """Add the benchmark and the judgement to each row."""
    benchmark = resolve_benchmarks(
        rows,
        asked=np.zeros(len(rows), dtype=np.int64),
        candidates=local,
        published=published,
        requests=[places.chosen],
    )
    held = pd.concat([rows, benchmark], axis=1)
    held["is_benchmark"] = held["area_code"] == places.chosen.code
    return pd.concat([held, judge_rows(held, levels=selection.levels)], axis=1)


def _every_authority(judged: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Add a row for each authority without a figure, names, and ranks from the highest."""
    names = area_store.areas().set_index("area_code")["name"]
    everyone = pd.DataFrame({"area_code": list(places.authorities)})
    rows = everyone.merge(judged, on="area_code", how="left")
    rows.loc[rows["judgement"].isna(), ["judgement", "reason", "flag"]] = [
        Judgement.NOT_COMPARED.value,
        NotComparedReason.NO_VALUE.value,
        "not_published",
    ]
    rows["area_name"] = rows["area_code"].map(names)
    rows["rank"] = rows["value"].where(is_usable(rows)).rank(method="min", ascending=False)
    return rows


def _annotations(selection: Selection, places: Places) -> pd.DataFrame:
    events = dated_events(selection.events, area_code=places.area.code)
    if places.area.is_partnership:
        # A user's event of a member stands on the partnership's series, and is told once.
        events = events[~(events["is_own"] & events["area_code"].isin(places.own_codes))]
    on_indicator = events["indicator_id"].isin(["", selection.indicator_id])
    on_area = events["area_code"].isin(["", places.area.code, *places.own_codes])
    return events[on_indicator & on_area].reset_index(drop=True)


def coverage_of(areas: pd.DataFrame) -> Coverage:
    """Count which authorities of a view have a usable value and why the others have none.

    Args:
        areas: Rows of `IndicatorView.areas`, all or some.

    Returns:
        Four counts that add up to the number of rows.
    """
    withheld = areas["flag"].isin(["suppressed", "withheld"])
    flagged = areas["flag"].isin(["not_comparable", "misprint", "suspect"])
    shown = areas["value"].notna() & ~withheld & ~flagged
    return Coverage(
        shown=int(np.count_nonzero(shown)),
        withheld=int(np.count_nonzero(withheld)),
        flagged=int(np.count_nonzero(flagged)),
        absent=int(np.count_nonzero(~shown & ~withheld & ~flagged)),
    )
