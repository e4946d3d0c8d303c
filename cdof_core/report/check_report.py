"""A check of a document to take away: every finding with what its reader decided, and why."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from cdof_core.checker import Confidence, Finding, Report
from cdof_core.report.tables import Table
from cdof_core.report.word_parts import Column, add_caption, add_table, finished
from cdof_core.report.word_styles import new_document

_WIDTHS: Final = (1.0, 2.6, 3.2, 2.5, 2.5, 5.2)
_HEADINGS: Final = ("No.", "What", "Where", "Printed", "Expected", "Why, and what was decided")


class Decision(StrEnum):
    """What a reader made of a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding and what was made of it.

    Attributes:
        finding: As the checker found it.
        decision: What its reader decided.
        reason: Why it was dismissed; empty otherwise.
    """

    finding: Finding
    decision: Decision = Decision.OPEN
    reason: str = ""


def check_headline(report: Report) -> str:
    """Say in one sentence what a check found.

    Args:
        report: The check.

    Returns:
        For example "3 findings in 2 tables and 14 sentences: 2 of high and 1 of low confidence."
    """
    read = f"{_counted(report.tables, 'table')} and {_counted(report.sentences, 'sentence')}"
    if not report.findings:
        return f"Nothing found in {read}."
    counts = Counter(finding.confidence for finding in report.findings)
    levels = [f"{counts[level]} of {level}" for level in Confidence if counts[level]]
    said = levels[0] if len(levels) == 1 else f"{', '.join(levels[:-1])} and {levels[-1]}"
    return f"{_counted(len(report.findings), 'finding')} in {read}: {said} confidence."


def check_table(
    report: Report, decided: Sequence[Decided], *, content_hash: str, built_at: pd.Timestamp
) -> Table:
    """Return the findings as a table.

    Args:
        report: The check.
        decided: Its findings with the decisions, in their order.
        content_hash: Snapshot whose published figures the document was held against.
        built_at: When that was built.

    Returns:
        One row a finding.
    """
    data = pd.DataFrame(
        [
            {
                "Number": number,
                "What": str(one.finding.kind),
                "Confidence": str(one.finding.confidence),
                "Where": one.finding.location,
                "Printed": one.finding.printed,
                "Expected": one.finding.expected,
                "Why": one.finding.wording,
                "Decision": str(one.decision),
                "Reason for dismissing": one.reason,
            }
            for number, one in enumerate(decided, start=1)
        ]
    )
    about = (
        ("Title", f"Check of {report.name}"),
        ("Finding", check_headline(report)),
        ("Published figures", f"snapshot {content_hash[:12]}"),
    )
    return Table(f"Check of {report.name}", data, decimals={}, about=about, built_at=built_at)


def check_json(report: Report, decided: Sequence[Decided]) -> bytes:
    """Return the findings with the decisions as JSON.

    Args:
        report: The check.
        decided: Its findings with the decisions, in their order.
    """
    records = [
        one.finding.as_record() | {"decision": str(one.decision), "reason": one.reason}
        for one in decided
    ]
    whole = {"document": report.name, "findings": records}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def write_check(
    report: Report, decided: Sequence[Decided], *, content_hash: str, built_at: pd.Timestamp
) -> bytes:
    """Write the check as a Word document.

    Args:
        report: The check.
        decided: Its findings with the decisions, in their order.
        content_hash: Snapshot whose published figures the document was held against.
        built_at: When that was built.

    Returns:
        The .docx file, the same for the same check.
    """
    title = f"Check of {report.name}"
    stamp = f"Snapshot {content_hash[:12]}"
    document = new_document(
        title=title, subject=stamp, made=built_at.to_pydatetime(), footer=f"{title} · {stamp}"
    )
    document.add_paragraph(title, style="Title")
    document.add_paragraph(check_headline(report))
    counts = Counter(one.decision for one in decided)
    if decided:
        said = ", ".join(f"{counts[one]} {one}" for one in Decision if counts[one])
        document.add_paragraph(f"Decisions: {said}.")
        add_caption(document, "Table", 1, "Findings in the order of the document")
        columns = [
            Column(heading, width) for heading, width in zip(_HEADINGS, _WIDTHS, strict=True)
        ]
        add_table(document, columns, [_line(place, one) for place, one in enumerate(decided, 1)])
    return finished(document)


def _line(number: int, one: Decided) -> list[str]:
    finding = one.finding
    decided = str(one.decision).capitalize() + (f": {one.reason}" if one.reason else "")
    return [
        str(number),
        f"{finding.kind} ({finding.confidence} confidence)",
        finding.location,
        finding.printed,
        finding.expected,
        f"{finding.wording} {decided}.",
    ]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
