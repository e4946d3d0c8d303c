"""Periods that other authorities have a figure for and an area has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.store import indicators as indicator_store


@dataclass(frozen=True, slots=True)
class NewerPeriod:
    """The newest period of a measure that an area has no figure of at all.

    Attributes:
        period: Its label.
        authorities: How many authorities have a figure.
    """

    period: str
    authorities: int


def newer_periods(rows: pd.DataFrame) -> dict[str, NewerPeriod]:
    """Find the measures whose newest period an area lacks.

    Args:
        rows: The area's newest figures, as `AreaComparison.rows`.

    Returns:
        By measure; none where the area has the newest period, even withheld, or where only
        another method, age or kind of period is newer.
    """
    found = {str(row["indicator_id"]): _newer(row) for row in records_of(rows)}
    return {name: one for name, one in found.items() if one is not None}


def _newer(row: Mapping[Any, Any]) -> NewerPeriod | None:
    periods = indicator_store.available_periods(indicator_id=str(row["indicator_id"]))
    same = pd.Series(True, index=periods.index)
    for column in ("sex", "age", "vintage", "period_kind"):
        same &= periods[column] == row[column]
    later = periods["period_end"] > row["period_end"]
    newer = periods[same & later & (periods["authorities_with_value"] > 0)]
    if newer.empty:
        return None
    first = newer.iloc[0]
    return NewerPeriod(str(first["period_label"]), int(first["authorities_with_value"]))
