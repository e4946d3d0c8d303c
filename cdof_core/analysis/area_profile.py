"""Every indicator of one area in one table, with its place among all authorities."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import SERIES, UNUSABLE_FLAGS
from cdof_core.domain.selection import Selection

SPARK_POINTS = 12
"""Latest periods drawn as a spark line."""


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """An area's profile.

    Attributes:
        comparison: The judged figures; `rows` also has spine_low, spine_p25, spine_p75,
            spine_high and spine_marker: shares of the width, the benchmark at 0.5, NaN where
            there is nothing to draw.
        sparks: Values of the latest periods by indicator, oldest first; None for a gap.
    """

    comparison: AreaComparison
    sparks: dict[str, tuple[float | None, ...]]


def build_area_profile(selection: Selection, *, places: Places) -> AreaProfile:
    """Build the profile of one area.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.

    Returns:
        The profile; empty where nothing is published for the area.
    """
    comparison = compare_area(selection, places=places)
    rows = place_on_spine(comparison.rows)
    return AreaProfile(
        comparison=AreaComparison(places=places, rows=rows, series=comparison.series),
        sparks=_sparks(rows, comparison.series),
    )


def place_on_spine(rows: pd.DataFrame) -> pd.DataFrame:
    """Add where the range, its middle half and the area lie around the benchmark.

    The benchmark is the centre; the end further from it fills half of the width, as in the
    spine charts of public health profiles.

    Args:
        rows: Judged figures with benchmark, minimum, maximum, quartiles and value.

    Returns:
        The rows with the spine's columns.
    """
    centre = rows["benchmark"].to_numpy(dtype=float, na_value=np.nan)
    ends = {
        "spine_low": "minimum",
        "spine_p25": "spine_lower_quartile",
        "spine_p75": "spine_upper_quartile",
        "spine_high": "maximum",
        "spine_marker": "value",
    }
    values = {
        name: rows[column].to_numpy(dtype=float, na_value=np.nan) for name, column in ends.items()
    }
    reach = np.fmax(
        np.fmax(np.abs(values["spine_low"] - centre), np.abs(values["spine_high"] - centre)),
        np.abs(values["spine_marker"] - centre),
    )
    reach = np.where((reach > 0) & ~np.isnan(values["spine_low"]), reach, np.nan)
    comparable = ~rows["value_kind"].isin(["count", "estimate", "money"]).to_numpy()
    placed = {
        name: np.where(comparable, 0.5 + (value - centre) / (2 * reach), np.nan)
        for name, value in values.items()
    }
    return rows.assign(**placed)


def _sparks(rows: pd.DataFrame, series: pd.DataFrame) -> dict[str, tuple[float | None, ...]]:
    """Return the latest values of each shown series, a gap where a value is not usable."""
    shown = series.merge(rows[SERIES], on=SERIES).sort_values(["indicator_id", "period_start"])
    usable = shown["value"].where(~shown["flag"].isin(UNUSABLE_FLAGS))
    return {
        str(indicator_id): tuple(
            None if np.isnan(value) else float(value) for value in values.tail(SPARK_POINTS)
        )
        for indicator_id, values in usable.groupby(shown["indicator_id"], sort=False)
    }
