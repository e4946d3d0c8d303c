"""Every figure of a line over time against the benchmark of the same period."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import cells_at, find_rows
from cdof_core.domain.judgement import JudgementLevels

_SAME: Final = ["period_start", "period_end", "vintage"]


def judge_lines(
    figures: pd.DataFrame, *, benchmark: pd.DataFrame, benchmark_code: str, levels: JudgementLevels
) -> pd.DataFrame:
    """Judge areas at each of their periods.

    Args:
        figures: Figures of areas over time with their metadata, as `judge_rows` needs them.
        benchmark: The benchmark over time: period_start, period_end, vintage and value. A period
            with several values (of two ages, say) has none to be held against.
        benchmark_code: The place it is; empty for a group.
        levels: Three or five.

    Returns:
        Columns judgement and reason on the figures' index.
    """
    known = benchmark.loc[benchmark["value"].notna(), [*_SAME, "value"]]
    known = known.drop_duplicates(_SAME, keep=False)
    found = find_rows(figures, known, _SAME)
    rows = figures.assign(
        benchmark=cells_at(found, known["value"], otherwise=np.nan),
        benchmark_reason="",
        is_benchmark=figures["area_code"] == (benchmark_code or None),
    )
    return judge_rows(rows, levels=levels)
