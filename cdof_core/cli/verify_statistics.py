"""`verify-statistics`: run the statistics on a folder of reference results."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cdof_core.statistics.verification import (
    EXIT_UNREADABLE,
    UnreadableFolderError,
    exit_code,
    format_report,
    verify_folder,
)


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "verify-statistics", help="compare our statistics with a folder of reference results"
    )
    parser.add_argument("folder", type=Path, help="CSV files laid out as the reference set")
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Print one line a file; exit with 1 where anything differs and 2 where nothing can be read."""
    try:
        reports = verify_folder(chosen.folder)
    except UnreadableFolderError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE
    print(format_report(reports))
    return exit_code(reports)
