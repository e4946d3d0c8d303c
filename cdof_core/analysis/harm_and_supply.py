"""Demand, harm, crime and supply of one area together, each figure for the place it is of."""

from dataclasses import dataclass

import pandas as pd

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.harm_forces import figures_of_forces
from cdof_core.analysis.harm_lines import are_spans, in_lines, joined
from cdof_core.analysis.harm_measures import Geography, Theme, measures_of
from cdof_core.analysis.harm_nation import NationalFigures
from cdof_core.analysis.places import Places
from cdof_core.analysis.police_forces import Force, forces_of
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.area import ENGLAND
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.domain.selection import Selection
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_of_areas


@dataclass(frozen=True, slots=True)
class HarmAndSupply:
    """Everything the page shows.

    Attributes:
        places: The area and its benchmarks.
        forces: Police forces that cover it.
        latest: One row a measure and place with its newest figure: theme, geography, place,
            judgement, reason, trend, trend_reason and the columns of `observation` with the
            catalogue's; England's and the region's value beside those of the authority.
        lines: One row a figure over time: theme, geography, panel, line, line_rank, segment, and
            the same columns; a figure that may not be used has no value.
        absent: Name and theme of each local measure that is not published for the area.
        spans: Figures of spans that overlap, newest first.
        events: Dated events on the measures drawn.
    """

    places: Places
    forces: tuple[Force, ...]
    latest: pd.DataFrame
    lines: pd.DataFrame
    absent: tuple[tuple[str, Theme], ...]
    spans: pd.DataFrame
    events: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is held."""
        return self.latest.empty

    def drawn(self, geography: Geography, *themes: Theme) -> pd.DataFrame:
        """Return the lines of some themes and one kind of place, panels in order."""
        rows = self.lines
        is_wanted = rows["theme"].isin([theme.value for theme in themes])
        return rows[is_wanted & (rows["geography"] == geography.value)].reset_index(drop=True)


def view_harm_and_supply(
    selection: Selection, *, places: Places, nation: NationalFigures
) -> HarmAndSupply:
    """Gather what is held on demand, harm, crime and supply.

    Args:
        selection: What the user chose; levels and benchmark apply.
        places: The area and its benchmarks.
        nation: What is published for the countries only, from `national_figures`.

    Returns:
        The figures, each for the place it is published for.
    """
    catalogue = indicator_store.indicators()
    annotations = dated_events(selection.events, area_code=places.area.code)
    forces = forces_of(places)
    local, local_lines = _local(selection, places, catalogue)
    of_forces, newest_of_forces = figures_of_forces(forces, selection.events)
    newest = [local, newest_of_forces, nation.latest]
    lines = joined([local_lines, of_forces])
    drawn = joined([in_lines(lines[~are_spans(lines)], annotations), nation.lines])
    spans = joined([rows[are_spans(rows)] for rows in (lines, nation.rows)])
    return HarmAndSupply(
        places=places,
        forces=forces,
        latest=_in_order(joined(newest)),
        lines=drawn,
        absent=_absent(local, catalogue),
        spans=spans.sort_values(["period_end", "period_start"], ascending=False, ignore_index=True),
        events=_events(annotations, drawn),
    )


def _local(
    selection: Selection, places: Places, catalogue: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the authority's newest figures, judged, and its lines with those beside them."""
    themes = measures_of(Geography.AUTHORITY)
    wanted = [name for name in themes if name in set(catalogue["indicator_id"])]
    compared = compare_area(selection, places=places, indicator_ids=wanted)
    rows = compared.rows.assign(
        theme=compared.rows["indicator_id"].map(themes),
        geography=Geography.AUTHORITY.value,
        place=places.area.name,
    )
    order = {name: rank for rank, name in enumerate(themes)}
    rows = rows.sort_values("indicator_id", key=lambda ids: ids.map(order), ignore_index=True)
    own = compared.series.assign(line=places.area.name, line_rank=0)
    codes = [ENGLAND, *([places.region.code] if places.region and places.region.code else [])]
    beside = figures_of_areas(indicator_ids=list(rows["indicator_id"]), area_codes=codes)
    beside = with_metadata(beside[beside["sex"] == selection.sex], catalogue)
    beside = beside[beside["value_kind"].isin([kind.value for kind in COMPARABLE])]
    is_england = beside["area_code"] == ENGLAND
    region = places.region.label if places.region else ""
    beside = beside.assign(
        line=["England" if here else region for here in is_england],
        line_rank=[1 if here else 2 for here in is_england],
    )
    lines = joined([own, beside])
    if lines.empty:
        return rows, lines.assign(theme="", geography="", panel="")
    lines = lines.assign(
        theme=lines["indicator_id"].map(themes),
        geography=Geography.AUTHORITY.value,
        panel=lines["short_name"],
        value=lines["value"].where(is_usable(lines)),
        order=lines["indicator_id"].map(order),
    )
    return rows, lines.sort_values(["order", "line_rank", "period_start"])


def _in_order(latest: pd.DataFrame) -> pd.DataFrame:
    """Put newest figures in the order of themes, an area's own before those of wider places."""
    themes = {theme.value: rank for rank, theme in enumerate(Theme)}
    places = {kind.value: rank for rank, kind in enumerate(Geography)}
    ranks = latest.assign(
        theme_rank=latest["theme"].map(themes), geography_rank=latest["geography"].map(places)
    )
    ordered = ranks.sort_values(["theme_rank", "geography_rank"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["theme_rank", "geography_rank"])


def _absent(local: pd.DataFrame, catalogue: pd.DataFrame) -> tuple[tuple[str, Theme], ...]:
    names = dict(zip(catalogue["indicator_id"], catalogue["short_name"], strict=True))
    held = set(local["indicator_id"])
    return tuple(
        (str(names[name]), theme)
        for name, theme in measures_of(Geography.AUTHORITY).items()
        if name in names and name not in held
    )


def _events(annotations: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return dated events on measures that are drawn, by their panels."""
    panels = lines[["indicator_id", "area_code", "theme", "geography", "panel"]].drop_duplicates()
    pairs = annotations.merge(panels, how="cross", suffixes=("", "_drawn"))
    concerned = pairs["indicator_id"].isin([""]) | pairs["indicator_id"].eq(
        pairs["indicator_id_drawn"]
    )
    concerned &= pairs["area_code"].eq("") | pairs["area_code"].eq(pairs["area_code_drawn"])
    found = pairs[concerned].drop(columns=["indicator_id_drawn", "area_code_drawn"])
    return found.drop_duplicates(ignore_index=True)
