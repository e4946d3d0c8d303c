"""What lies beside a snapshot: imported rooms, which of them are in use, and earlier snapshots."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdof_core.domain import SnapshotError
from cdof_core.store.snapshot import restricted_path

IMPORTS = "imports"
HISTORY = "snapshots"
_LOCK_SECONDS = 600.0
_LOCK_PAUSE = 0.1


class BusyError(SnapshotError):
    """Somebody else is publishing at this moment."""


@dataclass(frozen=True, slots=True)
class Active:
    """Which imported rooms the snapshot is built with.

    Attributes:
        rooms: Names of their folders, in the order in which they were imported.
        pinned: Content hash of an earlier snapshot that was restored: it stays although the
            catalogue has moved on, until something is published anew. Empty otherwise.
    """

    rooms: tuple[str, ...] = ()
    pinned: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """The folders beside one snapshot.

    Attributes:
        snapshot: The published file.
    """

    snapshot: Path

    @property
    def restricted(self) -> Path:
        """The file with restricted figures as well; there is none where no room is restricted."""
        return restricted_path(self.snapshot)

    @property
    def rooms(self) -> Path:
        """The folder of imported rooms; a room in it never changes."""
        return self.snapshot.parent / IMPORTS / "rooms"

    @property
    def history(self) -> Path:
        """The folder of kept snapshots."""
        return self.snapshot.parent / HISTORY

    @property
    def active_file(self) -> Path:
        """The file that names the rooms in use."""
        return self.snapshot.parent / IMPORTS / "active.json"

    def active(self) -> Active:
        """Return which rooms are in use.

        Raises:
            SnapshotError: The file that says so cannot be read.
        """
        try:
            held = json.loads(self.active_file.read_text(encoding="utf-8"))
            return Active(tuple(map(str, held["rooms"])), str(held["pinned"]))
        except FileNotFoundError:
            return Active()
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = (
                f"{self.active_file} cannot be read. Restore an earlier snapshot with "
                "`python -m cdof_core snapshots restore`, which writes it anew."
            )
            raise SnapshotError(message) from error

    def set_active(self, active: Active) -> None:
        """Write which rooms are in use, whole or not at all."""
        content = {"rooms": list(active.rooms), "pinned": active.pinned}
        write_whole(self.active_file, json.dumps(content, indent=1))

    def folders(self, names: Sequence[str]) -> list[Path]:
        """Return the folders of rooms.

        Raises:
            SnapshotError: One of them is missing.
        """
        folders = [self.rooms / name for name in names]
        for folder in folders:
            if not folder.is_dir():
                message = (
                    f"The imported figures in {folder} are missing. Import them again, or "
                    "remove them with `python -m cdof_core imports remove`."
                )
                raise SnapshotError(message)
        return folders

    @contextlib.contextmanager
    def locked(self, *, patience: float = _LOCK_SECONDS) -> Generator[None]:
        """Keep others from publishing; a program that is killed lets go by itself.

        Args:
            patience: Seconds to wait for others.

        Raises:
            BusyError: They took longer.
        """
        path = self.active_file.with_name("lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        last = time.monotonic() + patience
        with path.open("a+b") as handle:
            while not _try_lock(handle.fileno()):
                if time.monotonic() > last:
                    message = "Another import is being published; try again when it is done."
                    raise BusyError(message)
                time.sleep(_LOCK_PAUSE)
            yield


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and swap it in, so that no reader meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
