"""Blocks of a chapter that people write: text, recommendations, local evidence."""

import base64
from dataclasses import replace

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, Section
from cdof_core.report.chapter.numbers import fill_numbers
from cdof_core.ui.chapter_keeping import block_tag, keep, with_block
from cdof_core.ui.panels import as_plain_text
from cdof_core.workspace.chapters import KeptChapter

LONGEST_TEXT = 20_000


_LARGEST_IMAGE = 1_200_000


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
    if block.image:
        st.image(base64.b64decode(block.image), caption=block.caption or None)
    with st.form(f"typed_{tag}", border=False):
        st.text_area(
            KINDS.get(block.kind, "Text"),
            value=block.text,
            max_chars=LONGEST_TEXT,
            key=f"text_{tag}",
            height=130,
        )
        if block.kind is BlockKind.RECOMMENDATION:
            left, right = st.columns(2)
            left.text_input("Owner", value=block.owner, max_chars=200, key=f"owner_{tag}")
            right.selectbox(
                "For whom",
                _AUDIENCES,
                index=_AUDIENCES.index(block.audience) if block.audience in _AUDIENCES else 3,
                format_func=lambda name: name or "all",
                key=f"audience_{tag}",
            )
            if block.evidence:
                st.caption("Rests on: " + as_plain_text("; ".join(block.evidence)))
        if block.kind is BlockKind.LOCAL:
            st.text_input("Caption", value=block.caption, max_chars=300, key=f"caption_{tag}")
            st.text_input(
                "What a picture shows, for those who cannot see it",
                value=block.description,
                max_chars=1000,
                key=f"description_{tag}",
            )
            st.checkbox(
                "Not public: never leaves in a public chapter",
                value=block.is_sensitive,
                key=f"sensitive_{tag}",
            )
        st.form_submit_button(
            "Keep", on_click=_keep_typed, args=(kept, section, block, tag), key=f"keep_typed_{tag}"
        )
    if block.kind is BlockKind.LOCAL:
        _draw_upload(kept, section, block, tag)


def _draw_upload(kept: KeptChapter, section: Section, block: Block, tag: str) -> None:
    file = st.file_uploader("Picture", type=["png"], key=f"image_{tag}")
    if file is None:
        return
    data = file.getvalue()
    if len(data) > _LARGEST_IMAGE or not data.startswith(b"\x89PNG"):
        st.error(
            f"{file.name}: expected a PNG of at most {_LARGEST_IMAGE // 1000:,} kB; nothing was "
            "kept.",
            icon=":material/error:",
        )
        return
    encoded = base64.b64encode(data).decode()
    if encoded != block.image:
        keep(kept, with_block(section, replace(block, image=encoded)))
        st.rerun()


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
