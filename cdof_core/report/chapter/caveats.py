"""Puts the catalogue's caveats beside the first value of each measure in a section."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, Statement
from cdof_core.narrative.caveats import caveat_sentences
from cdof_core.report.chapter.measures import is_local

_KEY: Final = "caveat|"
_TALLIES: Final = ("headline", "worse_measures")
"""They count measures and have a caveat of their own."""
_OWN: Final = ("value", "part")


def with_caveats(
    blocks: Sequence[Block], facts: ChapterFacts, *, above: Iterable[Block] = ()
) -> list[Block]:
    """End each paragraph of a section with what its measures' caveats say and none above does.

    Args:
        blocks: Blocks of one section in order.
        facts: The facts.
        above: Blocks that stand before them in the section.
    """
    said = {
        sentence
        for block in above
        for one in block.statements
        if one.key.startswith(_KEY)
        for sentence in caveat_sentences([one.text])
    }
    made: list[Block] = []
    for block in blocks:
        sentences = caveats_of(_measures(block), facts)
        new = [sentence for sentence in sentences if sentence not in said]
        said.update(new)
        told = Statement(f"{_KEY}{block.block_id}", " ".join(new))
        made.append(replace(block, statements=(*block.statements, told)) if new else block)
    return made


def caveats_of(measures: Iterable[str], facts: ChapterFacts) -> tuple[str, ...]:
    """Return the sentences that the catalogue wants said beside these measures, each once."""
    texts = facts.catalogue.set_index("indicator_id")["caveat"]
    return caveat_sentences(str(texts[name]) for name in measures if name in texts.index)


def _measures(block: Block) -> list[str]:
    """Return the measures of which a paragraph on the area says a value."""
    if block.kind is not BlockKind.COMPUTED or block.source in _TALLIES or not is_local(block):
        return []
    used = (reference for one in block.statements for reference in one.references)
    return list(
        dict.fromkeys(
            one.indicator_id for one in used if one.role in _OWN and one.value is not None
        )
    )
