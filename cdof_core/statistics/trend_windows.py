"""The latest five points of many time series at once."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import BoolArray, FloatArray, as_floats

IndexArray: TypeAlias = npt.NDArray[np.intp]
LabelArray: TypeAlias = npt.NDArray[Any]

POINTS_TESTED = 5


@dataclass(frozen=True, slots=True)
class TrendWindows:
    """Where the latest five points of each series stand in the rows they came from.

    Attributes:
        series: Distinct series labels, ascending, one per series.
        points: Number of usable points of each series.
        has_duplicates: True where two usable points of a series share a time.
        long_enough: True where a series has five usable points.
        rows: Row numbers of the latest five points in time order, one line per series that is
            long enough, so the shape is (number long enough, 5).
    """

    series: LabelArray
    points: IndexArray
    has_duplicates: BoolArray
    long_enough: BoolArray
    rows: IndexArray

    def gather(self, values: FloatArray) -> FloatArray:
        """Read a column at the latest five points, one line per series long enough."""
        return values[self.rows]


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """Rows in order of series and time.

    Attributes:
        order: Row numbers in order of series, then time.
        series: Distinct series labels, ascending.
        number: Series number of each row, in the callers' order of rows.
        time: Time of each row, in the callers' order of rows.
    """

    order: IndexArray
    series: LabelArray
    number: IndexArray
    time: FloatArray

    def any_row(self, flags: BoolArray) -> BoolArray:
        """Tell for each series whether a flag is set on any of its rows."""
        return np.bincount(self.number[flags], minlength=self.series.size) > 0

    def windows(self, usable: BoolArray) -> TrendWindows:
        """Find the latest five usable points of each series, skipping the others."""
        kept = self.order[usable[self.order]]
        number, time = self.number[kept], self.time[kept]
        repeated = (number[1:] == number[:-1]) & (time[1:] == time[:-1])
        duplicates = np.bincount(number[1:][repeated], minlength=self.series.size) > 0
        points = np.bincount(number, minlength=self.series.size)
        long_enough = points >= POINTS_TESTED
        ends = np.cumsum(points)[long_enough]
        rows = kept[ends[:, None] + np.arange(-POINTS_TESTED, 0)]
        return TrendWindows(self.series, points, duplicates, long_enough, rows)


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
    steps = np.diff(number)
    in_order = ((steps > 0) | ((steps == 0) & (np.diff(when) >= 0))).all()
    order = np.arange(when.size) if in_order else np.lexsort((when, number))
    return SeriesRows(order, distinct, number, when)


def _number_series(labels: LabelArray) -> tuple[LabelArray, IndexArray]:
    if labels.size and bool((labels[1:] >= labels[:-1]).all()):
        starts = np.concatenate(([True], labels[1:] != labels[:-1]))
        return labels[starts], np.cumsum(starts) - 1
    distinct, number = np.unique(labels, return_inverse=True)
    return distinct, np.asarray(number, dtype=np.intp)
