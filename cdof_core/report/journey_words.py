"""What leads each step of a treatment journey, in words, and what no figure is held for."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.treatment_journey import (
    BEDFORD,
    JourneyMeasure,
    StepView,
    TreatmentJourney,
)
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import ValueKind
from cdof_core.narrative.journey import (
    categories_sentence,
    figure_sentence,
    no_quartile_sentence,
    quartile_sentence,
)
from cdof_core.narrative.names import in_sentence
from cdof_core.statistics.completions import additional_completions

LEADS: Final = {
    "journey_completion_share": "completed it",
    "bedford_residential_share": "had residential rehabilitation",
}
"""Measures that the page's title speaks of, the first that is held, and what people did."""

COMPLETIONS: Final = ("journey_no_return_share", "journey_completion_share")
"""Measures whose distance from the group's top quartile is counted, the first that is held."""
_NAMED: Final = frozenset({ValueKind.PROPORTION.value, ValueKind.CRUDE_RATE.value})


def lead_figure(journey: TreatmentJourney) -> Mapping[Any, Any] | None:
    """Return the area's newest figure of the measure that the title speaks of."""
    for name in LEADS:
        measure = journey.measure(name)
        if measure is not None:
            whole = measure.whole
            if len(whole):
                return whole.iloc[-1].to_dict()
    return None


def lead_measures(journey: TreatmentJourney) -> Iterator[tuple[StepView, list[JourneyMeasure]]]:
    """Yield each step with its measures that take the size of the area into account."""
    for view in journey.steps:
        yield (
            view,
            [
                measure
                for measure in view.measures
                if str(measure.indicator["value_kind"]) in _NAMED and len(measure.whole)
            ],
        )


def lead_messages(
    journey: TreatmentJourney, shorts: Sequence[CompletionsShort]
) -> list[tuple[str, str]]:
    """Return one sentence a step: its first measure, and how far completions fall short."""
    said: list[tuple[str, str]] = []
    for view in journey.steps:
        told = [item for item in view.measures if item.has_categories and not item.is_series]
        chosen = next(iter([*_rated(view), *told, *view.measures]), None)
        if chosen is not None:
            said.append((f"{view.step.title}.", measure_sentence(chosen, journey=journey)))
    gap = quartile_message(journey, shorts)
    return [*said, ("Top quartile.", gap)] if gap else said


def measure_sentence(
    measure: JourneyMeasure, *, journey: TreatmentJourney, period: str = ""
) -> str:
    """Say a measure at one period: the whole where it is printed, else its categories."""
    rows = measure.at(period)
    own = rows[rows["area_rank"] == 0]
    whole = own[own["category"] == ""]
    if len(whole):
        newest = whole.sort_values("vintage", kind="stable").iloc[0]
        return figure_sentence(newest.to_dict(), area_name=journey.area_name)
    first = own[own["vintage"] == own["vintage"].iloc[0]]
    return categories_sentence(records_of(first), area_name=journey.area_name)


def quartile_message(journey: TreatmentJourney, shorts: Sequence[CompletionsShort]) -> str:
    """Say how many completions the area is short of its group's top quartile, or why not known.

    Args:
        journey: An area's journey, whose own completions come first.
        shorts: Published completions by group of users, where the journey has no top quartile.
    """
    for name in COMPLETIONS:
        measure = journey.measure(name)
        whole = measure.whole if measure is not None else pd.DataFrame()
        known = whole[whole["top_quartile"].notna()] if len(whole) else whole
        if len(known):
            return _short_of(known.iloc[-1].to_dict())
    published = [_published_short(short) for short in shorts if short.target.areas]
    if published:
        return " ".join(published)
    for name in COMPLETIONS:
        measure = journey.measure(name)
        if measure is not None and len(measure.whole):
            newest = measure.whole.iloc[-1]
            return no_quartile_sentence(
                in_sentence(str(newest["quartile_group"])), areas=int(newest["quartile_areas"])
            )
    return ""


def missing_lines(journey: TreatmentJourney, *, part: str = "") -> list[str]:
    """Return what is not held and what would fill it; steps that the same would fill in one line.

    Args:
        journey: An area's journey.
        part: Key of the step asked for; empty for all.
    """
    views = [view for view in journey.steps if not part or view.step.key == part]
    without: dict[str, list[str]] = {}
    for view in views:
        if view.step.title and view.step.measures and not view.measures:
            without.setdefault(view.step.would_fill, []).append(view.step.title)
    if journey.collection == BEDFORD:
        return [_not_printed([title for titles in without.values() for title in titles])]
    place = in_sentence(journey.area_name)
    lines = [
        f"Without any figure for {place}: {'; '.join(titles)}. {would_fill}".strip()
        for would_fill, titles in without.items()
    ]
    return lines + [f"{view.step.title}: {lack}" for view in views for lack in view.step.lacks]


def _not_printed(titles: Sequence[str]) -> str:
    """Say what a chapter of the past does not print: no file of today would fill it."""
    said = f"The chapter prints no number for: {'; '.join(titles)}. " if titles else ""
    return (
        f"{said}Its figures are pictures without numbers, so what they alone show, such as mental "
        "health need, is not held."
    )


def _published_short(short: CompletionsShort) -> str:
    group = in_sentence(short.group)
    if isnan(short.short):
        return no_quartile_sentence(group, areas=short.target.areas, users=short.users)
    return quartile_sentence(
        people=short.completions,
        treated=short.in_treatment,
        users=short.users,
        group=group,
        areas=short.target.areas,
        target=short.target.rate,
        short=(short.short, short.short, short.short),
        period=short.period,
    )


def _short_of(row: Mapping[Any, Any]) -> str:
    target = float(row["top_quartile"])
    ends = (
        (row["people"], row["base"]),
        (row["people_high"], row["base_low"]),
        (row["people_low"], row["base_high"]),
    )
    now, least, most = (
        float(additional_completions(done, people, target_share=target / 100))
        for done, people in ends
    )
    return quartile_sentence(
        people=float(row["people"]),
        treated=float(row["base"]),
        users="people in treatment",
        group=in_sentence(str(row["quartile_group"])),
        areas=int(row["quartile_areas"]),
        target=target,
        short=(now, least, most),
        period=str(row["period_label"]),
    )


def _rated(view: StepView) -> list[JourneyMeasure]:
    return [measure for measure in view.measures if str(measure.indicator["value_kind"]) in _NAMED]
