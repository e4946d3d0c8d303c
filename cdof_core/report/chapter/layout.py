"""A chapter laid out once for every form: numbered tables and figures, cited and listed sources."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, Chapter, NoteKind, Section
from cdof_core.report.chapter.cover import cover_lines
from cdof_core.report.chapter.evidence import sections_of_evidence
from cdof_core.report.chapter.method import AGAIN, METHOD
from cdof_core.report.chapter.repeats import said_in_full_once
from cdof_core.report.chapter.source_list import SourceList
from cdof_core.report.chapter.terms import terms_used
from cdof_core.report.chapter.used import rests_on

_AUDIENCES: Final = {
    "commissioners": "For commissioners",
    "providers": "For providers",
    "partnership": "For the partnership",
    "": "For all",
}


class ElementKind(StrEnum):
    """What an element of the layout is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    CAUTION = "caution"
    TABLE = "table"
    FIGURE = "figure"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Element:
    """One element, ready to be set.

    Attributes:
        kind: What it is.
        text: Its words; a caption for tables and figures.
        level: Of a heading.
        anchor: Name that links and cross-references use.
        lead: Words in bold before the text.
        cites: Numbers of the sources.
        refers_to: Tables and figures of which the text says the number: kind and number.
        number: Of a table or figure.
        columns: Headings of a table.
        rows: Its cells.
        number_columns: Columns that hold numbers.
        notes: Lines below it.
        description: Alternative text.
        block_id: Block it comes from.
        lines: Further lines: owner and evidence of a recommendation.
        see: Heading and anchor of the section that a recommendation points to.
        sentences: Of a computed paragraph: each statement with what it rests on, one line each.
    """

    kind: ElementKind
    text: str = ""
    level: int = 1
    anchor: str = ""
    lead: str = ""
    cites: tuple[int, ...] = ()
    refers_to: tuple[tuple[str, int], ...] = ()
    number: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number_columns: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    description: str = ""
    block_id: str = ""
    lines: tuple[str, ...] = ()
    see: tuple[str, str] = ("", "")
    sentences: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def cited(self) -> str:
        """Numbers of the sources as the text shows them; empty without any."""
        return f"[{', '.join(str(number) for number in self.cites)}]" if self.cites else ""

    @property
    def pointer(self) -> str:
        """Tables and figures, or the section, that the text points to, in words."""
        said = [f"{kind} {number}" for kind, number in self.refers_to]
        if self.see[0]:
            return f"See “{self.see[0]}”."
        return f"({', '.join(said)})" if said else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A chapter as a sequence of elements.

    Attributes:
        title: The title.
        subtitle: Area and comparator.
        cover: Label and text of each line of the cover block.
        elements: In order, headings included.
        sources: Entries as cited, the first being number 1.
        caveats: What to know before citing each, with its number.
        method: Paragraphs on method.
        terms: Terms that the chapter uses, each with its meaning.
        authors: As the council writes them.
        is_short: Whether it is set closely, without a list of contents.
    """

    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    elements: tuple[Element, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...]
    method: tuple[str, ...]
    terms: tuple[str, ...]
    authors: str
    is_short: bool = False

    @property
    def headings(self) -> tuple[Element, ...]:
        """Headings, for a table of contents."""
        return tuple(one for one in self.elements if one.kind is ElementKind.HEADING)


@dataclass(slots=True)
class _Numbering:
    tables: int = 0
    figures: int = 0


def lay_out(
    chapter: Chapter,
    datasets: pd.DataFrame,
    *,
    authorities: Sequence[str] = (),
    texts: Mapping[str, str] | None = None,
    glossary: Mapping[str, str] | None = None,
) -> Layout:
    """Lay out a chapter.

    Args:
        chapter: The chapter.
        datasets: The catalogue of datasets.
        authorities: Names of all authorities: a source's caveat on another alone is left out.
        texts: Prose with its live numbers filled in, by block; as stored where none is given.
        glossary: Meaning of the terms that are explained where the chapter uses them.

    Returns:
        The layout; notes for the author are left out.
    """
    sources = SourceList(records_of(datasets))
    numbering = _Numbering()
    elements: list[Element] = []
    for section in said_in_full_once(chapter).shown_sections:
        elements += _section(section, numbering, sources.cite, texts or {})
    full = sections_of_evidence(chapter)
    see = {name: (place.heading, _anchor(place)) for name, place in full.items()}
    elements = [replace(one, see=see.get(one.block_id, one.see)) for one in elements]
    used = datasets[datasets["dataset_id"].isin(list(sources.datasets))]
    method = (METHOD, f"The full content hash of the snapshot is {chapter.content_hash}. {AGAIN}")
    return Layout(
        title=chapter.title,
        subtitle=f"{chapter.area_name}, compared with {chapter.benchmark_label}",
        cover=cover_lines(chapter, used),
        elements=tuple(elements),
        sources=sources.entries(),
        caveats=sources.caveats(own=chapter.area_name, authorities=authorities),
        method=method,
        terms=terms_used(
            [*_words(elements), *method, *sources.entries()],
            glossary or {},
            is_short=chapter.is_short,
        ),
        authors=chapter.authors,
        is_short=chapter.is_short,
    )


def _words(elements: Sequence[Element]) -> Iterator[str]:
    """Yield every word of the chapter that a reader sees."""
    for one in elements:
        yield from (one.lead, one.text, one.description, *one.notes, *one.columns)
        yield from (cell for row in one.rows for cell in row)


def _anchor(section: Section) -> str:
    return f"section-{section.section_id.replace('_', '-')}"


def _section(
    section: Section,
    numbering: _Numbering,
    cite: Callable[[tuple[str, ...]], tuple[int, ...]],
    texts: Mapping[str, str],
) -> list[Element]:
    made = [
        Element(
            ElementKind.HEADING,
            section.heading,
            level=section.level,
            anchor=_anchor(section),
        )
    ]
    shown = [block for block in section.shown_blocks if block.note_kind != NoteKind.AUTHOR.value]
    blocks = [part for block in shown for part in _parts(block)]
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        made.append(_element(block, after, numbering, cite, texts))
    return made


def _parts(block: Block) -> tuple[Block, ...]:
    """Part local evidence into its words and its table or picture, which stands below them."""
    if block.kind is not BlockKind.LOCAL or not block.text or not (block.rows or block.image):
        return (block,)
    return (replace(block, rows=(), columns=(), image=""), replace(block, text=""))


def _element(
    block: Block,
    after: Block | None,
    numbering: _Numbering,
    cite: Callable[[tuple[str, ...]], tuple[int, ...]],
    texts: Mapping[str, str],
) -> Element:
    cites = cite(block.datasets)
    text = texts.get(block.block_id, block.text) if block.text else ""
    if block.kind is BlockKind.HEADING:
        anchor = f"block-{block.block_id.replace('.', '-').replace('_', '-')}"
        return Element(ElementKind.HEADING, text, level=block.level, anchor=anchor)
    if block.kind is BlockKind.COMPUTED:
        pointing = _points(block, after, numbering)
        return Element(
            ElementKind.PARAGRAPH,
            " ".join(one.shown for one in block.statements),
            lead=f"{block.text}." if block.text else "",
            cites=cites,
            refers_to=pointing,
            block_id=block.block_id,
            sentences=tuple((one.shown, rests_on(one.references)) for one in block.statements),
        )
    if block.kind is BlockKind.TABLE or (block.kind is BlockKind.LOCAL and block.rows):
        numbering.tables += 1
        return Element(
            ElementKind.TABLE,
            block.caption,
            anchor=f"table-{numbering.tables}",
            cites=cites,
            number=numbering.tables,
            columns=block.columns,
            rows=block.rows,
            number_columns=block.number_columns,
            notes=block.notes,
            block_id=block.block_id,
        )
    if block.kind is BlockKind.FIGURE or (block.kind is BlockKind.LOCAL and block.image):
        numbering.figures += 1
        return Element(
            ElementKind.FIGURE,
            block.caption,
            anchor=f"figure-{numbering.figures}",
            cites=cites,
            number=numbering.figures,
            notes=block.notes,
            lead=block.text,
            description=block.description or block.caption,
            block_id=block.block_id,
        )
    if block.kind is BlockKind.RECOMMENDATION:
        owner = block.owner or "to be agreed"
        return Element(
            ElementKind.RECOMMENDATION,
            text,
            lead=_AUDIENCES.get(block.audience, block.audience),
            cites=cites,
            lines=(f"Owner: {owner}.",),
            block_id=block.block_id,
        )
    kinds = {
        NoteKind.NO_DATA.value: ElementKind.NOTE,
        NoteKind.CAUTION.value: ElementKind.CAUTION,
    }
    note = kinds.get(block.note_kind, ElementKind.PARAGRAPH)
    return Element(note, text, cites=cites, block_id=block.block_id)


def _points(
    block: Block, after: Block | None, numbering: _Numbering
) -> tuple[tuple[str, int], ...]:
    """Return the table or figure of the same subject that stands below a paragraph."""
    if after is None or block.source not in (after.source, after.source.rpartition(":")[2]):
        return ()
    if after.kind is BlockKind.FIGURE:
        return (("Figure", numbering.figures + 1),)
    return (("Table", numbering.tables + 1),) if after.kind is BlockKind.TABLE else ()
