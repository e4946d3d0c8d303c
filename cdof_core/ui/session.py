"""What is chosen now, in this snapshot and with what users saved."""

from dataclasses import replace

from cdof_core.domain import BenchmarkKind, Selection, partnership_code
from cdof_core.ui.cached import load_indicator_ids, load_places
from cdof_core.ui.places import Places
from cdof_core.ui.selection import Choices, read_selection
from cdof_core.ui.url import read_parameters
from cdof_core.workspace import GroupKind, OwnGroup, list_groups, open_workspace

BENCHMARK_LABELS: dict[BenchmarkKind, str] = {
    BenchmarkKind.ENGLAND: "England",
    BenchmarkKind.REGION: "Region",
    BenchmarkKind.DFE_NEIGHBOURS: "Statistical neighbours (DfE)",
    BenchmarkKind.ONS_GLOBAL: "Similar areas (ONS, overall)",
    BenchmarkKind.ONS_ECONOMIC: "Similar areas (ONS, economic)",
    BenchmarkKind.ONS_DEMOGRAPHIC: "Similar areas (ONS, demographic)",
    BenchmarkKind.IMD_2019_DECILE: "Same deprivation decile (2019)",
    BenchmarkKind.IMD_2025_DECILE: "Same deprivation decile (2025)",
}
"""Comparisons that need nothing of the user's own, in the order of the menu."""


def current_places() -> Places:
    """Return the areas that can be chosen, saved partnerships included."""
    saved = list_groups(open_workspace(), kind=GroupKind.PARTNERSHIP)
    names = {partnership_code(list(group.members)): group.name for group in saved}
    return replace(load_places(), partnership_names=names)


def own_groups() -> dict[str, OwnGroup]:
    """Return the comparison groups that users saved, by identifier."""
    saved = list_groups(open_workspace(), kind=GroupKind.GROUP)
    return {group.group_id: group for group in saved}


def current_selection() -> Selection:
    """Return what the address chooses; the same for every part of one run."""
    choices = Choices(
        places=current_places(),
        indicators=load_indicator_ids(),
        own_groups=own_groups(),
    )
    return read_selection(read_parameters(), choices)


def benchmark_label(selection: Selection, places: Places) -> str:
    """Return what a selection compares with, as the header says it."""
    if selection.benchmark is BenchmarkKind.OWN_GROUP:
        return own_groups()[selection.group_id].name
    region = places.area_of(selection.area_code).region_code
    if selection.benchmark is BenchmarkKind.REGION and region:
        return places.other_names.get(region, region)
    return BENCHMARK_LABELS[selection.benchmark]
