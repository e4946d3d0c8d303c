"""The latest five points of many time series at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import BLOCK_ROWS, BoolArray, FloatArray, as_floats

IndexArray: TypeAlias = npt.NDArray[np.signedinteger[Any]]
LabelArray: TypeAlias = npt.NDArray[Any]

POINTS_TESTED = 5


@dataclass(frozen=True, slots=True)
class TrendWindows:
    """Usable points of each series, and where the latest five stand in the rows.

    Attributes:
        points: Number of usable points of each series.
        has_duplicates: True where two usable points of a series share a time.
        long_enough: True where a series has five usable points.
        rows: Row numbers of the latest five points in time order, one line per series that is
            long enough, so the shape is (number long enough, 5).
    """

    points: npt.NDArray[np.intp]
    has_duplicates: BoolArray
    long_enough: BoolArray
    rows: IndexArray

    def gather(self, values: FloatArray) -> FloatArray:
        """Read a column at the latest five points, one line per series long enough."""
        return values[self.rows]

    def blocks(self) -> Iterator[tuple[slice, IndexArray]]:
        """Walk the lines of ``rows``, a block at a time."""
        step = BLOCK_ROWS // POINTS_TESTED
        for start in range(0, self.rows.shape[0], step):
            lines = slice(start, start + step)
            yield lines, self.rows[lines]


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """Rows in order of series and time.

    Attributes:
        order: Row numbers in order of series, then time; None where they stand so already.
        series: Distinct series labels, ascending.
        number: Series number of each row, in the callers' order of rows.
        time: Time of each row, in the callers' order of rows.
    """

    order: IndexArray | None
    series: LabelArray
    number: IndexArray
    time: FloatArray

    def any_row(self, flags: BoolArray) -> BoolArray:
        """Tell for each series whether a flag is set on any of its rows."""
        out = np.zeros(self.series.size, dtype=np.bool_)
        out[self.number[flags]] = True
        return out

    def windows(self, usable: BoolArray) -> TrendWindows:
        """Find the latest five usable points of each series, skipping the others."""
        points = np.bincount(self.number[usable], minlength=self.series.size)
        kept = self._in_order(usable)
        long_enough = points >= POINTS_TESTED
        ends = np.cumsum(points)[long_enough].astype(kept.dtype)
        rows = kept[ends[:, None] + np.arange(-POINTS_TESTED, 0, dtype=kept.dtype)]
        return TrendWindows(points, self._duplicates(kept), long_enough, rows)

    def _in_order(self, usable: BoolArray) -> IndexArray:
        if self.order is not None:
            return self.order[usable[self.order]]
        return np.flatnonzero(usable).astype(self.number.dtype, copy=False)

    def _duplicates(self, kept: IndexArray) -> BoolArray:
        out = np.zeros(self.series.size, dtype=np.bool_)
        for start in range(0, kept.size, BLOCK_ROWS):
            # One row more than the block, to compare its last with the next.
            block = kept[start : start + BLOCK_ROWS + 1]
            number, time = self.number[block], self.time[block]
            out[number[1:][(number[1:] == number[:-1]) & (time[1:] == time[:-1])]] = True
        return out


def series_rows(series: npt.ArrayLike, time: npt.ArrayLike) -> SeriesRows:
    """Sort rows by series and time.

    Args:
        series: Label of the series of each row, any sortable kind, shape (rows,).
        time: Time of each row as a number, shape (rows,).

    Returns:
        The rows in order, with their distinct series.

    Raises:
        StatisticsInputError: If the shapes differ or a time is missing.
    """
    labels, when = np.asarray(series), as_floats(time)
    if labels.ndim != 1 or labels.shape != when.shape:
        raise StatisticsInputError(
            parameter="time", value=when.shape, rule=f"must have one value per row {labels.shape}"
        )
    if np.isnan(when).any():
        raise StatisticsInputError(parameter="time", value=float("nan"), rule="must not be missing")
    distinct, number = _number_series(labels)
    later = number[1:] > number[:-1]
    later |= (number[1:] == number[:-1]) & (when[1:] >= when[:-1])
    order = None if later.all() else np.lexsort((when, number)).astype(number.dtype)
    return SeriesRows(order, distinct, number, when)


def _number_series(labels: LabelArray) -> tuple[LabelArray, IndexArray]:
    # Half-size numbers: they are the largest part of the working memory.
    size = np.int32 if labels.size < np.iinfo(np.int32).max else np.intp
    if labels.size and bool((labels[1:] >= labels[:-1]).all()):
        starts = np.concatenate(([True], labels[1:] != labels[:-1]))
        number = np.cumsum(starts, dtype=size)
        number -= 1
        return labels[starts], number
    distinct, number = np.unique(labels, return_inverse=True)
    return distinct, np.asarray(number, dtype=size)
