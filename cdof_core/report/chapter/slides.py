"""A chapter as slides for a workshop: one finding each, its picture, its source, its notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from itertools import groupby
from typing import Final

from cdof_core.report.chapter.layout import Element, ElementKind, Layout
from cdof_core.report.chapter.terms import TERMS
from cdof_core.report.slides import DrawnPicture, Slide, points_that_fit, write_slides

_TITLE_AT_MOST: Final = 130
"""Letters of a sentence that a title can hold on two or three lines."""
_SAID: Final = (ElementKind.PARAGRAPH, ElementKind.RECOMMENDATION)


def write_chapter_slides(
    layout: Layout,
    *,
    pictures: Mapping[str, DrawnPicture],
    findings: Mapping[str, str],
    made: datetime,
) -> bytes:
    """Write a chapter as slides.

    A measure with a picture has the picture, the words in the notes; one without has its words.
    What a section says in single sentences stands together under its heading, and nothing is said
    on two slides.
    Fixed prose, tables and what is missing stay in the document.

    Args:
        layout: The chapter.
        pictures: Each figure by its block, without title: the slide has it.
        findings: What each measure's paragraph finds, by its block; its name stands where it has
            none.
        made: Time of the snapshot, so that equal chapters give equal files.

    Returns:
        The .pptx file in 16:9; titles are placeholders, pictures carry alternative text.
    """
    return write_slides(
        chapter_slides(layout, pictures=pictures, findings=findings),
        title=layout.title,
        about=f"{layout.subtitle}\n{dict(layout.cover)['Data']}",
        made=made,
    )


def chapter_slides(
    layout: Layout, *, pictures: Mapping[str, DrawnPicture], findings: Mapping[str, str]
) -> list[Slide]:
    """Return the slides of a chapter after its title, the terms and the sources last."""
    slides: list[Slide] = []
    said: set[str] = set()
    for heading, elements in _sections(layout):
        slides += _section(
            layout, heading, elements, pictures=pictures, findings=findings, said=said
        )
    sources = points_that_fit(layout.sources, smallest=True)
    terms = points_that_fit(layout.terms, smallest=True)
    return [*slides, *_numbered(TERMS, terms), *_numbered("Sources", sources)]


def _numbered(title: str, parts: Sequence[tuple[str, ...]], *, source: str = "") -> Iterator[Slide]:
    """Yield a slide a part; several of one title are told apart by their number."""
    for number, points in enumerate(parts, start=1):
        which = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        yield Slide(f"{title}{which}", source=source, points=points)


def _sections(layout: Layout) -> Iterator[tuple[str, list[Element]]]:
    heading, held = "", list[Element]()
    for element in layout.elements:
        if element.kind is ElementKind.HEADING:
            yield heading, held
            heading, held = element.text, []
        else:
            held.append(element)
    yield heading, held


def _section(
    layout: Layout,
    heading: str,
    elements: Sequence[Element],
    *,
    pictures: Mapping[str, DrawnPicture],
    findings: Mapping[str, str],
    said: set[str],
) -> list[Slide]:
    """Return the slides of a section: a finding each, single sentences together."""
    made: list[tuple[Element, Slide | None]] = []
    for place, element in enumerate(elements):
        if element.kind not in _SAID or not element.cites:
            continue
        if element.text in said and element.kind is ElementKind.PARAGRAPH:
            continue
        said.add(element.text)
        after = elements[place + 1] if place + 1 < len(elements) else None
        drawn = _drawn(after, pictures)
        title = findings.get(element.block_id, element.lead.removesuffix("."))
        slide = _finding(heading, element, drawn, title=title, source=_source(layout, [element]))
        made.append((element, slide))
    slides: list[Slide] = []
    for kind, group in groupby(made, key=lambda one: _kind_of(*one, findings)):
        if kind is _Kind.OWN:
            slides += [
                slide or _alone(layout, heading, element, findings) for element, slide in group
            ]
        else:
            slides += _together(layout, heading, [element for element, _ in group], kind)
    return slides


class _Kind(Enum):
    OWN = "a slide of its own"
    NATIONAL = "with other figures of the country"
    OTHER = "with others of its section"


def _kind_of(element: Element, slide: Slide | None, findings: Mapping[str, str]) -> _Kind:
    """Return with what an element stands: a title must say what all of its slide is about."""
    is_measure = element.kind is ElementKind.PARAGRAPH and bool(element.lead)
    if slide is None and is_measure and element.block_id not in findings:
        # A measure of the area has a title of what it finds; one of the country its name alone.
        return _Kind.NATIONAL
    has_own = slide is not None or all(_title_and_rest(element, findings))
    return _Kind.OWN if has_own else _Kind.OTHER


def _drawn(
    after: Element | None, pictures: Mapping[str, DrawnPicture]
) -> tuple[Element, DrawnPicture] | None:
    """Return the figure that stands below a paragraph, with its picture; None for none."""
    if after is None or after.kind is not ElementKind.FIGURE or after.block_id not in pictures:
        return None
    return after, pictures[after.block_id]


def _finding(
    heading: str,
    element: Element,
    drawn: tuple[Element, DrawnPicture] | None,
    *,
    title: str,
    source: str,
) -> Slide | None:
    """Return the slide of one finding; None for a single sentence, which stands with others."""
    whole = f"{element.lead} {element.text}".strip()
    if drawn is not None:
        figure, picture = drawn
        measure = f"{figure.text}. {picture.part}" if picture.part else figure.text
        return Slide(figure.lead or figure.text, measure, source, picture=picture, notes=whole)
    texts = tuple(text for text, _ in element.sentences)
    if len(texts) <= 1 or not element.lead:
        return None
    return Slide(title, heading, source, points=texts, notes=f"{heading}: {whole}")


def _alone(layout: Layout, heading: str, element: Element, findings: Mapping[str, str]) -> Slide:
    """Set a paragraph under what it finds; what the title says is not said again below it."""
    title, rest = _title_and_rest(element, findings)
    return Slide(title, heading, _source(layout, [element]), points=(rest,))


def _together(
    layout: Layout, heading: str, elements: Sequence[Element], kind: _Kind
) -> list[Slide]:
    """Set single sentences and questions under their section's heading, which covers them all."""
    title = f"{heading}: national figures" if kind is _Kind.NATIONAL else heading
    parts = points_that_fit([_point(one) for one in elements])
    return list(_numbered(title, parts, source=_source(layout, elements)))


def _title_and_rest(element: Element, findings: Mapping[str, str]) -> tuple[str, str]:
    """Return what an element finds in the words of a title, and what is left to say below it."""
    if element.kind is not ElementKind.PARAGRAPH:
        return "", ""
    if element.block_id in findings:
        return findings[element.block_id], _point(element)
    first, *rest = re.split(r"(?<=\.)\s", element.text, maxsplit=1)
    # A later statement with figures of its own is another finding, which no first sentence covers.
    is_covered = not any(_has_figure(text) for text, _ in element.sentences[1:])
    is_title = _has_figure(first) and len(first) <= _TITLE_AT_MOST and is_covered
    return (first, "".join(rest)) if is_title else ("", "")


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _point(element: Element) -> str:
    if element.kind is ElementKind.RECOMMENDATION:
        return element.text
    return f"{element.lead} {element.text}".strip()


def _source(layout: Layout, elements: Sequence[Element]) -> str:
    cited = dict.fromkeys(number for element in elements for number in element.cites)
    return "Source: " + "; ".join(_short(layout.sources[number - 1]) for number in cited)


def _short(entry: str) -> str:
    """Return publisher and publication, without number, licence and address."""
    return entry.partition("] ")[2].partition(". ")[0]
