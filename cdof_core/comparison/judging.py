"""Better, similar or worse: the only function in the product that decides it."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.domain.indicator import COMPARABLE, RESTS_ON_ESTIMATE_OF_NEED, Polarity
from cdof_core.domain.judgement import Judgement, JudgementLevels, NotComparedReason
from cdof_core.statistics.judgement import NOT_COMPARED, interval_position

Condition: TypeAlias = "tuple[pd.Series[bool], str | pd.Series[str]]"
"""Which rows cannot be judged, and why: one reason for all or one a row."""

_WORDS: Final = {
    # polarity: words for a value far below, below, at, above, far above the benchmark
    Polarity.LOW_IS_GOOD: ("much_better", "better", "similar", "worse", "much_worse"),
    Polarity.HIGH_IS_GOOD: ("much_worse", "worse", "similar", "better", "much_better"),
    Polarity.NO_JUDGEMENT: ("much_lower", "lower", "similar", "higher", "much_higher"),
}
_SIMILAR_AT: Final = 2


def judge_rows(rows: pd.DataFrame, *, levels: JudgementLevels = 3) -> pd.DataFrame:
    """Judge each row's value against its benchmark.

    The benchmark's value is held against the row's own interval: inside or on a limit is
    similar, below the whole interval means the row is higher, above it lower. Three levels use
    the 95% interval; five also ask whether the 99.8% interval excludes the benchmark. Where no
    99.8% interval is held, the answer stays at the 95% level. Polarity turns lower and higher
    into better and worse.

    Args:
        rows: One row a figure, with columns value, lower95, upper95, lower998, upper998, flag,
            value_kind, polarity, need (text of a `NeedRole`), is_long_ago (bool, see
            `long_ago_before`), benchmark (its value or NaN), benchmark_reason (text of a
            `NotComparedReason` saying why there is none, or empty) and is_benchmark (bool: the
            row is the benchmark itself).
        levels: Three or five.

    Returns:
        A frame on the same index with columns judgement (text of `Judgement`) and reason (text
        of `NotComparedReason`, empty where judged).

    Source:
        Single overlapping interval and two-level rules as public health profiles apply them
        (English indicator methods 1 and 17); polarity from the indicator's metadata.
    """
    reason = find_reasons(rows, [benchmark_absent(rows), limits_absent(rows)])
    return label_positions(rows, reason=reason, position=_positions(rows, levels=levels))


def label_positions(
    rows: pd.DataFrame, *, reason: NDArray[np.object_], position: NDArray[np.int8]
) -> pd.DataFrame:
    """Turn positions against a benchmark into words by each row's polarity.

    Args:
        rows: One row a figure, with column polarity.
        reason: Why each row is not compared, empty where it is, shape (rows,).
        position: 0 to 4: far below, below, at, above, far above the benchmark, shape (rows,).

    Returns:
        As for `judge_rows`.
    """
    judgement = np.full(len(rows), Judgement.NOT_COMPARED.value, dtype=object)
    is_judged = reason == ""
    for polarity, words in _WORDS.items():
        chosen = is_judged & (rows["polarity"] == polarity.value).to_numpy(dtype=bool)
        judgement[chosen] = np.array(words, dtype=object)[position[chosen]]
    return pd.DataFrame({"judgement": judgement, "reason": reason}, index=rows.index)


def _positions(rows: pd.DataFrame, *, levels: JudgementLevels) -> NDArray[np.int8]:
    """Return 0 to 4: far below, below, at, above, far above the benchmark."""
    benchmark = numbers(rows, "benchmark")
    position = interval_position(numbers(rows, "lower95"), numbers(rows, "upper95"), benchmark)
    if levels == 5:  # noqa: PLR2004
        far = interval_position(numbers(rows, "lower998"), numbers(rows, "upper998"), benchmark)
        position = np.where((far == position) & (far != NOT_COMPARED), 2 * far, position)
    return np.clip(position + _SIMILAR_AT, 0, 4).astype(np.int8)


def benchmark_absent(rows: pd.DataFrame) -> Condition:
    """Return which rows have no benchmark, each with the reason it came with."""
    given = rows["benchmark_reason"].where(
        rows["benchmark_reason"] != "", NotComparedReason.NO_BENCHMARK.value
    )
    return rows["benchmark"].isna(), given


def limits_absent(
    rows: pd.DataFrame, *, lower: str = "lower95", upper: str = "upper95"
) -> Condition:
    """Return which rows lack one of two limits."""
    return rows[lower].isna() | rows[upper].isna(), NotComparedReason.NO_INTERVAL.value


def find_reasons(rows: pd.DataFrame, needs: Sequence[Condition]) -> NDArray[np.object_]:
    """Say why each row cannot be judged, the first applicable reason winning.

    Args:
        rows: One row a figure, with columns value, flag, value_kind, polarity, need,
            is_long_ago and is_benchmark.
        needs: What the method needs besides, asked after what every method does.

    Returns:
        Text of `NotComparedReason`, empty where the row can be judged, shape (rows,).
    """
    flag = rows["flag"]
    comparable = rows["value_kind"].isin([kind.value for kind in COMPARABLE])
    conditions: list[Condition] = [
        (rows["is_benchmark"], NotComparedReason.IS_THE_BENCHMARK.value),
        (flag.isin(["suppressed", "withheld"]), NotComparedReason.SUPPRESSED.value),
        (flag.isin(["not_comparable", "misprint", "suspect"]), NotComparedReason.FLAGGED.value),
        (flag == "not_poolable", NotComparedReason.NOT_POOLABLE.value),
        (rows["value"].isna(), NotComparedReason.NO_VALUE.value),
        (~comparable, NotComparedReason.COUNT_NOT_COMPARABLE.value),
        (
            rows["polarity"] == Polarity.NOT_APPLICABLE.value,
            NotComparedReason.POLARITY_NOT_APPLICABLE.value,
        ),
        (is_outdated(rows), NotComparedReason.LONG_AGO.value),
        *needs,
    ]
    reason = np.full(len(rows), "", dtype=object)
    for condition, why in reversed(conditions):
        holds = condition.to_numpy(dtype=bool)
        reason[holds] = why if isinstance(why, str) else why.to_numpy(dtype=object)[holds]
    return reason


def is_outdated(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which figures rest on an estimate of need too old to say how much need is met.

    Args:
        rows: Figures, those of the catalogue with columns need and is_long_ago.
    """
    if "need" not in rows:  # Rates that are worked out for a page are no measure of the catalogue.
        return pd.Series(False, index=rows.index)
    estimates = [role.value for role in RESTS_ON_ESTIMATE_OF_NEED]
    # An area without a figure has neither column filled.
    return rows["is_long_ago"].eq(True) & rows["need"].isin(estimates)


def numbers(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    """Return a column as floats, missing as NaN, shape (rows,)."""
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
