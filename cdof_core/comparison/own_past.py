"""An area against its own earlier period: two intervals of two samples, so both must be clear."""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.judging import is_outdated
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.indicator import COMPARABLE, Polarity
from cdof_core.domain.judgement import Judgement, NotComparedReason
from cdof_core.statistics.judgement import NOT_COMPARED, interval_overlap

_WORDS: Final = {
    # polarity: words for a value now below, overlapping, above the earlier one
    Polarity.LOW_IS_GOOD: (Judgement.BETTER, Judgement.SIMILAR, Judgement.WORSE),
    Polarity.HIGH_IS_GOOD: (Judgement.WORSE, Judgement.SIMILAR, Judgement.BETTER),
    Polarity.NO_JUDGEMENT: (Judgement.LOWER, Judgement.SIMILAR, Judgement.HIGHER),
}


def judge_own_past(now: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Judge each area's value against its own value of an earlier period.

    Both values have intervals of their own, so a difference counts as significant only where the
    two intervals share no point (double overlap); a limit that meets a limit still overlaps.
    The periods themselves must not overlap, nor lie on two sides of a break: see
    `comparable_periods`.

    Args:
        now: One row an area: area_code, value, lower95, upper95, flag, value_kind, polarity, need
            and is_long_ago.
        earlier: The same areas' rows of one earlier period, in any order; some may lack.

    Returns:
        On the index of `now`: earlier_value, earlier_lower95, earlier_upper95, earlier_flag
        (empty where there is no row), change (text of `Judgement`) and change_reason (text of
        `NotComparedReason`, empty where judged).

    Source:
        Change from the previous period as public health profiles judge it: overlap of the two
        95% intervals.
    """
    theirs = earlier.drop_duplicates("area_code").set_index("area_code")
    found = theirs.reindex(now["area_code"])
    usable_then = np.zeros(len(now), dtype=bool)
    usable_then[found["value"].notna().to_numpy()] = is_usable(found[found["value"].notna()])
    limits = [
        np.where(usable_then, _floats(found, name), np.nan) for name in ("lower95", "upper95")
    ]
    position = interval_overlap(
        _floats(now, "lower95"),
        _floats(now, "upper95"),
        benchmark_lower=limits[0],
        benchmark_upper=limits[1],
    )
    reason = _reasons(now, usable_then=usable_then, position=position)
    change = np.full(len(now), Judgement.NOT_COMPARED.value, dtype=object)
    for polarity, words in _WORDS.items():
        chosen = (reason == "") & (now["polarity"] == polarity.value).to_numpy(dtype=bool)
        change[chosen] = np.array([word.value for word in words], dtype=object)[
            position[chosen] + 1
        ]
    return pd.DataFrame(
        {
            "earlier_value": np.where(usable_then, _floats(found, "value"), np.nan),
            "earlier_lower95": limits[0],
            "earlier_upper95": limits[1],
            "earlier_flag": found["flag"].fillna("").to_numpy(),
            "change": change,
            "change_reason": reason,
        },
        index=now.index,
    )


def comparable_periods(
    periods: pd.DataFrame, *, shown: "pd.Series[Any]", breaks: pd.DataFrame
) -> pd.DataFrame:
    """Keep the earlier periods that a period may be compared with.

    Args:
        periods: Periods of one indicator: period_label, vintage, age, period_start, period_end.
        shown: The period compared, with the same columns.
        breaks: Dated events that break the series: event_date.

    Returns:
        The rows that end before the shown period begins, of the same method and age, with no
        break between the two; none where a break lies within the shown period, whose figure then
        is part of either method.
    """
    start = pd.Timestamp(str(shown["period_start"]))
    end = pd.Timestamp(str(shown["period_end"]))
    same = (periods["vintage"] == shown["vintage"]) & (periods["age"] == shown["age"])
    kept = periods[same & (pd.to_datetime(periods["period_end"]) < start)]
    dates = pd.to_datetime(breaks["event_date"])
    latest = dates[dates <= end].max()
    if pd.isna(latest):
        return kept
    return kept[pd.to_datetime(kept["period_start"]) >= latest]


def _reasons(
    now: pd.DataFrame, *, usable_then: NDArray[np.bool_], position: NDArray[np.int8]
) -> NDArray[np.object_]:
    kinds = [kind.value for kind in COMPARABLE]
    polarity_says = now["polarity"].isin([kind.value for kind in _WORDS]).to_numpy(dtype=bool)
    conditions = (
        (~is_usable(now), NotComparedReason.NO_VALUE),
        (~now["value_kind"].isin(kinds).to_numpy(bool), NotComparedReason.COUNT_NOT_COMPARABLE),
        (~polarity_says, NotComparedReason.POLARITY_NOT_APPLICABLE),
        (is_outdated(now).to_numpy(bool), NotComparedReason.LONG_AGO),
        (~usable_then, NotComparedReason.NO_BENCHMARK),
        (position == NOT_COMPARED, NotComparedReason.NO_INTERVAL),
    )
    reason = np.full(len(now), "", dtype=object)
    for holds, why in reversed(conditions):
        reason[holds] = why.value
    return reason


def _floats(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
