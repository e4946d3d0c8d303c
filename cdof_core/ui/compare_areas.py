"""The page that compares areas on one measure: ranked, by size, over time, with their own past."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.compare_areas import AreasCompared, compare_areas
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import Palette
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain import Judgement
from cdof_core.narrative.findings import coverage_sentence, measure_line
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.ranks import rank_words
from cdof_core.report.compare_pictures import (
    box_picture,
    dot_picture,
    finding_of_comparison,
    funnel_picture,
)
from cdof_core.report.picture import Picture
from cdof_core.report.ranking_picture import ranking_picture
from cdof_core.report.sources import source_line
from cdof_core.report.view_words import facts_of, missing_text
from cdof_core.ui.area_groups import choose_group, say_unknown_group, shown_group
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import area_files, file_stem
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.judged import load_indicator_view
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import changing_href, read_parameters

_KEPT = 100
_CHARTS = {
    "bars": "Ranked bars",
    "dots": "Dot plot",
    "funnel": "Funnel plot",
    "box": "Box plot by period",
}
_NO_PAST = "none"
_SCROLLS_BEYOND = 40
_FRAME_HEIGHT = 640
_TABLE_HEIGHT = 640


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a comparison depends on beside the snapshot."""

    area_code: str
    indicator_id: str
    period: str
    sex: str
    benchmark: BenchmarkRequest
    levels: int
    group: AreaGroup
    earlier: str


def load_areas_compared() -> AreasCompared:
    """Return the comparison that the address asks for."""
    view = load_indicator_view()
    return _compared(_asked(view), content_hash(), view)


def _asked(view: IndicatorView) -> _Asked:
    selection = current_selection()
    return _Asked(
        area_code=view.places.area.code,
        indicator_id=str(view.indicator["indicator_id"]),
        period=view.period,
        sex=selection.sex,
        benchmark=view.places.chosen,
        levels=selection.levels,
        group=shown_group(),
        earlier=read_parameters()["before"],
    )


def _key(compared: AreasCompared) -> str:
    """Return everything that a picture or table of the comparison depends on."""
    return repr((_asked(compared.view), content_hash()))


@st.cache_resource(max_entries=_KEPT, show_spinner="Comparing…")
def _compared(asked: _Asked, key: str, _view: IndicatorView) -> AreasCompared:  # noqa: ARG001
    return compare_areas(_view, group=asked.group, earlier=asked.earlier)


def show_comparison_headline(compared: AreasCompared) -> None:
    """Show the finding, the question the page answers, and what is compared."""
    view = compared.view
    st.title(finding_of_comparison(compared) if view.has_local else str(view.indicator["name"]))
    said = [f"How does {in_sentence(view.places.area.name)} compare with areas like it?"]
    said.append(measure_line(facts_of(view)))
    if view.has_local:
        said.append(coverage_sentence(compared.coverage))
    if compared.neighbour_rank:
        among = rank_words(*compared.neighbour_rank)
        said.append(f"Among its DfE statistical neighbours and itself it is {among}.")
    st.caption(as_plain_text(" ".join(said)))
    for warning in dict.fromkeys([view.places.warning, compared.group.warning]):
        if warning:
            st.caption(as_plain_text(f"About this comparison: {warning}"))


def show_comparison_choices(compared: AreasCompared) -> None:
    """Draw the menus: measure, period, areas, picture, own past."""
    view = compared.view
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Measure",
            "indicator",
            measure_labels(),
            current=str(view.indicator["indicator_id"]),
            width=350,
        )
        choose_group()
        if view.has_local:
            labels = [str(label) for label in view.periods["period_label"].unique()]
            texts = {label: period_text(label) for label in labels}
            choose_parameter("Period", "period", texts, current=view.period, width=140)
            choose_parameter("Picture", "chart", _CHARTS, current=_chart(), width=190)
            pasts = {_NO_PAST: "Nothing"} | {
                label: period_text(label) for label in compared.earlier_periods
            }
            choose_parameter(
                "Own past", "before", pasts, current=compared.earlier or _NO_PAST, width=150
            )
    say_unknown_group()
    asked = read_parameters()["before"]
    if asked and asked not in (_NO_PAST, compared.earlier):
        st.caption(
            as_plain_text(
                f"{period_text(asked[:40])} cannot be compared with {period_text(view.period)}: "
                "it overlaps, was made by another method, or lies before a break."
            )
        )


def show_comparison(compared: AreasCompared) -> None:
    """Show the chosen picture beside its table."""
    if not compared.view.has_local:
        show_no_data(
            "No authority has a figure for this measure",
            why=f"Published for: {compared.view.indicator['geography']}.",
        )
        return
    # With its own past the table needs the whole width.
    picture, table = (
        (st.container(), st.container()) if compared.earlier else st.columns([6, 7], gap="small")
    )
    with picture:
        _show_picture(compared)
    with table:
        _show_table(compared)
    name = str(compared.view.indicator["short_name"])
    show_sources(Use(dataset, name) for dataset in compared.view.sources)


def _chart() -> str:
    asked = read_parameters()["chart"]
    return asked if asked in _CHARTS else "bars"


def _show_picture(compared: AreasCompared) -> None:
    chart, stem = _chart(), _stem(compared)
    if chart == "funnel" and compared.funnel is None:
        show_no_data("No funnel plot for this measure", why=compared.why_no_funnel)
        chart = "bars"
    if chart == "box" and compared.spread.empty:
        show_no_data("No box plot", why="Fewer than four of these areas have a value.")
        chart = "bars"
    is_list = chart in ("bars", "dots")
    palette = current_palette()
    show_picture(
        lambda: _picture(chart, compared, palette),
        drawn_for=f"{_key(compared)} {palette.ground}",
        key=f"compare_{chart}",
        file_stem=f"{stem}-{chart}",
        picks_area=chart != "box",
        tables=area_files(compared.view, file_stem=stem),
        already_said=measure_line(facts_of(compared.view)),
        defines=[str(compared.view.indicator["indicator_id"])],
        has_twin=True,
        height=_FRAME_HEIGHT if is_list and compared.ranked > _SCROLLS_BEYOND else None,
    )


def comparison_picture(compared: AreasCompared, *, palette: Palette) -> Picture:
    """Return the picture that the address asks for, the ranked bars where it cannot be had."""
    chart = _chart()
    if (chart == "funnel" and compared.funnel is None) or (
        chart == "box" and compared.spread.empty
    ):
        chart = "bars"
    return _picture(chart, compared, palette)


def _picture(chart: str, compared: AreasCompared, palette: Palette) -> Picture:
    source = source_line(read_table("datasets"), compared.view.sources)
    if chart == "dots":
        return dot_picture(compared, source=source, palette=palette)
    if chart == "funnel" and compared.funnel is not None:
        return funnel_picture(compared, compared.funnel, source=source, palette=palette)
    if chart == "box":
        return box_picture(compared, source=source, palette=palette)
    return ranking_picture(
        compared.view,
        source=source,
        palette=palette,
        only=compared.group.members,
        group_name=at_start(compared.group.label),
    )


def _show_table(compared: AreasCompared) -> None:
    if _chart() == "box" and not compared.spread.empty:
        show_table(lambda: _spread_table(compared), key="spread", drawn_for=_key(compared))
        return
    if compared.earlier:
        st.caption(as_plain_text(_past_words(compared)))
    show_table(lambda: _table(compared), key="compared", drawn_for=_key(compared))


def _table(compared: AreasCompared) -> DataTable:
    past = (
        (f"Own {period_text(compared.earlier)}", "Against its own past") if compared.earlier else ()
    )
    ordered = compared.areas.sort_values(["value", "area_name"], ascending=[False, True])
    view = compared.view
    return DataTable(
        caption=f"{view.indicator['name']}, {period_text(view.period)}",
        columns=("Area", "Rank", "Count", "Value and 95% interval", "Judgement", *past),
        groups=(("", tuple(_row(row, compared) for row in ordered.to_dict("records"))),),
        numbers=(1, 2, 3, 5) if past else (1, 2, 3),
        search="Find an area",
        noun="areas",
        is_compact=True,
        height=_TABLE_HEIGHT,
    )


def _spread_table(compared: AreasCompared) -> DataTable:
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


def _past_words(compared: AreasCompared) -> str:
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


def _stem(compared: AreasCompared) -> str:
    view = compared.view
    return file_stem(
        view.indicator["indicator_id"], view.places.area.name, compared.group.label, view.period
    )
