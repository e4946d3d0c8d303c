"""Judged figures of what is chosen, kept in memory for a snapshot and a selection."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_profile import AreaProfile, build_area_profile
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.jsna_section import JsnaSection, build_section
from cdof_core.analysis.overview import Overview, build_overview
from cdof_core.analysis.places import OwnGroup, Places, find_places
from cdof_core.analysis.profile_beside import place_beside
from cdof_core.analysis.widening_gaps import find_widening_gaps
from cdof_core.domain import AreaCode, BenchmarkKind, IndicatorId, Layout, Selection
from cdof_core.domain.indicator import NO_INDICATOR
from cdof_core.domain.sex import PERSONS
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.session import current_places, current_selection, own_groups

DEFAULT_INDICATOR = IndicatorId("deaths_drug_misuse_3y_rate")
"""Shown until one is chosen: the headline harm, published for nearly every authority."""

RESULTS_KEPT = 200
"""Results shared by all sessions: areas and indicators that were looked at lately."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything a result depends on beside the snapshot."""

    selection: Selection
    group: OwnGroup | None
    area_name: str


def chosen() -> tuple[Selection, Places]:
    """Return what is chosen and whom it is compared with."""
    asked = _asked()
    return asked.selection, _places(asked, content_hash())


def chosen_against(benchmark: BenchmarkKind) -> tuple[Selection, Places]:
    """Return what is chosen, held against a published comparator instead of the chosen one.

    Args:
        benchmark: Any but a group of the user's own.
    """
    asked = _asked()
    selection = replace(asked.selection, benchmark=benchmark)
    other = replace(asked, selection=selection, group=None)
    return selection, _places(other, content_hash())


def chosen_of_whole_area() -> tuple[Selection, Places]:
    """Return what a page of many measures depends on, and whom the area is compared with.

    A result kept for it outlives a change of indicator, period or sex, none of which it shows.
    """
    return _for_whole_area().selection, _places(_asked(), content_hash())


def whole_area_key() -> str:
    """Return everything a result of `chosen_of_whole_area` depends on, the group's members too."""
    return repr((_for_whole_area(), content_hash()))


def load_overview() -> Overview:
    """Return the overview of the chosen area."""
    return _overview(_for_whole_area(), content_hash())


def load_area_profile() -> AreaProfile:
    """Return the profile of the chosen area."""
    return _area_profile(_for_whole_area(), content_hash())


def load_widening_gaps() -> pd.DataFrame:
    """Return the measures on which the chosen area falls further behind its benchmark."""
    return _widening_gaps(_for_whole_area(), content_hash())


def load_profile_beside(profile: AreaProfile, area_code: AreaCode) -> pd.DataFrame:
    """Return a second area against the benchmark of a profile.

    Args:
        profile: The chosen area's.
        area_code: The second area.
    """
    measures = tuple(str(name) for name in profile.comparison.rows["indicator_id"])
    return _beside(_for_whole_area(), area_code, measures, content_hash(), profile)


def load_indicator_view() -> IndicatorView:
    """Return the chosen indicator, or the one shown until one is chosen."""
    asked = _asked()
    if not asked.selection.indicator_id:
        selection = replace(asked.selection, indicator_id=DEFAULT_INDICATOR)
        asked = replace(asked, selection=selection)
    return _indicator_view(asked, content_hash())


def load_view_of(indicator_id: IndicatorId, *, period: str) -> IndicatorView:
    """Return another indicator of the same area and comparison.

    Args:
        indicator_id: An indicator of this snapshot.
        period: Label of its period; empty, or not one of its periods, for its newest.
    """
    asked = _asked()
    selection = replace(asked.selection, indicator_id=indicator_id, period=period)
    return _indicator_view(replace(asked, selection=selection), content_hash())


def view_key() -> str:
    """Return everything the indicator's pictures depend on beside palette and layout."""
    return repr((_asked(), content_hash()))


def load_section(measures: list[str]) -> JsnaSection:
    """Return a section of chosen measures of the chosen area."""
    _, places = chosen()
    return build_section(_for_whole_area().selection, places=places, indicator_ids=measures)


def _asked() -> _Asked:
    selection = current_selection()
    group = None
    if selection.benchmark is BenchmarkKind.OWN_GROUP:
        own = own_groups()[selection.group_id]
        group = OwnGroup(group_id=own.group_id, name=own.name, members=tuple(own.members))
    # Notes are said by the frame, and the layout of the map changes no figure.
    return _Asked(
        replace(selection, notes=(), layout=Layout.HEXAGONS),
        group,
        current_places().name_of(selection.area_code),
    )


def _for_whole_area() -> _Asked:
    """Return what is asked without what no figure of a whole area depends on.

    Hardly a measure is published by sex, so pages of many measures show persons, whatever sex was
    chosen for one indicator.
    """
    asked = _asked()
    selection = replace(asked.selection, indicator_id=NO_INDICATOR, period="", sex=PERSONS)
    return replace(asked, selection=selection)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _places(asked: _Asked, key: str) -> Places:  # noqa: ARG001 (the snapshot the entry is for)
    return find_places(
        asked.selection,
        areas=read_table("areas"),
        groups=read_table("group_members"),
        schemes=read_table("group_schemes"),
        own_group=asked.group,
        area_name=asked.area_name,
    )


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _overview(asked: _Asked, key: str) -> Overview:
    return build_overview(asked.selection, places=_places(asked, key))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _area_profile(asked: _Asked, key: str) -> AreaProfile:
    return build_area_profile(asked.selection, places=_places(asked, key))


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _widening_gaps(asked: _Asked, key: str) -> pd.DataFrame:
    comparison = _area_profile(asked, key).comparison
    return find_widening_gaps(comparison, events=asked.selection.events)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _beside(
    asked: _Asked,
    area_code: AreaCode,
    measures: tuple[str, ...],  # noqa: ARG001 (those of the profile, which the entry is for)
    key: str,
    _profile: AreaProfile,
) -> pd.DataFrame:
    other = replace(asked.selection, area_code=area_code)
    name = current_places().name_of(area_code)
    return place_beside(
        _profile, other, places=_places(replace(asked, selection=other, area_name=name), key)
    )


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _indicator_view(asked: _Asked, key: str) -> IndicatorView:
    return view_indicator(asked.selection, places=_places(asked, key))
