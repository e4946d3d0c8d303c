"""Makes outlines small enough to send to a browser, with borders that still meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import shapely
import shapely.geometry
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from cdof_core.ingest.boundary_errors import BoundarySizeError

Outlines = NDArray[np.object_]
"""Polygons and multipolygons, in metres."""

Nested: TypeAlias = "float | Sequence[Nested]"
"""Coordinates of GeoJSON, as deep as the geometry needs."""

_TOLERANCE_STEP = 25
_STEPS = 160  # up to 4 km, by when a city is a triangle
_POLYGON = 3
_MULTIPOLYGON = 6


@dataclass(frozen=True, slots=True)
class SimplifiedOutlines:
    """Outlines that fit.

    Attributes:
        outlines: One polygon or multipolygon for each given one, whole metres, valid, not empty.
        tolerance: What was simplified away is about as long and wide as this, in metres.
        text: The file's text as `write` gave it.
    """

    outlines: Outlines
    tolerance: int
    text: str


def repair_outlines(outlines: Outlines) -> tuple[Outlines, NDArray[np.bool_]]:
    """Return valid outlines, polygons only, and which of them had to be repaired.

    Args:
        outlines: As read.

    Returns:
        Valid outlines in the same order, and a mask of those that were not valid.
    """
    is_invalid = ~shapely.is_valid(outlines)
    repaired = outlines.copy()
    for position in np.flatnonzero(is_invalid):
        repaired[position] = _polygons_of(shapely.make_valid(outlines[position]))
    return repaired, is_invalid


def fit_outlines(
    outlines: Outlines, *, largest_bytes: int, write: Callable[[Outlines, int], str]
) -> SimplifiedOutlines:
    """Simplify as little as makes the file small enough.

    Borders are simplified once for both sides (Visvalingam and Whyatt's method over a coverage,
    GEOS 3.12), so that neighbours neither part nor overlap. Islands stay.

    Args:
        outlines: Valid outlines that share their borders, in metres.
        largest_bytes: The file must be smaller than this.
        write: Makes the file's text from outlines and the tolerance in metres.

    Returns:
        The finest outlines that fit.

    Raises:
        BoundarySizeError: None fits without an authority vanishing.
    """
    best: SimplifiedOutlines | None = None
    low, high = 0, _STEPS
    while low <= high:
        middle = (low + high) // 2
        tolerance = middle * _TOLERANCE_STEP
        candidate = _simplify(outlines, tolerance)
        text = write(candidate, tolerance)
        if len(text.encode()) < largest_bytes:
            best = SimplifiedOutlines(candidate, tolerance, text)
            high = middle - 1
        else:
            low = middle + 1
    if best is None or shapely.is_empty(best.outlines).any():
        message = (
            f"The outlines do not fit into {largest_bytes:,} bytes without losing an authority. "
            "Use a generalised file (BSC or BUC)."
        )
        raise BoundarySizeError(message)
    return best


def geometry_of(outline: BaseGeometry) -> dict[str, Any]:
    """Return one outline as a GeoJSON geometry of whole metres."""
    geometry = shapely.geometry.mapping(outline)
    return {"type": geometry["type"], "coordinates": _whole_numbers(geometry["coordinates"])}


def _whole_numbers(value: Nested) -> Nested:
    if isinstance(value, int | float):
        return round(value)
    return [_whole_numbers(part) for part in value]


def _simplify(outlines: Outlines, tolerance: int) -> Outlines:
    simplified = shapely.coverage_simplify(outlines, tolerance) if tolerance else outlines
    # To whole metres, each outline valid; borders have the same corners on both sides and stay so.
    whole = shapely.set_precision(simplified, 1.0)
    return shapely.orient_polygons(whole, exterior_cw=True)


def _polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """The areal parts of a repaired outline; slivers without area are dropped."""
    if shapely.get_type_id(geometry) in (_POLYGON, _MULTIPOLYGON):
        return geometry
    parts = shapely.get_parts(geometry)
    kinds = shapely.get_type_id(parts)
    return shapely.union_all(parts[(kinds == _POLYGON) | (kinds == _MULTIPOLYGON)])
