"""Two people's changes of one section brought together, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from cdof_core.domain.chapter import Block, Section, Statement

_OF_SECTION: Final = tuple(one.name for one in fields(Section) if one.name != "blocks")
_OF_BLOCK: Final = tuple(one.name for one in fields(Block) if one.name != "statements")


@dataclass(frozen=True, slots=True)
class Merged:
    """A section with the changes of two people.

    Attributes:
        section: Theirs, with every field that was changed here as it was changed here.
        is_crossed: Whether both gave the same field different values, or one changed what the
            other removed: somebody must choose.
    """

    section: Section
    is_crossed: bool


def merge_section(base: Section, mine: Section, theirs: Section) -> Merged:
    """Bring two changes of one section together.

    Args:
        base: As both read it.
        mine: As one wants it; where both changed a field, this one stands.
        theirs: As the other kept it meanwhile; its order of blocks stands.

    Returns:
        The section with both changes.
    """
    changed, is_crossed = _fields(base, mine, theirs, _OF_SECTION)
    blocks, are_crossed = _blocks(base.blocks, mine.blocks, theirs.blocks)
    made = replace(theirs, **changed, blocks=blocks)
    return Merged(made, is_crossed or are_crossed)


def _blocks(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> tuple[tuple[Block, ...], bool]:
    was, wanted = _by_id(base), _by_id(mine)
    made: list[Block] = []
    is_crossed = False
    for block in theirs:
        name = block.block_id
        if name not in wanted:
            is_crossed |= name in was and was[name] != block
            made += [] if name in was else [block]
            continue
        merged, crosses = _block(was.get(name, block), wanted[name], block)
        is_crossed |= crosses
        made.append(merged)
    there = _by_id(theirs)
    for name, block in wanted.items():
        if name in there or was.get(name) == block:
            continue
        is_crossed |= name in was
        made.append(block)
    return tuple(made), is_crossed


def _block(base: Block, mine: Block, theirs: Block) -> tuple[Block, bool]:
    changed, is_crossed = _fields(base, mine, theirs, _OF_BLOCK)
    was = {one.key: one.edited for one in base.statements}
    wanted = {one.key: one for one in mine.statements if one.edited != was.get(one.key)}
    made: list[Statement] = []
    for one in theirs.statements:
        edit = wanted.pop(one.key, None)
        if edit is None:
            made.append(one)
            continue
        is_crossed |= one.edited not in (was.get(one.key), edit.edited)
        made.append(replace(one, edited=edit.edited))
    # A sentence that theirs no longer has keeps its wording, for somebody to decide on.
    left = [one for one in wanted.values() if one.edited]
    return replace(theirs, **changed, statements=(*made, *left)), is_crossed or bool(left)


def _fields(
    base: Section | Block, mine: Section | Block, theirs: Section | Block, names: Sequence[str]
) -> tuple[dict[str, Any], bool]:
    """Return the fields that `mine` changed, and whether `theirs` has another value of one."""
    changed = {
        name: getattr(mine, name) for name in names if getattr(mine, name) != getattr(base, name)
    }
    crossed = [
        name
        for name, value in changed.items()
        if getattr(theirs, name) not in (getattr(base, name), value)
    ]
    return changed, bool(crossed)


def _by_id(blocks: Sequence[Block]) -> dict[str, Block]:
    return {block.block_id: block for block in blocks}
