"""Reads tables from CSV files as people keep them, and writes them back in the same shape.

A file holds one table or several, parted by empty lines; a line with one cell above a table names
it. The first line of a table is its header; the leading columns hold labels, all others counts.
One column of counts called "value", "count", "n", "number" or "cell" makes a long list, where
every cell has a line of its own. Columns called "table", "weight" and "public" part a long list
into tables, weigh its cells, and mark those that are known already. A line that starts with
``# relation:`` states what adds up to what; other lines that start with # are comments.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cdof_core.disclosure.blocks import Block, read_block
from cdof_core.disclosure.errors import TableError
from cdof_core.disclosure.relations import Relation, read_relation
from cdof_core.disclosure.tables import Table

_LARGEST_BYTES: Final = 20_000_000
_MOST_CELLS: Final = 50_000
_DELIMITERS: Final = (",", ";", "\t")
_RELATION: Final = "# relation:"
# What a spreadsheet would run as a formula (OWASP, CSV injection).
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file with its tables.

    Attributes:
        name: The file's name.
        rows: Every cell of the file as text.
        delimiter: What parts its cells.
        blocks: Its tables and where their cells stand.
        relations: Statements that stand in the file.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    blocks: tuple[Block, ...]
    relations: tuple[Relation, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return tuple(block.table for block in self.blocks)


def read_file(path: Path) -> TableFile:
    """Read a CSV file.

    Args:
        path: Comma, semicolon or tab; UTF-8 or Windows-1252.

    Raises:
        TableError: It is no file of tables.
        RelationError: It states a relation that cannot be read.
    """
    text = _read_text(path)
    delimiter = _delimiter_of(text)
    try:
        rows = tuple(
            tuple(cell.strip() for cell in row)
            for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        )
    except csv.Error as error:
        raise TableError(f"{path.name} is not a CSV file: {error}.") from error
    if sum(map(len, rows)) > _MOST_CELLS:
        raise TableError(f"{path.name} has more than {_MOST_CELLS:,} cells; split it.")
    blocks: list[Block] = []
    for start, stop in _stretches(rows):
        name = path.stem if not blocks else f"{path.stem} {len(blocks) + 1}"
        blocks += read_block(rows, start, stop, file=path.name, name=name)
    if not blocks:
        raise TableError(f"{path.name} holds no table: give a header and a row with counts.")
    relations = [
        read_relation(delimiter.join(row)[len(_RELATION) :])
        for row in rows
        if row and row[0].lower().startswith(_RELATION)
    ]
    return TableFile(path.name, rows, delimiter, tuple(blocks), tuple(relations))


def write_file(file: TableFile, published: Sequence[Table]) -> str:
    """Write tables in the shape of the file that they were read from.

    Args:
        file: The file.
        published: Its tables in order, with other things in their cells.

    Returns:
        CSV in which no cell is a formula to a spreadsheet.
    """
    rows = [list(row) for row in file.rows]
    for block, table in zip(file.blocks, published, strict=True):
        for (row, column), cell in zip(block.places, table.cells, strict=True):
            rows[row][column] = cell.printed.text
    written = io.StringIO()
    writer = csv.writer(written, delimiter=file.delimiter, lineterminator="\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue()


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_SIGNS) else text


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST_BYTES else b""
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from error
    if size > _LARGEST_BYTES:
        raise TableError(f"{path.name} has {size:,} bytes; at most {_LARGEST_BYTES:,} are read.")
    if b"\0" in content:
        raise TableError(f"{path.name} is not a text file; save the table as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter_of(text: str) -> str:
    """The sign that parts the cells of the first line that has any."""
    for line in text.splitlines():
        if not line.startswith("#") and any(sign in line for sign in _DELIMITERS):
            return max(_DELIMITERS, key=line.count)
    return ","


def _stretches(rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    """First and last line (exclusive) of every table; comments belong to none."""
    start = None
    for index, row in enumerate(rows):
        is_filled = any(row) and not row[0].startswith("#")
        if is_filled and start is None:
            start = index
        if not is_filled and start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(rows)
