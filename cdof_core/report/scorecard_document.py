"""A scorecard as a report to a committee: the finding, the table, what to know, who answers."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from docx.document import Document as WordDocument
from docx.shared import Pt

from cdof_core.analysis.scorecard import Line, Scorecard
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import MISSING, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.scorecard import (
    OUTCOME_MARKS,
    STANDINGS,
    benchmark_words,
    direction_words,
    line_name,
    missed_sentence,
    mix_sentence,
    outcome_of,
    scorecard_finding,
    target_words,
    year_end_words,
)
from cdof_core.report.section_sources import disclosure_statement, source_entry
from cdof_core.report.word_parts import Column, add_caption, add_table, finished
from cdof_core.report.word_styles import new_document

SCORECARD: Final = "scorecard"
"""Name of the block that a chapter holds the scorecard in."""
_COLUMNS: Final = (
    Column("Line", 5.0),
    Column("Period", 2.6),
    Column("Performance", 2.0, is_number=True),
    Column("Target", 2.2),
    Column("Difference", 1.8, is_number=True),
    Column("Judgement", 3.4),
)
_NO_TEST: Final = (
    "A target is a number that was agreed. Meeting or missing it is no test of significance, "
    "and a figure's movement since the one before it is not tested either."
)


def write_scorecard(
    card: Scorecard,
    *,
    name: str,
    claims: Sequence[str] = (),
    datasets: pd.DataFrame,
    content_hash: str,
    built_at: pd.Timestamp,
) -> bytes:
    """Write a scorecard as a Word document.

    Args:
        card: The scorecard.
        name: Whose it is.
        claims: Where a printed report says what does not follow from its figures, in sentences.
        datasets: The catalogue of datasets, for the sources of the figures.
        content_hash: The snapshot.
        built_at: When that was built.

    Returns:
        The .docx file, the same for the same scorecard.
    """
    title = f"Performance report: {in_sentence(name)}"
    stamp = f"Snapshot {content_hash[:12]}"
    document = new_document(
        title=title, subject=stamp, made=built_at.to_pydatetime(), footer=f"{title} · {stamp}"
    )
    document.add_paragraph(title, style="Title")
    document.add_heading("Where we stand", level=1)
    for sentence in (scorecard_finding(card), missed_sentence(card)):
        if sentence:
            document.add_paragraph(sentence)
    add_caption(document, "Table", 1, "Performance against target")
    add_table(document, _COLUMNS, [_line(row) for row in records_of(card.comparisons)])
    if card.mixes:
        document.add_heading("Where the mix of clients matters", level=1)
        for mix in card.mixes:
            document.add_paragraph(mix_sentence(mix))
    if claims:
        document.add_heading("What does not follow from the figures", level=1)
        for claim in claims:
            document.add_paragraph(claim)
    _add_outlook(document, card)
    document.add_heading("How to read this", level=1)
    note = document.add_paragraph(_NO_TEST)
    note.paragraph_format.space_after = Pt(2)
    _add_sources(document, card, datasets)
    return finished(document)


def scorecard_block(card: Scorecard) -> Block:
    """Return the newest figures of a scorecard as a table of a chapter.

    Args:
        card: The scorecard.

    Returns:
        A table of local evidence that names the datasets its figures are from.
    """
    lines = {line.line_id: line for line in card.lines}
    rows = records_of(card.latest)
    return Block(
        SCORECARD,
        BlockKind.LOCAL,
        caption="Performance against target and benchmark",
        columns=("Line", "Period", "Performance", "Target", "Judgement", "Benchmark", "Owner"),
        rows=tuple(_cells(row, lines[str(row["line_id"])]) for row in rows),
        number_columns=(2,),
        notes=(_NO_TEST,),
        datasets=tuple(dict.fromkeys(line.dataset_id for line in card.lines if line.dataset_id)),
    )


def _cells(row: dict[Any, Any], line: Line) -> tuple[str, ...]:
    said = _line(row)
    return (*said[:4], said[5], benchmark_words(line) or MISSING, line.owner or "nobody named")


def _line(held: dict[Any, Any]) -> list[str]:
    unit, decimals = str(held["unit"]), int(held["decimals"])
    return [
        line_name(held),
        period_text(str(held["period_label"])),
        value_text(held["value"], unit=unit, decimals=decimals, with_unit=False),
        target_words(held),
        number_text(held["difference"], decimals),
        f"{OUTCOME_MARKS[outcome_of(held)].word}; {direction_words(held)}",
    ]


def _add_outlook(document: WordDocument, card: Scorecard) -> None:
    with_figures = [line for line in card.lines if line.points]
    beside = [
        f"{_name(line)}: "
        + "; ".join(part for part in (benchmark_words(line), STANDINGS[line.standing]) if part)
        for line in with_figures
        if line.benchmark is not None or STANDINGS[line.standing]
    ]
    said = [
        f"{_name(line)}: "
        + year_end_words(card.year_ends[line.line_id], unit=line.unit, decimals=line.decimals)
        for line in with_figures
    ]
    answers = [
        f"{_name(line)}: {'; '.join(part for part in (line.owner, line.commentary) if part)}"
        for line in card.lines
        if line.owner or line.commentary
    ]
    sections = (
        ("Beside others", beside),
        ("By the end of the year", said),
        ("Who answers, and what they say", answers),
    )
    for heading, lines in sections:
        if lines:
            document.add_heading(heading, level=1)
            for text in lines:
                document.add_paragraph(text, style="List Bullet")


def _add_sources(document: WordDocument, card: Scorecard, datasets: pd.DataFrame) -> None:
    """Name each source with the lines it is of, and whether all of it may be passed on."""
    with_figures = [line for line in card.lines if line.points]
    if not with_figures:
        return
    document.add_heading("Sources", level=1)
    used = datasets[datasets["dataset_id"].isin([line.dataset_id for line in with_figures])]
    for source in records_of(used):
        lines = [line for line in with_figures if line.dataset_id == source["dataset_id"]]
        names = _names(lines) if len(lines) < len(with_figures) else "Every line"
        entry = f"{names}: {source_entry(source)}"
        document.add_paragraph(entry, style="List Bullet")
    typed = [line for line in with_figures if not line.dataset_id]
    if typed:
        said = f"{_names(typed)}: entered by the partnership; not published data."
        document.add_paragraph(said, style="List Bullet")
    if not used.empty:
        document.add_paragraph(disclosure_statement(used))


def _names(lines: Sequence[Line]) -> str:
    return "; ".join(dict.fromkeys(_name(line) for line in lines))


def _name(line: Line) -> str:
    return line_name({"name": line.name, "part": line.part})
