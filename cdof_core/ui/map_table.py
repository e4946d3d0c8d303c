"""The map page's tables: how many areas are in each class, and every area with its class."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_map import AreaMap
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement, MapMode
from cdof_core.narrative.maps import counts_words
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.area_map_picture import CLASS_TITLES, area_map_rows, class_counts
from cdof_core.report.view_words import missing_text, own_codes
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.map_modes import map_key
from cdof_core.ui.map_shown import codes_of, regions
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.url import changing_href

_HEIGHT = 560
_KEPT = 60


def show_map_table(shown: AreaMap, *, page: str, region: str = "") -> None:
    """Show how many areas are in each class, and the map's twin.

    Args:
        shown: The map.
        page: Stem of the page that its links open.
        region: Code of the region that is drawn alone; empty for the whole country.
    """
    show_table(
        lambda: _table(area_map_rows(shown, only=codes_of(region)), shown, page),
        key=f"map_table_{page}",
        drawn_for=f"{map_key(shown)} {region}",
    )
    st.caption(as_plain_text(_counts(map_key(shown), region, shown)))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _counts(key: str, region: str, _shown: AreaMap) -> str:  # noqa: ARG001
    rows = area_map_rows(_shown, only=codes_of(region))
    counts = [(label, count) for _, label, count in class_counts(rows)]
    whose = f" of {in_sentence(regions()[region])}" if region else ""
    return f"All {len(rows)} authorities{whose}: {counts_words(counts)}."


def _table(rows: pd.DataFrame, shown: AreaMap, page: str) -> DataTable:
    view = shown.view
    ordered = rows.sort_values(["value", "area_name"], ascending=[False, True])
    past = (f"Value in {period_text(shown.earlier)}",) if shown.earlier else ()
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}",
        columns=(
            "Area",
            "Rank",
            "Value and 95% interval",
            *past,
            *_class_titles(shown),
        ),
        groups=(
            (
                "",
                tuple(_row(row, shown, page) for row in records_of(ordered)),
            ),
        ),
        numbers=(1, 2, 3) if past else (1, 2),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_HEIGHT,
        is_sortable=True,
    )


def _row(row: Mapping[Any, Any], shown: AreaMap, page: str) -> Row:
    unit, decimals = (
        str(shown.view.indicator["unit"]),
        int(shown.view.indicator["decimals"]),
    )
    is_shown = not pd.isna(row["rank"])
    cells = [
        Cell(
            str(row["area_name"]),
            href=changing_href(page, area=str(row["area_code"])),
            is_chosen=row["area_code"] in own_codes(shown.view),
        ),
        Cell(number_text(_number(row["rank"])), order=_number(row["rank"])),
        Cell(
            value_text(_number(row["value"]), unit=unit, decimals=decimals, with_unit=False),
            below=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
            if is_shown
            else missing_text(str(row["flag"])),
            order=_number(row["value"]) if is_shown else float("nan"),
        ),
    ]
    if shown.earlier:
        earlier = _number(row["earlier_value"])
        cells.append(
            Cell(value_text(earlier, unit=unit, decimals=decimals, with_unit=False), order=earlier)
        )
    return (*cells, _class_cell(row, shown)) if _class_titles(shown) else tuple(cells)


def _class_titles(shown: AreaMap) -> tuple[str, ...]:
    """Return the heading of the classes; none where the class is the rank, told already."""
    return () if shown.mode is MapMode.RANK else (CLASS_TITLES[shown.mode],)


def _class_cell(row: Mapping[Any, Any], shown: AreaMap) -> Cell:
    kind = str(row["map_class"])
    if shown.mode in (MapMode.JUDGEMENT, MapMode.CHANGE) and kind in set(Judgement):
        return Cell("", judgement=Judgement(kind), reason=str(row["map_reason"]))
    return Cell(str(row["class_text"]))


def _number(value: Any) -> float:  # noqa: ANN401 (a cell of a table)
    return float("nan") if pd.isna(value) else float(value)
