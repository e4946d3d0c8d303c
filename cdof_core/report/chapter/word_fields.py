"""Fields, links and names of places in a Word document, which python-docx leaves to its users."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def bookmark(name: str) -> str:
    """Return a name that Word allows: letters, digits and underscores, at most 40."""
    return name.replace("-", "_")[:40]


def _run(text: str) -> Any:  # noqa: ANN401 (an XML element)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def add_number_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word counts, with the text shown until then."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(_run(shown))
    element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    element.append(field)


def add_reference(paragraph: Paragraph, anchor: str, shown: str) -> None:
    """Add a reference to a place, with the text shown until Word works it out."""
    add_number_field(paragraph, f"REF {bookmark(anchor)} \\h", shown)


def add_reference_to_note(paragraph: Paragraph, anchor: str, shown: str, style: str) -> None:
    """Add a reference to a footnote, raised like the note's own number."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f"NOTEREF {bookmark(anchor)} \\f \\h")
    run = _run(shown)
    properties: Any = OxmlElement("w:rPr")
    kind = OxmlElement("w:rStyle")
    kind.set(qn("w:val"), style)
    properties.append(kind)
    run.insert(0, properties)
    field.append(run)
    element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    element.append(field)


def add_link(paragraph: Paragraph, anchor: str, shown: str) -> None:
    """Add a link to a place of the document."""
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark(anchor))
    link.append(_run(shown))
    element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    element.append(link)


def add_field_mark(paragraph: Paragraph, kind: str) -> None:
    """Begin, part or end a field of several runs."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run: Any = OxmlElement("w:r")
    run.append(mark)
    element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    element.append(run)


def add_instruction(paragraph: Paragraph, instruction: str) -> None:
    """Say what a field of several runs holds."""
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = instruction
    run: Any = OxmlElement("w:r")
    run.append(words)
    element: Any = paragraph._p  # pyright: ignore[reportPrivateUsage]
    element.append(run)
