"""The history: what every change found, what it left, who made it and when."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from cdof_core.workspace.tables import change

MOST_SHOWN = 500
EVERY_CHANGE = 10_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one entry.

    Attributes:
        change_id: Counts upwards over the whole workspace.
        entry_id: What was changed.
        kind: Its kind.
        who: Name of whoever did it; empty for the user of a laptop and for anonymous guests.
        when: In UTC.
        before: Name, parent, content and version as they were; None where it was added.
        after: The same as they were left; None where it was removed.
    """

    change_id: int
    entry_id: str
    kind: str
    who: str
    when: datetime
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        """What the entry was called, after the change or, removed, before it."""
        return str((self.after or self.before or {}).get("name", ""))


def list_changes(
    engine: Engine,
    *,
    entry_id: str = "",
    kind: str = "",
    without: Collection[str] = (),
    limit: int = MOST_SHOWN,
) -> list[Change]:
    """Return changes, newest first.

    Args:
        engine: The workspace.
        entry_id: Only those of one entry, which may have been removed; empty for every entry.
        kind: Only those of one kind; empty for every kind.
        without: Kinds to leave out.
        limit: At most so many.
    """
    wanted = select(change).order_by(change.c.id.desc()).limit(limit)
    if entry_id:
        wanted = wanted.where(change.c.entry_id == entry_id)
    if kind:
        wanted = wanted.where(change.c.kind == kind)
    if without:
        wanted = wanted.where(change.c.kind.not_in(sorted(without)))
    with engine.connect() as connection:
        return [_from_row(row) for row in connection.execute(wanted)]


def changes_at_once(engine: Engine, one: Change) -> list[Change]:
    """Return the changes that were made in one step with a change, itself among them."""
    wanted = (
        select(change)
        .where(change.c.made_at == one.when, change.c.made_by == one.who)
        .order_by(change.c.id.desc())
    )
    with engine.connect() as connection:
        return [_from_row(row) for row in connection.execute(wanted)]


def record_change(
    connection: Connection,
    *,
    entry_id: str,
    kind: str,
    who: str,
    when: datetime,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Write one change; on the connection, and so in the transaction, that makes it."""
    connection.execute(
        insert(change).values(
            entry_id=entry_id,
            kind=kind,
            made_by=who,
            made_at=when,
            before=None if before is None else json.dumps(before, sort_keys=True),
            after=None if after is None else json.dumps(after, sort_keys=True),
        )
    )


def in_utc(moment: datetime) -> datetime:
    """Return a stored moment with its zone: SQLite forgets it."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _from_row(row: Row[Any]) -> Change:
    return Change(
        change_id=row.id,
        entry_id=row.entry_id,
        kind=row.kind,
        who=row.made_by,
        when=in_utc(row.made_at),
        before=None if row.before is None else json.loads(row.before),
        after=None if row.after is None else json.loads(row.after),
    )
