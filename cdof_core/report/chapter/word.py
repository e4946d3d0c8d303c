"""A chapter as a Word document, in the house's look or the council's own template."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from cdof_core.domain.errors import CdofError
from cdof_core.domain.progress import Progress
from cdof_core.report.chapter.layout import Element, ElementKind, Layout
from cdof_core.report.chapter.terms import TERMS
from cdof_core.report.chapter.word_fields import (
    add_field_mark,
    add_instruction,
    add_link,
    add_number_field,
    add_reference,
    bookmark,
)
from cdof_core.report.chapter.word_notes import Footnotes
from cdof_core.report.chapter.word_widths import column_widths
from cdof_core.report.word_parts import Column, add_picture, add_table, finished
from cdof_core.report.word_styles import new_document, set_closely

_PICTURE_WIDTH: Final = Cm(16.0)
_NARROW_PICTURE: Final = Cm(12.5)
_LOGO_HEIGHT: Final = Cm(1.8)
_STYLES: Final = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Body Text 3")
_TINTS: Final = {
    "■": "FBE9EC",
    "●": "FDF4D7",
    "◆": "E3F4EC",
    "▲": "E6ECF8",
    "▼": "E6ECF8",
}


class WordTemplateError(CdofError):
    """A council's own Word template that cannot be used."""


def write_word(
    layout: Layout,
    *,
    pictures: Mapping[str, bytes],
    made: datetime,
    template: Path | None = None,
    logo: bytes = b"",
    progress: Progress | None = None,
) -> bytes:
    """Write a chapter as a Word document.

    Args:
        layout: The chapter.
        pictures: PNG of each figure by its block.
        made: Time of the snapshot, so that equal chapters give equal files.
        template: The council's own .docx; its styles, headers and footers stay.
        logo: PNG or JPEG for the cover; nothing for none.
        progress: Called with a share from 0 to 1 and the heading being written.

    Returns:
        The .docx file, the same for the same chapter byte for byte.

    Raises:
        WordTemplateError: The template is no Word document.
    """
    document = _opened(layout, template, made)
    if layout.is_short and template is None:
        set_closely(document)
    writer = _Writer(document, layout.sources, is_short=layout.is_short)
    if logo:
        document.add_picture(io.BytesIO(logo), height=_LOGO_HEIGHT)
    writer.paragraph(layout.title, style="Title")
    writer.cover(layout)
    if not layout.is_short:
        writer.contents(layout)
    for place, element in enumerate(layout.elements):
        if progress is not None and element.kind is ElementKind.HEADING:
            progress(place / len(layout.elements), element.text)
        writer.element(element, pictures)
    writer.ending(layout)
    writer.notes.finish()
    return finished(document)


def _opened(layout: Layout, template: Path | None, made: datetime) -> WordDocument:
    if template is None:
        return new_document(
            title=layout.title, subject=layout.subtitle, made=made, footer=layout.title
        )
    try:
        document = Document(str(template))
    except Exception as error:  # python-docx raises what its parser raises
        message = f"{template.name}: a Word document (.docx) was expected as template."
        raise WordTemplateError(message) from error
    body: Any = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    known = {style.name for style in document.styles}
    for name in (*_STYLES, "Table Grid"):
        if name not in known:
            kind = WD_STYLE_TYPE.TABLE if name == "Table Grid" else WD_STYLE_TYPE.PARAGRAPH
            document.styles.add_style(name, kind)
    properties = document.core_properties
    properties.title, properties.language = layout.title, "en-GB"
    properties.created = properties.modified = made
    return document


class _Writer:
    """Adds elements, each with its bookmarks, links and fields."""

    def __init__(
        self, document: WordDocument, sources: Sequence[str], *, is_short: bool = False
    ) -> None:
        self.document, self.sources, self.is_short = document, sources, is_short
        self.notes = Footnotes(document)
        self.marks = 0
        self._known = {one.name for one in document.styles}
        self._style_ids: dict[str, str | None] = {}

    def paragraph(self, text: str = "", *, style: str) -> Paragraph:
        """Add a paragraph; python-docx alone would go through all styles for each anew."""
        if style not in self._style_ids:
            found = self.document.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
            self._style_ids[style] = found
        paragraph = self.document.add_paragraph(text)
        element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
        element.style = self._style_ids[style]
        return paragraph

    def cover(self, layout: Layout) -> None:
        """Add the cover block: a line each, or in one paragraph where room is short."""
        style = "Body Text 3" if self.is_short else "Normal"
        paragraph = self.paragraph(style=style)
        for place, (label, text) in enumerate(layout.cover):
            if place and self.is_short:
                paragraph.add_run(" · ")
            elif place:
                paragraph = self.paragraph(style=style)
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(text)

    def contents(self, layout: Layout) -> None:
        """Add a table of contents that Word can bring up to date, filled in already."""
        self._heading("Contents", 1, "contents", is_listed=False)
        lines = [one for one in layout.headings if one.level <= 2]  # noqa: PLR2004
        for place, one in enumerate(lines):
            paragraph = self.paragraph(style="Body Text 3")
            paragraph.paragraph_format.left_indent = Cm(0.6 * (one.level - 1))
            if place == 0:
                add_field_mark(paragraph, "begin")
                add_instruction(paragraph, 'TOC \\o "1-2" \\h \\z \\n')
                add_field_mark(paragraph, "separate")
            add_link(paragraph, one.anchor, one.text)
            if place == len(lines) - 1:
                add_field_mark(paragraph, "end")

    def element(self, element: Element, pictures: Mapping[str, bytes]) -> None:
        """Add one element."""
        if element.kind is ElementKind.HEADING:
            self._heading(element.text, min(element.level, 3), element.anchor)
        elif element.kind is ElementKind.TABLE:
            self._caption(element, keep=True)
            self._table(element)
        elif element.kind is ElementKind.FIGURE:
            self._figure(element, pictures)
        else:
            self._words(element)

    def ending(self, layout: Layout) -> None:
        """Add sources, caveats, method and authors."""
        self._heading("Sources", 1, "sources")
        for number, entry in enumerate(layout.sources, start=1):
            paragraph = self.paragraph(style="Body Text 3")
            self._mark(paragraph, f"source-{number}", lambda p, e=entry: p.add_run(e))
        if layout.caveats:
            self._heading("Before citing these figures", 2, "caveats")
            for caveat in layout.caveats:
                self.paragraph(caveat, style="Body Text 3")
        self._heading("Method", 1, "method")
        for text in layout.method:
            self.paragraph(text, style="Body Text 3" if self.is_short else "Normal")
        if layout.terms:
            self._heading(TERMS, 1, "terms")
            for text in layout.terms:
                self.paragraph(text, style="Body Text 3")
        if layout.authors:
            self._heading("Authors", 1, "authors")
            self.document.add_paragraph(layout.authors)

    def _heading(self, text: str, level: int, anchor: str, *, is_listed: bool = True) -> None:
        style = f"Heading {level}" if is_listed else "Normal"
        paragraph = self.paragraph(style=style)
        self._mark(paragraph, anchor, lambda p: p.add_run(text))
        if not is_listed:
            paragraph.runs[0].bold = True

    def _words(self, element: Element) -> None:
        style = "List Bullet" if element.kind is ElementKind.RECOMMENDATION else "Normal"
        paragraph = self.paragraph(style=style if style in self._known else "Normal")
        is_aside = element.kind in (ElementKind.NOTE, ElementKind.CAUTION)
        if element.lead and element.kind is ElementKind.PARAGRAPH:
            paragraph.add_run(f"{element.lead} ").bold = True
        paragraph.add_run(element.text).italic = True if is_aside else None
        if element.refers_to:
            paragraph.add_run(" (")
            for place, (kind, number) in enumerate(element.refers_to):
                paragraph.add_run(", " if place else "")
                add_reference(paragraph, f"{kind.lower()}-{number}", f"{kind} {number}")
            paragraph.add_run(")")
            paragraph.paragraph_format.keep_with_next = True
        if element.see[0]:
            paragraph.add_run(" See “")
            add_reference(paragraph, element.see[1], element.see[0])
            paragraph.add_run("”.")
        self._cite(paragraph, element)
        for line in element.lines:
            paragraph.add_run(f" {line}")

    def _cite(self, paragraph: Paragraph, element: Element) -> None:
        if not element.cites:
            return
        for place, number in enumerate(element.cites):
            if place:
                paragraph.add_run(", ").font.superscript = True
            self.marks += 1
            # Who and what; licence and address stand in the list that the note points to.
            entry = self.sources[number - 1].partition("] ")[2].partition(". ")[0]
            self.notes.cite(paragraph, number, entry, mark_id=self.marks)

    def _caption(self, element: Element, *, keep: bool) -> None:
        kind = "Table" if element.kind is ElementKind.TABLE else "Figure"
        paragraph = self.paragraph(style="Caption")

        def label(place: Paragraph) -> None:
            place.add_run(f"{kind} ")
            add_number_field(place, f"SEQ {kind} \\* ARABIC", str(element.number))

        self._mark(paragraph, element.anchor, label)
        paragraph.add_run(f": {element.text}")
        self._cite(paragraph, element)
        paragraph.paragraph_format.keep_with_next = keep

    def _figure(self, element: Element, pictures: Mapping[str, bytes]) -> None:
        png = pictures.get(element.block_id)
        if png is None:
            self.document.add_paragraph(element.description)
        else:
            add_picture(
                self.document,
                png,
                width=_NARROW_PICTURE if self.is_short else _PICTURE_WIDTH,
                title=element.text,
                description=element.description,
            )
        self._caption(element, keep=False)

    def _table(self, element: Element) -> None:
        widths = column_widths(element)
        columns = [
            Column(name, width, is_number=place in element.number_columns)
            for place, (name, width) in enumerate(zip(element.columns, widths, strict=True))
        ]
        fills = [[_TINTS.get(cell[:1], "") for cell in row] for row in element.rows]
        table = add_table(self.document, columns, element.rows, fills=fills)
        properties: Any = table._tbl.tblPr  # pyright: ignore[reportPrivateUsage]
        for tag, text in (("w:tblCaption", element.text), ("w:tblDescription", element.text)):
            part = OxmlElement(tag)
            part.set(qn("w:val"), text)
            properties.append(part)
        note = self.paragraph(" ".join(element.notes), style="Body Text 3")
        note.paragraph_format.space_before = Pt(3)

    def _mark(self, paragraph: Paragraph, name: str, write: Callable[[Paragraph], object]) -> None:
        """Write within a bookmark."""
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for part in (start, end):
            part.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), bookmark(name))
        element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
        element.append(start)
        write(paragraph)
        element.append(end)
