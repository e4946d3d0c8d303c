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
        worse: Judged rows on the worse side of the benchmark, the much worse first; `is_worsening`
            says whether the recent trend also goes the wrong way, `is_widening` whether the gap to
            the benchmark is wider than it was, with the columns of `find_widening_gaps`.
        worsening: Judged rows that are not worse, but whose recent trend goes the wrong way or
            whose gap to the benchmark widens; the columns of `worse`.
        unmet: Views of unmet need, the newest estimate of each substance.
    """

    worse: pd.DataFrame
    worsening: pd.DataFrame
    unmet: tuple[UnmetNeedView, ...]


def evidence_candidates(
    rows: pd.DataFrame, *, widening: pd.DataFrame, places: Places
) -> EvidenceCandidates:
    """Return what the evidence brings for one area.

    Args:
        rows: Judged figures of the area, as `AreaComparison.rows`.
        widening: Gaps to the benchmark that widen, from `find_widening_gaps`.
        places: The area and its benchmarks.
    """
    rows = rows.merge(widening, on="indicator_id", how="left", validate="one_to_one")
    rows = rows.assign(
        is_widening=rows["gap"].notna(),
        is_worsening=rows["trend"] == rows["polarity"].map(_WRONG_WAY),
        order=rows["judgement"].map({value: place for place, value in enumerate(_WORSE)}),
    )
    is_worse = rows["judgement"].isin(_WORSE)
    worse = rows[is_worse].sort_values(
        ["order", "is_worsening", "is_widening", "indicator_id"],
        ascending=[True, False, False, True],
    )
    worsening = rows[~is_worse & (rows["is_worsening"] | rows["is_widening"])]
    worsening = worsening.sort_values("indicator_id")
    return EvidenceCandidates(
        worse.head(MOST_WORSE).reset_index(drop=True),
        worsening.head(MOST_WORSE).reset_index(drop=True),
        _unmet(places),
    )


def _unmet(places: Places) -> tuple[UnmetNeedView, ...]:
    newest: dict[str, UnmetNeedView] = {}
    estimates = area_estimates(places)
    for estimate in estimates:
        view = view_unmet_need(estimate, among=estimates)
        if view.headline is not None:
            newest.setdefault(estimate.substance.value, view)
    return tuple(newest.values())
