"""How much of the need treatment reaches, beside other areas; and coverages worth reaching."""

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.need_scenario import Target, TargetKind
from cdof_core.analysis.period_figures import benchmark_at
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.selection import BenchmarkKind, Selection
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.completions import QuartileTarget, top_quartile
from cdof_core.store import indicators as indicator_store
from cdof_core.store.panel import figures_of_authorities

PERCENT: Final = 100.0
FEWEST_AUTHORITIES: Final = 15
"""One authority in ten: with fewer, hardly any group has the four that a quartile needs."""
_WIDE_ENOUGH: Final = 0.5
"""A newer measure is taken where it is held for this share of the authorities of the widest."""
_IMPORTS: Final = {
    Substance.OCU: "indicator 93517 of the public health profiles",
    Substance.ALCOHOL: "indicator 93532 of the public health profiles",
}


@dataclass(frozen=True, slots=True)
class CoverageMeasure:
    """A published measure that says how much of a need is met.

    Attributes:
        indicator_id: Its name in the catalogue.
        substance: Whose need.
        is_met: Whether it gives the share in treatment; otherwise the share not in treatment.
    """

    indicator_id: IndicatorId
    substance: Substance
    is_met: bool

    def coverage(self, value: float) -> float:
        """Return the per cent in treatment that a published value says."""
        return value if self.is_met else PERCENT - value


MEASURES: Final = (
    CoverageMeasure(IndicatorId("alcohol_need_met"), Substance.ALCOHOL, is_met=True),
    CoverageMeasure(IndicatorId("alcohol_unmet_need"), Substance.ALCOHOL, is_met=False),
    CoverageMeasure(IndicatorId("opiate_unmet_need"), Substance.OCU, is_met=False),
)
_PLACES: Final = frozenset({BenchmarkKind.ENGLAND, BenchmarkKind.REGION})


@dataclass(frozen=True, slots=True)
class TreatmentCoverage:
    """Coverage of the chosen area among others, at one period.

    Attributes:
        measure: What is shown.
        view: Every authority's figure of the measure, judged against the chosen benchmark.
        group: The areas like this one: the chosen group, or its DfE neighbours; None for a
            partnership without a group.
        quartile: Top quartile of the group's coverage, the area itself left out.
        region: The region's average coverage in per cent; NaN where there is none.
    """

    measure: CoverageMeasure
    view: IndicatorView
    group: BenchmarkRequest | None
    quartile: QuartileTarget
    region: float


@dataclass(frozen=True, slots=True)
class CoverageHeld:
    """For how many authorities coverage of a need is held.

    Attributes:
        measure: The measure to show; None where none is held for enough authorities to compare.
        authorities: Most authorities with a figure of one period, of any measure of this need.
        periods: Labels of the measure's periods with figures of enough authorities to compare, the
            oldest first; empty where there is no measure.
        usual: The newest of them with at least half as many authorities as the fullest.
    """

    measure: CoverageMeasure | None
    authorities: int
    periods: tuple[str, ...] = ()
    usual: str = ""

    def period_beside(self, asked: str) -> str:
        """Return the period to compare areas at: the one asked for, else the usual one.

        Args:
            asked: Period label of the figures on screen.
        """
        return asked if asked in self.periods else self.usual


def coverage_held(substance: Substance) -> CoverageHeld:
    """Choose the measure that tells of a need's coverage in the snapshot at hand.

    The newest measure is taken, unless another is held for more than twice as many authorities.

    Args:
        substance: Whose need.

    Returns:
        The measure with the number of authorities; no measure below 15 authorities.
    """
    held = set(indicator_store.indicators()["indicator_id"])
    found: list[tuple[str, int, CoverageMeasure]] = []
    periods: dict[CoverageMeasure, tuple[tuple[str, ...], str]] = {}
    for measure in MEASURES:
        if measure.substance is substance and measure.indicator_id in held:
            rows = figures_of_authorities(indicator_id=measure.indicator_id, sex=PERSONS)
            rows = rows[is_usable(rows)]
            areas = rows.groupby("period_end")["area_code"].nunique()
            if len(areas):
                newest = areas[areas >= areas.max() * _WIDE_ENOUGH].index.max()
                found.append((str(newest), int(areas.max()), measure))
                of_end = rows.drop_duplicates("period_end").set_index("period_end")["period_label"]
                enough = areas[areas >= FEWEST_AUTHORITIES].sort_index().index
                periods[measure] = tuple(str(of_end[end]) for end in enough), str(of_end[newest])
    most = max((count for _, count, _ in found), default=0)
    wide = [item for item in found if item[1] >= max(FEWEST_AUTHORITIES, most * _WIDE_ENOUGH)]
    chosen = max(wide, key=lambda item: (item[0], item[1]), default=None)
    if chosen is None:
        return CoverageHeld(None, most)
    labels, usual = periods[chosen[2]]
    # Widest among few, a period can still have too few authorities to compare.
    return CoverageHeld(chosen[2], most, labels, usual if usual in labels else labels[-1])


def view_coverage(
    selection: Selection, *, places: Places, measure: CoverageMeasure, period: str = ""
) -> TreatmentCoverage | None:
    """Gather treatment coverage of every authority.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.
        measure: The measure of coverage, see `coverage_held`.
        period: Period label; the newest where empty or not published.

    Returns:
        The coverage with the group's top quartile and the region's average; None where the
        snapshot does not hold the measure for any authority.
    """
    if measure.indicator_id not in set(indicator_store.indicators()["indicator_id"]):
        return None
    asked = replace(selection, indicator_id=measure.indicator_id, period=period, sex=PERSONS)
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
    values = others["value"].to_numpy(dtype=float)
    return TreatmentCoverage(
        measure=measure,
        view=view,
        group=group,
        quartile=top_quartile(values if measure.is_met else PERCENT - values),
        region=measure.coverage(_region_average(asked, places, view.period)),
    )


def coverage_targets(
    coverage: TreatmentCoverage | None,
    *,
    substance: Substance,
    places: Places,
    typed: float,
    is_of_area: bool,
    authorities: int,
) -> tuple[Target, ...]:
    """Return the four coverages a scenario can aim for, those that cannot be had with the reason.

    Args:
        coverage: Coverage of other areas; None where none can be set beside these figures.
        substance: Whose need the scenario is about.
        places: The area and its benchmarks.
        typed: Coverage typed in, per cent; NaN for none.
        is_of_area: Whether the scenario's figures are of the chosen area.
        authorities: For how many authorities coverage of this need is held, see `CoverageHeld`.

    Returns:
        Hold, region, top quartile and typed, in this order.
    """
    hold = Target(TargetKind.HOLD, nan, "Nobody more than today is in treatment.")
    own = Target(
        TargetKind.TYPED,
        typed,
        "Typed in." if not isnan(typed) else "State one to see it.",
        is_available=not isnan(typed),
    )
    if coverage is None or coverage.measure.substance is not substance:
        why = (
            "These figures are not of the chosen area, so no other area is set beside them."
            if not is_of_area
            else too_few(substance, authorities)
        )
        missing = (TargetKind.REGION, TargetKind.TOP_QUARTILE)
        return (hold, *(Target(kind, nan, why, is_available=False) for kind in missing), own)
    return hold, _region_target(coverage, places), _quartile_target(coverage), own


def too_few(substance: Substance, authorities: int) -> str:
    """Say why coverage of a need is not set beside other areas, and what would allow it.

    Args:
        substance: Whose need.
        authorities: How many authorities a figure is held for.
    """
    if substance not in _IMPORTS:
        return (
            "No measure of coverage is published by authority for opiates or crack alone, only for "
            "both together."
        )
    count = {0: "no authority", 1: "1 authority"}.get(authorities, f"{authorities} authorities")
    return (
        f"Coverage of this need is held for {count}: too few to set beside one another. Bring in "
        f"{_IMPORTS[substance]} on the data page, and areas are compared."
    )


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
    found = benchmark_at(asked, benchmark=places.region)
    return nan if found is None else found
