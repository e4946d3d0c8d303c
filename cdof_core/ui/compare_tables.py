"""Compared areas as tables: one row an area, or the spread of each period."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cdof_core.analysis.area_funnel import Funnel, size_column
from cdof_core.analysis.compare_areas import AreasCompared
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement, RecentTrend
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.words import BASES, TREND_ARROWS, trend_word
from cdof_core.report.compare_files import SPREAD_NAMES, is_trend_tested
from cdof_core.report.compare_pictures import (
    AGAINST_LIMITS,
    NOT_TESTED,
    funnel_points,
    funnel_size,
)
from cdof_core.report.view_words import is_usable, missing_text, own_codes
from cdof_core.ui.components import Cell, DataTable, Row
from cdof_core.ui.url import changing_href

_TABLE_HEIGHT = 640


def table(compared: AreasCompared) -> DataTable:
    """Return the compared areas as a table."""
    past = (
        (f"Own {period_text(compared.earlier)}", "Against its own past") if compared.earlier else ()
    )
    trend = ("Recent trend",) if is_trend_tested(compared) else ()
    ordered = compared.areas.sort_values(["value", "area_name"], ascending=[False, True])
    ordered = ordered.assign(is_shown=is_usable(ordered))
    view = compared.view
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}",
        columns=("Area", "Rank", "Count", "Value and 95% interval", "Judgement", *trend, *past),
        groups=(("", tuple(_row(row, compared) for row in records_of(ordered))),),
        numbers=(1, 2, 3, 5 + len(trend)) if past else (1, 2, 3),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_TABLE_HEIGHT,
        is_sortable=True,
        pinned=_benchmark_rows(compared, width=5 + len(trend) + len(past)),
    )


def spread_table(compared: AreasCompared) -> DataTable:
    """Return the box plot's twin: the spread at each period, newest first."""
    view = compared.view
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])

    def text(value: Any) -> str:  # noqa: ANN401 (a cell of a table)
        return value_text(_number(value), unit=unit, decimals=decimals, with_unit=False)

    newest = compared.spread.sort_values(["period_end", "period_start"], ascending=False)
    rows = tuple(
        (
            Cell(
                period_text(str(row["period_label"])),
                below=f"{row['areas']} of {len(compared.group.members)} areas",
            ),
            *(Cell(text(row[name])) for name in SPREAD_NAMES),
            Cell(text(row["own"]), below=_why_none(row)),
        )
        for row in records_of(newest)
    )
    return DataTable(
        caption=f"{view.indicator['name']}: spread of {compared.group.label} by period",
        columns=(
            "Period",
            *SPREAD_NAMES.values(),
            at_start(in_sentence(view.places.area.name)),
        ),
        groups=(("", rows),),
        numbers=tuple(range(1, 9)),
        noun="periods",
        is_compact=True,
        height=_TABLE_HEIGHT,
    )


def _why_none(row: Mapping[Any, Any]) -> str:
    """Say in few words why a period has no figure of the chosen area; the file says it in full."""
    return missing_text(str(row["own_flag"])).partition(":")[0] if pd.isna(row["own"]) else ""


def funnel_table(compared: AreasCompared, funnel: Funnel) -> DataTable:
    """Return the funnel's twin: every authority's size and value, and where it lies.

    A chosen partnership stands among them; the average that all are held against, and England,
    stand first.
    """
    view = compared.view
    words = funnel_points(compared, funnel).set_index("area_code")[["size", "short_word"]]
    rows = view.areas
    if view.places.area.is_partnership:
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    rows = rows.sort_values(["value", "area_name"], ascending=[False, True])
    rows = rows.assign(is_shown=is_usable(rows)).join(words, on="area_code")
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}, in the funnel",
        columns=("Area", at_start(funnel_size(compared)), "Value and 95% interval", AGAINST_LIMITS),
        groups=(("", tuple(_funnel_row(row, compared) for row in records_of(rows))),),
        numbers=(1, 2),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_TABLE_HEIGHT,
        is_sortable=True,
        pinned=(_average_row(compared, funnel), *_england_row(compared, funnel)),
    )


def past_words(compared: AreasCompared) -> str:
    """Say how an area stands against its own past."""
    changes = compared.areas["change"].value_counts()
    said = [
        f"{int(changes[kind])} {kind}"
        for kind in ("worse", "better", "higher", "lower", "similar")
        if kind in changes
    ]
    without = int(changes.get(Judgement.NOT_COMPARED.value, 0))
    return (
        f"Each area against its own figure for {period_in_sentence(compared.earlier)}: "
        f"{', '.join(said) or 'none compared'}; {without} not compared. A change counts where the "
        "two 95% intervals do not overlap."
    )


def _row(row: Mapping[Any, Any], compared: AreasCompared) -> Row:
    unit = str(compared.view.indicator["unit"])
    decimals = int(compared.view.indicator["decimals"])
    # Not by its rank: members of a chosen partnership have a figure and none.
    is_shown = bool(row["is_shown"])
    cells = [
        _name_cell(row, compared),
        Cell(number_text(_number(row["group_rank"])), order=_number(row["group_rank"])),
        Cell(number_text(_number(row["numerator"])), order=_number(row["numerator"])),
        _value_cell(row, compared, is_shown=is_shown),
        Cell("", judgement=Judgement(str(row["judgement"])), reason=str(row["reason"])),
    ]
    if is_trend_tested(compared):
        cells.append(_trend_cell(row, str(compared.view.indicator["polarity"])))
    if compared.earlier:
        earlier = _number(row["earlier_value"])
        cells += [
            Cell(value_text(earlier, unit=unit, decimals=decimals, with_unit=False), order=earlier),
            Cell("", judgement=Judgement(str(row["change"])), reason=str(row["change_reason"])),
        ]
    return tuple(cells)


def _funnel_row(row: Mapping[Any, Any], compared: AreasCompared) -> Row:
    size = _number(row["size"])
    return (
        _name_cell(row, compared),
        Cell(number_text(size), order=size),
        _value_cell(row, compared, is_shown=bool(row["is_shown"])),
        Cell("Not drawn" if pd.isna(row["short_word"]) else str(row["short_word"])),
    )


def _average_row(compared: AreasCompared, funnel: Funnel) -> Row:
    unit = str(compared.view.indicator["unit"])
    decimals = int(compared.view.indicator["decimals"])
    return (
        Cell("Average of all", below="what areas are held against"),
        Cell(number_text(funnel.size)),
        Cell(value_text(funnel.average, unit=unit, decimals=decimals, with_unit=False)),
        Cell("Their middle"),
    )


def _england_row(compared: AreasCompared, funnel: Funnel) -> tuple[Row, ...]:
    """Return England's own figure, which no limits judge; nothing where it has none."""
    size, (word, why) = size_column(compared.view.indicator), NOT_TESTED
    return tuple(
        (
            Cell(str(row["area_name"])),
            _size_cell(_number(row[size])),
            _value_cell(row, compared, is_shown=True),
            Cell(word, below=why),
        )
        for row in records_of(funnel.england)
    )


def _size_cell(size: float) -> Cell:
    return Cell(MISSING, below="no count published") if np.isnan(size) else Cell(number_text(size))


def _name_cell(row: Mapping[Any, Any], compared: AreasCompared) -> Cell:
    code = str(row["area_code"])
    return Cell(
        str(row["area_name"]),
        href=changing_href("compare_areas", area=code),
        is_chosen=code in own_codes(compared.view),
    )


def _value_cell(row: Mapping[Any, Any], compared: AreasCompared, *, is_shown: bool) -> Cell:
    unit = str(compared.view.indicator["unit"])
    decimals = int(compared.view.indicator["decimals"])
    return Cell(
        value_text(_number(row["value"]), unit=unit, decimals=decimals, with_unit=False),
        below=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
        if is_shown
        else missing_text(str(row["flag"])),
        order=_number(row["value"]) if is_shown else np.nan,
    )


def _trend_cell(row: Mapping[Any, Any], polarity: str) -> Cell:
    kind = RecentTrend(str(row["trend"]))
    word, _, meaning = trend_word(kind, str(row["trend_reason"]), polarity).partition(", ")
    if kind is RecentTrend.CANNOT_BE_CALCULATED:
        return Cell("Not tested")
    return Cell(f"{TREND_ARROWS[kind]} {word}", below=meaning)


def _benchmark_rows(compared: AreasCompared, *, width: int) -> tuple[Row, ...]:
    """Return England, the region and what else the areas are held against, at the same period."""
    view = compared.view
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    lines = view.trend
    shown = lines[
        (lines["role"] != "area")
        & (lines["period_label"] == view.period)
        & (lines["vintage"] == view.vintage)
        & lines["value"].notna()
    ]
    blank = (Cell(""),) * (width - 4)
    return tuple(
        (
            Cell(at_start(str(row["series"]))),
            Cell(""),
            _count_cell(row),
            Cell(
                value_text(_number(row["value"]), unit=unit, decimals=decimals, with_unit=False),
                below=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
                if pd.notna(row["lower95"])
                else BASES[str(row["basis"])],
            ),
            *blank,
        )
        for row in records_of(shown)
    )


def _count_cell(row: Mapping[Any, Any]) -> Cell:
    """Return how many a benchmark counts, or a dash with the reason."""
    count = _number(row["numerator"])
    if not np.isnan(count):
        return Cell(number_text(count))
    basis = str(row["basis"])
    if basis not in ("pooled", "median"):
        return Cell(MISSING, below="no count published")
    # Without limits the value beside it says what it is, and so why there is no count.
    return Cell(MISSING, below=BASES[basis] if pd.notna(row["lower95"]) else "")


def _number(value: Any) -> float:  # noqa: ANN401 (a cell of a table)
    return np.nan if pd.isna(value) else float(value)
