from functools import partial

import pytest
import shapely
from shapely.geometry import Polygon, box

from cdof_core.ingest import boundaries
from cdof_core.ingest.boundary_errors import BoundarySizeError
from tests.unit.ingest import outlines
from tests.unit.ingest.outlines import OUTLINES, table_of, written


@pytest.fixture
def take(tmp_path):
    """Imports a table saved under a name; the destination is `out.geojson`."""
    return partial(outlines.take, folder=tmp_path)


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

    taken = written(report)
    assert report.tolerance > 0
    assert shapely.coverage_is_valid(taken.geometry.to_numpy())
    assert taken.geometry["E06000001"].touches(taken.geometry["E08000016"])


def test_what_cannot_be_made_small_enough_is_refused(take, tmp_path, monkeypatch):
    monkeypatch.setattr(boundaries, "LARGEST_BYTES", 100)

    with pytest.raises(BoundarySizeError, match="do not fit into 100 bytes"):
        take(table_of(OUTLINES))

    assert not (tmp_path / "out.geojson").exists()
