"""What every rule may look at: the document, its tables as grids, places and published figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cdof_core.checker.document import Document, Sentence
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Cell
from cdof_core.checker.places import Places
from cdof_core.checker.published import Published
from cdof_core.checker.words import quoted


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that is read once and used by several rules.

    Attributes:
        document: The document.
        grids: Its tables in order.
        places: Areas that the document or the snapshot names.
        published: Figures of the snapshot; empty where there is none.
    """

    document: Document
    grids: tuple[Grid, ...]
    places: Places
    published: Published


Rule = Callable[[Context], Iterable[Finding]]


def at_cell(
    grid: Grid,
    cell: Cell,
    *,
    kind: Kind,
    expected: str,
    wording: str,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    """Return a finding about one cell."""
    return Finding(
        kind=kind,
        location=grid.place(cell),
        line=grid.line_of(cell),
        printed=cell.text,
        expected=expected,
        confidence=confidence,
        wording=wording,
    )


def at_table(
    grid: Grid,
    *,
    kind: Kind,
    printed: str,
    expected: str,
    wording: str,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    """Return a finding about a table as a whole."""
    line = grid.table.lines[0]
    return Finding(
        kind=kind,
        location=f"{grid.table.name}, line {line}",
        line=line,
        printed=quoted(printed),
        expected=expected,
        confidence=confidence,
        wording=wording,
    )


def at_sentence(
    sentence: Sentence,
    *,
    kind: Kind,
    printed: str,
    expected: str,
    wording: str,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    """Return a finding about a sentence."""
    return Finding(
        kind=kind,
        location=f"line {sentence.line}: “{quoted(sentence.text, most=60)}”",
        line=sentence.line,
        printed=quoted(printed),
        expected=expected,
        confidence=confidence,
        wording=wording,
    )
