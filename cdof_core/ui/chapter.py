"""The chapter page: choose, begin and remove a chapter."""

from collections.abc import Callable

import streamlit as st

from cdof_core.domain import BenchmarkKind, CdofError
from cdof_core.narrative.names import at_start
from cdof_core.report.chapter.build import build_chapter
from cdof_core.report.chapter.template import Template, shipped_templates
from cdof_core.ui.chapter_facts import facts_against
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.ui.taking_away import leave_word
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.chapters import (
    KeptChapter,
    add_chapter,
    list_chapters,
    load_chapter,
    remove_chapter,
)

SAID = "chapter_said"
"""Session key: what came of the last change of a chapter."""


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
    with st.container():
        # A place of its own: words that come and go must not move the tabs back to the first one.
        show_outcome(SAID, choose=_choose_again)
    return load_chapter(open_workspace(), shown) if shown else None


def show_no_chapter() -> None:
    """Say what a chapter is, where none has begun."""
    show_no_data(
        "No chapter has begun for this area",
        why="Begin one above from a template: its sections are then filled with tables, pictures "
        "and sentences from the figures held here, for you to edit.",
    )


def act(change: Callable[[], object], *, done: str, said: str = SAID) -> bool:
    """Make a change to a chapter, and leave word of what came of it.

    Args:
        change: Makes it.
        done: What to say when it is made; empty for nothing.
        said: Session key of the word; a tab with one of its own says it there, and nowhere else.

    Returns:
        Whether it was made.
    """
    try:
        change()
    except CdofError as error:
        st.session_state[said] = error
        return False
    if done:
        st.session_state[said] = done
    return True


def remove_shown(kept: KeptChapter) -> None:
    """Remove a chapter; the page shows the next one."""
    if act(lambda: remove_chapter(open_workspace(), current_actor(), kept), done=""):
        name = kept.head.name
        words = f"{name} is removed; Saved work can bring it back."
        leave_word(words, entry_id=kept.head.entry_id, name=name, said=SAID)
        write_parameters(chapter="")


def _choose_again(removal: Change) -> None:
    write_parameters(chapter=removal.entry_id)


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
        facts = facts_against(benchmark, template.template_id)
        made = build_chapter(template, facts)
        kept = add_chapter(open_workspace(), current_actor(), name=name, chapter=made)
    except CdofError as error:
        st.session_state[SAID] = error
        return
    st.session_state[SAID] = (
        f"{name} on {at_start(places.area.name)} is begun: {len(made.sections)} sections."
    )
    write_parameters(chapter=kept.head.entry_id, section="")
