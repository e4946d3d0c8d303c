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

from cdof_core.ingest.imported import refuse
from cdof_core.ingest.own_table.fields import field_of
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.guard import LARGEST_TEXT, LONGEST_CELL, FileKind, Looked
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.sheets import Cell, Sheet, decode, find_delimiter

_LOOKED_AT: Final = 60
"""Rows at the top of a sheet among which the headings must stand."""

_FEWEST_HEADINGS: Final = 2
_LONG: Final = 2_000_000
"""Bytes from which on a text file is read in columns."""

_AREA_CODE: Final = re.compile(r"[EWKNS]\d{8}")
"""No heading is the code of an area."""

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
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    columns: tuple[Sequence[Cell] | pd.Series, ...]
    lines: Sequence[int]
    preamble: tuple[str, ...]
    footnotes: tuple[str, ...]


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
    top = text[: _LOOKED_AT * LONGEST_CELL].splitlines()[:_LOOKED_AT]
    try:
        rows = list(csv.reader(top, delimiter=delimiter))
    except csv.Error:
        return None
    sheet = Sheet(looked.name, "", [[*row] for row in rows], range(1, len(rows) + 1))
    header, depth = _find_header(sheet)
    headings = _join_headings(sheet.rows[header : header + depth])
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
    header, depth = _find_header(sheet)
    headings = _join_headings(sheet.rows[header : header + depth])
    first = header + depth
    last = _last_row(sheet.rows, first)
    width = len(headings)
    body = sheet.rows[first:last]
    keep = [
        position for position in range(first, last) if any(map(_is_filled, sheet.rows[position]))
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
    padded = [row if len(row) == width else _fitted(row, width) for row in filled]
    columns = list(zip(*padded, strict=True))
    used = [
        index for index in range(width) if headings[index] or any(map(_is_filled, columns[index]))
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
    )


def _find_header(sheet: Sheet) -> tuple[int, int]:
    """Return the first row of headings and how many rows they take.

    The last row of headings is the one whose cells name most fields; rows above it that are
    sparse and touch the table are groups of headings, merged in the sheet.
    """
    best, most = -1, 0.0
    for position, row in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = [str(cell).strip() for cell in row if _is_filled(cell)]
        if len(texts) < _FEWEST_HEADINGS or any(map(_AREA_CODE.fullmatch, texts)):
            continue
        named = [field for text in texts if (field := field_of(text)) and len(text) < 60]  # noqa: PLR2004
        periods = sum(_is_period(cell) for cell in row if _is_filled(cell))
        numbers = (
            sum(
                isinstance(cell, float) or read_cell(cell).number is not None
                for cell in row
                if _is_filled(cell)
            )
            - periods
        )
        score = (
            2 * len(set(named)) + 0.5 * len(texts) * (len(named) > 0) + 1.5 * periods - 3 * numbers
        )
        if score > most + 1e-9:
            best, most = position, score
    if best < 0:
        best = next(
            (
                at
                for at, row in enumerate(sheet.rows[:_LOOKED_AT])
                if sum(map(_is_filled, row)) >= _FEWEST_HEADINGS
            ),
            -1,
        )
    if best < 0 or best + 1 >= len(sheet.rows):
        refuse(
            file=sheet.file,
            sheet=sheet.name,
            expected="No row of headings with figures below it was found.",
            remedy="Give the table a row of headings, such as area, period, value.",
        )
    first = best
    while first > 0 and _is_group_row(sheet.rows[first - 1], sheet.rows[best]):
        first -= 1
    return first, best - first + 1


def _is_group_row(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row holds headings of groups of columns: several cells, gaps where merged."""
    filled = [at for at, cell in enumerate(row) if _is_filled(cell)]
    width = sum(map(_is_filled, below))
    return (
        bool(filled)
        and filled[-1] > 0
        and len(filled) < width
        and (len(filled) > 1 or filled[0] > 0)
        and all(len(str(row[at])) < 60 for at in filled)  # noqa: PLR2004 - longer is a title
    )


def _join_headings(rows: Sequence[Sequence[Cell]]) -> list[str]:
    width = max(len(row) for row in rows)
    joined = [""] * width
    for depth, row in enumerate(rows):
        cells = [str(cell).strip() if _is_filled(cell) else "" for cell in _fitted(row, width)]
        is_last = depth == len(rows) - 1
        carried = ""
        for at, cell in enumerate(cells):
            carried = cell or carried
            # Only a heading of a group goes on over the empty cells to its right.
            text = cell if is_last else carried
            if text and text not in joined[at]:
                joined[at] = f"{joined[at]} {text}".strip()
    return [" ".join(_tidy(text).split()) for text in joined]


def _tidy(text: str) -> str:
    return text[:-2] if re.fullmatch(r"\d{4}\.0", text) else text


def _last_row(rows: Sequence[Sequence[Cell]], first: int) -> int:
    """Return where figures end and notes begin: rows of one text at the very end."""
    last = len(rows)
    for position in range(len(rows) - 1, first - 1, -1):
        filled = [cell for cell in rows[position] if _is_filled(cell)]
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


def _is_filled(cell: Cell) -> bool:
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def _is_period(cell: Cell) -> bool:
    text = cell if isinstance(cell, str) else f"{cell:g}"
    return read_period(text) is not None


def _fitted(row: Sequence[Cell], width: int) -> list[Cell]:
    return [*row[:width], *[""] * (width - len(row))]


def _texts(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    lines = (" ".join(str(cell).strip() for cell in row if _is_filled(cell)) for row in rows)
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
