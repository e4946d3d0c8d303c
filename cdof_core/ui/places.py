"""The areas a user can choose, and what became of those that are no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdof_core.domain import (
    Area,
    AreaCode,
    AreaLevel,
    SnapshotError,
    partnership_code,
    partnership_members,
)

EXAMPLE_AREA = AreaCode("E06000055")
"""Bedford: shown, and said to be an example, until an area is chosen."""

LONGEST_NAME_LIST = 3
"""A partnership without a name of its own is named by its members up to this many."""


@dataclass(frozen=True, slots=True)
class Change:
    """One area that became, or is published together with, another.

    Attributes:
        old_code: Code that a link or a file may still carry.
        old_name: Its name.
        new_code: Code in use; empty where there is no single one.
        kind: What happened, as the catalogue words it.
    """

    old_code: str
    old_name: str
    new_code: str
    kind: str


COMBINED = "combined in publication"


@dataclass(frozen=True, slots=True)
class Places:
    """Everything the area menu and a link can mean.

    Attributes:
        authorities: Areas that can be chosen, by code, in the order of their names.
        other_names: Names of areas that cannot be chosen (regions, England), by code.
        changes: What became of former areas, and which are published together.
        partnership_names: Names that users gave partnerships, by partnership code.
    """

    authorities: Mapping[AreaCode, Area]
    other_names: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    partnership_names: Mapping[AreaCode, str] | None = None

    @property
    def example(self) -> AreaCode:
        """Return the area to show until one is chosen.

        Raises:
            SnapshotError: The snapshot holds no authorities.
        """
        if not self.authorities:
            message = "This snapshot holds no areas. Run `python -m cdof_core build`."
            raise SnapshotError(message)
        return EXAMPLE_AREA if EXAMPLE_AREA in self.authorities else next(iter(self.authorities))

    def successors(self, code: str) -> tuple[AreaCode, ...]:
        """Return the authorities that took over from a former one, in the order of their names."""
        found: set[AreaCode] = set()
        pending, seen = [code], {code}
        while pending:
            current = pending.pop()
            for change in self.changes:
                if change.old_code != current or change.kind == COMBINED:
                    continue
                if AreaCode(change.new_code) in self.authorities:
                    found.add(AreaCode(change.new_code))
                elif change.new_code and change.new_code not in seen:
                    seen.add(change.new_code)
                    pending.append(change.new_code)
        return tuple(code for code in self.authorities if code in found)

    def former_name(self, code: str) -> str:
        """Return the name of an area that is no more, empty where it never was one."""
        return next((item.old_name for item in self.changes if item.old_code == code), "")

    def published_together(self) -> dict[AreaCode, str]:
        """Return the partnerships whose members some publishers report as one, with their names."""
        return {
            partnership_code([AreaCode(item.old_code), AreaCode(item.new_code)]): (
                f"{self.authorities[AreaCode(item.new_code)].name} with {item.old_name}"
            )
            for item in self.changes
            if item.kind == COMBINED
            and AreaCode(item.old_code) in self.authorities
            and AreaCode(item.new_code) in self.authorities
        }

    def named_partnerships(self) -> dict[AreaCode, str]:
        """Return the partnerships of the menu with their names; users' own names come first."""
        return self.published_together() | dict(self.partnership_names or {})

    def name_of(self, code: AreaCode) -> str:
        """Return the name of an authority or a partnership."""
        members = partnership_members(code)
        if not members:
            return self.authorities[code].name
        named = self.named_partnerships().get(code)
        return named or joined_names(self.authorities[member].name for member in members)

    def area_of(self, code: AreaCode) -> Area:
        """Return the authority, or the partnership with its members, that a code stands for."""
        members = partnership_members(code)
        if not members:
            return self.authorities[code]
        regions = {self.authorities[member].region_code for member in members}
        return Area(
            code=code,
            name=self.name_of(code),
            level=AreaLevel.PARTNERSHIP,
            region_code=regions.pop() if len(regions) == 1 else "",
            members=members,
        )

    def menu(self) -> dict[AreaCode, str]:
        """Return what the area menu lists: partnerships first, then authorities by name."""
        return self.named_partnerships() | {
            code: area.name for code, area in self.authorities.items()
        }


def joined_names(names: Iterable[str]) -> str:
    """Return names as one phrase; beyond three, the first two and how many more."""
    listed = list(names)
    if len(listed) > LONGEST_NAME_LIST:
        return f"{', '.join(listed[:2])} and {len(listed) - 2} more"
    return ", ".join(listed[:-1]) + (" and " if len(listed) > 1 else "") + listed[-1]
