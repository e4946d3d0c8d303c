"""An entry and its row: read, checked and written together with the record of its change."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from cdof_core.workspace.changes import in_utc, record_change
from cdof_core.workspace.engine import clear_freed, write
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError
from cdof_core.workspace.kinds import KINDS, KindRule
from cdof_core.workspace.tables import change
from cdof_core.workspace.tables import entry as table

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved thing.

    Attributes:
        entry_id: Stable, random, fit for a link.
        kind: One of `KINDS`.
        parent: Identifier of what it belongs to, an entry or an area; empty where it stands alone.
        name: As its users call it; may be empty where its kind has no names.
        content: Plain values that JSON can hold.
        version: Counts its changes; a change names the version it was made from.
        created_at: In UTC.
        created_by: Name of whoever added it.
        updated_at: In UTC.
        updated_by: Name of whoever changed it last.
    """

    entry_id: str
    kind: str
    parent: str
    name: str
    content: Mapping[str, Any]
    version: int
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str


def write_entry(engine: Engine, who: str, *, before: Entry | None, after: Entry | None) -> None:
    """Add, change or remove one entry and record it: both, or neither.

    Args:
        engine: The workspace.
        who: Name for the record.
        before: As it was read; None to add.
        after: As it is to be; None to remove.

    Raises:
        InvalidEntryError: Its name is taken.
        ChangedMeanwhileError: It is no longer as it was read; carries the newest.
    """
    when = datetime.now(UTC) if after is None else after.updated_at
    write_entries(engine, who, [(before, after)], when=when)


def write_entries(
    engine: Engine,
    who: str,
    pairs: Sequence[tuple[Entry | None, Entry | None]],
    *,
    when: datetime,
) -> None:
    """Add, change or remove entries and record it, all of them or none, at one moment.

    Args:
        engine: The workspace.
        who: Name for the record.
        pairs: Each entry as it was read, None to add, and as it is to be, None to remove.
        when: The moment for the record: what shares it is one step.

    Raises:
        InvalidEntryError: A name is taken.
        ChangedMeanwhileError: One is no longer as it was read; carries its newest.
    """

    def work(connection: Connection) -> None:
        for before, after in pairs:
            _write_recorded(connection, who, before=before, after=after, when=when)

    write(engine, work)


def erase_entries(
    engine: Engine, entry_ids: Sequence[str], *, record: Entry, were_removed: bool = False
) -> None:
    """Erase entries and their whole history, and record that it was done: all of it, or nothing.

    Nothing brings them back. An SQLite file is cleared of them as well; PostgreSQL overwrites what
    was freed when it vacuums, and backups made before still hold them.

    Args:
        engine: The workspace.
        entry_ids: What to erase, whether it is still kept or was removed.
        record: Added in their place: that something was erased, by whom and when.
        were_removed: Whether they are erased because they were removed.

    Raises:
        ChangedMeanwhileError: What was removed is kept again; carries it, and nothing is erased.
    """

    def work(connection: Connection) -> None:
        back = [newest(connection, one) for one in entry_ids] if were_removed else []
        for entry in back:
            if entry is not None:
                raise ChangedMeanwhileError(entry.name, entry)
        connection.execute(delete(table).where(table.c.id.in_(entry_ids)))
        connection.execute(delete(change).where(change.c.entry_id.in_(entry_ids)))
        _write_recorded(
            connection, record.updated_by, before=None, after=record, when=record.updated_at
        )

    write(engine, work)
    clear_freed(engine)


def erase_history(engine: Engine, kept: Entry, *, record: Entry) -> None:
    """Erase the history of an entry that stays, and record that it was done: both, or nothing.

    What is left of its history is that it was added, as it is now.

    Args:
        engine: The workspace.
        kept: As it was read.
        record: That something was erased, by whom and when.

    Raises:
        ChangedMeanwhileError: It is no longer as it was read; carries the newest.
    """

    def work(connection: Connection) -> None:
        now = newest(connection, kept.entry_id)
        if now is None or now.version != kept.version:
            raise ChangedMeanwhileError(kept.name, now)
        connection.execute(delete(change).where(change.c.entry_id == kept.entry_id))
        record_change(
            connection,
            entry_id=now.entry_id,
            kind=now.kind,
            who=now.updated_by,
            when=now.updated_at,
            before=None,
            after=_state(now),
        )
        _write_recorded(
            connection, record.updated_by, before=None, after=record, when=record.updated_at
        )

    write(engine, work)
    clear_freed(engine)


def newest(connection: Connection, entry_id: str) -> Entry | None:
    """Return an entry as it is saved now, None where there is none."""
    row = connection.execute(select(table).where(table.c.id == entry_id)).first()
    return None if row is None else from_row(row)


def checked_name(rule: KindRule, name: str) -> str:
    """Return a name without needless spaces.

    Raises:
        InvalidEntryError: It is too long, holds control characters, or is blank where it must
            not be.
    """
    tidy = " ".join(name.split())
    least = 1 if rule.has_unique_names else 0
    if not least <= len(tidy) <= LONGEST_NAME:
        message = f"A name has {least} to {LONGEST_NAME} characters; this has {len(tidy)}."
        raise InvalidEntryError(message)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in tidy):
        message = f"The name {tidy!r} holds signs that cannot be shown. Type it anew."
        raise InvalidEntryError(message)
    return tidy


def as_text(rule: KindRule, content: Mapping[str, Any]) -> str:
    """Return content as it is stored.

    Raises:
        InvalidEntryError: It is too long, or not of plain values.
    """
    try:
        text = json.dumps(content, allow_nan=False, sort_keys=True)
    except (TypeError, ValueError) as error:
        message = f"This {rule.noun} cannot be kept: {error}."
        raise InvalidEntryError(message) from error
    if len(text) > rule.longest:
        message = f"A {rule.noun} holds at most {rule.longest} characters; this has {len(text)}."
        raise InvalidEntryError(message)
    return text


def from_row(row: Row[Any]) -> Entry:
    """Return the entry in a row."""
    return Entry(
        entry_id=row.id,
        kind=row.kind,
        parent=row.parent,
        name=row.name,
        content=json.loads(row.content),
        version=row.version,
        created_at=in_utc(row.created_at),
        created_by=row.created_by,
        updated_at=in_utc(row.updated_at),
        updated_by=row.updated_by,
    )


def _write_recorded(
    connection: Connection,
    who: str,
    *,
    before: Entry | None,
    after: Entry | None,
    when: datetime,
) -> None:
    some = after or before
    if some is None:
        return
    try:
        _write_row(connection, before=before, after=after)
    except IntegrityError as error:
        if "unique_name" not in str(error.orig):
            raise ChangedMeanwhileError(some.name) from error
        noun = KINDS[some.kind].noun
        message = f"A {noun} is already called {some.name!r}. Choose another name."
        raise InvalidEntryError(message) from error
    record_change(
        connection,
        entry_id=some.entry_id,
        kind=some.kind,
        who=who,
        when=when,
        before=_state(before),
        after=_state(after),
    )


def _write_row(connection: Connection, *, before: Entry | None, after: Entry | None) -> None:
    if before is None:
        if after is not None:
            connection.execute(insert(table).values(**_as_row(after)))
        return
    as_read = (table.c.id == before.entry_id) & (table.c.version == before.version)
    statement = (
        delete(table).where(as_read)
        if after is None
        else update(table).where(as_read).values(**_as_row(after))
    )
    if connection.execute(statement).rowcount != 1:
        raise ChangedMeanwhileError(before.name, newest(connection, before.entry_id))


def _as_row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.entry_id,
        "kind": entry.kind,
        "parent": entry.parent,
        "name": entry.name,
        "unique_name": entry.name if KINDS[entry.kind].has_unique_names else None,
        "content": json.dumps(entry.content, allow_nan=False, sort_keys=True),
        "version": entry.version,
        "created_at": entry.created_at,
        "created_by": entry.created_by,
        "updated_at": entry.updated_at,
        "updated_by": entry.updated_by,
    }


def _state(entry: Entry | None) -> dict[str, Any] | None:
    """Return what the history keeps of an entry."""
    if entry is None:
        return None
    return {
        "parent": entry.parent,
        "name": entry.name,
        "content": entry.content,
        "version": entry.version,
    }
