"""Self-assessments: rounds, and what was found of each statement and indicator in a round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.first_saves import add_first

ROUND: Final = "assessment"
RATING: Final = "assessment_rating"
LONGEST_TEXT: Final = 2000


class InvalidAssessmentError(CdofError):
    """Something about a self-assessment that cannot be kept as it is."""


class Rating(StrEnum):
    """How far something is met. What nobody looked at is not assessed, which is no zero."""

    NOT_STARTED = "not_started"
    PARTLY = "partly"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"


class Confidence(StrEnum):
    """How sure a rating is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_STATED = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of self-assessment.

    Attributes:
        name: As the partnership calls it.
        started: When it began.
        entry: As it was read; None while it is not kept.
    """

    name: str
    started: date
    entry: Entry | None = field(default=None, compare=False)

    @property
    def round_id(self) -> str:
        """Tells rounds apart."""
        return "" if self.entry is None else self.entry.entry_id


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one item in a round.

    Attributes:
        item_id: The statement, indicator or part.
        rating: How far it is met.
        evidence: What shows it, files and links among it.
        owner: Who sees to it.
        assessed: When it was looked at; None where it was not.
        confidence: How sure the rating is.
        entry: As it was read; None while it is not kept.
    """

    item_id: str
    rating: Rating = Rating.NOT_ASSESSED
    evidence: str = ""
    owner: str = ""
    assessed: date | None = None
    confidence: Confidence = Confidence.NOT_STATED
    entry: Entry | None = field(default=None, compare=False)


def list_rounds(engine: Engine, *, area_code: AreaCode) -> list[Round]:
    """Return the rounds of an area, the newest first."""
    kept = [
        Round(entry.name, date.fromisoformat(entry.content["started"]), entry)
        for entry in list_entries(engine, kind=ROUND, parent=area_code)
    ]
    return sorted(kept, key=lambda one: one.started, reverse=True)


def start_round(
    engine: Engine, actor: Actor, *, area_code: AreaCode, name: str, started: date
) -> Round:
    """Begin a round, with nothing assessed.

    Args:
        engine: The workspace.
        actor: Who begins it.
        area_code: Area or partnership.
        name: What to call it.
        started: When it begins.

    Raises:
        InvalidAssessmentError: It has no name.
        NotAllowedError: The actor may not write.
        InvalidEntryError: Another round has the name.
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise InvalidAssessmentError("A round needs a name, such as the year.")
    content = {"started": started.isoformat()}
    entry = add_entry(engine, actor, kind=ROUND, parent=area_code, name=tidy, content=content)
    return Round(tidy, started, entry)


def remove_round(engine: Engine, actor: Actor, removed: Round) -> None:
    """Remove a round; what was found in it stays in the history.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    if removed.entry is not None:
        remove_entry(engine, actor, removed.entry)


def list_findings(engine: Engine, *, round_id: str) -> dict[str, Finding]:
    """Return what was found in a round, by item."""
    kept = [_from_entry(entry) for entry in list_entries(engine, kind=RATING, parent=round_id)]
    return {finding.item_id: finding for finding in kept}


def keep_finding(engine: Engine, actor: Actor, finding: Finding, *, round_id: str) -> Finding:
    """Keep what was found of an item, in the place of what was read.

    Args:
        engine: The workspace.
        actor: Who keeps it.
        finding: What to keep; its `entry` names the version it was made from.
        round_id: The round.

    Raises:
        InvalidAssessmentError: A text is too long.
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    if max(len(finding.evidence), len(finding.owner)) > LONGEST_TEXT:
        raise InvalidAssessmentError(f"Evidence and owner have at most {LONGEST_TEXT} characters.")
    content: Mapping[str, Any] = {
        "rating": finding.rating.value,
        "evidence": finding.evidence,
        "owner": finding.owner,
        "assessed": None if finding.assessed is None else finding.assessed.isoformat(),
        "confidence": finding.confidence.value,
    }
    if finding.entry is None:
        entry = add_first(
            engine, actor, kind=RATING, parent=round_id, name=finding.item_id, content=content
        )
    else:
        entry = change_entry(engine, actor, finding.entry, content=content)
    return _from_entry(entry)


def _from_entry(entry: Entry) -> Finding:
    content = entry.content
    assessed = content["assessed"]
    return Finding(
        item_id=entry.name,
        rating=Rating(content["rating"]),
        evidence=str(content["evidence"]),
        owner=str(content["owner"]),
        assessed=None if assessed is None else date.fromisoformat(assessed),
        confidence=Confidence(content["confidence"]),
        entry=entry,
    )
