"""A chapter's data annex: every table, every statement with what it rests on, and the metadata."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from cdof_core.domain.chapter import Block, Chapter, Reference
from cdof_core.report.chapter.layout import ElementKind, Layout

_REFERENCE_HEADINGS: Final = (
    "Section",
    "Statement",
    "Used as",
    "Measure",
    "Area",
    "Period",
    "Sex",
    "Age",
    "Category",
    "Method or edition",
    "Value",
    "Dataset",
)
_WIDE: Final = 60
_NARROW: Final = 16


def write_workbook(
    chapter: Chapter, layout: Layout, *, datasets: pd.DataFrame, made: datetime
) -> bytes:
    """Write the data annex.

    Args:
        chapter: The chapter.
        layout: The same laid out, for numbers and captions of tables.
        datasets: The catalogue of datasets.
        made: Time of the snapshot, so that equal chapters give equal files.

    Returns:
        The .xlsx file: a cover, the statements with their observations, one sheet a table, the
        datasets. Texts are written as texts; a spreadsheet runs none of them.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    created = made.replace(tzinfo=None)
    book.set_properties({"title": f"{layout.title}: data annex", "created": created})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    _cover(book.add_worksheet("About"), layout, bold)
    _write(
        book.add_worksheet("Statements"),
        _REFERENCE_HEADINGS,
        [
            _reference_row(section.heading, text, one)
            for section in chapter.shown_sections
            for block in section.shown_blocks
            for text, one in _references(block)
        ],
        bold,
    )
    for element in layout.elements:
        if element.kind is ElementKind.TABLE:
            sheet = book.add_worksheet(f"Table {element.number}")
            _write(sheet, element.columns, element.rows, bold, title=element.text)
    used = {one for block in chapter.blocks() for one in block.datasets}
    rows = datasets[datasets["dataset_id"].isin(used)]
    columns = ["dataset_id", "publisher", "publication", "table_name", "published", "licence"]
    columns += ["attribution", "url", "caveats"]
    headings = [name.replace("_", " ").capitalize() for name in columns]
    records = [[_text(cell) for cell in row] for row in rows[columns].to_numpy().tolist()]
    _write(book.add_worksheet("Datasets"), headings, records, bold)
    book.close()
    return buffer.getvalue()


def _references(block: Block) -> list[tuple[str, Reference]]:
    said = [(one.shown, used) for one in block.statements for used in one.references]
    return said + [(block.caption or block.text, used) for used in block.references]


def _reference_row(section: str, text: str, one: Reference) -> list[Any]:
    return [
        section,
        text,
        one.role,
        one.indicator_id,
        one.area_code,
        one.period,
        one.sex,
        one.age,
        one.breakdown,
        one.vintage,
        one.value,
        one.dataset_id,
    ]


def _cover(sheet: Worksheet, layout: Layout, bold: Any) -> None:  # noqa: ANN401 (its format class)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    lines = [("Title", layout.title), *layout.cover]
    lines += [("Method", text) for text in layout.method]
    lines += [("Source", text) for text in layout.sources]
    lines += [("Before citing", text) for text in layout.caveats]
    lines += [("Term", text) for text in layout.terms]
    for row, (label, text) in enumerate(lines):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text)


def _write(
    sheet: Worksheet,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    bold: Any,  # noqa: ANN401
    *,
    title: str = "",
) -> None:
    top = 0
    if title:
        sheet.write_string(0, 0, title)
        top = 1
    for column, heading in enumerate(headings):
        longest = max((len(_text(row[column])) for row in rows), default=0)
        width = max(len(heading) + 2, min(longest + 1, _WIDE), _NARROW if longest else 0)
        sheet.set_column(column, column, min(width, _WIDE))
        sheet.write_string(top, column, heading, bold)
    for place, row in enumerate(rows, start=top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, float | int) and not pd.isna(cell):
                sheet.write_number(place, column, cell)
            elif _text(cell):
                sheet.write_string(place, column, _text(cell))
    sheet.freeze_panes(top + 1, 0)


def _text(cell: object) -> str:
    return "" if cell is None or (isinstance(cell, float) and pd.isna(cell)) else str(cell)
