"""A chapter: sections of blocks, every computed number with what it rests on; all plain JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from cdof_core.domain.errors import CdofError

FORMAT: Final = 1
"""Version of the saved form."""


class ChapterFormatError(CdofError):
    """A saved chapter that cannot be read, with the place and what was expected."""


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
        numbers: Of prose: each live number's token and the text it last had.
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
    """

    block_id: str
    kind: BlockKind
    text: str = ""
    level: int = 2
    source: str = ""
    statements: tuple[Statement, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
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


@dataclass(frozen=True, slots=True)
class Section:
    """A section: heading and blocks.

    Attributes:
        section_id: Stable name, from the template or made when the section is added.
        heading: As shown.
        level: 1 for a section, 2 and 3 for those within it.
        blocks: In order.
        is_hidden: Whether documents leave it out.
    """

    section_id: str
    heading: str
    level: int = 1
    blocks: tuple[Block, ...] = ()
    is_hidden: bool = False


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

    def blocks(self) -> Iterator[Block]:
        """Yield every block that documents show, in order."""
        for section in self.shown_sections:
            yield from section.blocks

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


_NESTED: Final[dict[tuple[type, str], type]] = {
    (Chapter, "sections"): Section,
    (Section, "blocks"): Block,
    (Block, "statements"): Statement,
    (Block, "references"): Reference,
    (Statement, "references"): Reference,
}
_ROWS: Final = {"rows", "numbers"}


def chapter_content(chapter: Chapter) -> dict[str, Any]:
    """Return a chapter as plain JSON: dictionaries, lists, texts, numbers, truth values."""
    return {"format": FORMAT, **_plain(asdict(chapter))}


def read_chapter(content: Mapping[str, Any]) -> Chapter:
    """Read a chapter back from its saved form.

    Args:
        content: What `chapter_content` gave.

    Raises:
        ChapterFormatError: The content is of another version or a part is missing or of the wrong
            kind.
    """
    found = content.get("format")
    if found != FORMAT:
        message = f"A saved chapter of format {FORMAT} was expected; this one says {found!r}."
        raise ChapterFormatError(message)
    return _read(Chapter, {name: part for name, part in content.items() if name != "format"}, "")


def _plain(thing: Any) -> Any:  # noqa: ANN401 - any part of a JSON value
    if isinstance(thing, dict):
        return {name: _plain(part) for name, part in thing.items()}
    if isinstance(thing, list | tuple):
        return [_plain(part) for part in thing]
    return str(thing) if isinstance(thing, StrEnum) else thing


def _read(kind: type, content: Any, where: str) -> Any:  # noqa: ANN401 - JSON of any shape
    place = f"{where or 'The chapter'} ({kind.__name__.lower()})"
    if not isinstance(content, Mapping):
        message = f"{place}: an object was expected, found {type(content).__name__}."
        raise ChapterFormatError(message)
    known = {one.name for one in fields(kind)}
    unknown = sorted(set(content) - known)
    if unknown:
        message = f"{place}: there is no part named {unknown[0]!r}."
        raise ChapterFormatError(message)
    parts = {str(name): _part(kind, str(name), part, place) for name, part in content.items()}
    try:
        return kind(**parts)
    except (TypeError, ValueError) as error:
        message = f"{place}: {error}."
        raise ChapterFormatError(message) from error


def _part(kind: type, name: str, part: Any, place: str) -> Any:  # noqa: ANN401 - JSON of any shape
    nested = _NESTED.get((kind, name))
    if nested is not None:
        if not isinstance(part, list):
            message = f"{place}: a list of {name} was expected, found {type(part).__name__}."
            raise ChapterFormatError(message)
        return tuple(
            _read(nested, one, f"{place}, {name} {number}")
            for number, one in enumerate(part, start=1)
        )
    if kind is Block and name == "kind":
        if part not in tuple(BlockKind):
            message = f"{place}: {part!r} is no kind of block ({', '.join(BlockKind)})."
            raise ChapterFormatError(message)
        return BlockKind(part)
    if name in _ROWS and isinstance(part, list):
        return tuple(tuple(row) for row in part)
    return tuple(part) if isinstance(part, list) else part
