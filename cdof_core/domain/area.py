"""Areas: countries, regions, authorities, police forces and partnerships of authorities."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from cdof_core.domain.errors import SelectionError

AreaCode = NewType("AreaCode", str)
"""A GSS code such as E06000055, or a partnership code made by `partnership_code`."""

ENGLAND = AreaCode("E92000001")
ENGLAND_AND_WALES = AreaCode("K04000001")

_JOIN = "+"


class AreaLevel(StrEnum):
    """What kind of place an area is."""

    COUNTRY = "country"
    REGION = "region"
    UPPER_TIER = "upper_tier"
    POLICE_FORCE = "police_force"
    PARTNERSHIP = "partnership"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the snapshot.

    Attributes:
        code: GSS code, or the joined codes of a partnership.
        name: Official name, or the name its users gave a partnership.
        level: Kind of place.
        region_code: Region it lies in; empty where it lies in none or in several.
        valid_from: First day of this code; None where it is older than our records.
        valid_to: Last day of this code; None while in use.
        members: Codes of the authorities a partnership pools; empty otherwise.
    """

    code: AreaCode
    name: str
    level: AreaLevel
    region_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    members: tuple[AreaCode, ...] = ()

    @property
    def is_partnership(self) -> bool:
        """Whether figures of this area are pooled from its members."""
        return self.level is AreaLevel.PARTNERSHIP


def partnership_code(members: list[AreaCode]) -> AreaCode:
    """Return the code of a partnership: its members' codes, sorted and joined by a plus sign.

    Args:
        members: GSS codes of two or more authorities, in any order.

    Returns:
        For example ``E06000055+E06000056``; the same members always give the same code.

    Raises:
        SelectionError: Fewer than two different members.
    """
    unique = sorted(set(members))
    if len(unique) < 2:  # noqa: PLR2004
        message = f"A partnership needs at least two authorities; given: {', '.join(members)}."
        raise SelectionError(message)
    return AreaCode(_JOIN.join(unique))


def partnership_members(code: str) -> tuple[AreaCode, ...]:
    """Return the members of a partnership code, or an empty tuple for a single area's code."""
    parts = code.split(_JOIN)
    return tuple(AreaCode(part) for part in parts) if len(parts) > 1 else ()
