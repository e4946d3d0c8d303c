"""Reads the arguments, runs one command, and turns errors into one clear message."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from cdof_core.domain import CdofError

EXIT_REFUSED = 1
EXIT_INTERRUPTED = 130
_COMMANDS: Final = {
    "build": "build",
    "chapter": "chapter",
    "info": "info",
    "snapshots": "snapshots",
    "import": "import_files",
    "fetch": "fetch",
    "imports": "imports",
    "check": "check",
    "protect": "protect",
    "attack": "attack",
    "judge": "judge",
    "boundaries": "boundaries",
    "verify-statistics": "verify_statistics",
    "workspace": "workspace",
}
"""Commands as they are called, each with its module: only the one that is called is loaded."""


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What followed the program's name.

    Returns:
        Exit status: 0 done, 1 refused with the reason on the error stream, 2 called wrongly.
    """
    parser = _make_parser(arguments)
    chosen = parser.parse_args(arguments)
    try:
        return chosen.execute(chosen)
    except CdofError as error:
        print(error, file=sys.stderr)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return EXIT_INTERRUPTED


def _make_parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with the command that is called; with all of them for help and mistakes."""
    parser = argparse.ArgumentParser(
        prog="python -m cdof_core", description="Builds and questions the published snapshot."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    called = [name for name in arguments[:1] if name in _COMMANDS]
    for name in called or _COMMANDS:
        import_module(f"{__package__}.{_COMMANDS[name]}").add_to(commands)
    return parser
