"""Where a target for all clients rests on a mix that is no longer there."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.statistics.case_mix import implied_share, mixed_rate
from cdof_core.statistics.errors import StatisticsInputError

WORTH_SAYING: Final = 5.0
"""Percentage points by which two mixes must differ: less can be rounding."""
_PARTS: Final = 2


class Apart(StrEnum):
    """Why a line that is kept as a part of another stands as a line of its own."""

    NOT_PER_CENT = "not_per_cent"
    WHOLE_REMOVED = "whole_removed"
    WHOLE_IS_PART = "whole_is_part"
    NONE = ""


@dataclass(frozen=True, slots=True)
class CaseMix:
    """A mix of two groups of clients that differs from the one its targets assume.

    Attributes:
        measure: The measure with two parts and a whole.
        name: What it is called.
        part: The group that the targets assume to be the larger.
        period_label: Period of the figures.
        assumed: Share of that group that the targets imply, per cent.
        actual: Share that the figures imply, per cent.
        target: Target for all, as agreed.
        adjusted: The same target at the actual mix.
        value: Figure for all.
        direction: `at_least` or `at_most`, as the target for all is meant.
    """

    measure: str
    name: str
    part: str
    period_label: str
    assumed: float
    actual: float
    target: float
    adjusted: float
    value: float
    direction: str = "at_least"


def find_case_mix(comparisons: pd.DataFrame) -> tuple[CaseMix, ...]:
    """Find measures whose target for all assumes another mix than their figures imply.

    Args:
        comparisons: Columns measure, name, part, period_label, period_start, period_end, value,
            target and direction; a measure with exactly two parts beside a whole can be read.

    Returns:
        One entry a measure and period where the mixes differ by five points or more.
    """
    found: list[CaseMix] = []
    known = comparisons[comparisons["value"].notna() & comparisons["target"].notna()]
    for (measure, *_), rows in known[known["measure"] != ""].groupby(
        ["measure", "period_start", "period_end"], sort=False
    ):
        by_part: dict[str, dict[str, Any]] = {str(row["part"]): row for row in records_of(rows)}
        if len(by_part) == _PARTS + 1 and "" in by_part:
            mix = _read_mix(str(measure), by_part)
            if mix is not None and abs(mix.assumed - mix.actual) >= WORTH_SAYING:
                found.append(mix)
    return tuple(found)


def _read_mix(measure: str, by_part: dict[str, dict[str, Any]]) -> CaseMix | None:
    whole = by_part[""]
    first, second = (by_part[name] for name in by_part if name)
    try:
        assumed = float(implied_share(first["target"], second["target"], whole["target"]))
        actual = float(implied_share(first["value"], second["value"], whole["value"]))
    except StatisticsInputError:
        return None  # a whole outside its parts implies no mix: the figures are not of one measure
    if math.isnan(assumed) or math.isnan(actual):
        return None
    adjusted = float(mixed_rate(first["target"], second["target"], first_share=actual))
    is_first = assumed >= 1 / _PARTS
    return CaseMix(
        measure=measure,
        name=str(whole["name"]),
        part=str((first if is_first else second)["part"]),
        period_label=str(whole["period_label"]),
        assumed=100 * (assumed if is_first else 1 - assumed),
        actual=100 * (actual if is_first else 1 - actual),
        target=float(whole["target"]),
        adjusted=adjusted,
        value=float(whole["value"]),
        direction=str(whole["direction"]),
    )
