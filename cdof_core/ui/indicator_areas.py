"""Where areas stand by the measure of the indicator page: how they spread, ranking and table."""

from collections.abc import Collection
from functools import partial

import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.narrative.findings import measure_line
from cdof_core.narrative.names import at_start
from cdof_core.report.pictures import ranking_picture
from cdof_core.report.view_words import facts_of
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.downloads import area_files
from cdof_core.ui.group_spread import spread_sentence
from cdof_core.ui.indicator import source_of, stem_of
from cdof_core.ui.indicator_tables import show_area_table
from cdof_core.ui.judged import view_key
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import read_parameters

_ALL = "all"
_SCROLLS_BEYOND = 40
"""Bars; a longer ranking scrolls in a frame of its own."""
_FRAME_HEIGHT = 640


def show_areas(view: IndicatorView) -> None:
    """Say how the areas spread; fold away their ranking and table, which a link may unfold."""
    _say_spread(view)
    show_folded(
        "Where other areas stand: ranking and table",
        partial(_show_areas, view),
        key="areas",
        changes_page=True,
        begins_open=read_parameters()["show"] in _groups(view),
    )


def _show_areas(view: IndicatorView) -> None:
    ranking, areas = st.columns(2, gap="small")
    with ranking:
        _show_ranking(view)
    with areas:
        show_area_table(view)


def _show_ranking(view: IndicatorView) -> None:
    """Show authorities in the order of their values: a group of them, or all."""
    groups = _groups(view)
    asked = read_parameters()["show"]
    shown = asked if asked in groups else _first_with_figures(groups, view)
    names = {key: name for key, (name, _) in groups.items()}
    choose_parameter("Rank", "show", names, current=shown, width=300)
    name, only = groups[shown]
    stem = f"{stem_of(view)}-ranking"
    rows = len(view.areas) if only is None else len(only)
    palette = current_palette()
    show_picture(
        lambda: ranking_picture(
            view,
            source=source_of(view),
            palette=palette,
            only=only,
            group_name="" if only is None else name,
        ),
        drawn_for=f"{view_key()} {palette.ground}",
        key=f"ranking_{shown}",
        file_stem=stem,
        picks_area=True,
        tables=area_files(view, file_stem=stem),
        already_said=measure_line(facts_of(view)),
        defines=[str(view.indicator["indicator_id"])],
        has_twin=True,
        height=_FRAME_HEIGHT if rows > _SCROLLS_BEYOND else None,
    )


def _say_spread(view: IndicatorView) -> None:
    """Say how many of those compared with have data, and their top quartile."""
    for said in keep(lambda: _spread(view), key="spread", made_from=[view]):
        st.caption(as_plain_text(said))


def _spread(view: IndicatorView) -> list[str]:
    rows = records_of(view.benchmark)
    sentences = (
        spread_sentence({**row, **view.indicator}, label=view.places.chosen.label) for row in rows
    )
    return [said for said in sentences if said]


def _groups(view: IndicatorView) -> dict[str, tuple[str, Collection[str] | None]]:
    """Return the groups that can be ranked, the one shown unless chosen first."""
    places = view.places
    found: dict[str, tuple[str, Collection[str] | None]] = {}
    if places.region:
        found["region"] = (at_start(places.region.label), places.region.members)
    if places.neighbours:
        found["neighbours"] = (at_start(places.neighbours.label), places.neighbours.members)
    if places.chosen not in (places.england, places.region, places.neighbours):
        found["compared"] = (at_start(places.chosen.label), places.chosen.members)
    return found | {_ALL: ("All authorities", None)}


def _first_with_figures(
    groups: dict[str, tuple[str, Collection[str] | None]], view: IndicatorView
) -> str:
    known = set(view.areas.loc[view.areas["value"].notna(), "area_code"])
    return next(
        (key for key, (_, only) in groups.items() if only and known.intersection(only)), _ALL
    )
