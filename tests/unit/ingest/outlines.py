"""Four made-up authorities with outlines, and files of them."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import MultiPolygon, box

from cdof_core.ingest.boundaries import BoundaryReport, import_boundaries

KNOWN = {
    "E06000001": "Westbury",
    "E08000016": "Middleton",
    "E09000001": "City of Easton",
    "E10000007": "Islandshire",
}
# Three squares in a row, 10 km wide, and an island apart with a smaller one beside it.
OUTLINES = {
    "E06000001": box(400_000, 300_000, 410_000, 310_000),
    "E08000016": box(410_000, 300_000, 420_000, 310_000),
    "E09000001": box(420_000, 300_000, 430_000, 310_000),
    "E10000007": MultiPolygon(
        [box(440_000, 300_000, 445_000, 305_000), box(446_000, 300_000, 446_400, 300_400)]
    ),
}
WELSH = {"W06000001": box(380_000, 300_000, 390_000, 310_000)}


def table_of(outlines, *, code="CTYUA23CD", name="CTYUA23NM", crs=27700) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {code: list(outlines), name: [KNOWN.get(key, "Elsewhere") for key in outlines]},
        geometry=list(outlines.values()),
        crs=crs,
    )


def save(table: gpd.GeoDataFrame, path: Path) -> Path:
    if path.suffix == ".zip":
        table.to_file(path.with_suffix(".shp"))
        with zipfile.ZipFile(path, "w") as archive:
            for part in path.parent.glob(f"{path.stem}.[!z]*"):
                archive.write(part, part.name)
    else:
        table.to_file(path)
    return path


def take(
    table: gpd.GeoDataFrame, folder: Path, name: str = "source.gpkg", **options: Any
) -> BoundaryReport:
    """Saves a table in a folder and imports it as `out.geojson` there."""
    path = save(table, folder / name)
    return import_boundaries(path, known_areas=KNOWN, destination=folder / "out.geojson", **options)


def written(report: BoundaryReport) -> gpd.GeoDataFrame:
    return gpd.read_file(report.destination).set_index("area_code")
