"""Measures by areas as one table: value, judgement, recent trend, and the detail of each cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdof_core.domain import Judgement
from cdof_core.narrative.words import MARKS, chip_word
from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("judgement_grid")


@dataclass(frozen=True, slots=True)
class GridMeasure:
    """One measure of the grid; every text is final.

    Attributes:
        indicator_id: Which.
        name: Short name.
        outcome: Heading it stands under.
        period: The one period of its cells, as in tables.
        unit: Unit in words.
        benchmark: The benchmark with its value, for example "England 5.1".
        change: What following a cell of it writes into the address, beside the area.
    """

    indicator_id: str
    name: str
    outcome: str
    period: str
    unit: str
    benchmark: str
    change: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GridArea:
    """One area of the grid.

    Attributes:
        area_code: Which; empty where it cannot be chosen, as England.
        name: Its name.
        role: england, region, chosen or member.
        about: On how many measures it is worse.
    """

    area_code: str
    name: str
    role: str
    about: str


@dataclass(frozen=True, slots=True)
class TrendMark:
    """How a recent trend is shown: an arrow, words and the tone of a judgement.

    Attributes:
        arrow: One character.
        word: A word or two.
        sentence: The same in full, with why where nothing is tested.
        tone: worse, better, higher, lower, similar or none.
    """

    arrow: str
    word: str
    sentence: str
    tone: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell.

    Attributes:
        value: The value, or in a word or two why there is none.
        has_value: Whether it is a value.
        judgement: Against the benchmark.
        reason: `NotComparedReason` behind a missing judgement; empty otherwise.
        why: The same as a sentence.
        trend: Its recent trend.
        count: Count behind the value; empty where none.
        interval: 95% interval; empty where none.
        note: What to know of this figure; empty for nothing.
    """

    value: str
    has_value: bool
    judgement: Judgement
    reason: str
    why: str
    trend: TrendMark
    count: str = ""
    interval: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class JudgementGrid:
    """The whole grid.

    Attributes:
        caption: What it shows, for those who listen.
        page: Stem of the page it stands on, for links that sort it.
        opens: Stem of the page a cell opens.
        measures: In the order of the framework.
        areas: In the order shown, the pinned ones first.
        cells: For each measure the cells of the areas, in their order.
        show: both, value, judgement, trend or all.
        is_turned: Whether areas are the rows.
        sorted_by: Identifier of the measure the areas are sorted by; empty for none of them.
    """

    caption: str
    page: str
    opens: str
    measures: tuple[GridMeasure, ...]
    areas: tuple[GridArea, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    show: str
    is_turned: bool
    sorted_by: str = ""


class _Numbered:
    """Texts that many cells share, each sent once."""

    def __init__(self) -> None:
        self.items: dict[Any, int] = {}

    def of(self, item: Any) -> int:  # noqa: ANN401 (anything that can be a key)
        return self.items.setdefault(item, len(self.items))


def grid_data(grid: JudgementGrid) -> dict[str, object]:
    """Return a grid as the browser reads it: cells as short lists, shared words numbered."""
    marks, trends, notes = _Numbered(), _Numbered(), _Numbered()
    notes.of("")
    cells = [
        [
            [
                cell.value,
                marks.of((cell.judgement, cell.has_value, cell.reason)),
                trends.of(cell.trend),
                cell.count,
                cell.interval,
                notes.of(cell.why),
                notes.of(cell.note),
            ]
            for cell in row
        ]
        for row in grid.cells
    ]
    return {
        "caption": grid.caption,
        "page": grid.page,
        "opens": grid.opens,
        "show": grid.show,
        "turned": grid.is_turned,
        "sorted": grid.sorted_by,
        "measures": [
            {
                "id": measure.indicator_id,
                "name": measure.name,
                "outcome": measure.outcome,
                "period": measure.period,
                "unit": measure.unit,
                "benchmark": measure.benchmark,
                "change": dict(measure.change),
            }
            for measure in grid.measures
        ],
        "areas": [[area.area_code, area.name, area.role, area.about] for area in grid.areas],
        "marks": [_mark(*item) for item in marks.items],
        "trends": [[item.arrow, item.word, item.sentence, item.tone] for item in trends.items],
        "notes": list(notes.items),
        "cells": cells,
    }


def show_judgement_grid(data: Mapping[str, object], *, key: str) -> None:
    """Show a grid.

    Args:
        data: From `grid_data`; made once for many runs.
        key: Sets grids of one page apart.
    """
    _draw(data=dict(data), key=f"grid_{key}")


def _mark(judgement: Judgement, has_value: bool, reason: str) -> list[object]:
    return [MARKS[judgement].tone, judgement.value, chip_word(judgement, reason), has_value]
