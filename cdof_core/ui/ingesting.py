"""The one door of the ui to the ingest: the first start and the Data page pass through it."""

from cdof_core.ingest.differences import Differences, compare_snapshots
from cdof_core.ingest.filling import Progress
from cdof_core.ingest.history import (
    KeptSnapshot,
    list_snapshots,
    restore_snapshot,
    snapshot_file,
)
from cdof_core.ingest.imported_rooms import ImportRecord
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import is_current, list_imports, publish_rooms, rooms_without

__all__ = [
    "Differences",
    "ImportRecord",
    "KeptSnapshot",
    "Library",
    "Progress",
    "compare_snapshots",
    "is_current",
    "list_imports",
    "list_snapshots",
    "publish_rooms",
    "restore_snapshot",
    "rooms_without",
    "snapshot_file",
]
