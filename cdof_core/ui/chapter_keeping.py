"""Keeping what was written in a section at once, and the fields it is written in."""

from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.domain.chapter import Block, Section
from cdof_core.domain.chapter_merging import merge_section
from cdof_core.ui.chapter import SAID
from cdof_core.ui.chapter_conflicts import add_conflict
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import KeptChapter, keep_section, load_chapter, section_of
from cdof_core.workspace.errors import ChangedMeanwhileError


def with_block(section: Section, block: Block) -> Section:
    """Return a section with a block of the same name replaced."""
    return replace(
        section,
        blocks=tuple(block if one.block_id == block.block_id else one for one in section.blocks),
    )


def keep(kept: KeptChapter, section: Section, *, done: str = "") -> None:
    """Keep a section; where somebody else changed it meanwhile, bring both changes together.

    Where both changed the same words, this session's are held for a choice.

    Args:
        kept: The chapter as it was read here.
        section: The section as it is to be.
        done: What to say when it is kept; empty for nothing.
    """
    _try_to_keep(kept, section, done)


def keep_now(kept: KeptChapter, section: Section) -> None:
    """Keep what was handed in during a run, and draw the page anew where that succeeded.

    Where it failed the file still lies in its field: drawing anew would hand it in again.
    """
    if _try_to_keep(kept, section, ""):
        st.rerun()
    if SAID in st.session_state:
        show_outcome(SAID)
        return
    st.error("Somebody else changed this meanwhile: choose at the top of the section.")


def _try_to_keep(kept: KeptChapter, section: Section, done: str) -> bool:
    try:
        is_kept = _keep_merged(kept, section)
    except CdofError as error:
        st.session_state[SAID] = error
        return False
    if is_kept:
        st.session_state[SAID] = done
    return is_kept


def _keep_merged(kept: KeptChapter, section: Section) -> bool:
    engine, actor = open_workspace(), current_actor()
    base = section_of(kept, section.section_id)
    try:
        keep_section(engine, actor, kept, section)
    except ChangedMeanwhileError:
        newest = load_chapter(engine, kept.head.entry_id)
        theirs = section_of(newest, section.section_id)
        merged = merge_section(base, section, theirs)
        if merged.is_crossed:
            add_conflict(kept, base, section)
            return False
        if merged.section != theirs:
            keep_section(engine, actor, newest, merged.section)
    return True


def section_tag(kept: KeptChapter, section: Section) -> str:
    """Return what tells the fields of a section apart."""
    return f"{kept.head.entry_id}_{section.section_id}"


def block_tag(kept: KeptChapter, section: Section, block: Block) -> str:
    """Return what tells the fields of a block apart."""
    return f"{section_tag(kept, section)}_{block.block_id}"


def field_key(name: str, tag: str, held: object) -> str:
    """Return the key of a field that shows what is kept, without touching what is typed.

    The key stays the same when anything is kept, so that no field loses its cursor or half-typed
    text. The field is filled anew only where what is kept for it became something else than it
    shows: by somebody else, or undone.

    Args:
        name: What the field is for.
        tag: What tells the fields of its section or block apart.
        held: What is kept for it.
    """
    key = f"{name}_{tag}"
    seen = f"{key} as kept"
    shown = st.session_state.get(key)
    is_shown = (shown.strip() if isinstance(shown, str) else shown) == held
    if key not in st.session_state or (not is_shown and st.session_state.get(seen) != held):
        st.session_state[key] = held
    st.session_state[seen] = held
    return key


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
