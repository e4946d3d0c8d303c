"""The cartogram of the real authorities: what a reader expects to find where."""

import pandas as pd
import pytest

from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.ingest.cartogram import ISLES_OF_SCILLY, CartogramResult, place_hexagons

LONDON, SOUTH_EAST, EAST, SOUTH_WEST = "E12000007", "E12000008", "E12000006", "E12000009"
CORNWALL, ISLE_OF_WIGHT, HAMPSHIRE = "E06000052", "E06000046", "E10000014"
NORFOLK, KENT, NORTHUMBERLAND = "E10000020", "E10000016", "E06000057"


@pytest.fixture(scope="module")
def areas(root) -> pd.DataFrame:
    table = pd.read_csv(root / "data" / "areas-ons" / "area.csv")
    upper_tier = table.loc[table["level"] == "upper_tier"]
    return upper_tier[["area_code", "name", "region_code", "easting", "northing"]]


@pytest.fixture(scope="module")
def result(areas) -> CartogramResult:
    return place_hexagons(areas)


@pytest.fixture(scope="module")
def cells(result) -> dict[str, HexagonCell]:
    table = result.hexagons
    return {
        code: HexagonCell(int(q), int(r))
        for code, q, r in zip(table["area_code"], table["q"], table["r"], strict=True)
    }


@pytest.fixture(scope="module")
def regions(areas) -> dict[str, str]:
    return dict(zip(areas["area_code"], areas["region_code"], strict=True))


def walk_from(start: HexagonCell, land: set[HexagonCell]) -> set[HexagonCell]:
    """Every cell that can be reached through land."""
    reached, ahead = {start}, [start]
    while ahead:
        cell = ahead.pop()
        beside = {other for other in land - reached if steps_between(cell, other) == 1}
        reached |= beside
        ahead += beside
    return reached


def test_every_authority_has_a_hexagon_of_its_own(areas, cells):
    assert set(cells) == set(areas["area_code"])
    assert len(set(cells.values())) == 153


def test_centres_are_those_of_the_cells(result, cells):
    for row in result.hexagons.itertuples():
        assert (row.x, row.y) == (cells[row.area_code].x, cells[row.area_code].y)


def test_each_of_the_nine_regions_is_in_one_piece(cells, regions, result):
    for region in set(regions.values()):
        land = {
            cell
            for code, cell in cells.items()
            if regions[code] == region and code != ISLES_OF_SCILLY
        }
        assert walk_from(next(iter(land)), land) == land, region
    assert result.quality.regions_in_one_piece == result.quality.regions == 9


def test_england_is_one_piece_without_holes(cells, result):
    land = {cell for code, cell in cells.items() if code != ISLES_OF_SCILLY}

    assert walk_from(cells[KENT], land) == land
    assert result.quality.holes == 0


def test_scilly_lies_apart_south_west_of_cornwall(cells):
    scilly, cornwall = cells[ISLES_OF_SCILLY], cells[CORNWALL]

    assert scilly.x < cornwall.x
    assert scilly.y < cornwall.y
    assert min(steps_between(scilly, cells[code]) for code in cells if code != ISLES_OF_SCILLY) == 2


def test_cornwall_is_the_tail_and_wight_lies_south_of_hampshire(cells, regions):
    south_west = [
        cell
        for code, cell in cells.items()
        if regions[code] == SOUTH_WEST and code != ISLES_OF_SCILLY
    ]

    assert cells[CORNWALL].x == min(cell.x for cell in south_west)
    assert cells[ISLE_OF_WIGHT].y < cells[HAMPSHIRE].y
    assert abs(cells[ISLE_OF_WIGHT].x - cells[HAMPSHIRE].x) <= 1.5


def test_the_corners_of_england_are_where_they_are_looked_for(cells):
    mainland = [cell for code, cell in cells.items() if code != ISLES_OF_SCILLY]
    middle = (max(cell.x for cell in mainland) + min(cell.x for cell in mainland)) / 2
    height = max(cell.y for cell in mainland) - min(cell.y for cell in mainland)

    assert cells[NORTHUMBERLAND].y > max(cell.y for cell in mainland) - 0.15 * height
    assert cells[KENT].x > middle
    assert cells[KENT].y < min(cell.y for cell in mainland) + 0.15 * height
    # Nothing lies east of Norfolk in its own row.
    assert cells[NORFOLK].x == max(cell.x for cell in mainland if cell.r == cells[NORFOLK].r)


def test_london_is_dense_and_lies_in_the_south_east_and_the_east(cells, regions):
    london = {cell for code, cell in cells.items() if regions[code] == LONDON}
    around = {
        regions[code]
        for code, cell in cells.items()
        if regions[code] != LONDON and any(steps_between(cell, inside) == 1 for inside in london)
    }
    sides_inside = sum(steps_between(first, second) == 1 for first in london for second in london)

    assert {SOUTH_EAST, EAST} <= around
    # A round patch of 33 hexagons has 33 * 6 - 42 inner sides at best; a chain has 64.
    assert sides_inside > 0.8 * (33 * 6 - 42)


def test_it_is_as_faithful_as_the_notes_say(result):
    quality = result.quality

    # Just below what was measured, so that a change for the worse is noticed.
    assert quality.mean_displacement < 1.3
    assert quality.largest_displacement < 3.5
    assert quality.neighbours_touching > 0.72
    assert quality.neighbours_within_two > 0.94
    assert quality.north_south_kept > 0.97
    assert quality.east_west_kept > 0.92
