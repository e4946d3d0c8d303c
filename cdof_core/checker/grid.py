"""A printed table as labelled columns and rows of cells.

Header rows are told from the body, labels that span several columns or rows are filled, and cells
that hold several numbers ("12 (34%)", "8.4 (8.3 to 8.5)", "3/14") become several columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cdof_core.checker.document import Table
from cdof_core.checker.numbers import NUMERIC, Cell, Form, read_cell
from cdof_core.statistics.printed_numbers import Quantity

_LABEL_FORMS = {Form.WORDS, Form.PERIOD, Form.RANGE}


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One column or one row of the body; like a grid, the same only as itself.

    Attributes:
        labels: From the outermost to the innermost; empty ones left out.
        cells: Its cells in order.
        aspect: Which number of a composite cell it holds; empty for plain cells.
        is_continued: Whether a row has no label of its own.
    """

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    aspect: str = ""
    is_continued: bool = False

    @property
    def label(self) -> str:
        """The innermost label."""
        return self.labels[-1] if self.labels else ""

    @property
    def text(self) -> str:
        """All labels in one line."""
        return _in_one_line(self.labels)


@lru_cache(maxsize=8192)
def _in_one_line(labels: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(labels))


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The body of a table; two are the same only if they are one, which makes them quick to keep.

    Attributes:
        table: The table as printed.
        columns: Columns with their labels.
        rows: Rows with their labels.
        corner: What stands above the row labels.
    """

    table: Table
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]
    corner: str = ""
    is_turned: bool = False

    @property
    def turned(self) -> "Grid":
        """The same with rows for columns."""
        return _turned(self)

    @property
    def cells(self) -> list[Cell]:
        """Every cell, row by row."""
        return [cell for row in self.rows for cell in row.cells]

    def place(self, cell: Cell) -> str:
        """Name the place of a cell in words."""
        rows = self.columns if self.is_turned else self.rows
        columns = self.rows if self.is_turned else self.columns
        row = next((line for line in rows if any(c is cell for c in line.cells)), None)
        column = next((line for line in columns if any(c is cell for c in line.cells)), None)
        names = [line.text for line in (row, column) if line is not None and line.text]
        return ", ".join([f"{self.table.name}, line {self.line_of(cell)}", *names])

    def line_of(self, cell: Cell) -> int:
        """Return the document's line of a cell."""
        return self.table.lines[min(cell.row, len(self.table.lines) - 1)]


@lru_cache(maxsize=512)
def _turned(grid: Grid) -> Grid:
    return Grid(grid.table, grid.rows, grid.columns, grid.corner, not grid.is_turned)


@lru_cache(maxsize=512)
def as_grid(table: Table) -> Grid:
    """Read the body of a table."""
    cells = [
        [read_cell(text, row=at, column=column) for column, text in enumerate(row)]
        for at, row in enumerate(table.rows)
    ]
    start = _first_body_row(cells)
    body = [row for row in cells[start:] if any(cell.form is not Form.BLANK for cell in row)]
    labels = _label_columns(body)
    body = _years_as_numbers(body, labels)
    headers = _filled_headers(cells[:start], labels)
    row_labels, continued = _row_labels(body, labels)
    columns: list[Line] = []
    for at in range(labels, len(cells[0]) if cells else 0):
        names = tuple(header[at].text for header in headers if header[at].text)
        columns.extend(_split(names, tuple(row[at] for row in body)))
    rows = tuple(
        Line(row_labels[at], tuple(column.cells[at] for column in columns), "", continued[at])
        for at in range(len(body))
    )
    corner = " ".join(cell.text for row in cells[:start] for cell in row[:labels] if cell.text)
    return Grid(table, tuple(columns), rows, corner)


def _first_body_row(cells: Sequence[Sequence[Cell]]) -> int:
    for at, row in enumerate(cells):
        data = [cell for cell in row[1:] if cell.form in NUMERIC and not _is_ordinal(cell)]
        if data or (len(row) == 1 and row[0].form in NUMERIC):
            return at
    return len(cells)


def _is_ordinal(cell: Cell) -> bool:
    """Whether a cell in a header row is a footnote number rather than a figure."""
    return cell.form is Form.HIDDEN and cell.below is None


def _label_columns(body: Sequence[Sequence[Cell]]) -> int:
    """Return how many columns on the left hold labels."""
    if not body:
        return 1
    width = len(body[0])
    for at in range(width):
        filled = [row[at] for row in body if row[at].form is not Form.BLANK]
        data = sum(cell.form in NUMERIC or cell.form is Form.MISSING for cell in filled)
        is_label = data * 2 < len(filled) or (not filled and at < width - 1)
        is_numbering = at == 0 and _counts_up(filled) and width > 2  # noqa: PLR2004
        if not is_label and not is_numbering:
            return max(at, 0)
    return max(width - 1, 1)


def _counts_up(cells: Sequence[Cell]) -> bool:
    values = [cell.quantity.value for cell in cells if cell.quantity is not None]
    return len(values) == len(cells) > 1 and values == [float(n + 1) for n in range(len(values))]


def _years_as_numbers(body: list[list[Cell]], labels: int) -> list[list[Cell]]:
    """Read 2,013 printed as 2013 among other counts as a count."""
    for at in range(labels, len(body[0]) if body else 0):
        column = [row[at] for row in body]
        plain = sum(cell.form is Form.NUMBER for cell in column)
        years = [cell for cell in column if cell.form is Form.PERIOD and cell.quantity is not None]
        if plain >= len(years):
            for row in body:
                if row[at].form is Form.PERIOD and row[at].quantity is not None:
                    row[at] = replace(row[at], form=Form.NUMBER)
    return body


def _filled_headers(headers: Sequence[Sequence[Cell]], labels: int) -> list[list[Cell]]:
    """Carry a label on over the empty cells to its right that another header row divides."""
    filled = [list(row) for row in headers]
    for at, row in enumerate(filled):
        below = filled[at + 1 :]
        for column in range(labels + 1, len(row)):
            has_own = row[column].form is not Form.BLANK
            divides = any(lower[column].form is not Form.BLANK for lower in below)
            upper = [higher[column].text for higher in filled[:at]]
            same_upper = upper == [higher[column - 1].text for higher in filled[:at]]
            if not has_own and same_upper and (divides or not below):
                row[column] = replace(row[column - 1], column=column)
    return filled


def _row_labels(
    body: Sequence[Sequence[Cell]], labels: int
) -> tuple[list[tuple[str, ...]], list[bool]]:
    names: list[tuple[str, ...]] = []
    continued: list[bool] = []
    held = [""] * labels
    for row in body:
        own = [cell.text for cell in row[:labels]]
        for at, text in enumerate(own):
            if text:
                # A new outer label begins anew below it.
                held = [*held[:at], text, *[""] * (labels - at - 1)]
        names.append(tuple(text for text in held if text))
        continued.append(not any(own))
    return names, continued


def _split(names: tuple[str, ...], cells: tuple[Cell, ...]) -> list[Line]:
    """Give every number of composite cells a column of its own."""
    filled = [cell for cell in cells if cell.form not in (Form.BLANK, Form.MISSING)]
    lines = [Line(names, cells)]

    def most(has: list[bool]) -> bool:
        return bool(filled) and sum(has) * 2 > len(filled)

    if most([cell.share is not None for cell in filled]):
        lines.append(Line(names, tuple(_aspect(c, c.share, Form.PERCENT) for c in cells), "share"))
    if most([cell.limits is not None for cell in filled]):
        for side, aspect in ((0, "lower"), (1, "upper")):
            picked = tuple(_aspect(c, c.limits[side] if c.limits else None) for c in cells)
            lines.append(Line(names, picked, aspect))
        if most([cell.form is Form.RANGE for cell in filled]):
            lines = lines[1:]
    if most([cell.parts is not None for cell in filled]):
        for side, aspect in ((0, "numerator"), (1, "denominator")):
            picked = tuple(_aspect(c, c.parts[side] if c.parts else None) for c in cells)
            lines.append(Line(names, picked, aspect))
        if most([cell.form is Form.FRACTION for cell in filled]):
            lines = lines[1:]
    return lines


def _aspect(cell: Cell, quantity: Quantity | None, form: Form = Form.NUMBER) -> Cell:
    held = form if quantity is not None else Form.BLANK
    return Cell(cell.text, held, cell.row, cell.column, quantity)
