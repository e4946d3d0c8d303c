"""Footnotes of a Word document, which python-docx can neither read nor write."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from cdof_core.report.chapter.word_fields import add_link, add_reference_to_note, bookmark

_TEXT: Final = "footnote text"
_REFERENCE: Final = "footnote reference"
_FRAMES: Final = (("-1", "separator"), ("0", "continuationSeparator"))
_SIZE: Final = Pt(8)


class Footnotes:
    """The footnotes of one document: each source once, later citations point to its note."""

    def __init__(self, document: WordDocument) -> None:
        """Begin the document's footnotes anew; those of a template's removed text go."""
        self._styles = _styles(document)
        self._root: Any = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for name, kind in _FRAMES:
            self._root.append(_frame(name, kind))
        self._notes: dict[int, int] = {}
        self._document = document

    def cite(self, paragraph: Paragraph, number: int, entry: str, *, mark_id: int) -> None:
        """Cite a source: as a footnote the first time, as a reference to that note afterwards.

        Args:
            paragraph: Where to.
            number: The source's number, equal to the note's.
            entry: What the note says.
            mark_id: A bookmark's identifier that nothing else in the document has.
        """
        name = f"note-{number}"
        if number in self._notes:
            add_reference_to_note(
                paragraph, name, str(self._notes[number]), self._styles[_REFERENCE]
            )
            return
        self._notes[number] = len(self._notes) + 1
        note = str(self._notes[number])
        element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for part in (start, end):
            part.set(qn("w:id"), str(mark_id))
        start.set(qn("w:name"), bookmark(name))
        reference: Any = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), note)
        element.extend((start, self._run(reference), end))
        self._root.append(self._note(note, number, entry))

    def finish(self) -> None:
        """Put the footnotes into the document."""
        part = self._document.part
        for name, held in list(part.rels.items()):
            if held.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                del part.rels[name]
        notes = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            serialize_part_xml(self._root),
            part.package,
        )
        part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, note: str, number: int, entry: str) -> Any:  # noqa: ANN401 (an XML element)
        made: Any = OxmlElement("w:footnote")
        made.set(qn("w:id"), note)
        line: Any = OxmlElement("w:p")
        properties: Any = OxmlElement("w:pPr")
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._styles[_TEXT])
        properties.append(style)
        line.extend((properties, self._run(OxmlElement("w:footnoteRef"))))
        made.append(line)
        words = Paragraph(line, self._document)
        words.add_run(f" {entry} (")
        add_link(words, f"source-{number}", f"source {number}")
        words.add_run(")")
        return made

    def _run(self, content: Any) -> Any:  # noqa: ANN401
        run: Any = OxmlElement("w:r")
        properties: Any = OxmlElement("w:rPr")
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._styles[_REFERENCE])
        properties.append(style)
        run.extend((properties, content))
        return run


def _styles(document: WordDocument) -> dict[str, str]:
    """Return the identifiers of the styles of notes; made where the document has none."""
    known = {str(style.name).lower(): style for style in document.styles}
    made: Any
    if _TEXT not in known:
        made = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        made.base_style, made.font.size = document.styles["Normal"], _SIZE
        made.paragraph_format.space_after = Pt(0)
        made.paragraph_format.line_spacing = 1.0
        known[_TEXT] = made
    if _REFERENCE not in known:
        made = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        made.font.superscript = True
        known[_REFERENCE] = made
    return {name: str(known[name].style_id) for name in (_TEXT, _REFERENCE)}


def _frame(name: str, kind: str) -> Any:  # noqa: ANN401
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{name}">'
        f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )
