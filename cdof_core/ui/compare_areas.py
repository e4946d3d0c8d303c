"""The page that compares areas on one measure: ranked, by size, over time, with their own past."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from cdof_core.analysis.area_groups import AreaGroup
from cdof_core.analysis.compare_areas import AreasCompared, compare_areas
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import Palette
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.own_event import OwnEvent
from cdof_core.narrative.findings import coverage_sentence, measure_line
from cdof_core.narrative.names import at_start, in_sentence, is_plural
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.ranks import rank_words
from cdof_core.report.compare_files import compared_table, spread_file
from cdof_core.report.compare_pictures import (
    box_picture,
    dot_picture,
    finding_of_comparison,
    funnel_picture,
)
from cdof_core.report.picture import Picture
from cdof_core.report.ranking_picture import ranking_picture
from cdof_core.report.sources import source_line
from cdof_core.report.tables import Table
from cdof_core.report.view_words import facts_of
from cdof_core.ui.area_groups import choose_group, say_unknown_group, shown_group
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.compare_tables import funnel_table, past_words, spread_table, table
from cdof_core.ui.components import show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.judged import load_indicator_view
from cdof_core.ui.no_local import show_no_local
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.session import current_selection
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters

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
    events: tuple[OwnEvent, ...]


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
        events=selection.events,
    )


def _key(compared: AreasCompared) -> str:
    """Return everything that a picture or table of the comparison depends on."""
    return repr((_asked(compared.view), content_hash()))


@st.cache_resource(max_entries=_KEPT, show_spinner="Comparing…")
def _compared(asked: _Asked, key: str, _view: IndicatorView) -> AreasCompared:  # noqa: ARG001
    return compare_areas(_view, group=asked.group, earlier=asked.earlier, events=asked.events)


def show_comparison_headline(compared: AreasCompared) -> None:
    """Show the finding, the question the page answers, and what is compared."""
    view = compared.view
    st.title(finding_of_comparison(compared) if view.has_local else str(view.indicator["name"]))
    name = view.places.area.name
    is_many = is_plural(name)
    do, them = ("do", "them") if is_many else ("does", "it")
    said = [f"How {do} {in_sentence(name)} compare with areas like {them}?"]
    said.append(measure_line(facts_of(view)))
    if view.has_local:
        said.append(coverage_sentence(compared.coverage))
    if compared.neighbour_rank:
        among = rank_words(*compared.neighbour_rank)
        its, it_is = ("their", "they are") if is_many else ("its", "it is")
        said.append(f"Beside {its} DfE statistical neighbours {it_is} {among}.")
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
            width=310,
        )
        choose_group()
        if view.has_local:
            labels = [str(label) for label in view.periods["period_label"].unique()]
            texts = {label: period_text(label) for label in labels}
            choose_parameter("Period", "period", texts, current=view.period, width=140)
            choose_parameter("Picture", "chart", _CHARTS, current=_chart(), width=180)
            pasts = {_NO_PAST: "Nothing"} | {
                label: period_text(label) for label in compared.earlier_periods
            }
            choose_parameter(
                "Own past", "before", pasts, current=compared.earlier or _NO_PAST, width=140
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
        show_no_local(compared.view, what="No authority has a figure for this measure")
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
        tables=table_files(_file_of(chart, compared), file_stem=f"{stem}-{chart}"),
        already_said=measure_line(facts_of(compared.view)),
        defines=[str(compared.view.indicator["indicator_id"])],
        has_twin=True,
        is_titled=is_list,
        height=_FRAME_HEIGHT if is_list and compared.ranked > _SCROLLS_BEYOND else None,
    )


def _file_of(chart: str, compared: AreasCompared) -> Callable[[], Table]:
    """Return what makes the file of a picture's figures."""
    origin = snapshot_origin()
    if chart == "box":
        return partial(spread_file, compared, origin=origin)
    return partial(compared_table, compared, origin=origin, has_funnel=chart == "funnel")


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
        show_table(lambda: spread_table(compared), key="spread", drawn_for=_key(compared))
        return
    funnel = compared.funnel if _chart() == "funnel" else None
    if funnel is not None:
        show_table(lambda: funnel_table(compared, funnel), key="funnel", drawn_for=_key(compared))
        if not compared.earlier:
            return
    if compared.earlier:
        st.caption(as_plain_text(past_words(compared)))
    show_table(lambda: table(compared), key="compared", drawn_for=_key(compared))


def _stem(compared: AreasCompared) -> str:
    view = compared.view
    return file_stem(
        view.indicator["indicator_id"], view.places.area.name, compared.group.label, view.period
    )
