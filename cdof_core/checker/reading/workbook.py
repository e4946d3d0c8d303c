"""Excel: every sheet, numbers written as their cells show them."""

import re
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cdof_core.checker.document import Document
from cdof_core.checker.reading.blocks import Cells, Line, assemble
from cdof_core.checker.reading.delimited import blocks_of
from cdof_core.checker.reading.errors import UnreadableError

_PLACES = re.compile(r"0\.(0+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_MOST_ROWS = 20_000


def read_workbook(path: Path) -> Document:
    """Read a workbook.

    Args:
        path: An .xlsx file; formulas count with the value that was saved.

    Raises:
        UnreadableError: The file cannot be opened, or holds formulas that were never worked out.
    """
    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        message = f"{path.name} is damaged: expected an Excel file that opens. Save it again."
        raise UnreadableError(message) from error
    blocks: list[Line | Cells] = []
    for sheet in book.worksheets:
        if sheet.max_row > _MOST_ROWS:
            message = f"{path.name}, {sheet.title}: expected at most {_MOST_ROWS:,} rows."
            raise UnreadableError(message)
        rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
        blocks.extend(blocks_of(rows, name=f"sheet {sheet.title}"))
        blocks.append(Line("", sheet.max_row + 1))
    _refuse_formulas_without_results(path, book)
    return assemble(path.name, blocks)


def _refuse_formulas_without_results(path: Path, book: Workbook) -> None:
    """Refuse a workbook whose formulas look like empty cells: nothing could be checked there."""
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        has_formulas = any(_FORMULA.search(archive.read(name)) for name in sheets)
    if not has_formulas:
        return
    written = load_workbook(path)
    for sheet in written.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type != "f":
                continue
            saved = book[sheet.title][cell.coordinate]
            # One whose result is an empty text is said to be a text ("str"), and was worked out.
            if saved.value is None and saved.data_type != "str":
                formula = getattr(cell.value, "text", cell.value)  # one of many cells has it inside
                message = (
                    f"{path.name}, sheet {sheet.title}, cell {cell.coordinate}: the formula "
                    f"{formula} has no result saved with it. Open the workbook in a "
                    "spreadsheet program, save it, and check it again."
                )
                raise UnreadableError(message)


def _shown(cell: object) -> str:
    value = getattr(cell, "value", None)
    pattern = str(getattr(cell, "number_format", "General") or "General")
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return shown_number(value, pattern)


def shown_number(value: float, pattern: str) -> str:
    """Write a number as a cell with this number format shows it."""
    found = _PLACES.search(pattern)
    places = len(found[1]) if found else 0
    if "%" in pattern:
        return f"{value * 100:.{places}f}%"
    money = "£" if "£" in pattern else ""
    if pattern == "General" or not re.search(r"[0#]", pattern):
        return f"{value:.0f}" if float(value).is_integer() else f"{value:.6g}"
    return f"{money}{value:,.{places}f}" if "," in pattern else f"{money}{value:.{places}f}"
