"""What lies under a map: outlines, a place for each area's mark, and the borders of regions."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

_HEXAGON_SLACK: Final = 0.01
"""Corners of neighbouring hexagons agree to this part of their width."""
_MARK_TOLERANCE: Final = 0.005
"""How exactly a mark's place is sought, as a part of the map's width."""


# Compared by identity: a layout is laid once, and its outlines are long to compare.
@dataclass(frozen=True, slots=True, eq=False)
class MapGround:
    """Everything of a map that no indicator changes; made once for a layout.

    Attributes:
        outlines: GeoJSON feature collection, one feature an area with `area_code` among its
            properties, planar and y northwards.
        marks: For each area code the centre and the radius of the largest circle inside it.
        regions: GeoJSON feature collection of the borders of regions; without features where
            regions are not known.
        width: Width of the whole in the outlines' unit.
        height: Height of the whole.
        attribution: Sentence that names the source of the outlines.
        left: Where the outlines begin from the left.
        top: Where they end upwards.
    """

    outlines: dict[str, Any]
    marks: dict[str, tuple[float, float, float]]
    regions: dict[str, Any]
    width: float
    height: float
    attribution: str
    left: float = 0.0
    top: float = 0.0

    def holds(self, codes: Iterable[str]) -> bool:
        """Whether any of these areas has a place on the map."""
        return any(code in self.marks for code in codes)


def ground_file(ground: MapGround) -> bytes:
    """Return outlines and borders as one GeoJSON file, for browsers that fetch them by address.

    Args:
        ground: The ground of the whole country; charts of a part read the same file.
    """
    features = [*ground.outlines["features"], *ground.regions["features"]]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()


def part_of_ground(
    ground: MapGround, codes: Collection[str], *, regions: Mapping[str, str] | None = None
) -> MapGround:
    """Return the ground of some of the areas, for a map that shows a part as large as the whole.

    Args:
        ground: The ground of all.
        codes: Areas to keep; codes without an outline are ignored.
        regions: As for `lay_ground`.
    """
    kept = [
        feature
        for feature in ground.outlines["features"]
        if feature["properties"]["area_code"] in codes
    ]
    return lay_ground(
        {"type": "FeatureCollection", "features": kept},
        attribution=ground.attribution,
        regions=regions,
    )


def lay_ground(
    outlines: dict[str, Any], *, attribution: str, regions: Mapping[str, str] | None = None
) -> MapGround:
    """Find marks and borders for a map.

    Args:
        outlines: GeoJSON feature collection; each feature has `area_code` among its properties.
        attribution: Sentence that names their source.
        regions: Region of each area code, for borders; None draws none.

    Returns:
        The ground of the map; without marks and of no size where there is no outline.
    """
    if not outlines["features"]:
        return MapGround(outlines, {}, _borders({}, {}), 0.0, 0.0, attribution)
    shapes = {
        str(feature["properties"]["area_code"]): shape(feature["geometry"])
        for feature in outlines["features"]
    }
    left, low, right, high = shapely.total_bounds(list(shapes.values()))
    width = float(right - left)
    return MapGround(
        outlines=outlines,
        marks={code: _mark(area, width * _MARK_TOLERANCE) for code, area in shapes.items()},
        regions=_borders(shapes, regions or {}),
        width=width,
        height=float(high - low),
        attribution=attribution,
        left=float(left),
        top=float(high),
    )


def _mark(area: BaseGeometry, tolerance: float) -> tuple[float, float, float]:
    """Return the centre and radius of the largest circle inside an area."""
    radius: Any = shapely.maximum_inscribed_circle([area], tolerance=[tolerance])[0]
    across, upwards = radius.coords[0]
    return float(across), float(upwards), float(radius.length)


def _borders(shapes: Mapping[str, BaseGeometry], regions: Mapping[str, str]) -> dict[str, Any]:
    """Return the outline of each region."""
    members: dict[str, list[BaseGeometry]] = {}
    for code, area in shapes.items():
        if regions.get(code):
            members.setdefault(regions[code], []).append(area)
    features = [
        {
            "type": "Feature",
            "properties": {"region_code": region},
            "geometry": mapping(_outline(areas)),
        }
        for region, areas in sorted(members.items())
    ]
    return {"type": "FeatureCollection", "features": features}


def _outline(areas: list[BaseGeometry]) -> BaseGeometry:
    """Return the border around some areas, closing the slits that rounding leaves."""
    left, _, right, _ = areas[0].bounds
    slack = (right - left) * _HEXAGON_SLACK
    grown = shapely.union_all([area.buffer(slack, join_style="mitre") for area in areas])
    return grown.buffer(-slack, join_style="mitre").boundary
