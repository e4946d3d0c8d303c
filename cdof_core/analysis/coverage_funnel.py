"""Treatment coverage of an area and its group against what chance alone would spread."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cdof_core.analysis.treatment_coverage import TreatmentCoverage
from cdof_core.comparison.keys import is_usable
from cdof_core.statistics.funnel import (
    FunnelSignificance,
    FunnelStatistic,
    assess_areas,
    funnel_curve,
)

FEWEST_AREAS = 4
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class CoverageFunnel:
    """A funnel plot's figures, in per cent.

    Attributes:
        areas: area_code, area_name, need, treated, coverage, outside (empty, or how far), and
            is_chosen; the chosen area among them where it has a figure.
        curve: need, and the limits lower95, upper95, lower998 and upper998 there.
        baseline: Coverage of all of them together.
        period: Period label.
    """

    areas: pd.DataFrame
    curve: pd.DataFrame
    baseline: float
    period: str


_OUTSIDE = {
    FunnelSignificance.HIGH_3S: "above the 99.8% limits",
    FunnelSignificance.HIGH_2S: "above the 95% limits",
    FunnelSignificance.LOW_2S: "below the 95% limits",
    FunnelSignificance.LOW_3S: "below the 99.8% limits",
}


def coverage_funnel(coverage: TreatmentCoverage) -> CoverageFunnel | None:
    """Hold coverage of an area and its group against control limits around their average.

    Args:
        coverage: Coverage of every authority.

    Returns:
        The funnel; None where fewer than four areas have counts.
    """
    view = coverage.view
    has_counts = view.areas["denominator"].gt(0) & view.areas["numerator"].notna()
    rows = view.areas[is_usable(view.areas) & has_counts]
    own = list(view.places.own_codes)
    if coverage.group is not None:
        rows = rows[rows["area_code"].isin([*coverage.group.members, *own])]
    if len(rows) < FEWEST_AREAS:
        return None
    counted = rows["numerator"].to_numpy(dtype=float)
    need = rows["denominator"].to_numpy(dtype=float)
    treated = counted if coverage.measure.is_met else need - counted
    found = assess_areas(FunnelStatistic.PROPORTION, treated, need, multiplier=PERCENT)
    curve = funnel_curve(FunnelStatistic.PROPORTION, found, multiplier=PERCENT)
    in_sight = curve.at >= need.min() / 2
    return CoverageFunnel(
        areas=pd.DataFrame(
            {
                "area_code": rows["area_code"].to_numpy(),
                "area_name": rows["area_name"].to_numpy(),
                "need": need,
                "treated": treated,
                "coverage": treated / need * PERCENT,
                "outside": [_OUTSIDE.get(kind, "") for kind in found.significance],
                "is_chosen": np.isin(rows["area_code"].to_numpy(dtype=str), own),
            }
        ),
        curve=pd.DataFrame(
            {
                "need": curve.at[in_sight],
                "lower95": curve.lower_2s[in_sight],
                "upper95": curve.upper_2s[in_sight],
                "lower998": curve.lower_3s[in_sight],
                "upper998": curve.upper_3s[in_sight],
            }
        ),
        baseline=found.baseline,
        period=view.period,
    )
