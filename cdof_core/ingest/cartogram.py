"""A hexagon cartogram of the upper-tier authorities, computed from their centroids.

Three steps: centroids are spread out until each has the room of a hexagon
(`cartogram_relaxation`), a balanced assignment gives each a cell (`hexagon_lattice`), and a search
mends what the grid cost in neighbours and borders (`hexagon_search`). The result says how far it is
from the map (`cartogram_quality`).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.domain.errors import CdofError
from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.ingest.cartogram_quality import CartogramQuality, measure_quality
from cdof_core.ingest.cartogram_relaxation import find_neighbours, relax
from cdof_core.ingest.hexagon_lattice import assign_cells, cell_of
from cdof_core.ingest.hexagon_search import SearchOutcome, search

ISLES_OF_SCILLY = "E06000053"
"""Drawn apart, south-west of Cornwall: 45 km of open sea lie between."""

_COLUMNS = ("area_code", "name", "region_code", "easting", "northing")
_FEWEST_AREAS = 4  # Delaunay's triangulation needs a triangle and a point more
# Of sixteen seeds the first gave the lowest cost on the authorities of 2023; the others are tried,
# in turn, only while a region is in several pieces.
_SEEDS = (15, 6, 5, 11, 4, 8, 3, 16)
_STEPS_PER_AREA = 530


class CartogramError(CdofError):
    """The table of centroids cannot be drawn as a cartogram."""


@dataclass(frozen=True, slots=True)
class CartogramResult:
    """One hexagon for every authority.

    Attributes:
        hexagons: Rows of the table ``area_hexagon``: area_code, q, r, x, y, sorted by area_code;
            q and r as in `cdof_core.domain.hexagon`, x and y the centre in hexagon widths with y
            northwards.
        quality: How faithful it is to the map.
    """

    hexagons: pd.DataFrame
    quality: CartogramQuality


def place_hexagons(areas: pd.DataFrame) -> CartogramResult:
    """Give every authority a hexagon near its neighbours, each region in one piece.

    The same table gives the same hexagons, whatever the order of its rows.

    Args:
        areas: area_code, name, region_code, easting and northing (British National Grid, metres) of
            one authority a row.

    Returns:
        The hexagons and how faithful they are.

    Raises:
        CartogramError: A column is missing, a code or a centroid stands twice, a centroid is not a
            number, or there are fewer than four authorities.
    """
    table = _check(areas)
    is_joined = (table["area_code"] != ISLES_OF_SCILLY).to_numpy()
    points = table[["easting", "northing"]].to_numpy(float)
    regions = pd.factorize(table["region_code"], sort=True)[0].astype(np.int64)
    joined = _place_joined(points[is_joined], _renumber(regions[is_joined]))
    cells = _place_apart(points, is_joined, joined)
    hexagons = pd.DataFrame(
        {
            "area_code": table["area_code"],
            "q": [cell.q for cell in cells],
            "r": [cell.r for cell in cells],
            "x": [cell.x for cell in cells],
            "y": [cell.y for cell in cells],
        }
    )
    quality = measure_quality(points=points, regions=regions, cells=cells, is_joined=is_joined)
    return CartogramResult(hexagons=hexagons, quality=quality)


def _place_joined(points: NDArray[np.float64], regions: NDArray[np.int64]) -> list[HexagonCell]:
    """Hexagons of the authorities that form one piece of land."""
    neighbours = find_neighbours(points, regions)
    places = relax(points, neighbours)
    start = assign_cells(places)
    outcomes: list[SearchOutcome] = []
    for seed in _SEEDS:
        outcome = search(
            cells=start,
            places=places,
            regions=regions,
            neighbours=neighbours,
            seed=seed,
            steps=_STEPS_PER_AREA * len(points),
        )
        outcomes.append(outcome)
        if not outcome.is_split:
            break
    return [cell_of(number) for number in min(outcomes, key=_rank).cells]


def _rank(outcome: SearchOutcome) -> tuple[bool, float]:
    return outcome.is_split, outcome.cost


def _place_apart(
    points: NDArray[np.float64], is_joined: NDArray[np.bool_], joined: list[HexagonCell]
) -> list[HexagonCell]:
    """All hexagons in the order of the table, those apart two steps south-west of the nearest."""
    placed = iter(joined)
    cells = [next(placed) if is_land else HexagonCell(0, 0) for is_land in is_joined]
    for island in np.flatnonzero(~is_joined):
        distances = np.linalg.norm(points - points[island], axis=1)
        nearest = cells[int(np.argmin(np.where(is_joined, distances, np.inf)))]
        cell = HexagonCell(nearest.q - 2, nearest.r + 2)
        while any(steps_between(cell, other) < 2 for other in joined):  # noqa: PLR2004
            cell = HexagonCell(cell.q - 1, cell.r + 1)
        cells[int(island)] = cell
    return cells


def _renumber(regions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Region numbers without gaps, as the search wants them."""
    return np.unique(regions, return_inverse=True)[1].astype(np.int64)


def _check(areas: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in _COLUMNS if column not in areas.columns]
    if missing:
        message = f"The table of centroids lacks the column {missing[0]!r}."
        raise CartogramError(message)
    table = areas.loc[:, list(_COLUMNS)].sort_values("area_code", ignore_index=True)
    if len(table) < _FEWEST_AREAS:
        message = f"A cartogram needs at least {_FEWEST_AREAS} authorities; given: {len(table)}."
        raise CartogramError(message)
    place = table[["easting", "northing"]].replace([np.inf, -np.inf], np.nan)
    _refuse(table, table["area_code"].duplicated(), "stands twice in the table of centroids")
    _refuse(table, place.isna().any(axis=1), "has no easting or no northing")
    _refuse(table, place.duplicated(), "has the same centroid as another authority")
    return table


def _refuse(table: pd.DataFrame, is_wrong: "pd.Series[bool]", fault: str) -> None:
    codes = table["area_code"].to_numpy()[is_wrong.to_numpy()]
    if len(codes):
        message = f"{codes[0]} {fault}."
        raise CartogramError(message)
