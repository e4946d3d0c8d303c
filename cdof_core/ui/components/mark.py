"""A judgement as a component draws it: shape, word and tone."""

from typing import TypedDict

from cdof_core.domain import Judgement, TargetOutcome
from cdof_core.narrative.scorecard import OUTCOME_MARKS
from cdof_core.narrative.self_assessment import RATING_MARKS
from cdof_core.narrative.words import MARKS, Mark, chip_word
from cdof_core.workspace.assessments import Rating

_DRAWN = {
    "■": "square",
    "●": "circle",
    "◆": "diamond",
    "▲": "up",
    "▼": "down",
    "○": "ring",
}


class MarkData(TypedDict):
    """What the browser needs to draw a chip."""

    shape: str
    shapes: int
    word: str
    tone: str


def mark_data(judgement: Judgement, *, reason: str = "") -> MarkData:
    """Return the mark of a judgement; a missing one is named by its reason.

    Args:
        judgement: The judgement.
        reason: A `NotComparedReason` where there is none; empty otherwise.
    """
    return _drawn(MARKS[judgement], chip_word(judgement, reason))


def target_mark(outcome: TargetOutcome) -> MarkData:
    """Return the mark of a performance against its target."""
    mark = OUTCOME_MARKS[outcome]
    return _drawn(mark, mark.word)


def rating_mark(rating: Rating) -> MarkData:
    """Return the mark of a rating of a self-assessment."""
    mark = RATING_MARKS[rating]
    return _drawn(mark, mark.word)


def _drawn(mark: Mark, word: str) -> MarkData:
    return MarkData(shape=_DRAWN[mark.shape[0]], shapes=len(mark.shape), word=word, tone=mark.tone)
