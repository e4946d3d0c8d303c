"""Groups of people or areas against everyone together, at the same period."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import cells_at, find_rows

_SAME: Final = ["line", "period_start", "period_end", "age", "vintage"]


def judge_groups(latest: pd.DataFrame, everyone: pd.DataFrame) -> pd.DataFrame:
    """Hold each group's figure against the value of everyone together.

    A group is a part of everyone, so that the difference is, if anything, understated: the rule
    is that of public health profiles, whose segments are held against their area's own total.

    Args:
        latest: Groups at one period: the columns of `_SAME` and those that `judge_rows` needs.
        everyone: Figures of everyone on the same lines, all periods; may be empty.

    Returns:
        The groups with average (missing where none is held), judgement and reason.
    """
    known = everyone.loc[everyone["value"].notna(), [*_SAME, "value"]]
    known = known.drop_duplicates(_SAME, keep=False)
    found = find_rows(latest, known, _SAME)
    average = cells_at(found, known["value"], otherwise=np.nan)
    rows = latest.assign(average=average)
    asked = rows.assign(benchmark=average, benchmark_reason="", is_benchmark=False)
    return pd.concat([rows, judge_rows(asked)], axis=1)
