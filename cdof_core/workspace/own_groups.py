"""Authorities that users put together: partnerships to choose, groups to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.workspace.actors import Actor
from cdof_core.workspace.entries import (
    LONGEST_NAME,
    Entry,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidGroupError

__all__ = ["LONGEST_NAME"]

FEWEST_MEMBERS = 2
_KIND = "own_group"


class GroupKind(StrEnum):
    """What a saved group is for."""

    PARTNERSHIP = "partnership"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """One saved group.

    Attributes:
        group_id: Stable, random, fit for a link.
        name: As its users call it.
        kind: What it is for.
        members: Codes of its authorities, sorted.
        version: Counts its changes; a change names the version it was made from.
    """

    group_id: str
    name: str
    kind: GroupKind
    members: tuple[AreaCode, ...]
    version: int


def list_groups(engine: Engine, *, kind: GroupKind) -> list[OwnGroup]:
    """Return the saved groups of one kind by name."""
    groups = [_group(entry) for entry in list_entries(engine, kind=_KIND)]
    return [group for group in groups if group.kind is kind]


def find_group(engine: Engine, group_id: str) -> OwnGroup | None:
    """Return a saved group, None where it does not exist."""
    entry = find_entry(engine, group_id)
    return _group(entry) if entry and entry.kind == _KIND else None


def save_group(
    engine: Engine, actor: Actor, *, name: str, kind: GroupKind, members: Sequence[AreaCode]
) -> OwnGroup:
    """Save a new group.

    Args:
        engine: The workspace.
        actor: Who does it.
        name: At most 120 characters, not blank.
        kind: What it is for.
        members: Two or more different authorities, in any order.

    Raises:
        InvalidGroupError: No name, or fewer than two members.
        InvalidEntryError: The name is too long.
        NotAllowedError: The actor's role does not reach.
    """
    codes = sorted(set(members))
    if len(codes) < FEWEST_MEMBERS:
        message = f"A group needs at least two authorities; given: {', '.join(codes) or 'none'}."
        raise InvalidGroupError(message)
    content = {"use": kind.value, "members": codes}
    entry = add_entry(engine, actor, kind=_KIND, name=_named(name), content=content)
    return _group(entry)


def rename_group(engine: Engine, actor: Actor, group: OwnGroup, *, name: str) -> None:
    """Give a group another name.

    Args:
        engine: The workspace.
        actor: Who does it.
        group: As it was read; its version must still be the newest.
        name: The new name.

    Raises:
        InvalidGroupError: The name is blank.
        InvalidEntryError: The name is too long.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or deleted the group since.
    """
    change_entry(engine, actor, _entry(engine, group), name=_named(name))


def delete_group(engine: Engine, actor: Actor, group: OwnGroup) -> None:
    """Delete a group.

    Args:
        engine: The workspace.
        actor: Who does it.
        group: As it was read; its version must still be the newest.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or deleted the group since.
    """
    remove_entry(engine, actor, _entry(engine, group))


def _entry(engine: Engine, group: OwnGroup) -> Entry:
    entry = find_entry(engine, group.group_id)
    if entry is None or entry.version != group.version:
        raise ChangedMeanwhileError(group.name, entry)
    return entry


def _named(name: str) -> str:
    if not name.strip():
        message = f"A name has 1 to {LONGEST_NAME} characters; this has 0."
        raise InvalidGroupError(message)
    return name


def _group(entry: Entry) -> OwnGroup:
    return OwnGroup(
        group_id=entry.entry_id,
        name=entry.name,
        kind=GroupKind(entry.content["use"]),
        members=tuple(AreaCode(code) for code in entry.content["members"]),
        version=entry.version,
    )
