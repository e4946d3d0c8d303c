"""Tells an open session once that a newer snapshot was published, and lets it reopen on it."""

import streamlit as st

from cdof_core.domain import SnapshotError
from cdof_core.ui.cached import content_hash, snapshot_line
from cdof_core.ui.restricted import is_unlocked

_SEEN = "snapshot_seen"
"""Session key: the snapshot that this session was last shown, open and with restricted figures."""

_EVERY_SECONDS = 30.0


def tell_of_newer_snapshot() -> None:
    """Say once that the figures are of another snapshot than before, and keep looking for one."""
    shown = content_hash()
    seen = _seen()
    before, seen[is_unlocked()] = seen.get(is_unlocked(), shown), shown
    if before != shown:
        st.info(
            f"A new snapshot was published since you last looked ({snapshot_line()}); figures on "
            "this and other pages may differ from those you saw. The Data page shows what "
            "changed.",
            icon=":material/update:",
        )
    _watch(shown)


def _seen() -> dict[bool, str]:
    return st.session_state.setdefault(_SEEN, {})


@st.fragment(run_every=_EVERY_SECONDS)
def _watch(shown: str) -> None:
    try:
        found = content_hash()
    except SnapshotError:
        return
    if found == shown:
        return
    st.info(
        "A new snapshot was published. What stands on this page is of the former one.",
        icon=":material/update:",
    )
    if st.button("Show the new figures", key="reopen_snapshot"):
        _seen()[is_unlocked()] = found
        st.rerun()
