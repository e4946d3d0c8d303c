"""Blocks of a chapter that people write: text, recommendations, local evidence."""

from dataclasses import replace

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, Section
from cdof_core.report.chapter.numbers import fill_numbers
from cdof_core.ui.chapter_evidence import draw_evidence
from cdof_core.ui.chapter_keeping import block_tag, field_key, keep, with_block
from cdof_core.ui.panels import as_plain_text
from cdof_core.workspace.chapters import KeptChapter

LONGEST_TEXT = 20_000
_AUDIENCES = ("commissioners", "providers", "partnership", "")
KINDS = {
    BlockKind.PROSE: "Text",
    BlockKind.NOTE: "Note for the author",
    BlockKind.RECOMMENDATION: "Recommendation",
    BlockKind.LOCAL: "Local evidence",
}


def draw_typed(kept: KeptChapter, section: Section, block: Block, facts: ChapterFacts) -> None:
    """Draw a block that people write: its text with live numbers, and what goes with its kind."""
    tag = block_tag(kept, section, block)
    live = fill_numbers(block, facts)
    if live.numbers:
        st.markdown(as_plain_text(live.text))
    for token in live.unknown:
        st.warning(as_plain_text(f"{token} names no figure of this area: it reads “not held”."))
    given = (kept, section, block, tag)
    st.text_area(
        KINDS.get(block.kind, "Text"),
        max_chars=LONGEST_TEXT,
        key=field_key("text", tag, block.text),
        height=130,
        on_change=_keep_typed,
        args=given,
    )
    if block.kind is BlockKind.RECOMMENDATION:
        left, right = st.columns(2)
        left.text_input(
            "Owner",
            max_chars=200,
            key=field_key("owner", tag, block.owner),
            on_change=_keep_typed,
            args=given,
        )
        right.selectbox(
            "For whom",
            _AUDIENCES,
            format_func=lambda name: name or "all",
            key=field_key("audience", tag, block.audience if block.audience in _AUDIENCES else ""),
            on_change=_keep_typed,
            args=given,
        )
        _show_evidence(kept, block)
    if block.kind is BlockKind.LOCAL:
        _draw_words_of_evidence(block, given)
        draw_evidence(kept, section, block)


def _draw_words_of_evidence(block: Block, given: tuple[KeptChapter, Section, Block, str]) -> None:
    tag = given[-1]
    st.text_input(
        "Caption of its picture or table",
        max_chars=300,
        key=field_key("caption", tag, block.caption),
        on_change=_keep_typed,
        args=given,
    )
    st.text_input(
        "What a picture shows, for those who cannot see it",
        max_chars=1000,
        key=field_key("description", tag, block.description),
        on_change=_keep_typed,
        args=given,
    )
    st.checkbox(
        "Not public: never leaves in a public chapter",
        key=field_key("sensitive", tag, block.is_sensitive),
        on_change=_keep_typed,
        args=given,
    )


def _show_evidence(kept: KeptChapter, block: Block) -> None:
    """Say in words what a recommendation rests on; what is no longer said is told."""
    said = {one.key: one.shown for part in kept.chapter.blocks() for one in part.statements}
    for key in block.evidence:
        words = said.get(key)
        text = f"“{words}”" if words else "a sentence that this chapter no longer has."
        st.caption(f"Rests on: {as_plain_text(text)}")


def _keep_typed(kept: KeptChapter, section: Section, block: Block, tag: str) -> None:
    def held(name: str, otherwise: str) -> str:
        return str(st.session_state.get(f"{name}_{tag}", otherwise)).strip()

    made = replace(
        block,
        text=held("text", block.text),
        owner=held("owner", block.owner),
        audience=held("audience", block.audience),
        caption=held("caption", block.caption),
        description=held("description", block.description),
        is_sensitive=bool(st.session_state.get(f"sensitive_{tag}", block.is_sensitive)),
    )
    keep(kept, with_block(section, made))
