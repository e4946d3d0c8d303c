"""Reads the arguments, runs one command, and turns errors into one clear message."""

import argparse
import sys
from collections.abc import Sequence

from cdof_core.cli import (
    attack,
    boundaries,
    build,
    chapter,
    check,
    fetch,
    import_files,
    imports,
    info,
    judge,
    protect,
    snapshots,
    verify_statistics,
    workspace,
)
from cdof_core.domain import CdofError

EXIT_REFUSED = 1
EXIT_INTERRUPTED = 130
_COMMANDS = (
    build,
    chapter,
    info,
    snapshots,
    import_files,
    fetch,
    imports,
    check,
    protect,
    attack,
    judge,
    boundaries,
    verify_statistics,
    workspace,
)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What followed the program's name.

    Returns:
        Exit status: 0 done, 1 refused with the reason on the error stream, 2 called wrongly.
    """
    parser = _make_parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.execute(chosen)
    except CdofError as error:
        print(error, file=sys.stderr)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return EXIT_INTERRUPTED


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cdof_core", description="Builds and questions the published snapshot."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
