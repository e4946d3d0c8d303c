"""Judged figures of what is chosen, kept in memory for a snapshot and a selection."""

from dataclasses import replace

import streamlit as st

from cdof_core.analysis.area_profile import AreaProfile, build_area_profile
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.overview import Overview, build_overview
from cdof_core.analysis.places import OwnGroup, Places, find_places
from cdof_core.domain import BenchmarkKind, Dataset, IndicatorId, Selection, Sensitivity
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.session import current_places, current_selection, own_groups

DEFAULT_INDICATOR = IndicatorId("deaths_drug_misuse_3y_rate")
"""Shown until one is chosen: the headline harm, published for nearly every authority."""

RESULTS_KEPT = 200
"""Results shared by all sessions: areas and indicators that were looked at lately."""


def chosen() -> tuple[Selection, Places]:
    """Return what is chosen and whom it is compared with."""
    selection = replace(current_selection(), notes=())
    group = None
    if selection.benchmark is BenchmarkKind.OWN_GROUP:
        own = own_groups()[selection.group_id]
        group = OwnGroup(group_id=own.group_id, name=own.name, members=tuple(own.members))
    return selection, _places(
        selection, group, current_places().name_of(selection.area_code), content_hash()
    )


def load_overview() -> Overview:
    """Return the overview of the chosen area."""
    selection, places = chosen()
    return _overview(selection, places, content_hash())


def load_area_profile() -> AreaProfile:
    """Return the profile of the chosen area."""
    selection, places = chosen()
    return _area_profile(selection, places, content_hash())


def load_indicator_view() -> IndicatorView:
    """Return the chosen indicator, or the one shown until one is chosen."""
    selection, places = chosen()
    if not selection.indicator_id:
        selection = replace(selection, indicator_id=DEFAULT_INDICATOR)
    return _indicator_view(selection, places, content_hash())


def datasets_of(dataset_ids: list[str]) -> list[Dataset]:
    """Return the datasets behind what is shown, each once, in the order met."""
    table = read_table("datasets").set_index("dataset_id")
    return [
        Dataset(
            dataset_id=str(dataset_id),
            publisher=str(row["publisher"]),
            publication=str(row["publication"]),
            table_name=str(row["table_name"]),
            published=str(row["published"]),
            licence=str(row["licence"]),
            attribution=str(row["attribution"]),
            strength=str(row["strength"]),
            caveats=str(row["caveats"]),
            sensitivity=Sensitivity(str(row["sensitivity"])),
        )
        for dataset_id, row in table.loc[list(dict.fromkeys(dataset_ids))].iterrows()
    ]


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _places(
    selection: Selection,
    group: OwnGroup | None,
    area_name: str,
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
) -> Places:
    return find_places(
        selection,
        areas=read_table("areas"),
        groups=read_table("group_members"),
        schemes=read_table("group_schemes"),
        own_group=group,
        area_name=area_name,
    )


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _overview(selection: Selection, places: Places, key: str) -> Overview:  # noqa: ARG001
    return build_overview(selection, places=places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _area_profile(selection: Selection, places: Places, key: str) -> AreaProfile:  # noqa: ARG001
    return build_area_profile(selection, places=places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _indicator_view(selection: Selection, places: Places, key: str) -> IndicatorView:  # noqa: ARG001
    return view_indicator(selection, places=places)
