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


class JudgementMethod(StrEnum):
    """How a value is judged. No two agree on every figure, so each has its name."""

    SINGLE_OVERLAP = "single_overlap"
    DOUBLE_OVERLAP = "double_overlap"
    SPC_PROPORTION = "spc_proportion"
    SPC_STANDARDISED_RATE = "spc_standardised_rate"
    GOAL_SINGLE = "goal_single"
    GOAL_INTERVAL = "goal_interval"
    GOAL_RANGE = "goal_range"
    GOAL_LAST_YEAR = "goal_last_year"
    GOAL_PERCENTILE = "goal_percentile"
    QUINTILE_INTERPOLATED = "quintile_interpolated"
    QUINTILE_NTILE = "quintile_ntile"


class GoalOutcome(StrEnum):
    """A value against what was aimed for; amber where the interval or range leaves it open."""

    MET = "met"
    AMBER = "amber"
    NOT_MET = "not_met"


class TargetOutcome(StrEnum):
    """A performance against the target that was agreed for it."""

    MET = "met"
    WITHIN_TOLERANCE = "within_tolerance"
    NOT_MET = "not_met"
    NOT_COMPARED = "not_compared"


class Quintile(StrEnum):
    """A fifth of the areas: 1 is the best by polarity, or the lowest where none is good."""

    FIRST = "quintile_1"
    SECOND = "quintile_2"
    THIRD = "quintile_3"
    FOURTH = "quintile_4"
    FIFTH = "quintile_5"


class Quartile(StrEnum):
    """A quarter of the areas: 1 is the best by polarity, or the lowest where none is good."""

    FIRST = "quartile_1"
    SECOND = "quartile_2"
    THIRD = "quartile_3"
    FOURTH = "quartile_4"


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
    LONG_AGO = "long_ago"


class RecentTrend(StrEnum):
    """What the latest five yearly values do."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    CANNOT_BE_CALCULATED = "cannot_be_calculated"
