"""Gaps between two groups, and slope and relative index across fifths of deprivation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.domain.indicator import unit_of_difference
from cdof_core.statistics.change import difference, percentage_change
from cdof_core.statistics.inequality import ValueScale, inequality_indices, quantile_values
from cdof_core.statistics.inequality_limits import analytic_limits

ABSOLUTE: Final = "Difference"
RELATIVE: Final = "Ratio"
SLOPE: Final = "Slope index of inequality"
RELATIVE_INDEX: Final = "Relative index of inequality"

_WHEN: Final = ["line", "line_rank", "period_start", "period_end", "segment"]
_RATIO_DECIMALS: Final = 1
_PER_CENT: Final = 100.0
_LIMITS: Final = ["value", "lower95", "upper95"]
MOST_TO_LEAST: Final = -1.0
"""Sign by which the indices are the most deprived end against the least deprived one."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with its 95% limits; NaN where there are none."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Lead:
    """The newest gap of one place or sex.

    Attributes:
        line: Whose gap it is: a place, or a sex.
        high: The group measured against the other.
        low: The other.
        high_value: Its value.
        low_value: The other's.
        period: Label of the period.
        difference: `high_value` less `low_value`, in the unit of the values, or their points.
        ratio: `high_value` over `low_value`.
        slope: Slope index of inequality; None where there are no ordered groups.
        relative_index: Relative index of inequality; None likewise.
        unit: Unit of the values.
        decimals: Their places.
        missing: Group that has no value, and why; empty where both have one.
    """

    line: str
    high: str
    low: str
    high_value: float
    low_value: float
    period: str
    difference: Bounded
    ratio: Bounded
    slope: Bounded | None
    relative_index: Bounded | None
    unit: str
    decimals: int
    missing: tuple[tuple[str, str], ...] = ()


def gap_rows(rows: pd.DataFrame, *, high: str, low: str) -> pd.DataFrame:
    """Return difference and ratio of two groups over time, with limits where both have them.

    Args:
        rows: Figures with group, line, line_rank, segment and the columns of `observation`; one
            row a group, line and period.
        high: Group measured against the other.
        low: The other.

    Returns:
        Rows like those given, panel `ABSOLUTE` or `RELATIVE`; a gap of which one side is missing
        has no value.

    Source:
        Limits from those of the two values: `cdof_core.statistics.change`.
    """
    left = rows[rows["group"] == high]
    right = rows.loc[rows["group"] == low, [*_WHEN, *_LIMITS, "flag"]]
    both = left.merge(right, on=_WHEN, suffixes=("", "_low"))
    if both.empty:
        return both.assign(panel="")
    sides = {name: _floats(both, name) for name in _LIMITS}
    other = {
        f"previous{'' if name == 'value' else '_' + name.removesuffix('95')}": _floats(
            both, f"{name}_low"
        )
        for name in _LIMITS
    }
    gap = difference(sides["value"], sides["lower95"], sides["upper95"], **other)
    change = percentage_change(sides["value"], sides["lower95"], sides["upper95"], **other)
    absolute = _measured(both, gap.value, gap.lower, gap.upper).assign(
        panel=ABSOLUTE, unit=both["unit"].map(unit_of_difference)
    )
    parts = [
        np.asarray(part) / _PER_CENT + 1 for part in (change.value, change.lower, change.upper)
    ]
    relative = _measured(both, *parts).assign(
        panel=RELATIVE, unit="times", decimals=_RATIO_DECIMALS
    )
    # An empty side leaves its reason with the gap.
    flag = both["flag"].where(both["value"].isna(), both["flag_low"])
    return pd.concat(
        [part.assign(flag=flag.where(part["value"].isna(), "")) for part in (absolute, relative)],
        ignore_index=True,
    )


def index_rows(rows: pd.DataFrame, *, groups: Sequence[str]) -> pd.DataFrame:
    """Return slope and relative index over time, the most deprived end against the least.

    The line is fitted on the logarithm of the rates: they rise ever faster towards the most
    deprived fifth, and a straight line through the rates themselves would end below zero. The
    fifths are taken as equally populated, because their populations are not published.

    Args:
        rows: Figures with group, line, segment and the columns of `observation`, with limits.
        groups: All groups, most deprived first.

    Returns:
        Rows like those given, panel `SLOPE` or `RELATIVE_INDEX`; periods at which a group has no
        value or limits are left out.
    """
    made: list[pd.DataFrame] = []
    for _, part in rows.groupby(_WHEN, sort=False):
        ordered = part.set_index("group").reindex(list(groups))
        if ordered[_LIMITS].isna().any(axis=None) or (ordered["lower95"] <= 0).any():
            continue
        slope, relative = deprivation_indices(ordered)
        first = part.head(1)
        made += [
            _measured(first, slope.value, slope.lower, slope.upper).assign(
                panel=SLOPE, unit=unit_of_difference(str(first["unit"].iloc[0]))
            ),
            _measured(first, relative.value, relative.lower, relative.upper).assign(
                panel=RELATIVE_INDEX, unit="times", decimals=_RATIO_DECIMALS
            ),
        ]
    return pd.concat(made, ignore_index=True) if made else rows.iloc[0:0].assign(panel="")


def deprivation_indices(fifths: pd.DataFrame) -> tuple[Bounded, Bounded]:
    """Return slope and relative index of values ordered from most to least deprived.

    Args:
        fifths: value, lower95 and upper95, all above zero, one row a fifth.

    Returns:
        Fitted value of the most deprived end less that of the least deprived, and their ratio.
    """
    quantiles = quantile_values(
        _floats(fifths, "value"),
        np.ones(len(fifths)),
        scale=ValueScale.RATE,
        lower=_floats(fifths, "lower95"),
        upper=_floats(fifths, "upper95"),
        fit_transformed=True,
        multiplier=MOST_TO_LEAST,
    )
    index, limits = inequality_indices(quantiles), analytic_limits(quantiles)
    return (
        Bounded(index.slope_index, float(limits.slope_lower[0]), float(limits.slope_upper[0])),
        Bounded(
            index.relative_index, float(limits.relative_lower[0]), float(limits.relative_upper[0])
        ),
    )


def newest_leads(
    rows: pd.DataFrame, gaps: pd.DataFrame, *, high: str, low: str
) -> tuple[Lead, ...]:
    """Return the gap of each line at the newest period of the figures.

    Args:
        rows: As for `gap_rows`.
        gaps: Rows of `gap_rows` and, where there are any, of `index_rows`.
        high: Group measured against the other.
        low: The other.
    """
    newest = rows[rows["period_end"] == rows["period_end"].max()] if len(rows) else rows
    found: list[Lead] = []
    for line, part in newest.sort_values("line_rank").groupby("line", sort=False):
        sides = part.drop_duplicates("group").set_index("group").reindex([high, low])
        own = gaps[(gaps["line"] == line) & (gaps["period_end"] == newest["period_end"].max())]
        sample = part.iloc[0]
        found.append(
            Lead(
                line=str(line),
                high=high,
                low=low,
                high_value=float(sides["value"].iloc[0]),
                low_value=float(sides["value"].iloc[1]),
                period=str(sample["period_label"]),
                difference=_bounded(own, ABSOLUTE) or _NOTHING,
                ratio=_bounded(own, RELATIVE) or _NOTHING,
                slope=_bounded(own, SLOPE),
                relative_index=_bounded(own, RELATIVE_INDEX),
                unit=str(sample["unit"]),
                decimals=int(sample["decimals"]),
                missing=tuple(
                    (str(group), "not_published" if pd.isna(side["flag"]) else str(side["flag"]))
                    for group, side in sides.iterrows()
                    if pd.isna(side["value"])
                ),
            )
        )
    return tuple(found)


def _bounded(own: pd.DataFrame, panel: str) -> Bounded | None:
    rows = own[own["panel"] == panel]
    if rows.empty:
        return None
    return Bounded(*(float(rows[name].iloc[0]) for name in _LIMITS))


_NOTHING: Final = Bounded(float("nan"), float("nan"), float("nan"))


def _measured(rows: pd.DataFrame, value: Any, lower: Any, upper: Any) -> pd.DataFrame:  # noqa: ANN401
    """Put a computed measure in the place of a figure; what it was made of is no longer its own."""
    limits = {"value": value, "lower95": lower, "upper95": upper}
    numbers = {
        name: np.where(np.isfinite(np.atleast_1d(part)), np.atleast_1d(part), np.nan)
        for name, part in limits.items()
    }
    known = np.isfinite(numbers["lower95"]) & np.isfinite(numbers["upper95"])
    return rows.assign(
        **numbers,
        numerator=np.nan,
        denominator=np.nan,
        limits_basis=np.where(known, "computed", "none"),
        value_basis="computed",
        breakdown="",
        note="Computed here.",
    )


def _floats(rows: pd.DataFrame, column: str) -> Any:  # noqa: ANN401 (an array of floats)
    return rows[column].to_numpy(dtype=np.float64, na_value=np.nan)
