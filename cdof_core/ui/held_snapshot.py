"""The snapshot a session reads: the one it opened on, until its reader asks for the newer one."""

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cdof_core.domain import SnapshotError
from cdof_core.store.snapshot import Snapshot, read_as_held, reading_newest
from cdof_core.ui.cached import content_hash, snapshot_line

_HELD = "snapshot_held"
"""Session key: the snapshots this session reads, open and with restricted figures, by path."""

_EVERY_SECONDS = 30.0


def hold_snapshot() -> None:
    """Have every session read what it opened on, whatever is published meanwhile.

    A meeting that began on one snapshot ends on it; figures never change under a reader's eyes.
    """
    read_as_held(_held)


def reopen_snapshot() -> None:
    """Let this session go on with the newest snapshot."""
    st.session_state.pop(_HELD, None)


def tell_of_newer_snapshot() -> None:
    """Say where a newer snapshot than this session's was published, and keep looking for one."""
    _watch(content_hash())


def _held(newest: Snapshot) -> Snapshot:
    """Return what the session that runs now reads of a path; outside of sessions the newest."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return newest
    state: Any = st.session_state
    held: dict[Path, Snapshot] = state.setdefault(_HELD, {})
    if newest.path not in held:
        try:
            held[newest.path] = newest.held()
        except SnapshotError:  # whoever reads it is told
            return newest
    return held[newest.path]


@st.fragment(run_every=_EVERY_SECONDS)
def _watch(shown: str) -> None:
    try:
        with reading_newest():
            found, line = content_hash(), snapshot_line()
    except SnapshotError:
        return
    if found == shown:
        return
    st.info(
        f"A newer snapshot was published ({line}). What you see is of the one you opened; the "
        "Data page shows what changed.",
        icon=":material/update:",
    )
    if st.button("Show the new figures", key="reopen_snapshot", on_click=reopen_snapshot):
        st.rerun()
