"""The overview grid: every measure of many areas at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.overview_grid import (
    BY_NAME,
    BY_WORSE,
    GridFigures,
    OverviewGrid,
    area_order,
    build_overview_grid,
    grid_figures,
)
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain import Judgement, Layout, RecentTrend, Selection
from cdof_core.domain.indicator import NO_INDICATOR
from cdof_core.narrative.grid_findings import most_often_worse
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import MISSING, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import trend_word
from cdof_core.report.grid_picture import coverage_of_grid, finding_of, grid_picture, grid_width
from cdof_core.report.grid_table import grid_table
from cdof_core.report.grid_words import cell_words
from cdof_core.report.images import chart_png, chart_svg
from cdof_core.report.sources import source_line
from cdof_core.ui.area_groups import choose_group, say_unknown_group, shown_group
from cdof_core.ui.cached import SEXES, content_hash, read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import show_legend
from cdof_core.ui.components.judgement_grid import (
    GridArea,
    GridCell,
    GridMeasure,
    JudgementGrid,
    TrendMark,
    grid_data,
    show_judgement_grid,
)
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.indicator_menu import outcome_topic
from cdof_core.ui.judged import chosen
from cdof_core.ui.panels import Download, as_plain_text, show_downloads
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters

_KEPT = 60
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
_ARROWS = {
    RecentTrend.INCREASING: "↑",
    RecentTrend.DECREASING: "↓",
    RecentTrend.NO_SIGNIFICANT_CHANGE: "→",
    RecentTrend.CANNOT_BE_CALCULATED: "·",
}
_MEANINGS = {"getting worse": "worse", "getting better": "better"}
_ALL_OUTCOMES = "all"
_WORDS = ("value_text", "has_value", "why", "count_text", "interval_text", "note")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the figures of a grid depend on beside the snapshot."""

    selection: Selection
    benchmark: BenchmarkRequest
    group: AreaGroup
    outcome_id: str


@dataclass(frozen=True, slots=True)
class _Look:
    """How a grid is shown."""

    show: str
    is_turned: bool
    sort: str


def load_overview_grid() -> OverviewGrid:
    """Return the grid that the address asks for."""
    selection, places = chosen()
    asked = _Asked(
        replace(selection, indicator_id=NO_INDICATOR, period="", layout=Layout.HEXAGONS),
        places.chosen,
        shown_group(),
        _outcome(),
    )
    return _grid(asked, content_hash(), places)


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
            str(row["outcome_id"]): outcome_topic(str(row["name"]))
            for row in outcomes.to_dict("records")
        }
        choose_parameter(
            "Measures",
            "outcome",
            {_ALL_OUTCOMES: "All outcomes"} | topics,
            current=_outcome() or _ALL_OUTCOMES,
            width=180,
        )
        choose_parameter("Cells show", "cells", _SHOWS, current=look.show, width=200)
        sorts = {BY_NAME: "Name", BY_WORSE: "Most often worse"} | {
            str(row["indicator_id"]): f"Highest: {row['short_name']}"
            for row in grid.measures.to_dict("records")
        }
        choose_parameter("Sort areas by", "sort", sorts, current=look.sort, width=210)
        turned = "areas" if look.is_turned else "measures"
        choose_parameter("Layout", "turn", _TURNS, current=turned, width=150)
        sex = current_selection().sex
        if sex != SEXES[0]:
            # Hardly a measure is published by sex: a link may ask for it, a menu need not offer it.
            choose_parameter("Sex", "sex", {name: name for name in SEXES}, current=sex, width=130)
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
    show_judgement_grid(_data(grid, look), key="overview")
    st.caption(coverage_of_grid(grid))
    for warning in dict.fromkeys([grid.places.warning, grid.group.warning]):
        if warning:
            st.caption(f"About this comparison: {warning}")
    show_downloads(_files(grid, look), key="grid")
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


def _look(grid: OverviewGrid) -> _Look:
    parameters = read_parameters()
    show, turn, sort = (parameters[name] for name in ("cells", "turn", "sort"))
    is_measure = sort in set(grid.measures["indicator_id"])
    return _Look(
        show=show if show in _SHOWS else "both",
        is_turned=turn == "areas" if turn in _TURNS else len(grid.areas) > _MANY_AREAS,
        sort=sort if is_measure or sort == BY_WORSE else BY_NAME,
    )


@st.cache_resource(max_entries=4, show_spinner="Reading…")
def _figures(sex: str, key: str) -> GridFigures:  # noqa: ARG001 (the snapshot the entry is for)
    return grid_figures(sex=sex)


@st.cache_resource(max_entries=_KEPT, show_spinner="Comparing…")
def _grid(asked: _Asked, key: str, _places: Places) -> OverviewGrid:
    return build_overview_grid(
        asked.selection,
        places=_places,
        group=asked.group,
        figures=_figures(asked.selection.sex, key),
        outcome_id=asked.outcome_id,
    )


def _data(grid: OverviewGrid, look: _Look) -> Mapping[str, object]:
    """Return what the browser draws."""
    order = area_order(grid, by=look.sort)
    words = cell_words(grid)
    measures = grid.measures.to_dict("records")
    cells = _cells(grid, words, polarity=[str(row["polarity"]) for row in measures])
    each = len(grid.areas)
    label = in_sentence(grid.places.chosen.label)
    return grid_data(
        JudgementGrid(
            caption=f"{len(measures)} measures of {len(order)} areas against {label}",
            page="overview_grid",
            opens="indicator",
            measures=tuple(_measure(row, label) for row in measures),
            areas=tuple(_area(grid.areas.iloc[place]) for place in order),
            cells=tuple(
                tuple(cells[number * each + place] for place in order)
                for number in range(len(measures))
            ),
            show=look.show,
            is_turned=look.is_turned,
            sorted_by=look.sort if look.sort not in (BY_NAME, BY_WORSE) else "",
        )
    )


def _cells(grid: OverviewGrid, words: pd.DataFrame, *, polarity: list[str]) -> list[GridCell]:
    each = len(grid.areas)
    trends = [
        _trend(trend, reason, polarity[place // each])
        for place, (trend, reason) in enumerate(
            zip(grid.cells["trend"].tolist(), grid.cells["trend_reason"].tolist(), strict=True)
        )
    ]
    judged = [grid.cells[name].tolist() for name in ("judgement", "reason")]
    said = [words[name].tolist() for name in _WORDS]
    return [
        GridCell(
            value=value,
            has_value=has_value,
            judgement=Judgement(judgement),
            reason=reason,
            why=why,
            trend=trend,
            count=count,
            interval=interval,
            note=note,
        )
        for trend, judgement, reason, value, has_value, why, count, interval, note in zip(
            trends, *judged, *said, strict=True
        )
    ]


@lru_cache(maxsize=256)
def _trend(trend: str, reason: str, polarity: str) -> TrendMark:
    kind = RecentTrend(trend)
    sentence = trend_word(trend, reason, polarity)
    word, meaning = sentence, sentence.partition(", ")[2]
    tone = _MEANINGS.get(meaning, "none")
    if kind is RecentTrend.CANNOT_BE_CALCULATED:
        word = sentence.partition(":")[0]
    elif kind is RecentTrend.NO_SIGNIFICANT_CHANGE:
        tone = "similar"
    elif tone == "none":
        tone = "higher" if kind is RecentTrend.INCREASING else "lower"
    return TrendMark(arrow=_ARROWS[kind], word=word, sentence=sentence, tone=tone)


def _measure(row: Mapping[Any, Any], label: str) -> GridMeasure:
    unit = str(row["unit"])
    held = value_text(row["benchmark"], unit=unit, decimals=int(row["decimals"]), with_unit=False)
    basis = f" ({row['benchmark_basis']})" if row["benchmark_basis"] in ("pooled", "median") else ""
    period = str(row["period_label"])
    return GridMeasure(
        indicator_id=str(row["indicator_id"]),
        name=str(row["short_name"]),
        outcome=str(row["outcome"]),
        period=period_text(period),
        unit="" if unit == "%" else unit,
        benchmark="" if held == MISSING else at_start(f"{label} {held}{basis}"),
        change={"period": period},
    )


def _area(row: "pd.Series[Any]") -> GridArea:
    can_be_chosen = row["role"] in ("chosen", "member")
    compared = int(row["compared"])
    return GridArea(
        area_code=str(row["area_code"]) if can_be_chosen else "",
        name=str(row["area_name"]),
        role=str(row["role"]),
        about=f"{row['worse']} of {compared} worse" if compared else "",
    )


def _files(grid: OverviewGrid, look: _Look) -> list[Download]:
    stem = file_stem("grid", grid.places.area.name, grid.group.label)
    used = grid.cells["dataset_id"].unique()
    width = grid_width(len(grid.areas))
    picture = grid_picture(
        grid,
        order=area_order(grid, by=look.sort),
        source=source_line(read_table("datasets"), used),
        palette=current_palette(),
    )
    return [
        *table_files(partial(grid_table, grid, origin=snapshot_origin()), file_stem=stem),
        Download("PNG", f"{stem}.png", "image/png", partial(chart_png, picture, width=width)),
        Download(
            "SVG", f"{stem}.svg", "image/svg+xml", lambda: chart_svg(picture, width=width).encode()
        ),
    ]
