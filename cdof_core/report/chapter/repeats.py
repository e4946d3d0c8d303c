"""What an earlier section of a chapter says in full, a later one points to."""

from dataclasses import replace
from typing import Final

from cdof_core.domain.chapter import Block, Chapter, Section, Statement
from cdof_core.narrative.drug_need import Lack, unknown_need_pointer

_DRUG_NEED: Final = ".drug_need"
_SUMMARY: Final = "inequalities_found"
_CAVEAT: Final = "caveat|"
_GAP: Final = "gap|"
_SUBJECTS: Final = {"gap": "Deaths of men and of women", "deprivation": "Deprivation"}
"""What is pointed to, by the first word of a statement's key."""


def said_in_full_once(chapter: Chapter) -> Chapter:
    """Return a chapter whose later sections point to what an earlier one shows word for word.

    A document asks for it as it is laid out: sections may since have been hidden, renamed or moved.

    It is done for why drug need cannot be stated, and for inequalities, which a section sums up.
    """
    said: dict[str, str] = {}
    return replace(
        chapter,
        sections=tuple(one if one.is_hidden else _section(one, said) for one in chapter.sections),
    )


def _section(section: Section, said: dict[str, str]) -> Section:
    blocks = tuple(_block(block, said) for block in section.blocks)
    for block in section.shown_blocks:
        if block.block_id.endswith(_DRUG_NEED):
            said.setdefault(block.text, section.heading)
        for one in block.statements:
            if not one.key.startswith(_CAVEAT):
                said.setdefault(one.key, section.heading)
    return replace(section, blocks=blocks)


def _block(block: Block, said: dict[str, str]) -> Block:
    if block.block_id.endswith(_DRUG_NEED) and block.text in said:
        is_old = Lack.OLD_ESTIMATE.value in block.text
        pointer = unknown_need_pointer(lack_is_old=is_old, heading=said[block.text])
        return replace(block, text=pointer)
    if block.source != _SUMMARY:
        return block
    statements = [_statement(one, said) for one in block.statements]
    # The caveat is on the measure of the gap: it stands where the gap is told.
    is_told = not any(one.key.startswith(_GAP) and one.key in said for one in block.statements)
    kept = [one for one in statements if is_told or not one.key.startswith(_CAVEAT)]
    cited = {used.dataset_id for one in kept for used in one.references}
    datasets = tuple(name for name in block.datasets if name in cited)
    return replace(block, statements=tuple(kept), datasets=datasets)


def _statement(one: Statement, said: dict[str, str]) -> Statement:
    subject = _SUBJECTS.get(one.key.partition("|")[0])
    # What an author reworded is theirs to say.
    if subject is None or one.key not in said or one.edited:
        return one
    return replace(one, text=f"{subject}: see “{said[one.key]}”.", references=())
