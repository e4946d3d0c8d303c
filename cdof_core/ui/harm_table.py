"""Everything about harm, crime and supply in one table, each figure beside its place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.analysis.harm_and_supply import HarmAndSupply
from cdof_core.analysis.harm_measures import Geography, Theme
from cdof_core.comparison.records import records_of
from cdof_core.narrative.harm_and_supply import GEOGRAPHIES, THEMES, absent_sentence
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.harm_pictures import together_table
from cdof_core.ui.beside import show_beside
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.figure_cells import judgement_cell, measure_cell, trend_cell, value_cell
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.sources import warning_of
from cdof_core.ui.steady import steady


@steady
def show_together(view: HarmAndSupply) -> None:
    """Show the newest figure of everything in one table, and say what is not published."""
    show_table(partial(_together, view), key="together", drawn_from=[view])
    make = partial(together_table, view, origin=snapshot_origin())
    stem = file_stem("harm-and-supply", view.places.area.name)
    show_beside(
        table_files(make, file_stem=stem),
        key="together",
        defines=[str(name) for name in view.latest["indicator_id"].dropna().unique()],
    )
    if view.absent:
        names = [name for name, _ in view.absent]
        st.caption(as_plain_text(absent_sentence(names, area_name=view.places.area.name)))


def _together(view: HarmAndSupply) -> DataTable:
    rows = records_of(view.latest)
    groups = tuple(
        (THEMES[theme], tuple(_row(row) for row in rows if row["theme"] == theme.value))
        for theme in Theme
    )
    place, against = in_sentence(view.places.area.name), in_sentence(view.places.chosen.label)
    return DataTable(
        caption=f"Demand, harm, crime and supply around {place}",
        columns=("Measure, of which place", "Newest", f"Against {against}", "Recent trend"),
        groups=tuple(group for group in groups if group[1]),
        numbers=(1,),
        noun="figures",
    )


def show_spans(view: HarmAndSupply) -> None:
    """Show numbers for spans that overlap, as a list and not as a line."""
    rows = records_of(view.spans)
    show_table(
        DataTable(
            caption="County lines closed, England: spans overlap, never add them",
            columns=("County lines closed, England", "Lines", "What the source says"),
            groups=(("", tuple(_span_row(row) for row in rows)),),
            numbers=(1,),
            noun="spans",
        ),
        key="spans",
    )


def _row(row: Mapping[Any, Any]) -> Row:
    is_force = row["geography"] == Geography.FORCE.value
    measure = measure_cell(row, is_linked=row["geography"] == Geography.AUTHORITY.value)
    place = f"{row['place']}, {GEOGRAPHIES[str(row['geography'])]}"
    return (
        replace(measure, below=f"{place}. {measure.below}" if measure.below else place),
        value_cell(row),
        Cell("Not compared", below="of the whole force area") if is_force else judgement_cell(row),
        trend_cell(row),
    )


def _span_row(row: Mapping[Any, Any]) -> Row:
    return (
        Cell(period_text(str(row["period_label"])), below=warning_of(str(row["dataset_id"]))),
        Cell(number_text(row["value"])),
        Cell(str(row["note"])),
    )
