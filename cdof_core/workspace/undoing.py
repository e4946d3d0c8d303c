"""Putting saved things back as they were before their last change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.changes import Change, changes_at_once, list_changes
from cdof_core.workspace.entries import find_entry, require_right
from cdof_core.workspace.entry_rows import Entry, write_entries
from cdof_core.workspace.errors import ChangedSinceError, ErasedSinceError


def undo_change(engine: Engine, actor: Actor, change: Change) -> None:
    """Put an entry back as it was before its last change; undoing that undo redoes the change.

    Args:
        engine: The workspace.
        actor: Who does it.
        change: The last change of its entry: an addition, a change or a removal.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: Its former name has been taken since.
        ChangedSinceError: It was changed since; carries the newest.
    """
    undo_together(engine, actor, [change])


def undo_at_once(engine: Engine, actor: Actor, change: Change) -> int:
    """Undo a change with everything that was changed in the same step, as a chapter's parts are.

    Args:
        engine: The workspace.
        actor: Who does it.
        change: The last change of its entry.

    Returns:
        How many things were put back.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: A former name has been taken since.
        ChangedSinceError: One of the step was changed since; carries its newest.
        ErasedSinceError: Nothing is kept of it any more, nor of its changes.
    """
    together = changes_at_once(engine, change)
    if all(one.change_id != change.change_id for one in together):
        raise ErasedSinceError(change.name)
    undo_together(engine, actor, together)
    return len(together)


def undo_together(engine: Engine, actor: Actor, changes: Sequence[Change]) -> None:
    """Undo changes of several entries as one step: all or none.

    Args:
        engine: The workspace.
        actor: Who does it.
        changes: The last change of each entry.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: A former name has been taken since.
        ChangedSinceError: One was changed since; carries its newest.
    """
    moment = datetime.now(UTC)
    pairs = [_undone(engine, actor, change, moment) for change in changes]
    write_entries(engine, actor.name, pairs, when=moment)


def _undone(
    engine: Engine, actor: Actor, change: Change, moment: datetime
) -> tuple[Entry | None, Entry | None]:
    """Return an entry as it is now and as it was before its last change."""
    state = change.after or change.before or {}
    require_right(actor, change.kind, str(state.get("parent", "")))
    now = find_entry(engine, change.entry_id)
    found = None if now is None else now.version
    left = None if change.after is None else change.after["version"]
    newest = list_changes(engine, entry_id=change.entry_id, limit=1)
    if now is None and not newest:
        # Erased, or another backup was restored, since the reader saw the change.
        raise ErasedSinceError(change.name)
    # Of two removals only the last can be undone: between them the entry may have become another.
    is_overtaken = now is None and newest[0].change_id != change.change_id
    if found != left or is_overtaken:
        raise ChangedSinceError(change.name, now)
    if change.before is None:
        return now, None
    first = now or _as_added(engine, change, moment)
    restored = replace(
        first,
        parent=change.before["parent"],
        name=change.before["name"],
        content=change.before["content"],
        # Never a number that was used before: whoever still has the old one must be told.
        version=(left or change.before["version"]) + 1,
        updated_at=moment,
        updated_by=actor.name,
    )
    return now, restored


def _as_added(engine: Engine, change: Change, moment: datetime) -> Entry:
    """Return a removed entry with who added it and when."""
    first = list_changes(engine, entry_id=change.entry_id)[-1]
    return Entry(
        change.entry_id, change.kind, "", "", {}, 0, first.when, first.who, moment, change.who
    )
