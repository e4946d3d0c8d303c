"""The cells of a grid as the browser shows them: judged once for a country, cut for each area."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.judged_country import (
    GridFigures,
    JudgedCountry,
    grid_figures,
    judge_country,
)
from cdof_core.analysis.overview_grid import BY_NAME, BY_WORSE, OverviewGrid, area_order, cut_grid
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement, JudgementLevels, RecentTrend
from cdof_core.domain.own_event import OwnEvent
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import MISSING, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import TREND_ARROWS, trend_word
from cdof_core.report.grid_words import cell_words
from cdof_core.ui.components.judgement_grid import (
    GridArea,
    GridCell,
    GridMeasure,
    JudgementGrid,
    TrendMark,
    grid_data,
)

_KEPT = 60
_MEANINGS = {"getting worse": "worse", "getting better": "better"}
_WORDS = ("value_text", "has_value", "why", "count_text", "interval_text", "note")


@dataclass(frozen=True, slots=True)
class GridComparison:
    """What the judgements of a whole country depend on beside the snapshot."""

    benchmark: BenchmarkRequest
    sex: str
    levels: JudgementLevels
    events: tuple[OwnEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedGrid:
    """What a grid is cut by."""

    comparison: GridComparison
    area_code: str
    area_name: str
    group: AreaGroup
    outcome_id: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridLook:
    """How a grid is shown."""

    show: str
    is_turned: bool
    sort: str


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def load_grid(asked: AskedGrid, key: str, _places: Places) -> OverviewGrid:
    """Return a grid of the snapshot that a key stands for.

    Args:
        asked: What it is cut by.
        key: The snapshot's content hash.
        _places: The places of `asked`; not part of what the result is kept by.
    """
    return cut_grid(
        _country(asked.comparison, key)[0],
        places=_places,
        group=asked.group,
        figures=_figures(asked.comparison.sex, asked.comparison.events, key),
        levels=asked.comparison.levels,
        outcome_id=asked.outcome_id,
        only=asked.only,
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def load_grid_data(
    asked: AskedGrid, look: GridLook, key: str, _grid: OverviewGrid
) -> Mapping[str, object]:
    """Return what the browser draws of a grid.

    Args:
        asked: What the grid is cut by.
        look: How it is shown.
        key: The snapshot's content hash.
        _grid: The grid of `asked`; not part of what the result is kept by.
    """
    order = area_order(_grid, by=look.sort)
    measures = records_of(_grid.measures)
    cells = _shown_cells(_grid, _country(asked.comparison, key)[1])
    each = len(_grid.areas)
    label = in_sentence(_grid.places.chosen.label)
    return grid_data(
        JudgementGrid(
            caption=f"{len(measures)} measures of {each} areas against {label}",
            page="overview_grid",
            opens="indicator",
            measures=tuple(_measure(row, label) for row in measures),
            areas=tuple(_area(_grid.areas.iloc[place]) for place in order),
            cells=tuple(
                tuple(cells[number * each + place] for place in order)
                for number in range(len(measures))
            ),
            show=look.show,
            is_turned=look.is_turned,
            sorted_by=look.sort if look.sort not in (BY_NAME, BY_WORSE) else "",
        )
    )


@st.cache_resource(max_entries=4, show_spinner="Reading…")
def _figures(sex: str, events: tuple[OwnEvent, ...], key: str) -> GridFigures:  # noqa: ARG001
    return grid_figures(sex=sex, events=events)


@st.cache_resource(max_entries=_KEPT, show_spinner="Comparing…")
def _country(comparison: GridComparison, key: str) -> tuple[JudgedCountry, list[GridCell]]:
    """Return the judged country, and its cells as they are shown."""
    country = judge_country(
        _figures(comparison.sex, comparison.events, key),
        benchmark=comparison.benchmark,
        levels=comparison.levels,
    )
    if country.measures.empty:
        return country, []
    return country, _cells(country.cells, country.measures)


def _shown_cells(grid: OverviewGrid, of_country: list[GridCell]) -> list[GridCell]:
    """Take the cells of a grid from those of the country; a partnership's are its own."""
    own = iter(())
    if (grid.origin < 0).any():
        own = iter(_cells(grid.cells[grid.origin < 0], grid.measures))
    return [of_country[place] if place >= 0 else next(own) for place in grid.origin.tolist()]


def _cells(cells: pd.DataFrame, measures: pd.DataFrame) -> list[GridCell]:
    each = len(cells) // max(len(measures), 1)
    words = cell_words(cells, measures)
    polarity = [str(word) for word in measures["polarity"] for _ in range(each)]
    trends = [
        _trend(*row)
        for row in zip(
            cells["trend"].tolist(), cells["trend_reason"].tolist(), polarity, strict=True
        )
    ]
    judged = [cells[name].tolist() for name in ("judgement", "reason")]
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
    return TrendMark(arrow=TREND_ARROWS[kind], word=word, sentence=sentence, tone=tone)


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
