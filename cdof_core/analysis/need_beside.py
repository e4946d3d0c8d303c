"""What else tells of need in an area: need and coverage over time, deaths and admissions."""

from dataclasses import dataclass, replace
from typing import Final

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.places import Places
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.selection import Selection
from cdof_core.domain.sex import PERSONS
from cdof_core.store import indicators as indicator_store

NEED: Final = IndicatorId("alcohol_dependence_number")
"""The one estimate of need that is held for most authorities over time."""
NEED_OF: Final = Substance.ALCOHOL
"""Whose need that is."""
BESIDE: Final = (
    str(NEED),
    "alcohol_need_met",
    "ocu_rate",
    "opiate_unmet_need",
    "deaths_drug_misuse_3y_rate",
    "deaths_drug_poisoning_3y_rate",
    "admissions_poisoning_rate",
    "admissions_mental_behavioural_primary_rate",
)
"""Need and coverage first, then what a lack of treatment may show in."""


@dataclass(frozen=True, slots=True)
class NeedBeside:
    """Need, coverage and harm of one area.

    Attributes:
        comparison: Newest figures, judged, in the order of `BESIDE`.
        need: Estimated need over time; None where none is held for the area.
        absent: Short names of measures that are not published for the area.
    """

    comparison: AreaComparison
    need: IndicatorView | None
    absent: tuple[str, ...]


def view_need_beside(selection: Selection, *, places: Places) -> NeedBeside:
    """Gather what stands beside unmet need.

    Args:
        selection: What the user chose; levels and benchmark apply.
        places: The area and its benchmarks.

    Returns:
        The figures; measures without any for the area are named.
    """
    catalogue = indicator_store.indicators().set_index("indicator_id")
    known = [name for name in BESIDE if name in catalogue.index]
    asked = replace(selection, sex=PERSONS, period="")
    found = compare_area(asked, places=places, indicator_ids=known)
    order = {name: rank for rank, name in enumerate(BESIDE)}
    rows = found.rows.sort_values(
        "indicator_id", key=lambda names: names.map(order), ignore_index=True
    )
    held = set(rows["indicator_id"])
    need = (
        view_indicator(replace(asked, indicator_id=NEED), places=places) if NEED in held else None
    )
    return NeedBeside(
        comparison=AreaComparison(places=places, rows=rows, series=found.series),
        need=need,
        absent=tuple(str(catalogue.loc[name, "short_name"]) for name in known if name not in held),
    )
