"""Words and sentences of a self-assessment."""

from collections.abc import Sequence
from typing import Final

from cdof_core.analysis.self_assessment import GroupScore, Move
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.words import Mark
from cdof_core.workspace.assessments import Rating

RATING_MARKS: Final[dict[Rating, Mark]] = {
    Rating.MET: Mark("◆", "Met", "better"),
    Rating.PARTLY: Mark("●", "Partly met", "similar"),
    Rating.NOT_STARTED: Mark("■", "Not started", "worse"),
    Rating.NOT_APPLICABLE: Mark("▲", "Not applicable", "higher"),
    Rating.NOT_ASSESSED: Mark("○", "Not assessed", "none"),
}


def assessment_finding(scores: Sequence[GroupScore]) -> str:
    """Say in one sentence how much was assessed, and how much of that is met.

    Args:
        scores: Every group.
    """
    total = sum(score.total for score in scores)
    assessed = sum(score.assessed for score in scores)
    if not assessed:
        return f"None of the {number_text(total)} statements and indicators is assessed yet."
    counts = {rating: sum(score.counts[rating] for score in scores) for rating in Rating}
    applies = assessed - counts[Rating.NOT_APPLICABLE]
    said = f"{number_text(assessed)} of {number_text(total)} statements and indicators are assessed"
    if not applies:
        return f"{said}; none of them applies."
    return (
        f"{said}: {number_text(counts[Rating.MET])} met, {number_text(counts[Rating.PARTLY])} "
        f"partly met and {number_text(counts[Rating.NOT_STARTED])} not started. "
        "What is not assessed counts for nothing either way."
    )


def group_words(score: GroupScore) -> str:
    """Say how much of a group is met, of what was assessed."""
    coverage = f"{number_text(score.assessed)} of {number_text(score.total)} assessed"
    applies = score.assessed - score.counts[Rating.NOT_APPLICABLE]
    if not applies:
        return coverage
    return f"{coverage}; {number_text(score.counts[Rating.MET])} of {number_text(applies)} met"


def moves_finding(moves: Sequence[Move], *, earlier: str) -> str:
    """Say how many ratings changed since an earlier round, and in which direction.

    Args:
        moves: What two rounds rate otherwise.
        earlier: Name of the earlier round.
    """
    if not moves:
        return f"No rating changed since {earlier}."
    rank = {Rating.NOT_STARTED: 0, Rating.PARTLY: 1, Rating.MET: 2}
    both = [move for move in moves if move.before in rank and move.after in rank]
    up = sum(rank[move.after] > rank[move.before] for move in both)
    down = len(both) - up
    other = len(moves) - len(both)
    noun = "rating" if len(moves) == 1 else "ratings"
    return (
        f"{number_text(len(moves))} {noun} changed since {earlier}: {number_text(up)} up, "
        f"{number_text(down)} down, {number_text(other)} newly assessed or no longer."
    )
