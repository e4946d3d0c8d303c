"""Every measure of many areas at once: who is worse, on what, and where nothing can be said."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.judged_country import GridFigures, JudgedCountry, partnership_cells
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import IntArray, is_usable
from cdof_core.domain.judgement import Judgement, JudgementLevels

WORSE: Final = (Judgement.WORSE.value, Judgement.MUCH_WORSE.value)
BY_NAME: Final = "name"
BY_WORSE: Final = "worse"


@dataclass(frozen=True, slots=True)
class OverviewGrid:
    """Measures by areas, judged.

    Attributes:
        places: The chosen area and what every cell is compared with.
        group: The areas beside it.
        measures: One row a measure, in the framework's order: indicator_id, short_name, outcome,
            period_label, unit, decimals, polarity, benchmark, benchmark_basis, benchmark_reason.
        areas: One row a column: area_code, area_name, role (england, region, chosen, member),
            worse (measures judged worse) and compared (measures judged). The pinned ones first.
        cells: One row a measure and area, measure by measure in the order of `areas`: the
            columns of `JudgedCountry.cells`, and role.
        origin: Row numbers of the country's cells that these are, shape (cells,); -1 for those
            of a partnership.
    """

    places: Places
    group: AreaGroup
    measures: pd.DataFrame
    areas: pd.DataFrame
    cells: pd.DataFrame
    origin: IntArray

    @property
    def is_empty(self) -> bool:
        """Whether no measure or no area is there to show."""
        return self.measures.empty or self.areas.empty


def cut_grid(
    country: JudgedCountry,
    *,
    places: Places,
    group: AreaGroup,
    figures: GridFigures,
    levels: JudgementLevels = 3,
    outcome_id: str = "",
    only: tuple[str, ...] = (),
) -> OverviewGrid:
    """Take the measures of some areas out of a judged country.

    Args:
        country: The country, judged against the benchmark of `places`.
        places: The chosen area.
        group: The areas to show beside it.
        figures: What the country was judged from, for a partnership.
        levels: Three or five, likewise.
        outcome_id: Only measures of this outcome; empty for all.
        only: Only these measures; none for all.

    Returns:
        The grid, areas in the order of their names.
    """
    areas = _areas(places, group, country.areas)
    wanted = np.ones(len(country.measures), dtype=bool)
    if outcome_id:
        wanted &= (country.measures["outcome_id"] == outcome_id).to_numpy(dtype=bool)
    if only:
        wanted &= country.measures["indicator_id"].isin(only).to_numpy(dtype=bool)
    measures = country.measures[wanted].reset_index(drop=True)
    if measures.empty:
        nothing = np.zeros(0, dtype=np.int64)
        areas = areas.assign(worse=0, compared=0)
        return OverviewGrid(places, group, measures, areas, country.cells.iloc[:0], nothing)
    column = pd.Index(country.areas["area_code"]).get_indexer(pd.Index(areas["area_code"]))
    origin = np.flatnonzero(wanted)[:, None] * len(country.areas) + column
    origin[:, column < 0] = -1
    cells = country.cells.take(np.maximum(origin.ravel(), 0)).reset_index(drop=True)
    if places.area.is_partnership:
        own = partnership_cells(country, figures, measures, places=places, levels=levels)
        cells.iloc[np.flatnonzero(origin.ravel() < 0)] = own[cells.columns]
    cells["role"] = np.tile(areas["role"].to_numpy(), len(measures))
    return OverviewGrid(
        places=places,
        group=group,
        measures=measures,
        areas=_counted(areas, cells),
        cells=cells,
        origin=origin.ravel().astype(np.int64),
    )


def area_order(grid: OverviewGrid, *, by: str) -> list[int]:
    """Return the places of a grid's areas in another order; the pinned ones stay first.

    Args:
        grid: The grid.
        by: `BY_NAME`, `BY_WORSE`, or the identifier of a measure: highest value first, areas
            without a value last.

    Returns:
        Row numbers of `grid.areas`.
    """
    areas = grid.areas.assign(place=range(len(grid.areas)), key=0.0)
    if by == BY_WORSE:
        areas["key"] = -areas["worse"].astype(float)
    elif by in set(grid.measures["indicator_id"]):
        own = grid.cells[grid.cells["indicator_id"] == by].reset_index(drop=True)
        areas["key"] = -own["value"].where(is_usable(own))
    areas["is_free"] = areas["role"] == "member"
    areas.loc[~areas["is_free"], "key"] = 0.0
    ordered = areas.sort_values(["is_free", "key", "place"], na_position="last", kind="stable")
    return [int(place) for place in ordered["place"]]


def _areas(places: Places, group: AreaGroup, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the columns: England, the region, the chosen area, then the others by name."""
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    names[places.area.code] = places.area.name
    pinned = [("england", places.england.code)]
    if places.region is not None:
        pinned.append(("region", places.region.code))
    others = sorted(
        (code for code in group.members if code != places.area.code),
        key=lambda code: str(names.get(code, code)),
    )
    rows = [*pinned, ("chosen", places.area.code), *(("member", code) for code in others)]
    return pd.DataFrame(
        {
            "area_code": [code for _, code in rows],
            "area_name": [str(names.get(code, code)) for _, code in rows],
            "role": [role for role, _ in rows],
        }
    )


def _counted(areas: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Count on how many measures each area is worse, and on how many it is judged."""
    judged = cells["judgement"] != Judgement.NOT_COMPARED.value
    worse = cells["judgement"].isin(WORSE)
    shape = (-1, len(areas))
    return areas.assign(
        worse=worse.to_numpy().reshape(shape).sum(axis=0),
        compared=judged.to_numpy().reshape(shape).sum(axis=0),
    )
