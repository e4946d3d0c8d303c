"""The audit of a finished chapter: nothing restricted, nothing that gives hidden counts away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from cdof_core.checker import Finding, Kind, check_document
from cdof_core.checker.document import Document
from cdof_core.checker.reading.blocks import Cells, Line, assemble
from cdof_core.disclosure import DisclosureError, Table, attack_tables, make_table
from cdof_core.disclosure.guessing import guess_rule
from cdof_core.disclosure.marks import CellKind, read_cell
from cdof_core.domain.chapter import Block, Chapter
from cdof_core.domain.errors import CdofError
from cdof_core.domain.indicator import Sensitivity
from cdof_core.report.chapter.layout import Element, ElementKind, Layout


class BlockedChapterError(CdofError):
    """A public chapter that must not leave: every reason, one a line."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Keep the reasons apart and say them together."""
        self.reasons = tuple(reasons)
        lines = "\n".join(f"- {reason}" for reason in reasons)
        super().__init__(f"The chapter is not written, because\n{lines}")


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit found.

    Attributes:
        reasons: Why a public chapter is blocked; empty where nothing stands against it.
        findings: What the checker has to say on the rest of the document; these block nothing.
    """

    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]


def audit_chapter(chapter: Chapter, layout: Layout, datasets: pd.DataFrame) -> Audit:
    """Audit a finished chapter, all its tables and sentences together.

    Args:
        chapter: The chapter.
        layout: The same laid out, with its live numbers filled in.
        datasets: The catalogue of datasets, with sensitivity.

    Returns:
        Reasons and findings.
    """
    report = check_document(as_document(layout))
    disclosures = [one for one in report.findings if one.kind is Kind.DISCLOSURE]
    others = tuple(one for one in report.findings if one.kind is not Kind.DISCLOSURE)
    reasons = [
        *_restricted(chapter, datasets),
        *(f"{one.location}: {one.wording}" for one in disclosures),
        *_told_in_passing(chapter),
        *_leaks(layout),
    ]
    return Audit(tuple(dict.fromkeys(reasons)), others)


def refuse_if_blocked(audit: Audit) -> None:
    """Raise with every reason where a chapter must not leave.

    Raises:
        BlockedChapterError: There is at least one reason.
    """
    if audit.reasons:
        raise BlockedChapterError(audit.reasons)


def as_document(layout: Layout) -> Document:
    """Return the chapter as the checker reads documents."""
    blocks: list[Line | Cells] = []
    for number, element in enumerate(layout.elements, start=1):
        blocks += _blocks_of(element, number)
        blocks.append(Line("", number))
    last = len(layout.elements) + 1
    blocks += [Line(line, last) for line in layout.authors.splitlines()]
    return assemble(layout.title, blocks)


def _blocks_of(element: Element, number: int) -> Iterator[Line | Cells]:
    if element.kind is ElementKind.TABLE:
        yield Line(f"Table {element.number}: {element.text}", number)
        rows = [list(element.columns), *(list(row) for row in element.rows)]
        yield Cells(rows, [number] * len(rows))
        for note in element.notes:
            yield Line(note, number)
    elif element.kind is ElementKind.FIGURE:
        yield Line(f"Figure {element.number}: {element.text}", number)
        # What is drawn cannot be read; what is said of it for those who cannot see it can.
        unsaid = dict.fromkeys((element.lead, element.description, *element.notes))
        yield from (Line(text, number) for text in unsaid if text and text != element.text)
    else:
        lead = f"{element.lead} " if element.kind is ElementKind.PARAGRAPH and element.lead else ""
        yield Line(f"{lead}{element.text}", number)
        for line in element.lines:
            yield Line(line, number)


def _restricted(chapter: Chapter, datasets: pd.DataFrame) -> Iterator[str]:
    """Say which parts rest on what is not public."""
    sensitivity = dict(zip(datasets["dataset_id"], datasets["sensitivity"], strict=True))
    for section in chapter.shown_sections:
        for block in section.shown_blocks:
            if block.is_sensitive:
                yield f"section “{section.heading}”: local evidence is marked as not public."
            for dataset in _used(block):
                found = sensitivity.get(dataset)
                if found is None:
                    yield (
                        f"section “{section.heading}”: the dataset {dataset!r} is not in the "
                        "snapshot, so that it is public cannot be told."
                    )
                elif found != Sensitivity.OPEN.value:
                    yield (
                        f"section “{section.heading}”: the dataset {dataset!r} is {found}; take "
                        "the block out or make the chapter for those who may see it."
                    )


def _used(block: Block) -> Iterator[str]:
    names = dict.fromkeys(block.datasets)
    names |= dict.fromkeys(one.dataset_id for one in block.references)
    names |= dict.fromkeys(used.dataset_id for one in block.statements for used in one.references)
    yield from (name for name in names if name)


def _told_in_passing(chapter: Chapter) -> Iterator[str]:
    """Say where what a sentence rests on, shown to whoever points at it, tells a withheld value."""
    references = [
        one
        for block in chapter.blocks()
        for one in (*block.references, *(r for s in block.statements for r in s.references))
    ]
    withheld = {replace(one, role="") for one in references if one.value is None}
    for one in references:
        if one.value is not None and replace(one, role="", value=None) in withheld:
            yield (
                f"the value of {one.indicator_id} for {one.area_code}, {one.period}, is withheld "
                "in one place and told in another as what a sentence rests on."
            )


def _leaks(layout: Layout) -> Iterator[str]:
    """Attack every table of counts at once, where any of them hides one."""
    tables = [table for one in layout.elements for table in _as_counts(one)]
    kinds = {cell.printed.kind for table in tables for cell in table.cells}
    if CellKind.HIDDEN not in kinds:
        return
    try:
        rule, _ = guess_rule(tables)
        attack = attack_tables(tables, rule)
    except DisclosureError as error:
        yield f"the tables with hidden counts cannot be judged together: {error}"
        return
    for leak in attack.leaks:
        yield f"a hidden count can be worked out: {leak}"


def _as_counts(element: Element) -> Iterator[Table]:
    """Yield an element as a table of counts, where it is one or has columns of them."""
    if element.kind is not ElementKind.TABLE or not element.rows:
        return
    rows = [list(row) for row in element.rows]
    if len(element.columns) == 1:
        rows = [list(_parted(row[0])) for row in rows]
    names = element.columns[1:] or element.columns
    kinds = [{read_cell(row[place]).kind for row in rows} for place in range(1, len(rows[0]))]
    counts = [
        place
        for place, found in enumerate(kinds)
        if CellKind.OTHER not in found and found & {CellKind.COUNT, CellKind.HIDDEN}
    ]
    # Beside rates, percentages and words a column is one of counts where it hides some.
    if len(counts) < len(kinds):
        counts = [place for place in counts if CellKind.HIDDEN in kinds[place]]
    if not counts:
        return
    yield make_table(
        f"Table {element.number}",
        rows=_told_apart([row[0] for row in rows]),
        columns=_told_apart([names[place] for place in counts]),
        values=[[row[place + 1] for place in counts] for row in rows],
    )


def _parted(cell: str) -> tuple[str, str]:
    """Part a table's only cell into what is counted and its count: "North: 12"."""
    label, _, count = cell.strip().rpartition(" ")
    return label.rstrip(" :"), count


def _told_apart(labels: Sequence[str]) -> list[str]:
    """Return labels of which none is the same as one before it."""
    made: list[str] = []
    for place, label in enumerate(labels, start=1):
        made.append(f"{label} ({place})" if label in made else label)
    return made
