"""Every method of judgement by its name, all answering in one shape."""

from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.goals import judge_goals
from cdof_core.comparison.judging import (
    Condition,
    benchmark_absent,
    find_reasons,
    judge_rows,
    label_positions,
    limits_absent,
    numbers,
)
from cdof_core.comparison.quintiles import judge_quintiles
from cdof_core.domain.indicator import ValueKind
from cdof_core.domain.judgement import JudgementLevels, JudgementMethod, NotComparedReason
from cdof_core.statistics.control_limits import (
    SPC_DEVIATE_95,
    SPC_DEVIATE_99_8,
    SPC_TAIL_95,
    SPC_TAIL_99_8,
    proportion_spc_limits,
    standardised_rate_spc_limits,
)
from cdof_core.statistics.judgement import OVERLAPPING, interval_overlap, interval_position

PositionArray: TypeAlias = NDArray[np.int8]

_AT: Final = 2
"""Place of "at the benchmark" among the five that `label_positions` knows."""

_QUINTILES: Final = (JudgementMethod.QUINTILE_INTERPOLATED, JudgementMethod.QUINTILE_NTILE)
_CONTROLLED: Final = {
    JudgementMethod.SPC_PROPORTION: ValueKind.PROPORTION,
    JudgementMethod.SPC_STANDARDISED_RATE: ValueKind.STANDARDISED_RATE,
}


def judge_by(
    rows: pd.DataFrame, *, method: JudgementMethod, levels: JudgementLevels = 3
) -> pd.DataFrame:
    """Judge each row by the method named.

    Args:
        rows: One row a figure, with the columns that the method's own function names.
        method: How to judge.
        levels: Three or five, for the single overlap and control limits; the others have their
            own number of answers.

    Returns:
        A frame on the same index with columns judgement (text of `Judgement`, `GoalOutcome` or
        `Quintile`) and reason (text of `NotComparedReason`, empty where judged).

    Raises:
        StatisticsInputError: For impossible figures, as the method's own function says.
    """
    if method is JudgementMethod.SINGLE_OVERLAP:
        return judge_rows(rows, levels=levels)
    if method is JudgementMethod.DOUBLE_OVERLAP:
        return judge_double_overlap(rows)
    if method in _CONTROLLED:
        return judge_control_limits(rows, method=method, levels=levels)
    if method in _QUINTILES:
        return judge_quintiles(rows, method=method)
    return judge_goals(rows, method=method)


def judge_double_overlap(rows: pd.DataFrame) -> pd.DataFrame:
    """Judge each row's 95% interval against its benchmark's: similar where they share a point.

    Args:
        rows: As for `judge_rows`, with columns benchmark_lower95 and benchmark_upper95 and
            without need of 99.8% limits.

    Returns:
        As for `judge_rows`; no interval, too, where the benchmark has none.

    Source:
        Comparator method 12 of Fingertips.
    """
    theirs = limits_absent(rows, lower="benchmark_lower95", upper="benchmark_upper95")
    reason = find_reasons(rows, [benchmark_absent(rows), limits_absent(rows), theirs])
    overlap = interval_overlap(
        numbers(rows, "lower95"),
        numbers(rows, "upper95"),
        benchmark_lower=numbers(rows, "benchmark_lower95"),
        benchmark_upper=numbers(rows, "benchmark_upper95"),
    )
    return label_positions(rows, reason=reason, position=_places(overlap))


def judge_control_limits(
    rows: pd.DataFrame, *, method: JudgementMethod, levels: JudgementLevels = 3
) -> pd.DataFrame:
    """Judge each row's value against control limits around its benchmark.

    Inside or on a limit is similar. Three levels use the 95% limits; with five, a value beyond
    the 99.8% limits too is much better or much worse.

    Args:
        rows: One row a figure, with columns value, denominator (above zero; of a standardised
            rate the effective one), multiplier, flag, value_kind, polarity, benchmark,
            benchmark_reason and is_benchmark.
        method: `SPC_PROPORTION` or `SPC_STANDARDISED_RATE`.
        levels: Three or five.

    Returns:
        As for `judge_rows`; no interval where no limits can be drawn: another kind of value, or
        no denominator or multiplier.

    Raises:
        StatisticsInputError: For a negative benchmark, or a proportion above its multiplier.

    Source:
        Comparator methods 5 and 6 of Fingertips.
    """
    reason = find_reasons(rows, [benchmark_absent(rows), _uncontrolled(rows, method=method)])
    judged = np.flatnonzero(reason == "")
    position = np.zeros(len(rows), dtype=np.int8)
    position[judged] = _control_positions(rows.iloc[judged], method=method, levels=levels)
    return label_positions(rows, reason=reason, position=_places(position))


def _uncontrolled(rows: pd.DataFrame, *, method: JudgementMethod) -> Condition:
    """Return the rows around whose benchmark no control limits can be drawn."""
    other_kind = rows["value_kind"] != _CONTROLLED[method].value
    no_size = ~((rows["denominator"] > 0) & (rows["multiplier"] > 0))
    return other_kind | no_size, NotComparedReason.NO_INTERVAL.value


def _control_positions(
    rows: pd.DataFrame, *, method: JudgementMethod, levels: JudgementLevels
) -> PositionArray:
    """Return -2 to 2: far below, below, within, above, far above the limits."""
    multiplier, size = numbers(rows, "multiplier"), numbers(rows, "denominator")
    # Per one, so that rows of several multipliers share a pass.
    value, benchmark = numbers(rows, "value") / multiplier, numbers(rows, "benchmark") / multiplier

    def beyond(*, deviate: float, tail: float) -> PositionArray:
        if method is JudgementMethod.SPC_PROPORTION:
            limits = proportion_spc_limits(benchmark, size, unit=1.0, deviate=deviate)
        else:
            limits = standardised_rate_spc_limits(benchmark, size, unit=1.0, tail=tail)
        # The value against the limits is the limits against the value, turned round.
        return np.negative(interval_position(*limits, value))

    near = beyond(deviate=SPC_DEVIATE_95, tail=SPC_TAIL_95)
    if levels == 3:  # noqa: PLR2004
        return near
    far = beyond(deviate=SPC_DEVIATE_99_8, tail=SPC_TAIL_99_8)
    return np.where(near == OVERLAPPING, near, near + far).astype(np.int8)


def _places(position: PositionArray) -> PositionArray:
    """Count -2 to 2 from 0, rows that are not compared staying within bounds."""
    return np.clip(position.astype(np.int16) + _AT, 0, 2 * _AT).astype(np.int8)
