"""What the browser gets of a grid: short lists, shared words once."""

from cdof_core.domain import Judgement
from cdof_core.ui.components.judgement_grid import (
    GridArea,
    GridCell,
    GridMeasure,
    JudgementGrid,
    TrendMark,
    grid_data,
)

FALLING = TrendMark("↓", "Decreasing", "Decreasing, getting better", "better")
MEASURE = GridMeasure(
    "deaths", "Deaths", "Harm", "2019–21", "per 100,000", "England 5.1", {"period": "2019-21"}
)


def cell(value, judgement=Judgement.WORSE, *, has_value=True, reason="", why=""):
    return GridCell(value, has_value, judgement, reason, why, FALLING, "28", "3.7–8.0")


GRID = JudgementGrid(
    caption="One measure of three areas",
    page="overview_grid",
    opens="indicator",
    measures=(MEASURE,),
    areas=tuple(GridArea(code, code, "member", "") for code in ("A", "B", "C")),
    cells=(
        (
            cell("5.5"),
            cell("6.1"),
            cell("No value", Judgement.NOT_COMPARED, has_value=False, reason="no_value", why="Why"),
        ),
    ),
    show="both",
    is_turned=False,
)


def test_shared_words_are_sent_once():
    data = grid_data(GRID)
    assert data["marks"] == [
        ["worse", "worse", "Worse", True],
        ["none", "not_compared", "No value", False],
    ]
    assert data["trends"] == [["↓", "Decreasing", "Decreasing, getting better", "better"]]
    assert data["notes"] == ["", "Why"]


def test_a_cell_is_a_short_list_of_texts_and_numbers():
    assert grid_data(GRID)["cells"] == [
        [
            ["5.5", 0, 0, "28", "3.7–8.0", 0, 0],
            ["6.1", 0, 0, "28", "3.7–8.0", 0, 0],
            ["No value", 1, 0, "28", "3.7–8.0", 1, 0],
        ]
    ]
