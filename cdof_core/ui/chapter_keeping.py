"""Keeping what was written in a section, and the choice where somebody else wrote meanwhile."""

import zlib
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.domain.chapter import Block, Section
from cdof_core.ui.chapter import SAID
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import KeptChapter, keep_section
from cdof_core.workspace.errors import ChangedMeanwhileError

_CONFLICT = "chapter_conflict"
"""Session key: a section that somebody else changed meanwhile, as this session wants it."""


def with_block(section: Section, block: Block) -> Section:
    """Return a section with a block of the same name replaced."""
    return replace(
        section,
        blocks=tuple(block if one.block_id == block.block_id else one for one in section.blocks),
    )


def keep(kept: KeptChapter, section: Section, *, done: str = "") -> None:
    """Keep a section; where somebody else changed it, keep this session's for a choice."""
    try:
        keep_section(open_workspace(), current_actor(), kept, section)
    except ChangedMeanwhileError:
        st.session_state[_CONFLICT] = section
    except CdofError as error:
        st.session_state[SAID] = error
    else:
        st.session_state[SAID] = done


def show_conflict(kept: KeptChapter, section: Section) -> None:
    """Offer the choice between what somebody else kept meanwhile and what was typed here."""
    mine: Section | None = st.session_state.get(_CONFLICT)
    if mine is None or mine.section_id != section.section_id:
        return
    st.error(
        "Somebody else changed this section while you wrote. Nothing is lost: below stand both. "
        "Choose, or copy from one into the other.",
        icon=":material/call_split:",
    )
    left, right = st.columns(2)
    with left:
        st.markdown("**Kept by somebody else**")
        st.text(_as_text(section))
        st.button("Take theirs", on_click=_settle, args=(kept, None))
    with right:
        st.markdown("**Yours**")
        st.text(_as_text(mine))
        st.button("Keep mine instead", type="primary", on_click=_settle, args=(kept, mine))


def _settle(kept: KeptChapter, mine: Section | None) -> None:
    st.session_state.pop(_CONFLICT, None)
    if mine is not None:
        keep(kept, mine, done="Yours is kept; theirs stands in the history.")


def _as_text(section: Section) -> str:
    parts = [section.heading]
    for block in section.blocks:
        parts += [statement.shown for statement in block.statements] or [block.text]
    return "\n\n".join(part for part in parts if part)


def section_tag(kept: KeptChapter, section: Section) -> str:
    """Return what tells the fields of a section apart, its version included."""
    return f"{section.section_id}_{kept.sections[section.section_id].version}"


def block_tag(kept: KeptChapter, section: Section, block: Block) -> str:
    """Return what tells the fields of a block apart, what they hold included.

    A change of another block leaves these fields, and the cursor in them, alone.
    """
    held = zlib.crc32(repr(block).encode())
    return f"{kept.head.entry_id}_{section.section_id}_{block.block_id}_{held}"


def show_kept_at(kept: KeptChapter, section: Section) -> None:
    """Say when the section was kept last, and by whom, in the reader's own time."""
    entry = kept.sections[section.section_id]
    zone = st.context.timezone
    try:
        moment = entry.updated_at.astimezone(ZoneInfo(zone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        zone, moment = "", entry.updated_at
    who = f" by {entry.updated_by}" if entry.updated_by else ""
    day = f"{moment.day} {moment:%B, %H:%M:%S}"
    st.caption(as_plain_text(f"Saved on {day}{'' if zone else ' UTC'}{who}."))
