"""What `protect` and `attack` have in common: which tables are meant, and what adds up to what."""

import argparse
import contextlib
import ctypes
import os
import sys
from collections.abc import Generator
from pathlib import Path

from cdof_core.disclosure.errors import RelationError
from cdof_core.disclosure.reading import TableFile, read_file
from cdof_core.disclosure.relations import Relation, read_relation, read_relations
from cdof_core.disclosure.tables import Table

FORMAT = """
A file is CSV: a header, labels in the leading columns, counts in all others; or one count a line
under labels and "value". Several tables in one file are parted by empty lines. A label "Total"
adds up all others; cells of two tables under the same labels are one count; windows of years such
as 2009-11 are recognised. Anything else is stated: "County > Borough" where one holds the other
and more, "2019-21 = 2019 + 2020 + 2021" where the parts are all of it. Statements are of rows,
columns or whole tables.
"""


def add_tables_to(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("tables", metavar="TABLE", type=Path, nargs="+", help="CSV file")
    parser.add_argument(
        "--relation", action="append", default=[], help='such as "County > Borough"; may repeat'
    )
    parser.add_argument("--relations", type=Path, help="file with one such statement a line")
    parser.add_argument(
        "--separate",
        action="store_true",
        help="cells of different tables are different counts, whatever their labels",
    )


def read_tables(chosen: argparse.Namespace) -> tuple[list[TableFile], list[Relation]]:
    """Read the files and all statements."""
    files = [read_file(path) for path in chosen.tables]
    relations = [relation for file in files for relation in file.relations]
    relations += [read_relation(line) for line in chosen.relation]
    if chosen.relations is not None:
        relations += _read_statements(chosen.relations)
    return files, list(dict.fromkeys(relations))


def all_tables(files: list[TableFile]) -> list[Table]:
    """Every table of all files, in order."""
    return [table for file in files for table in file.tables]


def _read_statements(path: Path) -> tuple[Relation, ...]:
    try:
        return read_relations(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise RelationError(f"{path} cannot be read: {error}.") from error


@contextlib.contextmanager
def solver_kept_quiet() -> Generator[None]:
    """Keep what the solver prints of its own accord out of the answer.

    HiGHS writes some remarks past Python, whatever it is told; they would end up among the JSON.
    """
    sys.stdout.flush()
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        # What the C library still holds back must go where it was meant to go.
        with contextlib.suppress(OSError, TypeError, AttributeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(answer, 1)
        os.close(answer)
        os.close(nowhere)
