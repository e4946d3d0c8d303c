import hashlib
import json
from functools import partial

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from cdof_core.ingest.boundaries import ONS_ATTRIBUTION, import_boundaries
from cdof_core.ingest.boundary_errors import BoundaryMismatchError
from tests.unit.ingest import outlines
from tests.unit.ingest.outlines import KNOWN, OUTLINES, WELSH, table_of, written


@pytest.fixture
def take(tmp_path):
    """Imports a table saved under a name; the destination is `out.geojson`."""
    return partial(outlines.take, folder=tmp_path)


@pytest.mark.parametrize("name", ["source.gpkg", "source.geojson", "source.zip", "source.shp"])
def test_every_kind_of_file_gives_the_same_outlines(take, name):
    report = take(table_of(OUTLINES | WELSH).to_crs(4326), name=name)

    taken = written(report)
    assert report.features == 5
    assert report.authorities == 4
    assert taken.crs.to_epsg() == 27700
    for code, outline in OUTLINES.items():
        # Degrees and back within a metre, and rounded to whole metres.
        assert taken.geometry[code].symmetric_difference(outline).area < 100_000
    assert taken["name"].to_dict() == KNOWN


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CTYUA23CD", "CTYUA23NM"),
        ("CTYUA21CD", "CTYUA21NM"),
        ("utla_code", "utla_name"),
        ("cua-code", "cua-name"),
    ],
)
def test_codes_and_names_are_found_whatever_their_columns_are_called(take, code, name):
    report = take(table_of(OUTLINES, code=code, name=name), name="source.geojson")

    assert (report.code_column, report.name_column) == (code, name)


def test_codes_without_names_take_ours(take):
    table = table_of(OUTLINES).drop(columns="CTYUA23NM")

    report = take(table)

    assert report.name_column == ""
    assert written(report)["name"].to_dict() == KNOWN


def test_among_layers_the_one_with_authorities_is_read(tmp_path):
    path = tmp_path / "source.gpkg"
    regions = {"E12000001": box(400_000, 300_000, 430_000, 310_000)}
    table_of(regions, code="RGN23CD").to_file(path, layer="regions")
    table_of(OUTLINES).to_file(path, layer="authorities")
    labels = gpd.GeoDataFrame({"t": ["E06000001"]}, geometry=[Point(4e5, 3e5)], crs=27700)
    labels.to_file(path, layer="labels")

    report = import_boundaries(path, known_areas=KNOWN, destination=tmp_path / "out.geojson")

    assert report.layer == "authorities"


def test_metres_that_call_themselves_degrees_are_metres(tmp_path):
    source = tmp_path / "source.geojson"
    features = json.loads(table_of(OUTLINES).to_json(drop_id=True))
    del features["crs"]
    source.write_text(json.dumps(features))

    report = import_boundaries(source, known_areas=KNOWN, destination=tmp_path / "out.geojson")

    assert written(report).geometry["E06000001"].equals(OUTLINES["E06000001"])


def test_the_file_names_its_source(take, tmp_path):
    report = take(table_of(OUTLINES))

    metadata = json.loads(report.destination.read_text(encoding="utf-8"))["metadata"]
    digest = hashlib.sha256((tmp_path / "source.gpkg").read_bytes()).hexdigest()
    assert metadata["attribution"] == ONS_ATTRIBUTION
    assert metadata["source_sha256"] == report.source_sha256 == digest
    assert report.bytes_written == report.destination.stat().st_size


def test_an_invalid_outline_is_repaired_and_named(take):
    bow_tie = Polygon(
        [(400_000, 300_000), (410_000, 310_000), (410_000, 300_000), (400_000, 310_000)]
    )

    report = take(table_of(OUTLINES | {"E06000001": bow_tie}))

    assert report.repaired == ("E06000001",)
    # The two triangles of the bow tie: 2 * (10 km * 5 km / 2)
    assert written(report).geometry["E06000001"].area == pytest.approx(50e6)


def test_parts_of_one_authority_in_several_rows_are_joined(take):
    table = table_of(OUTLINES).explode()

    report = take(table)

    assert len(table) == 5
    assert shapely.get_num_geometries(written(report).geometry["E10000007"]) == 2


def test_a_name_that_differs_is_reported_and_ours_is_kept(take):
    table = table_of(OUTLINES).replace("Middleton", "Middle Town")

    report = take(table)

    assert report.renamed == (("E08000016", "Middleton", "Middle Town"),)
    assert written(report)["name"]["E08000016"] == "Middleton"


def test_a_place_that_only_got_a_new_code_is_taken(take):
    renumbered = {
        {"E08000016": "E08000038"}.get(code, code): place for code, place in OUTLINES.items()
    }

    report = take(table_of(renumbered), code_changes=[("E08000016", "E08000038")])

    assert report.recoded == (("E08000038", "E08000016"),)
    assert written(report).geometry["E08000016"].equals(OUTLINES["E08000016"])


def test_a_place_that_was_divided_is_refused_and_every_mismatch_listed(take, tmp_path):
    earlier = {
        code: place for code, place in OUTLINES.items() if code not in ("E06000001", "E08000016")
    }
    earlier["E10000006"] = box(400_000, 300_000, 420_000, 310_000)

    with pytest.raises(BoundaryMismatchError) as refusal:
        take(
            table_of(earlier),
            code_changes=[("E10000006", "E06000001"), ("E10000006", "E08000016")],
        )

    assert refusal.value.missing == ("E06000001", "E08000016")
    assert refusal.value.unexpected == ("E10000006",)
    message = str(refusal.value)
    assert "lacks 2 of 4" in message
    assert "E06000001 Westbury" in message
    assert "E10000006 Elsewhere (related to E06000001, E08000016)" in message
    assert not (tmp_path / "out.geojson").exists()


def test_an_extra_english_code_is_left_out_and_listed(take):
    report = take(table_of(OUTLINES | {"E07000001": box(4e5, 2e5, 41e4, 21e4)}))

    assert report.unexpected == ("E07000001",)
    assert set(written(report).index) == set(KNOWN)
