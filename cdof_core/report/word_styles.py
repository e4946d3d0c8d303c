"""The look of a Word document: A4, one family of type, calm headings, page numbers."""

from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from cdof_core.report.word_parts import add_field

PAGE_WIDTH: Final = Cm(21.0)
PAGE_HEIGHT: Final = Cm(29.7)
MARGIN: Final = Cm(2.0)
TEXT_WIDTH: Final = Cm(17.0)
_TYPE: Final = "Arial"
"""Every word processor has it or a face of the same widths, so that columns stay as set."""
_INK: Final = RGBColor(0x14, 0x20, 0x2B)
_ACCENT: Final = RGBColor(0x15, 0x5E, 0x8A)
_QUIET: Final = RGBColor(0x4A, 0x59, 0x65)
_LOOKS: Final = {
    "Normal": (10.0, _INK, False),
    "Title": (22.0, _INK, True),
    "Heading 1": (15.0, _ACCENT, True),
    "Heading 2": (12.0, _INK, True),
    "Caption": (9.0, _QUIET, False),
    "Body Text 3": (9.0, _INK, False),
}
"""Size in points, colour and weight of each style used."""

_CLOSE: Final = {
    "Normal": (10.0, 0, 6),
    "Title": (20.0, 0, 6),
    "Heading 1": (13.0, 10, 3),
    "Heading 2": (10.0, 6, 2),
    "Caption": (8.5, 0, 6),
    "List Bullet": (10.0, 0, 4),
    "Body Text 3": (8.0, 0, 2),
}
"""Size and the room above and below, in points, where a document is set closely."""
_CLOSE_MARGIN: Final = Cm(1.5)


def new_document(*, title: str, subject: str, made: datetime, footer: str) -> WordDocument:
    """Return an empty A4 document in British English.

    Args:
        title: For the properties that identify the document.
        subject: Likewise.
        made: Time written into the properties; the snapshot's, so that equal content gives equal
            documents.
        footer: Text at the foot of each page, before the page number.

    Returns:
        The document.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name, (size, colour, is_bold) in _LOOKS.items():
        _dress(document.styles[name], size=size, colour=colour, is_bold=is_bold)
    _speak_british(document)
    properties = document.core_properties
    properties.title, properties.subject, properties.language = title, subject, "en-GB"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{footer} · page ")
    add_field(foot, "PAGE", "1")
    return document


def set_closely(document: WordDocument) -> None:
    """Set a document closely, for one of two pages: little air, sources in small type."""
    section = document.sections[0]
    section.top_margin = section.bottom_margin = _CLOSE_MARGIN
    for name, (size, before, after) in _CLOSE.items():
        style: Any = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0


def _dress(style: Any, *, size: float, colour: RGBColor, is_bold: bool) -> None:  # noqa: ANN401
    """Set a style's type, without the theme's fonts that would override it."""
    if not isinstance(style, ParagraphStyle):
        return
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    style.font.bold = is_bold
    style.font.name = _TYPE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        fonts.set(qn(f"w:{kind}"), _TYPE)
    if style.name == "Body Text 3":
        style.paragraph_format.space_after = Pt(3)
    if style.name == "Title":
        borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)


def _speak_british(document: WordDocument) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
