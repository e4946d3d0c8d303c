"""The menu of areas to show beside the chosen one: its region, areas like it, own groups, all."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_groups import ALL, AreaGroup, everyone, group_of
from cdof_core.analysis.places import OwnGroup, compared_with, find_places
from cdof_core.domain import (
    AreaCode,
    BenchmarkKind,
    Layout,
    Selection,
    partnership_members,
)
from cdof_core.domain.indicator import NO_INDICATOR
from cdof_core.narrative.names import at_start
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.ui.cached import FILES_SERVED, content_hash, read_table
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.selection import quote
from cdof_core.ui.session import (
    BENCHMARK_LABELS,
    current_places,
    current_run,
    current_selection,
    own_groups,
)
from cdof_core.ui.url import read_parameters
from cdof_core.workspace.saved_lists import ListKind

_OWN = f"{BenchmarkKind.OWN_GROUP.value}:"
_LIST = "list:"
_KEPT = 200
_GROUP_WIDTH = 250


def shown_group() -> AreaGroup:
    """Return the group that the address names; without one the region, or else everyone."""
    groups = _groups()
    return groups[_shown(groups)]


def choose_group() -> None:
    """Draw the menu of groups."""
    groups = _groups()
    labels = {name: _label(group) for name, group in groups.items()}
    choose_parameter("Areas", "areas", labels, current=_shown(groups), width=_GROUP_WIDTH)


def say_unknown_group() -> None:
    """Say so where the address names a group that this area has not."""
    groups, asked = _groups(), read_parameters()["areas"]
    if asked and asked not in groups:
        shown = as_plain_text(groups[_shown(groups)].label)
        st.caption(f"This area has no group {as_plain_text(quote(asked))}. Showing {shown}.")


def _shown(groups: dict[str, AreaGroup]) -> str:
    asked = read_parameters()["areas"]
    return asked if asked in groups else _usual(groups)


def _usual(groups: dict[str, AreaGroup]) -> str:
    region = BenchmarkKind.REGION.value
    return region if region in groups else ALL


def _label(group: AreaGroup) -> str:
    names = {kind.value: label for kind, label in BENCHMARK_LABELS.items()}
    is_named_elsewhere = group.kind in (ALL, BenchmarkKind.REGION, BenchmarkKind.OWN_GROUP)
    name = at_start(group.label) if is_named_elsewhere else names[group.kind]
    return f"{name} ({len(group.members)})"


def _groups() -> dict[str, AreaGroup]:
    selection = current_selection()
    plain = Selection(area_code=selection.area_code, layout=Layout.HEXAGONS)
    own = tuple(
        OwnGroup(group_id=group.group_id, name=group.name, members=tuple(group.members))
        for group in own_groups().values()
    )
    name = current_places().name_of(selection.area_code)
    found = _all_groups(replace(plain, indicator_id=NO_INDICATOR), own, name, content_hash())
    return found | _listed(selection.area_code)


def _listed(area_code: AreaCode) -> dict[str, AreaGroup]:
    """Return the saved lists of areas as groups, the chosen area always among their members."""
    known = current_places().authorities
    own = partnership_members(area_code) or (area_code,)
    return {
        f"{_LIST}{item.list_id}": AreaGroup(
            kind=BenchmarkKind.OWN_GROUP.value,
            label=item.name,
            members=tuple(dict.fromkeys([*map(AreaCode, item.members), *own])),
        )
        for item in current_run().lists
        if item.kind is ListKind.AREAS and all(code in known for code in item.members)
    }


@kept_by_snapshot(FILES_SERVED * len(BenchmarkKind))
def _groups_of(scheme: str) -> pd.DataFrame:
    """Return the groups of one scheme: a menu asks each scheme, and all hold thousands of rows."""
    groups = read_table("group_members")
    return groups[groups["scheme"] == scheme]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _all_groups(
    selection: Selection,
    own: tuple[OwnGroup, ...],
    area_name: str,
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
) -> dict[str, AreaGroup]:
    """Return every group of an area that has members, by its name in the address."""
    wanted: list[tuple[str, BenchmarkKind, OwnGroup | None]] = [
        (kind.value, kind, None) for kind in BENCHMARK_LABELS if kind is not BenchmarkKind.ENGLAND
    ]
    wanted += [(_OWN + group.group_id, BenchmarkKind.OWN_GROUP, group) for group in own]
    found: dict[str, AreaGroup] = {}
    areas, groups, schemes = map(read_table, ("areas", "group_members", "group_schemes"))
    base = find_places(selection, areas=areas, groups=groups, schemes=schemes, area_name=area_name)
    for name, kind, group in [*wanted, (ALL, BenchmarkKind.ENGLAND, None)]:
        places = compared_with(
            replace(selection, benchmark=kind, group_id=group.group_id if group else ""),
            places=base,
            groups=_groups_of(kind.value),
            schemes=schemes,
            own_group=group,
        )
        if places.chosen.members:
            found[name] = everyone(places) if name == ALL else group_of(places)
    return found
