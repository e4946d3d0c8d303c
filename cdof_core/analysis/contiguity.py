"""Which authorities are neighbours: hexagons that touch, or real boundaries that do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry import shape

from cdof_core.comparison.records import records_of
from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.domain.selection import Layout
from cdof_core.store import areas as area_store
from cdof_core.store.geography import boundary_geometry

_SLACK: Final = 50.0
"""Metres within which simplified boundaries count as touching."""

Neighbours = Mapping[str, tuple[str, ...]]


def neighbours_of(layout: Layout, *, boundaries: Path) -> Neighbours:
    """Return the neighbours of every authority.

    Args:
        layout: `HEXAGONS`: hexagons one step apart. `BOUNDARIES`: boundaries that share an edge
            or a corner (queen contiguity), within a slack for simplified lines.
        boundaries: Where the boundaries command writes.

    Returns:
        For each area code the codes of its neighbours in order, none for an island. Being
        neighbours is mutual.

    Raises:
        SnapshotError: The boundary file is damaged.
    """
    if layout is Layout.BOUNDARIES:
        return _touching(boundaries)
    cells = {
        str(row["area_code"]): HexagonCell(int(row["q"]), int(row["r"]))
        for row in records_of(area_store.hexagons())
    }
    return {
        code: tuple(
            sorted(other for other, there in cells.items() if steps_between(cell, there) == 1)
        )
        for code, cell in cells.items()
    }


def _touching(path: Path) -> Neighbours:
    """Return the neighbours by the real boundaries; none where there is no file."""
    geometry = boundary_geometry(path)
    if geometry is None:
        return {}
    features = geometry.features["features"]
    codes = [str(feature["properties"]["area_code"]) for feature in features]
    outlines = [shape(feature["geometry"]) for feature in features]
    tree = shapely.STRtree(outlines)
    first, second = tree.query(outlines, predicate="dwithin", distance=_SLACK)
    found: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        if one != other:
            found[codes[one]].append(codes[other])
    return {code: tuple(sorted(others)) for code, others in found.items()}
