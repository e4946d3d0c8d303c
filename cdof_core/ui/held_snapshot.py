"""The snapshot a session reads: the one it opened on, until its reader asks for the newer one."""

from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cdof_core.domain import SnapshotError
from cdof_core.store.datasets import guarded_figures, hidden_figures, shown_figures
from cdof_core.store.snapshot import (
    Snapshot,
    current_snapshot,
    open_snapshot_path,
    read_as_held,
    reading_newest,
    snapshots_in_use,
)
from cdof_core.ui.cached import content_hash, read_table, snapshot_line
from cdof_core.ui.panels import as_plain_text

_HELD = "snapshot_held"
"""Session key: the snapshots this session reads, open and with restricted figures, by path."""

_LEFT = "snapshot_left"
"""Session key: publications that were withdrawn from under this session, until it was told."""

_EVERY_SECONDS = 30.0
_COMPARED = 10


def hold_snapshot() -> None:
    """Have every session read what it opened on, whatever is published meanwhile.

    A meeting that began on one snapshot ends on it; figures never change under a reader's eyes,
    unless a dataset was taken out or protected anew, see `leave_withdrawn`.
    """
    read_as_held(_held)


def reopen_snapshot() -> None:
    """Let this session go on with the newest snapshot."""
    st.session_state.pop(_HELD, None)


def leave_withdrawn() -> bool:
    """Go on with the newest snapshot where this session's holds what was withdrawn since.

    A dataset that is gone, is restricted now, is under another rule for small numbers, hides a
    figure that it told, or, being protected, restricted or one's own, no longer tells the same
    number, may have been taken back because it told too much, or too little of the truth: nobody
    goes on looking at it. Publishers' open figures are revised in the ordinary course, and wait
    until their reader asks.

    Returns:
        Whether the session reads another snapshot from here on.
    """
    try:
        held = content_hash()
        with reading_newest():
            if content_hash() == held:
                return False
            newest = content_hash()
        gone = _withdrawn(held, newest, str(current_snapshot().path))
    except SnapshotError:  # whoever reads it is told
        return False
    if not gone:
        return False
    names = read_table("datasets").set_index("dataset_id")["publication"]
    st.session_state[_LEFT] = sorted({str(names[dataset_id]) for dataset_id in gone})
    reopen_snapshot()
    return True


def tell_of_newer_snapshot() -> None:
    """Say where a newer snapshot than this session's was published, and keep looking for one."""
    left: list[str] = st.session_state.pop(_LEFT, [])
    if left:
        st.warning(
            as_plain_text(
                f"Taken out or protected anew since you opened this: {'; '.join(left)}. What you "
                f"see is of the newest snapshot ({snapshot_line()})."
            ),
            icon=":material/update:",
        )
    _watch(content_hash())


def _held(newest: Snapshot) -> Snapshot:
    """Return what the session that runs now reads of a path; outside of sessions the newest."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return newest
    state: Any = st.session_state
    held: dict[Path, Snapshot] = state.setdefault(_HELD, {})
    if newest.path not in held:
        opened = open_snapshot_path()
        if opened in held:
            # Restricted figures that were published later are of another snapshot than the session.
            return held[opened]
        _hold(snapshots_in_use(), held)
    return held.get(newest.path, newest)


def _hold(snapshots: tuple[Snapshot, ...], held: dict[Path, Snapshot]) -> None:
    """Hold the open snapshot and the one with restricted figures as they were published at once."""
    opened, *unlocked = snapshots
    try:
        held[opened.path] = opened.held()
    except SnapshotError:  # whoever reads it is told
        return
    for one in unlocked:
        try:
            held[one.path] = one.held()
        except SnapshotError:
            held[one.path] = one


# Told once for all that still read the one while the other is out.
@st.cache_resource(max_entries=_COMPARED, show_spinner=False)
def _withdrawn(held: str, newest: str, path: str) -> frozenset[str]:  # noqa: ARG001 (its key)
    """Return the datasets that this session reads and that may have been taken back since."""
    with reading_newest():
        protected, hidden, kept = _protected(), _hidden(), _told()
    still_told = np.sort(np.concatenate([np.empty(0, np.int64), *kept.values()]))
    changed = (
        dataset_id for dataset_id, told in _told().items() if not _are_all_in(told, still_told)
    )
    return frozenset(
        {
            *(dataset_id for dataset_id, _ in _protected() - protected),
            *_telling(np.setdiff1d(hidden, _hidden())),
            *changed,
        }
    )


def _are_all_in(told: NDArray[np.int64], still_told: NDArray[np.int64]) -> bool:
    """Say whether a sorted array lacks nothing told; `np.isin` takes 20 times as long."""
    told = np.sort(told)
    first = np.searchsorted(still_told, told, side="left")
    return bool((first < np.searchsorted(still_told, told, side="right")).all())


def _protected() -> frozenset[tuple[str, str]]:
    """Return the datasets that are read, each with its rule for small numbers."""
    rows = read_table("datasets")
    return frozenset(zip(rows["dataset_id"], rows["disclosure_rule"], strict=True))


def _hidden() -> NDArray[np.int64]:
    """Return the values and counts that are hidden in what is read."""
    return hidden_figures()["figure"].to_numpy()


def _told() -> dict[str, NDArray[np.int64]]:
    """Return the numbers that each guarded dataset tells in what is read."""
    rows = guarded_figures()
    return dict(zip(rows["dataset_id"], rows["told"], strict=True))


def _telling(figures: NDArray[np.int64]) -> set[str]:
    """Return the datasets that tell any of these values and counts."""
    if not figures.size:
        return set()
    return set(shown_figures(figures=figures.tolist())["dataset_id"])


@st.fragment(run_every=_EVERY_SECONDS)
def _watch(shown: str) -> None:
    try:
        with reading_newest():
            found, line = content_hash(), snapshot_line()
    except SnapshotError:
        return
    if found == shown:
        return
    if leave_withdrawn():
        st.rerun()
    st.info(
        f"A newer snapshot was published ({line}). What you see is of the one you opened; the "
        "Data page shows what changed.",
        icon=":material/update:",
    )
    if st.button("Show the new figures", key="reopen_snapshot", on_click=reopen_snapshot):
        st.rerun()
