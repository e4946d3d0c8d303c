"""Versions of a chapter: kept, compared and brought back, and its latest changes undone."""

from datetime import UTC, datetime

import streamlit as st

from cdof_core.domain.chapter import Chapter
from cdof_core.report.chapter.differences import Difference, chapter_differences
from cdof_core.ui.chapter import act
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapter_history import (
    KeptVersion,
    Step,
    bring_back_version,
    keep_version,
    list_steps,
    list_versions,
    restore_before,
    undo_step,
)
from cdof_core.workspace.chapters import KeptChapter
from cdof_core.workspace.errors import InvalidEntryError

_SAID = "chapter_versions_said"
"""Session key: what came of the last change made on this tab, said on it alone."""
_MOST_SHOWN = 60
_MOST_UNDONE = 30


def show_versions(kept: KeptChapter) -> None:
    """Offer to keep a version, to compare with one or bring it back, and to undo changes."""
    with st.container():
        show_outcome(_SAID)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Keep this version as", key="version_name", placeholder="For example: sent to the board"
        )
        st.button("Keep", key="version_keep", on_click=_keep_version, args=(kept,))
    versions = {
        one.version_id: one
        for one in list_versions(open_workspace(), chapter_id=kept.head.entry_id)
    }
    if versions:
        shown = st.selectbox(
            "Compare with",
            list(versions),
            format_func=lambda key: f"{versions[key].name}, {versions[key].kept_at:%d %B %Y %H:%M}",
            key="version_shown",
        )
        st.button(
            "Bring back",
            key="version_back",
            on_click=_bring_back,
            args=(kept, versions[shown]),
            help="The chapter is this version again; its text until now is kept as one first.",
        )
        _show_differences(versions[shown].chapter, kept.chapter)
    st.subheader("Latest changes", anchor=False)
    steps = list_steps(open_workspace(), kept, limit=_MOST_UNDONE)
    if not steps:
        st.caption("Nothing was changed since the chapter was begun.")
    for step in steps:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(as_plain_text(_step_words(step, kept)))
            _offer_to_undo(kept, step)


def _show_differences(earlier: Chapter, now: Chapter) -> None:
    found = chapter_differences(earlier, now)
    if not found:
        st.markdown("Nothing differs from it.")
        return
    st.caption(f"{len(found)} differences, the first {min(len(found), _MOST_SHOWN)} shown.")
    for one in found[:_MOST_SHOWN]:
        st.markdown(_difference_words(one))


def _difference_words(one: Difference) -> str:
    lines = [f"**{as_plain_text(one.place)}**"]
    if one.before:
        lines.append(f"− {as_plain_text(one.before)}")
    if one.after:
        lines.append(f"+ {as_plain_text(one.after)}")
    return "  \n".join(lines)


def _step_words(step: Step, kept: KeptChapter) -> str:
    headings = {section.section_id: section.heading for section in kept.chapter.sections}
    sections = [change for change in step.changes if change.entry_id != kept.head.entry_id]
    what = "The chapter's title, order or dates"
    if len(sections) == 1:
        what = headings.get(sections[0].name, "A section")
    if len(step.changes) > 1:
        many = "1 section" if len(sections) == 1 else f"{len(sections)} sections"
        what = f"The whole chapter, {many} of it, at once"
    who = f" by {step.who}" if step.who else ""
    return f"{what}, {step.when:%d %B %Y %H:%M}{who}"


def _offer_to_undo(kept: KeptChapter, step: Step) -> None:
    """Offer to undo the latest change of a part, or to go back to before an earlier one."""
    key = step.changes[0].change_id
    if step.is_latest:
        st.button("Undo", key=f"undo_{key}", on_click=_undo, args=(step,), type="tertiary")
    elif step.can_go_back:
        st.button(
            "Back to before this",
            key=f"before_{key}",
            on_click=_go_back,
            args=(kept, step),
            type="tertiary",
        )


def _go_back(kept: KeptChapter, step: Step) -> None:
    act(
        lambda: restore_before(open_workspace(), current_actor(), kept, step.changes[0]),
        done="It is as it was before that change; undo this to come back.",
        said=_SAID,
    )


def _undo(step: Step) -> None:
    act(lambda: undo_step(open_workspace(), current_actor(), step), done="Undone.", said=_SAID)


def _bring_back(kept: KeptChapter, version: KeptVersion) -> None:
    now = datetime.now(UTC)
    at = f"{now.day} {now:%B %Y, %H:%M:%S} UTC"
    first = ""

    def change() -> None:
        nonlocal first
        first = bring_back_version(
            open_workspace(),
            current_actor(),
            kept,
            version,
            at=at,
        )

    if act(change, done="", said=_SAID):
        st.session_state[_SAID] = (
            f"{version.name} is back. The text until now is kept as “{first}”."
        )


def _keep_version(kept: KeptChapter) -> None:
    name = " ".join(str(st.session_state.get("version_name", "")).split())
    if not name:
        st.session_state[_SAID] = InvalidEntryError("Say what to keep this version as.")
        return
    act(
        lambda: keep_version(open_workspace(), current_actor(), kept, name=name),
        done=f"{name} is kept.",
        said=_SAID,
    )
