"""Tables as CSV that Excel opens right, and as workbooks with their origin on a second sheet."""

import csv
import io
import math
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cdof_core.report.tables import Table

CSV_TYPE: Final = "text/csv"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""First signs that make a spreadsheet run a text (OWASP, CSV injection)."""
_WIDEST: Final = 60
_NARROWEST: Final = 9


def as_csv(table: Table) -> bytes:
    """Return a table as CSV.

    Args:
        table: What to write.

    Returns:
        UTF-8 with the mark by which Excel knows it, commas, quotes where needed. A text that a
        spreadsheet would run has an apostrophe before it; numbers stay numbers.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([harmless(str(heading)) for heading in table.data.columns])
    for row in table.data.itertuples(index=False, name=None):
        writer.writerow([_csv_cell(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """Return a table as a workbook with two sheets: the data, and what to know about them.

    Args:
        table: What to write.

    Returns:
        The .xlsx file, the same for the same table. Texts are written as texts: a spreadsheet
        runs none of them and makes no links of them.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    created = table.built_at.to_pydatetime().replace(tzinfo=None)
    book.set_properties({"title": table.title, "created": created})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        places: book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else "")})
        for places in set(table.decimals.values())
    }
    _write_data(book.add_worksheet("Data"), table, heading=heading, formats=formats)
    _write_about(book.add_worksheet("About these data"), table, bold=heading, wrapped=wrapped)
    book.close()
    return buffer.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _csv_cell(cell: Any) -> str | int | float:  # noqa: ANN401 (a cell may hold anything)
    number = _number(cell)
    if number is not None:
        return number
    return "" if pd.isna(cell) else harmless(str(cell))


def _number(cell: Any) -> int | float | None:  # noqa: ANN401
    """Return a cell's number, whole ones without a fraction; None for anything else."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return int(cell) if float(cell).is_integer() else float(cell)


def _write_data(
    sheet: Worksheet, table: Table, *, heading: Format, formats: dict[int, Format]
) -> None:
    sheet.freeze_panes(1, 2)
    last_row, last_column = len(table.data), len(table.data.columns) - 1
    sheet.autofilter(0, 0, last_row, last_column)
    for column, name in enumerate(table.data.columns):
        cells = table.data[name].tolist()
        sheet.write_string(0, column, str(name), heading)
        sheet.set_column(column, column, _width(str(name), cells))
        look = formats.get(table.decimals.get(str(name), -1))
        for row, cell in enumerate(cells, start=1):
            _write_cell(sheet, row, column, cell, look)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Any, look: Format | None) -> None:  # noqa: ANN401
    number = _number(cell)
    if number is not None:
        sheet.write_number(row, column, number, look)
    elif not pd.isna(cell) and str(cell):
        sheet.write_string(row, column, str(cell))


def _write_about(sheet: Worksheet, table: Table, *, bold: Format, wrapped: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    for row, (label, text) in enumerate(table.about):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, wrapped)


def _width(name: str, cells: list[Any]) -> int:
    """Return a column width in characters for its texts; numbers and headings wrap or fit."""
    longest = max((len(str(cell)) for cell in cells if isinstance(cell, str)), default=0)
    return max(_NARROWEST, min(longest + 1, _WIDEST), min(len(name), 14))
