"""Files of evidence that should never have been kept: erased for good, out of the history too."""

from typing import Final

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.assessment_files import EVERY, FILE, EvidenceFile, file_of
from cdof_core.workspace.changes import Change, list_changes
from cdof_core.workspace.entries import new_entry
from cdof_core.workspace.entry_rows import Entry, erase_entries
from cdof_core.workspace.errors import InvalidEntryError

KIND: Final = "erasure"


def list_taken_out(engine: Engine, *, round_id: str) -> dict[str, list[EvidenceFile]]:
    """Return the files that were taken out of a round and stay in the history, by item.

    Args:
        engine: The workspace.
        round_id: The round.
    """
    newest: dict[str, Change] = {}
    for change in list_changes(engine, kind=FILE, limit=EVERY):
        newest.setdefault(change.entry_id, change)
    found: dict[str, list[EvidenceFile]] = {}
    for change in newest.values():
        if change.after is None and change.before and change.before["parent"] == round_id:
            file = file_of(_removed(change))
            found.setdefault(file.item_id, []).append(file)
    return found


def erase_file(engine: Engine, actor: Actor, file: EvidenceFile) -> None:
    """Erase a file, its bytes, its name and its history; only that it was erased is kept.

    Args:
        engine: The workspace.
        actor: Who does it: an administrator.
        file: In a round, or taken out of it.

    Raises:
        NotAllowedError: The actor is no administrator.
        InvalidEntryError: The entry is something else than a file of evidence.
    """
    if file.entry.kind != FILE:
        message = "Only files of evidence can be erased."
        raise InvalidEntryError(message)
    record = new_entry(
        actor,
        kind=KIND,
        parent=file.entry.parent,
        # The name can be what should not have been kept.
        name="A file of evidence",
        content={"item": file.item_id, "size": file.size},
    )
    erase_entries(engine, [file.entry.entry_id, file.held], record=record)


def _removed(change: Change) -> Entry:
    """Return an entry as it was when it was removed."""
    before = change.before or {}
    return Entry(
        change.entry_id,
        change.kind,
        before["parent"],
        before["name"],
        before["content"],
        before["version"],
        created_at=change.when,
        created_by=change.who,
        updated_at=change.when,
        updated_by=change.who,
    )
