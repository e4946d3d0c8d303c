"""From presentation to recovery: every step of treatment that figures are held for, judged.

Areas, England and the reference case pass through the same code: figures of the steps' measures,
counts as shares with what rounding leaves open, benchmarks found and judged as everywhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.journey_figures import JOURNEY_METADATA, figures_of
from cdof_core.analysis.journey_judging import (
    BEDFORD,
    base_of_rounding,
    in_reading_order,
    judge_figures,
    stand_beside,
)
from cdof_core.analysis.journey_quartile import with_top_quartile
from cdof_core.analysis.journey_steps import STEPS, JourneyStep, measures_of
from cdof_core.analysis.reference_case import places as reference
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.domain.own_event import OwnEvent
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store

CURRENT: Final = "current"
_WHO: Final = {BEDFORD: reference.BEDFORD}


# Without slots: `whole` is found once and kept.
@dataclass(frozen=True)
class JourneyMeasure:
    """One measure of a step, for the area and those beside it.

    Attributes:
        indicator: The catalogue's row.
        figures: Every figure held, oldest period first: area_code, area_name, area_rank (0 for
            the area itself), period_label, period_start, period_end, vintage, category (empty for
            the whole), people (count), base, value, unit, decimals, lower95, upper95 (with what
            rounding leaves open), share_is_made (a count shown as a share), follows (what the
            row's own counts give; NaN without counts), does_not_follow (the printed value is not
            what its counts give), printed (the cell of a reference case; else empty), flag,
            note, table_name, dataset_id, benchmark, benchmark_label, judgement, reason,
            top_quartile of the area's group with quartile_areas and quartile_group.
        period: Label of the newest period that the area has a figure for.
    """

    indicator: "pd.Series[Any]"
    figures: pd.DataFrame
    period: str

    @property
    def latest(self) -> pd.DataFrame:
        """Figures of the newest period, of the area and of those beside it."""
        return self.at(self.period)

    def at(self, period: str) -> pd.DataFrame:
        """Figures of one period; those of the newest where the area has none then."""
        labels = self.figures["period_label"].to_numpy()
        return self.figures[labels == self.shown_period(period)]

    def shown_period(self, period: str) -> str:
        """Return a period, or the newest where the area has no figure then."""
        labels = self.figures["period_label"].to_numpy()
        own = self.figures["area_rank"].to_numpy() == 0
        return period if (own & (labels == period)).any() else self.period

    @cached_property
    def whole(self) -> pd.DataFrame:
        """The area's own figures that are of no category, asked for by every table and sentence."""
        rows = self.figures
        own = rows["area_rank"].to_numpy() == 0
        return rows[own & (rows["category"] == "").to_numpy(dtype=bool)]

    @property
    def has_categories(self) -> bool:
        """Whether the measure is told by categories alone."""
        return bool((self.figures["category"] != "").any())

    @property
    def is_series(self) -> bool:
        """Whether the whole is held for several periods of the area."""
        return self.whole["period_label"].nunique() > 1


@dataclass(frozen=True, slots=True)
class StepView:
    """One step for an area.

    Attributes:
        step: What it asks.
        measures: Those that figures of the area are held for.
    """

    step: JourneyStep
    measures: tuple[JourneyMeasure, ...]


@dataclass(frozen=True, slots=True)
class TreatmentJourney:
    """The journey of an area.

    Attributes:
        area_name: Whose it is.
        area_code: Its code.
        collection: Current figures, or a reference case.
        benchmark_label: What it is compared with.
        steps: All steps in order, also those without figures.
        periods: Labels of the periods held for the area, newest first.
        annotations: Dated events on any of its series: indicator_id, event_date, label, detail,
            breaks_series.
        sources: Datasets behind it.
        rounded_to: What its publisher rounds its counts to; 1 where they are exact.
    """

    area_name: str
    area_code: str
    collection: str
    benchmark_label: str
    steps: tuple[StepView, ...]
    periods: tuple[str, ...]
    annotations: pd.DataFrame
    sources: tuple[str, ...]
    rounded_to: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held for the area."""
        return not any(step.measures for step in self.steps)

    def measure(self, indicator_id: str) -> JourneyMeasure | None:
        """Return a measure of any step; None where the area has no figure of it."""
        found = (
            measure
            for step in self.steps
            for measure in step.measures
            if measure.indicator["indicator_id"] == indicator_id
        )
        return next(found, None)


def view_journey(
    *,
    area_codes: tuple[AreaCode, ...],
    area_name: str,
    benchmark: BenchmarkRequest,
    group: BenchmarkRequest | None = None,
    collection: str = CURRENT,
    levels: JudgementLevels = 3,
    steps: tuple[JourneyStep, ...] = STEPS,
    besides: tuple[str, ...] = (),
    everything: pd.DataFrame | None = None,
    own_events: Sequence[OwnEvent] = (),
) -> TreatmentJourney:
    """Gather every step's figures for an area and judge them against a benchmark.

    Args:
        area_codes: The area; of a partnership only what is published for it as one is shown.
        area_name: Its name.
        benchmark: What it is compared with; a reference case is compared with what it prints.
        group: Whose top quartile is drawn and counted; None for none.
        collection: Current figures, or a reference case, which has its own area.
        levels: Three or five levels of judgement.
        steps: Which steps.
        besides: Measures of no step, to be had as a last step without words.
        everything: The figures of all areas, from `journey_figures` for the same steps, which
            are the same for all areas; None to read them.
        own_events: What users noted, such as a change of provider; drawn on current figures.

    Returns:
        The journey.
    """
    code = _WHO.get(collection, area_codes[0] if len(area_codes) == 1 else "")
    names = area_store.areas().set_index("area_code")["name"]
    catalogue = indicator_store.indicators(collection=collection).set_index("indicator_id")
    asked = _asked(steps, besides)
    if everything is None:
        everything = journey_figures(steps=steps, besides=besides, collection=collection)
    beside = stand_beside(collection, benchmark)
    if everything.empty:
        return _nothing(area_name, str(code), collection, asked)
    own = everything[everything["area_code"] == code]
    # Measures without a figure of the area are not shown, and most areas have few of them.
    everything = everything[everything["indicator_id"].isin(own["indicator_id"].unique())]
    own = with_top_quartile(own, everything, group=group)
    judged = judge_figures(own, everything, requests=beside, levels=levels)
    others = everything[everything["area_code"].isin([request.code for request in beside])]
    figures = pd.concat([judged, others[others["area_code"] != code]], ignore_index=True)
    ranks = {code: 0} | {
        str(request.code): rank
        for rank, request in enumerate(beside, start=1)
        if request.code not in ("", code)
    }
    figures = in_reading_order(figures, ranks=ranks, names=names)
    rows_of = {str(name): rows for name, rows in figures.groupby("indicator_id", sort=False)}
    facts = catalogue.loc[list(rows_of), JOURNEY_METADATA].to_dict("index")
    views = tuple(StepView(step, tuple(_measures(step, rows_of, facts))) for step in asked)
    held = figures[figures["area_rank"] == 0]
    newest = held.drop_duplicates("period_label").sort_values("period_end", ascending=False)
    events = dated_events(own_events if collection == CURRENT else (), area_code=code)
    mine = events["area_code"].isin(["", code]) & (
        events["indicator_id"].isin(["", *held["indicator_id"].unique()])
    )
    return TreatmentJourney(
        area_name=str(names.get(code, area_name)) if collection != CURRENT else area_name,
        area_code=str(code),
        collection=collection,
        benchmark_label=beside[0].label,
        steps=views,
        periods=tuple(str(label) for label in newest["period_label"]),
        annotations=events[mine],
        sources=_sources(views),
        rounded_to=max([1, *(base_of_rounding(str(name)) for name in held["dataset_id"].unique())]),
    )


def journey_figures(
    *,
    steps: tuple[JourneyStep, ...] = STEPS,
    besides: tuple[str, ...] = (),
    collection: str = CURRENT,
) -> pd.DataFrame:
    """Return the figures of a journey's measures wherever they are held, see `figures_of`."""
    return figures_of(measures_of(_asked(steps, besides)), collection=collection)


def _asked(steps: tuple[JourneyStep, ...], besides: tuple[str, ...]) -> tuple[JourneyStep, ...]:
    if not besides:
        return steps
    return (*steps, JourneyStep(key="", title="", question="", measures=besides, would_fill=""))


def _sources(views: tuple[StepView, ...]) -> tuple[str, ...]:
    """Return the datasets of what is shown: England's alone, of other measures, is not."""
    shown = (measure.figures["dataset_id"] for view in views for measure in view.measures)
    return tuple(dict.fromkeys(str(name) for names in shown for name in names))


def _nothing(
    area_name: str, code: str, collection: str, steps: tuple[JourneyStep, ...]
) -> TreatmentJourney:
    """Return the journey of a snapshot that holds none of the measures."""
    return TreatmentJourney(
        area_name=area_name,
        area_code=code,
        collection=collection,
        benchmark_label="",
        steps=tuple(StepView(step, ()) for step in steps),
        periods=(),
        annotations=pd.DataFrame(),
        sources=(),
        rounded_to=1,
    )


def _measures(
    step: JourneyStep, rows_of: Mapping[str, pd.DataFrame], facts: Mapping[Any, dict[Any, Any]]
) -> list[JourneyMeasure]:
    """Return the step's measures that the area has a figure of, in the step's order."""
    made: list[JourneyMeasure] = []
    for name in step.measures:
        if name not in rows_of:
            continue
        rows = rows_of[name].reset_index(drop=True)
        own = rows["area_rank"].to_numpy() == 0
        ends = rows["period_end"].to_numpy()
        is_newest = own & (ends == ends[own].max())
        newest = rows["period_label"].to_numpy()[is_newest][-1]
        # Of the catalogue: a count that became a share in a row is still a count as a measure.
        indicator = pd.Series({"indicator_id": name} | facts[name])
        made.append(JourneyMeasure(indicator, rows, str(newest)))
    return made
