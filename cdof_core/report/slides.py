"""Slides: one finding each, with its picture or its table, its source, and notes to speak from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from cdof_core.domain.progress import Progress
from cdof_core.report.images import bare_png
from cdof_core.report.picture import Picture
from cdof_core.report.table_texts import ReadableTable

PPTX_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MOST_ROWS: Final = 12
"""Rows of a table that can be read from the back of a room; the rest is counted."""
MOST_COLUMNS: Final = 6

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN: Final = Inches(0.6)
_TITLE_ONLY: Final = 5
_PICTURE_WIDTH: Final = 1100
_INK, _QUIET, _BAND = RGBColor(0x14, 0x20, 0x2B), RGBColor(0x4A, 0x59, 0x65), "F1F5F8"
_LONG_TITLE: Final = 80
_ALTERNATIVE: Final = "descr"


@dataclass(frozen=True, slots=True)
class Slide:
    """One finding.

    Attributes:
        title: The finding.
        measure: Measure, unit and period; empty for none.
        source: Source and licence line; empty for none.
        picture: What shows it; None for a table or words.
        table: Its figures, where there is no picture.
        points: Sentences, where there is neither.
        notes: For the speaker; empty for none.
    """

    title: str
    measure: str = ""
    source: str = ""
    picture: Picture | None = None
    table: ReadableTable | None = None
    points: tuple[str, ...] = ()
    notes: str = ""


def write_slides(
    slides: Sequence[Slide], *, title: str, about: str, progress: Progress | None = None
) -> bytes:
    """Write a presentation.

    Args:
        slides: In order, each a finding.
        title: What the first slide says.
        about: A line under it: the snapshot, the day.
        progress: Told how far it is, from 0 to 1, and which slide is next.

    Returns:
        The .pptx file, in 16:9. Titles are placeholders, so that they can be listed and read
        aloud; pictures carry their alternative text.
    """
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    deck.core_properties.title = title
    _add_opening(deck, title, about)
    for number, slide in enumerate(slides, start=1):
        if progress is not None:
            progress((number - 1) / len(slides), slide.title)
        _add(deck, slide, number=number)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _add_opening(deck: Any, title: str, about: str) -> None:  # noqa: ANN401 (python-pptx's objects)
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _place_title(page, title, top=Inches(2.4), size=40)
    _write(page, about, top=Inches(4.2), height=Inches(0.8), size=18, colour=_QUIET)


def _add(deck: Any, slide: Slide, *, number: int) -> None:  # noqa: ANN401
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _place_title(
        page, slide.title, top=Inches(0.4), size=28 if len(slide.title) < _LONG_TITLE else 22
    )
    top = Inches(1.5)
    if slide.measure:
        _write(page, slide.measure, top=top, height=Inches(0.6), size=14, colour=_QUIET)
        top = Inches(2.1)
    room = Inches(6.85) - top
    if slide.picture is not None:
        _place_picture(page, slide.picture, top=top, room=room)
    elif slide.table is not None:
        _place_table(page, slide.table, top=top)
    elif slide.points:
        _write(page, "\n".join(slide.points), top=top, height=room, size=20, colour=_INK)
    _write(page, slide.source, top=Inches(6.9), height=Inches(0.4), size=10, colour=_QUIET)
    _write(
        page, str(number), top=Inches(6.9), height=Inches(0.4), size=10, colour=_QUIET, is_end=True
    )
    if slide.notes:
        page.notes_slide.notes_text_frame.text = slide.notes


def _place_title(page: Any, text: str, *, top: int, size: int) -> None:  # noqa: ANN401
    box = page.shapes.title
    box.left, box.top, box.width, box.height = _MARGIN, top, _WIDTH - 2 * _MARGIN, Inches(1.1)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.text = text
    _style(frame, size=size, colour=_INK, is_bold=True)


def _write(
    page: Any,  # noqa: ANN401
    text: str,
    *,
    top: int,
    height: int,
    size: int,
    colour: RGBColor,
    is_end: bool = False,
) -> None:
    if not text:
        return
    left = _WIDTH - _MARGIN - Inches(0.6) if is_end else _MARGIN
    width = Inches(0.6) if is_end else _WIDTH - 2 * _MARGIN - Inches(0.8)
    frame = page.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    frame.text = text
    _style(frame, size=size, colour=colour)
    if is_end:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _style(frame: Any, *, size: int, colour: RGBColor, is_bold: bool = False) -> None:  # noqa: ANN401
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size), is_bold
        paragraph.font.color.rgb = colour


def _place_picture(page: Any, picture: Picture, *, top: int, room: int) -> None:  # noqa: ANN401
    png = bare_png(picture, width=_PICTURE_WIDTH)
    with Image.open(io.BytesIO(png)) as image:
        across, up = image.size
    scale = min((_WIDTH - 2 * _MARGIN) / across, room / up)
    width, height = Emu(int(across * scale)), Emu(int(up * scale))
    left = Emu(int((_WIDTH - width) / 2))
    shape = page.shapes.add_picture(io.BytesIO(png), left, top, width, height)
    # python-pptx has no word for alternative text.
    shape._element.nvPicPr.cNvPr.set(_ALTERNATIVE, picture.wording.description)


def _place_table(page: Any, table: ReadableTable, *, top: int) -> None:  # noqa: ANN401
    rows, columns = table.rows[:MOST_ROWS], range(min(len(table.headings), MOST_COLUMNS))
    shape = page.shapes.add_table(
        len(rows) + 1,
        len(columns),
        _MARGIN,
        top,
        _WIDTH - 2 * _MARGIN,
        Inches(0.34) * (len(rows) + 1),
    )
    grid = shape.table
    for place in columns:
        _fill_cell(grid.cell(0, place), table.headings[place], is_heading=True)
        for line, row in enumerate(rows, start=1):
            is_number = place in table.numbers
            _fill_cell(grid.cell(line, place), row[place], is_number=is_number)
    left_out = len(table.rows) - len(rows)
    if left_out:
        said = f"{left_out} further rows are in the table of the view."
        _write(page, said, top=Inches(6.5), height=Inches(0.4), size=12, colour=_QUIET)


def _fill_cell(cell: Any, text: str, *, is_heading: bool = False, is_number: bool = False) -> None:  # noqa: ANN401
    cell.text = text
    _style(cell.text_frame, size=12, colour=_INK, is_bold=is_heading)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(_BAND if is_heading else "FFFFFF")
    if is_number:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
