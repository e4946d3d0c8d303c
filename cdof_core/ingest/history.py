"""Kept snapshots: who published what, when and from which files, and how to go back."""

import itertools
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cdof_core.domain import SnapshotError
from cdof_core.ingest.build import put_in_place
from cdof_core.ingest.library import Active, Library
from cdof_core.store.snapshot import Snapshot

KEPT = 10
_ABOUT = "about.json"
_OPEN = "cdof.duckdb"
_RESTRICTED = "restricted.duckdb"
_HASH_SHOWN = 6


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """One snapshot of the past, or the one in use.

    Attributes:
        snapshot_id: Day, time and the start of its content hash.
        content_hash: sha256 over its rows.
        published_at: When it was published, in UTC, ISO.
        who: Who published it.
        why: What was done, such as "Imported own-deaths".
        figures: How many figures it holds.
        rooms: Imported rooms in it.
        sources: Their files: name, sha256, size.
    """

    snapshot_id: str
    content_hash: str
    published_at: str
    who: str
    why: str
    figures: int
    rooms: tuple[str, ...]
    sources: tuple[Mapping[str, Any], ...]


def list_snapshots(library: Library) -> list[KeptSnapshot]:
    """Return the kept snapshots, newest first."""
    if not library.history.is_dir():
        return []
    folders = [path for path in library.history.iterdir() if (path / _ABOUT).is_file()]
    kept = [_read(folder) for folder in folders if not folder.name.startswith(".")]
    return sorted(kept, key=lambda one: (one.published_at, one.snapshot_id), reverse=True)


def snapshot_file(library: Library, snapshot_id: str) -> Path:
    """Return the file of a kept snapshot, or of the one in use, which is called "current".

    Raises:
        SnapshotError: There is none of this name; the message lists those there are.
    """
    if snapshot_id == "current":
        return library.snapshot
    return library.history / _find(library, snapshot_id).snapshot_id / _OPEN


def keep_snapshot(
    library: Library, *, who: str, why: str, sources: tuple[Mapping[str, Any], ...]
) -> KeptSnapshot:
    """Keep the snapshot that was just published, and forget the oldest beyond ten.

    A snapshot with the same content that is kept already is not kept twice.
    """
    content, figures = _look(library.snapshot)
    active = library.active()
    known = [one for one in list_snapshots(library) if one.content_hash == content]
    if known and known[0].rooms == active.rooms:
        return known[0]
    now = datetime.now(UTC)
    kept = KeptSnapshot(
        snapshot_id=_free_name(library, f"{now:%Y%m%d-%H%M%S}-{content[:_HASH_SHOWN]}"),
        content_hash=content,
        published_at=now.isoformat(timespec="milliseconds"),
        who=who,
        why=why,
        figures=figures,
        rooms=active.rooms,
        sources=sources,
    )
    _store(library, kept)
    _forget_old(library)
    return kept


def restore_snapshot(library: Library, snapshot_id: str) -> KeptSnapshot:
    """Put a kept snapshot back into use; imports and builds that followed stay kept.

    Args:
        library: Where.
        snapshot_id: Its name or an unambiguous start or end of it.

    Returns:
        What is in use now.

    Raises:
        SnapshotError: There is no such snapshot, or it was made by another version.
    """
    with library.locked():
        kept = _find(library, snapshot_id)
        folder = library.history / kept.snapshot_id
        _look(folder / _OPEN)  # a snapshot of another version is refused here
        library.folders(kept.rooms)
        library.set_active(Active(kept.rooms, pinned=kept.content_hash))
        _copy_in_place(folder / _OPEN, library.snapshot)
        if (folder / _RESTRICTED).exists():
            _copy_in_place(folder / _RESTRICTED, library.restricted)
        else:
            library.restricted.unlink(missing_ok=True)
        return kept


def _find(library: Library, snapshot_id: str) -> KeptSnapshot:
    kept = list_snapshots(library)
    exact = [one for one in kept if one.snapshot_id == snapshot_id]
    near = exact or [
        one
        for one in kept
        if one.snapshot_id.startswith(snapshot_id) or one.snapshot_id.endswith(snapshot_id)
    ]
    if len(near) != 1:
        names = ", ".join(one.snapshot_id for one in kept) or "none"
        found = "More than one kept snapshot is" if near else "No kept snapshot is"
        message = f"{found} called {snapshot_id!r}. Kept: {names}."
        raise SnapshotError(message)
    return near[0]


def _read(folder: Path) -> KeptSnapshot:
    try:
        held = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        rooms, sources = tuple(held.pop("rooms")), tuple(held.pop("sources"))
        return KeptSnapshot(**held, rooms=rooms, sources=sources)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder / _ABOUT} cannot be read; remove the folder {folder}."
        raise SnapshotError(message) from error


def _free_name(library: Library, wanted: str) -> str:
    """Return a name that no kept snapshot has.

    What a restricted import changes is not in the open file: before and after, kept within one
    second, would have one name.
    """
    numbers = itertools.count(2)
    name = wanted
    while (library.history / name).exists():
        name = f"{wanted}-{next(numbers)}"
    return name


def _store(library: Library, kept: KeptSnapshot) -> None:
    """Write the folder under a passing name first: a kept snapshot is whole or not there."""
    unfinished = library.history / f".{uuid.uuid4().hex}"
    unfinished.mkdir(parents=True)
    try:
        _link(library.snapshot, unfinished / _OPEN)
        if library.restricted.exists():
            _link(library.restricted, unfinished / _RESTRICTED)
        (unfinished / _ABOUT).write_text(json.dumps(asdict(kept), indent=1), encoding="utf-8")
        unfinished.rename(library.history / kept.snapshot_id)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _forget_old(library: Library) -> None:
    kept = list_snapshots(library)
    for one in kept[KEPT:]:
        shutil.rmtree(library.history / one.snapshot_id, ignore_errors=True)
    needed = {name for one in kept[:KEPT] for name in one.rooms} | set(library.active().rooms)
    for folder in library.rooms.glob("*@*"):
        if folder.name not in needed and not _is_young(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_young(folder: Path) -> bool:
    """Whether somebody may still be looking at it before publishing: a day old at most."""
    age = datetime.now(UTC).timestamp() - folder.stat().st_mtime
    return age < 24 * 3600


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)  # a published file is never written to again
    except OSError:
        shutil.copyfile(source, target)


def _copy_in_place(source: Path, destination: Path) -> None:
    unfinished = destination.with_name(f"{destination.name}.{uuid.uuid4().hex}.building")
    try:
        shutil.copyfile(source, unfinished)
        put_in_place(unfinished, destination)
    finally:
        unfinished.unlink(missing_ok=True)


def _look(path: Path) -> tuple[str, int]:
    cursor = Snapshot(path).cursor()
    content = cursor.execute("SELECT content_hash FROM snapshot").fetchall()[0][0]
    figures = cursor.execute("SELECT count(*) FROM observation").fetchall()[0][0]
    return str(content), int(figures)
