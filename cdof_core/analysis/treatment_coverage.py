"""How much of the need treatment reaches, beside other areas; and coverages worth reaching."""

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.need_estimates import Substance
from cdof_core.analysis.need_scenario import Target, TargetKind
from cdof_core.analysis.period_figures import benchmark_at
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.selection import BenchmarkKind, Selection
from cdof_core.statistics.completions import QuartileTarget, top_quartile
from cdof_core.store import indicators as indicator_store

COVERAGE: Final = IndicatorId("alcohol_need_met")
"""The one measure of coverage that is held for most authorities."""
_PLACES: Final = frozenset({BenchmarkKind.ENGLAND, BenchmarkKind.REGION})


@dataclass(frozen=True, slots=True)
class TreatmentCoverage:
    """Coverage of the chosen area among others, at one period.

    Attributes:
        view: Every authority's coverage, judged against the chosen benchmark.
        group: The areas like this one: the chosen group, or its DfE neighbours; None for a
            partnership without a group.
        quartile: Top quartile of the group, the area itself left out.
        region: The region's average in per cent; NaN where there is none.
    """

    view: IndicatorView
    group: BenchmarkRequest | None
    quartile: QuartileTarget
    region: float


def view_coverage(
    selection: Selection, *, places: Places, period: str = ""
) -> TreatmentCoverage | None:
    """Gather alcohol treatment coverage of every authority.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.
        period: Period label; the newest where empty or not published.

    Returns:
        The coverage with the group's top quartile and the region's average; None where the
        snapshot does not hold the measure for any authority.
    """
    if COVERAGE not in set(indicator_store.indicators()["indicator_id"]):
        return None
    asked = replace(selection, indicator_id=COVERAGE, period=period, sex="Persons")
    view = view_indicator(asked, places=places)
    if not view.has_local:
        return None
    group = places.chosen if _is_group(places.chosen) else places.neighbours
    members = () if group is None else group.members
    others = view.areas[
        view.areas["area_code"].isin(list(members))
        & ~view.areas["area_code"].isin(list(places.own_codes))
        & is_usable(view.areas)
    ]
    return TreatmentCoverage(
        view=view,
        group=group,
        quartile=top_quartile(others["value"].to_numpy(dtype=float)),
        region=_region_average(asked, places, view.period),
    )


def coverage_targets(
    coverage: TreatmentCoverage | None, *, substance: Substance, places: Places, typed: float
) -> tuple[Target, ...]:
    """Return the four coverages a scenario can aim for, those that cannot be had with the reason.

    Args:
        coverage: Coverage of alcohol treatment; None for figures that are not of the chosen area.
        substance: Whose need the scenario is about.
        places: The area and its benchmarks.
        typed: Coverage typed in, per cent; NaN for none.

    Returns:
        Hold, region, top quartile and typed, in this order.
    """
    hold = Target(TargetKind.HOLD, nan, "Nobody more than today is in treatment.")
    own = Target(
        TargetKind.TYPED,
        typed,
        "Typed in." if not isnan(typed) else "Type a coverage below.",
        is_available=not isnan(typed),
    )
    if coverage is None or substance is not Substance.ALCOHOL:
        why = (
            "These figures are not of the chosen area, so no other area is set beside them."
            if coverage is None
            else "Coverage is held for alcohol only: too few areas have one for opiates and crack."
        )
        missing = (TargetKind.REGION, TargetKind.TOP_QUARTILE)
        return (hold, *(Target(kind, nan, why, is_available=False) for kind in missing), own)
    return hold, _region_target(coverage, places), _quartile_target(coverage), own


def _region_target(coverage: TreatmentCoverage, places: Places) -> Target:
    label = places.region.label if places.region else "the region"
    if isnan(coverage.region):
        return Target(
            TargetKind.REGION, nan, f"No average can be worked out for {label}.", is_available=False
        )
    return Target(
        TargetKind.REGION,
        coverage.region,
        f"{label}: average of its authorities with figures, weighted by need, "
        f"{coverage.view.period}.",
    )


def _quartile_target(coverage: TreatmentCoverage) -> Target:
    quartile = coverage.quartile
    if coverage.group is None or isnan(quartile.rate):
        return Target(
            TargetKind.TOP_QUARTILE,
            nan,
            "Fewer than four areas of the group have a figure, or there is no group.",
            is_available=False,
        )
    return Target(
        TargetKind.TOP_QUARTILE,
        quartile.rate,
        f"{coverage.group.label}: top quartile of the {quartile.areas} with figures, "
        f"{quartile.rule}, the area itself left out, {coverage.view.period}.",
    )


def _is_group(request: BenchmarkRequest) -> bool:
    return request.kind not in _PLACES and bool(request.members)


def _region_average(selection: Selection, places: Places, period: str) -> float:
    if places.region is None or not period:
        return nan
    asked = replace(selection, period=period)
    found = benchmark_at(asked, places=places, benchmark=places.region)
    return nan if found is None else found
