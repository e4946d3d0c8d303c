"""The flow of a year: how people came to treatment, and how they left it."""

from functools import partial

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.report.journey_pictures import flow_picture, flow_rows
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.journey_page import JourneyPage
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.steady import steady
from cdof_core.ui.text_version import show_folded


@steady
def show_flow(page: JourneyPage) -> None:
    """Show how people of a year came and how they left, or why that is not drawn."""
    flow = page.flow
    if flow.why_not:
        if not page.journey.is_empty:
            show_no_data("No flow of a year is drawn", why=f"Here {flow.why_not}.")
        return
    stem = file_stem("treatment-flow", flow.area_name, flow.period)
    palette = current_palette()
    picture = flow_picture(flow, datasets=read_table("datasets"), palette=palette)
    rows = flow_rows(flow)
    data = pd.DataFrame(
        {
            "Side": rows["side"].map({"before": "Before", "after": "After"}),
            "Group": rows["label"],
            "People": rows["people"],
            "Lowest": rows["low"],
            "Highest": rows["high"],
        }
    )
    tables = plain_files(picture.wording.finding, data, file_stem=stem)
    show_picture(
        picture,
        key="flow",
        file_stem=stem,
        tables=tables,
        drawn_for=palette.ground,
        drawn_from=[flow],
        explains=flow.dataset_ids,
        has_twin=True,
    )
    show_folded("The same as a table", partial(_show_table, rows), key="flow")


def _show_table(rows: pd.DataFrame) -> None:
    groups = tuple(
        (
            heading,
            tuple(
                (Cell(row["label"]), Cell(row["people_text"]), Cell(row["range_text"]))
                for row in records_of(rows[rows["side"] == side])
            ),
        )
        for side, heading in (("before", "Before"), ("after", "After"))
    )
    show_table(
        DataTable(
            caption="How people came and how they left",
            columns=("Group", "People", "What rounding leaves open"),
            groups=groups,
            numbers=(1,),
            noun="groups",
            is_compact=True,
        ),
        key="flow",
    )
