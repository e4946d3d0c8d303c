"""`build`: turn the catalogue under `data/` into the snapshot."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cdof_core.cli.accounts import account_name
from cdof_core.cli.places import DATA_DIR
from cdof_core.domain import DataError
from cdof_core.ingest.build import BuildReport
from cdof_core.ingest.library import Library
from cdof_core.ingest.problems import list_problems
from cdof_core.ingest.publish import is_current, publish_rooms
from cdof_core.store.snapshot import current_snapshot


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "build", help="build the snapshot from the texts under data/ and what was imported"
    )
    parser.add_argument(
        "--if-needed", action="store_true", help="do nothing if the snapshot is up to date"
    )
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="the catalogue's folder")
    parser.add_argument("--out", type=Path, help="the snapshot (default: CDOF_SNAPSHOT)")
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Build, or say that nothing needs building."""
    destination: Path = chosen.out or current_snapshot().path
    library = Library(destination)
    if chosen.if_needed and is_current(library, chosen.data):
        print(f"{destination} is up to date.")
        return 0
    report = publish_rooms(
        library,
        chosen.data,
        library.active().rooms,
        who=account_name(),
        why="Built from the catalogue",
        progress=_show_progress,
    )
    _print_report(report)
    return 0


def _show_progress(share: float, doing: str) -> None:
    print(f"{share:4.0%}  {doing}", file=sys.stderr, flush=True)


def _print_report(report: BuildReport) -> None:
    counts = report.row_counts
    print(
        f"{report.path}: {counts['observation']:,} observations of {counts['indicator']:,} "
        f"indicators from {counts['dataset']:,} datasets, {counts['area']:,} areas; "
        f"{report.seconds:.1f} s; content {report.content_hash[:12]}."
    )
    if report.warnings:
        _print_warnings(report.warnings)


def _print_warnings(warnings: tuple[DataError, ...]) -> None:
    print(f"To look at ({len(warnings):,}):\n{list_problems(warnings)}", file=sys.stderr)
