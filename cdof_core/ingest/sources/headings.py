"""Finds tables in sheets by what their headings say, wherever they stand."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cdof_core.ingest.sources.cells import label
from cdof_core.ingest.sources.places import CODE
from cdof_core.ingest.sources.sheets import Cell, Opened, Sheet

# Titles, links and notes stand above a table, never more than a screen of them.
DEEPEST_HEADING = 60


def cell_at(row: Sequence[Cell], column: int) -> Cell:
    """Return a cell, empty beyond either end of the row."""
    return row[column] if 0 <= column < len(row) else ""


def heading(cell: Cell) -> str:
    """Return a heading in lower case on one line, without notes."""
    return label(cell).lower()


def find_row(sheet: Sheet, fits: Callable[[list[str]], bool]) -> int | None:
    """Return the first row near the top whose headings fit, None where none does."""
    for index, row in enumerate(sheet.rows[:DEEPEST_HEADING]):
        if fits([heading(cell) for cell in row]):
            return index
    return None


def find_column(headings: Sequence[str], *patterns: str) -> int | None:
    """Return the first column whose heading fits the first of the patterns that fits any."""
    for pattern in patterns:
        for column, text in enumerate(headings):
            if re.fullmatch(pattern, text):
                return column
    return None


def find_headings(sheet: Sheet, *needed: str) -> tuple[int, list[str]] | None:
    """Return the row of headings among which each pattern has its column, None where none does."""
    row = find_row(
        sheet, lambda names: all(find_column(names, pattern) is not None for pattern in needed)
    )
    return None if row is None else (row, [heading(cell) for cell in sheet.rows[row]])


def missing_columns(opened: Opened, needed: Mapping[str, str]) -> str:
    """Say which of the columns that are needed the best row of headings lacks.

    Args:
        opened: A file without a row that has them all.
        needed: The pattern of each column's heading, by what it is called.

    Returns:
        A sentence after a blank; empty where no row has any of them.
    """
    rows = (row for sheet in opened.sheets() for row in sheet.rows[:DEEPEST_HEADING])
    held = ([heading(cell) for cell in row] for row in rows)
    lacking = [
        [name for name, pattern in needed.items() if find_column(names, pattern) is None]
        for names in held
    ]
    best = min(lacking, key=len, default=list(needed))
    return f" Missing: {', '.join(best)}." if 0 < len(best) < len(needed) else ""


def title_of(sheet: Sheet) -> str:
    """Return the longest line above the table: its title, in lower case."""
    lines = [heading(cell) for row in sheet.rows[:12] for cell in row[:3] if isinstance(cell, str)]
    titles = [line for line in lines if not line.startswith(("this worksheet", "some shorthand"))]
    return max(titles, key=len, default="")


def first_text(sheet: Sheet, pattern: str, *, rows: int = DEEPEST_HEADING) -> re.Match[str] | None:
    """Return the first match in the cells of the top rows."""
    wanted = re.compile(pattern, re.IGNORECASE)
    for row in sheet.rows[:rows]:
        for cell in row:
            if isinstance(cell, str) and (found := wanted.search(" ".join(cell.split()))):
                return found
    return None


def coded_rows(sheet: Sheet, column: int, *, after: int) -> Iterator[tuple[int, str]]:
    """Yield the rows below a heading whose cell in a column is an area code, with the code."""
    for index in range(after + 1, len(sheet.rows)):
        cell = cell_at(sheet.rows[index], column)
        if isinstance(cell, str) and CODE.fullmatch(cell.strip()):
            yield index, cell.strip()


def forward_filled(row: Sequence[Cell]) -> list[str]:
    """Return headings that stand over several columns, repeated over each of them."""
    filled: list[str] = []
    current = ""
    for cell in row:
        current = label(cell) or current
        filled.append(current)
    return filled
