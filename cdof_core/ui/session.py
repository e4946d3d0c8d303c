"""What is chosen now, in this snapshot and with what users saved."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import streamlit as st

from cdof_core.domain import BenchmarkKind, Dataset, Selection, partnership_code
from cdof_core.ui.cached import load_indicator_ids, load_places
from cdof_core.ui.places import Places
from cdof_core.ui.selection import Choices, read_selection
from cdof_core.ui.url import Parameters, read_parameters, reading_as
from cdof_core.workspace import GroupKind, OwnGroup, list_groups, open_workspace
from cdof_core.workspace.own_events import list_events
from cdof_core.workspace.saved_lists import ListKind, SavedList, saved_lists

BENCHMARK_LABELS: dict[BenchmarkKind, str] = {
    BenchmarkKind.ENGLAND: "England",
    BenchmarkKind.REGION: "Region",
    BenchmarkKind.DFE_NEIGHBOURS: "DfE statistical neighbours",
    BenchmarkKind.ONS_GLOBAL: "ONS overall neighbours",
    BenchmarkKind.ONS_ECONOMIC: "ONS economic neighbours",
    BenchmarkKind.ONS_DEMOGRAPHIC: "ONS demographic neighbours",
    BenchmarkKind.IMD_2019_DECILE: "IMD 2019 decile",
    BenchmarkKind.IMD_2025_DECILE: "IMD 2025 decile",
    BenchmarkKind.ONS_CLUSTER: "Same cluster (ONS, overall)",
    BenchmarkKind.ONS_CLUSTER_ECONOMIC: "Same cluster (ONS, economic)",
    BenchmarkKind.ONS_CLUSTER_DEMOGRAPHIC: "Same cluster (ONS, demographic)",
}
"""Comparisons that need nothing of the user's own, in the order of the menu."""


_RUN = "this_run"
"""Session key: what the frame found out at the start of this run."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every part of one run shares: read once, the same for all.

    Attributes:
        places: Areas that can be chosen, saved partnerships included.
        own_groups: Comparison groups that users saved, by identifier.
        selection: What the address chooses.
        page: Stem of the page that is shown.
        lists: Lists of areas and of measures that users saved.
        on_screen: Datasets behind what has been shown so far, by identifier.
    """

    places: Places
    own_groups: dict[str, OwnGroup]
    selection: Selection
    page: str = ""
    lists: tuple[SavedList, ...] = ()
    on_screen: dict[str, Dataset] = field(default_factory=dict[str, Dataset])


def start_run(page: str = "") -> Run:
    """Read what users saved and what the address chooses; once, before anything is drawn.

    Args:
        page: Stem of the page that is shown.

    Raises:
        SnapshotError: The snapshot cannot be read.
        WorkspaceError: What users saved cannot be read.
    """
    workspace = open_workspace()
    saved = list_groups(workspace, kind=GroupKind.PARTNERSHIP)
    names = {partnership_code(list(group.members)): group.name for group in saved}
    places = replace(load_places(), partnership_names=names)
    groups = {group.group_id: group for group in list_groups(workspace, kind=GroupKind.GROUP)}
    choices = Choices(places=places, indicators=load_indicator_ids(), own_groups=groups)
    events = tuple(saved.event for saved in list_events(workspace))
    selection = replace(read_selection(read_parameters(), choices), events=events)
    lists = tuple(item for kind in ListKind for item in saved_lists(workspace, kind=kind))
    run = Run(places, groups, selection, page=page, lists=lists)
    st.session_state[_RUN] = run
    return run


@contextmanager
def viewing_as(parameters: Parameters) -> Generator[Run]:
    """Let everything inside see what another address chooses, and nothing else change.

    Args:
        parameters: What that address says; absent ones are empty.
    """
    before = current_run()
    with reading_as(parameters):
        try:
            yield start_run()
        finally:
            st.session_state[_RUN] = before


def current_run() -> Run:
    """Return what this run shares."""
    return st.session_state[_RUN]


def current_places() -> Places:
    """Return the areas that can be chosen, saved partnerships included."""
    return current_run().places


def own_groups() -> dict[str, OwnGroup]:
    """Return the comparison groups that users saved, by identifier."""
    return current_run().own_groups


def current_selection() -> Selection:
    """Return what the address chooses; the same for every part of one run."""
    return current_run().selection


def benchmark_label(selection: Selection, places: Places) -> str:
    """Return what a selection compares with, as the header says it."""
    if selection.benchmark is BenchmarkKind.OWN_GROUP:
        return own_groups()[selection.group_id].name
    region = places.area_of(selection.area_code).region_code
    if selection.benchmark is BenchmarkKind.REGION and region:
        return places.other_names.get(region, region)
    return BENCHMARK_LABELS[selection.benchmark]
