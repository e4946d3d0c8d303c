"""`check`: find what cannot be right in a table or a chapter."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cdof_core.checker import Report, UnreadableError, check_file, check_text

EXIT_FOUND = 1
EXIT_UNREADABLE = 2
_STANDARD_INPUT = Path("-")


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "check", help="find errors in the tables and sentences of a document"
    )
    parser.add_argument(
        "file", type=Path, help="a .txt, .md, .csv, .tsv, .xlsx or .docx file, or - for pasted text"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as a JSON list")
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Print the findings; exit with 0 for none, 1 for some and 2 where nothing can be read."""
    try:
        report = _check(chosen.file)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE
    print(report.as_json() if chosen.json else report.as_text())
    return EXIT_FOUND if report.findings else 0


def _check(path: Path) -> Report:
    if path == _STANDARD_INPUT:
        return check_text(sys.stdin.read(), name="the pasted text")
    return check_file(path)
