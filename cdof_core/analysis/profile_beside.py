"""A second area beside the one whose profile is shown, on the same spine."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.analysis.area_profile import AreaProfile
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import KEY
from cdof_core.domain.selection import Selection

_FIGURES: Final = [
    "value",
    "lower95",
    "upper95",
    "numerator",
    "flag",
    "judgement",
    "reason",
    "period_label",
]


def place_beside(profile: AreaProfile, selection: Selection, *, places: Places) -> pd.DataFrame:
    """Hold a second area against the benchmark of a profile.

    Both areas are judged against the very same benchmark: the first area's, its members included,
    so that one line serves both. A figure of another period, age or method than the first area's
    is not put on the spine.

    Args:
        profile: The first area's.
        selection: The same choices for the second area.
        places: The second area.

    Returns:
        One row an indicator of the profile, in its order: indicator_id, value, lower95, upper95,
        numerator, flag, judgement, reason, period_label (all missing where the second area has no
        figure), is_alike (whether it is of the same key) and marker (share of the spine's width;
        NaN where it is not drawn).
    """
    own = profile.comparison.rows
    same_line = replace(places, chosen=profile.comparison.places.chosen)
    other = compare_area(
        selection, places=same_line, indicator_ids=[str(name) for name in own["indicator_id"]]
    ).rows
    beside = own[["indicator_id"]].merge(
        other[["indicator_id", *(name for name in KEY if name != "indicator_id"), *_FIGURES]],
        on="indicator_id",
        how="left",
    )
    alike = np.ones(len(own), dtype=bool)
    for name in KEY:
        alike &= (own[name].to_numpy() == beside[name].to_numpy()) | (name == "indicator_id")
    return beside[["indicator_id", *_FIGURES]].assign(
        is_alike=alike, marker=np.where(alike, _marker(own, beside["value"]), np.nan)
    )


def _marker(
    own: pd.DataFrame, value: "pd.Series[float]"
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return where values lie on the spines of a profile, by the scale of each spine."""
    low, high = own["spine_low"].to_numpy(float), own["spine_high"].to_numpy(float)
    least, most = own["minimum"].to_numpy(float), own["maximum"].to_numpy(float)
    spread = np.where(most > least, most - least, np.nan)
    return low + (value.to_numpy(float) - least) * (high - low) / spread
