"""Sentences about one figure: its level, its comparison, its trend, its place among others."""

import math
from dataclasses import dataclass
from typing import Final

from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import (
    count_text,
    interval_text,
    number_text,
    value_text,
)
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.words import FLAGS, REASONS

SMALL_COUNT: Final = 20
"""Below this many events a sentence calls numbers small: the limit of ONS's "unreliable" flag."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One judged figure with what a sentence needs to speak of it.

    Attributes:
        indicator_id: For the reference that a sentence carries.
        area_code: Likewise.
        area_name: As published.
        short_name: A few words, for leads and tables.
        sentence_name: Noun phrase, for example "the rate of deaths from drug misuse".
        period: Period label.
        value: Value; None where missing.
        unit: Unit of the value.
        decimals: Places shown.
        lower: Lower 95% limit or None.
        upper: Upper 95% limit or None.
        numerator: Count or None.
        denominator: Total or None.
        numerator_name: What the count counts.
        denominator_name: What the total counts.
        value_kind: Text of `ValueKind`.
        polarity: Text of `Polarity`.
        flag: Published flag.
        judgement: Text of `Judgement`.
        reason: Text of `NotComparedReason`, empty where judged.
        benchmark: Benchmark value or None.
        benchmark_label: Benchmark name.
        benchmark_basis: published, pooled, median or empty.
        trend: Text of `RecentTrend`.
        trend_reason: Text of the trend's reason.
        benchmark_is_source: Whether the area is itself the benchmark.
    """

    indicator_id: str
    area_code: str
    area_name: str
    short_name: str
    sentence_name: str
    period: str
    value: float | None
    unit: str
    decimals: int
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    numerator_name: str
    denominator_name: str
    value_kind: str
    polarity: str
    flag: str
    judgement: str
    reason: str
    benchmark: float | None
    benchmark_label: str
    benchmark_basis: str
    trend: str
    trend_reason: str
    benchmark_is_source: bool = False

    @property
    def reference(self) -> str:
        """Machine-readable pointer to the observation behind the figure."""
        return f"{self.indicator_id}|{self.area_code}|{self.period}"


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
    against = in_sentence(figure.benchmark_label)
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
        why = FLAGS.get(figure.flag) or REASONS.get(figure.reason) or "no value is published"
        return (
            f"For {place}, {figure.sentence_name} in {period} is not shown: "
            f"{why[:1].lower()}{why[1:]}."
        )
    named_by_sentence = figure.value_kind in ("count", "estimate")
    value = value_text(
        figure.value, unit=figure.unit, decimals=figure.decimals, with_unit=not named_by_sentence
    )
    interval = interval_text(
        figure.lower, figure.upper, unit=figure.unit, decimals=figure.decimals, joiner=" to "
    )
    brackets = [_fraction(figure), f"95% interval {interval}" if interval else ""]
    detail = "; ".join(part for part in brackets if part)
    text = f"In {place}, {figure.sentence_name} was {value} in {period}"
    text += f" ({detail})." if detail else "."
    return text + _small_numbers(figure)


def _fraction(figure: Figure) -> str:
    if figure.value_kind in ("count", "estimate", "money", "median", "mean"):
        return ""
    if not is_known(figure.numerator) or not figure.numerator_name:
        return ""
    count = count_text(figure.numerator, figure.numerator_name)
    if is_known(figure.denominator) and figure.value_kind == "proportion":
        return f"{number_text(figure.numerator)} of {number_text(figure.denominator)}"
    return count if figure.value_kind != "money_rate" else ""


def _small_numbers(figure: Figure) -> str:
    few = figure.flag == "unreliable" or (
        figure.numerator is not None
        and is_known(figure.numerator)
        and figure.numerator < SMALL_COUNT
        and figure.value_kind in ("crude_rate", "proportion", "standardised_rate")
    )
    return " Numbers are small, so read it with caution." if few else ""


def _comparison(figure: Figure) -> str:
    if not is_known(figure.value):
        return ""
    against = in_sentence(figure.benchmark_label)
    judged = Judgement(figure.judgement)
    if judged is Judgement.NOT_COMPARED:
        if figure.benchmark_is_source or not figure.benchmark_label:
            return ""
        return f"It is not compared with {against}: {REASONS.get(figure.reason, '')}."
    mark = value_text(figure.benchmark, unit=figure.unit, decimals=figure.decimals, with_unit=False)
    basis = {"pooled": ", pooled from its authorities", "median": ", the median of its authorities"}
    bracket = f"({mark}{basis.get(figure.benchmark_basis, '')})"
    direction = _direction(figure)
    if judged is Judgement.SIMILAR:
        if direction == "about the same as":
            return f"This is about the same as {against} {bracket}."
        return f"This is {direction} {against} {bracket}, but the difference is not significant."
    verdict = _VERDICT[judged]
    tail = f", and it is {verdict}" if verdict else ""
    return f"This is {direction} {against} {bracket}; the difference is significant{tail}."


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
        return f"Over the latest five years it is {kind.value}{meaning}."
    if kind is RecentTrend.NO_SIGNIFICANT_CHANGE:
        return "Over the latest five years there is no significant change."
    return _UNTESTED.get(figure.trend_reason, "No trend is tested.")


_UNTESTED: Final = {
    "kind_not_tested": "",
    "period_not_one_year": "The periods overlap, so no trend is tested.",
    "too_few_points": "There are fewer than five comparable years, so no trend is tested.",
    "count_equals_denominator": "In one year every case counts, so no trend is tested.",
    "duplicate_periods": "One period has two figures, so no trend is tested.",
    "interval_missing": "No intervals are published, so no trend is tested.",
    "value_missing": "A recent value is missing, so no trend is tested.",
}


def headline(text: str) -> str:
    """Return text fit for a page's headline: first letter capital, no final full stop."""
    return at_start(text).removesuffix(".")
