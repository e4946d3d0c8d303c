"""Finds the table in a sheet: below the preamble, under headings of several rows, above notes."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import pyarrow
import pyarrow.csv

from cdof_core.ingest.cells import SOURCE_LINE
from cdof_core.ingest.findings import Sieve
from cdof_core.ingest.imported import refuse
from cdof_core.ingest.own_table.headings import (
    LOOKED_AT,
    find_header,
    fitted,
    is_filled,
    join_headings,
)
from cdof_core.ingest.sources.guard import LARGEST_TEXT, LONGEST_CELL, FileKind, Looked
from cdof_core.ingest.sources.sheets import Cell, Sheet, decode, find_delimiter

_LONG: Final = 2_000_000
"""Bytes from which on a text file is read in columns."""

_NOTE = re.compile(
    r"^\W*(notes?\b|source\b|footnotes?\b|\[\w\]|\(\w\)|\*|c\s*=|:\s*=|produced by|©|copyright|"
    r"contains|this work|end of)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a sheet.

    Attributes:
        file: File name as the user knows it.
        sheet: Sheet; empty for text files.
        headings: One for each column that has any cell, none twice.
        columns: For each of them its cells, from the first row of figures to the last.
        lines: Row numbers as the user's program counts them.
        preamble: What stands above the headings.
        footnotes: What stands below the figures.
        overlong: Row numbers of rows with more cells than there are headings.
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    columns: tuple[Sequence[Cell] | pd.Series, ...]
    lines: Sequence[int]
    preamble: tuple[str, ...]
    footnotes: tuple[str, ...]
    overlong: tuple[int, ...] = ()


def refuse_overlong(grid: Grid, sieve: Sieve) -> None:
    """Refuse rows that go on beyond the headings: their cells stand under the wrong ones.

    Args:
        grid: The table.
        sieve: Its rows.
    """
    sieve.refuse(
        sieve.rows[SOURCE_LINE].isin(grid.overlong),
        rule="columns",
        expected="The row has more cells than there are headings.",
        remedy="Put a cell that holds a comma between quotation marks.",
    )


def find_wide_text(looked: Looked) -> Grid | None:
    """Find the table of a long text file without a Python object for each of its cells.

    Args:
        looked: A file that passed the guard.

    Returns:
        The table; None where the text is short or not of one width throughout, so that `find_grid`
        has to look at it row by row.
    """
    if looked.kind is not FileKind.TEXT or not _LONG < looked.size <= LARGEST_TEXT:
        return None
    text = decode(looked.path.read_bytes(), name=looked.name)
    delimiter = find_delimiter(text)
    top = text[: LOOKED_AT * LONGEST_CELL].splitlines()[:LOOKED_AT]
    try:
        rows = list(csv.reader(top, delimiter=delimiter))
    except csv.Error:
        return None
    sheet = Sheet(looked.name, "", [[*row] for row in rows], range(1, len(rows) + 1))
    header, depth = find_header(sheet)
    headings = join_headings(sheet.rows[header : header + depth])
    first = header + depth
    lines = text.count("\n") + (not text.endswith("\n"))
    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(text.encode()),
            read_options=pyarrow.csv.ReadOptions(
                skip_rows=first, column_names=[str(at) for at in range(len(headings))]
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={str(at): pyarrow.string() for at in range(len(headings))},
                strings_can_be_null=False,
            ),
        )
    except pyarrow.ArrowInvalid:
        return None
    # A line break inside quotes would make every line number below it wrong.
    if table.num_rows != lines - first or len(set(headings)) < len(headings) or "" in headings:
        return None
    frame = table.to_pandas()
    return Grid(
        file=looked.name,
        sheet="",
        headings=tuple(headings),
        columns=tuple(frame[name] for name in frame.columns),
        lines=range(first + 1, lines + 1),
        preamble=_texts(sheet.rows[:header]),
        footnotes=(),
    )


def find_grid(sheet: Sheet) -> Grid:
    """Find the table in a sheet.

    Args:
        sheet: All its rows.

    Raises:
        ImportRefusedError: It has no row of headings with figures below it.
    """
    header, depth = find_header(sheet)
    headings = join_headings(sheet.rows[header : header + depth])
    first = header + depth
    last = _last_row(sheet.rows, first)
    width = len(headings)
    body = sheet.rows[first:last]
    keep = [
        position for position in range(first, last) if any(map(is_filled, sheet.rows[position]))
    ]
    if not keep:
        refuse(
            file=sheet.file,
            sheet=sheet.name,
            row=_line(sheet, header),
            expected="There is no figure below the headings.",
            remedy="Choose another sheet.",
        )
    filled = [sheet.rows[position] for position in keep] if len(keep) < len(body) else body
    padded = [row if len(row) == width else fitted(row, width) for row in filled]
    columns = list(zip(*padded, strict=True))
    used = [
        index for index in range(width) if headings[index] or any(map(is_filled, columns[index]))
    ]
    named = _unique([headings[index] or f"Column {_letter(index)}" for index in used])
    return Grid(
        file=sheet.file,
        sheet=sheet.name,
        headings=tuple(named),
        columns=tuple(columns[index] for index in used),
        lines=[_line(sheet, position) for position in keep],
        preamble=_texts(sheet.rows[:header]),
        footnotes=_texts(sheet.rows[last:]),
        overlong=tuple(
            _line(sheet, position)
            for position in keep
            if any(map(is_filled, sheet.rows[position][width:]))
        ),
    )


def _last_row(rows: Sequence[Sequence[Cell]], first: int) -> int:
    """Return where figures end and notes begin: rows of one text at the very end."""
    last = len(rows)
    for position in range(len(rows) - 1, first - 1, -1):
        filled = [cell for cell in rows[position] if is_filled(cell)]
        is_note = len(filled) == 1 or (
            filled
            and isinstance(filled[0], str)
            and bool(_NOTE.match(filled[0]))
            and sum(isinstance(cell, float) for cell in filled) == 0
        )
        if filled and not is_note:
            break
        last = position
    return last


def _texts(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    lines = (" ".join(str(cell).strip() for cell in row if is_filled(cell)) for row in rows)
    return tuple(line for line in lines if line)


def _line(sheet: Sheet, position: int) -> int:
    return sheet.lines[position]


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    made: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return made
