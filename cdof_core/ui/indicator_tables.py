"""The indicator page's tables: every area, the trend, other breakdowns, definition and sources."""

from functools import partial
from typing import Any

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement, MapMode
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.names import at_start
from cdof_core.narrative.numbers import (
    MISSING,
    interval_text,
    number_text,
    published_text,
    value_text,
)
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS
from cdof_core.ui.cached import read_table
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.definitions import show_definition
from cdof_core.ui.judged import view_key
from cdof_core.ui.map_modes import JUDGED_BY, load_map
from cdof_core.ui.map_table import show_map_table
from cdof_core.ui.panels import show_caveats
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import changing_href

_AREAS_HEIGHT = 620
_TREND_HEIGHT = 330
"""Pixels: about as high as the pictures beside them."""


def show_area_table(view: IndicatorView) -> None:
    """Show every authority as a table, those without a figure with the reason."""
    shown = load_map(view, among=JUDGED_BY)
    if shown.mode is not MapMode.JUDGEMENT:
        show_map_table(shown, page="indicator")
        return
    show_table(lambda: _area_table(view), key="areas", drawn_for=view_key())


def _area_table(view: IndicatorView) -> DataTable:
    ordered = view.areas.sort_values(["value", "area_name"], ascending=[False, True])
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}",
        columns=("Area", "Rank", "Count", "Value and 95% interval", "Judgement"),
        groups=(("", tuple(_area_row(row, view) for row in records_of(ordered))),),
        numbers=(1, 2, 3),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_AREAS_HEIGHT,
        is_sortable=True,
    )


def show_trend_table(view: IndicatorView) -> None:
    """Show the trend's figures, newest first, one column a line of the chart."""
    if not view.trend.empty:
        show_table(lambda: _trend_table(view), key="trend_table", drawn_for=view_key())


def _trend_table(view: IndicatorView) -> DataTable:
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    names = list(dict.fromkeys(view.trend.sort_values("role")["series"]))
    table = view.trend.assign(
        text=[
            str(flag).replace("_", " ") or MISSING
            if pd.isna(value)
            else published_text(value, unit=unit, decimals=decimals, note=note, with_unit=False)
            for value, flag, note in view.trend[["value", "flag", "note"]].itertuples(index=False)
        ]
    ).pivot_table(
        index=["period_start", "period_end", "period_label", "vintage"],
        columns="series",
        values="text",
        aggfunc="first",
    )
    rows = tuple(
        (
            Cell(period_text(str(row["period_label"])), below=str(row["vintage"])),
            *(Cell(MISSING if pd.isna(row[name]) else str(row[name])) for name in names),
        )
        for row in records_of(table.sort_index(ascending=False).reset_index())
    )
    return DataTable(
        caption=f"{view.indicator['name']} over time",
        columns=("Period", *(at_start(name) for name in names)),
        groups=(("", rows),),
        numbers=tuple(range(1, len(names) + 1)),
        noun="periods",
        is_compact=True,
        height=_TREND_HEIGHT,
    )


def show_about_indicator(view: IndicatorView) -> None:
    """Show definition, caveats and sources."""
    indicator_id = str(view.indicator["indicator_id"])
    show_folded("Definition", partial(show_definition, indicator_id), key="definition")
    name = str(view.indicator["short_name"])
    used = list(view.sources) or _all_sources(indicator_id)
    show_sources([Use(dataset_id, name) for dataset_id in used])
    datasets = datasets_of(used)
    show_caveats([str(view.indicator["comparability"]), *(dataset.caveats for dataset in datasets)])


def _all_sources(indicator_id: str) -> list[str]:
    """Return the datasets of a measure that has no headline figure, only breakdowns."""
    tables = read_table("dataset_tables")
    found = tables.loc[tables["indicator_id"] == indicator_id, "dataset_id"]
    return [str(name) for name in found.unique()]


def _area_row(row: dict[Any, Any], view: IndicatorView) -> Row:
    unit = str(view.indicator["unit"])
    decimals = places_of({**row, "decimals": view.indicator["decimals"]})
    judgement, reason = str(row["judgement"]), str(row["reason"])
    return (
        Cell(str(row["area_name"]), href=changing_href("indicator", area=str(row["area_code"]))),
        Cell(number_text(row["rank"]), order=row["rank"]),
        Cell(number_text(row["numerator"]), order=row["numerator"]),
        Cell(
            value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
            below=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals),
            order=row["value"],
        ),
        Cell(
            "",
            below=FLAGS.get(str(row["flag"]), ""),
            judgement=Judgement(judgement),
            reason=reason,
        ),
    )
