"""Words and sentences of a self-assessment."""

from collections.abc import Sequence
from typing import Final

from cdof_core.analysis.assessment_evidence import BearingFigure
from cdof_core.analysis.self_assessment import GroupScore, Move
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import is_missing, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS, MARKS, Mark, chip_word
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


def bearing_words(figure: BearingFigure, *, area_name: str) -> str:
    """Say a figure that bears on an item, whose it is, and how the area's own compares.

    Args:
        figure: The figure.
        area_name: The area that is assessed.

    Returns:
        For example "17.0%, year to March 2025; ■ worse against England."
    """
    name = in_sentence(area_name)
    flag = FLAGS.get(figure.own_flag, "")
    alone = f"none is held for {name} alone"
    if flag:
        why = flag[0].lower() + flag[1:]
        alone = f"for {name} alone, {period_text(figure.own_period)}, {why}"
    if is_missing(figure.value):
        if flag:
            return f"no figure is held for a wider area; {alone}."
        return f"no figure is held for {name} or a wider area."
    value = value_text(figure.value, unit=figure.unit, decimals=figure.decimals)
    said = f"{value}, {period_text(figure.period_label)}"
    if figure.judgement is None:
        return f"{said}, {in_sentence(figure.wider_area)}; {alone}."
    mark = MARKS[figure.judgement].shape
    word = chip_word(figure.judgement, figure.reason).lower()
    against = f" against {figure.benchmark_label}" if figure.benchmark_label else ""
    return f"{said}; {mark} {word}{against}."


def not_held_words(what: str) -> str:
    """Say of a figure that would bear on an item that there is none here.

    Args:
        what: What it would count, in the words of the list of items.

    Returns:
        For example "Would bear on it: clients issued with naloxone. No such figure is held here:
        write or link your own under Evidence."
    """
    ask = "write or link your own under Evidence"
    return f"Would bear on it: {what}. No such figure is held here: {ask}."
