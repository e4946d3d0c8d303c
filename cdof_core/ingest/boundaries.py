"""Takes over real boundaries of the upper-tier authorities for the map.

The file that is written lies beside the snapshot, is under 300 kB and holds outlines on the British
National Grid: with a planar projection it looks as British maps do, and hexagons are drawn the same
way. It is a GeoJSON in its 2008 form, which may name its grid.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from cdof_core.ingest.boundary_errors import BoundaryFileError
from cdof_core.ingest.boundary_matching import CodeMatch, match_codes
from cdof_core.ingest.boundary_reading import BoundaryLayer, read_boundary_layer
from cdof_core.ingest.boundary_simplifying import (
    Outlines,
    SimplifiedOutlines,
    fit_outlines,
    geometry_of,
    repair_outlines,
)

ONS_ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2023."
)
LARGEST_BYTES = 300_000
_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What was taken over, and what was not.

    Attributes:
        destination: The file written.
        source_name: File name of the source.
        source_sha256: Its checksum.
        layer: Its layer.
        code_column: Column of its codes.
        name_column: Column of its names; empty where none was found.
        features: Features in the layer.
        authorities: Outlines written.
        recoded: The file's code and ours, of places that only got a new code.
        unexpected: English codes left out because the explorer does not know them.
        renamed: Code, our name and the file's name, where they differ; ours is kept.
        repaired: Codes whose outline was not valid and was repaired.
        tolerance: Detail below about this many metres was simplified away.
        corners_before: Corners of all outlines in the source.
        corners_after: Corners of all outlines written.
        area_kept: Total area written by the area in the source.
        bytes_written: Size of the file.
    """

    destination: Path
    source_name: str
    source_sha256: str
    layer: str
    code_column: str
    name_column: str
    features: int
    authorities: int
    recoded: tuple[tuple[str, str], ...]
    unexpected: tuple[str, ...]
    renamed: tuple[tuple[str, str, str], ...]
    repaired: tuple[str, ...]
    tolerance: int
    corners_before: int
    corners_after: int
    area_kept: float
    bytes_written: int


def import_boundaries(
    path: Path,
    *,
    known_areas: Mapping[str, str],
    destination: Path,
    code_changes: Collection[tuple[str, str]] = (),
    attribution: str = ONS_ATTRIBUTION,
) -> BoundaryReport:
    """Check, simplify and store the outlines of all authorities; nothing is written on failure.

    Args:
        path: GeoJSON, GeoPackage, shapefile or zipped shapefile; other parts of the United Kingdom
            may be in it.
        known_areas: Names of all upper-tier authorities by code.
        destination: GeoJSON to write; replaced in one step.
        code_changes: Pairs of an old code and a new one that followed it, so that a place that only
            got a new code is recognised and others are explained.
        attribution: Sentence that names the source wherever the outlines are drawn.

    Returns:
        What was taken over.

    Raises:
        BoundaryFileError: The file is missing, is no boundary file, or lies elsewhere.
        BoundaryCodesError: It has no column of authority codes.
        BoundaryMismatchError: It lacks an authority; every mismatch is listed.
        BoundarySizeError: It cannot be made small enough.
    """
    layer = read_boundary_layer(path, known_codes=known_areas.keys())
    match = match_codes(layer.outlines, known_areas=known_areas, code_changes=code_changes)
    source, is_repaired = repair_outlines(_outlines_by_code(layer, match))
    checksum = _checksum(path)

    def write(outlines: Outlines, tolerance: int) -> str:
        metadata = {
            "attribution": attribution,
            "source": path.name,
            "source_sha256": checksum,
            "tolerance_metres": tolerance,
        }
        return _feature_collection(outlines, list(match.codes), known_areas, metadata)

    fitted = fit_outlines(source, largest_bytes=LARGEST_BYTES, write=write)
    repaired = tuple(np.array(list(match.codes))[is_repaired].tolist())
    _write_whole(destination, fitted.text)
    return _report(
        destination=destination,
        source_name=path.name,
        checksum=checksum,
        layer=layer,
        match=match,
        source=source,
        repaired=repaired,
        fitted=fitted,
    )


def _report(
    *,
    destination: Path,
    source_name: str,
    checksum: str,
    layer: BoundaryLayer,
    match: CodeMatch,
    source: Outlines,
    repaired: tuple[str, ...],
    fitted: SimplifiedOutlines,
) -> BoundaryReport:
    return BoundaryReport(
        destination=destination,
        source_name=source_name,
        source_sha256=checksum,
        layer=layer.name,
        code_column=layer.code_column,
        name_column=layer.name_column,
        features=layer.features,
        authorities=len(match.codes),
        recoded=match.recoded,
        unexpected=match.unexpected,
        renamed=match.renamed,
        repaired=repaired,
        tolerance=fitted.tolerance,
        corners_before=int(shapely.get_num_coordinates(source).sum()),
        corners_after=int(shapely.get_num_coordinates(fitted.outlines).sum()),
        area_kept=float(shapely.area(fitted.outlines).sum() / shapely.area(source).sum()),
        bytes_written=len(fitted.text.encode()),
    )


def _outlines_by_code(layer: BoundaryLayer, match: CodeMatch) -> Outlines:
    """One outline for each authority, in the order of the match; parts of one code are joined."""
    parts: dict[str, list[BaseGeometry]] = {}
    rows = zip(layer.outlines["area_code"], layer.outlines.geometry, strict=True)
    for code, outline in rows:
        parts.setdefault(code, []).append(outline)
    outlines = np.empty(len(match.codes), dtype=object)
    for position, code in enumerate(match.codes.values()):
        pieces = parts[code]
        outlines[position] = pieces[0] if len(pieces) == 1 else shapely.union_all(pieces)
    return outlines


def _feature_collection(
    outlines: Outlines, codes: list[str], names: Mapping[str, str], metadata: Mapping[str, Any]
) -> str:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"area_code": code, "name": names[code]},
            "geometry": geometry_of(outline),
        }
        for code, outline in zip(codes, outlines, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "crs": _GRID,
        "metadata": dict(metadata),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _write_whole(destination: Path, text: str) -> None:
    """Write beside the destination and swap, so that no reader meets half a file."""
    unfinished = destination.with_name(f"{destination.name}.{os.getpid()}.part")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(destination)
    except OSError as error:
        message = f"The boundaries cannot be written to {destination}: {error.strerror}."
        raise BoundaryFileError(message) from error
    finally:
        with contextlib.suppress(OSError):  # the fault above is the one to tell
            unfinished.unlink(missing_ok=True)


def _checksum(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
