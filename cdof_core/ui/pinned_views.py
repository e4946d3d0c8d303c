"""Pinned views on the page of stories: what each is called, its note, taking it away."""

from functools import partial
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.navigation import page_titles
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.pinning import view_href
from cdof_core.ui.taking_away import show_said, take_away
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.pinned_views import (
    KIND,
    LONGEST_NOTE,
    LONGEST_TITLE,
    PinnedView,
    change_pinned_view,
    list_pinned_views,
    unpin_view,
)

_SAID: Final = "view_said"
"""Session key: what came of the last save or removal of a view."""
_SAID_AT: Final = "view_said_at"
"""Session key: where in the list that is said, counted from 0."""


def show_pinned_views() -> None:
    """Show every pinned view with its title and note, to change or remove."""
    views = list_pinned_views(open_workspace())
    # A long list would leave word at its top out of sight: it stands where the button was.
    said_at = min(int(st.session_state.get(_SAID_AT, 0)), len(views))
    may = may_write(current_actor(), kind=KIND)
    titles = page_titles()
    for place, view in enumerate(views):
        if place == said_at:
            show_said(_SAID)
        st.markdown(f"**[{as_plain_text(view.title)}]({view_href(view)})**")
        st.caption(as_plain_text(f"{titles.get(view.page, view.page)}. {view.note}".strip()))
        if may:
            with folded("Title, note to the presenter, remove"):
                _edit_view(view, place)
    if said_at == len(views):
        show_said(_SAID)
    if not views:
        st.caption("None yet: “Pin” stands beside “Copy link” at the top of every page.")


def _edit_view(view: PinnedView, place: int) -> None:
    title, note = f"view_title_{view.view_id}", f"view_note_{view.view_id}"
    st.text_input("Title", value=view.title, key=title, max_chars=LONGEST_TITLE)
    st.text_area("Note to the presenter", value=view.note, key=note, max_chars=LONGEST_NOTE)
    with st.container(horizontal=True, gap="small"):
        keep = partial(_change_view, view, title, note, place)
        st.button("Save", key=f"view_save_{view.view_id}", on_click=keep)
        st.button("Remove", key=f"view_remove_{view.view_id}", on_click=_unpin, args=(view, place))


def _change_view(view: PinnedView, title: str, note: str, place: int) -> None:
    st.session_state[_SAID_AT] = place
    called = str(st.session_state.get(title, ""))
    try:
        change_pinned_view(
            open_workspace(),
            current_actor(),
            view,
            title=called,
            note=str(st.session_state.get(note, "")),
        )
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = f"“{called.strip()}” is saved."


def _unpin(view: PinnedView, place: int) -> None:
    st.session_state[_SAID_AT] = place
    take_away(unpin_view, view, entry_id=view.view_id, name=view.title, said=_SAID)
