"""What another snapshot does to a saved chapter: which facts changed, and the new wording."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from cdof_core.domain.chapter import Block, BlockKind, Chapter, NoteKind, Section, Statement

_TYPED: Final = (BlockKind.PROSE, BlockKind.LOCAL, BlockKind.HEADING)


class ChangeKind(StrEnum):
    """What became of a computed statement."""

    SAME = "same"
    FACTS = "facts changed"
    WORDING = "wording changed"
    GONE = "no longer said"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class StatementChange:
    """One statement then and now.

    Attributes:
        kind: What became of it.
        section_id: Section it stands in.
        block_id: Block it stands in.
        key: Its name.
        stored: As saved; None where it is new.
        computed: As computed now; None where it is gone.
    """

    kind: ChangeKind
    section_id: str
    block_id: str
    key: str
    stored: Statement | None
    computed: Statement | None

    @property
    def needs_a_decision(self) -> bool:
        """Whether the analyst's own wording stands over facts that changed."""
        edited = self.stored is not None and bool(self.stored.edited)
        return edited and self.kind in (ChangeKind.FACTS, ChangeKind.GONE)


def compare_chapters(stored: Chapter, computed: Chapter) -> tuple[StatementChange, ...]:
    """Hold a saved chapter against the same one computed anew.

    Args:
        stored: As saved, with the analyst's edits.
        computed: Built from the current snapshot for the same area and template.

    Returns:
        One change a statement that is not the same, in the order of the saved chapter; new ones
        last.
    """
    now = _statements(computed)
    then = _statements(stored)
    changes: list[StatementChange] = []
    for place, old in then.items():
        new = now.get(place)
        kind = _kind(old, new)
        if kind is not ChangeKind.SAME:
            changes.append(StatementChange(kind, *place, old, new))
    changes += [
        StatementChange(ChangeKind.NEW, *place, None, new)
        for place, new in now.items()
        if place not in then
    ]
    return tuple(changes)


def refresh_chapter(stored: Chapter, computed: Chapter) -> Chapter:
    """Take computed parts anew and keep everything that people wrote or took out.

    Edited wording stays beside the new computed one: `Statement.edited` is kept, and a change of
    facts beneath it is what `compare_chapters` lists. Order, hidden sections and typed blocks stay.

    Args:
        stored: As saved.
        computed: Built from the current snapshot for the same area and template.

    Returns:
        The chapter on the new snapshot.
    """
    blocks = {block.block_id: block for section in computed.sections for block in section.blocks}
    known = {block.block_id for section in stored.sections for block in section.blocks}
    fresh = {section.section_id: section for section in computed.sections}
    sections = tuple(
        _refreshed(section, blocks, known, fresh.get(section.section_id))
        for section in stored.sections
    )
    return replace(
        stored,
        sections=sections,
        benchmark=computed.benchmark,
        benchmark_label=computed.benchmark_label,
        content_hash=computed.content_hash,
        built_on=computed.built_on,
        methods_version=computed.methods_version,
    )


def _refreshed(
    section: Section, blocks: dict[str, Block], known: set[str], fresh: Section | None
) -> Section:
    kept = [_merged(block, blocks.get(block.block_id)) for block in section.blocks]
    added = [
        block
        for block in (fresh.blocks if fresh else ())
        if block.block_id not in known and block.kind is not BlockKind.PROSE
    ]
    return replace(section, blocks=(*(block for block in kept if block is not None), *added))


def _merged(old: Block, new: Block | None) -> Block | None:
    """Return a block with its computed parts anew; None for a computed one that is gone."""
    is_typed = old.kind in _TYPED or old.note_kind == NoteKind.AUTHOR.value
    if is_typed or (new is None and old.kind in (BlockKind.NOTE, BlockKind.RECOMMENDATION)):
        return old
    if new is not None and old.kind is BlockKind.NOTE:
        return replace(new, is_out=old.is_out)
    if new is not None and old.kind is BlockKind.RECOMMENDATION:
        return replace(
            new, owner=old.owner, audience=old.audience, text=old.text, is_out=old.is_out
        )
    if new is None:
        edited = tuple(one for one in old.statements if one.edited)
        return replace(old, statements=edited) if edited else None
    edits = {one.key: one.edited for one in old.statements}
    return replace(
        new,
        statements=tuple(replace(one, edited=edits.get(one.key, "")) for one in new.statements),
        is_out=old.is_out,
    )


def _statements(chapter: Chapter) -> dict[tuple[str, str, str], Statement]:
    return {
        (section.section_id, block.block_id, statement.key): statement
        for section in chapter.sections
        for block in section.blocks
        for statement in block.statements
    }


def _kind(old: Statement, new: Statement | None) -> ChangeKind:
    if new is None:
        return ChangeKind.GONE
    if old.references != new.references:
        return ChangeKind.FACTS
    return ChangeKind.SAME if old.text == new.text else ChangeKind.WORDING
