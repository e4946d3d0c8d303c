import hashlib
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

from cdof_core.ingest import boundaries
from cdof_core.ingest.boundaries import ONS_ATTRIBUTION, import_boundaries
from cdof_core.ingest.boundary_errors import (
    BoundaryCodesError,
    BoundaryError,
    BoundaryFileError,
    BoundaryMismatchError,
    BoundarySizeError,
)

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


@pytest.fixture
def take(tmp_path):
    """Imports a table saved under a name; the destination is `out.geojson`."""

    def run(table, name="source.gpkg", **options):
        path = save(table, tmp_path / name)
        return import_boundaries(
            path, known_areas=KNOWN, destination=tmp_path / "out.geojson", **options
        )

    return run


def written(report) -> gpd.GeoDataFrame:
    return gpd.read_file(report.destination).set_index("area_code")


@pytest.mark.parametrize("name", ["source.gpkg", "source.geojson", "source.zip", "source.shp"])
def test_every_kind_of_file_gives_the_same_outlines(take, name):
    report = take(table_of(OUTLINES | WELSH, crs=27700).to_crs(4326), name)

    outlines = written(report)
    assert report.features == 5
    assert report.authorities == 4
    assert outlines.crs.to_epsg() == 27700
    for code, outline in OUTLINES.items():
        # Degrees and back within a metre, and rounded to whole metres.
        assert outlines.geometry[code].symmetric_difference(outline).area < 100_000
    assert outlines["name"].to_dict() == KNOWN


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
    report = take(table_of(OUTLINES, code=code, name=name), "source.geojson")

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


def wiggly(west: float) -> Polygon:
    """A square of 10 km with 4,000 corners."""
    square = box(west, 300_000, west + 10_000, 310_000)
    teeth = shapely.segmentize(square, 10)
    return shapely.transform(
        teeth, lambda places: places + [[0, 3 * (number % 2)] for number in range(len(places))]
    )


def test_simplifying_is_as_light_as_the_size_allows(take, monkeypatch):
    monkeypatch.setattr(boundaries, "LARGEST_BYTES", 20_000)
    detailed = OUTLINES | {"E06000001": wiggly(400_000)}

    report = take(table_of(detailed))

    assert report.bytes_written < 20_000
    assert report.tolerance == 25  # one step does away with the teeth
    assert report.corners_after < report.corners_before
    assert report.area_kept == pytest.approx(1, abs=1e-3)
    assert not written(report).is_empty.any()


def test_borders_still_meet_after_simplifying(take, monkeypatch):
    monkeypatch.setattr(boundaries, "LARGEST_BYTES", 3_000)
    shared = [(410_000 + 300 * (row % 2), 300_000 + 100 * row) for row in range(101)]
    west = Polygon([(400_000, 310_000), (400_000, 300_000), *shared])
    east = Polygon([(420_000, 300_000), (420_000, 310_000), *reversed(shared)])

    report = take(table_of(OUTLINES | {"E06000001": west, "E08000016": east}))

    outlines = written(report)
    assert report.tolerance > 0
    assert shapely.coverage_is_valid(outlines.geometry.to_numpy())
    assert outlines.geometry["E06000001"].touches(outlines.geometry["E08000016"])


def test_what_cannot_be_made_small_enough_is_refused(take, tmp_path, monkeypatch):
    monkeypatch.setattr(boundaries, "LARGEST_BYTES", 100)

    with pytest.raises(BoundarySizeError, match="do not fit into 100 bytes"):
        take(table_of(OUTLINES))

    assert not (tmp_path / "out.geojson").exists()


def test_a_refused_file_leaves_the_earlier_one(take, tmp_path):
    earlier = take(table_of(OUTLINES)).destination.read_bytes()

    with pytest.raises(BoundaryError):
        take(table_of(WELSH), "other.gpkg")

    assert (tmp_path / "out.geojson").read_bytes() == earlier
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.geojson", None, "There is no file"),
        ("notes.txt", b"E06000001", "notes.txt is not a boundary file"),
        ("page.geojson", b"<html>Not found</html>", "page.geojson cannot be read"),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [', "cut.geojson"),
        ("empty.geojson", b'{"type": "FeatureCollection", "features": []}', "no outlines"),
        ("empty.gpkg", b"", "empty.gpkg cannot be read"),
        ("notes.zip", b"PK\x05\x06" + bytes(18), "notes.zip"),
    ],
)
def test_what_is_no_boundary_file_is_refused(tmp_path, name, content, message):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BoundaryFileError, match=message):
        import_boundaries(path, known_areas=KNOWN, destination=tmp_path / "out.geojson")

    assert not (tmp_path / "out.geojson").exists()


def test_outlines_without_codes_are_refused_with_their_columns(take):
    with pytest.raises(BoundaryCodesError, match="Its columns: CTYUA23NM, geometry"):
        take(table_of(OUTLINES).drop(columns="CTYUA23CD"), "source.geojson")


def test_outlines_that_lie_elsewhere_are_refused(take):
    moved = {code: shapely.transform(place, lambda p: p / 1e4) for code, place in OUTLINES.items()}

    with pytest.raises(BoundaryFileError, match="do not lie in England"):
        take(table_of(moved))


def test_a_destination_that_cannot_be_written_is_named(tmp_path):
    path = save(table_of(OUTLINES), tmp_path / "source.gpkg")
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(BoundaryFileError, match="cannot be written to"):
        import_boundaries(path, known_areas=KNOWN, destination=tmp_path / "taken" / "out.geojson")
