"""From rooms to the snapshot in use: staged beside it, looked at, then swapped in.

The file that says which rooms belong in the snapshot is written before the snapshot is swapped. A
program killed in between leaves the old snapshot whole, and the next start finishes its work.
"""

import shutil
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cdof_core.domain import SnapshotError
from cdof_core.domain.progress import Progress
from cdof_core.ingest.build import BuildReport, build_snapshot, is_up_to_date, put_in_place
from cdof_core.ingest.fingerprints import source_hash
from cdof_core.ingest.history import KeptSnapshot, keep_snapshot
from cdof_core.ingest.imported_rooms import ImportRecord, read_record, read_records
from cdof_core.ingest.library import Active, Library
from cdof_core.store.snapshot import Snapshot

_STAGED = "staged"


@dataclass(frozen=True, slots=True)
class Staged:
    """A snapshot that is built and checked but not yet in use.

    Attributes:
        folder: Where it lies; gone once it is published or dropped.
        rooms: The imported rooms it was built with.
        before: The rooms that were in use when it was built.
        sources: The hash of all that it was built from.
        report: What the build says of the file with open figures.
    """

    folder: Path
    rooms: tuple[str, ...]
    before: tuple[str, ...]
    sources: str
    report: BuildReport

    @property
    def open_file(self) -> Path:
        """The file with open figures."""
        return self.folder / "open.duckdb"

    @property
    def restricted_file(self) -> Path:
        """The file with restricted figures as well; there is none where no room is restricted."""
        return self.folder / "restricted.duckdb"

    @property
    def fullest_file(self) -> Path:
        """The file with the most figures: what whoever imports may see of the outcome."""
        return self.restricted_file if self.restricted_file.exists() else self.open_file


def rooms_with(library: Library, name: str) -> tuple[str, ...]:
    """Return the rooms in use once a new one has taken the place of its dataset's older one."""
    dataset_id = name.partition("@")[0]
    others = [room for room in library.active().rooms if room.partition("@")[0] != dataset_id]
    return (*others, name)


def rooms_without(library: Library, dataset_id: str) -> tuple[str, ...]:
    """Return the rooms in use once those of a dataset are gone.

    Raises:
        SnapshotError: No room of this dataset is in use.
    """
    active = library.active().rooms
    others = tuple(room for room in active if room.partition("@")[0] != dataset_id)
    if len(others) == len(active):
        names = ", ".join(room.partition("@")[0] for room in active) or "none"
        message = f"No imported dataset is called {dataset_id!r}. Imported: {names}."
        raise SnapshotError(message)
    return others


def stage_snapshot(
    library: Library, data_dir: Path, rooms: Sequence[str], *, progress: Progress | None = None
) -> Staged:
    """Build and check a snapshot with these imported rooms, beside the one in use.

    Args:
        library: The snapshot in use and what lies beside it.
        data_dir: The catalogue's folder.
        rooms: Imported rooms, older ones first.
        progress: Called with the share done (0 to 1) and what is being done.

    Returns:
        What to publish.

    Raises:
        DataError: Something in it cannot be published; nothing was changed.
    """
    folder = library.active_file.parent / _STAGED / uuid.uuid4().hex
    folder.mkdir(parents=True)
    records = read_records(library, rooms)
    open_rooms = [record.name for record in records if not record.is_restricted]
    try:
        report = build_snapshot(
            data_dir,
            folder / "open.duckdb",
            progress=progress,
            imported=library.folders(open_rooms),
        )
        if len(open_rooms) < len(records):
            build_snapshot(
                data_dir,
                folder / "restricted.duckdb",
                progress=progress,
                imported=library.folders(rooms),
            )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(
        folder=folder,
        rooms=tuple(rooms),
        before=library.active().rooms,
        sources=source_hash(data_dir, library.folders(rooms)),
        report=report,
    )


def publish_staged(
    library: Library, data_dir: Path, staged: Staged, *, who: str, why: str
) -> KeptSnapshot:
    """Put a staged snapshot in use and keep it.

    Args:
        library: The snapshot in use and what lies beside it.
        data_dir: The catalogue's folder.
        staged: What to publish.
        who: Who publishes.
        why: What was done.

    Returns:
        The snapshot in use now.

    Raises:
        SnapshotError: Something else was published meanwhile, or the file cannot be replaced.
    """
    try:
        with library.locked():
            _refuse_stale(library, data_dir, staged)
            if library.snapshot.exists():
                _keep_what_was(library)
            library.set_active(Active(staged.rooms))
            put_in_place(staged.open_file, library.snapshot)
            if staged.restricted_file.exists():
                put_in_place(staged.restricted_file, library.restricted)
            else:
                library.restricted.unlink(missing_ok=True)
            sources = tuple(
                source
                for record in read_records(library, staged.rooms)
                for source in record.sources
            )
            return keep_snapshot(library, who=who, why=why, sources=sources)
    finally:
        drop_staged(staged)


def drop_staged(staged: Staged) -> None:
    """Forget a staged snapshot."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def publish_rooms(
    library: Library,
    data_dir: Path,
    rooms: Sequence[str],
    *,
    who: str,
    why: str,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the catalogue with these imported rooms and put it in use, in one go.

    Raises:
        DataError: Something in it cannot be published; nothing was changed.
        SnapshotError: Something else was published meanwhile, or the file cannot be replaced.
    """
    _drop_abandoned(library)
    staged = stage_snapshot(library, data_dir, rooms, progress=progress)
    publish_staged(library, data_dir, staged, who=who, why=why)
    return replace(staged.report, path=library.snapshot)


def is_current(library: Library, data_dir: Path) -> bool:
    """Return whether the snapshot in use holds the catalogue and the imports that belong to it.

    A snapshot that somebody restored is current until something is published anew.
    """
    active = library.active()
    if active.pinned and active.pinned == _content_of(library.snapshot):
        return True
    records = read_records(library, active.rooms)
    open_rooms = [record.name for record in records if not record.is_restricted]
    has_restricted = len(open_rooms) < len(records)
    if has_restricted != library.restricted.exists():
        return False
    is_open_current = is_up_to_date(data_dir, library.snapshot, library.folders(open_rooms))
    return is_open_current and (
        not has_restricted
        or is_up_to_date(data_dir, library.restricted, library.folders(active.rooms))
    )


def list_imports(library: Library) -> list[ImportRecord]:
    """Return the imported rooms in use, in the order in which they were imported."""
    return [read_record(folder) for folder in library.folders(library.active().rooms)]


def _refuse_stale(library: Library, data_dir: Path, staged: Staged) -> None:
    is_same = (
        library.active().rooms == staged.before
        and source_hash(data_dir, library.folders(staged.rooms)) == staged.sources
    )
    if not is_same:
        message = (
            "Something else was published meanwhile; nothing was changed. Check this import "
            "again: its differences may be others now."
        )
        raise SnapshotError(message)


def _keep_what_was(library: Library) -> None:
    """Keep a snapshot that an earlier version, or a program killed on the way, left unkept."""
    if _content_of(library.snapshot):
        keep_snapshot(library, who="", why="In use before", sources=())


def _content_of(snapshot: Path) -> str:
    try:
        found = Snapshot(snapshot).cursor().execute("SELECT content_hash FROM snapshot").fetchone()
    except SnapshotError:
        return ""
    return str(found[0]) if found else ""


def _drop_abandoned(library: Library) -> None:
    """Remove what killed programs left: staged snapshots of more than a day."""
    oldest = time.time() - 24 * 3600
    for folder in (library.active_file.parent / _STAGED).glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
