"""What a council reports to spend on drugs and alcohol, beside its neighbours."""

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.area import AreaCode
from cdof_core.domain.selection import Selection
from cdof_core.domain.sex import PERSONS
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

LINES: Final = {
    "spend_drug_treatment_net_per_head": "Drug treatment (adults)",
    "spend_alcohol_treatment_net_per_head": "Alcohol treatment (adults)",
    "spend_drug_prevention_net_per_head": "Preventing and reducing drug harm (adults)",
    "spend_young_people_net_per_head": "Drug and alcohol services (young people)",
}
"""The four lines of the return, net, per head."""
TREATMENT_LINES: Final = (
    "spend_drug_treatment_net_per_head",
    "spend_alcohol_treatment_net_per_head",
)
"""Those that pay for treatment of adults."""
THOUSAND: Final = 1000.0
_PEOPLE: Final = "alcohol_in_treatment"
_ALCOHOL_SPEND: Final = "spend_alcohol_treatment_net_per_head"


@dataclass(frozen=True, slots=True)
class LineTotal:
    """All four lines together, in pounds per head.

    Attributes:
        name: Whose.
        per_head: Pounds; NaN where a line is missing.
        areas: How many authorities are pooled.
    """

    name: str
    per_head: float
    areas: int


@dataclass(frozen=True, slots=True)
class SpendPerPerson:
    """Alcohol treatment spend over people in alcohol treatment, of different years.

    Attributes:
        area_code: Area; empty for the neighbours together.
        name: Its name.
        pounds: Pounds for a person; NaN where one of the two is missing.
        spend: Net spend in thousand pounds.
        people: Adults in treatment.
    """

    area_code: str
    name: str
    pounds: float
    spend: float
    people: float


@dataclass(frozen=True, slots=True)
class LocalSpend:
    """Spend of the chosen area beside others.

    Attributes:
        comparison: The four lines of the area with England, region and neighbours.
        totals: All four together: the area, its neighbours pooled, its region pooled, every
            authority pooled.
        zeros: Labels of lines returned as nothing.
        per_person: Alcohol spend per person: the area first, then its neighbours.
        spend_period: Label of the spend.
        people_period: Label of the people in treatment; empty where none are held.
        people_dataset: Where those people are counted; empty where none are held.
    """

    comparison: AreaComparison
    totals: tuple[LineTotal, ...]
    zeros: tuple[str, ...]
    per_person: tuple[SpendPerPerson, ...]
    spend_period: str
    people_period: str
    people_dataset: str

    @property
    def is_empty(self) -> bool:
        """Whether the area has no spend at all."""
        return self.comparison.is_empty


def view_spend(selection: Selection, *, places: Places) -> LocalSpend:
    """Gather what an area reports to spend.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.

    Returns:
        The lines, their sum and alcohol spend per person, each beside the neighbours.
    """
    known = set(indicator_store.indicators()["indicator_id"])
    lines = [line for line in LINES if line in known]
    asked = replace(selection, sex=PERSONS, period="")
    comparison = compare_area(asked, places=places, indicator_ids=lines)
    rows = comparison.rows
    order = {name: place for place, name in enumerate(LINES)}
    rows = rows.sort_values("indicator_id", key=lambda names: names.map(order), ignore_index=True)
    comparison = AreaComparison(places=places, rows=rows, series=comparison.series)
    local = _latest([observation_store.local_series(indicator_id=i, sex=PERSONS) for i in lines])
    people = _latest([observation_store.local_series(indicator_id=_PEOPLE, sex=PERSONS)])
    zeros = rows.loc[is_usable(rows) & (rows["value"] == 0), "indicator_id"]
    return LocalSpend(
        comparison=comparison,
        totals=_totals(local, places, lines=len(LINES)),
        zeros=tuple(LINES[str(name)] for name in zeros),
        per_person=_per_person(local, people, places),
        spend_period="" if local.empty else str(local["period_label"].iloc[0]),
        people_period="" if people.empty else str(people["period_label"].iloc[0]),
        people_dataset="" if people.empty else str(people["dataset_id"].iloc[0]),
    )


def _latest(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return every authority's usable figures of the newest period in any table."""
    full = [table for table in tables if len(table)]
    if not full:
        return pd.DataFrame(columns=["area_code", "numerator", "denominator", "period_label"])
    rows = pd.concat(full, ignore_index=True)
    return rows[(rows["period_end"] == rows["period_end"].max()) & is_usable(rows)]


def _totals(local: pd.DataFrame, places: Places, *, lines: int) -> tuple[LineTotal, ...]:
    """Add the lines of each authority that has them all, then pool authorities."""
    if local.empty:
        return ()
    whole = local.groupby("area_code").agg(
        spend=("numerator", "sum"), people=("denominator", "first"), lines=("numerator", "count")
    )
    whole = whole[whole["lines"] == lines]
    groups = [(places.area.name, places.own_codes, True)]
    if places.neighbours is not None:
        groups.append((places.neighbours.label, places.neighbours.members, False))
    if places.region is not None:
        groups.append((places.region.label, places.region.members, False))
    groups.append(("all authorities with figures together", places.authorities, False))
    return tuple(_pooled(whole, name, codes, all_of_them=own) for name, codes, own in groups)


def _pooled(
    whole: pd.DataFrame, name: str, codes: tuple[AreaCode, ...], *, all_of_them: bool
) -> LineTotal:
    rows = whole[whole.index.isin(list(codes))]
    if rows.empty or (all_of_them and len(rows) < len(codes)):
        return LineTotal(name, nan, len(rows))
    return LineTotal(name, float(rows["spend"].sum() / rows["people"].sum() * THOUSAND), len(rows))


def _per_person(
    local: pd.DataFrame, people: pd.DataFrame, places: Places
) -> tuple[SpendPerPerson, ...]:
    """Divide alcohol spend by people in alcohol treatment, authority by authority."""
    if local.empty or people.empty:
        return ()
    spend = local[local["indicator_id"] == _ALCOHOL_SPEND].set_index("area_code")["numerator"]
    counts = people.set_index("area_code")["value"]
    areas = area_store.areas()
    names = dict(zip(areas["area_code"], areas["name"], strict=True))
    codes = [*places.own_codes, *(places.neighbours.members if places.neighbours else ())]
    return tuple(
        _one_person(code, str(names.get(code, code)), spend, counts)
        for code in dict.fromkeys(codes)
    )


def _one_person(
    code: str, name: str, spend: "pd.Series[float]", counts: "pd.Series[float]"
) -> SpendPerPerson:
    thousands, people = float(spend.get(code, nan)), float(counts.get(code, nan))
    # A line returned as nothing would give a person for nothing: it is not divided.
    can = not isnan(thousands) and thousands > 0 and people > 0
    return SpendPerPerson(
        code, name, thousands * THOUSAND / people if can else nan, thousands, people
    )
