"""A chapter as slides for a workshop: one finding each, its picture, its source, its notes."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from cdof_core.report.chapter.layout import Element, ElementKind, Layout
from cdof_core.report.word_parts import repacked

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN: Final = Inches(0.6)
_TITLE_ONLY: Final = 5
_INK, _QUIET = RGBColor(0x14, 0x20, 0x2B), RGBColor(0x4A, 0x59, 0x65)
_LONG: Final = 80
_SAID: Final = (ElementKind.PARAGRAPH, ElementKind.RECOMMENDATION)


def write_slides(layout: Layout, *, pictures: Mapping[str, bytes], made: datetime) -> bytes:
    """Write a chapter as slides.

    A measure with a picture has the picture, the words in the notes; one without has its words.
    Fixed prose, tables and what is missing stay in the document.

    Args:
        layout: The chapter.
        pictures: PNG of each figure by its block.
        made: Time of the snapshot, so that equal chapters give equal files.

    Returns:
        The .pptx file in 16:9; titles are placeholders, pictures carry alternative text.
    """
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    properties = deck.core_properties
    properties.title, properties.language = layout.title, "en-GB"
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = made.replace(tzinfo=None)
    cover = dict(layout.cover)
    opening = _slide(deck, layout.title, size=40)
    _write(opening, f"{layout.subtitle}\n{cover['Data']}", top=Inches(3), size=18, colour=_QUIET)
    heading = ""
    elements = layout.elements
    for place, element in enumerate(elements):
        if element.kind is ElementKind.HEADING:
            heading = element.text
        after = elements[place + 1] if place + 1 < len(elements) else None
        if element.kind in _SAID and element.cites:
            _finding(deck, element, after, heading=heading, pictures=pictures, layout=layout)
    ending = _slide(deck, "Sources", size=28)
    _write(ending, "\n".join(layout.sources), top=Inches(1.4), size=9, colour=_INK)
    written = io.BytesIO()
    deck.save(written)
    return repacked(written)


def _finding(
    deck: Any,  # noqa: ANN401 (python-pptx's objects)
    element: Element,
    after: Element | None,
    *,
    heading: str,
    pictures: Mapping[str, bytes],
    layout: Layout,
) -> None:
    png = pictures.get(after.block_id) if after and after.kind is ElementKind.FIGURE else None
    if png is not None and after is not None:
        page = _slide(deck, after.lead or after.text)
        _place_picture(page, png, after.description)
        page.notes_slide.notes_text_frame.text = f"{element.lead} {element.text}".strip()
    else:
        title = element.lead.removesuffix(".") or heading
        page = _slide(deck, title)
        _write(page, element.text, top=Inches(1.8), size=20, colour=_INK)
        page.notes_slide.notes_text_frame.text = f"{heading}: {element.text}"
    cited = [layout.sources[number - 1] for number in element.cites[:2]]
    source = "Source: " + "; ".join(_short(entry) for entry in cited)
    _write(page, source, top=Inches(6.85), size=10, colour=_QUIET)


def _short(entry: str) -> str:
    """Return publisher and publication, without number, licence and address."""
    return entry.partition("] ")[2].partition(". ")[0]


def _slide(deck: Any, title: str, *, size: int = 0) -> Any:  # noqa: ANN401
    page = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    box = page.shapes.title
    box.left, box.top, box.width, box.height = _MARGIN, Inches(0.4), _WIDTH - 2 * _MARGIN, Inches(1)
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.text = title
    _style(frame, size=size or (28 if len(title) < _LONG else 22), colour=_INK, is_bold=True)
    return page


def _write(page: Any, text: str, *, top: int, size: int, colour: RGBColor) -> None:  # noqa: ANN401
    frame = page.shapes.add_textbox(_MARGIN, top, _WIDTH - 2 * _MARGIN, Inches(0.5)).text_frame
    frame.word_wrap = True
    frame.text = text
    _style(frame, size=size, colour=colour)


def _style(frame: Any, *, size: int, colour: RGBColor, is_bold: bool = False) -> None:  # noqa: ANN401
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size), is_bold
        paragraph.font.color.rgb = colour


def _place_picture(page: Any, png: bytes, description: str) -> None:  # noqa: ANN401
    with Image.open(io.BytesIO(png)) as image:
        across, up = image.size
    top, room = Inches(1.5), Inches(5.25)
    scale = min((_WIDTH - 2 * _MARGIN) / across, room / up)
    width, height = Emu(int(across * scale)), Emu(int(up * scale))
    left = Emu(int((_WIDTH - width) / 2))
    shape = page.shapes.add_picture(io.BytesIO(png), left, top, width, height)
    # python-pptx has no word for alternative text.
    shape._element.nvPicPr.cNvPr.set("descr", description)
