"""Notes that users put on an indicator, an area or a chart, open until they are resolved."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

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

KIND = "note"
LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is on.

    Attributes:
        area_code: Area it is on; empty where it holds for every area.
        indicator_id: Measure it is on; empty for none.
        chart: Name of the chart or table on its page; empty for none.
        page: Stem of the page it was written on.
    """

    area_code: str = ""
    indicator_id: str = ""
    chart: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Attributes:
        note_id: Stable and random.
        text: What it says.
        subject: What it is on.
        is_resolved: Whether it is settled.
        by: Name of whoever changed it last; empty on a laptop.
        at: When that was, in UTC.
        entry: What a change names.
    """

    note_id: str
    text: str
    subject: Subject
    is_resolved: bool
    by: str
    at: datetime
    entry: Entry


def list_notes(engine: Engine) -> list[Note]:
    """Return every note: open ones first, the newest first among them."""
    notes = [_from_entry(entry) for entry in list_entries(engine, kind=KIND)]
    return sorted(notes, key=lambda note: (note.is_resolved, -note.at.timestamp()))


def notes_on(notes: list[Note], subject: Subject) -> list[Note]:
    """Return the notes that belong beside a subject.

    Args:
        notes: All of them.
        subject: What is on show. A note on an area alone is beside all that shows the area, one
            on a measure alone beside all that shows the measure, one on a chart beside that chart.
    """

    def belongs(note: Note) -> bool:
        on = note.subject
        pairs = (
            (on.area_code, subject.area_code),
            (on.indicator_id, subject.indicator_id),
            (on.chart, subject.chart),
        )
        named = [pair for pair in pairs if pair[0]]
        same_page = not on.chart or on.page == subject.page
        return bool(named) and same_page and all(mine == theirs for mine, theirs in named)

    return [note for note in notes if belongs(note)]


def notes_within(
    notes: list[Note], *, area_code: str, indicator_ids: Collection[str]
) -> list[Note]:
    """Return the notes on an area or on some measures, whatever chart they stand beside.

    Args:
        notes: All of them.
        area_code: A note on another area does not belong.
        indicator_ids: A note on another measure does not belong.
    """
    return [
        note
        for note in notes
        if note.subject.area_code in ("", area_code)
        and (not note.subject.indicator_id or note.subject.indicator_id in indicator_ids)
        and (note.subject.area_code or note.subject.indicator_id)
    ]


def add_note(engine: Engine, actor: Actor, *, text: str, subject: Subject) -> Note:
    """Save a new, open note.

    Raises:
        InvalidEntryError: No text, a text too long, or on nothing.
        NotAllowedError: The actor's role does not reach.
    """
    if not (subject.area_code or subject.indicator_id or subject.chart):
        message = "A note needs something it is on: an area, a measure or a chart."
        raise InvalidEntryError(message)
    content = _content(_checked(text), subject, is_resolved=False)
    entry = add_entry(engine, actor, kind=KIND, name="", content=content, parent=subject.area_code)
    return _from_entry(entry)


def change_note(
    engine: Engine, actor: Actor, note: Note, *, text: str | None = None, is_resolved: bool
) -> Note:
    """Change what a note says, or settle or reopen it.

    Raises:
        InvalidEntryError: No text, or a text too long.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    said = note.text if text is None else _checked(text)
    content = _content(said, note.subject, is_resolved=is_resolved)
    return _from_entry(change_entry(engine, actor, note.entry, content=content))


def remove_note(engine: Engine, actor: Actor, note: Note) -> None:
    """Remove a note.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, note.entry)


def _checked(text: str) -> str:
    tidy = text.strip()
    if not tidy or len(tidy) > LONGEST_TEXT:
        message = f"A note has 1 to {LONGEST_TEXT} characters; this has {len(tidy)}."
        raise InvalidEntryError(message)
    return tidy


def _content(text: str, subject: Subject, *, is_resolved: bool) -> dict[str, object]:
    return {
        "text": text,
        "resolved": is_resolved,
        "indicator_id": subject.indicator_id,
        "chart": subject.chart,
        "page": subject.page,
    }


def _from_entry(entry: Entry) -> Note:
    content = entry.content
    fields = {name: str(content.get(name, "")) for name in ("indicator_id", "chart", "page")}
    return Note(
        note_id=entry.entry_id,
        text=str(content.get("text", "")),
        subject=replace(Subject(**fields), area_code=entry.parent),
        is_resolved=bool(content.get("resolved", False)),
        by=entry.updated_by,
        at=entry.updated_at,
        entry=entry,
    )
