"""Clusters on invented squares: the plain formula, the same answer twice, islands named."""

import json

import numpy as np
import pandas as pd
import pytest

from cdof_core.analysis.contiguity import neighbours_of
from cdof_core.analysis.spatial_clustering import FEWEST, find_clusters
from cdof_core.domain import ClusterKind, Layout

SIDE = 8


def lattice() -> dict[str, tuple[str, ...]]:
    """Eight by eight squares that touch along their sides, named by row and column."""
    steps = ((0, 1), (1, 0), (0, -1), (-1, 0))
    return {
        f"{row}{column}": tuple(
            f"{row + down}{column + along}"
            for down, along in steps
            if 0 <= row + down < SIDE and 0 <= column + along < SIDE
        )
        for row in range(SIDE)
        for column in range(SIDE)
    }


def areas(values) -> pd.DataFrame:
    codes = list(lattice())
    return pd.DataFrame(
        {"area_code": codes, "area_name": [f"Area {code}" for code in codes], "value": values}
    )


def block() -> list[float]:
    """High in the three left columns, low in the other five, no two alike."""
    return [
        (100.0 if int(code[1]) < 3 else 10.0) + place / 10 for place, code in enumerate(lattice())
    ]


def find(rows: pd.DataFrame, neighbours=None):
    return find_clusters(rows, neighbours=neighbours or lattice(), layout=Layout.HEXAGONS)


def test_morans_i_is_that_of_the_plain_formula():
    values = dict(zip(lattice(), block(), strict=True))
    mean = sum(values.values()) / len(values)
    # Sum of z_i times the mean of its neighbours' z, over the sum of squares.
    products = sum(
        (values[code] - mean) * sum(values[other] - mean for other in others) / len(others)
        for code, others in lattice().items()
    )
    squares = sum((value - mean) ** 2 for value in values.values())
    found = find(areas(block()))
    assert found is not None
    assert found.global_i == pytest.approx(products / squares)
    assert found.expected_i == pytest.approx(-1 / 63)
    assert found.is_significant


@pytest.mark.parametrize(
    ("sign", "kind"), [(1, ClusterKind.HIGH_AMONG_HIGH), (-1, ClusterKind.LOW_AMONG_LOW)]
)
def test_a_block_of_like_values_is_found_in_its_middle(sign, kind):
    # Four high neighbours by chance: (23 x 22 x 21 x 20) / (63 x 62 x 61 x 60) = 0.015.
    found = find(areas([sign * value for value in block()]))
    kinds = found.areas.set_index("area_code")["kind"]
    assert {kinds[code] for code in ("21", "31", "41", "51")} == {kind}
    assert kinds["46"] == ClusterKind.NO_PATTERN


def test_a_chessboard_is_the_opposite_of_a_cluster():
    board = [float((int(code[0]) + int(code[1])) % 2) for code in lattice()]
    found = find(areas(board))
    assert found.global_i == pytest.approx(-1)
    assert not {ClusterKind.HIGH_AMONG_HIGH, ClusterKind.LOW_AMONG_LOW} & set(found.areas["kind"])


def test_the_same_figures_give_the_same_answer_whatever_the_process_drew_before():
    first = find(areas(block()))
    np.random.seed(1)
    second = find(areas(block()))
    pd.testing.assert_frame_equal(first.areas, second.areas)
    assert first.p_value == second.p_value


def test_areas_without_value_and_islands_are_named_and_left_out():
    values = block()
    values[0] = np.nan
    alone = lattice() | {"77": ()}
    alone = {code: tuple(o for o in others if o != "77") for code, others in alone.items()}
    found = find(areas(values), alone)
    kinds = found.areas.set_index("area_code")["kind"]
    assert kinds["00"] == ClusterKind.NO_VALUE
    assert kinds["77"] == ClusterKind.NO_NEIGHBOUR
    assert found.tested == SIDE * SIDE - 2
    assert found.areas.set_index("area_code").loc["01", "neighbours"] == 2  # 02 and 11, not 00


@pytest.mark.parametrize("values", [[1.0] * 64, [1.0, 2.0] * 5 + [np.nan] * 54])
def test_one_value_everywhere_or_too_few_areas_say_nothing(values):
    assert np.isfinite(values).sum() < FEWEST or len(set(values)) == 1
    assert find(areas(values)) is None


def test_copied_values_are_noticed():
    assert find(areas([float(int(code[0]) // 2) for code in lattice()])).is_shared
    assert not find(areas(block())).is_shared


def test_hexagons_that_touch_are_neighbours_of_each_other(tmp_path):
    found = neighbours_of(Layout.HEXAGONS, boundaries=tmp_path)
    assert len(found) == 153
    assert found["E06000053"] == ()  # the Isles of Scilly stand apart
    assert max(len(others) for others in found.values()) <= 6
    assert all(code in found[other] for code, others in found.items() for other in others)


def test_boundaries_that_share_a_side_or_a_corner_are_neighbours(tmp_path):
    def square(code, x, y):
        ring = [[x, y], [x, y + 1000], [x + 1000, y + 1000], [x + 1000, y], [x, y]]
        return {
            "type": "Feature",
            "properties": {"area_code": code, "name": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    path = tmp_path / "authorities.geojson"
    places = {"A": (0, 0), "B": (1000, 0), "C": (2000, 1000), "D": (9000, 0)}
    collection = {
        "type": "FeatureCollection",
        "metadata": {"attribution": "Invented."},
        "features": [square(code, x, y) for code, (x, y) in places.items()],
    }
    path.write_text(json.dumps(collection), encoding="utf-8")
    assert neighbours_of(Layout.BOUNDARIES, boundaries=path) == {
        "A": ("B",),
        "B": ("A", "C"),
        "C": ("B",),
        "D": (),
    }
