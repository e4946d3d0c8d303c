"""What workshops decided and where promises stand, taken into a chapter."""

from dataclasses import replace

import streamlit as st

from cdof_core.domain.chapter import Block, BlockKind, Section
from cdof_core.report.priorities import evidence_line
from cdof_core.report.scorecard_document import scorecard_block
from cdof_core.ui.chapter_facts import TAKE_FIRST, is_of_this_snapshot
from cdof_core.ui.chapter_keeping import keep, section_tag, with_block
from cdof_core.ui.judged import chosen
from cdof_core.ui.scorecard import OWN, load_scorecard
from cdof_core.ui.url import explorer_address
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import KeptChapter
from cdof_core.workspace.priorities import Candidate, Workshop, list_workshops
from cdof_core.workspace.priority_decisions import decided_candidates

_FOR = "partnership"


def offer_decisions(kept: KeptChapter, section: Section) -> None:
    """Offer the decisions of the area's workshops; what a section holds already is not doubled."""
    workshops = list_workshops(open_workspace(), area_code=kept.chapter.area_code)
    for workshop in workshops:
        new = [block for block in _blocks(workshop) if not _holds(section, block)]
        if new:
            st.button(
                f"Decisions of the workshop “{workshop.name}” ({len(new)})",
                key=f"decided_{workshop.workshop_id}_{section_tag(kept, section)}",
                on_click=_take_in,
                args=(kept, section, new),
                type="tertiary",
            )


def offer_scorecard(kept: KeptChapter, section: Section) -> None:
    """Offer the area's own scorecard as a table, and anew where its figures have changed since."""
    if chosen()[0].area_code != kept.chapter.area_code:
        return
    if not is_of_this_snapshot(kept):
        st.caption(TAKE_FIRST)
        return
    card = load_scorecard(OWN)
    if card.latest.empty:
        return
    made = scorecard_block(card)
    held = next((one for one in section.blocks if one.block_id == made.block_id), None)
    if held is None or held.rows != made.rows:
        label = (
            "The scorecard, as it stands" if held is None else "The scorecard, brought up to date"
        )
        st.button(
            label,
            key=f"scorecard_{section_tag(kept, section)}",
            on_click=_take_scorecard,
            args=(kept, section, made),
            type="tertiary",
        )


def _take_scorecard(kept: KeptChapter, section: Section, made: Block) -> None:
    if _holds(section, made):
        keep(kept, with_block(section, made), done="Brought up to date.")
    else:
        _take_in(kept, section, [made])


def _take_in(kept: KeptChapter, section: Section, new: list[Block]) -> None:
    keep(kept, replace(section, blocks=(*section.blocks, *new)), done="Taken in.")


def _holds(section: Section, block: Block) -> bool:
    return any(one.block_id == block.block_id for one in section.blocks)


def _blocks(workshop: Workshop) -> list[Block]:
    return [_block(workshop, candidate) for candidate in decided_candidates(workshop)]


def _block(workshop: Workshop, candidate: Candidate) -> Block:
    decision = workshop.decision
    when = f" on {decision.decided_on}" if decision.decided_on else ""
    said = [
        f"{candidate.label.rstrip('.')}.",
        decision.rationale,
        f"Decided in the workshop “{workshop.name}”{when}.",
        evidence_line(candidate, explorer_address()),
    ]
    return Block(
        f"decided-{workshop.workshop_id}-{candidate.key or candidate.label}",
        BlockKind.RECOMMENDATION,
        text=" ".join(part for part in said if part),
        audience=_FOR,
        owner=decision.owner,
    )
