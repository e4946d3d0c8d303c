"""Which areas stand beside the chosen one: its region, areas like it, a group of one's own, all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cdof_core.analysis.places import Places
from cdof_core.domain.area import AreaCode

ALL: Final = "all"
"""The group of every authority; other groups are named as benchmarks are."""


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """Areas shown side by side.

    Attributes:
        kind: Text of `BenchmarkKind`, or `ALL`.
        label: Its name, for example "East of England".
        members: Codes of its authorities, without doubles; the chosen area, or the members of
            the chosen partnership, always among them.
        warning: The publisher's own limits of the group; empty for places.
    """

    kind: str
    label: str
    members: tuple[AreaCode, ...]
    warning: str = ""

    @property
    def is_everyone(self) -> bool:
        """Whether every authority is in it."""
        return self.kind == ALL


def everyone(places: Places) -> AreaGroup:
    """Return the group of all authorities."""
    return AreaGroup(kind=ALL, label="all authorities", members=places.authorities)


def group_of(places: Places) -> AreaGroup:
    """Return the areas behind the benchmark of some places as a group to show.

    Args:
        places: The chosen area with the benchmark whose members are wanted.

    Returns:
        The members with the area itself; of England, every authority.
    """
    request = places.chosen
    return AreaGroup(
        kind=request.kind.value,
        label=request.label,
        members=_distinct([*request.members, *places.own_codes]),
        warning=places.warning,
    )


def _distinct(codes: Iterable[AreaCode]) -> tuple[AreaCode, ...]:
    return tuple(dict.fromkeys(codes))
