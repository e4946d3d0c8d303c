"""The table behind small charts."""

import pandas as pd

from cdof_core.ui.panel_grid import twin_of


def test_a_figure_reported_without_places_keeps_those_of_its_interval() -> None:
    row = {
        "panel": "Continuity of care",
        "line_rank": 0,
        "period_start": pd.Timestamp("2023-04-01"),
        "line": "England",
        "period_label": "2023/24",
        "vintage": "",
        "flag": "",
        "unit": "%",
        "decimals": 1,
        "value": 53.0,
        "lower95": 52.4,
        "upper95": 53.6,
        "note": "Rounded in the report.",
    }
    ((_, (cells,)),) = twin_of(pd.DataFrame([row]), caption="Twin").groups
    assert [cell.text for cell in cells[2:]] == ["53%", "52.4–53.6"]
