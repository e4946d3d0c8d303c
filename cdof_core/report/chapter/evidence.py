"""Where a chapter says in full what a recommendation rests on."""

from collections.abc import Iterator
from typing import Final

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.report.chapter.harm import HARM_TABLES

_SUMMARIES: Final = ("key_messages", "inequalities_found")
"""Analyses that say once more what another section says in full."""


def sections_of_evidence(chapter: Chapter) -> dict[str, Section]:
    """Return the section that each recommendation points to, by its block.

    Args:
        chapter: The chapter.

    Returns:
        The first section shown that says the evidence itself, before summaries and tables of it;
        nothing for a recommendation whose evidence the chapter does not show elsewhere.
    """
    found: dict[str, Section] = {}
    for section in chapter.shown_sections:
        for block in section.shown_blocks:
            if block.kind is BlockKind.RECOMMENDATION and block.evidence:
                place = _place_of(block, section, chapter)
                if place is not None:
                    found[block.block_id] = place
    return found


def _place_of(block: Block, own: Section, chapter: Chapter) -> Section | None:
    places = [
        (rank, number, section)
        for number, section in enumerate(chapter.shown_sections)
        if section is not own
        for rank in _ranks(block, section)
    ]
    return min(places, key=lambda place: place[:2])[2] if places else None


def _ranks(block: Block, section: Section) -> Iterator[int]:
    """Yield how directly a section gives the evidence: 0 says it, 1 tabulates it, 2 sums it up."""
    measures = {key.split("|")[1] for key in block.evidence if key.startswith("level|")}
    for other in section.shown_blocks:
        if any(one.key in block.evidence for one in other.statements):
            yield 2 if other.source in _SUMMARIES else 0
        if other.source in HARM_TABLES and measures & {
            one.indicator_id for one in other.references
        }:
            yield 1
