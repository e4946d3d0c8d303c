"""Who changes something, and what their role lets them do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do, from least to most."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    def reaches(self, least: "Role") -> bool:
        """Return whether this role may do what needs at least another."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(least)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work.

    Attributes:
        name: As the history shows it; empty on a laptop that nobody signs in to, and for guests
            who stay anonymous.
        role: What they may do.
        guest_of: Identifier of the one entry whose join code they hold, empty for everyone else.
            A guest may add under it what `KindRule.by_guests` allows, whatever the role.
    """

    name: str
    role: Role
    guest_of: str = ""


LOCAL_USER = Actor("", Role.ADMINISTRATOR)
"""Whoever sits at a laptop: no sign-in, everything allowed."""
