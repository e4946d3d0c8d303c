"""Slides: one finding each, with its picture or its table, its source, and notes to speak from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from cdof_core.domain.progress import Progress
from cdof_core.report.images import bare_png
from cdof_core.report.picture import Picture
from cdof_core.report.slide_fit import (
    fits_in,
    fitting_parts,
    fitting_size,
)
from cdof_core.report.slide_table import INK, place_table, style_text
from cdof_core.report.table_texts import ReadableTable
from cdof_core.report.word_parts import repacked

PPTX_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN: Final = Inches(0.6)
_WHOLE_WIDTH: Final = _WIDTH - 2 * _MARGIN
_TITLE_ONLY: Final = 5
_PICTURE_WIDTH: Final = 1100
_QUIET: Final = RGBColor(0x4A, 0x59, 0x65)
_TITLE_SIZES: Final = (28, 24, 22, 20, 18, 16)
_MEASURE_SIZES: Final = (14, 13, 12, 11, 10, 9)
_POINT_SIZES: Final = (24, 22, 20, 18, 16, 14, 12)
"""Points, the first that fits: a long text is set smaller before it runs over what is below."""
_MOST_POINTS: Final = 5
"""Sentences on one slide, however short they are."""
_SOURCE_SIZE: Final = 9
_MORE_SOURCES: Final = "; and {} more, named in the notes of this slide."
_TITLE_HEIGHT, _SOURCE_HEIGHT, _COUNT_HEIGHT = Inches(1.1), Inches(0.55), Inches(0.45)
_TEXT_WIDTH: Final = _WHOLE_WIDTH - Inches(0.8)
_READ_FROM_AFAR: Final = 18
_POINTS_HEIGHT: Final = Inches(6.85 - 1.5)
_BETWEEN_POINTS: Final = 8
"""Points of space after each sentence."""
_BOX_MARGINS: Final = 14.4
"""Points that a text box keeps free across (0.1 inch each side), and half of that up."""
_BOLD: Final = 1.1
"""How much wider bold letters are."""
_ALTERNATIVE: Final = "descr"


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture that is a PNG already.

    Attributes:
        png: The file, without title and source.
        description: Alternative text.
        part: Which part of a long picture is drawn; empty where all is.
    """

    png: bytes
    description: str
    part: str = ""


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
    picture: Picture | DrawnPicture | None = None
    table: ReadableTable | None = None
    points: tuple[str, ...] = ()
    notes: str = ""


def write_slides(
    slides: Sequence[Slide],
    *,
    title: str,
    about: str,
    made: datetime | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Write a presentation.

    Args:
        slides: In order, each a finding.
        title: What the first slide says.
        about: A line under it: the snapshot, the day.
        made: Time that the file says it was made; equal slides then give equal files.
        progress: Told how far it is, from 0 to 1, and which slide is next.

    Returns:
        The .pptx file, in 16:9. Titles are placeholders, so that they can be listed and read
        aloud; pictures carry their alternative text.
    """
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    properties = deck.core_properties
    properties.title, properties.language = title, "en-GB"
    properties.author = properties.last_modified_by = ""
    if made is not None:
        properties.created = properties.modified = made.replace(tzinfo=None)
    _add_opening(deck, title, about)
    for number, slide in enumerate(slides, start=1):
        if progress is not None:
            progress((number - 1) / len(slides), slide.title)
        _add(deck, slide, number=number)
    buffer = io.BytesIO()
    deck.save(buffer)
    return repacked(buffer) if made is not None else buffer.getvalue()


def points_that_fit(points: Sequence[str], *, smallest: bool = False) -> list[tuple[str, ...]]:
    """Part sentences into slides on which they can be read.

    Args:
        points: Sentences in order.
        smallest: Whether as many as fit in the smallest letters stand together, as for sources;
            else no more than a few, in letters that a room can read.
    """
    size = _POINT_SIZES[-1] if smallest else _READ_FROM_AFAR
    room, width = Emu(_POINTS_HEIGHT).pt, Emu(_TEXT_WIDTH).pt - _BOX_MARGINS
    parts: list[tuple[str, ...]] = []
    held: tuple[str, ...] = ()
    for point in points:
        more = (*held, point)
        fits = fits_in((*more,), width=width, height=room - _BETWEEN_POINTS * len(more), size=size)
        if held and (not fits or (len(held) >= _MOST_POINTS and not smallest)):
            parts.append(held)
            more = (point,)
        held = more
    return [*parts, held] if held else parts


def _add_opening(deck: Any, title: str, about: str) -> None:  # noqa: ANN401 (python-pptx's objects)
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _place_title(page, title, top=Inches(2.4), sizes=(40, 32, *_TITLE_SIZES))
    _write(page, about, top=Inches(4.2), height=Inches(1.2), sizes=(18, 16, 14), colour=_QUIET)


def _add(deck: Any, slide: Slide, *, number: int) -> None:  # noqa: ANN401
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _place_title(page, slide.title, top=Inches(0.4))
    top = Inches(1.5)
    if slide.measure:
        _write(
            page, slide.measure, top=top, height=Inches(0.6), sizes=_MEASURE_SIZES, colour=_QUIET
        )
        top = Inches(2.1)
    room = Inches(6.85) - top
    if slide.picture is not None:
        _place_picture(page, slide.picture, top=top, room=room)
    elif slide.table is not None:
        said, below = place_table(
            page, slide.table, left=_MARGIN, top=top, width=_WHOLE_WIDTH, room=room - _COUNT_HEIGHT
        )
        _write(page, said, top=below, height=_COUNT_HEIGHT, sizes=(12,), colour=_QUIET)
    elif slide.points:
        _write_points(page, slide.points, top=top, room=room)
    bottom = Inches(6.9)
    source = _source_of(slide)
    _write(page, source, top=bottom, height=_SOURCE_HEIGHT, sizes=(_SOURCE_SIZE,), colour=_QUIET)
    _write(
        page, str(number), top=bottom, height=Inches(0.4), sizes=(10,), colour=_QUIET, is_end=True
    )
    every = "" if source == slide.source else slide.source
    notes = "\n\n".join(part for part in (slide.notes, every) if part)
    if notes:
        page.notes_slide.notes_text_frame.text = notes


def _source_of(slide: Slide) -> str:
    """Return as many of the sources as can be read; the notes name all where some are left out."""
    return fitting_parts(
        slide.source,
        separator="; ",
        more=_MORE_SOURCES,
        width=Emu(_TEXT_WIDTH).pt - _BOX_MARGINS,
        height=Emu(_SOURCE_HEIGHT).pt - _BOX_MARGINS / 2,
        size=_SOURCE_SIZE,
    )


def _write_points(page: Any, points: Sequence[str], *, top: int, room: int) -> None:  # noqa: ANN401
    free = room - Pt(_BETWEEN_POINTS) * len(points)
    _write(page, "\n".join(points), top=top, height=free, sizes=_POINT_SIZES, colour=INK)
    for paragraph in page.shapes[-1].text_frame.paragraphs:
        paragraph.space_after = Pt(_BETWEEN_POINTS)


def _place_title(
    page: Any,  # noqa: ANN401
    text: str,
    *,
    top: int,
    sizes: Sequence[int] = _TITLE_SIZES,
) -> None:
    box = page.shapes.title
    box.left, box.top, box.width, box.height = _MARGIN, top, _WHOLE_WIDTH, _TITLE_HEIGHT
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.text = text
    # Bold letters are wider: reckoned as if the box were narrower.
    size = _size_of(text, sizes, width=int(_WHOLE_WIDTH / _BOLD), height=_TITLE_HEIGHT)
    style_text(frame, size=size, colour=INK, is_bold=True)


def _write(
    page: Any,  # noqa: ANN401
    text: str,
    *,
    top: int,
    height: int,
    sizes: Sequence[int],
    colour: RGBColor,
    is_end: bool = False,
) -> None:
    if not text:
        return
    left = _WIDTH - _MARGIN - Inches(0.6) if is_end else _MARGIN
    width = Inches(0.6) if is_end else _TEXT_WIDTH
    frame = page.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    frame.text = text
    size = _size_of(text, sizes, width=width, height=height)
    style_text(frame, size=size, colour=colour)
    if is_end:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _size_of(text: str, sizes: Sequence[int], *, width: int, height: int) -> float:
    """Return the largest of some sizes at which a text stays within its box."""
    across, up = Emu(width).pt - _BOX_MARGINS, Emu(height).pt - _BOX_MARGINS / 2
    return fitting_size(text, sizes, width=across, height=up)


def _place_picture(
    page: Any,  # noqa: ANN401
    picture: Picture | DrawnPicture,
    *,
    top: int,
    room: int,
) -> None:
    if isinstance(picture, DrawnPicture):
        png, description = picture.png, picture.description
    else:
        png, description = bare_png(picture, width=_PICTURE_WIDTH), picture.wording.description
    with Image.open(io.BytesIO(png)) as image:
        across, up = image.size
    scale = min(_WHOLE_WIDTH / across, room / up)
    width, height = Emu(int(across * scale)), Emu(int(up * scale))
    left = Emu(int((_WIDTH - width) / 2))
    shape = page.shapes.add_picture(io.BytesIO(png), left, top, width, height)
    # python-pptx has no word for alternative text.
    shape._element.nvPicPr.cNvPr.set(_ALTERNATIVE, description)
