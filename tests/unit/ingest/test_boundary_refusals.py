from functools import partial

import pytest
import shapely

from cdof_core.ingest.boundaries import import_boundaries
from cdof_core.ingest.boundary_errors import BoundaryCodesError, BoundaryError, BoundaryFileError
from tests.unit.ingest import outlines
from tests.unit.ingest.outlines import KNOWN, OUTLINES, WELSH, save, table_of


@pytest.fixture
def take(tmp_path):
    """Imports a table saved under a name; the destination is `out.geojson`."""
    return partial(outlines.take, folder=tmp_path)


def test_a_refused_file_leaves_the_earlier_one(take, tmp_path):
    earlier = take(table_of(OUTLINES)).destination.read_bytes()

    with pytest.raises(BoundaryError):
        take(table_of(WELSH), name="other.gpkg")

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
        take(table_of(OUTLINES).drop(columns="CTYUA23CD"), name="source.geojson")


def test_outlines_that_lie_elsewhere_are_refused(take):
    moved = {code: shapely.transform(place, lambda p: p / 1e4) for code, place in OUTLINES.items()}

    with pytest.raises(BoundaryFileError, match="do not lie in England"):
        take(table_of(moved))


def test_a_destination_that_cannot_be_written_is_named(tmp_path):
    path = save(table_of(OUTLINES), tmp_path / "source.gpkg")
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(BoundaryFileError, match="cannot be written to"):
        import_boundaries(path, known_areas=KNOWN, destination=tmp_path / "taken" / "out.geojson")
