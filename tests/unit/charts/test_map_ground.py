import pytest
from shapely.geometry import shape

from cdof_core.charts.map_ground import lay_ground
from cdof_core.domain.hexagon import HexagonCell, corners_around
from tests.unit.charts.samples import four_squares, square


def test_a_mark_stands_in_the_middle_of_a_square():
    x, y, radius = four_squares().marks["D"]
    # Square from (10, 10) to (20, 20); sought to half a hundredth of the width of 20.
    assert (x, y, radius) == pytest.approx((15, 15, 5), abs=0.1)


def test_the_size_of_the_whole():
    ground = four_squares()
    assert (ground.width, ground.height) == (20, 20)


def test_a_border_runs_around_each_region_and_not_between_its_areas():
    borders = {
        feature["properties"]["region_code"]: shape(feature["geometry"])
        for feature in four_squares().regions["features"]
    }
    assert set(borders) == {"R1", "R2"}
    # Two squares of side 10 above each other: around 2 x (10 + 20).
    assert borders["R1"].length == pytest.approx(60, rel=0.01)


def test_without_regions_there_are_no_borders():
    ground = lay_ground(
        {"type": "FeatureCollection", "features": [square("A", 0, 0)]}, attribution="Ours."
    )
    assert ground.regions["features"] == []


def test_neighbouring_hexagons_make_one_border_despite_rounding():
    cells = [HexagonCell(0, 0), HexagonCell(1, 0), HexagonCell(0, 1)]
    features = []
    for number, cell in enumerate(cells):
        corners = [[round(x, 4), round(y, 4)] for x, y in corners_around(cell.x, cell.y)]
        feature = square(str(number), 0, 0)
        feature["geometry"] = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
        features.append(feature)
    ground = lay_ground(
        {"type": "FeatureCollection", "features": features},
        attribution="Ours.",
        regions={"0": "R", "1": "R", "2": "R"},
    )
    border = shape(ground.regions["features"][0]["geometry"])
    # Three hexagons meeting in a corner show 12 of their 18 edges, each 1 / sqrt(3) long.
    assert border.geom_type == "LineString"
    assert border.length == pytest.approx(12 / 3**0.5, rel=0.01)
