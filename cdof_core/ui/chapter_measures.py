"""Which measures a section of a chapter speaks of."""

from dataclasses import replace

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.report.chapter.build import with_added_measures
from cdof_core.report.chapter.harm import HARM_TABLES
from cdof_core.ui.chapter import SAID, act
from cdof_core.ui.chapter_facts import TAKE_FIRST, facts_of, is_of_this_snapshot
from cdof_core.ui.chapter_keeping import field_key, keep, section_tag
from cdof_core.workspace.chapters import KeptChapter

_PICTURE = "picture:"


def choose_measures(kept: KeptChapter, section: Section, facts: ChapterFacts) -> None:
    """Draw the menu of measures; one that is taken out can be put back, a new one is written."""
    catalogue = facts.catalogue
    names = dict(zip(catalogue["indicator_id"], catalogue["short_name"], strict=True))
    shown = list(
        dict.fromkeys(
            block.source
            for block in section.shown_blocks
            if block.kind is BlockKind.COMPUTED and block.source in names
        )
    )
    key = field_key("measures", section_tag(kept, section), shown)
    with st.popover("Measures", icon=":material/checklist:"):
        st.multiselect(
            "Measures of this section",
            list(names),
            format_func=lambda name: str(names[name]),
            key=key,
            on_change=_take,
            args=(kept, section, key, tuple(shown)),
        )
        st.caption("Each is a paragraph of computed sentences, with a picture where there is one.")


def offer_harm_tables(kept: KeptChapter, section: Section) -> None:
    """Offer the tables of harm, supply and crime that a section does not hold yet."""
    there = {block.block_id for block in section.blocks}
    wanted = [name for name in HARM_TABLES if f"{section.section_id}.{name}" not in there]
    for name in wanted:
        st.button(
            f"Table: {HARM_TABLES[name].lower()}",
            key=f"table_{name}_{section_tag(kept, section)}",
            on_click=_take_table,
            args=(kept, section, name),
            type="tertiary",
        )


def _take_table(kept: KeptChapter, section: Section, name: str) -> None:
    if not is_of_this_snapshot(kept):
        st.session_state[SAID] = TAKE_FIRST
        return
    asked = tuple(dict.fromkeys((*section.measures, name)))
    made = _written(kept, replace(section, measures=asked), [name])
    if made is None:
        return
    if len(made.blocks) == len(section.blocks):
        st.session_state[SAID] = "Nothing of it is held for this area."
        return
    keep(kept, made, done="Taken in.")


def _take(kept: KeptChapter, section: Section, key: str, shown: tuple[str, ...]) -> None:
    wanted: list[str] = list(st.session_state[key])
    new = [name for name in wanted if name not in shown]
    gone = set(shown) - set(wanted)
    blocks = tuple(_shown_or_not(block, new, gone) for block in section.blocks)
    absent = [name for name in new if not any(_measure(block) == name for block in blocks)]
    changed = replace(section, blocks=blocks, measures=(*section.measures, *absent))
    if absent and not is_of_this_snapshot(kept):
        st.session_state[SAID] = TAKE_FIRST
        return
    made = _written(kept, changed, absent) if absent else changed
    if made is None:
        return
    silent = [name for name in absent if not any(_measure(one) == name for one in made.blocks)]
    done = "" if not silent else "Neither the area nor the country has a figure of it."
    keep(kept, made, done=done)


def _written(kept: KeptChapter, section: Section, names: list[str]) -> Section | None:
    """Return the section with blocks for measures that it did not have; None where refused."""
    chapter: Chapter = replace(
        kept.chapter,
        sections=tuple(
            section if one.section_id == section.section_id else one
            for one in kept.chapter.sections
        ),
    )
    written: list[Section] = []

    def write() -> None:
        added = {section.section_id: names}
        written.extend(with_added_measures(chapter, added, facts_of(chapter)).sections)

    if not act(write, done=""):
        return None
    return next(one for one in written if one.section_id == section.section_id)


def _shown_or_not(block: Block, new: list[str], gone: set[str]) -> Block:
    if _measure(block) in gone:
        return replace(block, is_out=True)
    return replace(block, is_out=False) if _measure(block) in new else block


def _measure(block: Block) -> str:
    """Return the measure that a computed paragraph or a picture is of; empty for other blocks."""
    is_of_one = block.kind in (BlockKind.COMPUTED, BlockKind.FIGURE)
    return block.source.removeprefix(_PICTURE) if is_of_one else ""
