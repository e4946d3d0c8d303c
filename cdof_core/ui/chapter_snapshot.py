"""Which snapshot a chapter rests on, what a newer one would change, and taking it anew."""

from dataclasses import replace

import streamlit as st

from cdof_core.domain import BenchmarkKind
from cdof_core.domain.chapter import Block, Chapter
from cdof_core.report.chapter.build import build_chapter, with_added_measures
from cdof_core.report.chapter.changes import (
    ChangeKind,
    StatementChange,
    compare_chapters,
    refresh_chapter,
)
from cdof_core.report.chapter.template import find_template
from cdof_core.report.scorecard_document import SCORECARD, scorecard_block
from cdof_core.ui.chapter import act
from cdof_core.ui.chapter_facts import facts_of, is_of_this_snapshot
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.scorecard import OWN, load_scorecard
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import KeptChapter, keep_all

_MOST_CHANGES = 40
_WORDS = {
    ChangeKind.FACTS: "The facts changed",
    ChangeKind.WORDING: "Only the wording changed",
    ChangeKind.GONE: "No longer said",
    ChangeKind.NEW: "New",
}


def show_state(kept: KeptChapter) -> None:
    """Say which snapshot the chapter rests on, and what a newer one would change."""
    chapter = kept.chapter
    st.caption(
        as_plain_text(
            f"{chapter.title}. Against {chapter.benchmark_label}. Snapshot "
            f"{chapter.content_hash[:12]} of {chapter.built_on}. "
            "A change is kept when you leave its field."
        )
    )
    if is_of_this_snapshot(kept):
        return
    computed = _computed(kept.chapter)
    changes = compare_chapters(chapter, computed)
    facts = sum(change.kind is ChangeKind.FACTS for change in changes)
    st.warning(
        f"A new snapshot is here: the facts of {facts} sentences changed, {len(changes)} sentences "
        "differ in all. Your own wording is kept either way.",
        icon=":material/update:",
    )
    with st.expander("What would change"):
        for change in changes[:_MOST_CHANGES]:
            _show_change(change)
    st.button("Take the new figures", type="primary", on_click=_refresh, args=(kept, computed))


def compare_with(kept: KeptChapter, benchmark: BenchmarkKind) -> None:
    """Hold a chapter against another comparator; what people wrote stands."""

    def change() -> None:
        computed = _computed(replace(kept.chapter, benchmark=str(benchmark)))
        fresh = _refreshed(kept.chapter, computed)
        keep_all(open_workspace(), current_actor(), kept, fresh)

    act(change, done="The chapter has its new comparator; what you wrote stands.")


def _refresh(kept: KeptChapter, computed: Chapter) -> None:
    fresh = _refreshed(kept.chapter, computed)
    act(
        lambda: keep_all(open_workspace(), current_actor(), kept, fresh),
        done="The chapter has the new figures; what you wrote stands.",
    )


def _refreshed(chapter: Chapter, computed: Chapter) -> Chapter:
    """Return a chapter with every figure of the snapshot of now, its scorecard's too."""
    fresh = refresh_chapter(chapter, computed)
    for block in [one for section in fresh.sections for one in section.blocks]:
        if block.block_id == SCORECARD:
            fresh = fresh.with_block(_with_newest_scorecard(block))
    return fresh


def _with_newest_scorecard(block: Block) -> Block:
    made = scorecard_block(load_scorecard(OWN))
    return replace(block, columns=made.columns, rows=made.rows, datasets=made.datasets)


def _computed(chapter: Chapter) -> Chapter:
    facts = facts_of(chapter)
    added = {one.section_id: one.measures for one in chapter.sections if one.measures}
    return with_added_measures(
        build_chapter(find_template(chapter.template_id), facts), added, facts
    )


def _show_change(change: StatementChange) -> None:
    lines = [f"**{_WORDS[change.kind]}**"]
    if change.stored is not None:
        lines.append(f"Until now: {as_plain_text(change.stored.text)}")
        if change.stored.edited:
            lines.append(f"Your wording: {as_plain_text(change.stored.edited)}")
    if change.computed is not None:
        lines.append(f"Now: {as_plain_text(change.computed.text)}")
    st.markdown("  \n".join(lines))
