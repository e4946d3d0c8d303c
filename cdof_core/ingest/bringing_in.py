"""The one way from an import to a new snapshot: checked, protected, staged, compared, published."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cdof_core.disclosure import DisclosureError
from cdof_core.domain.progress import Progress
from cdof_core.ingest.differences import Differences, compare_snapshots
from cdof_core.ingest.history import KeptSnapshot
from cdof_core.ingest.import_checks import check_import
from cdof_core.ingest.import_protection import Protection, protect_import
from cdof_core.ingest.imported import Imported, ImportRefusedError, Problem, Severity
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.known import read_known
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import (
    Staged,
    drop_staged,
    publish_staged,
    rooms_with,
    stage_snapshot,
)

_WHOLE_NAME: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An import as it would be published, to be looked at first.

    Attributes:
        protection: The import with its findings, and what was hidden.
        staged: The snapshot with it; None where something blocks it.
        differences: What would change; None where something blocks it.
    """

    protection: Protection
    staged: Staged | None = None
    differences: Differences | None = None

    @property
    def imported(self) -> Imported:
        """The import."""
        return self.protection.imported

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot be published."""
        return self.staged is None


def check_and_protect(library: Library, imported: Imported) -> Protection:
    """Check an import against the snapshot in use and apply its rule; nothing is kept yet.

    Raises:
        SnapshotError: The snapshot in use cannot be read.
    """
    _refuse_name(imported.dataset_id)
    known = read_known(library.snapshot)
    checked = check_import(imported, known)
    try:
        return protect_import(checked, known)
    except DisclosureError as error:
        raise ImportRefusedError(
            [
                Problem(
                    severity=Severity.ERROR,
                    rule="disclosure",
                    file=imported.dataset_id,
                    expected=str(error),
                )
            ]
        ) from error


def propose(
    library: Library,
    data_dir: Path,
    protection: Protection,
    *,
    who: str,
    without_rejected: bool = False,
    progress: Progress | None = None,
) -> Proposal:
    """Stage a snapshot with an import and say what would change.

    Args:
        library: The snapshot in use and what lies beside it.
        data_dir: The catalogue's folder.
        protection: What `check_and_protect` returned.
        who: Who brings it.
        without_rejected: Whether to go on without the rows that could not be used.
        progress: Called with the share done (0 to 1) and what is being done.

    Returns:
        What would be published; not staged where something blocks it.

    Raises:
        DataError: The build refuses it; nothing was changed.
    """
    imported = protection.imported
    blocking = imported.faults if without_rejected else imported.errors
    if blocking:
        return Proposal(protection)
    name = write_room(library, imported, who=who, protection=protection.sentence)
    staged = stage_snapshot(library, data_dir, rooms_with(library, name), progress=progress)
    before = library.snapshot
    if staged.restricted_file.exists() and library.restricted.exists():
        before = library.restricted
    try:
        differences = compare_snapshots(before, staged.fullest_file)
    except BaseException:
        drop_staged(staged)
        raise
    return Proposal(protection, staged, differences)


def publish_proposal(
    library: Library, data_dir: Path, proposal: Proposal, *, who: str
) -> KeptSnapshot:
    """Put a proposal in use.

    Raises:
        ImportRefusedError: Something blocks it.
        SnapshotError: Something else was published meanwhile.
    """
    if proposal.staged is None:
        raise ImportRefusedError(proposal.imported.errors)
    why = f"Imported {proposal.imported.dataset_id}"
    return publish_staged(library, data_dir, proposal.staged, who=who, why=why)


def _refuse_name(dataset_id: str) -> None:
    if not dataset_id or set(dataset_id) - _WHOLE_NAME or dataset_id.startswith("-"):
        raise ImportRefusedError(
            [
                Problem(
                    severity=Severity.ERROR,
                    rule="name",
                    file=dataset_id,
                    expected="A dataset's name is of lower case letters, digits and hyphens.",
                )
            ]
        )
