"""Two measures against each other."""

import pandas as pd
import pytest

from cdof_core.charts.relationship import draw_relationship
from cdof_core.charts.theme import LIGHT


def points(rank=0):
    return pd.DataFrame(
        {
            "area_code": ["E1", "E2"],
            "area_name": ["One", "Two"],
            "x": [1.0, 2.0],
            "y": [3.0, 4.0],
            "x_text": "x",
            "y_text": "y",
            "population": [1000.0, None],
            "population_text": "1,000",
            "group": ["Decile 1", "Decile 10"],
            "group_rank": [rank, rank],
            "is_chosen": [True, False],
            "is_own_group": [True, False],
            "label": ["One", ""],
        }
    )


def drawn(rank=0, line=None):
    return draw_relationship(
        points(rank), line=line, x_title="Across", y_title="Up", description="Scatter"
    )


def test_a_click_selects_an_area():
    (pick,) = drawn().to_dict()["params"]
    assert pick["name"] == "pick"
    assert pick["select"]["fields"] == ["area_code"]


def test_the_chosen_area_has_a_shape_of_its_own():
    circles, chosen = drawn().to_dict()["layer"][1:3]
    assert circles["mark"]["shape"] == "circle"
    assert chosen["mark"]["shape"] == "diamond"
    assert circles["encoding"]["size"]["field"] == "population"


@pytest.mark.parametrize("rank", [0, 3])
def test_groups_with_an_order_are_shaded_by_it(rank):
    colour = drawn(rank).to_dict()["layer"][1]["encoding"]["color"]
    if rank:
        assert colour["scale"]["range"][0] == LIGHT.fifths[4]
        assert colour["scale"]["range"][9] == LIGHT.fifths[0]
    else:
        assert colour["condition"]["test"] == "datum.is_own_group"


def test_a_line_is_drawn_only_where_there_is_one():
    assert drawn()["datasets"]["line"] == []
    ends = drawn(line=((0.0, 1.0), (2.0, 3.0)))["datasets"]["line"]
    assert ends == [{"x": 0.0, "y": 1.0}, {"x": 2.0, "y": 3.0}]


def test_rows_keep_what_is_missing():
    assert drawn()["datasets"]["points"][1]["population"] is None


def test_names_of_areas_side_by_side_stand_apart():
    close = points().assign(label=["One", "Two"], y=[3.0, 3.001])
    rows = draw_relationship(
        pd.concat([close, points().assign(y=[0.0, 10.0], label="")], ignore_index=True),
        line=None,
        x_title="Across",
        y_title="Up",
        description="Scatter",
        height=300,
    )["datasets"]["points"]
    first, second, *others = [row["label_at"] for row in rows]
    # 15 of 300 pixels over values from 0 to 10
    assert second - first == pytest.approx(0.5)
    assert others == [None, None]
