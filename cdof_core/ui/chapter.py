"""The chapter page: choose or begin a chapter, and see what another snapshot would change."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts, gather_facts
from cdof_core.analysis.places import Places
from cdof_core.domain import BenchmarkKind, CdofError, Layout, Selection
from cdof_core.domain.chapter import Chapter
from cdof_core.narrative.names import at_start
from cdof_core.report.chapter.build import build_chapter, with_added_measures
from cdof_core.report.chapter.changes import (
    ChangeKind,
    StatementChange,
    compare_chapters,
    refresh_chapter,
)
from cdof_core.report.chapter.template import Template, find_template, shipped_templates
from cdof_core.ui.cached import content_hash
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.judged import RESULTS_KEPT, chosen, chosen_against
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import (
    KeptChapter,
    add_chapter,
    keep_all,
    list_chapters,
    load_chapter,
    remove_chapter,
)

SAID = "chapter_said"
"""Session key: what came of the last change of a chapter."""
_MOST_CHANGES = 40
_WORDS = {
    ChangeKind.FACTS: "The facts changed",
    ChangeKind.WORDING: "Only the wording changed",
    ChangeKind.GONE: "No longer said",
    ChangeKind.NEW: "New",
}


def choose_chapter() -> KeptChapter | None:
    """Draw the menu of chapters and return the one shown; None where the area has none."""
    selection, _ = chosen()
    heads = list_chapters(open_workspace(), area_code=selection.area_code)
    names = {head.entry_id: head.name for head in heads}
    asked = read_parameters()["chapter"]
    shown = asked if asked in names else next(iter(names), "")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if names:
            choose_parameter("Chapter", "chapter", names, current=shown, width=420)
        with st.popover("Begin a chapter", icon=":material/add:"):
            _draw_beginning()
    if asked and asked not in names:
        st.caption("The chapter of this link is not kept here for this area.")
    show_outcome(SAID)
    return load_chapter(open_workspace(), shown) if shown else None


def show_no_chapter() -> None:
    """Say what a chapter is, where none has begun."""
    show_no_data(
        "No chapter has begun for this area",
        why="Begin one above from a template: its sections are then filled with tables, pictures "
        "and sentences from the figures held here, for you to edit.",
    )


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
    if chapter.content_hash == content_hash():
        return
    computed = computed_anew(kept)
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


def computed_anew(kept: KeptChapter) -> Chapter:
    """Return the chapter as its template gives it on the snapshot of now."""
    return _computed(kept.chapter)


def facts_for(kept: KeptChapter) -> ChapterFacts:
    """Return the facts that a chapter is built from, against its own comparator."""
    return facts_of(kept.chapter)


def facts_of(chapter: Chapter) -> ChapterFacts:
    """Return the facts of a chapter as it stands: those of its template and of what was added."""
    added = tuple(dict.fromkeys(name for one in chapter.sections for name in one.measures))
    return _facts_against(BenchmarkKind(chapter.benchmark), chapter.template_id, added)


def compare_with(kept: KeptChapter, benchmark: BenchmarkKind) -> None:
    """Hold a chapter against another comparator; what people wrote stands."""

    def change() -> None:
        computed = _computed(replace(kept.chapter, benchmark=str(benchmark)))
        fresh = refresh_chapter(kept.chapter, computed)
        keep_all(open_workspace(), current_actor(), kept, fresh)

    act(change, done="The chapter has its new comparator; what you wrote stands.")


def _computed(chapter: Chapter) -> Chapter:
    facts = facts_of(chapter)
    added = {one.section_id: one.measures for one in chapter.sections if one.measures}
    return with_added_measures(
        build_chapter(find_template(chapter.template_id), facts), added, facts
    )


def act(change: Callable[[], object], *, done: str) -> bool:
    """Make a change to a chapter, and leave word of what came of it.

    Args:
        change: Makes it.
        done: What to say when it is made; empty for nothing.

    Returns:
        Whether it was made.
    """
    try:
        change()
    except CdofError as error:
        st.session_state[SAID] = error
        return False
    if done:
        st.session_state[SAID] = done
    return True


def remove_shown(kept: KeptChapter) -> None:
    """Remove a chapter; the page shows the next one."""
    if act(
        lambda: remove_chapter(open_workspace(), current_actor(), kept),
        done=f"{kept.head.name} is removed; Saved work can bring it back.",
    ):
        write_parameters(chapter="")


def _draw_beginning() -> None:
    templates = {template.template_id: template for template in shipped_templates()}
    name = st.selectbox(
        "Template",
        list(templates),
        format_func=lambda key: templates[key].name,
        key="chapter_template",
    )
    template = templates[name]
    st.caption(as_plain_text(f"{template.description} Version {template.version}."))
    st.text_input("Name", key="chapter_name", placeholder=template.name, max_chars=120)
    st.button("Begin", type="primary", on_click=_begin, args=(template,), key="chapter_begin")


def _begin(template: Template) -> None:
    selection, places = chosen()
    # A group of the user's own is no benchmark that a template can name again later.
    own = selection.benchmark is BenchmarkKind.OWN_GROUP
    benchmark = BenchmarkKind.ENGLAND if own else selection.benchmark
    name = " ".join(str(st.session_state.get("chapter_name", "")).split()) or template.name
    try:
        facts = _facts_against(benchmark, template.template_id)
        made = build_chapter(template, facts)
        kept = add_chapter(open_workspace(), current_actor(), name=name, chapter=made)
    except CdofError as error:
        st.session_state[SAID] = error
        return
    st.session_state[SAID] = (
        f"{name} on {at_start(places.area.name)} is begun: {len(made.sections)} sections."
    )
    write_parameters(chapter=kept.head.entry_id, section="")


def _refresh(kept: KeptChapter, computed: Chapter) -> None:
    fresh = refresh_chapter(kept.chapter, computed)
    act(
        lambda: keep_all(open_workspace(), current_actor(), kept, fresh),
        done="The chapter has the new figures; what you wrote stands.",
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


def _facts_against(
    benchmark: BenchmarkKind, template_id: str, added: tuple[str, ...] = ()
) -> ChapterFacts:
    selection, places = chosen_against(benchmark)
    return _facts(_plain(selection), template_id, added, content_hash(), places)


def _plain(selection: Selection) -> Selection:
    """Leave out what no figure of a chapter depends on."""
    return replace(
        Selection(area_code=selection.area_code, layout=Layout.HEXAGONS),
        benchmark=selection.benchmark,
        levels=selection.levels,
    )


@st.cache_resource(max_entries=min(RESULTS_KEPT, 12), show_spinner="Gathering the figures…")
def _facts(
    selection: Selection,
    template_id: str,
    added: tuple[str, ...],
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    _places: Places,
) -> ChapterFacts:
    template = find_template(template_id)
    return gather_facts(
        selection,
        places=_places,
        indicator_ids=tuple(dict.fromkeys((*template.measures, *added))),
        pictured=tuple(dict.fromkeys((*template.pictures, *added))),
    )
