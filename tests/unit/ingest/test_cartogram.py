import numpy as np
import pandas as pd
import pytest

from cdof_core.domain.hexagon import HexagonCell, steps_between
from cdof_core.ingest.cartogram import CartogramError, place_hexagons
from cdof_core.ingest.cartogram_quality import count_holes, measure_quality
from cdof_core.ingest.hexagon_lattice import cell_of, measure_split, number_of, pieces_of

SPACING = 31_500.0
# A flower: one hexagon and its six neighbours, clockwise from the east.
FLOWER = [
    HexagonCell(0, 0),
    HexagonCell(1, 0),
    HexagonCell(0, 1),
    HexagonCell(-1, 1),
    HexagonCell(-1, 0),
    HexagonCell(0, -1),
    HexagonCell(1, -1),
]


def centroids_of(cells: list[HexagonCell], regions: list[str]) -> pd.DataFrame:
    """Authorities whose centroids already lie on a hexagon grid."""
    return pd.DataFrame(
        {
            "area_code": [f"E0600{number:04d}" for number in range(len(cells))],
            "name": [f"Area {number}" for number in range(len(cells))],
            "region_code": regions,
            "easting": [400_000 + SPACING * cell.x for cell in cells],
            "northing": [300_000 + SPACING * cell.y for cell in cells],
        }
    )


def block(width: int, height: int) -> pd.DataFrame:
    """A parallelogram of authorities, its western half one region and its eastern another."""
    cells = [HexagonCell(q, r) for r in range(height) for q in range(width)]
    return centroids_of(cells, ["W" if cell.q < width // 2 else "E" for cell in cells])


@pytest.mark.parametrize(("width", "height"), [(5, 4), (8, 6)])
def test_centroids_on_a_hexagon_grid_keep_their_places(width, height):
    result = place_hexagons(block(width, height))

    # Nothing is in anyone's way, so every neighbour stays a neighbour and nothing is displaced.
    assert result.quality.neighbours_touching == 1
    assert result.quality.largest_displacement == pytest.approx(0, abs=1e-6)
    assert result.quality.regions_in_one_piece == result.quality.regions == 2


def test_the_order_of_rows_changes_nothing():
    areas = block(5, 4)

    first = place_hexagons(areas).hexagons
    second = place_hexagons(areas.sample(frac=1, random_state=7)).hexagons

    pd.testing.assert_frame_equal(first, second)


def test_a_crowded_region_gets_room_without_overlap():
    generator = np.random.default_rng(1)
    crowded = generator.normal([480_000, 300_000], 3_000, (15, 2))
    wide = generator.uniform([360_000, 180_000], [600_000, 420_000], (25, 2))
    places = np.vstack([crowded, wide])
    areas = pd.DataFrame(
        {
            "area_code": [f"E0800{number:04d}" for number in range(40)],
            "name": "",
            "region_code": ["city"] * 15 + ["country"] * 25,
            "easting": places[:, 0],
            "northing": places[:, 1],
        }
    )

    result = place_hexagons(areas)

    assert not result.hexagons.duplicated(["q", "r"]).any()
    assert result.quality.holes == 0
    assert result.quality.regions_in_one_piece == 2


def test_the_isles_of_scilly_stand_apart_to_the_south_west():
    areas = block(4, 4)
    cornwall = areas.loc[areas["easting"].idxmin(), "area_code"]
    scilly = areas.loc[areas["area_code"] == cornwall].assign(
        area_code="E06000053",
        easting=areas["easting"].min() - 80_000,
        northing=areas["northing"].min() - 40_000,
    )

    hexagons = place_hexagons(pd.concat([areas, scilly])).hexagons.set_index("area_code")

    island = HexagonCell(*(int(value) for value in hexagons.loc["E06000053", ["q", "r"]]))
    others = [HexagonCell(int(q), int(r)) for q, r in hexagons.drop("E06000053")[["q", "r"]].values]
    assert min(steps_between(island, other) for other in others) >= 2
    assert island.y < min(other.y for other in others) + 1


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda areas: areas.drop(columns="easting"), "lacks the column 'easting'"),
        (lambda areas: areas.assign(easting=np.inf), "E06000000 has no easting or no northing"),
        (lambda areas: areas.head(3), "at least 4 authorities; given: 3"),
        (lambda areas: areas.assign(area_code="E06000001"), "E06000001 stands twice"),
        (lambda areas: areas.assign(northing=np.nan), "E06000000 has no easting or no northing"),
        (
            lambda areas: areas.assign(easting=4e5, northing=3e5),
            "E06000001 has the same centroid as another",
        ),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused(spoil, message):
    with pytest.raises(CartogramError, match=message):
        place_hexagons(spoil(block(3, 3)))


def test_an_enclosed_cell_is_a_hole_and_a_bay_is_not():
    assert count_holes(FLOWER) == 0
    assert count_holes(FLOWER[1:]) == 1
    assert count_holes(FLOWER[2:]) == 0


def test_a_split_region_is_measured_by_its_gap():
    apart = [HexagonCell(0, 0), HexagonCell(3, 0)]

    assert len(pieces_of(number_of(cell) for cell in apart)) == 2
    # One piece too many, and two empty cells between: 1 + 2 / 2
    assert measure_split(number_of(cell) for cell in apart) == 2
    assert measure_split(number_of(cell) for cell in FLOWER) == 0


def test_cell_numbers_stand_for_cells():
    assert [cell_of(number_of(cell)) for cell in FLOWER] == FLOWER


def test_a_turned_map_loses_its_order_but_not_its_neighbours():
    areas = block(4, 4)
    cells = [HexagonCell(q, r) for r in range(4) for q in range(4)]
    half_turn = [HexagonCell(-cell.q, -cell.r) for cell in cells]

    quality = measure_quality(
        points=areas[["easting", "northing"]].to_numpy(),
        regions=np.zeros(16, dtype=np.int64),
        cells=half_turn,
        is_joined=np.ones(16, dtype=bool),
    )

    assert quality.neighbours_touching == 1
    # 24 of 120 pairs share a row, and none of the others keeps its order.
    assert quality.north_south_kept == pytest.approx(24 / 120)
