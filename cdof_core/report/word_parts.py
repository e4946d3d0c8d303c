"""Parts of a Word document that python-docx leaves to its users: fields, captions, real tables."""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE_TEXT: Final = Pt(8)
_FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold: the same on every file, so that equal documents are
equal byte for byte."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: Its heading.
        width: Its width in centimetres.
        is_number: Whether its cells stand to the right.
    """

    heading: str
    width: float
    is_number: bool = False


def add_caption(document: WordDocument, kind: str, number: int, text: str) -> Paragraph:
    """Add a caption with a number that Word keeps up to date: "Figure 3: ...".

    Args:
        document: Where to.
        kind: Table or Figure.
        number: The number shown until Word counts anew.
        text: What it shows.

    Returns:
        The paragraph.
    """
    paragraph = document.add_paragraph(style="Caption")
    paragraph.add_run(f"{kind} ")
    add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    paragraph.add_run(f": {text}")
    return paragraph


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field with the text shown until Word works it out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    _element(paragraph).append(field)


def add_table(
    document: WordDocument,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    fills: Sequence[Sequence[str]] = (),
) -> Table:
    """Add a table with fixed widths, a header that repeats and rows that stay whole.

    Args:
        document: Where to.
        columns: Headings and widths.
        rows: Texts, one list a row.
        fills: Background of each cell as six hexadecimal digits, empty for none; same shape as
            the rows, or nothing for a plain table.

    Returns:
        The table.
    """
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _draw_quiet_lines(table)
    for column, wanted in zip(table.columns, columns, strict=True):
        column.width = Cm(wanted.width)
    # python-docx looks every cell up anew through `cell()`; its own list is many times faster.
    cells = table._cells  # pyright: ignore[reportPrivateUsage]
    lines = [[column.heading for column in columns], *rows]
    shades = [[""] * len(columns), *(fills or [[""] * len(columns)] * len(rows))]
    # Formatting a cell costs ten times what copying one does.
    patterns: dict[tuple[bool, int], Any] = {}
    for place, cell in enumerate(cells):
        line, column = divmod(place, len(columns))
        filled = patterns.get((line == 0, column))
        if filled is None:
            _fill_cell(cell, lines[line][column], columns[column], is_heading=line == 0)
            patterns[line == 0, column] = deepcopy(_element(cell))
        else:
            _fill_alike(cell, lines[line][column], filled)
        _shade(cell, "EEF1F3" if line == 0 else shades[line][column])
    _keep_rows_whole(table)
    return table


def _draw_quiet_lines(table: Table) -> None:
    """Rule a table in grey: black rules would be the loudest thing on the page."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, text in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C3CCD3")):
            line.set(qn(f"w:{name}"), text)
        borders.append(line)
    properties = _element(table).tblPr
    # The schema wants the layout after the rules.
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)


def _fill_cell(cell: Any, text: str, column: Column, *, is_heading: bool) -> None:  # noqa: ANN401
    cell.width = Cm(column.width)
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = TABLE_TEXT
    run.bold = True if is_heading else None
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if column.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fill_alike(cell: Any, text: str, pattern: Any) -> None:  # noqa: ANN401
    """Fill a cell as the pattern of its column is filled, before any is shaded."""
    place, alike = _element(cell), deepcopy(pattern)
    for part in list(place):
        place.remove(part)
    place.extend(list(alike))
    place.p_lst[0].r_lst[0].text = text


def _shade(cell: Any, colour: str) -> None:  # noqa: ANN401 (python-docx keeps its class private)
    if colour:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:color"), "auto")
        shading.set(qn("w:fill"), colour)
        _element(cell).get_or_add_tcPr().append(shading)


def _keep_rows_whole(table: Table) -> None:
    """Never break a row over two pages; mark and repeat the first as the header."""
    for number, row in enumerate(table.rows):
        properties = _element(row).get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def add_picture(
    document: WordDocument, png: bytes, *, width: Length, title: str, description: str
) -> Paragraph:
    """Add a picture with alternative text, kept on the page of what follows.

    Args:
        document: Where to.
        png: The picture.
        width: Width on the page.
        title: Short name for those who cannot see it.
        description: Alternative text.

    Returns:
        Its paragraph.
    """
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    properties = shape._inline.docPr  # pyright: ignore[reportPrivateUsage]
    properties.set("descr", description)
    properties.set("title", title)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def with_lines_at_end(file: bytes, heading: str, lines: Sequence[tuple[str, str]]) -> bytes:
    """Return a Word document with a last section of lines; unchanged where there are none.

    Args:
        file: The .docx file.
        heading: Of the section.
        lines: What each is about, and what it says.
    """
    if not lines:
        return file
    document = Document(io.BytesIO(file))
    document.add_heading(heading, level=1)
    for about, said in lines:
        document.add_paragraph(f"{about}: {said}", style="List Bullet")
    return finished(document)


def finished(document: WordDocument) -> bytes:
    """Return the file; the same document gives the same bytes whenever it is written."""
    written = io.BytesIO()
    document.save(written)
    return repacked(written)


def repacked(written: io.BytesIO) -> bytes:
    """Return an Office file packed anew without the times at which its parts were written."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=_FIRST_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return again.getvalue()


def _element(thing: Any) -> Any:  # noqa: ANN401 (python-docx's own XML classes)
    """Return the XML element behind a paragraph, cell or row."""
    return thing._element
