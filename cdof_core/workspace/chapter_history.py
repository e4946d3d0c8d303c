"""The history of a chapter: versions kept by name and brought back, steps undone as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import Engine

from cdof_core.domain.chapter import Chapter
from cdof_core.domain.chapter_saved import chapter_content, read_chapter
from cdof_core.workspace.changes import MOST_SHOWN, Change, list_changes
from cdof_core.workspace.chapters import (
    ORDER,
    ChapterMissingError,
    KeptChapter,
    whole_as_entries,
)
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    new_entry,
    write_together,
)
from cdof_core.workspace.entry_rows import LONGEST_NAME
from cdof_core.workspace.undoing import undo_together

VERSION: Final = "chapter_version"
_FIGURES: Final = ("content_hash", "benchmark")
"""Of a head: what its computed parts rest on."""
_MOST_OF_ONE: Final = 12


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


@dataclass(frozen=True, slots=True)
class Step:
    """Changes of a chapter that were made at once, and are undone at once.

    Attributes:
        changes: One an entry: of the head, of sections, or of both.
        is_latest: Whether nothing it changed was changed again since: it can be undone.
        can_go_back: Whether the part it changed can be put back to before it, later changes
            included: only a step of one part, and none that would mix figures of two snapshots
            or comparators.
    """

    changes: tuple[Change, ...]
    is_latest: bool
    can_go_back: bool

    @property
    def when(self) -> datetime:
        """When it was made."""
        return self.changes[0].when

    @property
    def who(self) -> str:
        """By whom."""
        return self.changes[0].who


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


def bring_back_version(
    engine: Engine, actor: Actor, kept: KeptChapter, version: KeptVersion, *, at: str
) -> str:
    """Make a kept version the chapter again, as one step; the text until now is kept first.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: The chapter as it was read.
        version: A version of it.
        at: Day and time, which the version kept first is called by.

    Returns:
        The name of the version kept first.

    Raises:
        NotAllowedError: The actor may not write.
        InvalidEntryError: A version of this name is kept already.
        ChangedMeanwhileError: Someone else changed the chapter since.
    """
    tail = f"”, {at}"
    head = f"Before bringing back “{version.name}"
    name = f"{head[: LONGEST_NAME - len(tail)]}{tail}"
    first = new_entry(
        actor,
        kind=VERSION,
        parent=kept.head.entry_id,
        name=name,
        content=chapter_content(kept.chapter),
    )
    whole = whole_as_entries(actor, kept, version.chapter)
    write_together(engine, actor, added=[first, *whole["added"]], changed=whole["changed"])
    return name


def list_steps(engine: Engine, kept: KeptChapter, *, limit: int) -> list[Step]:
    """Return the latest steps of a chapter, the newest first; what was added is none.

    Args:
        engine: The workspace.
        kept: The chapter.
        limit: At most so many.
    """
    # The head's history whole: where it took other figures decides how far back its sections go.
    found = _changes(engine, kept.head, limit=MOST_SHOWN)
    for entry in kept.sections.values():
        found += _changes(engine, entry, limit=_MOST_OF_ONE)
    latest: dict[str, int] = {}
    for change in _in_order(found):
        latest.setdefault(change.entry_id, change.change_id)
    steps: list[Step] = []
    rests_on_others = False
    for _, group in groupby(_in_order(found), key=lambda change: (change.when, change.who)):
        changes = tuple(group)
        rests_on_others |= any(_takes_figures(change, kept.head) for change in changes)
        steps.append(
            Step(
                changes,
                is_latest=all(latest[one.entry_id] == one.change_id for one in changes),
                can_go_back=len(changes) == 1 and not rests_on_others,
            )
        )
    return steps[:limit]


def undo_step(engine: Engine, actor: Actor, step: Step) -> None:
    """Undo a step as a whole; undoing that redoes it.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: A part of it was changed since.
    """
    undo_together(engine, actor, step.changes)


def restore_before(engine: Engine, actor: Actor, kept: KeptChapter, change: Change) -> None:
    """Put a section, or the title and order, back as it was before a change, however long ago.

    Args:
        engine: The workspace.
        actor: Who does it.
        kept: The chapter as it was read; what is put back must still be the newest.
        change: A change of its head or of one of its sections, which that did not begin with.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed it since.
        ChapterMissingError: The change is of no part of this chapter.
    """
    for entry in (kept.head, *kept.sections.values()):
        if entry.entry_id != change.entry_id or change.before is None:
            continue
        content = dict(change.before["content"])
        if entry is kept.head:
            then = [key for key in content[ORDER] if key in set(entry.content[ORDER])]
            # What was added since stays in, at the end.
            content[ORDER] = [*then, *(key for key in entry.content[ORDER] if key not in then)]
        change_entry(engine, actor, entry, name=change.before["name"], content=content)
        return
    raise ChapterMissingError("This section is no longer in the chapter.")


def _changes(engine: Engine, entry: Entry, *, limit: int) -> list[Change]:
    """Return the latest changes of an entry that was there before."""
    found = list_changes(engine, entry_id=entry.entry_id, limit=limit)
    return [change for change in found if change.before is not None]


def _in_order(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.change_id, reverse=True)


def _takes_figures(change: Change, head: Entry) -> bool:
    """Return whether a change of the head gave the chapter another snapshot or comparator."""
    if change.entry_id != head.entry_id or change.before is None or change.after is None:
        return False
    was, now = change.before["content"], change.after["content"]
    return any(was.get(name) != now.get(name) for name in _FIGURES)
