"""The words and marks of judgements, reasons, trends, flags and evidence, the same everywhere."""

from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Polarity
from cdof_core.domain.judgement import Judgement, NotComparedReason, RecentTrend


@dataclass(frozen=True, slots=True)
class Mark:
    """How a judgement is shown: a shape that survives greyscale, a word, and a tone of colour.

    Attributes:
        shape: One character drawn in the solid colour.
        word: The word beside it.
        tone: Name of the theme colour: worse, similar, better, higher, lower or none.
    """

    shape: str
    word: str
    tone: str


MARKS: Final[dict[Judgement, Mark]] = {
    Judgement.MUCH_WORSE: Mark("■■", "Much worse", "worse"),
    Judgement.WORSE: Mark("■", "Worse", "worse"),
    Judgement.SIMILAR: Mark("●", "Similar", "similar"),
    Judgement.BETTER: Mark("◆", "Better", "better"),
    Judgement.MUCH_BETTER: Mark("◆◆", "Much better", "better"),
    Judgement.LOWER: Mark("▼", "Lower", "lower"),
    Judgement.HIGHER: Mark("▲", "Higher", "higher"),
    Judgement.MUCH_LOWER: Mark("▼▼", "Much lower", "lower"),
    Judgement.MUCH_HIGHER: Mark("▲▲", "Much higher", "higher"),
    Judgement.NOT_COMPARED: Mark("○", "Not compared", "none"),
}

REASONS: Final[dict[str, str]] = {
    NotComparedReason.NO_VALUE: "no value is published for this area",
    NotComparedReason.SUPPRESSED: "the value is withheld because the numbers are small",
    NotComparedReason.NO_INTERVAL: "no interval is held for this value",
    NotComparedReason.NO_BENCHMARK: "no benchmark value is published for this measure",
    NotComparedReason.NO_GROUP: "there is no such group for this area",
    NotComparedReason.BENCHMARK_OTHER_PERIOD: "the benchmark is published for other periods only",
    NotComparedReason.BENCHMARK_OTHER_PEOPLE: (
        "the benchmark is published for another sex or age only"
    ),
    NotComparedReason.BENCHMARK_OTHER_VINTAGE: "the benchmark was made by another method",
    NotComparedReason.IS_THE_BENCHMARK: "this area is the benchmark",
    NotComparedReason.COUNT_NOT_COMPARABLE: "a count depends on the size of the area",
    NotComparedReason.POLARITY_NOT_APPLICABLE: "comparing this measure would mislead",
    NotComparedReason.TOO_FEW_MEMBERS: "too few areas of the group have data",
    NotComparedReason.NOT_POOLABLE: "not available for the combined area",
    NotComparedReason.FLAGGED: "the published figure is flagged as not comparable",
    NotComparedReason.NATIONAL_ONLY: "this is a national figure, not one of this area",
    NotComparedReason.LONG_AGO: "the estimate is more than ten years old",
    "": "",
}

SHORT_REASONS: Final[dict[str, str]] = {
    NotComparedReason.NO_VALUE: "No value",
    NotComparedReason.SUPPRESSED: "Withheld",
    NotComparedReason.NO_INTERVAL: "No interval",
    NotComparedReason.NO_BENCHMARK: "No benchmark",
    NotComparedReason.NO_GROUP: "No group",
    NotComparedReason.BENCHMARK_OTHER_PERIOD: "Other period",
    NotComparedReason.BENCHMARK_OTHER_PEOPLE: "Other sex or age",
    NotComparedReason.BENCHMARK_OTHER_VINTAGE: "Other method",
    NotComparedReason.IS_THE_BENCHMARK: "Benchmark",
    NotComparedReason.COUNT_NOT_COMPARABLE: "Count only",
    NotComparedReason.POLARITY_NOT_APPLICABLE: "Not compared",
    NotComparedReason.TOO_FEW_MEMBERS: "Too few areas",
    NotComparedReason.NOT_POOLABLE: "Not combined",
    NotComparedReason.FLAGGED: "Flagged",
    NotComparedReason.LONG_AGO: "Long ago",
    NotComparedReason.NATIONAL_ONLY: "National",
    "": "",
}

_TREND_REASONS: Final[dict[str, str]] = {
    "kind_not_tested": "Not tested: this kind of figure has no trend test",
    "period_not_one_year": "Not tested: the periods overlap",
    "too_few_points": "Not tested: fewer than five comparable years",
    "duplicate_periods": "Not tested: two figures for one period",
    "count_equals_denominator": "Not tested: a year where every case counts",
    "interval_missing": "Not tested: no intervals are held",
    "interval_too_narrow": "Not tested: limits of some years are of sampling alone, too narrow",
    "value_missing": "Not tested: a recent value is missing",
}

_DIRECTION: Final = {
    RecentTrend.INCREASING: {"low_is_good": "getting worse", "high_is_good": "getting better"},
    RecentTrend.DECREASING: {"low_is_good": "getting better", "high_is_good": "getting worse"},
}

FLAGS: Final[dict[str, str]] = {
    "": "",
    "suppressed": "Suppressed by the publisher: small numbers",
    "withheld": "Withheld: too few events",
    "unreliable": "Marked unreliable by the publisher: few events",
    "estimated": "An estimate",
    "not_comparable": "Not comparable with other years or areas",
    "not_published": "Not published",
    "misprint": "Printed as shown; a misprint in the source",
    "suspect": "Printed as shown; doubtful in the source",
    "not_poolable": "Not available for the combined area",
}

DOUBTS: Final[dict[str, str]] = {
    "not_comparable": "flagged as not comparable",
    "misprint": "flagged as a misprint in the source",
    "suspect": "flagged as doubtful in the source",
}
"""How a sentence speaks of a value that is printed but must not be compared."""

SECONDARY: Final = "secondary_source"
"""Strength of figures that somebody else than their publisher quotes."""

LIMITS: Final = {
    "published": "published",
    "computed": "computed here",
    "sampling": "of sampling alone, too narrow",
    "none": "none held",
}
"""What the limits of a figure are, by their basis."""

STRENGTHS: Final[dict[str, str]] = {
    "official_workbook": "From the publisher's own workbook",
    "official_text": "From the publisher's own text",
    "repository_copy": "From a copy of the publisher's file",
    SECONDARY: "Quoted by a secondary source, check before citing",
    "as_printed": "As printed in the document, already public",
    "computed": "Computed here from published figures",
}

BASES: Final[dict[str, str]] = {
    "published": "published",
    "computed": "computed from published figures",
    "pooled": "pooled from its authorities",
    "median": "median of its authorities",
    "": "",
}


def chip_word(judgement: str, reason: str) -> str:
    """Return the word a chip shows: the judgement, or briefly why there is none."""
    if judgement == Judgement.NOT_COMPARED:
        return SHORT_REASONS.get(reason) or MARKS[Judgement.NOT_COMPARED].word
    return MARKS[Judgement(judgement)].word


def end_words(polarity: str) -> tuple[str, str]:
    """Return what the low and the high end of a range are, by the measure's direction."""
    return {
        Polarity.LOW_IS_GOOD: ("best", "worst"),
        Polarity.HIGH_IS_GOOD: ("worst", "best"),
    }.get(Polarity(polarity), ("lowest", "highest"))


TREND_ARROWS: Final[dict[RecentTrend, str]] = {
    RecentTrend.INCREASING: "↑",
    RecentTrend.DECREASING: "↓",
    RecentTrend.NO_SIGNIFICANT_CHANGE: "→",
    RecentTrend.CANNOT_BE_CALCULATED: "·",
}
"""What shows a recent trend where there is no room for its words."""


def trend_word(trend: str, reason: str, polarity: str) -> str:
    """Return the recent trend in words, with its meaning where polarity gives one."""
    kind = RecentTrend(trend)
    if kind is RecentTrend.CANNOT_BE_CALCULATED:
        return _TREND_REASONS.get(reason, "Not tested")
    if kind is RecentTrend.NO_SIGNIFICANT_CHANGE:
        return "No significant change"
    meaning = _DIRECTION[kind].get(polarity, "")
    word = kind.value.capitalize()
    return f"{word}, {meaning}" if meaning else word
