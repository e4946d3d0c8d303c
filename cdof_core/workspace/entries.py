"""One store for everything that users save: entries of a kind, each change of them recorded.

Roles are checked here, not in the pages. A change names the version it was made from: of two
people who save at once the second is told, and loses nothing of what they typed.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select

from cdof_core.workspace.actors import LOCAL_USER, Actor, Role
from cdof_core.workspace.changes import Change, list_changes
from cdof_core.workspace.entry_rows import (
    LONGEST_NAME,
    Entry,
    as_text,
    checked_name,
    from_row,
    newest,
    write_entries,
    write_entry,
)
from cdof_core.workspace.errors import (
    NotAllowedError,
)
from cdof_core.workspace.kinds import KINDS
from cdof_core.workspace.tables import entry as table

__all__ = [
    "LOCAL_USER",
    "LONGEST_NAME",
    "Actor",
    "Change",
    "Entry",
    "Role",
    "add_entry",
    "change_entry",
    "changed_entry",
    "find_entry",
    "find_named",
    "list_changes",
    "list_entries",
    "may_write",
    "new_entry",
    "remove_entry",
    "require_right",
    "write_together",
]


def may_write(actor: Actor, *, kind: str, parent: str = "") -> bool:
    """Return whether somebody may add, change and remove entries of a kind under a parent."""
    rule = KINDS[kind]
    is_guest = rule.by_guests and actor.guest_of != "" and actor.guest_of == parent
    return is_guest or actor.role.reaches(rule.writes)


def list_entries(engine: Engine, *, kind: str, parent: str = "", holding: str = "") -> list[Entry]:
    """Return the entries of a kind by name, then in the order they were added.

    Args:
        engine: The workspace.
        kind: One of `KINDS`.
        parent: Only those that belong to it; empty for all of the kind, whatever they belong to.
        holding: Only those with this text in their stored content; empty for all.
    """
    wanted = select(table).where(table.c.kind == kind)
    if parent:
        wanted = wanted.where(table.c.parent == parent)
    if holding:
        wanted = wanted.where(table.c.content.contains(holding, autoescape=True))
    with engine.connect() as connection:
        found = [from_row(row) for row in connection.execute(wanted)]
    # Ordered here: two databases sort the same names differently.
    return sorted(found, key=lambda entry: (entry.name, entry.created_at, entry.entry_id))


def find_named(engine: Engine, *, kind: str, parent: str, name: str) -> Entry | None:
    """Return the entry of a name, of a kind whose names are unique; None where there is none."""
    wanted = select(table).where(
        table.c.kind == kind, table.c.parent == parent, table.c.unique_name == name
    )
    with engine.connect() as connection:
        row = connection.execute(wanted).first()
    return None if row is None else from_row(row)


def find_entry(engine: Engine, entry_id: str) -> Entry | None:
    """Return an entry, None where it does not exist or was removed."""
    with engine.connect() as connection:
        return newest(connection, entry_id)


def add_entry(
    engine: Engine,
    actor: Actor,
    *,
    kind: str,
    name: str,
    content: Mapping[str, Any],
    parent: str = "",
) -> Entry:
    """Save something new.

    Args:
        engine: The workspace.
        actor: Who does it.
        kind: One of `KINDS`.
        name: At most 120 characters; not blank and not taken where the kind has unique names.
        content: Plain values that JSON can hold.
        parent: Identifier of what it belongs to.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: The name or the content will not do.
    """
    added = new_entry(actor, kind=kind, name=name, content=content, parent=parent)
    write_entry(engine, actor.name, before=None, after=added)
    return added


def new_entry(
    actor: Actor, *, kind: str, name: str, content: Mapping[str, Any], parent: str = ""
) -> Entry:
    """Return something new, checked as `add_entry` does, for `write_together` to save.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: The name or the content will not do.
    """
    require_right(actor, kind, parent)
    now = datetime.now(UTC)
    text = as_text(KINDS[kind], content)
    return Entry(
        uuid.uuid4().hex[:12],
        kind,
        parent,
        checked_name(KINDS[kind], name),
        json.loads(text),
        version=1,
        created_at=now,
        created_by=actor.name,
        updated_at=now,
        updated_by=actor.name,
    )


def change_entry(
    engine: Engine,
    actor: Actor,
    entry: Entry,
    *,
    name: str | None = None,
    content: Mapping[str, Any] | None = None,
) -> Entry:
    """Give an entry another name, other content, or both.

    Args:
        engine: The workspace.
        actor: Who does it.
        entry: As it was read; its version must still be the newest.
        name: The new name, None to leave it.
        content: The new content, None to leave it.

    Returns:
        The entry as it is saved now.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: The name or the content will not do.
        ChangedMeanwhileError: Someone else changed or removed it since; carries the newest.
    """
    changed = changed_entry(actor, entry, name=name, content=content)
    write_entry(engine, actor.name, before=entry, after=changed)
    return changed


def changed_entry(
    actor: Actor,
    entry: Entry,
    *,
    name: str | None = None,
    content: Mapping[str, Any] | None = None,
) -> Entry:
    """Return an entry as it is to be, checked as `change_entry` does, for `write_together`.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: The name or the content will not do.
    """
    require_right(actor, entry.kind, entry.parent)
    rule = KINDS[entry.kind]
    return replace(
        entry,
        name=entry.name if name is None else checked_name(rule, name),
        content=entry.content if content is None else json.loads(as_text(rule, content)),
        version=entry.version + 1,
        updated_at=datetime.now(UTC),
        updated_by=actor.name,
    )


def write_together(
    engine: Engine,
    actor: Actor,
    *,
    added: Sequence[Entry] = (),
    changed: Sequence[tuple[Entry, Entry]] = (),
) -> None:
    """Save new and changed entries as one step: all or none, and undone as one.

    Args:
        engine: The workspace.
        actor: Who does it.
        added: What `new_entry` gave.
        changed: Entries as they were read, and what `changed_entry` gave.

    Raises:
        InvalidEntryError: A name is taken.
        ChangedMeanwhileError: Someone else changed or removed one since; carries its newest.
    """
    moment = datetime.now(UTC)
    pairs: list[tuple[Entry | None, Entry | None]] = [
        (None, replace(one, created_at=moment, updated_at=moment)) for one in added
    ]
    pairs += [(before, replace(after, updated_at=moment)) for before, after in changed]
    write_entries(engine, actor.name, pairs, when=moment)


def remove_entry(engine: Engine, actor: Actor, entry: Entry) -> None:
    """Remove an entry; the history keeps it, and `undo_change` brings it back.

    Entries that belong to it stay, so that they are there again when it is.

    Args:
        engine: The workspace.
        actor: Who does it.
        entry: As it was read; its version must still be the newest.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since; carries the newest.
    """
    require_right(actor, entry.kind, entry.parent)
    write_entry(engine, actor.name, before=entry, after=None)


def require_right(actor: Actor, kind: str, parent: str) -> None:
    """Refuse whoever may not add, change or remove entries of a kind under a parent.

    Raises:
        NotAllowedError: The actor's role does not reach.
    """
    if not may_write(actor, kind=kind, parent=parent):
        rule = KINDS[kind]
        article = "an" if rule.noun[0] in "aeiou" else "a"
        message = (
            f"The role {actor.role} may not save or change {article} {rule.noun}: "
            f"that needs {rule.writes} or more. Ask an administrator."
        )
        raise NotAllowedError(message)
