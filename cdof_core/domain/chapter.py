"""A chapter: sections of blocks, every computed number with what it rests on; all plain JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

MOST_SECTIONS_OF_SHORT: Final = 5
"""A chapter of so many sections is read at one sitting: it needs no list of contents."""


class BlockKind(StrEnum):
    """What a block of a chapter is."""

    HEADING = "heading"
    COMPUTED = "computed"
    PROSE = "prose"
    TABLE = "table"
    FIGURE = "figure"
    NOTE = "note"
    RECOMMENDATION = "recommendation"
    LOCAL = "local"


class NoteKind(StrEnum):
    """For whom a note is."""

    NO_DATA = "no data"
    """Said in the document: what is not held, and what would fill it."""
    CAUTION = "caution"
    """Said in the document: how to read what stands above."""
    AUTHOR = "author"
    """For the author; left out of finished documents."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One observation that a sentence, a table or a number used.

    Attributes:
        indicator_id: Measure.
        area_code: Area; of a pooled benchmark, the area compared.
        period: Label as published.
        sex: As in the data.
        age: As in the data.
        breakdown: Category; empty for the headline figure.
        vintage: Method or edition.
        dataset_id: Dataset it stands in; empty where it is worked out.
        value: The value; None where none is published.
        role: What it was used for: value, benchmark, trend or part.
    """

    indicator_id: str
    area_code: str
    period: str
    sex: str = ""
    age: str = ""
    breakdown: str = ""
    vintage: str = ""
    dataset_id: str = ""
    value: float | None = None
    role: str = "value"


@dataclass(frozen=True, slots=True)
class Statement:
    """One computed statement: full sentences with what they rest on.

    Attributes:
        key: Stable name of what is said of what, the same from one snapshot to the next.
        text: The computed wording.
        references: Observations behind it.
        edited: The analyst's wording; empty where the computed one stands.
    """

    key: str
    text: str
    references: tuple[Reference, ...] = ()
    edited: str = ""

    @property
    def shown(self) -> str:
        """The wording that stands in the document."""
        return self.edited or self.text


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `kind` says which of the parts it uses.

    Attributes:
        block_id: Its name within the chapter, stable from one build to the next.
        kind: What it is.
        text: Heading, prose with tokens, note, recommendation or local evidence.
        level: Level of a heading, 1 to 3.
        source: What computes it: a measure, or the name of an analysis; empty for what is typed.
        statements: Of a computed paragraph.
        caption: Of a table, a figure or an image.
        columns: Headings of a table.
        rows: Cells of a table, as shown.
        number_columns: Which columns hold numbers.
        notes: Lines below a table or a figure.
        description: Alternative text.
        image: PNG of local evidence, base64; empty otherwise.
        note_kind: Text of `NoteKind`.
        audience: Of a recommendation: commissioners, providers or partnership.
        owner: Who is to act on a recommendation.
        evidence: Keys of the statements that a recommendation rests on.
        references: Observations in a table or figure.
        datasets: Datasets behind the block.
        is_sensitive: Whether what is typed or pasted may not leave the council.
        is_out: Whether it was taken out: it stays here to be put back, and documents leave it out.
    """

    block_id: str
    kind: BlockKind
    text: str = ""
    level: int = 2
    source: str = ""
    statements: tuple[Statement, ...] = ()
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number_columns: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    description: str = ""
    image: str = ""
    note_kind: str = ""
    audience: str = ""
    owner: str = ""
    evidence: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    datasets: tuple[str, ...] = ()
    is_sensitive: bool = False
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section: heading and blocks.

    Attributes:
        section_id: Stable name, from the template or made when the section is added.
        heading: As shown.
        level: 1 for a section, 2 and 3 for those within it.
        blocks: In order.
        is_hidden: Whether documents leave it out.
        measures: Measures that people added to those of the template.
    """

    section_id: str
    heading: str
    level: int = 1
    blocks: tuple[Block, ...] = ()
    is_hidden: bool = False
    measures: tuple[str, ...] = ()

    @property
    def shown_blocks(self) -> tuple[Block, ...]:
        """Blocks that documents show."""
        return tuple(block for block in self.blocks if not block.is_out)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A whole chapter.

    Attributes:
        title: As shown.
        area_code: Area or partnership.
        area_name: Its name.
        benchmark: What it is compared with, as a link writes it.
        benchmark_label: The same in words.
        template_id: Template it was begun from.
        template_version: Its version then.
        content_hash: Snapshot the computed parts come from.
        built_on: Day that snapshot was built, ISO.
        review_on: Day by which it is to be reviewed, ISO.
        methods_version: Version of the methods.
        sections: In order.
        authors: Names and contact details as the council writes them.
    """

    title: str
    area_code: str
    area_name: str
    benchmark: str
    benchmark_label: str
    template_id: str
    template_version: str
    content_hash: str
    built_on: str
    review_on: str
    methods_version: str
    sections: tuple[Section, ...] = ()
    authors: str = ""

    @property
    def shown_sections(self) -> tuple[Section, ...]:
        """Sections that documents show."""
        return tuple(section for section in self.sections if not section.is_hidden)

    @property
    def is_short(self) -> bool:
        """Whether it is a briefing: set closely, without a list of contents."""
        return len(self.shown_sections) <= MOST_SECTIONS_OF_SHORT

    def blocks(self) -> Iterator[Block]:
        """Yield every block that documents show, in order."""
        for section in self.shown_sections:
            yield from section.shown_blocks

    def with_block(self, block: Block) -> "Chapter":
        """Return the chapter with the block of the same name replaced."""
        return replace(
            self,
            sections=tuple(
                replace(
                    section,
                    blocks=tuple(
                        block if old.block_id == block.block_id else old for old in section.blocks
                    ),
                )
                for section in self.sections
            ),
        )
