"""How people flow through a year of treatment: where they come from, and how they leave."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.treatment_journey import JourneyMeasure, TreatmentJourney
from cdof_core.comparison.records import records_of
from cdof_core.statistics.printed_numbers import Quantity, total

IN_TREATMENT: Final = "ndtms_in_treatment"
SOURCES: Final = "journey_referral_source"
EXITS: Final = "journey_exits"


class Side(StrEnum):
    """Which side of the year a group of people is on."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class FlowPart:
    """People who came, stayed or left in one way.

    Attributes:
        label: Who they are.
        side: Whether they came or left that way.
        people: How many, as printed or as the rest.
        low: The fewest that rounding leaves possible.
        high: The most.
        is_rest: Whether they are what the other parts leave, not a printed number.
    """

    label: str
    side: Side
    people: float
    low: float
    high: float
    is_rest: bool


@dataclass(frozen=True, slots=True)
class TreatmentFlow:
    """One year of treatment.

    Attributes:
        area_name: Whose.
        period: The year.
        people: All in treatment in the year.
        parts: Groups before and after, largest first within each side, the rest last; groups
            printed as 0 are left out.
        dataset_ids: Where the numbers come from.
        why_not: Why there is no flow to draw; empty where there is.
    """

    area_name: str
    period: str
    people: float
    parts: tuple[FlowPart, ...]
    dataset_ids: tuple[str, ...]
    why_not: str = ""


def view_flow(journey: TreatmentJourney, *, period: str = "") -> TreatmentFlow:
    """Lay out a year: already in treatment and new by source, then exits and still in treatment.

    Those already in treatment and those still in it are what the printed parts leave, with the
    range that rounding leaves. A hidden part leaves no flow: the rest would give it away.

    Args:
        journey: An area's journey.
        period: Label of the year; empty for the newest that has all three measures.

    Returns:
        The flow, or why there is none.
    """
    found = [journey.measure(name) for name in (IN_TREATMENT, SOURCES, EXITS)]
    measures = [measure for measure in found if measure is not None]
    periods = [_periods(measure) for measure in measures]
    shared = set.intersection(*periods) if len(periods) == len(found) else set[str]()
    if not shared:
        return _none(
            journey, "people in treatment, referral sources and exits are not all held for one year"
        )
    shown = period if period in shared else max(shared)
    treated, sources, exits = (_own(measure, shown) for measure in measures)
    whole = treated[treated["category"] == ""]
    if whole.empty or pd.concat([whole, sources, exits])["people"].isna().any():
        return _none(journey, "a part is hidden, and the rest would give it away")
    people = _quantity(whole.iloc[0].to_dict())
    before = _parts(sources, side=Side.BEFORE)
    after = _parts(exits, side=Side.AFTER)
    rests = (
        _rest("Already in treatment", Side.BEFORE, people, sources),
        _rest("Still in treatment", Side.AFTER, people, exits),
    )
    if any(part.people < 0 for part in rests):
        return _none(journey, "the parts add up to more people than were in treatment")
    return TreatmentFlow(
        area_name=journey.area_name,
        period=shown,
        people=people.value,
        parts=(*before, rests[0], *after, rests[1]),
        dataset_ids=tuple(
            dict.fromkeys(
                str(name) for rows in (whole, sources, exits) for name in rows["dataset_id"]
            )
        ),
    )


def _none(journey: TreatmentJourney, why: str) -> TreatmentFlow:
    return TreatmentFlow(journey.area_name, "", float("nan"), (), (), why_not=why)


def _periods(measure: JourneyMeasure) -> set[str]:
    own = measure.figures[measure.figures["area_rank"] == 0]
    return {str(label) for label in own["period_label"]}


def _own(measure: JourneyMeasure, period: str) -> pd.DataFrame:
    rows = measure.figures
    return rows[(rows["area_rank"] == 0) & (rows["period_label"] == period)]


def _quantity(row: dict[Any, Any]) -> Quantity:
    return Quantity(float(row["people"]), float(row["people_low"]), float(row["people_high"]))


def _parts(rows: pd.DataFrame, *, side: Side) -> list[FlowPart]:
    shown = rows[rows["people"] > 0].sort_values("people", ascending=False, kind="stable")
    return [
        FlowPart(
            label=str(row["category"]),
            side=side,
            people=float(row["people"]),
            low=float(row["people_low"]),
            high=float(row["people_high"]),
            is_rest=False,
        )
        for row in records_of(shown)
    ]


def _rest(label: str, side: Side, people: Quantity, parts: pd.DataFrame) -> FlowPart:
    rest = people - total(_quantity(row) for row in records_of(parts))
    return FlowPart(label, side, rest.value, max(rest.low, 0.0), rest.high, is_rest=True)
