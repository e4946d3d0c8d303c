"""The template of own tables: a workbook whose headings need no guessing."""

import io
from typing import Final

import xlsxwriter

from cdof_core.ingest.own_table.fields import MEANINGS, Field

TEMPLATE_NAME: Final = "own-table-template.xlsx"
_MARKS: Final = (
    ("* or c or <5", "suppressed: too small to be shown"),
    (":", "withheld"),
    ("- or [x]", "not published"),
)


def write_template() -> bytes:
    """Return the template: a sheet to fill in and a sheet that explains its columns."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    data = book.add_worksheet("Data")
    for column, field in enumerate(Field):
        data.write_string(0, column, field.value, bold)
        data.set_column(column, column, max(10, len(field.value) + 2))
    data.freeze_panes(1, 0)
    help_sheet = book.add_worksheet("How to fill it in")
    help_sheet.set_column(0, 0, 20)
    help_sheet.set_column(1, 1, 90)
    lines = [(field.value, MEANINGS[field]) for field in Field]
    lines += [("", ""), ("In place of a number:", ""), *_MARKS]
    for row, (name, meaning) in enumerate(lines):
        help_sheet.write_string(row, 0, name, bold)
        help_sheet.write_string(row, 1, meaning, wrapped)
    book.close()
    return buffer.getvalue()
