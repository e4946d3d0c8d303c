"""The one place that holds a performance against its target."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.domain.judgement import TargetOutcome
from cdof_core.statistics.performance import performance_against_target

AT_LEAST: Final = "at_least"
AT_MOST: Final = "at_most"


def judge_targets(rows: pd.DataFrame) -> pd.DataFrame:
    """Hold each value against its target, by the direction that the target names.

    A target is a number agreed, not an estimate: no significance is tested. What misses it by no
    more than the tolerance that was agreed is within tolerance.

    Args:
        rows: Columns value, target, direction (`at_least` or `at_most`) and tolerance (per cent
            of the target, zero or more; missing means none).

    Returns:
        A frame on the same index with columns difference (value less target, in their unit),
        percent_of_target and outcome (text of `TargetOutcome`).

    Raises:
        StatisticsInputError: For a target that is not above zero.
    """
    outcome = np.full(len(rows), TargetOutcome.NOT_COMPARED.value, dtype=object)
    difference = np.full(len(rows), np.nan)
    percent = np.full(len(rows), np.nan)
    value = rows["value"].to_numpy(dtype=float, na_value=np.nan)
    target = rows["target"].to_numpy(dtype=float, na_value=np.nan)
    tolerance = np.nan_to_num(rows["tolerance"].to_numpy(dtype=float, na_value=np.nan)) / 100
    for direction, sign in ((AT_LEAST, -1), (AT_MOST, 1)):
        of_direction = (rows["direction"] == direction).to_numpy(dtype=bool)
        kept, aim = value[of_direction], target[of_direction]
        judged = performance_against_target(kept, aim, high_is_good=direction == AT_LEAST)
        allowed = performance_against_target(
            kept,
            aim * (1 + sign * np.minimum(tolerance[of_direction], 0.99)),
            high_is_good=direction == AT_LEAST,
        )
        difference[of_direction] = judged.difference
        percent[of_direction] = judged.percent_of_target
        said = np.where(
            judged.met,
            TargetOutcome.MET.value,
            np.where(
                allowed.met, TargetOutcome.WITHIN_TOLERANCE.value, TargetOutcome.NOT_MET.value
            ),
        )
        outcome[of_direction] = np.where(judged.compared, said, TargetOutcome.NOT_COMPARED.value)
    return pd.DataFrame(
        {"difference": difference, "percent_of_target": percent, "outcome": outcome},
        index=rows.index,
    )
