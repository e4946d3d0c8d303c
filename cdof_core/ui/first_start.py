"""The first start without a database: it is built from its sources."""

import threading
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cdof_core.store.snapshot import DEFAULT_PATH, open_snapshot_path
from cdof_core.ui.data_jobs import has_published
from cdof_core.ui.held_snapshot import (
    leave_withdrawn,
    reopen_snapshot,
    tell_of_newer_snapshot,
)
from cdof_core.ui.ingesting import Library, is_current, publish_rooms

DATA = DEFAULT_PATH.parent

_building = threading.Lock()


def ensure_snapshot() -> None:
    """Build the default snapshot where it is missing or older than its sources.

    A session that was open meanwhile keeps what it opened, and is told.

    A snapshot that `CDOF_SNAPSHOT` names is somebody else's: it is used as it is.

    Raises:
        DataError: Something in the catalogue cannot be published.
        SnapshotError: The file could not be put in its place.
    """
    path = open_snapshot_path()
    if path == DEFAULT_PATH and not _is_ready(path):
        _build(path)
        reopen_snapshot()
    if has_published():
        # Whoever published looks at what came of it.
        reopen_snapshot()
    leave_withdrawn()
    tell_of_newer_snapshot()


@st.cache_resource(show_spinner=False)
def _checked() -> set[Path]:
    """Return the files found up to date in this process: sources are read once, not every run."""
    return set()


def _is_ready(path: Path) -> bool:
    if path in _checked() and path.exists():
        return True
    if path.exists() and is_current(Library(path), DATA):
        _checked().add(path)
        return True
    return False


def _build(path: Path) -> None:
    bar = st.progress(0.0, text="Building the database from its sources; this happens once.")
    with _building:
        # Whoever waited here finds it built.
        if not _is_ready(path):
            library = Library(path)
            publish_rooms(
                library,
                DATA,
                library.active().rooms,
                who="",
                why="Built from the catalogue",
                progress=lambda share, doing: _tell(bar, share, doing),
            )
            _checked().add(path)
    bar.empty()


def _tell(bar: DeltaGenerator, share: float, doing: str) -> None:
    bar.progress(min(max(share, 0.0), 1.0), text=f"Building the database: {doing}")
