"""`workspace`: back up, restore and export what users saved."""

import argparse
from pathlib import Path
from typing import Any

from cdof_core.report.saved_work import saved_workbook
from cdof_core.workspace import (
    KINDS,
    LOCAL_USER,
    list_changes,
    list_entries,
    open_workspace,
)
from cdof_core.workspace.backup import make_backup, restore_backup
from cdof_core.workspace.changes import EVERY_CHANGE
from cdof_core.workspace.errors import BackupError
from cdof_core.workspace.kinds import UNLISTED


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command and its three actions."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "workspace", help="back up, restore or export what users saved"
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    backup = actions.add_parser("backup", help="write everything saved to one file")
    backup.add_argument("file", type=Path)
    backup.set_defaults(execute=_backup)
    restore = actions.add_parser("restore", help="put back what a backup holds")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--replace", action="store_true", help="even where something is saved already: it goes"
    )
    restore.set_defaults(execute=_restore)
    export = actions.add_parser(
        "export", help="write what can be read to one workbook: all but votes and files"
    )
    export.add_argument("file", type=Path)
    export.set_defaults(execute=_export)


def _backup(chosen: argparse.Namespace) -> int:
    data = make_backup(open_workspace(), LOCAL_USER)
    _write(chosen.file, data)
    print(f"Everything saved is in {chosen.file} ({len(data):,} bytes).")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    try:
        data = chosen.file.read_bytes()
    except OSError as error:
        message = f"{chosen.file} cannot be read: {error.strerror}."
        raise BackupError(message) from error
    count = restore_backup(open_workspace(), LOCAL_USER, data, replaces=chosen.replace)
    print(f"Restored {count:,} entries with their history.")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    engine = open_workspace()
    # What phones hand in has their tokens or their times: it goes into a backup and nowhere else.
    kinds = [kind for kind in KINDS if kind not in UNLISTED]
    entries = [entry for kind in kinds for entry in list_entries(engine, kind=kind)]
    changes = list_changes(engine, without=UNLISTED, limit=EVERY_CHANGE)
    _write(chosen.file, saved_workbook(entries, changes))
    print(
        f"{len(entries):,} entries and their history are in {chosen.file}; votes and ideas that "
        "phones handed in, and what files hold, are in a backup only."
    )
    return 0


def _write(path: Path, data: bytes) -> None:
    try:
        # Beside it first: a full disk must not leave half a backup where a whole one was.
        beside = path.with_name(f"{path.name}.part")
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise BackupError(message) from error
