"""Fifths of the areas of one figure, by either of the two rules that public profiles use."""

from collections.abc import Iterator
from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.judging import find_reasons, numbers
from cdof_core.comparison.keys import KEY, number_rows
from cdof_core.domain.indicator import Polarity
from cdof_core.domain.judgement import (
    Judgement,
    JudgementMethod,
    NotComparedReason,
    Quartile,
    Quintile,
)
from cdof_core.statistics.quantiles import interpolated_quantile, ntile

_FIFTHS: Final = np.array([fifth.value for fifth in Quintile], dtype=object)
_QUARTERS: Final = np.array([quarter.value for quarter in Quartile], dtype=object)


class _Placing(Protocol):
    """Gives each value the number of its part, from 1, or NaN."""

    def __call__(
        self, given: NDArray[np.float64], *, highest_is_first: bool
    ) -> NDArray[np.float64]: ...


def judge_quintiles(rows: pd.DataFrame, *, method: JudgementMethod) -> pd.DataFrame:
    """Place each area's value in its fifth of the areas given.

    Quintile 1 is the best by polarity: the lowest values where low is good or nothing is, the
    highest where high is good. The benchmark's own row is no member.

    Args:
        rows: All areas of one level, one row a figure, with the key columns and columns value,
            flag, value_kind, polarity and is_benchmark.
        method: `QUINTILE_INTERPOLATED` (bounds by linear interpolation; equal values stay
            together) or `QUINTILE_NTILE` (areas dealt out in order; equal values in theirs).

    Returns:
        A frame on the same index with columns judgement (text of `Quintile`, or not compared)
        and reason (text of `NotComparedReason`: too few members below five areas).

    Source:
        Comparator method 15 of Fingertips, as its classic application (2020) and its next one
        (2025) each apply it.
    """
    is_dealt = method is JudgementMethod.QUINTILE_NTILE

    def fifths(given: NDArray[np.float64], *, highest_is_first: bool) -> NDArray[np.float64]:
        if is_dealt:
            return ntile(given, highest_is_first=highest_is_first)
        return interpolated_quantile(given, given, highest_is_first=highest_is_first)

    return _placed(rows, words=_FIFTHS, place=fifths)


def judge_quartiles(rows: pd.DataFrame) -> pd.DataFrame:
    """Place each area's value in its quarter of the areas given.

    Quartile 1 is the best by polarity, as for `judge_quintiles`; bounds by linear interpolation,
    so that equal values stay together.

    Args:
        rows: As for `judge_quintiles`.

    Returns:
        As for `judge_quintiles`, with text of `Quartile`.

    Source:
        QuartilesCalculator of fingertips-open (2020).
    """

    def quarters(given: NDArray[np.float64], *, highest_is_first: bool) -> NDArray[np.float64]:
        return interpolated_quantile(given, given, parts=4, highest_is_first=highest_is_first)

    return _placed(rows, words=_QUARTERS, place=quarters)


def _placed(rows: pd.DataFrame, *, words: NDArray[np.object_], place: "_Placing") -> pd.DataFrame:
    """Give each figure the word of its part of the areas, group by group."""
    reason = find_reasons(rows, [])
    value = numbers(rows, "value")
    part = np.full(len(rows), np.nan)
    for members in each_group(rows, is_member=reason == "", by=[*KEY, "polarity"]):
        high_first = rows["polarity"].iloc[members[0]] == Polarity.HIGH_IS_GOOD.value
        part[members] = place(value[members], highest_is_first=high_first)
    placed = ~np.isnan(part)
    reason[(reason == "") & ~placed] = NotComparedReason.TOO_FEW_MEMBERS.value
    judgement = np.full(len(rows), Judgement.NOT_COMPARED.value, dtype=object)
    judgement[placed] = words[part[placed].astype(np.intp) - 1]
    return pd.DataFrame({"judgement": judgement, "reason": reason}, index=rows.index)


def each_group(
    rows: pd.DataFrame, *, is_member: NDArray[np.bool_], by: list[str]
) -> Iterator[NDArray[np.intp]]:
    """Give the positions of the members that agree in all columns, group by group.

    Args:
        rows: One row a figure.
        is_member: Which rows count, shape (rows,).
        by: Columns that must agree.

    Yields:
        Positions of one group's members, in the order of the rows.
    """
    members = np.flatnonzero(is_member)
    if members.size == 0:
        return
    (group,) = number_rows([rows.iloc[members]], by)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order])) + 1
    yield from np.split(members[order], starts)
