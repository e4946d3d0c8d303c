"""Outlines for maps: hexagons from the snapshot, real boundaries from the file beside it.

Both come as one shape: planar coordinates with y northwards, to be drawn with the projection
``{"type": "identity", "reflectY": true}`` of Vega-Lite. Outer rings run clockwise, as Vega expects
on a globe, so that a geographic projection would not turn the map inside out either.

GeoPandas is imported only where a frame is asked for: pages draw from the dictionaries and start
faster without it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cdof_core.domain.errors import SnapshotError
from cdof_core.domain.hexagon import corners_around
from cdof_core.domain.selection import Layout

if TYPE_CHECKING:
    import geopandas as gpd

BRITISH_NATIONAL_GRID = "EPSG:27700"
HEXAGON_ATTRIBUTION = (
    "One hexagon for each authority, placed by the explorer from centroids; not to scale."
)
PROJECTION = {"type": "identity", "reflectY": True}
"""The Vega-Lite projection for either layout."""

_DECIMALS = 4


class BoundaryStoreError(SnapshotError):
    """The boundary file beside the snapshot is damaged."""


@dataclass(frozen=True, slots=True)
class MapGeometry:
    """Outlines ready for a chart.

    Attributes:
        layout: What they are.
        features: GeoJSON feature collection; each feature has the area code as its ``id`` and
            ``area_code`` and ``name`` among its properties.
        attribution: Sentence that names their source, to stand below the map.
        height_by_width: Height of the whole by its width, for a chart that leaves no border.
    """

    layout: Layout
    features: dict[str, Any]
    attribution: str
    height_by_width: float


def hexagon_frame(rows: pd.DataFrame) -> "gpd.GeoDataFrame":
    """Return pointy-top hexagons as polygons.

    Args:
        rows: area_code, name, x and y of one authority a row; x and y the centre in hexagon widths,
            y northwards.

    Returns:
        area_code, name and geometry, planar (no coordinate reference system), y northwards, one
        hexagon width a unit. For a screen, whose y points down, reflect it (`PROJECTION`).
    """
    import geopandas  # noqa: PLC0415

    features = hexagon_geometry(rows).features["features"]
    frame = geopandas.GeoDataFrame.from_features(features)
    return frame[["area_code", "name", "geometry"]]


def hexagon_geometry(rows: pd.DataFrame) -> MapGeometry:
    """Return the hexagon map for a chart.

    Args:
        rows: As for `hexagon_frame`.

    Returns:
        Its outlines.
    """
    codes: list[str] = rows["area_code"].tolist()
    names: list[str] = rows["name"].tolist()
    centres: list[list[float]] = rows[["x", "y"]].to_numpy(float).tolist()
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"area_code": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": [_ring(*centre)]},
        }
        for code, name, centre in zip(codes, names, centres, strict=True)
    ]
    return _map_geometry(Layout.HEXAGONS, features, HEXAGON_ATTRIBUTION)


def load_boundaries(path: Path) -> "gpd.GeoDataFrame | None":
    """Return the real boundaries, or None where there are none.

    Args:
        path: The file that the boundaries command wrote.

    Returns:
        area_code, name and geometry on the British National Grid.

    Raises:
        BoundaryStoreError: The file is damaged.
    """
    collection = _read(path)
    if collection is None:
        return None
    import geopandas  # noqa: PLC0415

    frame = geopandas.GeoDataFrame.from_features(collection["features"], crs=BRITISH_NATIONAL_GRID)
    return frame[["area_code", "name", "geometry"]]


def boundary_geometry(path: Path) -> MapGeometry | None:
    """Return the real boundaries for a chart, or None where there are none.

    Args:
        path: The file that the boundaries command wrote.

    Returns:
        Their outlines.

    Raises:
        BoundaryStoreError: The file is damaged.
    """
    collection = _read(path)
    if collection is None:
        return None
    attribution = collection["metadata"]["attribution"]
    return _map_geometry(Layout.BOUNDARIES, collection["features"], attribution)


def available_layouts(boundaries_path: Path) -> tuple[Layout, ...]:
    """Return the layouts that can be drawn, the better known one first.

    Args:
        boundaries_path: Where the boundaries command writes; a damaged file counts as none.

    Returns:
        Boundaries and hexagons, or hexagons alone.
    """
    try:
        is_there = _read(boundaries_path) is not None
    except BoundaryStoreError:
        is_there = False
    return (Layout.BOUNDARIES, Layout.HEXAGONS) if is_there else (Layout.HEXAGONS,)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BoundaryStoreError(_damage(path)) from error
    try:
        collection = json.loads(text)
        is_whole = bool(collection["features"]) and isinstance(
            collection["metadata"]["attribution"], str
        )
        is_whole = is_whole and all(
            {"area_code", "name"} <= feature["properties"].keys() and feature["geometry"]
            for feature in collection["features"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BoundaryStoreError(_damage(path)) from error
    if not is_whole:
        raise BoundaryStoreError(_damage(path))
    return collection


def _damage(path: Path) -> str:
    return f"{path} is not a boundary file of ours. Run `python -m cdof_core boundaries` again."


def _map_geometry(layout: Layout, features: list[dict[str, Any]], attribution: str) -> MapGeometry:
    if not features:
        return MapGeometry(layout, {"type": "FeatureCollection", "features": []}, attribution, 1.0)
    corners = [corner for feature in features for corner in _corners(feature["geometry"])]
    across = [x for x, _ in corners]
    upwards = [y for _, y in corners]
    width, height = max(across) - min(across), max(upwards) - min(upwards)
    return MapGeometry(
        layout=layout,
        features={"type": "FeatureCollection", "features": features},
        attribution=attribution,
        height_by_width=height / width,
    )


def _corners(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    is_single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_single else geometry["coordinates"]
    return [(place[0], place[1]) for polygon in polygons for place in polygon[0]]


def _ring(x: float, y: float) -> list[list[float]]:
    corners = corners_around(x, y)
    return [
        [round(across, _DECIMALS), round(up, _DECIMALS)] for across, up in [*corners, corners[0]]
    ]
