"""What makes two figures comparable: the same indicator, period, people and method."""

from collections.abc import Sequence
from typing import Any, TypeAlias

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


def find_rows(wanted: pd.DataFrame, among: pd.DataFrame, columns: Sequence[str]) -> IntArray:
    """Find for each row the first that agrees with it in all columns: a join of many to one.

    A merge of two tables takes each of their columns anew; most callers need one or two.

    Args:
        wanted: Rows to find partners for.
        among: Where to look.
        columns: Columns to compare.

    Returns:
        Places in `among`, shape (len(wanted),); -1 where no row agrees.
    """
    number, their_number = number_rows([wanted, among], columns)
    first = np.full(int(max(number.max(initial=-1), their_number.max(initial=-1))) + 1, -1)
    first[their_number[::-1]] = np.arange(len(among))[::-1]
    return first[number].astype(np.int64)


def cells_at(places: IntArray, column: "pd.Series[Any]", *, otherwise: str | float) -> NDArray[Any]:
    """Return what a column has at places from `find_rows`, shape (len(places),).

    Args:
        places: Places in the column; -1 for none.
        column: Of the table that was looked in.
        otherwise: What stands where there is none.
    """
    cells = column.to_numpy()
    if not len(cells):
        return np.full(len(places), otherwise)
    return np.where(places < 0, otherwise, cells[places])


def is_usable(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows have a value that may be pooled, judged and tested, shape (rows,)."""
    return (rows["value"].notna() & ~rows["flag"].isin(UNUSABLE_FLAGS)).to_numpy(dtype=bool)
