"""Builds the published snapshot beside the old one and swaps it in when it is whole."""

import contextlib
import os
import time
import uuid
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from cdof_core.domain import DataError, SnapshotError
from cdof_core.domain.progress import Progress
from cdof_core.ingest.filling import fill_tables
from cdof_core.ingest.fingerprints import content_hash, source_hash
from cdof_core.store.snapshot import SCHEMA_VERSION, Snapshot

UNFINISHED = ".building"
# A build takes seconds; what is older was left by one that was killed.
ABANDONED_AFTER_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made.

    Attributes:
        path: The published snapshot.
        content_hash: sha256 over its rows.
        seconds: How long the build took.
        row_counts: Rows of each table.
        warnings: Findings that did not stop the build, to look at.
    """

    path: Path
    content_hash: str
    seconds: float
    row_counts: dict[str, int]
    warnings: tuple[DataError, ...]


def build_snapshot(
    data_dir: Path,
    destination: Path,
    *,
    progress: Progress | None = None,
    imported: Sequence[Path] = (),
) -> BuildReport:
    """Turn the catalogue into one snapshot and put it in the old one's place.

    Readers keep the old snapshot until the new one is complete, checked and on disk. A build that
    is killed leaves the old one whole. Of two builds at once the later wins.

    Args:
        data_dir: The catalogue's folder.
        destination: Where the snapshot is published.
        progress: Called with the share done (0 to 1) and what is being done.
        imported: Folders of imported rooms, older ones first.

    Returns:
        What was made.

    Raises:
        DataError: Something in the catalogue cannot be published; nothing was changed.
        SnapshotError: The finished file could not take the old one's place.
    """
    started = time.monotonic()
    tell = progress or _tell_nobody
    destination.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(destination)
    with _unfinished_file(destination) as unfinished:
        hashed = source_hash(data_dir, imported)
        with duckdb.connect(unfinished) as connection:
            warnings = fill_tables(connection, data_dir, tell, imported)
            tell(0.9, "Taking the checksum")
            made = _sign(connection, hashed)
            row_counts = _count_rows(connection)
        tell(0.95, "Publishing")
        put_in_place(unfinished, destination)
    tell(1.0, "Done")
    return BuildReport(
        path=destination,
        content_hash=made,
        seconds=time.monotonic() - started,
        row_counts=row_counts,
        warnings=tuple(warnings),
    )


def is_up_to_date(data_dir: Path, snapshot: Path, imported: Sequence[Path] = ()) -> bool:
    """Return whether a snapshot was built from exactly this catalogue by exactly this code.

    Args:
        data_dir: The catalogue's folder.
        snapshot: The published file; one that is missing or cannot be read is not up to date.
        imported: Folders of the imported rooms that should be in it.
    """
    try:
        found = Snapshot(snapshot).cursor().execute("SELECT source_hash FROM snapshot").fetchone()
    except SnapshotError:
        return False
    return found is not None and found[0] == source_hash(data_dir, imported)


def put_in_place(unfinished: Path, destination: Path) -> None:
    """Flush a finished snapshot to disk and let it take the old one's place in one step.

    Raises:
        SnapshotError: It could not; the old one is unchanged.
    """
    _flush(unfinished)
    try:
        # A log left beside the old file would be taken for the new one's.
        _log_of(destination).unlink(missing_ok=True)
        unfinished.replace(destination)
    except OSError as error:
        message = (
            f"{destination} could not be replaced ({error.strerror}). "
            "Close the programs that have it open and build again; the old snapshot is unchanged."
        )
        raise SnapshotError(message) from error
    if os.name == "posix":
        _flush(destination.parent)  # the new name, too, must survive a power cut


def _sign(connection: duckdb.DuckDBPyConnection, hashed: str) -> str:
    content = content_hash(connection)
    connection.execute(
        "INSERT INTO snapshot VALUES ($content_hash, $source_hash, $schema_version, $built_at)",
        {
            "content_hash": content,
            "source_hash": hashed,
            "schema_version": SCHEMA_VERSION,
            "built_at": datetime.now(UTC).replace(tzinfo=None),
        },
    )
    return content


def _count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = connection.sql(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    ).fetchall()
    return {name: len(connection.table(name)) for (name,) in found}


@contextlib.contextmanager
def _unfinished_file(destination: Path) -> Generator[Path]:
    """Name a file of our own beside the destination, and leave nothing of it behind."""
    path = destination.with_name(f"{destination.name}.{uuid.uuid4().hex}{UNFINISHED}")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        _log_of(path).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    # Windows flushes only what is open for writing; a folder opens for reading only.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove_abandoned(destination: Path) -> None:
    oldest = time.time() - ABANDONED_AFTER_SECONDS
    for path in destination.parent.glob(f"{destination.name}.*{UNFINISHED}*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _tell_nobody(_share: float, _message: str) -> None:
    """Take the place of a progress display."""
