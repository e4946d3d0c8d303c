"""Small charts side by side on a page, one below the other on a phone."""

from collections.abc import Callable, Hashable, Sequence

import pandas as pd
import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.narrative.numbers import MISSING, interval_text, published_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS
from cdof_core.report.panel_picture import Panels
from cdof_core.report.tables import Table
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash
from cdof_core.ui.chart_rows import packed
from cdof_core.ui.charts import show_specification
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import picture_files, table_files
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.text_version import is_text_only, show_folded
from cdof_core.ui.workshop import is_workshop

_IN_A_ROW = 3
_IN_A_ROW_WHEN_LARGE = 2
"""In a workshop, whose large type needs wide panels, and where there are no more than these."""
_NEEDED = [
    "panel",
    "line",
    "line_rank",
    "period_start",
    "period_label",
    "value",
    "lower95",
    "upper95",
    "unit",
    "decimals",
    "flag",
    "vintage",
    "note",
]


def show_panels(
    panels: Panels,
    *,
    rows: pd.DataFrame,
    identity: Hashable,
    table: Callable[[], Table],
    key: str,
    file_stem: str,
    defines: Sequence[str] = (),
) -> None:
    """Show small charts, their legend, their table twin and their files.

    Args:
        panels: What to show.
        rows: The figures behind them, for the twin.
        identity: What these figures are, in this snapshot; the same for the same figures.
        table: Makes the table to take away.
        key: Sets grids of one page apart.
        file_stem: Beginning of the files' names.
        defines: Measures on show, whose definitions are offered.
    """
    if is_text_only():
        st.markdown(as_plain_text(panels.wording.description))
    else:
        _show_charts(panels, key=key)
    _show_twin(panels, rows=rows, identity=identity, key=key)
    files = [
        *table_files(table, file_stem=file_stem),
        *picture_files(panels.picture, file_stem=file_stem),
    ]
    show_beside(files, key=key, defines=defines)


def _show_charts(panels: Panels, *, key: str) -> None:
    if panels.legend:
        st.caption(as_plain_text(panels.legend))
    rows = keep(
        lambda: [packed(chart.datasets) for chart in panels.charts],
        key=f"rows {key}",
        made_from=[panels],
    )
    drawn = list(zip(panels.charts, rows, strict=True))
    is_large = is_workshop() or len(drawn) <= _IN_A_ROW_WHEN_LARGE
    in_a_row = _IN_A_ROW_WHEN_LARGE if is_large else _IN_A_ROW
    with st.container(key=f"picture_{key}", border=True):
        for start in range(0, len(drawn), in_a_row):
            columns = st.columns(in_a_row, gap="medium")
            beside = enumerate(drawn[start : start + in_a_row], start)
            for column, (number, (chart, datasets)) in zip(columns, beside, strict=False):
                with column:
                    show_specification(
                        chart.specification,
                        datasets,
                        # By its place: named for its area, it would be another chart for each.
                        key=f"panel_{key}_{number}",
                        description=chart.description,
                    )


def _show_twin(panels: Panels, *, rows: pd.DataFrame, identity: Hashable, key: str) -> None:
    def draw() -> None:
        twin = _twin(identity, panels.wording.finding, content_hash(), _rows=rows)
        show_table(twin, key=f"twin_{key}", drawn_from=[twin])

    show_folded("The figures as a table", draw, key=f"twin_{key}")


def twin_of(rows: pd.DataFrame, *, caption: str) -> DataTable:
    """Return the figures of panels as a table: a group a panel, a row a series and period.

    Args:
        rows: One row a figure: panel, line, line_rank, period_label, period_start, value, limits,
            unit, decimals, flag, vintage and note.
        caption: What the table shows.
    """
    ordered = rows[_NEEDED].sort_values(["line_rank", "period_start"], ascending=[True, False])
    groups = tuple(
        (
            str(panel),
            tuple(_row(row) for row in records_of(ordered[ordered["panel"] == panel])),
        )
        for panel in rows["panel"].drop_duplicates()
    )
    return DataTable(
        caption=caption,
        columns=("Series", "Period", "Value", "95% interval"),
        groups=groups,
        numbers=(2, 3),
        search="Find a panel, a series or a period",
        noun="figures",
        is_compact=True,
    )


def _row(row: dict[str, object]) -> Row:
    unit, decimals = str(row["unit"]), int(str(row["decimals"]))
    value, low, high = (float(str(row[name])) for name in ("value", "lower95", "upper95"))
    text = published_text(value, unit=unit, decimals=decimals, note=row["note"], with_unit=False)
    return (
        Cell(str(row["line"])),
        Cell(period_text(str(row["period_label"])), below=str(row["vintage"])),
        Cell(text, below=FLAGS.get(str(row["flag"]), "") if text == MISSING else ""),
        Cell(interval_text(low, high, unit=unit, decimals=decimals) or "none"),
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def _twin(identity: Hashable, caption: str, key: str, *, _rows: pd.DataFrame) -> DataTable:  # noqa: ARG001
    return twin_of(_rows, caption=caption)
