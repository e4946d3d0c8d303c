"""How far a sheet reaches, and how often its cells repeat, before it is read."""

import re
from typing import Final

from cdof_core.ingest.imported import refuse

MOST_ROWS: Final = 1_100_000


MOST_COLUMNS: Final = 2_000


MOST_CELLS: Final = 4_000_000


_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


_REPEATED = re.compile(
    rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>|<text:p"
)


_TIMES = re.compile(rb'number-(columns|rows)-repeated="(\d+)"')


class Extent:
    """How far apart the cells of an Excel sheet lie: readers lay out the whole rectangle."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._rows = [MOST_ROWS * 10, 0]
        self._columns = [1 << 20, 0]

    def add(self, text: bytes) -> None:
        """Take in the next part of a sheet."""
        for letters, digits in _REFERENCE.findall(text):
            row, column = int(digits), _number_of(letters)
            self._rows[1] = max(self._rows[1], row)
            self._rows[0] = min(self._rows[0], row)
            self._columns[1] = max(self._columns[1], column)
            self._columns[0] = min(self._columns[0], column)
        if self._rows[1]:
            rows = self._rows[1] - self._rows[0] + 1
            _refuse_extent(rows, self._columns[1] - self._columns[0] + 1, self._shown)


class Repeats:
    """How many cells an OpenDocument sheet stands for: one may be repeated many times.

    Empty cells and rows at the end are repeated to the edge of the sheet by every program and
    cost nothing.
    """

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._start_sheet()

    def _start_sheet(self) -> None:
        self._rows = self._cells = self._columns = 0
        self._row_times = self._cell_times = 1
        self._width = 0
        self._last_filled = 0
        self._pending_rows = 0

    def add(self, text: bytes) -> None:
        """Take in the next part of a sheet."""
        for found in _REPEATED.finditer(text):
            self._take(found)
        _refuse_extent(self._rows, self._columns, self._shown, cells=self._cells)

    def _take(self, found: re.Match[bytes]) -> None:
        closing, tag, attributes, alone = found.groups()
        if tag is None:  # text: the cell before it is filled
            self._last_filled = self._width
            return
        if tag == b"table":
            self._start_sheet()
        elif tag == b"table-row":
            if not closing:
                self._row_times = _times(attributes, b"rows")
                self._width = self._last_filled = 0
            if closing or alone:
                self._end_row()
        elif not closing:
            self._width += _times(attributes, b"columns")
            if b"office:value" in attributes and b"office:value-type" in attributes:
                self._last_filled = self._width

    def _end_row(self) -> None:
        if self._last_filled == 0:
            self._pending_rows += self._row_times
            return
        rows = self._row_times + self._pending_rows
        self._pending_rows = 0
        self._rows += rows
        self._columns = max(self._columns, self._last_filled)
        self._cells = self._rows * self._columns
        _refuse_extent(self._rows, self._columns, self._shown, cells=self._cells)


def _times(attributes: bytes, what: bytes) -> int:
    for kind, number in _TIMES.findall(attributes):
        if kind == what:
            return int(number[:9])
    return 1


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse_extent(rows: int, columns: int, shown: str, *, cells: int | None = None) -> None:
    laid_out = rows * columns if cells is None else cells
    if rows > MOST_ROWS or columns > MOST_COLUMNS or laid_out > MOST_CELLS:
        refuse(
            file=shown,
            expected=f"A sheet reaches over {rows:,} rows and {columns:,} columns; at most "
            f"{MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are read.",
            remedy="Delete what lies far below or to the right of the table, and save again.",
        )
