"""Candidates for a priorities workshop that the published evidence brings."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.need_estimates import area_estimates
from cdof_core.analysis.places import Places
from cdof_core.analysis.unmet_need import UnmetNeedView, view_unmet_need
from cdof_core.domain.judgement import Judgement, RecentTrend

MOST_WORSE: Final = 15
_WORSE: Final = (Judgement.MUCH_WORSE.value, Judgement.WORSE.value)
_WRONG_WAY: Final = {
    "low_is_good": RecentTrend.INCREASING.value,
    "high_is_good": RecentTrend.DECREASING.value,
}


@dataclass(frozen=True, slots=True)
class EvidenceCandidates:
    """What the evidence brings, each kind by itself.

    Attributes:
        worse: Judged rows on the worse side of the benchmark, the much worse first; `is_widening`
            says whether the recent trend also goes the wrong way.
        unmet: Views of unmet need, the newest estimate of each substance.
    """

    worse: pd.DataFrame
    unmet: tuple[UnmetNeedView, ...]


def evidence_candidates(rows: pd.DataFrame, *, places: Places) -> EvidenceCandidates:
    """Return what the evidence brings for one area.

    Args:
        rows: Judged figures of the area, as `AreaComparison.rows`.
        places: The area and its benchmarks.
    """
    worse = rows[rows["judgement"].isin(_WORSE)]
    worse = worse.assign(
        is_widening=worse["trend"] == worse["polarity"].map(_WRONG_WAY),
        order=worse["judgement"].map({value: place for place, value in enumerate(_WORSE)}),
    )
    worse = worse.sort_values(
        ["order", "is_widening", "indicator_id"], ascending=[True, False, True]
    ).head(MOST_WORSE)
    return EvidenceCandidates(worse.reset_index(drop=True), _unmet(places))


def _unmet(places: Places) -> tuple[UnmetNeedView, ...]:
    newest: dict[str, UnmetNeedView] = {}
    estimates = area_estimates(places)
    for estimate in estimates:
        view = view_unmet_need(estimate, among=estimates)
        if view.headline is not None:
            newest.setdefault(estimate.substance.value, view)
    return tuple(newest.values())
