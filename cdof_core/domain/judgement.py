"""Words for what a comparison and a trend can say."""

from enum import StrEnum
from typing import Literal

JudgementLevels = Literal[3, 5]
"""Three levels use the 95% interval; five add the 99.8% interval."""


class Judgement(StrEnum):
    """A value against its benchmark. The same word everywhere: table, map, sentence, export."""

    MUCH_WORSE = "much_worse"
    WORSE = "worse"
    SIMILAR = "similar"
    BETTER = "better"
    MUCH_BETTER = "much_better"
    LOWER = "lower"
    HIGHER = "higher"
    MUCH_LOWER = "much_lower"
    MUCH_HIGHER = "much_higher"
    NOT_COMPARED = "not_compared"


class NotComparedReason(StrEnum):
    """Why there is no judgement."""

    NO_VALUE = "no_value"
    SUPPRESSED = "suppressed"
    NO_INTERVAL = "no_interval"
    NO_BENCHMARK = "no_benchmark"
    NO_GROUP = "no_group"
    BENCHMARK_OTHER_PERIOD = "benchmark_other_period"
    BENCHMARK_OTHER_PEOPLE = "benchmark_other_people"
    BENCHMARK_OTHER_VINTAGE = "benchmark_other_vintage"
    IS_THE_BENCHMARK = "is_the_benchmark"
    COUNT_NOT_COMPARABLE = "count_not_comparable"
    POLARITY_NOT_APPLICABLE = "polarity_not_applicable"
    TOO_FEW_MEMBERS = "too_few_members"
    NOT_POOLABLE = "not_poolable"
    FLAGGED = "flagged"
    NATIONAL_ONLY = "national_only"


class RecentTrend(StrEnum):
    """What the latest five yearly values do."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"
