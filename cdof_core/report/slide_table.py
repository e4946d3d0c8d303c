"""A table on a slide: as many rows as can be read, columns as wide as their texts ask."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from cdof_core.report.slide_fit import column_widths, row_height
from cdof_core.report.table_texts import ReadableTable

MOST_ROWS: Final = 12
"""Rows of a table that can be read from the back of a room; the rest is counted."""
MOST_COLUMNS: Final = 6
TYPEFACE: Final = "Arial"
"""Every program has it or a face of the same widths, so that texts stay within their boxes."""
INK: Final = RGBColor(0x14, 0x20, 0x2B)
_BAND: Final = "F1F5F8"
_CELL_SIZES: Final = (12, 11, 10)
"""Points, the first that fits: a long text is set smaller before it runs over what is below."""


def place_table(
    page: Any,  # noqa: ANN401
    table: ReadableTable,
    *,
    left: int,
    top: int,
    width: int,
    room: int,
) -> tuple[str, int]:
    """Place as many rows as there is room for, columns as wide as their texts ask.

    Returns:
        What is to be said of rows left out, empty for none, and where the table ends.
    """
    most = MOST_COLUMNS
    headings = table.headings[:most]
    offered = [row[:most] for row in table.rows[:MOST_ROWS]]
    whole = Emu(width).pt
    widths = column_widths(headings, offered, width=whole)
    size, heights = _rows_that_fit(headings, offered, widths, room=Emu(room).pt)
    rows = offered[: len(heights) - 1]
    shape = page.shapes.add_table(len(heights), len(headings), left, top, width, Pt(sum(heights)))
    grid = shape.table
    for place, own in enumerate(widths):
        grid.columns[place].width = Pt(own)
    for line, height in enumerate(heights):
        grid.rows[line].height = Pt(height)
    for place, heading in enumerate(headings):
        _fill_cell(grid.cell(0, place), heading, size=size, is_heading=True)
        for line, row in enumerate(rows, start=1):
            is_number = place in table.numbers
            _fill_cell(grid.cell(line, place), row[place], size=size, is_number=is_number)
    left_out = len(table.rows) - len(rows)
    noun = "row is" if left_out == 1 else "rows are"
    said = f"{left_out} further {noun} in the table of the view." if left_out else ""
    return said, top + Pt(sum(heights))


def _rows_that_fit(
    headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, room: float
) -> tuple[float, list[float]]:
    """Return the size of the letters and the heights of heading and rows that stay within a room.

    All rows at a smaller size are preferred to fewer at a larger one.
    """
    for size in _CELL_SIZES:
        heights = [row_height(row, widths, size=size) for row in (headings, *rows)]
        if sum(heights) <= room:
            return size, heights
    size = _CELL_SIZES[-1]
    heights = [row_height(row, widths, size=size) for row in (headings, *rows)]
    fits = [
        height for height, total in zip(heights, accumulate(heights), strict=True) if total <= room
    ]
    return size, fits


def _fill_cell(
    cell: Any,  # noqa: ANN401
    text: str,
    *,
    size: float,
    is_heading: bool = False,
    is_number: bool = False,
) -> None:
    cell.text = text
    style_text(cell.text_frame, size=size, colour=INK, is_bold=is_heading)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(_BAND if is_heading else "FFFFFF")
    if is_number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def style_text(frame: Any, *, size: float, colour: RGBColor, is_bold: bool = False) -> None:  # noqa: ANN401 (python-pptx's objects)
    """Set every paragraph of a frame alike."""
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size), is_bold
        paragraph.font.color.rgb = colour
        paragraph.font.name = TYPEFACE
