"""Finds the rows of headings of an own table, and joins them into one heading a column."""

import re
from collections.abc import Sequence
from typing import Final

from cdof_core.ingest.imported import refuse
from cdof_core.ingest.own_table.fields import field_of
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.sheets import Cell, Sheet

LOOKED_AT: Final = 60
"""Rows at the top of a sheet among which the headings must stand."""

_FEWEST_HEADINGS: Final = 2
_AREA_CODE: Final = re.compile(r"[EWKNS]\d{8}")
"""No heading is the code of an area."""


def find_header(sheet: Sheet) -> tuple[int, int]:
    """Return the first row of headings, from 0, and how many rows they take.

    The last row of headings is the one whose cells name most fields; rows above it that are
    sparse and touch the table are groups of headings, merged in the sheet.
    """
    best, most = -1, 0.0
    for position, row in enumerate(sheet.rows[:LOOKED_AT]):
        texts = [str(cell).strip() for cell in row if is_filled(cell)]
        if len(texts) < _FEWEST_HEADINGS or any(map(_AREA_CODE.fullmatch, texts)):
            continue
        named = [field for text in texts if (field := field_of(text)) and len(text) < 60]  # noqa: PLR2004
        periods = sum(_is_period(cell) for cell in row if is_filled(cell))
        numbers = sum(
            (isinstance(cell, float) or read_cell(cell).number is not None) and not _is_period(cell)
            for cell in row
            if is_filled(cell)
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
                for at, row in enumerate(sheet.rows[:LOOKED_AT])
                if sum(map(is_filled, row)) >= _FEWEST_HEADINGS
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
    last = best
    while _is_continued(sheet.rows, best, last + 1):
        last += 1
    return first, last - first + 1


def _is_continued(rows: Sequence[Sequence[Cell]], best: int, position: int) -> bool:
    """Whether a row goes on with headings: words alone, under headings of groups of columns."""
    if position + 1 >= len(rows):
        return False
    filled = [at for at, cell in enumerate(rows[position]) if is_filled(cell)]
    begin = next(at for at, cell in enumerate(rows[best]) if is_filled(cell))
    return (
        len(filled) >= _FEWEST_HEADINGS
        and filled[0] > begin
        and not all(is_filled(cell) for cell in rows[best][begin : filled[-1] + 1])
        and all(field_of(str(rows[position][at])) is not None for at in filled)
    )


def _is_group_row(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row holds headings of groups of columns: several cells, gaps where merged."""
    filled = [at for at, cell in enumerate(row) if is_filled(cell)]
    width = sum(map(is_filled, below))
    return (
        bool(filled)
        and filled[-1] > 0
        and len(filled) < width
        and (len(filled) > 1 or filled[0] > 0)
        and all(len(str(row[at])) < 60 for at in filled)  # noqa: PLR2004 - longer is a title
    )


def join_headings(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return one heading a column from rows of headings; one over several goes on to its right."""
    width = max(len(row) for row in rows)
    joined = [""] * width
    for depth, row in enumerate(rows):
        cells = [str(cell).strip() if is_filled(cell) else "" for cell in fitted(row, width)]
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


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds anything but blanks."""
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def _is_period(cell: Cell) -> bool:
    text = cell if isinstance(cell, str) else f"{cell:g}"
    return read_period(text) is not None


def fitted(row: Sequence[Cell], width: int) -> list[Cell]:
    """Return a row cut or filled up to a width."""
    return [*row[:width], *[""] * (width - len(row))]
