"""How many completions an area is short of its group's top quartile."""

from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from cdof_core.analysis.period_figures import period_figures
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.selection import BenchmarkKind, Selection
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.completions import QuartileTarget, additional_completions, top_quartile
from cdof_core.store import indicators as indicator_store

COMPLETION: Final = IndicatorId("completion_non_opiate")
"""The one measure of completion that ships for enough authorities to have a top quartile."""
USERS: Final = {
    IndicatorId("completion_opiate"): ("opiate users", 90244),
    COMPLETION: ("non-opiate users", 90245),
    IndicatorId("completion_alcohol"): ("alcohol users", 92447),
}
"""Whose completions, with the number under which the public health profiles publish them."""


@dataclass(frozen=True, slots=True)
class CompletionsShort:
    """Completions an area would need to reach its group's top quartile.

    Attributes:
        indicator_id: The measure of completion, one of `USERS`.
        users: Whose completions, such as "non-opiate users".
        period: Period label.
        completions: Completions now.
        in_treatment: People in treatment.
        target: Per cent to reach, with its rules.
        group: Name of the group.
        short: Further completions needed; NaN where no target can be had.
        dataset_id: Where the figures come from.
    """

    indicator_id: IndicatorId
    users: str
    period: str
    completions: float
    in_treatment: float
    target: QuartileTarget
    group: str
    short: float
    dataset_id: str


def every_completions_short(
    selection: Selection, *, places: Places
) -> tuple[CompletionsShort, ...]:
    """Count what an area is short of for every group of users that counts are held for."""
    found = (completions_short(selection, places=places, measure=measure) for measure in USERS)
    return tuple(item for item in found if item is not None)


def similar_areas(places: Places) -> BenchmarkRequest | None:
    """Return the group whose top quartile is asked for: the chosen one, else its neighbours.

    Args:
        places: The area and its benchmarks. A partnership held against a place has no group.
    """
    is_place = places.chosen.kind in (BenchmarkKind.ENGLAND, BenchmarkKind.REGION)
    return places.neighbours if is_place else places.chosen


def completions_short(
    selection: Selection, *, places: Places, measure: IndicatorId = COMPLETION
) -> CompletionsShort | None:
    """Count the completions of one group of users that an area is short of.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.
        measure: One of `USERS`.

    Returns:
        The number with its target; None where the area has no counts, or the group none.
    """
    if measure not in set(indicator_store.indicators()["indicator_id"]):
        return None
    asked = replace(selection, indicator_id=measure, period="", sex=PERSONS)
    figures = period_figures(asked, places=places)
    own = figures.own[is_usable(figures.own)]
    group = similar_areas(places)
    if own.empty or group is None or isnan(float(own["numerator"].iloc[0])):
        return None
    codes = figures.local["area_code"]
    others = figures.local[
        codes.isin([code for code in group.members if code in places.authorities])
        & ~codes.isin(list(places.own_codes))
        & is_usable(figures.local)
    ]
    target = top_quartile(others["value"].to_numpy(dtype=float))
    done, people = float(own["numerator"].iloc[0]), float(own["denominator"].iloc[0])
    short = additional_completions(done, people, target_share=target.rate / 100)
    return CompletionsShort(
        indicator_id=measure,
        users=USERS[measure][0],
        period=figures.period,
        completions=done,
        in_treatment=people,
        target=target,
        group=group.label,
        short=float(short),
        dataset_id=str(own["dataset_id"].iloc[0]),
    )
