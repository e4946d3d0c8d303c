"""Who is over- or under-served: groups in treatment against the same groups of the population.

A penetration rate is a group's share of people in treatment over its share of the population. It
takes drug use to be the same in every group, so it is a question, not a verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from cdof_core.analysis.treatment_journey import JourneyMeasure
from cdof_core.comparison.judging import judge_rows
from cdof_core.domain.area import ENGLAND
from cdof_core.domain.indicator import Polarity, ValueKind
from cdof_core.domain.sex import PERSONS
from cdof_core.statistics.penetration import penetration_from_shares
from cdof_core.store import areas as area_store
from cdof_core.store import observations as observation_store

PARITY: Final = 100.0
POPULATION: Final = "adult_population"
_CENSUS: Final = "census-2021"
_GROUPS: Final = {
    "White": "White",
    "Mixed or Multiple ethnic groups": "Mixed",
    "Asian, Asian British or Asian Welsh": "Asian",
    "Black, Black British, Black Welsh, Caribbean or African": "Black",
    "Other ethnic group": "Other",
}
_LIMITS: Final = ("lower95", "upper95", "lower998", "upper998")
_OF_POPULATION: Final = [
    "area_code", "sex", "age", "value", "period_end", "period_label", "dataset_id",
]  # fmt: skip
"""Columns of a wide frame: each selection of rows costs by the column."""
_CENSUS_DAY: Final = pd.Timestamp(2021, 3, 21)
MOST_YEARS_APART: Final = 3
"""A population further from the year of treatment than this is not held against it."""


class Trait(StrEnum):
    """What people are grouped by."""

    ETHNICITY = "ethnicity"
    SEX = "sex"
    AGE = "age"


MEASURES: Final = {
    Trait.ETHNICITY: "journey_ethnicity",
    Trait.SEX: "journey_sex",
    Trait.AGE: "journey_age",
}


@dataclass(frozen=True, slots=True)
class GroupPenetration:
    """Penetration rates by one trait.

    Attributes:
        trait: What people are grouped by.
        period: Year of treatment; empty where there are no rates.
        reference: Whose population, and when; likewise.
        rows: One row a place and group: line (place), line_rank (0 for the area), group, people,
            base, in_treatment and population (shares in per cent), value (rate: 100 is parity),
            lower95, upper95, judgement and reason against parity, flag, dataset_id.
        unknown: Per cent of people in treatment whose group is not recorded, by place.
        dataset_ids: Where treatment and population come from.
        why_not: Why there are no rates; empty where there are.
    """

    trait: Trait
    period: str
    reference: str
    rows: pd.DataFrame
    unknown: Mapping[str, float]
    dataset_ids: tuple[str, ...]
    why_not: str = ""


def view_group_penetration(
    measure: JourneyMeasure | None, trait: Trait, *, authorities: tuple[str, ...]
) -> GroupPenetration:
    """Hold a measure's categories against the same groups of the population.

    Args:
        measure: People in treatment by the trait; None where none is held for the area.
        trait: What it parts people by.
        authorities: All authorities: England's Census counts are the sum of theirs.

    Returns:
        Rates of the newest year of the area that a population is held near, with limits: those
        of the share in treatment (chance and rounding), the population taken as counted. People
        of unknown group stay in the treatment total.
    """
    if measure is None:
        return _none(trait, "people in treatment are not held by group for this area")
    rows = measure.figures[measure.figures["category"] != ""]
    codes = list(rows["area_code"].unique())
    people = _population(trait, codes, authorities=authorities)
    period, counted_on = _newest_pair(rows[rows["area_rank"] == 0], people)
    rows = rows[rows["period_label"] == period]
    people = people[people["counted_on"] == counted_on]
    joined = rows.merge(
        people, left_on=["area_code", "category"], right_on=["area_code", "group"], how="inner"
    )
    if joined.empty or not (joined["area_rank"] == 0).any():
        return _none(
            trait,
            "no population by group is held within "
            f"{MOST_YEARS_APART} years of a year of treatment",
        )
    shares = joined["population"]
    made = joined.assign(
        in_treatment=joined["value"],
        value=penetration_from_shares(joined["value"], shares),
        **{name: penetration_from_shares(joined[name], shares) for name in _LIMITS},
        value_kind=ValueKind.RATIO.value,
        polarity=Polarity.NO_JUDGEMENT.value,
        benchmark=PARITY,
        benchmark_reason="",
        is_benchmark=False,
        line=joined["area_name"],
        line_rank=joined["area_rank"],
    ).drop(columns=["judgement", "reason"])
    made = pd.concat([made, judge_rows(made)], axis=1)
    base = made.drop_duplicates("line").set_index("line")["base"]
    counted = made.groupby("line")["people"].sum()
    return GroupPenetration(
        trait=trait,
        period=period,
        reference=str(people["reference"].iloc[0]),
        rows=made.sort_values(["category_rank", "line_rank"], ignore_index=True),
        unknown={
            str(line): max(0.0, float((base[line] - counted[line]) / base[line] * 100))
            for line in base.index
        },
        dataset_ids=tuple(
            dict.fromkeys([*map(str, made["dataset_id"]), *map(str, made["population_dataset"])])
        ),
    )


def _none(trait: Trait, why: str) -> GroupPenetration:
    return GroupPenetration(trait, "", "", pd.DataFrame(), {}, (), why_not=why)


def _newest_pair(rows: pd.DataFrame, people: pd.DataFrame) -> tuple[str, pd.Timestamp | None]:
    """Return the newest year of treatment near a population, and the day of the nearest one.

    Args:
        rows: The area's figures: period_label, period_start, period_end.
        people: Populations: counted_on.

    Returns:
        The year's label and the population's day; an empty label and None where no population
        was counted within `MOST_YEARS_APART` years of any year.
    """
    days = [pd.Timestamp(day) for day in people["counted_on"].unique()]
    years = rows.drop_duplicates("period_label").sort_values("period_end", ascending=False)
    for label, first, last in years[["period_label", "period_start", "period_end"]].itertuples(
        index=False
    ):
        apart = {
            day: max(pd.Timestamp(first) - day, day - pd.Timestamp(last), pd.Timedelta(0))
            for day in days
        }
        nearest = min(days, key=lambda day: (apart[day], -day.value), default=None)
        if nearest is not None and apart[nearest] <= pd.Timedelta(days=365.25 * MOST_YEARS_APART):
            return str(label), nearest
    return "", None


def _population(trait: Trait, codes: list[str], *, authorities: tuple[str, ...]) -> pd.DataFrame:
    """Return every population of the groups that is held.

    Returns:
        area_code, group, counted_on (day), reference (whose population, in words), population
        (per cent of the whole) and population_dataset.
    """
    if trait is Trait.ETHNICITY:
        people = _census(codes, authorities=authorities).assign(
            counted_on=_CENSUS_DAY, reference="Census 2021, all ages"
        )
    else:
        rows = observation_store.figures_everywhere(indicator_ids=[POPULATION])[_OF_POPULATION]
        is_sex = rows["sex"] != PERSONS
        rows = rows[(is_sex if trait is Trait.SEX else ~is_sex) & rows["area_code"].isin(codes)]
        people = rows.assign(
            group=rows["sex"] if trait is Trait.SEX else rows["age"],
            people=rows["value"],
            counted_on=pd.to_datetime(rows["period_end"]),
            reference="adults, " + rows["period_label"].astype(str),
        )
    whole = people.groupby(["area_code", "counted_on"])["people"].transform("sum")
    return people.assign(
        population=people["people"] / whole * 100, population_dataset=people["dataset_id"]
    )[["area_code", "group", "counted_on", "reference", "population", "population_dataset"]]


def _census(codes: list[str], *, authorities: tuple[str, ...]) -> pd.DataFrame:
    rows = area_store.area_ethnicities(area_codes=[*authorities, *codes])
    rows = rows[(rows["reference"] == _CENSUS) & rows["people"].notna()].drop_duplicates(
        ["area_code", "ethnic_group"]
    )
    rows = rows.assign(group=rows["ethnic_group"].map(_GROUPS))
    country = rows[rows["area_code"].isin(authorities)].groupby("group", as_index=False)
    england = country.agg(people=("people", "sum"), dataset_id=("dataset_id", "first"))
    return pd.concat(
        [rows[rows["area_code"].isin(codes)], england.assign(area_code=ENGLAND)],
        ignore_index=True,
    )[["area_code", "group", "people", "dataset_id"]]
