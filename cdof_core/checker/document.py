"""A document as the checker sees it: tables and sentences, each with its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or short line.

    Attributes:
        text: As printed, spaces tidied.
        line: Line of the paragraph it stands in.
        heading: Heading above it; empty where there is none.
    """

    text: str
    line: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table as printed.

    Attributes:
        name: How the document calls it, or its place.
        caption: Lines above it that belong to it, the outermost first.
        rows: Cells as printed; every row has the same number.
        lines: Line of each row.
        notes: Lines below it that belong to it.
        lead: Prose between the heading and the caption.
    """

    name: str
    caption: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()
    lead: str = ""

    @property
    def title(self) -> str:
        """The caption in one line."""
        return " ".join(self.caption)


@dataclass(frozen=True, slots=True)
class Document:
    """Tables and sentences in the order of the document."""

    name: str
    tables: tuple[Table, ...]
    sentences: tuple[Sentence, ...]
