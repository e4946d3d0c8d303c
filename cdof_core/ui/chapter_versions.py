"""Versions of a chapter: kept, compared, and its latest changes undone."""

import streamlit as st

from cdof_core.domain.chapter import Chapter
from cdof_core.report.chapter.differences import Difference, chapter_differences
from cdof_core.ui.chapter import act
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Change, list_changes, open_workspace, undo_change
from cdof_core.workspace.chapters import (
    KeptChapter,
    keep_version,
    list_versions,
    restore_section,
)

_MOST_SHOWN = 60
_MOST_UNDONE = 30
_MOST_OF_ONE = 12


def show_versions(kept: KeptChapter) -> None:
    """Offer to keep a version, to compare with one, and to undo the latest changes."""
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
        _show_differences(versions[shown].chapter, kept.chapter)
    st.subheader("Latest changes", anchor=False)
    seen: set[str] = set()
    for change in _changes(kept):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(as_plain_text(_change_words(change, kept)))
            _offer_to_undo(kept, change, is_latest=change.entry_id not in seen)
        seen.add(change.entry_id)


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


def _changes(kept: KeptChapter) -> list[Change]:
    """Return the changes that can be undone or gone back behind, the newest first."""
    found = [
        change
        for entry in (kept.head, *kept.sections.values())
        for change in list_changes(open_workspace(), entry_id=entry.entry_id, limit=_MOST_OF_ONE)
        if change.before is not None
    ]
    return sorted(found, key=lambda change: change.change_id, reverse=True)[:_MOST_UNDONE]


def _change_words(change: Change, kept: KeptChapter) -> str:
    headings = {section.section_id: section.heading for section in kept.chapter.sections}
    what = headings.get(change.name, "The chapter's title, order or dates")
    who = f" by {change.who}" if change.who else ""
    return f"{what}, {change.when:%d %B %Y %H:%M}{who}"


def _offer_to_undo(kept: KeptChapter, change: Change, *, is_latest: bool) -> None:
    """Offer to undo the latest change of a part, or to go back to before an earlier one."""
    if is_latest:
        st.button(
            "Undo",
            key=f"undo_{change.change_id}",
            on_click=_undo,
            args=(change,),
            type="tertiary",
        )
    elif change.entry_id != kept.head.entry_id:
        st.button(
            "Back to before this",
            key=f"before_{change.change_id}",
            on_click=_go_back,
            args=(kept, change),
            type="tertiary",
        )


def _go_back(kept: KeptChapter, change: Change) -> None:
    act(
        lambda: restore_section(open_workspace(), current_actor(), kept, change),
        done="The section is as it was before that change; undo this to come back.",
    )


def _undo(change: Change) -> None:
    act(lambda: undo_change(open_workspace(), current_actor(), change), done="Undone.")


def _keep_version(kept: KeptChapter) -> None:
    name = " ".join(str(st.session_state.get("version_name", "")).split())
    act(
        lambda: keep_version(open_workspace(), current_actor(), kept, name=name),
        done=f"{name} is kept.",
    )
