"""The overview grid: every measure of many areas at once."""

from dataclasses import replace
from functools import partial

import streamlit as st

from cdof_core.analysis.overview_grid import (
    BY_NAME,
    BY_WORSE,
    OverviewGrid,
    area_order,
)
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement
from cdof_core.domain.sex import PERSONS
from cdof_core.narrative.grid_findings import most_often_worse
from cdof_core.narrative.names import in_sentence
from cdof_core.report.grid_picture import coverage_of_grid, finding_of, grid_picture, grid_width
from cdof_core.report.grid_table import grid_table
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.ui.area_groups import choose_group, say_unknown_group, shown_group
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import show_legend
from cdof_core.ui.components.judgement_grid import (
    show_judgement_grid,
)
from cdof_core.ui.downloads import file_stem, picture_files, snapshot_origin, table_files
from cdof_core.ui.grid_cells import (
    AskedGrid,
    GridComparison,
    GridLook,
    load_grid,
    load_grid_data,
)
from cdof_core.ui.indicator_menu import outcome_topic
from cdof_core.ui.judged import chosen
from cdof_core.ui.lists import choose_measure_list, shown_measures
from cdof_core.ui.panels import Download, as_plain_text
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters

_SHOWS = {
    "both": "Value and judgement",
    "value": "Values",
    "judgement": "Judgements",
    "trend": "Recent trends",
    "all": "Value, judgement and trend",
}
_TURNS = {"measures": "Measures down", "areas": "Areas down"}
_MANY_AREAS = 24
"""With more areas than this, areas stand down the side unless the address says otherwise."""
_ALL_OUTCOMES = "all"


def load_overview_grid() -> OverviewGrid:
    """Return the grid that the address asks for."""
    return load_grid(_asked(), content_hash(), chosen()[1])


def _asked() -> AskedGrid:
    selection, places = chosen()
    benchmark = places.chosen
    if benchmark.is_place:
        # The same for every area that looks at it.
        benchmark = replace(benchmark, own_codes=(), keep_area=True)
    return AskedGrid(
        GridComparison(benchmark, PERSONS, selection.levels, selection.events),
        area_code=places.area.code,
        area_name=places.area.name,
        group=shown_group(),
        outcome_id=_outcome(),
        only=shown_measures(),
    )


def show_grid_headline(grid: OverviewGrid) -> None:
    """Show what the grid says, and which question it answers."""
    st.title(finding_of(grid) if not grid.measures.empty else "Overview grid")
    st.caption(
        "Which areas stand out, and on which measures? Latest figures, each measure at the one "
        f"period most authorities have, against {in_sentence(grid.places.chosen.label)}."
    )


def show_grid_choices(grid: OverviewGrid) -> None:
    """Draw the menus: which areas and measures, what a cell shows, in which order."""
    look = _look(grid)
    with st.container(horizontal=True, gap="small"):
        choose_group()
        outcomes = read_table("outcomes")
        topics = {
            str(row["outcome_id"]): outcome_topic(str(row["name"])) for row in records_of(outcomes)
        }
        choose_parameter(
            "Measures",
            "outcome",
            {_ALL_OUTCOMES: "All outcomes"} | topics,
            current=_outcome() or _ALL_OUTCOMES,
            width=180,
        )
        choose_measure_list()
        choose_parameter("Cells show", "cells", _SHOWS, current=look.show, width=225)
        sorts = {BY_NAME: "Name", BY_WORSE: "Most often worse"} | {
            str(row["indicator_id"]): f"Highest: {row['short_name']}"
            for row in records_of(grid.measures)
        }
        choose_parameter("Sort areas by", "sort", sorts, current=look.sort, width=210)
        turned = "areas" if look.is_turned else "measures"
        choose_parameter("Layout", "turn", _TURNS, current=turned, width=180)
    say_unknown_group()


def show_grid(grid: OverviewGrid) -> None:
    """Show the grid with its legend, the count of what is there, and its files."""
    others = grid.areas[grid.areas["role"].isin(["chosen", "member"])]
    worse = [(str(n), int(w)) for n, w in zip(others["area_name"], others["worse"], strict=True)]
    st.markdown(as_plain_text(most_often_worse(worse)))
    look = _look(grid)
    if look.show not in ("value", "trend"):
        present = set(grid.cells["judgement"])
        show_legend([kind for kind in Judgement if kind.value in present])
    show_judgement_grid(load_grid_data(_asked(), look, content_hash(), grid), key="overview")
    st.caption(coverage_of_grid(grid))
    for warning in dict.fromkeys([grid.places.warning, grid.group.warning]):
        if warning:
            st.caption(f"About this comparison: {warning}")
    show_beside(_files(grid, look), key="grid", defines=list(grid.measures["indicator_id"]))
    known = grid.cells[grid.cells["dataset_id"] != ""]
    names = grid.measures.set_index("indicator_id")["short_name"]
    used = known[["dataset_id", "indicator_id"]].drop_duplicates()
    show_sources(
        Use(str(dataset), str(names[indicator]))
        for dataset, indicator in used.itertuples(index=False)
    )


def _outcome() -> str:
    asked = read_parameters()["outcome"]
    return asked if asked in set(read_table("outcomes")["outcome_id"]) else ""


def _look(grid: OverviewGrid) -> GridLook:
    parameters = read_parameters()
    show, turn, sort = (parameters[name] for name in ("cells", "turn", "sort"))
    is_measure = sort in set(grid.measures["indicator_id"])
    return GridLook(
        show=show if show in _SHOWS else "both",
        is_turned=turn == "areas" if turn in _TURNS else len(grid.areas) > _MANY_AREAS,
        sort=sort if is_measure or sort == BY_WORSE else BY_NAME,
    )


def _files(grid: OverviewGrid, look: GridLook) -> list[Download]:
    stem = file_stem("grid", grid.places.area.name, grid.group.label)
    source = source_line(read_table("datasets"), grid.cells["dataset_id"].unique())
    palette, width = current_palette(), grid_width(len(grid.areas))

    def picture() -> Picture:
        return grid_picture(
            grid, order=area_order(grid, by=look.sort), source=source, palette=palette
        )

    return [
        *table_files(partial(grid_table, grid, origin=snapshot_origin()), file_stem=stem),
        *picture_files(picture, file_stem=stem, width=width),
    ]
