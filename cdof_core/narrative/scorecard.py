"""Sentences and words of a scorecard."""

from collections import Counter
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.scorecard import (
    Against,
    Line,
    NoForecast,
    Scorecard,
    Standing,
    YearEnd,
)
from cdof_core.analysis.scorecard_mix import Apart, CaseMix
from cdof_core.comparison.targets import AT_LEAST
from cdof_core.domain.judgement import Judgement, TargetOutcome
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.narrative.numbers import (
    interval_text,
    is_missing,
    number_text,
    value_places,
    value_text,
)
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import Mark, chip_word

OUTCOME_MARKS: Final[dict[TargetOutcome, Mark]] = {
    TargetOutcome.MET: Mark("◆", "Met", "better"),
    TargetOutcome.WITHIN_TOLERANCE: Mark("●", "Within tolerance", "similar"),
    TargetOutcome.NOT_MET: Mark("■", "Not met", "worse"),
    TargetOutcome.NOT_COMPARED: Mark("○", "No target", "none"),
}

DIRECTION_WORDS: Final[dict[str, str]] = {"at_least": "At least", "at_most": "At most"}
"""Which side of a target is met."""

STANDINGS: Final[dict[Standing, str]] = {
    Standing.BEST: "best quarter of authorities",
    Standing.SECOND: "second best quarter of authorities",
    Standing.THIRD: "third quarter of authorities",
    Standing.WORST: "worst quarter of authorities",
    Standing.UNKNOWN: "",
}

_WHY_NOT: Final[dict[NoForecast, str]] = {
    NoForecast.OVERLAPPING: "not foreseen: the periods overlap",
    NoForecast.MIXED: "not foreseen: the periods are not of one length",
    NoForecast.YEARLY: "not foreseen: the figures are yearly",
    NoForecast.YEAR_COMPLETE: "the year is complete",
    NoForecast.TOO_FEW: "not foreseen: fewer than six figures",
    NoForecast.NONE: "",
}

_WHY_APART: Final[dict[Apart, str]] = {
    Apart.NOT_PER_CENT: "another line, but the two are not both in per cent",
    Apart.WHOLE_REMOVED: "a line that was removed",
    Apart.WHOLE_IS_PART: "a line that is itself a part of another",
}


def apart_sentences(card: Scorecard) -> list[str]:
    """Say of each line that is kept as a part of another why it stands as a line of its own.

    Args:
        card: The scorecard.
    """
    return [
        f"{line.name} is kept as a part of {_WHY_APART[line.apart]}: it stands as a line of its "
        "own, and no mix of clients is worked out with it."
        for line in card.lines
        if line.apart is not Apart.NONE
    ]


def scorecard_finding(card: Scorecard) -> str:
    """Say in one sentence how many promises are kept.

    Args:
        card: The scorecard.

    Returns:
        For example "18 of 23 comparisons with a target meet it and 5 do not."
    """
    counts = Counter(card.comparisons["outcome"])
    met, near = counts[TargetOutcome.MET], counts[TargetOutcome.WITHIN_TOLERANCE]
    missed = counts[TargetOutcome.NOT_MET]
    total = met + near + missed
    if not total:
        return "No line has both a figure and a target yet."
    noun = "comparison" if total == 1 else "comparisons"
    verb = "meets" if met == 1 else "meet"
    parts = [f"{number_text(met)} of {number_text(total)} {noun} with a target {verb} it"]
    if near:
        parts.append(f"{number_text(near)} {_miss(near)} within the tolerance agreed")
    if missed:
        parts.append(f"{number_text(missed)} {'does' if missed == 1 else 'do'} not")
    return listed(parts) + "."


def missed_sentence(card: Scorecard) -> str:
    """Name the lines whose newest figure misses its target; empty where none does.

    Args:
        card: The scorecard.
    """
    latest = card.latest
    missed = latest[latest["outcome"] == TargetOutcome.NOT_MET.value].to_dict("records")
    if not missed:
        return ""
    said = [f"{line_name(row)} ({_value(row, 'value')} against {_target(row)})" for row in missed]
    return f"Not met in the newest figures: {listed(said)}."


def claim_sentence(finding: dict[Any, Any]) -> str:
    """Hold what a printed report says against what follows from its own figures.

    Args:
        finding: A row of the printed findings: place, printed, follows and detail.
    """
    return (
        f"{finding['place']} says “{finding['printed']}”; what follows is {finding['follows']}. "
        f"{finding['detail']}"
    )


def mix_sentence(mix: CaseMix, *, decimals: int = 1) -> str:
    """Say that a target for all clients rests on a mix that is not there.

    Args:
        mix: What was found.
        decimals: Places of the measure.
    """
    over = mix.value - mix.adjusted
    is_met = over >= 0 if mix.direction == AT_LEAST else over <= 0
    kept = "met" if is_met else "not met"
    return (
        f"{mix.name}: the target of {number_text(mix.target, decimals)}% for all clients assumes "
        f"that {number_text(mix.assumed)}% are {mix.part}, while the figures of "
        f"{period_text(mix.period_label)} imply {number_text(mix.actual)}%. At that mix the same "
        f"targets ask for {number_text(mix.adjusted, decimals)}%, which "
        f"{number_text(mix.value, decimals)}% has {kept}."
    )


def direction_words(row: dict[Any, Any]) -> str:
    """Say how a figure moved since the one before it; movement is not tested.

    Args:
        row: A row of the comparisons.
    """
    if is_missing(row["value"]) or is_missing(row["previous"]):
        return "no earlier figure"
    change = float(row["value"]) - float(row["previous"])
    if change == 0:
        return "unchanged"
    moved = "up" if change > 0 else "down"
    good = (change > 0) == (row["direction"] == AT_LEAST)
    towards = "towards" if good else "away from"
    return f"{moved} from {_value(row, 'previous')}, {towards} the target"


def year_end_words(year_end: YearEnd, *, unit: str, decimals: int) -> str:
    """Say what is foreseen for the end of the year with its interval, or why nothing is.

    Args:
        year_end: What the line foresees.
        unit: Unit of the line.
        decimals: Its places.
    """
    if year_end.why_not is not NoForecast.NONE or year_end.ends is None:
        return _WHY_NOT[year_end.why_not]
    low, high = year_end.lower, year_end.upper
    places = value_places(year_end.value, low, high, decimals=decimals)
    said = value_text(year_end.value, unit=unit, decimals=places, with_unit=False)
    limits = interval_text(low, high, unit="", decimals=decimals, joiner=" to ")
    return (
        f"{said} (95% interval {limits}) by the end of March {year_end.ends.year}, "
        f"from {year_end.points} figures"
    )


def benchmark_words(line: Line) -> str:
    """Say what a line's newest figure is compared with and how it compares.

    Args:
        line: The line.

    Returns:
        For example "5.9 (England): worse"; empty where there is no benchmark.
    """
    against = line.benchmark
    if against is None:
        return ""
    said = value_text(against.value, unit=line.unit, decimals=line.decimals, with_unit=False)
    return f"{said} ({in_sentence(against.name)}): {judged_words(against)}"


def judged_words(against: Against) -> str:
    """Say how a figure compares with a benchmark, or why nothing can be said."""
    if against.judgement is Judgement.NOT_COMPARED and not against.reason:
        return "typed in, not tested"
    return chip_word(against.judgement, against.reason).lower()


def line_name(row: dict[Any, Any]) -> str:
    """Return a line's measure with the part of it that the line covers."""
    return f"{row['name']}, {row['part']}" if row["part"] else str(row["name"])


def target_words(row: dict[Any, Any]) -> str:
    """Return the target with its direction: "at least 90%"; "no target" where there is none."""
    if is_missing(row["target"]):
        return "no target"
    word = "at least" if row["direction"] == AT_LEAST else "at most"
    return f"{word} {_target(row)}"


def _target(row: dict[Any, Any]) -> str:
    return _value(row, "target")


def _value(row: dict[Any, Any], column: str) -> str:
    return value_text(row[column], unit=row["unit"], decimals=int(row["decimals"]), with_unit=False)


def _miss(number: int) -> str:
    return "misses" if number == 1 else "miss"


def outcome_of(row: "pd.Series[Any] | dict[Any, Any]") -> TargetOutcome:
    """Return how a comparison ends."""
    return TargetOutcome(str(row["outcome"]))
