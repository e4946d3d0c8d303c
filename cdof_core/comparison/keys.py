"""What makes two figures comparable: the same indicator, period, people and method."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.int64]

KEY = [
    "indicator_id",
    "period_start",
    "period_end",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    "vintage",
]
"""Columns that must agree before an area's value meets a benchmark's."""

SERIES = ["indicator_id", "area_code", "sex", "age", "breakdown_type", "breakdown", "vintage"]
"""Columns that make one series over time."""

UNUSABLE_FLAGS = (
    "suppressed",
    "withheld",
    "not_published",
    "not_comparable",
    "misprint",
    "suspect",
)
"""Published flags that keep a row out of pooled values, judgements and trends."""


def number_rows(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> tuple[IntArray, ...]:
    """Number rows so that two have the same number where all their columns agree.

    Args:
        frames: Frames that share the columns.
        columns: Columns to compare.

    Returns:
        One array a frame, shape (rows,): numbers from 0, the same in all frames.
    """
    lengths = [len(frame) for frame in frames]
    number = np.zeros(sum(lengths), dtype=np.int64)
    for column in columns:
        # As plain arrays: joining Series checks every text anew, for each of eight columns.
        parts = [frame[column].to_numpy() for frame in frames if len(frame)]
        together = np.concatenate(parts) if parts else np.empty(0, dtype=object)
        codes, distinct = pd.factorize(together, use_na_sentinel=False)
        if len(distinct) > 1:
            number = pd.factorize(number * len(distinct) + codes)[0].astype(np.int64)
    return tuple(np.split(number, np.cumsum(lengths)[:-1]))


def is_usable(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows have a value that may be pooled, judged and tested, shape (rows,)."""
    return (rows["value"].notna() & ~rows["flag"].isin(UNUSABLE_FLAGS)).to_numpy(dtype=bool)
