"""Restricted figures: seen only where the installation allows it and somebody unlocked them."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cdof_core.store.snapshot import (
    open_snapshot_path,
    restricted_is_allowed,
    restricted_path,
    show_restricted_when,
)
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Role

_UNLOCKED = "restricted_unlocked"
"""Session key: this session asked to see restricted figures."""


def is_unlocked() -> bool:
    """Return whether the session that runs now sees restricted figures.

    Anything outside a session, such as a file made in the background, sees none.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return False
    return restricted_is_allowed() and bool(st.session_state.get(_UNLOCKED))


def watch_sessions() -> None:
    """Have the snapshot that is read depend on the session that reads."""
    show_restricted_when(is_unlocked)


def show_unlocked_banner() -> None:
    """Show on every page that restricted figures may be on it; nothing in public mode."""
    if is_unlocked():
        st.warning(
            "Restricted figures are unlocked in this session. Files are not offered; do not show "
            "this screen to people who may not see them.",
            icon=":material/lock_open:",
        )


def choose_unlocking() -> None:
    """Let those who may unlock restricted figures do so, or say why nobody can."""
    if not restricted_path(open_snapshot_path()).exists():
        st.caption("No restricted figures are held.")
        return
    if not restricted_is_allowed():
        st.caption(
            "Restricted figures are held but not shown by this installation. Whoever runs it "
            "allows them with the setting CDOF_RESTRICTED=allowed."
        )
        return
    if not _may_unlock():
        st.caption("Analysts can unlock restricted figures.")
        return
    st.toggle(
        "Show restricted figures in this session",
        value=bool(st.session_state.get(_UNLOCKED)),
        key="unlock_restricted",
        on_change=_take,
    )


def _take() -> None:
    asked = bool(st.session_state.get("unlock_restricted"))
    st.session_state[_UNLOCKED] = asked and _may_unlock()


def _may_unlock() -> bool:
    return current_actor().role.reaches(Role.ANALYST)
