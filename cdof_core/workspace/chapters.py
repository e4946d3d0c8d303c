"""Chapters that people write: a head with the order of its sections, each section an entry.

Two people who write in different sections never meet. In the same section the second is told, and
keeps what they typed. The sections' content is what `domain.chapter` gives and reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypedDict

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.domain.chapter import Chapter, Section
from cdof_core.domain.chapter_saved import chapter_content, read_chapter
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    change_entry,
    changed_entry,
    find_entry,
    list_entries,
    new_entry,
    remove_entry,
    write_together,
)

HEAD: Final = "chapter"
SECTION: Final = "chapter_section"
ORDER: Final = "order"
"""In a head's content: identifiers of its sections' entries."""
_SECTIONS: Final = "sections"


class ChapterMissingError(CdofError):
    """A chapter that was removed, or never kept here."""


@dataclass(frozen=True, slots=True)
class KeptChapter:
    """A chapter as it is kept.

    Attributes:
        chapter: The whole, its sections in order.
        head: Entry of everything but the sections.
        sections: Entry of each section, by its `section_id`.
    """

    chapter: Chapter
    head: Entry
    sections: Mapping[str, Entry]


class Whole(TypedDict):
    """What a whole chapter adds and changes, as `write_together` takes it."""

    added: list[Entry]
    changed: list[tuple[Entry, Entry]]


def list_chapters(engine: Engine, *, area_code: AreaCode) -> list[Entry]:
    """Return the heads of an area's chapters, the newest first."""
    heads = list_entries(engine, kind=HEAD, parent=area_code)
    return sorted(heads, key=lambda head: head.updated_at, reverse=True)


def add_chapter(engine: Engine, actor: Actor, *, name: str, chapter: Chapter) -> KeptChapter:
    """Keep a new chapter.

    Args:
        engine: The workspace.
        actor: Who begins it.
        name: What to call it; not taken by another chapter of the area.
        chapter: The whole.

    Raises:
        NotAllowedError: The actor may not write.
        InvalidEntryError: The name is blank, too long or taken, or a section holds too much.
    """
    content = _head_content(chapter, [])
    head = new_entry(actor, kind=HEAD, parent=chapter.area_code, name=name, content=content)
    made = {section.section_id: new_section(actor, head, section) for section in chapter.sections}
    order = [made[section.section_id].entry_id for section in chapter.sections]
    head = replace(head, content=_head_content(chapter, order))
    # The head with its order is one addition: there is no change of it to undo into nothing.
    write_together(engine, actor, added=[head, *made.values()])
    return KeptChapter(chapter, head, made)


def load_chapter(engine: Engine, chapter_id: str) -> KeptChapter:
    """Return a chapter.

    Raises:
        ChapterMissingError: There is none of that name.
        ChapterFormatError: It was kept in a form that this version does not read.
    """
    head = find_entry(engine, chapter_id)
    if head is None or head.kind != HEAD:
        raise ChapterMissingError("This chapter is not kept here; it may have been removed.")
    entries = {
        entry.entry_id: entry for entry in list_entries(engine, kind=SECTION, parent=chapter_id)
    }
    order = [str(key) for key in head.content[ORDER] if key in entries]
    parts = [dict(entries[key].content) for key in order]
    content = {key: value for key, value in head.content.items() if key != ORDER}
    chapter = read_chapter(content | {_SECTIONS: parts})
    sections = {
        section.section_id: entries[key]
        for section, key in zip(chapter.sections, order, strict=True)
    }
    return KeptChapter(chapter, head, sections)


def section_of(kept: KeptChapter, section_id: str) -> Section:
    """Return a section of a chapter.

    Raises:
        ChapterMissingError: The chapter has no such section; it may have been taken back.
    """
    for section in kept.chapter.sections:
        if section.section_id == section_id:
            return section
    raise ChapterMissingError("This section is no longer in the chapter.")


def keep_section(engine: Engine, actor: Actor, kept: KeptChapter, section: Section) -> Entry:
    """Keep a changed section.

    Args:
        engine: The workspace.
        actor: Who changed it.
        kept: The chapter as it was read; the section's version must still be the newest.
        section: The section as it is to be.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or removed the section since.
        InvalidEntryError: It holds too much.
    """
    entry = kept.sections[section.section_id]
    return change_entry(
        engine, actor, entry, name=section.section_id, content=_section_content(kept, section)
    )


def add_section(engine: Engine, actor: Actor, kept: KeptChapter, section: Section) -> None:
    """Add a section at the end.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed the order of the sections since.
    """
    entry = new_section(actor, kept.head, section)
    order = [*kept.head.content[ORDER], entry.entry_id]
    head = changed_entry(actor, kept.head, content={**kept.head.content, ORDER: order})
    write_together(engine, actor, added=[entry], changed=[(kept.head, head)])


def move_section(
    engine: Engine, actor: Actor, kept: KeptChapter, section_id: str, *, by: int
) -> None:
    """Move a section up (below zero) or down in the order.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed the order of the sections since.
    """
    order = [str(key) for key in kept.head.content[ORDER]]
    key = kept.sections[section_id].entry_id
    place = order.index(key)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    change_entry(engine, actor, kept.head, content={**kept.head.content, ORDER: order})


def keep_head(
    engine: Engine, actor: Actor, kept: KeptChapter, chapter: Chapter, *, name: str
) -> None:
    """Keep a chapter's title, authors, dates and name; its sections stay as they are.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed them since.
        InvalidEntryError: The name is blank, too long or taken.
    """
    content = _head_content(chapter, [str(key) for key in kept.head.content[ORDER]])
    change_entry(engine, actor, kept.head, name=name, content=content)


def keep_all(engine: Engine, actor: Actor, kept: KeptChapter, chapter: Chapter) -> None:
    """Keep a whole chapter that was taken anew, as one step: all of it or nothing.

    Sections that are the same are left alone; those that the chapter lacks leave the order, and
    those that are new to it are added.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: The chapter as it was read.
        chapter: The chapter as it is to be.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed a section since.
        InvalidEntryError: A section holds too much.
    """
    write_together(engine, actor, **whole_as_entries(actor, kept, chapter))


def whole_as_entries(actor: Actor, kept: KeptChapter, chapter: Chapter) -> Whole:
    """Return what `write_together` is to add and to change for a whole chapter."""
    added: list[Entry] = []
    changed: list[tuple[Entry, Entry]] = []
    order: list[str] = []
    for section in chapter.sections:
        held = kept.sections.get(section.section_id)
        content = _plain_section(section)
        if held is None:
            added.append(new_section(actor, kept.head, section))
        elif content != dict(held.content):
            changed.append((held, changed_entry(actor, held, content=content)))
        order.append(added[-1].entry_id if held is None else held.entry_id)
    head = changed_entry(actor, kept.head, content=_head_content(chapter, order))
    return {"added": added, "changed": [*changed, (kept.head, head)]}


def remove_chapter(engine: Engine, actor: Actor, kept: KeptChapter) -> None:
    """Remove a chapter; its sections stay in the workspace, so that it can be brought back whole.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed it since.
    """
    remove_entry(engine, actor, kept.head)


def new_section(actor: Actor, head: Entry, section: Section) -> Entry:
    """Return a section as a new entry of a chapter, for `write_together` to save."""
    return new_entry(
        actor,
        kind=SECTION,
        parent=head.entry_id,
        name=section.section_id,
        content=_plain_section(section),
    )


def _head_content(chapter: Chapter, order: list[str]) -> dict[str, Any]:
    content = chapter_content(replace(chapter, sections=()))
    content.pop(_SECTIONS)
    return content | {ORDER: order}


def _section_content(kept: KeptChapter, section: Section) -> dict[str, Any]:
    known = kept.sections.get(section.section_id)
    if known is None:
        raise ChapterMissingError(f"The section “{section.heading}” is not kept here.")
    return _plain_section(section)


def _plain_section(section: Section) -> dict[str, Any]:
    empty = Chapter("", "", "", "", "", "", "", "", "", "", "", sections=(section,))
    return chapter_content(empty)[_SECTIONS][0]
