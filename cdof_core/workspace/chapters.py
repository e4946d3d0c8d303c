"""Chapters that people write: a head with the order of its sections, each section an entry.

Two people who write in different sections never meet. In the same section the second is told, and
keeps what they typed. The sections' content is what `domain.chapter` gives and reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.domain.chapter import Chapter, Section
from cdof_core.domain.chapter_saved import chapter_content, read_chapter
from cdof_core.workspace.changes import Change
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
    remove_entry,
)

HEAD: Final = "chapter"
SECTION: Final = "chapter_section"
VERSION: Final = "chapter_version"
_ORDER: Final = "order"
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


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version of a chapter that somebody kept under a name.

    Attributes:
        version_id: Tells versions apart.
        name: What it was kept as.
        kept_at: When.
        kept_by: By whom.
        chapter: The whole.
    """

    version_id: str
    name: str
    kept_at: datetime
    kept_by: str
    chapter: Chapter


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
    head = add_entry(engine, actor, kind=HEAD, parent=chapter.area_code, name=name, content=content)
    made = {
        section.section_id: _add_section(engine, actor, head, section)
        for section in chapter.sections
    }
    order = [made[section.section_id].entry_id for section in chapter.sections]
    head = change_entry(engine, actor, head, content=_head_content(chapter, order))
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
    order = [str(key) for key in head.content[_ORDER] if key in entries]
    parts = [dict(entries[key].content) for key in order]
    content = {key: value for key, value in head.content.items() if key != _ORDER}
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


def restore_section(engine: Engine, actor: Actor, kept: KeptChapter, change: Change) -> None:
    """Put a section back as it was before a change, however long ago.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: The chapter as it was read; the section's version must still be the newest.
        change: A change of one of its sections, which it did not begin with.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed the section since.
        ChapterMissingError: The change is of no section of this chapter.
    """
    for entry in kept.sections.values():
        if entry.entry_id == change.entry_id and change.before is not None:
            change_entry(engine, actor, entry, content=change.before["content"])
            return
    raise ChapterMissingError("This section is no longer in the chapter.")


def add_section(engine: Engine, actor: Actor, kept: KeptChapter, section: Section) -> None:
    """Add a section at the end.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed the order of the sections since.
    """
    entry = _add_section(engine, actor, kept.head, section)
    order = [*kept.head.content[_ORDER], entry.entry_id]
    change_entry(engine, actor, kept.head, content={**kept.head.content, _ORDER: order})


def move_section(
    engine: Engine, actor: Actor, kept: KeptChapter, section_id: str, *, by: int
) -> None:
    """Move a section up (below zero) or down in the order.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed the order of the sections since.
    """
    order = [str(key) for key in kept.head.content[_ORDER]]
    key = kept.sections[section_id].entry_id
    place = order.index(key)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    change_entry(engine, actor, kept.head, content={**kept.head.content, _ORDER: order})


def keep_head(
    engine: Engine, actor: Actor, kept: KeptChapter, chapter: Chapter, *, name: str
) -> None:
    """Keep a chapter's title, authors, dates and name; its sections stay as they are.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed them since.
        InvalidEntryError: The name is blank, too long or taken.
    """
    content = _head_content(chapter, [str(key) for key in kept.head.content[_ORDER]])
    change_entry(engine, actor, kept.head, name=name, content=content)


def keep_all(engine: Engine, actor: Actor, kept: KeptChapter, chapter: Chapter) -> None:
    """Keep a whole chapter that was taken anew from another snapshot.

    Sections that are the same are left alone.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed a section since.
    """
    for section in chapter.sections:
        if section.section_id in kept.sections:
            content = _section_content(kept, section)
            if content != dict(kept.sections[section.section_id].content):
                change_entry(engine, actor, kept.sections[section.section_id], content=content)
    keep_head(engine, actor, kept, chapter, name=kept.head.name)


def remove_chapter(engine: Engine, actor: Actor, kept: KeptChapter) -> None:
    """Remove a chapter; its sections stay in the workspace, so that it can be brought back whole.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed it since.
    """
    remove_entry(engine, actor, kept.head)


def keep_version(engine: Engine, actor: Actor, kept: KeptChapter, *, name: str) -> None:
    """Keep the chapter as it is now under a name, to come back to or to compare with.

    Raises:
        NotAllowedError: The actor may not write.
        InvalidEntryError: The name is blank, too long or taken.
    """
    add_entry(
        engine,
        actor,
        kind=VERSION,
        parent=kept.head.entry_id,
        name=name,
        content=chapter_content(kept.chapter),
    )


def list_versions(engine: Engine, *, chapter_id: str) -> list[KeptVersion]:
    """Return the versions that were kept of a chapter, the newest first.

    Raises:
        ChapterFormatError: One was kept in a form that this version does not read.
    """
    entries = list_entries(engine, kind=VERSION, parent=chapter_id)
    return [
        KeptVersion(
            entry.entry_id,
            entry.name,
            entry.created_at,
            entry.created_by,
            read_chapter(entry.content),
        )
        for entry in sorted(entries, key=lambda entry: entry.created_at, reverse=True)
    ]


def _add_section(engine: Engine, actor: Actor, head: Entry, section: Section) -> Entry:
    return add_entry(
        engine,
        actor,
        kind=SECTION,
        parent=head.entry_id,
        name=section.section_id,
        content=_plain_section(section),
    )


def _head_content(chapter: Chapter, order: list[str]) -> dict[str, Any]:
    content = chapter_content(replace(chapter, sections=()))
    content.pop(_SECTIONS)
    return content | {_ORDER: order}


def _section_content(kept: KeptChapter, section: Section) -> dict[str, Any]:
    known = kept.sections.get(section.section_id)
    if known is None:
        raise ChapterMissingError(f"The section “{section.heading}” is not kept here.")
    return _plain_section(section)


def _plain_section(section: Section) -> dict[str, Any]:
    empty = Chapter("", "", "", "", "", "", "", "", "", "", "", sections=(section,))
    return chapter_content(empty)[_SECTIONS][0]
