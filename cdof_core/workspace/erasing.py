"""What should never have been kept: erased for good, out of the history too, by an administrator.

Files of evidence, and what is held of people who sit in a partnership.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.workspace.actors import Actor
from cdof_core.workspace.assessment_files import EVERY, FILE, EvidenceFile, file_of
from cdof_core.workspace.changes import Change, list_changes
from cdof_core.workspace.entries import new_entry
from cdof_core.workspace.entry_rows import Entry, erase_entries, erase_history
from cdof_core.workspace.errors import InvalidEntryError
from cdof_core.workspace.partnership import MEMBER, Member, list_members, member_of

KIND: Final = "erasure"


def list_removed(engine: Engine, *, kind: str, parent: str) -> list[Entry]:
    """Return entries that were removed and stay in the history, as they were then, newest first.

    Args:
        engine: The workspace.
        kind: One of `KINDS`.
        parent: What they belonged to.
    """
    newest: dict[str, Change] = {}
    for change in list_changes(engine, kind=kind, limit=EVERY):
        newest.setdefault(change.entry_id, change)
    return [
        _removed(change, change.before)
        for change in newest.values()
        if change.after is None and change.before and change.before["parent"] == parent
    ]


def list_taken_out(engine: Engine, *, round_id: str) -> dict[str, list[EvidenceFile]]:
    """Return the files that were taken out of a round and stay in the history, by item.

    Args:
        engine: The workspace.
        round_id: The round.
    """
    found: dict[str, list[EvidenceFile]] = {}
    for entry in list_removed(engine, kind=FILE, parent=round_id):
        file = file_of(entry)
        found.setdefault(file.item_id, []).append(file)
    return found


def erase_file(engine: Engine, actor: Actor, file: EvidenceFile) -> None:
    """Erase a file, its bytes, its name and its history; only that it was erased is kept.

    Args:
        engine: The workspace.
        actor: Who does it: an administrator.
        file: In a round, or taken out of it; the round may itself have been removed.

    Raises:
        NotAllowedError: The actor is no administrator.
        InvalidEntryError: The entry is something else than a file of evidence.
    """
    if file.entry.kind != FILE:
        message = "Only files of evidence can be erased."
        raise InvalidEntryError(message)
    # The name can be what should not have been kept.
    said = {"item": file.item_id, "size": file.size}
    record = _record(actor, file.entry, name="A file of evidence", content=said)
    erase_entries(engine, [file.entry.entry_id, file.held], record=record)


def list_removed_members(engine: Engine, *, area_code: AreaCode) -> list[Member]:
    """Return the members who were removed and stay in the history, the newest first.

    Args:
        engine: The workspace.
        area_code: Area of the partnership.
    """
    return [member_of(one) for one in list_removed(engine, kind=MEMBER, parent=area_code)]


def list_changed_members(engine: Engine, *, area_code: AreaCode) -> list[Member]:
    """Return the members of whom the history holds more than what is kept now, by organisation.

    Args:
        engine: The workspace.
        area_code: Area of the partnership.
    """
    times = Counter(one.entry_id for one in list_changes(engine, kind=MEMBER, limit=EVERY))
    return [one for one in list_members(engine, area_code=area_code) if times[one.member_id] > 1]


def erase_member(engine: Engine, actor: Actor, member: Member) -> None:
    """Erase all that is held of a member who was removed: names, contact and history.

    How many came to past meetings stays: lists of attendance name nobody.

    Args:
        engine: The workspace.
        actor: Who does it: an administrator.
        member: As `list_removed_members` gave it.

    Raises:
        NotAllowedError: The actor is no administrator.
        InvalidEntryError: The entry is something else than a member.
        ChangedMeanwhileError: Someone brought the member back since; nothing is erased.
    """
    entry = _entry_of(member)
    record = _record(actor, entry, name="A member who was removed", content={})
    erase_entries(engine, [entry.entry_id], record=record, were_removed=True)


def erase_earlier(engine: Engine, actor: Actor, member: Member) -> None:
    """Erase what the history holds of a member, and keep the member as kept now.

    Args:
        engine: The workspace.
        actor: Who does it: an administrator.
        member: As it is kept now.

    Raises:
        NotAllowedError: The actor is no administrator.
        InvalidEntryError: The entry is something else than a member.
        ChangedMeanwhileError: Someone else changed or removed it since; nothing is erased.
    """
    entry = _entry_of(member)
    record = _record(actor, entry, name="Earlier details of a member", content={})
    erase_history(engine, entry, record=record)


def _entry_of(member: Member) -> Entry:
    if member.entry is None or member.entry.kind != MEMBER:
        message = "Only what is kept of a member can be erased."
        raise InvalidEntryError(message)
    return member.entry


def _record(actor: Actor, entry: Entry, *, name: str, content: Mapping[str, Any]) -> Entry:
    """Return the record that stands in the place of what is erased; the right is checked."""
    return new_entry(actor, kind=KIND, parent=entry.parent, name=name, content=content)


def _removed(change: Change, before: Mapping[str, Any]) -> Entry:
    """Return an entry as it was when it was removed."""
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
