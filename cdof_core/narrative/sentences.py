"""Sentences about one figure: its level, its comparison, its trend, its place among others."""

import math
import re
from dataclasses import dataclass
from typing import Final

from cdof_core.domain.judgement import Judgement, NotComparedReason, RecentTrend
from cdof_core.domain.rounding import Rounding, rounding_of
from cdof_core.narrative.compared_with import compared_with, is_part_of_place
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import (
    count_text,
    fraction_text,
    interval_text,
    number_text,
    value_text,
)
from cdof_core.narrative.other_years import population_of_another_year
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.tested_years import years_with_gaps
from cdof_core.narrative.words import DOUBTS, FLAGS, REASONS, SECONDARY

SMALL_COUNT: Final = 20
"""Below this many events a sentence calls numbers small: the limit of ONS's "unreliable" flag."""

QUOTED: Final = "It is quoted by a secondary source: check before citing."
"""Said of every figure that does not come from its publisher."""


"""As a row's own note says it."""
_OF_EVENTS: Final = ("count", "crude_rate", "proportion", "standardised_rate", "median")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text with the observations it rests on.

    Attributes:
        text: One or more full sentences.
        references: Pointers of the figures used.
        lead: A few words that say the finding, for headings and bold beginnings.
    """

    text: str
    references: tuple[str, ...]
    lead: str = ""


def level_sentence(figure: Figure) -> Sentence:
    """Say the value, its interval and what the comparison allows to be said, never more.

    Pattern: level, comparator, test. "Higher" without a significant difference says so; a value
    that rounds to the benchmark's is "about the same as"; a missing value gives its reason.
    """
    text = _level(figure)
    comparison = _comparison(figure)
    return Sentence(" ".join(part for part in (text, comparison) if part), (figure.reference,))


def trend_sentence(figure: Figure) -> Sentence:
    """Say the recent trend, or why none is tested; never "increase" without a trend."""
    return Sentence(_trend(figure), (figure.reference,))


def lead_words(figure: Figure) -> str:
    """Return the finding in a few words: a bold beginning such as "Worse than England."."""
    against = compared_with(figure)
    words = {
        Judgement.MUCH_WORSE: f"Much worse than {against}.",
        Judgement.WORSE: f"Worse than {against}.",
        Judgement.SIMILAR: f"Similar to {against}.",
        Judgement.BETTER: f"Better than {against}.",
        Judgement.MUCH_BETTER: f"Much better than {against}.",
        Judgement.LOWER: f"Lower than {against}.",
        Judgement.MUCH_LOWER: f"Much lower than {against}.",
        Judgement.HIGHER: f"Higher than {against}.",
        Judgement.MUCH_HIGHER: f"Much higher than {against}.",
    }
    return words.get(Judgement(figure.judgement), "Not compared.")


def is_known(number: float | None) -> bool:
    """Return whether a number is there."""
    return number is not None and not math.isnan(number)


def _level(figure: Figure) -> str:
    place = in_sentence(figure.area_name)
    period = period_in_sentence(figure.period)
    if not is_known(figure.value):
        return _not_shown(figure)
    value = value_text(
        figure.value,
        unit=figure.unit,
        decimals=figure.decimals,
        with_unit=not _names_its_unit(figure),
    )
    interval = interval_text(
        figure.lower, figure.upper, unit=figure.unit, decimals=figure.decimals, joiner=" to "
    )
    brackets = [_fraction(figure), f"95% interval {interval}" if interval else ""]
    detail = "; ".join(part for part in brackets if part)
    text = f"In {place}, {figure.sentence_name} was {value} in {period}"
    text += f" ({detail})." if detail else "."
    return text + _doubt(figure) + _small_numbers(figure) + _nought(figure) + _quoted(figure)


def _names_its_unit(figure: Figure) -> bool:
    """Return whether the measure's own words hold the unit, so that it is not said twice."""
    words = figure.unit.removeprefix("£").strip()
    if figure.value_kind in ("count", "estimate"):
        return True
    return bool(words) and re.search(rf"\b{re.escape(words)}\b", figure.sentence_name) is not None


def _doubt(figure: Figure) -> str:
    """Say that a printed value is flagged, and what its row notes on it."""
    doubt = DOUBTS.get(figure.flag)
    if doubt is None:
        return ""
    note = figure.note.strip().removesuffix(".")
    return (
        f" The published figure is {doubt}: {note}."
        if note
        else f" The published figure is {doubt}."
    )


def _quoted(figure: Figure) -> str:
    return f" {QUOTED}" if figure.strength == SECONDARY else ""


def _not_shown(figure: Figure) -> str:
    """Say that a value is missing, why, and which period had one last."""
    why = FLAGS.get(figure.flag) or REASONS.get(figure.reason) or "no value is published"
    text = (
        f"For {in_sentence(figure.area_name)}, {figure.sentence_name} in "
        f"{period_in_sentence(figure.period)} is not shown ({why[:1].lower()}{why[1:]})."
    )
    if figure.last_value_period:
        text += f" The last figure is for {period_in_sentence(figure.last_value_period)}."
    return text


def _fraction(figure: Figure) -> str:
    """Write the count behind a value, and the population where it is of another year."""
    if figure.value_kind in ("count", "estimate", "money", "mean"):
        return ""
    other_year = population_of_another_year(figure.note, period=figure.period)
    if figure.value_kind == "money_rate":
        return other_year
    if not is_known(figure.numerator) or not figure.numerator_name:
        if is_known(figure.denominator) and "estimated" in figure.denominator_name:
            return f"of {number_text(figure.denominator)} {figure.denominator_name}"
        return other_year
    if is_known(figure.denominator) and figure.value_kind == "proportion":
        return fraction_text(figure.numerator, figure.denominator)
    count = count_text(figure.numerator, figure.numerator_name)
    if rounding_of(figure.note) is Rounding.TO_FIVE:
        count += ", rounded to the nearest 5"
    return f"{count} {other_year}" if other_year else count


def has_small_numbers(figure: Figure) -> bool:
    """Return whether a figure rests on so few events that it is to be read with caution."""
    if figure.flag in DOUBTS:
        return False
    events = figure.value if figure.value_kind == "count" else figure.numerator
    return figure.flag == "unreliable" or (
        events is not None
        and is_known(events)
        and events < SMALL_COUNT
        and figure.value_kind in _OF_EVENTS
    )


def _small_numbers(figure: Figure) -> str:
    return " Numbers are small, so read it with caution." if has_small_numbers(figure) else ""


def _nought(figure: Figure) -> str:
    """Say what a nought may stand for where it is a return or a record of somebody."""
    if figure.value != 0:
        return ""
    if figure.value_kind in ("money", "money_rate"):
        return " A zero can mean that the spend stands on another line of the return."
    if figure.value_kind == "proportion":
        return " Nought can mean that none was recorded, not that there is none."
    return ""


def _comparison(figure: Figure) -> str:
    if not is_known(figure.value):
        return ""
    against = compared_with(figure)
    judged = Judgement(figure.judgement)
    if judged is Judgement.NOT_COMPARED:
        if figure.benchmark_is_source or not figure.benchmark_label:
            return ""
        value = f" {_benchmark_text(figure)}" if is_known(figure.benchmark) else ""
        why = "" if figure.flag in DOUBTS else f": {_why_not(figure)}"
        return f"It is not compared with {against}{value}{why}."
    bracket = _benchmark_text(figure)
    direction = _direction(figure)
    if judged is Judgement.SIMILAR:
        if direction == "about the same as":
            return f"This is about the same as {against} {bracket}."
        return f"This is {direction} {against} {bracket}, but the difference is not significant."
    verdict = _VERDICT[judged]
    tail = f", and it is {verdict}" if verdict else ""
    return f"This is {direction} {against} {bracket}; the difference is significant{tail}."


def _why_not(figure: Figure) -> str:
    """Say why a figure is not compared; spend is counted, not drawn from a sample."""
    if figure.unit.startswith("£") and figure.reason == NotComparedReason.NO_INTERVAL:
        return "spend is no sample, so no interval applies"
    return REASONS.get(figure.reason, "")


def _benchmark_text(figure: Figure) -> str:
    """Write the benchmark's value in brackets, labelled as what it is."""
    mark = value_text(figure.benchmark, unit=figure.unit, decimals=figure.decimals, with_unit=False)
    members = figure.benchmark_members
    if is_part_of_place(figure):
        return f"({mark} pooled)"
    its = "its authorities" if members is None else f"{number_text(members)} authorities"
    basis = {"pooled": f", pooled from {its}", "median": f", the median of {its}"}
    return f"({mark}{basis.get(figure.benchmark_basis, '')})"


_VERDICT: Final = {
    Judgement.MUCH_WORSE: "much worse",
    Judgement.WORSE: "worse",
    Judgement.BETTER: "better",
    Judgement.MUCH_BETTER: "much better",
    Judgement.LOWER: "",
    Judgement.MUCH_LOWER: "",
    Judgement.HIGHER: "",
    Judgement.MUCH_HIGHER: "",
}


def _direction(figure: Figure) -> str:
    own = number_text(figure.value, figure.decimals)
    theirs = number_text(figure.benchmark, figure.decimals)
    judged = Judgement(figure.judgement)
    if own == theirs and judged is Judgement.SIMILAR:
        return "about the same as"
    return "higher than" if (figure.value or 0.0) > (figure.benchmark or 0.0) else "lower than"


def _trend(figure: Figure) -> str:
    kind = RecentTrend(figure.trend)
    if kind is RecentTrend.INCREASING or kind is RecentTrend.DECREASING:
        good_when_rising = {"high_is_good": True, "low_is_good": False}.get(figure.polarity)
        rising = kind is RecentTrend.INCREASING
        meaning = ""
        if good_when_rising is not None:
            meaning = " and getting better" if rising == good_when_rising else " and getting worse"
        return f"{_over(figure)} it is {kind.value}{meaning}."
    if kind is RecentTrend.NO_SIGNIFICANT_CHANGE:
        return f"{_over(figure)} there is no significant change."
    if figure.trend_reason == _TOO_FEW and figure.periods_held == 1:
        return "Only one period is held, so no trend is tested."
    if figure.trend_reason == _TOO_FEW and figure.trend_points == 1:
        return "Only one comparable period is held, so no trend is tested."
    return _UNTESTED.get(figure.trend_reason, "No trend is tested.")


def _over(figure: Figure) -> str:
    """Name the years of a trend; where they end after the period shown, say with which."""
    if years := years_with_gaps(figure.trend_years):
        return f"Over the five yearly figures held, of {years},"
    if figure.trend_period in ("", figure.period):
        return "Over its latest five yearly figures"
    return f"Up to {period_in_sentence(figure.trend_period)}, over five yearly figures,"


_TOO_FEW: Final = "too_few_points"
_UNTESTED: Final = {
    "kind_not_tested": "",
    "period_not_one_year": "Each period overlaps the next, so no trend is tested.",
    _TOO_FEW: "There are fewer than five comparable years, so no trend is tested.",
    "count_equals_denominator": "In one year every case counts, so no trend is tested.",
    "duplicate_periods": "One period has two figures, so no trend is tested.",
    "interval_missing": "No intervals are held, so no trend is tested.",
    "interval_too_narrow": (
        "The limits of some years are of sampling alone and say too little about how uncertain an "
        "estimate is, so no trend is tested."
    ),
    "value_missing": "A recent value is missing, so no trend is tested.",
}


def headline(text: str) -> str:
    """Return text fit for a page's headline: first letter capital, no final full stop."""
    return at_start(text).removesuffix(".")
