"""The choice where somebody else wrote in the same field of a chapter meanwhile."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from cdof_core.domain.chapter import Section
from cdof_core.domain.chapter_merging import merge_section
from cdof_core.report.chapter.differences import Difference, chapter_differences
from cdof_core.ui.panels import as_plain_text
from cdof_core.workspace.chapters import KeptChapter

_CONFLICTS = "chapter_conflicts"
"""Session key: changes of this session that wait for a choice, by their own name."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that waits for a choice.

    Attributes:
        chapter_id: Chapter it was made in.
        chapter_name: What that is called.
        base: The section as it was read here.
        mine: The section as this session wants it.
    """

    chapter_id: str
    chapter_name: str
    base: Section
    mine: Section


def add_conflict(kept: KeptChapter, base: Section, mine: Section) -> None:
    """Keep a change that could not be kept in the chapter, for a choice."""
    waiting: dict[str, Conflict] = st.session_state.setdefault(_CONFLICTS, {})
    one = Conflict(kept.head.entry_id, kept.head.name, base, mine)
    # Named by what it holds: the same change handed in twice is one choice.
    waiting[f"{zlib.crc32(repr(one).encode()):08x}"] = one


def show_conflicts(
    kept: KeptChapter, section: Section, keep: Callable[[KeptChapter, Section], object]
) -> None:
    """Offer each choice that waits in a section, and say where others wait.

    Args:
        kept: The chapter shown.
        section: The section shown, as it is kept now.
        keep: Keeps the section where this session's wording is chosen.
    """
    waiting: dict[str, Conflict] = st.session_state.get(_CONFLICTS, {})
    elsewhere: dict[str, None] = {}
    for name, one in list(waiting.items()):
        if one.chapter_id != kept.head.entry_id:
            elsewhere[f"the chapter “{one.chapter_name}”, section “{one.mine.heading}”"] = None
        elif one.base.section_id != section.section_id:
            elsewhere[f"the section “{one.mine.heading}”"] = None
        else:
            _show_conflict(name, one, kept, section, keep)
    for place in elsewhere:
        st.warning(
            as_plain_text(f"What you wrote in {place} waits there for your choice."),
            icon=":material/call_split:",
        )


def _show_conflict(
    name: str,
    one: Conflict,
    kept: KeptChapter,
    section: Section,
    keep: Callable[[KeptChapter, Section], object],
) -> None:
    wanted = merge_section(one.base, one.mine, section).section
    if wanted == section:
        _forget(name)
        return
    st.error(
        "Somebody else changed the same words while you wrote. Nothing is lost: below stand both. "
        "Choose, or copy from one into the other.",
        icon=":material/call_split:",
    )
    parts = chapter_differences(
        replace(kept.chapter, sections=(section,)), replace(kept.chapter, sections=(wanted,))
    )
    left, right = st.columns(2)
    with left:
        st.markdown("**Kept by somebody else**")
        for part in parts:
            _show_part(part, part.before)
        st.button("Take theirs", key=f"theirs_{name}", on_click=_forget, args=(name,))
    with right:
        st.markdown("**Yours**")
        for part in parts:
            _show_part(part, part.after)
        st.button(
            "Keep mine instead",
            key=f"mine_{name}",
            type="primary",
            on_click=_keep_mine,
            args=(name, kept, wanted, keep),
            help="Only what you changed is put in its place; the rest of the section stays.",
        )


def _show_part(part: Difference, text: str) -> None:
    st.caption(as_plain_text(part.place))
    st.text(text or "Nothing: it is not there.")


def _keep_mine(
    name: str,
    kept: KeptChapter,
    wanted: Section,
    keep: Callable[[KeptChapter, Section], object],
) -> None:
    _forget(name)
    keep(kept, wanted)


def _forget(name: str) -> None:
    st.session_state.get(_CONFLICTS, {}).pop(name, None)
