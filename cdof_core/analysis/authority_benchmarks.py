"""What every authority is held against: England, its region and its statistical neighbours."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.places import groups_by_owner
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.keys import IntArray
from cdof_core.domain.area import ENGLAND, AreaCode, AreaLevel
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.store import areas as area_store
from cdof_core.store.kept import kept_by_snapshot

ROLES: Final = {
    "england": BenchmarkKind.ENGLAND,
    "region": BenchmarkKind.REGION,
    "neighbours": BenchmarkKind.DFE_NEIGHBOURS,
}
"""The benchmarks that exist for every authority."""

_KEPT: Final = 8
"""Lists of authorities: one a snapshot."""

_NOBODY: Final = "nobody"


def requests_of_authorities(*, keep_area: bool) -> dict[str, dict[str, BenchmarkRequest]]:
    """Return what every authority is held against; places without whoever asks.

    Args:
        keep_area: Whether an area counts among its own neighbours.

    Returns:
        By role, the request of each authority; one without a region or a group is not in.
    """
    areas = area_store.areas().set_index("area_code")
    everyone = authorities()
    england = BenchmarkRequest(
        BenchmarkKind.ENGLAND, "England", code=ENGLAND, members=tuple(everyone)
    )
    regions = areas.loc[everyone, "region_code"]
    inside = regions[regions != ""].groupby(regions).groups
    region = {
        str(code): BenchmarkRequest(
            BenchmarkKind.REGION,
            str(areas["name"].get(code, code)),
            code=AreaCode(str(code)),
            members=tuple(AreaCode(str(member)) for member in members),
        )
        for code, members in inside.items()
    }
    return {
        "england": dict.fromkeys(everyone, england),
        "region": {str(code): region[own] for code, own in regions.items() if own in region},
        "neighbours": groups_by_owner(
            BenchmarkKind.DFE_NEIGHBOURS,
            groups=area_store.group_members(scheme=BenchmarkKind.DFE_NEIGHBOURS.value),
            keep_area=keep_area,
        ),
    }


def number_requests(
    requests: Mapping[str, Mapping[str, BenchmarkRequest]], area_codes: "pd.Series[str]"
) -> tuple[list[BenchmarkRequest], dict[str, IntArray]]:
    """Return all requests once, and by role the place of each row's in that list.

    Args:
        requests: From `requests_of_authorities`.
        area_codes: Whose each row is.

    Returns:
        Requests, and by role an array of shape (rows,). An area that has none of a role is given
        the last request there, which asks for a group without members.
    """
    asked_for = dict.fromkeys(one for by_area in requests.values() for one in by_area.values())
    number = {request: place for place, request in enumerate(asked_for)}
    asked = {
        role: area_codes.map({code: number[request] for code, request in by_area.items()})
        .fillna(len(number))
        .to_numpy()
        .astype(np.int64)
        for role, by_area in requests.items()
    }
    nobody = BenchmarkRequest(BenchmarkKind.DFE_NEIGHBOURS, _NOBODY)
    return [*asked_for, nobody], asked


@kept_by_snapshot(_KEPT)
def authorities() -> list[AreaCode]:
    """Return the codes of all upper-tier authorities."""
    areas = area_store.areas()
    found = areas.loc[areas["level"] == AreaLevel.UPPER_TIER.value, "area_code"]
    return [AreaCode(str(code)) for code in found]
