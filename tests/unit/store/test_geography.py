import json
import math

import geopandas as gpd
import pandas as pd
import pytest
import vl_convert
from PIL import Image
from shapely.geometry import box

from cdof_core.domain import Layout
from cdof_core.ingest.boundaries import ONS_ATTRIBUTION, import_boundaries
from cdof_core.store.geography import (
    PROJECTION,
    BoundaryStoreError,
    available_layouts,
    boundary_geometry,
    hexagon_frame,
    hexagon_geometry,
    load_boundaries,
)

# Northtown lies north-east of Southtown.
HEXAGONS = pd.DataFrame(
    {
        "area_code": ["E06000001", "E06000002"],
        "name": ["Northtown", "Southtown"],
        "x": [0.5, 0.0],
        "y": [math.sqrt(3) / 2, 0.0],
    }
)
COLOURS = {"E06000001": "#ff0000", "E06000002": "#0000ff"}


@pytest.fixture
def boundaries_path(tmp_path):
    source = tmp_path / "source.gpkg"
    gpd.GeoDataFrame(
        {"CTYUA23CD": ["E06000001", "E06000002"], "CTYUA23NM": ["Northtown", "Southtown"]},
        geometry=[box(4e5, 31e4, 41e4, 32e4), box(4e5, 3e5, 41e4, 31e4)],
        crs=27700,
    ).to_file(source)
    known = {"E06000001": "Northtown", "E06000002": "Southtown"}
    destination = tmp_path / "utla.geojson"
    return import_boundaries(source, known_areas=known, destination=destination).destination


def test_hexagons_are_one_unit_wide_and_touch():
    frame = hexagon_frame(HEXAGONS)

    first, second = frame.geometry
    west, south, east, north = first.bounds
    assert east - west == pytest.approx(1, abs=1e-3)
    assert north - south == pytest.approx(2 / math.sqrt(3), abs=1e-3)  # pointy top
    assert first.area == pytest.approx(math.sqrt(3) / 2, abs=1e-3)
    # They share one side, 1 / sqrt(3) long.
    assert first.intersection(second).length == pytest.approx(1 / math.sqrt(3), abs=1e-3)
    assert list(frame.columns) == ["area_code", "name", "geometry"]


def test_both_layouts_have_one_shape(boundaries_path):
    hexagons = hexagon_geometry(HEXAGONS)
    boundaries = boundary_geometry(boundaries_path)

    for geometry in (hexagons, boundaries):
        assert geometry.features["type"] == "FeatureCollection"
        for feature, code in zip(geometry.features["features"], COLOURS, strict=True):
            assert feature["id"] == feature["properties"]["area_code"] == code
            assert feature["properties"]["name"] in ("Northtown", "Southtown")
            assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert boundaries.attribution == ONS_ATTRIBUTION
    # Two hexagons: 1.5 wide; heights sqrt(3)/2 + 2/sqrt(3). Two squares of 10 km in a column.
    assert hexagons.height_by_width == pytest.approx(
        (math.sqrt(3) / 2 + 2 / math.sqrt(3)) / 1.5, abs=1e-3
    )
    assert boundaries.height_by_width == pytest.approx(2)


@pytest.mark.parametrize("layout", list(Layout))
def test_the_map_is_drawn_full_and_north_up(boundaries_path, tmp_path, layout):
    geometry = (
        hexagon_geometry(HEXAGONS)
        if layout is Layout.HEXAGONS
        else boundary_geometry(boundaries_path)
    )
    picture = draw(geometry, tmp_path)

    north, south = rows_of(picture, (255, 0, 0)), rows_of(picture, (0, 0, 255))
    assert sum(north) / len(north) < sum(south) / len(south)
    # Neither empty nor a flood of one colour: each fills a third to a half of the picture.
    size = picture.width * picture.height
    assert 0.25 < len(north) / size < 0.55
    assert 0.25 < len(south) / size < 0.55


def draw(geometry, folder) -> Image.Image:
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 100,
        "height": round(100 * geometry.height_by_width),
        "padding": 0,
        "config": {"view": {"stroke": None}},
        "data": {"values": geometry.features, "format": {"property": "features"}},
        "projection": PROJECTION,
        "mark": "geoshape",
        "encoding": {
            "color": {
                "field": "properties.area_code",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
            }
        },
    }
    path = folder / "map.png"
    path.write_bytes(vl_convert.vegalite_to_png(json.dumps(chart)))
    with Image.open(path) as picture:
        return picture.convert("RGB")


def rows_of(picture: Image.Image, colour: tuple[int, int, int]) -> list[int]:
    places = ((x, y) for y in range(picture.height) for x in range(picture.width))
    return [y for x, y in places if picture.getpixel((x, y)) == colour]


def test_boundaries_come_back_as_a_frame(boundaries_path):
    frame = load_boundaries(boundaries_path)

    assert frame.crs.to_epsg() == 27700
    assert list(frame["area_code"]) == ["E06000001", "E06000002"]
    assert frame.area.tolist() == [1e8, 1e8]


def test_without_a_file_there_are_hexagons_only(tmp_path, boundaries_path):
    absent = tmp_path / "absent.geojson"

    assert load_boundaries(absent) is None
    assert boundary_geometry(absent) is None
    assert available_layouts(absent) == (Layout.HEXAGONS,)
    assert available_layouts(boundaries_path) == (Layout.BOUNDARIES, Layout.HEXAGONS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"features": [{"properties": {}, "geometry": {}}], "metadata": {"attribution": "A"}}',
        b'{"features": [1], "metadata": {"attribution": "A"}}',
    ],
)
def test_a_damaged_file_is_named_and_not_offered(tmp_path, content):
    path = tmp_path / "utla.geojson"
    path.write_bytes(content)

    with pytest.raises(BoundaryStoreError, match=r"utla\.geojson is not a boundary file of ours"):
        boundary_geometry(path)
    assert available_layouts(path) == (Layout.HEXAGONS,)
