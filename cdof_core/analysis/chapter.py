"""Everything a chapter on an area may say: judged figures, need, spend, people, printed ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.completions_short import CompletionsShort, every_completions_short
from cdof_core.analysis.ethnic_penetration import (
    COLLECTION,
    EthnicPenetration,
    view_penetration,
)
from cdof_core.analysis.harm_and_supply import HarmAndSupply, view_harm_and_supply
from cdof_core.analysis.harm_nation import national_figures
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.inequalities import Dimension, InequalityView, view_inequality
from cdof_core.analysis.local_spend import LocalSpend, view_spend
from cdof_core.analysis.national_series import COUNTRIES, headline_series, main_age
from cdof_core.analysis.need_estimate import NeedEstimate
from cdof_core.analysis.need_estimates import area_estimates
from cdof_core.analysis.need_groups import (
    MEASURES,
    GroupPenetration,
    Trait,
    view_group_penetration,
)
from cdof_core.analysis.need_reference import REFERENCE_AREA, reference_estimates
from cdof_core.analysis.newer_periods import NewerPeriod, newer_periods
from cdof_core.analysis.places import Places
from cdof_core.analysis.population import Population, view_population
from cdof_core.analysis.treatment_journey import TreatmentJourney, view_journey
from cdof_core.analysis.unmet_need import UnmetNeedView, view_unmet_need
from cdof_core.analysis.value_for_money import PublishedSummary, bedford_summary
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.records import records_of
from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.judgement import Judgement, NotComparedReason, RecentTrend
from cdof_core.domain.progress import Progress, tell_nobody
from cdof_core.domain.selection import Selection
from cdof_core.domain.sex import PERSONS
from cdof_core.store import areas as area_store
from cdof_core.store import datasets as dataset_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.store import snapshot_info as snapshot_store

_UNTESTED: Final = "kind_not_tested"


@dataclass(frozen=True, slots=True)
class ChapterFacts:
    """What a chapter is built from, all of one snapshot.

    Attributes:
        selection: What was chosen.
        comparison: Judged figures of the area for the measures asked for.
        national: Newest figure of England, or of England and Wales, for each measure that has no
            figure of the area: the columns of `AreaComparison.rows`, never compared.
        newer: By measure the newest period, where other authorities have it and the area has not.
        needs: Unmet need on every estimate with a caseload, the newest first.
        estimates: Estimates that stand without a caseload.
        spend: What the council reports to spend.
        population: Who lives there.
        by_sex: Deaths of men and of women.
        harm: Demand, harm, crime and supply; None where it was not asked for.
        journey: Treatment of the area's residents, by the steps of the journey page.
        completions: Completions short of the neighbours' best quarter, by group of users; empty
            where not known.
        penetration: Treatment by ethnic group of the reference case; None outside it.
        groups: Treatment by ethnic group of the newest year held, against the Census.
        printed: Figures that the area's earlier chapter prints; empty outside the reference case.
        value_summary: Its value-for-money summary, recomputed; None likewise.
        views: Measures that get a picture, everywhere and over time, at the period the text has.
        catalogue: Measures of the snapshot.
        outcomes: The framework's outcomes in order: outcome_id and name.
        datasets: The catalogue of datasets.
        authorities: Names of all authorities.
        glossary: Terms with what they mean.
        content_hash: Snapshot.
        built_at: When it was built.
    """

    selection: Selection
    comparison: AreaComparison
    national: pd.DataFrame
    newer: Mapping[str, NewerPeriod]
    needs: tuple[UnmetNeedView, ...]
    estimates: tuple[NeedEstimate, ...]
    spend: LocalSpend
    population: Population
    by_sex: InequalityView
    harm: HarmAndSupply | None
    journey: TreatmentJourney
    completions: tuple[CompletionsShort, ...]
    penetration: EthnicPenetration | None
    groups: GroupPenetration
    printed: pd.DataFrame
    value_summary: PublishedSummary | None
    views: Mapping[str, IndicatorView]
    catalogue: pd.DataFrame
    outcomes: pd.DataFrame
    datasets: pd.DataFrame
    authorities: tuple[str, ...]
    glossary: Mapping[str, str]
    content_hash: str
    built_at: pd.Timestamp

    @property
    def places(self) -> Places:
        """The area and its benchmarks."""
        return self.comparison.places

    @property
    def is_reference_case(self) -> bool:
        """Whether the snapshot holds an earlier printed chapter of this area."""
        return not self.printed.empty


def gather_facts(
    selection: Selection,
    *,
    places: Places,
    indicator_ids: Sequence[str],
    pictured: Sequence[str] = (),
    with_harm: bool = False,
    on_view: Callable[[IndicatorView], None] | None = None,
    progress: Progress | None = None,
) -> ChapterFacts:
    """Gather what a chapter on an area may say.

    Args:
        selection: What was chosen; area, benchmark and levels apply.
        places: The area and its benchmarks.
        indicator_ids: Measures that the chapter asks for, in any order.
        pictured: Those of them that get a picture.
        with_harm: Whether the chapter has a table of harm, supply or crime.
        on_view: Called with each measure that gets a picture as soon as its figures are known, so
            that it can be drawn meanwhile.
        progress: Called with a share from 0 to 1 and what is being gathered.

    Returns:
        The facts; what is not held is empty, never filled.

    Raises:
        SnapshotError: The snapshot cannot be read.
    """
    report = progress or tell_nobody
    report(0.0, "Comparing the measures")
    asked = replace(selection, period="", sex=PERSONS)
    comparison = compare_area(asked, places=places, indicator_ids=list(indicator_ids))
    snapshot = snapshot_store.snapshot_info().iloc[0]
    built_at = pd.Timestamp(str(snapshot["built_at"]))
    held = set(comparison.rows["indicator_id"])
    views = _views(
        comparison,
        asked,
        pictured,
        on_view=on_view,
        report=lambda share, what: report(0.3 + 0.4 * share, what),
    )
    report(0.7, "Need, spend and the treatment journey")
    is_reference = str(places.area.code) == REFERENCE_AREA
    estimates = (*area_estimates(places), *(reference_estimates() if is_reference else ()))
    journey = view_journey(
        area_codes=places.own_codes, area_name=places.area.name, benchmark=places.chosen
    )
    return ChapterFacts(
        selection=asked,
        comparison=comparison,
        national=_national([name for name in indicator_ids if name not in held]),
        newer=newer_periods(comparison.rows),
        needs=_needs(estimates),
        estimates=tuple(one for one in estimates if not one.caseload.is_known),
        spend=view_spend(asked, places=places),
        population=view_population(places),
        by_sex=view_inequality(Dimension.SEX, indicator_id="", sex=PERSONS, places=places),
        harm=view_harm_and_supply(asked, places=places, nation=national_figures())
        if with_harm
        else None,
        journey=journey,
        completions=every_completions_short(asked, places=places),
        penetration=view_penetration() if is_reference else None,
        groups=_by_ethnic_group(journey, places),
        printed=_printed() if is_reference else pd.DataFrame(),
        value_summary=bedford_summary() if is_reference else None,
        views=views,
        catalogue=indicator_store.indicators(),
        outcomes=framework_store.outcomes()[["outcome_id", "name"]],
        datasets=dataset_store.datasets(),
        authorities=_authorities(),
        glossary=_glossary(),
        content_hash=str(snapshot["content_hash"]),
        built_at=built_at,
    )


def _needs(estimates: tuple[NeedEstimate, ...]) -> tuple[UnmetNeedView, ...]:
    """Hold each estimate with a caseload against it."""
    return tuple(
        view_unmet_need(one, among=_beside(one, estimates))
        for one in estimates
        if one.caseload.is_known
    )


def _by_ethnic_group(journey: TreatmentJourney, places: Places) -> GroupPenetration:
    """Hold people in treatment by ethnic group against the Census."""
    return view_group_penetration(
        journey.measure(MEASURES[Trait.ETHNICITY]),
        Trait.ETHNICITY,
        authorities=places.authorities,
    )


def _views(
    comparison: AreaComparison,
    selection: Selection,
    pictured: Sequence[str],
    *,
    on_view: Callable[[IndicatorView], None] | None,
    report: Progress,
) -> dict[str, IndicatorView]:
    """Return the views of the measures that the area has a figure of."""
    rows = comparison.rows[comparison.rows["indicator_id"].isin(list(pictured))]
    views: dict[str, IndicatorView] = {}
    for row in records_of(rows[["indicator_id", "period_label", "short_name"]]):
        name = str(row["indicator_id"])
        report(len(views) / len(rows), str(row["short_name"]))
        asked = replace(selection, indicator_id=IndicatorId(name), period=str(row["period_label"]))
        view = view_indicator(asked, places=comparison.places)
        views[name] = view
        if on_view is not None:
            on_view(view)
    return views


def _authorities() -> tuple[str, ...]:
    areas = area_store.areas()
    return tuple(areas.loc[areas["authority_type"] != "", "name"].astype(str))


def _glossary() -> dict[str, str]:
    terms = framework_store.glossary()
    return dict(zip(terms["term"].astype(str), terms["meaning"].astype(str), strict=True))


def _beside(one: NeedEstimate, estimates: Sequence[NeedEstimate]) -> tuple[NeedEstimate, ...]:
    return tuple(other for other in estimates if other.collection == one.collection)


def _printed() -> pd.DataFrame:
    """Return the figures that the area's earlier chapter prints, with their catalogue entry."""
    rows = observation_store.printed_figures(collection=COLLECTION)
    names = area_store.areas().set_index("area_code")["name"]
    catalogue = indicator_store.indicators(collection=COLLECTION).set_index("indicator_id")
    wanted = catalogue[["name", "short_name", "sentence_name", "unit", "decimals", "value_kind"]]
    named = rows.merge(wanted, left_on="indicator_id", right_index=True)
    return named.assign(area_name=named["area_code"].map(names))


def _national(indicator_ids: list[str]) -> pd.DataFrame:
    """Return the newest usable national figure of each measure, dressed as a judged row."""
    if not indicator_ids:
        return pd.DataFrame()
    rows = headline_series(indicator_ids, list(COUNTRIES))
    rows = rows[is_usable(rows) & (rows["sex"] == PERSONS)]
    if rows.empty:
        return rows
    order = {str(code): place for place, code in enumerate(COUNTRIES)}
    rows = main_age(rows).assign(country=rows["area_code"].map(order))
    # Of periods that end together the shortest is the newest, as in the tables of harm.
    newest = rows.sort_values(
        ["indicator_id", "period_end", "country", "period_start", "vintage"],
        ascending=[True, False, True, False, False],
    )
    newest = newest.drop_duplicates("indicator_id")
    catalogue = indicator_store.indicators().set_index("indicator_id")
    dressed: dict[str, Any] = {
        "benchmark": float("nan"),
        "benchmark_label": "",
        "benchmark_basis": "",
        "judgement": Judgement.NOT_COMPARED.value,
        "reason": NotComparedReason.NATIONAL_ONLY.value,
        "trend": RecentTrend.CANNOT_BE_CALCULATED.value,
        "trend_reason": _UNTESTED,
        "is_benchmark": True,
    }
    for column in ("sentence_name", "numerator_name", "denominator_name", "short_name", "polarity"):
        dressed[column] = newest["indicator_id"].map(catalogue[column])
    for column in ("unit", "decimals", "value_kind", "name"):
        dressed[column] = newest["indicator_id"].map(catalogue[column])
    return newest.assign(
        **dressed,
        area_name=newest["area_code"].map(lambda code: COUNTRIES[AreaCode(str(code))]),
    ).reset_index(drop=True)
