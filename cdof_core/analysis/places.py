"""Who is being looked at, and whom they are compared with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.area import ENGLAND, Area, AreaCode, AreaLevel, partnership_members
from cdof_core.domain.errors import SelectionError
from cdof_core.domain.selection import BenchmarkKind, Selection

NEIGHBOURS: Final = BenchmarkKind.DFE_NEIGHBOURS
"""The neighbours shown beside England and the region: the one list that covers every authority."""

_LABELS: Final = {
    BenchmarkKind.REGION: "region",
    BenchmarkKind.DFE_NEIGHBOURS: "DfE statistical neighbours",
    BenchmarkKind.ONS_GLOBAL: "ONS overall neighbours",
    BenchmarkKind.ONS_ECONOMIC: "ONS economic neighbours",
    BenchmarkKind.ONS_DEMOGRAPHIC: "ONS demographic neighbours",
    BenchmarkKind.IMD_2019_DECILE: "2019 deprivation decile",
    BenchmarkKind.IMD_2025_DECILE: "2025 deprivation decile",
    BenchmarkKind.ONS_CLUSTER: "ONS overall cluster",
    BenchmarkKind.ONS_CLUSTER_ECONOMIC: "ONS economic cluster",
    BenchmarkKind.ONS_CLUSTER_DEMOGRAPHIC: "ONS demographic cluster",
    BenchmarkKind.OWN_GROUP: "own group",
}


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A comparison group the user made.

    Attributes:
        group_id: As in the link.
        name: As the user wrote it.
        members: Codes of its authorities.
    """

    group_id: str
    name: str
    members: tuple[AreaCode, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The chosen area with its benchmarks.

    Attributes:
        area: The area, or the partnership.
        own_codes: Its code, or its members' codes.
        chosen: What it is compared with.
        england: England.
        region: Its region; None where it has none or lies in several.
        neighbours: Its DfE neighbours; None for a partnership, a region or England.
        authorities: Codes of all upper-tier authorities.
        warning: The publisher's own limits of the chosen group, empty for places.
    """

    area: Area
    own_codes: tuple[AreaCode, ...]
    chosen: BenchmarkRequest
    england: BenchmarkRequest
    region: BenchmarkRequest | None
    neighbours: BenchmarkRequest | None
    authorities: tuple[AreaCode, ...]
    warning: str = ""


def find_area(code: str, *, areas: pd.DataFrame) -> Area:
    """Return the area of a code, or the partnership that a joined code names.

    Args:
        code: GSS code, or codes joined by plus signs.
        areas: All areas: area_code, name, level, region_code, valid_from, valid_to.

    Returns:
        The area; a partnership carries its members, and its region where they share one.

    Raises:
        SelectionError: No area of this snapshot has the code.
    """
    known = areas.set_index("area_code")
    members = partnership_members(code)
    for part in members or (code,):
        if part not in known.index:
            message = f"No area of this snapshot has the code {part!r}."
            raise SelectionError(message)
    if not members:
        row = known.loc[code]
        return Area(
            code=AreaCode(code),
            name=str(row["name"]),
            level=AreaLevel(str(row["level"])),
            region_code=str(row["region_code"]),
        )
    regions = set(known.loc[list(members), "region_code"])
    names = [str(name) for name in known.loc[list(members), "name"]]
    return Area(
        code=AreaCode(code),
        name=" + ".join(names),
        level=AreaLevel.PARTNERSHIP,
        region_code=str(regions.pop()) if len(regions) == 1 else "",
        members=members,
    )


def find_places(
    selection: Selection,
    *,
    areas: pd.DataFrame,
    groups: pd.DataFrame,
    schemes: pd.DataFrame,
    own_group: OwnGroup | None = None,
    area_name: str = "",
) -> Places:
    """Gather the area and every benchmark a page shows beside it.

    Args:
        selection: What the user chose.
        areas: All areas of the snapshot.
        groups: Members of all groups: scheme, group_id, group_name, owner_code, area_code.
        schemes: scheme, name and warning of each kind of group.
        own_group: The user's own group, where the selection names one.
        area_name: Name the user gave a partnership; empty to list its members.

    Returns:
        The places. A benchmark that does not exist for this area (a partnership's neighbours)
        has no members, so that everything is "not compared" with the reason.

    Raises:
        SelectionError: The area is unknown.
    """
    area = find_area(selection.area_code, areas=areas)
    if area.is_partnership and area_name:
        area = replace(area, name=area_name)
    own = area.members or (area.code,)
    authorities = _codes(areas.loc[areas["level"] == AreaLevel.UPPER_TIER.value, "area_code"])
    england = BenchmarkRequest(
        kind=BenchmarkKind.ENGLAND,
        label="England",
        code=ENGLAND,
        members=authorities,
        own_codes=own,
    )
    region = _region(area, areas=areas, own=own)
    neighbours = _group(
        replace(selection, benchmark=NEIGHBOURS), groups=groups, own=own, own_group=None
    )
    places = Places(
        area=area,
        own_codes=own,
        chosen=england,
        england=england,
        region=region,
        neighbours=neighbours if neighbours.members else None,
        authorities=authorities,
    )
    return compared_with(
        selection, places=places, groups=groups, schemes=schemes, own_group=own_group
    )


def compared_with(
    selection: Selection,
    *,
    places: Places,
    groups: pd.DataFrame,
    schemes: pd.DataFrame,
    own_group: OwnGroup | None = None,
) -> Places:
    """Return the same places with the benchmark that a selection names as the chosen one.

    Args:
        selection: What the user chose.
        places: The area's, whatever they are compared with.
        groups: As for `find_places`.
        schemes: Likewise.
        own_group: Likewise.
    """
    requests = {BenchmarkKind.ENGLAND: places.england, BenchmarkKind.REGION: places.region}
    chosen = requests.get(selection.benchmark) or _group(
        selection, groups=groups, own=places.own_codes, own_group=own_group
    )
    warnings = dict(zip(schemes["scheme"], schemes["warning"], strict=True))
    warning = str(warnings.get(selection.benchmark.value, ""))
    return replace(places, chosen=chosen, warning=warning)


def _region(
    area: Area, *, areas: pd.DataFrame, own: tuple[AreaCode, ...]
) -> BenchmarkRequest | None:
    if not area.region_code:
        return None
    names = areas.set_index("area_code")["name"]
    inside = (areas["region_code"] == area.region_code) & (
        areas["level"] == AreaLevel.UPPER_TIER.value
    )
    return BenchmarkRequest(
        kind=BenchmarkKind.REGION,
        label=str(names.get(area.region_code, area.region_code)),
        code=AreaCode(area.region_code),
        members=_codes(areas.loc[inside, "area_code"]),
        own_codes=own,
    )


def _group(
    selection: Selection,
    *,
    groups: pd.DataFrame,
    own: tuple[AreaCode, ...],
    own_group: OwnGroup | None,
) -> BenchmarkRequest:
    """Return the members of a neighbour set, a decile or the user's own group."""
    kind = selection.benchmark
    if own_group is not None and kind is BenchmarkKind.OWN_GROUP:
        label, members = own_group.name, own_group.members
    else:
        label, members = _LABELS.get(kind, kind.value), _group_members(kind, groups=groups, own=own)
    return BenchmarkRequest(
        kind=kind,
        label=label,
        members=members,
        own_codes=own,
        keep_area=selection.keep_area_in_group,
    )


def _group_members(
    kind: BenchmarkKind, *, groups: pd.DataFrame, own: tuple[AreaCode, ...]
) -> tuple[AreaCode, ...]:
    """Return who is in the area's group: its own neighbours, or those who share its decile."""
    if len(own) != 1:
        return ()
    columns = ("scheme", "owner_code", "group_id", "area_code")
    scheme, owner, group, area = (groups[name].to_numpy(dtype=object) for name in columns)
    is_scheme = scheme == kind.value
    owned = is_scheme & (owner == own[0])
    if owned.any():
        return _codes(area[owned])
    shared = is_scheme & (owner == "") & (area == own[0])
    same = is_scheme & pd.Index(group).isin(group[shared])
    return _codes(area[same])


def groups_by_owner(
    kind: BenchmarkKind, *, groups: pd.DataFrame, keep_area: bool
) -> dict[str, BenchmarkRequest]:
    """Return the neighbours of every authority that has some, as `find_places` finds one's.

    Args:
        kind: A set of neighbours.
        groups: Members of its groups, as for `find_places`.
        keep_area: Whether a group counts the authority itself.
    """
    owned = groups[(groups["scheme"] == kind.value) & (groups["owner_code"] != "")]
    members = owned.groupby("owner_code", sort=False)["area_code"].agg(_codes)
    return {
        str(owner): BenchmarkRequest(
            kind=kind,
            label=_LABELS[kind],
            members=theirs,
            own_codes=(AreaCode(str(owner)),),
            keep_area=keep_area,
        )
        for owner, theirs in members.items()
    }


def _codes(values: Iterable[str]) -> tuple[AreaCode, ...]:
    return tuple(AreaCode(str(value)) for value in values)
