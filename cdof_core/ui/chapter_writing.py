"""Writing a chapter: sections in order, each block edited in its place and kept at once."""

import textwrap
import uuid
from dataclasses import replace

import pandas as pd
import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, NoteKind, Reference, Section, Statement
from cdof_core.report.chapter.numbers import PARTS, live_wording, with_tokens
from cdof_core.report.chapter.used import rests_on
from cdof_core.ui.chapter import SAID, act
from cdof_core.ui.chapter_conflicts import show_conflicts
from cdof_core.ui.chapter_decided import offer_decisions, offer_scorecard
from cdof_core.ui.chapter_facts import facts_for, is_of_this_snapshot
from cdof_core.ui.chapter_keeping import (
    block_tag,
    field_key,
    keep,
    section_tag,
    show_kept_at,
    with_block,
)
from cdof_core.ui.chapter_measures import choose_measures, offer_harm_tables
from cdof_core.ui.chapter_typed import KINDS, LONGEST_TEXT, draw_typed
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import KeptChapter, add_section, move_section

_SHORT = 90


def write_chapter_sections(kept: KeptChapter) -> None:
    """Draw the menu of sections and everything in the one chosen."""
    labels = {
        section.section_id: _section_label(place, section)
        for place, section in enumerate(kept.chapter.sections, start=1)
    }
    if not labels:
        st.info("This chapter has no section yet.", icon=":material/info:")
        _draw_new_section(kept)
        return
    asked = read_parameters()["section"]
    shown = asked if asked in labels else next(iter(labels))
    choose_parameter("Section", "section", labels, current=shown, width=520)
    section = next(one for one in kept.chapter.sections if one.section_id == shown)
    show_conflicts(kept, section, _keep_chosen)
    facts = facts_for(kept)
    _draw_section_tools(kept, section, facts)
    show_kept_at(kept, section)
    for place, block in enumerate(section.blocks):
        if block.is_out:
            _draw_taken_out(kept, section, block)
            continue
        with st.container(border=True, key=f"block_{section.section_id}_{place}"):
            _draw_block(kept, section, block, facts)
    _draw_new_block(kept, section, facts)
    _draw_new_section(kept)


def _section_label(place: int, section: Section) -> str:
    indent = "– " * (section.level - 1)
    hidden = " (left out)" if section.is_hidden else ""
    return f"{place}. {indent}{section.heading}{hidden}"


def _draw_section_tools(kept: KeptChapter, section: Section, facts: ChapterFacts) -> None:
    tag = section_tag(kept, section)
    hidden = field_key("hide", tag, section.is_hidden)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Heading",
            max_chars=200,
            key=field_key("heading", tag, section.heading),
            on_change=lambda: _keep_heading(kept, section, f"heading_{tag}"),
        )
        st.button("Up", key=f"up_{tag}", on_click=_move, args=(kept, section, -1))
        st.button("Down", key=f"down_{tag}", on_click=_move, args=(kept, section, 1))
        st.checkbox(
            "Leave out",
            key=hidden,
            on_change=lambda: keep(
                kept, replace(section, is_hidden=bool(st.session_state[hidden]))
            ),
        )
        choose_measures(kept, section, facts)


def _draw_block(kept: KeptChapter, section: Section, block: Block, facts: ChapterFacts) -> None:
    match block.kind:
        case BlockKind.COMPUTED:
            if block.text:
                st.markdown(f"**{as_plain_text(block.text)}**")
            for statement in block.statements:
                _draw_statement(kept, section, block, statement, facts)
        case BlockKind.TABLE:
            st.markdown(f"**Table: {as_plain_text(block.caption)}**")
            frame = pd.DataFrame([list(row) for row in block.rows], columns=list(block.columns))
            st.dataframe(frame, hide_index=True, width="stretch")
        case BlockKind.FIGURE:
            st.markdown(f"**Figure: {as_plain_text(block.caption)}**")
            st.caption(as_plain_text(block.description))
        case BlockKind.HEADING:
            st.markdown(f"**{as_plain_text(block.text)}**")
        case BlockKind.NOTE if block.note_kind != NoteKind.AUTHOR.value:
            st.info(as_plain_text(block.text))
        case _:
            draw_typed(kept, section, block, facts)
    _draw_way_out(kept, section, block)


def _draw_way_out(kept: KeptChapter, section: Section, block: Block) -> None:
    """Offer to take a block out: what was typed goes, what is computed can be put back."""
    tag = block_tag(kept, section, block)
    computed = bool(block.source) or block.kind not in KINDS
    if computed:
        st.button(
            "Take out",
            key=f"out_{tag}",
            type="tertiary",
            on_click=lambda: keep(kept, with_block(section, replace(block, is_out=True))),
        )
    else:
        st.button(
            "Remove",
            key=f"out_{tag}",
            type="tertiary",
            on_click=_remove,
            args=(kept, section, block),
        )


def _draw_taken_out(kept: KeptChapter, section: Section, block: Block) -> None:
    """Name a block that was taken out, to be put back."""
    words = block.caption or block.text or " ".join(one.shown for one in block.statements)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(as_plain_text(f"Taken out: {textwrap.shorten(words, _SHORT, placeholder=' …')}"))
        st.button(
            "Put back",
            key=f"back_{block_tag(kept, section, block)}",
            type="tertiary",
            on_click=lambda: keep(kept, with_block(section, replace(block, is_out=False))),
        )


def _draw_statement(
    kept: KeptChapter, section: Section, block: Block, statement: Statement, facts: ChapterFacts
) -> None:
    """Show a computed sentence with what it rests on, and its wording to change."""
    shown = live_wording(statement, facts) if statement.edited else statement.text
    st.markdown(as_plain_text(shown), help=_reference_words(statement.references))
    tag = f"{block_tag(kept, section, block)}_{statement.key}"
    # Numbers stay live only in words of the same snapshot: of another they may mean another thing.
    computed = with_tokens(statement, facts) if is_of_this_snapshot(kept) else statement.text
    wording = field_key("wording", tag, statement.edited or computed)
    with st.expander("Edited: change or take back" if statement.edited else "Change the wording"):
        if statement.edited:
            st.caption(f"Computed: {as_plain_text(statement.text)}")
        st.text_area(
            "Wording; numbers in double brackets stay live",
            max_chars=LONGEST_TEXT,
            key=wording,
            height=110,
            on_change=_keep_wording,
            args=(kept, section, block, statement, wording),
        )
        if statement.edited:
            st.button(
                "Use the computed wording",
                on_click=_keep_statement,
                args=(kept, section, block, replace(statement, edited="")),
                key=f"back_wording_{tag}",
            )


def _draw_new_block(kept: KeptChapter, section: Section, facts: ChapterFacts) -> None:
    with st.popover("Add to this section", icon=":material/add:"):
        for kind, label in KINDS.items():
            st.button(
                label,
                key=f"add_{kind}_{section_tag(kept, section)}",
                on_click=_add_block,
                args=(kept, section, kind),
                type="tertiary",
            )
        offer_harm_tables(kept, section)
        offer_decisions(kept, section)
        offer_scorecard(kept, section)
        rows = facts.comparison.rows
        names = dict(zip(rows["indicator_id"], rows["short_name"], strict=True))
        if names:
            st.markdown("**A live number for your text**")
            measure = st.selectbox(
                "Measure", list(names), format_func=lambda key: names[key], key="token_measure"
            )
            part = st.selectbox("What of it", PARTS, key="token_part")
            st.code(f"[[{measure}.{part}]]", language=None)
            st.caption("Copy it into the text; it shows the newest figure in every document.")


def _draw_new_section(kept: KeptChapter) -> None:
    with st.popover("Add a section", icon=":material/add:"):
        st.text_input("Heading of the new section", key="new_section", max_chars=200)
        st.button("Add", key="add_section", on_click=_add_section, args=(kept,))


def _add_section(kept: KeptChapter) -> None:
    heading = " ".join(str(st.session_state.get("new_section", "")).split())
    if not heading:
        st.session_state[SAID] = "A section needs a heading."
        return
    section = Section(f"own-{uuid.uuid4().hex[:8]}", heading)
    made = act(lambda: add_section(open_workspace(), current_actor(), kept, section), done="Added.")
    if made:
        st.session_state["new_section"] = ""
        write_parameters(section=section.section_id)


def _add_block(kept: KeptChapter, section: Section, kind: BlockKind) -> None:
    note = NoteKind.AUTHOR.value if kind is BlockKind.NOTE else ""
    block = Block(f"own-{uuid.uuid4().hex[:8]}", kind, note_kind=note)
    keep(kept, replace(section, blocks=(*section.blocks, block)))


def _remove(kept: KeptChapter, section: Section, block: Block) -> None:
    left = tuple(one for one in section.blocks if one.block_id != block.block_id)
    keep(kept, replace(section, blocks=left), done="Removed; undo it under Versions.")


def _move(kept: KeptChapter, section: Section, by: int) -> None:
    act(
        lambda: move_section(open_workspace(), current_actor(), kept, section.section_id, by=by),
        done="",
    )


def _keep_chosen(kept: KeptChapter, section: Section) -> None:
    keep(kept, section, done="Yours is kept; theirs stands in the history.")


def _keep_heading(kept: KeptChapter, section: Section, key: str) -> None:
    heading = " ".join(str(st.session_state[key]).split())
    if heading:
        keep(kept, replace(section, heading=heading))


def _keep_wording(
    kept: KeptChapter,
    section: Section,
    block: Block,
    statement: Statement,
    key: str,
) -> None:
    facts = facts_for(kept)
    changed = replace(statement, edited=str(st.session_state[key]).strip())
    if live_wording(changed, facts) == statement.text:
        changed = replace(statement, edited="")
    _keep_statement(kept, section, block, changed)


def _keep_statement(
    kept: KeptChapter, section: Section, block: Block, statement: Statement
) -> None:
    statements = tuple(statement if one.key == statement.key else one for one in block.statements)
    keep(kept, with_block(section, replace(block, statements=statements)))


def _reference_words(references: tuple[Reference, ...]) -> str | None:
    """Say what a sentence rests on, for those who point at it."""
    lines = [f"- {as_plain_text(line)}" for line in rests_on(references)]
    return "Rests on:\n\n" + "\n".join(lines) if lines else None
