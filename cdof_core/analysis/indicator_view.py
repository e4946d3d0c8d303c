"""One indicator everywhere: every authority at one period, and the chosen area over time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.indicator_everywhere import (
    Measure,
    at_period,
    authorities_at,
    choose_period,
    every_authority,
    judge_authorities,
    judged_against,
    periods_of,
    published_figures,
)
from cdof_core.analysis.indicator_trend import trend_table
from cdof_core.analysis.period_figures import own_figures
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import KEY
from cdof_core.comparison.trends import judge_trends
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES, AreaCode
from cdof_core.domain.errors import SelectionError
from cdof_core.domain.selection import Selection
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
        trend_years: The periods it rests on, as `judge_trends` writes them.
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
    trend_years: str
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
    indicator = _indicator_row(selection, indicator_store.indicators())
    measure = Measure(selection.indicator_id, selection.sex)
    periods = periods_of(measure)
    shown = choose_period(periods, selection.period)
    period = "" if shown is None else str(shown["period_label"])
    published = published_figures(measure, _beside(places))
    own = own_figures(selection, places=places)
    annotations = _annotations(selection, places)
    areas, chosen, benchmark = _judge_period(
        at_period(own, shown), measure, period, selection=selection, places=places
    )
    trends = judge_trends(own, annotations=annotations)
    newest = trends.iloc[-1] if len(trends) else None
    of_period = authorities_at(measure, period)
    return IndicatorView(
        indicator=indicator,
        places=places,
        periods=periods,
        period=period,
        vintage="" if shown is None else str(shown["vintage"]),
        areas=areas,
        chosen=chosen,
        benchmark=benchmark,
        trend=trend_table(own, measure, published=published, places=places),
        trend_outcome="cannot_be_calculated" if newest is None else str(newest["trend"]),
        trend_reason="too_few_points" if newest is None else str(newest["trend_reason"]),
        trend_years="" if newest is None else str(newest["trend_years"]),
        annotations=annotations,
        coverage=coverage_of(areas),
        sources=tuple(
            dict.fromkeys([*of_period["dataset_id"], *own["dataset_id"], *published["dataset_id"]])
        ),
    )


def _beside(places: Places) -> tuple[AreaCode, ...]:
    """Return the places whose own published figures stand beside the area's."""
    codes = {ENGLAND, ENGLAND_AND_WALES, places.chosen.code}
    if places.region is not None:
        codes.add(places.region.code)
    return tuple(sorted(code for code in codes if code))


def _indicator_row(selection: Selection, catalogue: pd.DataFrame) -> "pd.Series[Any]":
    # Its place, not a table of one row: that would take all the catalogue's columns apart.
    found = np.flatnonzero(catalogue["indicator_id"] == selection.indicator_id)
    if not len(found):
        message = f"No indicator of this snapshot is called {selection.indicator_id!r}."
        raise SelectionError(message)
    return catalogue.iloc[found[0]]


def _judge_period(
    own: pd.DataFrame, measure: Measure, period: str, *, selection: Selection, places: Places
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Judge every authority, and the chosen area, against the chosen benchmark."""
    against, levels = places.chosen, selection.levels
    judged = judge_authorities(measure, period, benchmark=against, levels=levels)
    rows = authorities_at(measure, period)
    benchmark = judged.head(1)[[*KEY, *(name for name in judged if name not in rows)]]
    benchmark = benchmark.drop(columns=["judgement", "reason", "is_benchmark"])
    chosen = judged[judged["area_code"] == places.area.code].reset_index(drop=True)
    if len(chosen) < len(own):
        # A region, the country or a partnership is not among the authorities.
        chosen = judged_against(own, measure, period, benchmark=against, levels=levels)
    chosen = chosen.assign(area_name=places.area.name)
    areas = every_authority(
        measure, period, benchmark=against, levels=levels, authorities=places.authorities
    )
    return areas, chosen, benchmark


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
