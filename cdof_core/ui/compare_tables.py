"""Compared areas as tables: one row an area, or the spread of each period."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cdof_core.analysis.compare_areas import AreasCompared
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.report.view_words import missing_text
from cdof_core.ui.components import Cell, DataTable, Row
from cdof_core.ui.url import changing_href

_TABLE_HEIGHT = 640


def table(compared: AreasCompared) -> DataTable:
    """Return the compared areas as a table."""
    past = (
        (f"Own {period_text(compared.earlier)}", "Against its own past") if compared.earlier else ()
    )
    ordered = compared.areas.sort_values(["value", "area_name"], ascending=[False, True])
    view = compared.view
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}",
        columns=("Area", "Rank", "Count", "Value and 95% interval", "Judgement", *past),
        groups=(("", tuple(_row(row, compared) for row in records_of(ordered))),),
        numbers=(1, 2, 3, 5) if past else (1, 2, 3),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_TABLE_HEIGHT,
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
            Cell(period_text(str(row["period_label"])), below=f"{row['areas']} areas"),
            Cell(text(row["minimum"])),
            Cell(text(row["lower_quartile"])),
            Cell(text(row["median"])),
            Cell(text(row["upper_quartile"])),
            Cell(text(row["maximum"])),
            Cell(text(row["own"])),
        )
        for row in newest.to_dict("records")
    )
    return DataTable(
        caption=f"{view.indicator['name']}: spread of {compared.group.label} by period",
        columns=(
            "Period",
            "Lowest",
            "Lower quartile",
            "Median",
            "Upper quartile",
            "Highest",
            at_start(in_sentence(view.places.area.name)),
        ),
        groups=(("", rows),),
        numbers=tuple(range(1, 7)),
        noun="periods",
        is_compact=True,
        height=_TABLE_HEIGHT,
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
    is_shown = not pd.isna(row["group_rank"])
    cells = [
        Cell(
            str(row["area_name"]),
            href=changing_href("compare_areas", area=str(row["area_code"])),
        ),
        Cell(number_text(_number(row["group_rank"]))),
        Cell(number_text(_number(row["numerator"]))),
        Cell(
            value_text(_number(row["value"]), unit=unit, decimals=decimals, with_unit=False),
            below=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
            if is_shown
            else missing_text(str(row["flag"])),
        ),
        Cell("", judgement=Judgement(str(row["judgement"])), reason=str(row["reason"])),
    ]
    if compared.earlier:
        earlier = _number(row["earlier_value"])
        cells += [
            Cell(value_text(earlier, unit=unit, decimals=decimals, with_unit=False)),
            Cell("", judgement=Judgement(str(row["change"])), reason=str(row["change_reason"])),
        ]
    return tuple(cells)


def _number(value: Any) -> float:  # noqa: ANN401 (a cell of a table)
    return np.nan if pd.isna(value) else float(value)
