"""Beside unmet need: need and coverage over time, deaths and admissions."""

import streamlit as st

from cdof_core.analysis.need_beside import NEED, NEED_OF, NeedBeside, view_need_beside
from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.places import Places
from cdof_core.comparison.records import records_of
from cdof_core.domain import Selection
from cdof_core.narrative.harm_and_supply import absent_sentence
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.need import SUBSTANCES
from cdof_core.report.pictures import trend_picture
from cdof_core.report.sources import source_line
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import DataTable, show_table
from cdof_core.ui.downloads import file_stem, profile_files, trend_files
from cdof_core.ui.figure_cells import judgement_cell, measure_cell, trend_cell, value_cell
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.sources import Use


def load_need_beside() -> NeedBeside:
    """Return what stands beside the unmet need of the chosen area."""
    selection, places = chosen_of_whole_area()
    return _beside(selection, whole_area_key(), places)


def show_need_beside(beside: NeedBeside, *, substance: Substance) -> None:
    """Show the newest figures of need, coverage, deaths and admissions, and need over time.

    Args:
        beside: What is held.
        substance: Whose need the page is about: that of others is not drawn over time beside it.
    """
    places = beside.comparison.places
    place = in_sentence(places.area.name)
    is_same = substance is NEED_OF
    title = f"{SUBSTANCES[NEED_OF].lower()} need over time, coverage" if is_same else "coverage"
    st.header(f"Beside it: {title}, deaths and admissions", anchor=False)
    if beside.comparison.is_empty:
        show_no_data(f"None of these measures is published for {place}")
        return
    rows = records_of(beside.comparison.rows)
    against = in_sentence(places.chosen.label)
    show_table(
        lambda: DataTable(
            caption=f"Need, coverage, deaths and admissions of {place}",
            columns=("Measure", "Newest", f"Against {against}", "Recent trend"),
            groups=(
                (
                    "",
                    tuple(
                        (measure_cell(row), value_cell(row), judgement_cell(row), trend_cell(row))
                        for row in rows
                    ),
                ),
            ),
            numbers=(1,),
            noun="measures",
        ),
        key="need_beside",
        drawn_from=[beside],
    )
    show_beside(
        profile_files(beside.comparison, file_stem=file_stem("need-beside", places.area.name)),
        key="need_beside",
        defines=[str(row["indicator_id"]) for row in rows],
    )
    if beside.absent:
        st.caption(as_plain_text(absent_sentence(beside.absent, area_name=places.area.name)))
    if is_same and beside.need is not None and not beside.need.trend.empty:
        stem, need, palette = file_stem(NEED, places.area.name), beside.need, current_palette()
        show_picture(
            lambda: trend_picture(
                need, source=source_line(read_table("datasets"), need.sources), palette=palette
            ),
            drawn_for=palette.ground,
            drawn_from=[need],
            key="need_trend",
            file_stem=stem,
            tables=trend_files(beside.need, file_stem=stem),
            defines=[str(NEED)],
        )


def uses_beside(beside: NeedBeside) -> list[Use]:
    """Return the datasets behind it, with the measures they are of."""
    rows = beside.comparison.rows
    return [Use(*pair) for pair in zip(rows["dataset_id"], rows["short_name"], strict=True)]


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _beside(
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> NeedBeside:
    return view_need_beside(selection, places=_places)
