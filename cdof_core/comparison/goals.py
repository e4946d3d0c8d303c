"""Goals met, nearly met or not met, the indicator's polarity saying from which side."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.judging import (
    Condition,
    benchmark_absent,
    find_reasons,
    limits_absent,
    numbers,
)
from cdof_core.comparison.keys import KEY
from cdof_core.comparison.quintiles import each_group
from cdof_core.domain.indicator import Polarity
from cdof_core.domain.judgement import GoalOutcome, Judgement, JudgementMethod, NotComparedReason
from cdof_core.statistics.goals import (
    MET,
    NOT_MET,
    PARTLY_MET,
    interval_goal,
    percentile_goal,
    range_goal,
    single_value_goal,
)
from cdof_core.statistics.judgement import NOT_COMPARED

_OUTCOMES: Final = {
    MET: GoalOutcome.MET.value,
    PARTLY_MET: GoalOutcome.AMBER.value,
    NOT_MET: GoalOutcome.NOT_MET.value,
    NOT_COMPARED: Judgement.NOT_COMPARED.value,
}
_WITH_ENDS: Final = (JudgementMethod.GOAL_RANGE, JudgementMethod.GOAL_PERCENTILE)


def judge_goals(rows: pd.DataFrame, *, method: JudgementMethod) -> pd.DataFrame:
    """Judge each row's value against a goal.

    A goal is reached from above where low is good and from below where high is good; where
    neither is, there is no goal to reach and the row is not compared. England's value of the
    year before follows polarity too, where Fingertips calls every fall worse.

    Args:
        rows: One row a figure, with columns value, flag, value_kind, polarity, is_benchmark and
            what the method needs. `GOAL_SINGLE`: benchmark (the goal) and benchmark_reason.
            `GOAL_INTERVAL`: these and lower95 and upper95. `GOAL_LAST_YEAR`: as for single, the
            benchmark being England's value of the year before. `GOAL_RANGE`: goal_lower and
            goal_upper. `GOAL_PERCENTILE`: these as percentiles, 0 to 100, and the key columns;
            the rows are then all areas of one level.
        method: Which kind of goal.

    Returns:
        A frame on the same index with columns judgement (text of `GoalOutcome`, or not
        compared) and reason (text of `NotComparedReason`, empty where judged).

    Raises:
        StatisticsInputError: For a range whose ends are the wrong way round, or percentiles
            outside 0 to 100.

    Source:
        Target comparers of fingertips-open (2020).
    """
    reason = find_reasons(rows, _needs(rows, method=method))
    code = np.full(len(rows), NOT_COMPARED, dtype=np.int8)
    for polarity in (Polarity.LOW_IS_GOOD, Polarity.HIGH_IS_GOOD):
        chosen = (reason == "") & (rows["polarity"] == polarity.value).to_numpy(dtype=bool)
        is_high = polarity is Polarity.HIGH_IS_GOOD
        code[chosen] = _codes(rows[chosen], method=method, high_is_good=is_high)
    reason[(reason == "") & (code == NOT_COMPARED)] = NotComparedReason.TOO_FEW_MEMBERS.value
    judgement = np.empty(len(rows), dtype=object)
    for number, word in _OUTCOMES.items():
        judgement[code == number] = word
    return pd.DataFrame({"judgement": judgement, "reason": reason}, index=rows.index)


def _needs(rows: pd.DataFrame, *, method: JudgementMethod) -> list[Condition]:
    """Return what keeps a row from this kind of goal, besides what keeps it from all."""
    aimless = (
        rows["polarity"] == Polarity.NO_JUDGEMENT.value,
        NotComparedReason.POLARITY_NOT_APPLICABLE.value,
    )
    if method in _WITH_ENDS:
        absent = rows["goal_lower"].isna() | rows["goal_upper"].isna()
        return [aimless, (absent, NotComparedReason.NO_BENCHMARK.value)]
    needs: list[Condition] = [aimless, benchmark_absent(rows)]
    return [*needs, limits_absent(rows)] if method is JudgementMethod.GOAL_INTERVAL else needs


def _codes(rows: pd.DataFrame, *, method: JudgementMethod, high_is_good: bool) -> NDArray[np.int8]:
    """Return the codes of rows that have all they need and share a polarity."""
    if method is JudgementMethod.GOAL_PERCENTILE:
        return _percentile_codes(rows, high_is_good=high_is_good)
    if method is JudgementMethod.GOAL_RANGE:
        return range_goal(
            numbers(rows, "value"),
            goal_lower=numbers(rows, "goal_lower"),
            goal_upper=numbers(rows, "goal_upper"),
            high_is_good=high_is_good,
        )
    goal = numbers(rows, "benchmark")
    if method is JudgementMethod.GOAL_INTERVAL:
        lower, upper = numbers(rows, "lower95"), numbers(rows, "upper95")
        return interval_goal(lower, upper, goal, high_is_good=high_is_good)
    return single_value_goal(numbers(rows, "value"), goal, high_is_good=high_is_good)


def _percentile_codes(rows: pd.DataFrame, *, high_is_good: bool) -> NDArray[np.int8]:
    """Hold each area against two percentiles of the areas of its figure."""
    value = numbers(rows, "value")
    lower, upper = numbers(rows, "goal_lower"), numbers(rows, "goal_upper")
    code = np.full(len(rows), NOT_COMPARED, dtype=np.int8)
    everyone = np.ones(len(rows), dtype=bool)
    for members in each_group(rows, is_member=everyone, by=[*KEY, "goal_lower", "goal_upper"]):
        code[members] = percentile_goal(
            value[members],
            value[members],
            lower_percentile=float(lower[members[0]]),
            upper_percentile=float(upper[members[0]]),
            high_is_good=high_is_good,
        )
    return code
