"""The one seam that opens the published snapshot.

Every query runs on an in-memory database that has the snapshot attached read-only. When a new
file takes the old one's place it is attached anew; readers that are at work finish on the old one.
"""

import contextlib
import os
import threading
import weakref
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cdof_core.domain import SnapshotError

SCHEMA_VERSION = 4
"""Raised whenever a table of `queries/schema` changes in a way that readers notice."""

VARIABLE = "CDOF_SNAPSHOT"
RESTRICTED_VARIABLE = "CDOF_RESTRICTED"
RESTRICTED_ALLOWED = "allowed"
DEFAULT_PATH = Path(__file__).resolve().parents[2] / "data" / "cdof.duckdb"
# One page's queries are small: more threads would only take them from other readers.
MOST_THREADS = 4
_REMEDY = "Run `python -m cdof_core build`."


@dataclass(frozen=True, slots=True)
class _Generation:
    """One attached file."""

    identity: tuple[int, int, int]
    connection: duckdb.DuckDBPyConnection


class Snapshot:
    """A snapshot file and whatever currently lies at its path; safe to share between threads."""

    def __init__(self, path: Path, *, held: _Generation | None = None) -> None:
        """Name the file; nothing is opened before the first cursor.

        Args:
            path: The published file.
            held: The one file that is read, see `held`; None for the newest at each time.
        """
        self.path = path
        self._lock = threading.Lock()
        self._generation = held
        self._is_held = held is not None
        self._held: weakref.WeakValueDictionary[tuple[int, int, int], Snapshot]
        self._held = weakref.WeakValueDictionary()
        self._local = threading.local()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return this thread's cursor on the newest file.

        Inside `reading` it stays on the file that was newest when the block began.

        Raises:
            SnapshotError: The file is missing, damaged, or of another version.
        """
        held: duckdb.DuckDBPyConnection | None = getattr(self._local, "held", None)
        return self._newest_cursor() if held is None else held

    @contextlib.contextmanager
    def reading(self) -> Generator[None]:
        """Hold this thread to one file, so that several queries never mix two builds.

        Raises:
            SnapshotError: The file is missing, damaged, or of another version.
        """
        outer: duckdb.DuckDBPyConnection | None = getattr(self._local, "held", None)
        self._local.held = self.cursor()
        try:
            yield
        finally:
            self._local.held = outer

    def held(self) -> "Snapshot":
        """Return the file that lies at the path now, to be read whatever takes its place.

        All who ask while the same file lies there share one answer.

        Raises:
            SnapshotError: The file is missing, damaged, or of another version.
        """
        generation = self._newest()
        with self._lock:
            held = self._held.get(generation.identity)
            if held is None:
                held = self._held[generation.identity] = Snapshot(self.path, held=generation)
            return held

    def identity(self) -> tuple[int, int, int]:
        """Return what tells the file this thread reads from every other at the same path.

        Raises:
            SnapshotError: The file is missing, damaged, or of another version.
        """
        self.cursor()
        return self._local.identity

    def _newest_cursor(self) -> duckdb.DuckDBPyConnection:
        generation = self._newest()
        if getattr(self._local, "identity", None) != generation.identity:
            cursor = generation.connection.cursor()
            cursor.execute("USE snap")  # a cursor does not inherit it
            self._local.cursor = cursor
            self._local.identity = generation.identity
        return self._local.cursor

    def _newest(self) -> _Generation:
        current = self._generation
        if current is not None and self._is_held:
            return current
        identity = _identity(self.path)
        if current is not None and current.identity == identity:
            return current
        with self._lock:
            current = self._generation
            if current is None or current.identity != identity:
                # The old connection is not closed: it goes with its last reader.
                current = _Generation(identity, _attach(self.path))
                self._generation = current
            return current


def open_snapshot_path() -> Path:
    """Return the path that `CDOF_SNAPSHOT` names, or the default: a file of open figures only."""
    return Path(os.environ.get(VARIABLE) or DEFAULT_PATH)


def restricted_is_allowed() -> bool:
    """Return whether this installation lets people unlock restricted figures at all."""
    return os.environ.get(RESTRICTED_VARIABLE, "") == RESTRICTED_ALLOWED


def show_restricted_when(asks: Callable[[], bool]) -> None:
    """Say how to tell whether whoever reads at this moment has unlocked restricted figures.

    Until this is called, and wherever the installation does not allow it, nobody has: the file
    that is read holds no restricted figure, so that no query, view, cache or export can.

    Args:
        asks: Answers for the reader of the running thread.
    """
    _asked.append(asks)
    del _asked[:-1]


def restricted_are_shown() -> bool:
    """Return whether whoever reads at this moment has unlocked restricted figures."""
    return restricted_is_allowed() and bool(_asked) and _asked[0]()


def read_as_held(holds: Callable[[Snapshot], Snapshot]) -> None:
    """Say how to find what the reader of the running thread holds on to.

    Args:
        holds: Takes the snapshot at a path and returns the same, or one that it `held` before.
    """
    _holding.append(holds)
    del _holding[:-1]


@contextlib.contextmanager
def reading_newest() -> Generator[None]:
    """Read what lies at the path now, whatever the reader of this thread holds on to."""
    outer = getattr(_reading, "newest", False)
    _reading.newest = True
    try:
        yield
    finally:
        _reading.newest = outer


def current_snapshot() -> Snapshot:
    """Return the snapshot in use: open figures, or all where they are unlocked.

    The same path always gives the same object, except to a reader who holds on to an older file.
    """
    path = open_snapshot_path()
    if restricted_are_shown():
        unlocked = restricted_path(path)
        path = unlocked if unlocked.exists() else path
    newest = _newest_at(path)
    if not _holding or getattr(_reading, "newest", False):
        return newest
    return _holding[0](newest)


def snapshots_in_use() -> tuple[Snapshot, ...]:
    """Return the snapshot of open figures and, where there is one, the one with all: the newest."""
    path = open_snapshot_path()
    unlocked = restricted_path(path)
    return tuple(_newest_at(one) for one in (path, unlocked) if one == path or one.exists())


def restricted_path(snapshot: Path) -> Path:
    """Return where the snapshot with restricted figures as well lies: beside the open one.

    Args:
        snapshot: The published file, which holds open figures only.
    """
    return snapshot.with_name(f"{snapshot.stem}.restricted{snapshot.suffix}")


def boundaries_path() -> Path:
    """Return where the real boundaries lie, if they were taken over: beside the snapshot."""
    return current_snapshot().path.parent / "boundaries" / "authorities.geojson"


def attach_statement(path: Path) -> str:
    """Return the statement that attaches a snapshot as `snap`.

    A DuckLake takes the file's place here and nowhere else.

    Args:
        path: The published file.
    """
    quoted = str(path).replace("'", "''")
    return f"ATTACH '{quoted}' AS snap (READ_ONLY)"


_lock = threading.Lock()
_asked: list[Callable[[], bool]] = []
_holding: list[Callable[[Snapshot], Snapshot]] = []
_reading = threading.local()
_snapshots: dict[Path, Snapshot] = {}


def _newest_at(path: Path) -> Snapshot:
    with _lock:
        newest = _snapshots.get(path)
        if newest is None:
            newest = _snapshots[path] = Snapshot(path)
        return newest


def _identity(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except OSError as error:
        message = f"There is no snapshot at {path}. {_REMEDY}"
        raise SnapshotError(message) from error
    return status.st_ino, status.st_mtime_ns, status.st_size


def _settings() -> dict[str, str | bool | int | float | list[str]]:
    return {
        "threads": min(MOST_THREADS, os.cpu_count() or 1),
        # Nothing is fetched, and no query can name a variable of this program.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=_settings())
    try:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(attach_statement(path))
        # From here on no query can reach another file, whatever it says.
        connection.execute("SET enable_external_access = false")
        found = connection.execute("SELECT schema_version FROM snap.snapshot").fetchone()
    except duckdb.Error as error:
        connection.close()
        message = f"{path} is damaged, unfinished or not a snapshot. {_REMEDY}"
        raise SnapshotError(message) from error
    version = found[0] if found else None
    if version != SCHEMA_VERSION:
        connection.close()
        message = f"{path} is of version {version}, not {SCHEMA_VERSION} as needed. {_REMEDY}"
        raise SnapshotError(message)
    return connection
