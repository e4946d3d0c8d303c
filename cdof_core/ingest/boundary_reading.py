"""Opens a boundary file as published and finds its authorities.

Publishers name the column of codes after the year (CTYUA23CD) or as they like (utla_code,
cua-code), so it is known by its values.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from cdof_core.ingest.boundary_errors import BoundaryCodesError, BoundaryFileError

BRITISH_NATIONAL_GRID = 27700
"""EPSG code of the grid in which outlines are kept: metres, and the look of a British map."""

_LONGITUDE_LATITUDE = 4326
_SUFFIXES = (".geojson", ".json", ".gpkg", ".zip", ".shp")
_UPPER_TIER = r"E(?:06|08|09|10)\d{6}"
_ENGLAND_METRES = (80_000.0, 0.0, 660_000.0, 660_000.0)
_LARGEST_DEGREE = 180.0


@dataclass(frozen=True, slots=True)
class BoundaryLayer:
    """Outlines as read.

    Attributes:
        name: Layer of the file.
        code_column: Column that holds the codes.
        name_column: Column that holds the names; empty where there is none.
        features: Number of features in the layer, those outside England included.
        outlines: area_code, name and geometry on the British National Grid; one row per English
            code of any kind (E06, E07, E08, E09, E10, as the file has them).
    """

    name: str
    code_column: str
    name_column: str
    features: int
    outlines: gpd.GeoDataFrame


def read_boundary_layer(path: Path, *, known_codes: Collection[str]) -> BoundaryLayer:
    """Read the layer that holds most of the known authorities.

    Args:
        path: GeoJSON, GeoPackage, shapefile or zipped shapefile.
        known_codes: Codes to look for.

    Returns:
        Its outlines.

    Raises:
        BoundaryFileError: Not there, not such a file, without outlines, or in no known place.
        BoundaryCodesError: No layer has a column of upper-tier codes.
    """
    layers = _read_layers(path)
    candidates: list[tuple[int, int, str, str]] = []
    for name, table in layers.items():
        for column in _text_columns(table):
            values = table[column].astype("str")
            if values.str.fullmatch(_UPPER_TIER).any():
                known = len(set(values) & set(known_codes))
                candidates.append((known, -len(candidates), name, column))
    if not candidates:
        columns = sorted({str(column) for table in layers.values() for column in table.columns})
        message = (
            f"{path.name} has no column of upper-tier authority codes such as E06000055. "
            f"Its columns: {', '.join(columns)}."
        )
        raise BoundaryCodesError(message)
    _, _, name, column = max(candidates)
    return _layer(path, name, layers[name], column)


def _layer(path: Path, name: str, table: gpd.GeoDataFrame, code_column: str) -> BoundaryLayer:
    name_column = _find_name_column(table, code_column)
    codes = table[code_column].astype("str")
    names = table[name_column].astype("str") if name_column else pd.Series("", index=table.index)
    outlines = gpd.GeoDataFrame(
        {"area_code": codes, "name": names}, geometry=table.geometry, crs=table.crs
    )
    is_english = codes.str.startswith("E") & ~table.geometry.isna()
    return BoundaryLayer(
        name=name,
        code_column=code_column,
        name_column=name_column,
        features=len(table),
        outlines=_on_national_grid(path, outlines.loc[is_english].reset_index(drop=True)),
    )


def _read_layers(path: Path) -> dict[str, gpd.GeoDataFrame]:
    if not path.is_file():
        message = f"There is no file {path}."
        raise BoundaryFileError(message)
    if path.suffix.lower() not in _SUFFIXES:
        message = f"{path.name} is not a boundary file: expected one of {', '.join(_SUFFIXES)}."
        raise BoundaryFileError(message)
    try:
        names = [str(name) for name, kind in pyogrio.list_layers(path) if _is_areal(kind)]
        layers = {name: _read_layer(path, name) for name in names}
    except (DataSourceError, DataLayerError, ValueError) as error:
        message = f"{path.name} cannot be read as GeoJSON, GeoPackage or shapefile: {error}"
        raise BoundaryFileError(message) from error
    layers = {name: table for name, table in layers.items() if len(table)}
    if not layers:
        message = f"{path.name} holds no outlines of areas."
        raise BoundaryFileError(message)
    return layers


def _is_areal(kind: object) -> bool:
    """Polygons, or GeoJSON that mixes its kinds."""
    return kind is not None and ("Polygon" in str(kind) or str(kind) == "Unknown")


def _read_layer(path: Path, name: str) -> gpd.GeoDataFrame:
    table = gpd.read_file(path, layer=name)
    is_areal = table.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    return table.loc[is_areal].reset_index(drop=True)


def _text_columns(table: gpd.GeoDataFrame) -> list[str]:
    return [
        str(column)
        for column in table.columns
        if column != table.geometry.name and pd.api.types.is_string_dtype(table[column])
    ]


def _find_name_column(table: gpd.GeoDataFrame, code_column: str) -> str:
    """The column called as the codes' but for its end: CTYUA23CD and CTYUA23NM."""
    for code_end, name_end in (("CD", "NM"), ("cd", "nm"), ("code", "name"), ("Code", "Name")):
        candidate = code_column.removesuffix(code_end) + name_end
        if code_column.endswith(code_end) and candidate in table.columns:
            return candidate
    return ""


def _on_national_grid(path: Path, outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Outlines in metres; a grid that is not stated, or wrongly, is known by its coordinates.

    A GeoJSON without a grid counts as degrees by its standard even where it holds metres.
    """
    west, south, east, north = outlines.total_bounds
    largest = max(abs(west), abs(south), abs(east), abs(north))
    if largest > _LARGEST_DEGREE and (outlines.crs is None or outlines.crs.is_geographic):
        outlines = outlines.set_crs(BRITISH_NATIONAL_GRID, allow_override=True)
    elif outlines.crs is None:
        outlines = outlines.set_crs(_LONGITUDE_LATITUDE)
    moved = outlines.to_crs(BRITISH_NATIONAL_GRID)
    west, south, east, north = moved.total_bounds
    least_x, least_y, most_x, most_y = _ENGLAND_METRES
    if not (least_x <= west and least_y <= south and east <= most_x and north <= most_y):
        message = (
            f"The outlines of {path.name} do not lie in England "
            f"(east {west:.0f} to {east:.0f}, north {south:.0f} to {north:.0f} metres)."
        )
        raise BoundaryFileError(message)
    return moved
