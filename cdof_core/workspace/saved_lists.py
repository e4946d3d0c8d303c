"""Lists that users keep under a name: of areas, or of measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import InvalidEntryError


class ListKind(StrEnum):
    """What a list is of; the value is the kind of its entry."""

    AREAS = "area_list"
    INDICATORS = "indicator_list"


@dataclass(frozen=True, slots=True)
class SavedList:
    """One saved list.

    Attributes:
        list_id: Stable and random, fit for a link.
        name: As its users call it.
        kind: What it is of.
        members: Area codes or indicator identifiers, in the order chosen.
        entry: What a change names.
    """

    list_id: str
    name: str
    kind: ListKind
    members: tuple[str, ...]
    entry: Entry


def saved_lists(engine: Engine, *, kind: ListKind) -> list[SavedList]:
    """Return the saved lists of one kind by name."""
    return [_from_entry(entry, kind) for entry in list_entries(engine, kind=kind.value)]


def add_list(
    engine: Engine, actor: Actor, *, kind: ListKind, name: str, members: Sequence[str]
) -> SavedList:
    """Save a new list.

    Raises:
        InvalidEntryError: No name, a name already taken, or nothing in it.
        NotAllowedError: The actor's role does not reach.
    """
    content = {"members": _checked(members)}
    return _from_entry(add_entry(engine, actor, kind=kind.value, name=name, content=content), kind)


def change_list(
    engine: Engine, actor: Actor, saved: SavedList, *, name: str, members: Sequence[str]
) -> SavedList:
    """Give a list another name or other members.

    Raises:
        InvalidEntryError: No name, a name already taken, or nothing in it.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    content = {"members": _checked(members)}
    entry = change_entry(engine, actor, saved.entry, name=name, content=content)
    return _from_entry(entry, saved.kind)


def remove_list(engine: Engine, actor: Actor, saved: SavedList) -> None:
    """Remove a list.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, saved.entry)


def _checked(members: Sequence[str]) -> list[str]:
    distinct = list(dict.fromkeys(members))
    if not distinct:
        message = "A list needs at least one member. Choose what belongs to it."
        raise InvalidEntryError(message)
    return distinct


def _from_entry(entry: Entry, kind: ListKind) -> SavedList:
    members = entry.content.get("members", [])
    kept = tuple(str(member) for member in members) if isinstance(members, list) else ()
    return SavedList(entry.entry_id, entry.name, kind, kept, entry)
