"""The page of trends: some areas, an index, every area of a group, an outcome's measures."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_trends import MOST_AREAS, AreaTrends
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode, Judgement
from cdof_core.narrative.findings import measure_line, untested_sentence
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import trend_sentence
from cdof_core.report.area_trends_picture import (
    area_trends_picture,
    finding_of_trends,
)
from cdof_core.report.area_trends_table import lines_table
from cdof_core.report.view_words import chosen_figure, facts_of, missing_text
from cdof_core.ui.area_groups import choose_group, say_unknown_group, shown_group
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.judged import load_indicator_view
from cdof_core.ui.no_local import show_no_local
from cdof_core.ui.own_events import offer_own_events, show_events
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.selection import quote
from cdof_core.ui.session import current_places, current_selection
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.trend_panels import load_lines, show_group, show_outcome, source_of
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.ui.workshop import is_workshop

_MODES = {
    "areas": "Areas together",
    "index": "Areas as an index",
    "group": "One panel an area",
    "outcome": "One panel a measure",
}
_ORDERS = {"name": "Name", "highest": "Highest first", "lowest": "Lowest first"}
_LINES_KEY = "choose_lines"
_MOST_PANELS = 40
"""A region has at most thirty-three authorities; a browser tires of many more charts."""


def load_trends_view() -> IndicatorView:
    """Return the measure whose trend is shown."""
    return load_indicator_view()


def load_shown_lines(view: IndicatorView) -> tuple[AreaTrends, bool]:
    """Return the lines that the address asks for, and whether they are shown as an index."""
    return load_lines(view, _beside()), _mode() == "index"


def show_trends_headline(view: IndicatorView) -> None:
    """Show what the chosen area's series does, and which question the page answers."""
    st.title(finding_of_trends(view, load_lines(view, ())))
    figure = chosen_figure(view)
    said = ["Is it getting better or worse, here and elsewhere?"]
    said.append(measure_line(facts_of(view), with_period=False))
    if figure is not None:
        said.append(trend_sentence(figure).text)
    elif untested := untested_sentence(view.trend_outcome, view.trend_reason, view=facts_of(view)):
        said.append(untested)
    said.append(
        "A recent trend is tested on the latest five yearly figures; lines are never joined "
        "across a change of method."
    )
    st.caption(as_plain_text(" ".join(part for part in said if part)))


def show_trends_choices(view: IndicatorView) -> None:
    """Draw the menus: measure, picture, and which areas."""
    mode = _mode()
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Measure",
            "indicator",
            measure_labels(),
            current=str(view.indicator["indicator_id"]),
            width=400,
        )
        choose_parameter("Picture", "trends", _MODES, current=mode, width=210)
        if mode == "group":
            choose_group()
            choose_parameter("Order", "sort", _ORDERS, current=_order(), width=170)
        elif mode in ("areas", "index"):
            _choose_lines()
    if mode == "group":
        say_unknown_group()
    elif mode in ("areas", "index"):
        _say_left_out()


def show_trends(view: IndicatorView) -> None:
    """Show the chosen picture with its table and files."""
    mode = _mode()
    if mode == "outcome":
        show_outcome(view)
        return
    beside = _in_order(view, shown_group().members) if mode == "group" else _beside()
    if len(beside) > _MOST_PANELS:
        show_no_data(
            f"{len(beside)} areas are too many for a panel each",
            why="Choose a region or a group of areas above.",
        )
        return
    trends = load_lines(view, tuple(beside))
    if trends.is_empty:
        show_no_local(view, what="No figures over time")
        return
    if mode == "group":
        show_group(view, trends)
    else:
        _show_together(view, trends, is_index=mode == "index")
    show_events(trends)
    offer_own_events(view)
    name = str(view.indicator["short_name"])
    used = [item for item in trends.lines["dataset_id"].unique() if item]
    show_sources(Use(str(dataset), name) for dataset in used)


def _mode() -> str:
    asked = read_parameters()["trends"]
    return asked if asked in _MODES else "areas"


def _beside() -> list[AreaCode]:
    """Return the authorities the address names, at most seven, each once; without any, none."""
    known, own = current_places().authorities, current_selection().area_code
    return [code for code in _asked() if code in known and code != own][: MOST_AREAS - 1]


def _asked() -> list[AreaCode]:
    """Return the codes the address names, each once, whether or not they exist."""
    codes = [part.strip().upper() for part in read_parameters()["lines"].split(",")]
    return [AreaCode(code) for code in dict.fromkeys(codes) if code]


def _say_left_out() -> None:
    """Say which codes of the address are no authority's, and how many are beyond the most shown."""
    known, own = current_places().authorities, current_selection().area_code
    unknown = [code for code in _asked() if code not in known]
    beyond = len([code for code in _asked() if code in known and code != own]) - MOST_AREAS + 1
    said = []
    if unknown:
        others = len(unknown) - 1
        rest = f", nor {others} other {'code' if others == 1 else 'codes'}" if others else ""
        said.append(f"No authority has the code {quote(unknown[0])}{rest}: left out.")
    if beyond > 0:
        said.append(f"At most {MOST_AREAS - 1} areas fit beside the chosen one: {beyond} left out.")
    if said:
        st.caption(as_plain_text(" ".join(said)))


def _order() -> str:
    asked = read_parameters()["sort"]
    return asked if asked in _ORDERS else "name"


def _in_order(view: IndicatorView, codes: Sequence[AreaCode]) -> list[AreaCode]:
    """Return a group's areas as their panels follow the chosen area's; those without a value last.

    Panels of equal values, and of none, stand by name.
    """
    order = _order()
    named = sorted(codes, key=current_places().name_of)
    if order == "name":
        return named
    ranks = view.areas.set_index("area_code")["rank"]
    last = len(ranks) + 1
    sign = 1 if order == "highest" else -1
    known = {code: sign * int(ranks[code]) for code in named if pd.notna(ranks.get(code))}
    return sorted(named, key=lambda code: known.get(code, last))


def _choose_lines() -> None:
    authorities = current_places().authorities
    own = current_selection().area_code
    wanted = [str(code) for code in _beside()]
    if st.session_state.get(_LINES_KEY) != wanted:
        st.session_state[_LINES_KEY] = wanted
    st.multiselect(
        f"Areas beside it (at most {MOST_AREAS - 1})",
        [str(code) for code in authorities if code != own],
        format_func=lambda code: authorities[AreaCode(code)].name,
        key=_LINES_KEY,
        max_selections=MOST_AREAS - 1,
        placeholder="Add areas",
        width=420,
        on_change=_take_lines,
    )


def _take_lines() -> None:
    write_parameters(lines=",".join(st.session_state[_LINES_KEY]))


def _show_together(view: IndicatorView, trends: AreaTrends, *, is_index: bool) -> None:
    stem = file_stem(view.indicator["indicator_id"], view.places.area.name, "trends")
    title = f"{view.indicator['name']} over time"
    table = partial(
        lines_table, trends.lines, title=title, origin=snapshot_origin(), events=trends.events
    )
    palette, in_a_room = current_palette(), is_workshop()
    show_picture(
        lambda: area_trends_picture(
            view,
            trends,
            source=source_of(trends.lines),
            is_index=is_index,
            palette=palette,
            in_a_room=in_a_room,
        ),
        drawn_for=f"{is_index} {palette.ground} {in_a_room}",
        drawn_from=[view, trends],
        key="trends",
        file_stem=stem,
        tables=table_files(table, file_stem=stem),
        already_said=measure_line(facts_of(view), with_period=False),
        defines=[str(view.indicator["indicator_id"])],
        has_twin=True,
        is_titled=not is_index,
    )
    twin = partial(_twin, view, trends, title=title)
    show_folded(
        "The figures as a table",
        lambda: show_table(twin, key="trend_lines", drawn_from=[view, trends]),
        key="trend_lines",
    )


def _twin(view: IndicatorView, trends: AreaTrends, *, title: str) -> DataTable:
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    against = in_sentence(view.places.chosen.label)
    groups = tuple(
        (at_start(str(name)), tuple(_twin_row(row, unit, decimals) for row in rows))
        for name, rows in (
            (name, records_of(part.sort_values("period_start", ascending=False)))
            for name, part in trends.lines.groupby("line", sort=False)
        )
    )
    return DataTable(
        caption=title,
        columns=("Period", "Value", "95% interval", "Count", f"Against {against}", "Index"),
        groups=groups,
        numbers=(1, 2, 3, 5),
        noun="figures",
        is_compact=True,
    )


def _twin_row(row: Mapping[Any, Any], unit: str, decimals: int) -> Row:
    value = float(row["value"])
    said = value_text(value, unit=unit, decimals=decimals, with_unit=False)
    return (
        Cell(period_text(str(row["period_label"])), below=str(row["vintage"])),
        Cell(missing_text(str(row["flag"])) if pd.isna(value) else said),
        Cell(interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)),
        Cell(number_text(float(row["numerator"]))),
        Cell("")
        if row["is_benchmark"]
        else Cell("", judgement=Judgement(row["judgement"]), reason=str(row["reason"])),
        Cell(number_text(float(row["index"]), 1)),
    )
