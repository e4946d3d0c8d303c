"""One indicator's figures at one period: of every authority, the area, and those beside it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import area_series, with_metadata
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES
from cdof_core.domain.selection import Selection
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_of_areas, figures_of_authorities


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Figures of one indicator and period, not judged.

    Attributes:
        period: Label of the period; empty where no authority has a figure.
        local: Every authority's.
        own: The chosen area's, pooled for a partnership.
    """

    period: str
    local: pd.DataFrame
    own: pd.DataFrame


def period_figures(selection: Selection, *, places: Places) -> PeriodFigures:
    """Read what a view of an indicator shows at its period, without judging or drawing lines.

    Args:
        selection: What the user chose: indicator, period (empty for the latest) and sex.
        places: The area and its benchmarks.
    """
    catalogue = indicator_store.indicators()
    local = all_local(selection, catalogue)
    shown = choose_period(periods_of(local), selection.period)
    own = area_series(places, indicator_ids=[selection.indicator_id], catalogue=catalogue)
    own = own[own["sex"] == selection.sex].reset_index(drop=True)
    period = "" if shown is None else str(shown["period_label"])
    return PeriodFigures(period, at_period(local, shown), at_period(own, shown))


def benchmark_at(
    selection: Selection, *, places: Places, benchmark: BenchmarkRequest
) -> float | None:
    """Return the value at a period of something that nothing is compared with at the moment.

    Args:
        selection: Indicator, period and sex.
        places: The area and its benchmarks.
        benchmark: What is asked for.

    Returns:
        The value as the one that judges would find it; None where there is none.
    """
    figures = period_figures(selection, places=places)
    rows = pd.concat([figures.local, figures.own], ignore_index=True).head(1)
    if rows.empty:
        return None
    found = resolve_benchmarks(
        rows,
        asked=np.zeros(1, dtype=np.int64),
        candidates=figures.local,
        published=published_beside(
            selection, replace(places, chosen=benchmark), indicator_store.indicators()
        ),
        requests=[benchmark],
    )["benchmark"].iloc[0]
    return None if pd.isna(found) else float(found)


def all_local(selection: Selection, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return every current authority's headline figures of the indicator, all periods."""
    rows = figures_of_authorities(indicator_id=selection.indicator_id, sex=selection.sex)
    return with_metadata(rows, catalogue)


def published_beside(selection: Selection, places: Places, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that England, the region and the chosen place publish themselves."""
    codes = {ENGLAND, ENGLAND_AND_WALES, places.chosen.code}
    if places.region is not None:
        codes.add(places.region.code)
    rows = figures_of_areas(
        indicator_ids=[selection.indicator_id], area_codes=sorted(code for code in codes if code)
    )
    rows = with_metadata(rows, catalogue)
    return rows[rows["sex"] == selection.sex].reset_index(drop=True)


def periods_of(local: pd.DataFrame) -> pd.DataFrame:
    """Return the periods that any authority has a usable figure for, newest first."""
    columns = ["period_label", "vintage", "age", "period_start", "period_end"]
    usable = local[is_usable(local)]
    found = usable[columns].drop_duplicates()
    return found.sort_values(
        ["period_end", "period_start", "age", "vintage"], ascending=False
    ).reset_index(drop=True)


def choose_period(periods: pd.DataFrame, wanted: str) -> "pd.Series[Any] | None":
    """Return the period asked for, the newest where the data lack it; None without any."""
    if periods.empty:
        return None
    named = periods[periods["period_label"] == wanted]
    return named.iloc[0] if len(named) else periods.iloc[0]


def at_period(rows: pd.DataFrame, period: "pd.Series[Any] | None") -> pd.DataFrame:
    """Return the rows of one period, age and vintage."""
    if period is None:
        return rows.iloc[0:0]
    same = (
        (rows["period_start"] == period["period_start"])
        & (rows["period_end"] == period["period_end"])
        & (rows["age"] == period["age"])
        & (rows["vintage"] == period["vintage"])
    )
    return rows[same].reset_index(drop=True)
