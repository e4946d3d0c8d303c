"""Runs every rule over a document and gives the findings in the order of the document."""

import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cdof_core.checker.context import Context, Rule
from cdof_core.checker.document import Document
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import as_grid
from cdof_core.checker.places import find_places
from cdof_core.checker.published import Published, load_published
from cdof_core.checker.reading.files import read_file, refuse_what_is_too_much
from cdof_core.checker.reading.text import read_text
from cdof_core.checker.rules import RULES

_RANK = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        name: The document.
        tables: How many tables it has.
        sentences: How many sentences and lines.
        findings: In the order of the document.
    """

    name: str
    tables: int
    sentences: int
    findings: tuple[Finding, ...]

    def as_text(self) -> str:
        """Write the report for a reader."""
        tables = "1 table" if self.tables == 1 else f"{self.tables} tables"
        sentences = "1 sentence" if self.sentences == 1 else f"{self.sentences} sentences"
        parts = [f"{self.name}: {tables} and {sentences} read."]
        if not self.findings:
            return f"{parts[0]}\nNothing found."
        for number, finding in enumerate(self.findings, start=1):
            parts.append(
                f"\n{number}. {finding.kind} ({finding.confidence} confidence)\n"
                f"   where:    {finding.location}\n"
                f"   printed:  {finding.printed}\n"
                f"   expected: {finding.expected}\n"
                f"   {finding.wording}"
            )
        counted = Counter(finding.confidence for finding in self.findings)
        levels = ", ".join(f"{counted[level]} {level}" for level in Confidence if counted[level])
        parts.append(f"\n{len(self.findings)} findings; confidence: {levels}.")
        return "\n".join(parts)

    def as_json(self) -> str:
        """Write the findings as a JSON list."""
        records = [finding.as_record() for finding in self.findings]
        return json.dumps(records, ensure_ascii=False, indent=2)


def check_file(path: Path) -> Report:
    """Check a file.

    Args:
        path: A text, CSV, Excel or Word file.

    Raises:
        UnreadableError: It cannot be read; the message says what was expected.
    """
    return check_document(read_file(path))


def check_upload(name: str, data: bytes) -> Report:
    """Check a file that arrives as its name and content.

    Args:
        name: The file's own name; its ending says what it is.
        data: Its content.

    Raises:
        UnreadableError: It cannot be read; the message says what was expected.
    """
    own_name = Path(name.replace("\\", "/")).name or "document"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / own_name
        path.write_bytes(data)
        return check_file(path)


def check_text(text: str, *, name: str = "the text") -> Report:
    """Check pasted text.

    Args:
        text: A table, a paragraph or a chapter.
        name: What to call it.

    Raises:
        UnreadableError: It is empty or too much.
    """
    return check_document(refuse_what_is_too_much(read_text(text, name=name)))


_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_ALL = ("100", "100%", "100.0", "100.0%")
_OF_A_TOTAL = (Kind.WRONG_PERCENTAGE, Kind.IMPOSSIBLE)


def check_document(document: Document, *, published: Published | None = None) -> Report:
    """Check a document that was read.

    Args:
        document: Tables and sentences.
        published: Published figures; those of the current snapshot if none are given.
    """
    grids = tuple(as_grid(table) for table in document.tables)
    held = load_published() if published is None else published
    places = find_places(document, grids, held.areas)
    context = Context(document, grids, places, held)
    found = [finding for rule in RULES for finding in _findings(rule, context)]
    return Report(document.name, len(document.tables), len(document.sentences), tuple(_tidy(found)))


def _findings(rule: Rule, context: Context) -> list[Finding]:
    return list(rule(context))


def _tidy(findings: list[Finding]) -> list[Finding]:
    """Keep one finding of each kind, place and number, and for each cell the surest of one idea."""
    ordered = sorted(
        findings, key=lambda one: (_RANK[one.confidence], one.line, one.location, one.kind)
    )
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in ordered:
        kept.setdefault((finding.location, finding.printed, finding.expected), finding)
    totals = {one.line for one in kept.values() if one.kind is Kind.WRONG_TOTAL}
    once: list[Finding] = []
    for finding in kept.values():
        # All of a total is 100% whatever the total should have been: that is one error, not two.
        if finding.line in totals and finding.printed in _ALL and finding.kind in _OF_A_TOTAL:
            continue
        if not any(_is_one_error(finding, other) for other in once):
            once.append(finding)
    return sorted(once, key=lambda one: (one.line, one.location, one.kind, one.printed))


def _is_one_error(finding: Finding, other: Finding) -> bool:
    """Whether two findings of one kind and place speak of the same number, or of the whole."""
    if (finding.location, finding.kind) != (other.location, other.kind):
        return False
    mine, yours = (set(_NUMBER.findall(one.printed)) for one in (finding, other))
    return bool(mine & yours) or not mine or not yours
