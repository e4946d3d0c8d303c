"""Published boundary files, read where they lie."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.ingest.boundaries import BoundaryReport, import_boundaries
from cdof_core.ingest.boundary_errors import (
    BoundaryCodesError,
    BoundaryFileError,
    BoundaryMismatchError,
)
from cdof_core.ingest.cartogram import place_hexagons
from cdof_core.store.geography import boundary_geometry

FILES = Path(os.environ["CDOF_REFERENCE_DIR"]) / "raw" / "boundaries"
SUPER_GENERALISED = FILES / "FingertipsNext_CTYUA_Dec2023_UK_BSC.geojson"
REGIONS = FILES / "FingertipsNext_RGN_Dec2023_EN_BUC.geojson"


@pytest.fixture(scope="module")
def areas(root) -> pd.DataFrame:
    table = pd.read_csv(root / "data" / "areas-ons" / "area.csv")
    return table.loc[table["level"] == "upper_tier"].set_index("area_code", drop=False)


@pytest.fixture(scope="module")
def code_changes(root) -> list[tuple[str, str]]:
    table = pd.read_csv(root / "data" / "areas-ons" / "area_change.csv", keep_default_na=False)
    return [
        (old, new) for old, new in zip(table["old_code"], table["new_code"], strict=True) if new
    ]


@pytest.fixture(scope="module")
def report(areas, tmp_path_factory) -> BoundaryReport:
    destination = tmp_path_factory.mktemp("boundaries") / "utla.geojson"
    return import_boundaries(
        SUPER_GENERALISED, known_areas=areas["name"].to_dict(), destination=destination
    )


@pytest.fixture(scope="module")
def outlines(report) -> gpd.GeoDataFrame:
    return gpd.read_file(report.destination).set_index("area_code", drop=False)


def test_the_file_for_the_united_kingdom_gives_the_153_english_authorities(report):
    assert report.features == 218
    assert report.authorities == 153
    assert (report.code_column, report.name_column) == ("CTYUA23CD", "CTYUA23NM")
    assert (report.recoded, report.unexpected, report.renamed, report.repaired) == ((), (), (), ())
    assert report.bytes_written < 300_000


def test_outlines_are_whole_and_borders_meet(outlines):
    assert outlines.is_valid.all()
    assert not outlines.is_empty.any()
    assert shapely.coverage_is_valid(outlines.geometry.to_numpy())


def test_no_authority_lost_or_gained_much(outlines):
    source = gpd.read_file(SUPER_GENERALISED).to_crs(27700).set_index("CTYUA23CD")
    ratio = outlines.area / source.area.reindex(outlines.index)

    # The small islands of Scilly lose a tenth; everyone else less than 4 in 100.
    assert ratio.drop("E06000053").between(0.96, 1.04).all()
    assert ratio["E06000053"] > 0.88
    assert shapely.get_num_geometries(outlines.geometry["E06000053"]) == shapely.get_num_geometries(
        source.geometry["E06000053"]
    )


def test_authorities_fill_their_regions(outlines, areas):
    regions = gpd.read_file(REGIONS).to_crs(27700).set_index("RGN23CD")
    filled = outlines.area.groupby(areas["region_code"]).sum()

    # Both are generalised, differently: within a hundredth of each other.
    ratio = filled / regions.area
    assert len(ratio) == 9
    assert ratio.between(0.99, 1.01).all()


def test_the_map_can_be_drawn_from_it(report):
    geometry = boundary_geometry(report.destination)

    assert len(geometry.features["features"]) == 153
    assert "Office for National Statistics" in geometry.attribution


def test_a_file_already_simplified_is_taken_with_its_own_column_names(areas, tmp_path):
    report = import_boundaries(
        FILES / "derived_England_UTLA_2023_400m.geojson",
        known_areas=areas["name"].to_dict(),
        destination=tmp_path / "out.geojson",
    )

    assert (report.code_column, report.name_column) == ("utla_code", "utla_name")
    assert report.authorities == 153


def test_the_codes_of_2025_are_recognised(areas, code_changes, tmp_path):
    table = gpd.read_file(SUPER_GENERALISED)
    newer = table.replace({"CTYUA23CD": {"E08000016": "E08000038", "E08000019": "E08000039"}})
    newer.to_file(tmp_path / "newer.gpkg")

    report = import_boundaries(
        tmp_path / "newer.gpkg",
        known_areas=areas["name"].to_dict(),
        destination=tmp_path / "out.geojson",
        code_changes=code_changes,
    )

    assert report.recoded == (("E08000038", "E08000016"), ("E08000039", "E08000019"))


def test_the_codes_of_2022_are_refused_by_name(areas, code_changes, tmp_path):
    table = gpd.read_file(SUPER_GENERALISED)
    earlier = {"E06000063": "E10000006", "E06000064": "E10000006", "E06000065": "E10000023"}
    older = table.replace({"CTYUA23CD": earlier}).dissolve("CTYUA23CD", as_index=False)
    older.to_file(tmp_path / "older.gpkg")

    with pytest.raises(BoundaryMismatchError) as refusal:
        import_boundaries(
            tmp_path / "older.gpkg",
            known_areas=areas["name"].to_dict(),
            destination=tmp_path / "out.geojson",
            code_changes=code_changes,
        )

    # North Yorkshire only got a new code; Cumbria was divided.
    assert refusal.value.missing == ("E06000063", "E06000064")
    assert refusal.value.unexpected == ("E10000006",)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        (REGIONS, BoundaryCodesError),
        (FILES / "HoC_LocalAuthorities-uppertier-2023.gpkg", BoundaryFileError),
        (FILES / "PROVENANCE.md", BoundaryFileError),
    ],
)
def test_files_without_outlines_of_authorities_are_refused(areas, tmp_path, path, error):
    with pytest.raises(error):
        import_boundaries(
            path, known_areas=areas["name"].to_dict(), destination=tmp_path / "out.geojson"
        )


def test_most_authorities_that_share_a_border_are_near_in_the_cartogram(areas):
    source = gpd.read_file(SUPER_GENERALISED)
    source = source.loc[source["CTYUA23CD"].isin(areas["area_code"])].reset_index(drop=True)
    first, second = source.sindex.query(source.geometry, predicate="touches")
    codes = source["CTYUA23CD"].to_numpy()
    table = place_hexagons(areas.reset_index(drop=True)).hexagons.set_index("area_code")
    cells = {row.Index: HexagonCell(row.q, row.r) for row in table.itertuples()}
    steps = np.array(
        [
            steps_between(cells[a], cells[b])
            for a, b in zip(codes[first], codes[second], strict=True)
        ]
    )

    assert len(steps) / 2 > 350
    assert (steps == 1).mean() > 0.55
    assert (steps <= 2).mean() > 0.85
