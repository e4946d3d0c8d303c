"""Table 5: each ethnic group's share of treatment over its share of the population."""

from typing import Final

import pandas as pd

from cdof_core.analysis.reference_case.places import BEDFORD, ENGLAND, PLACE_NAMES
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    ReferenceCaseError,
)
from cdof_core.analysis.reference_case.rules import check
from cdof_core.statistics.penetration import penetration_from_shares
from cdof_core.statistics.printed_numbers import Quantity

GROUPS: Final = {
    "White": "White",
    "Black/Black British": "Black",
    "Asian/Asian British": "Asian",
    "Mixed": "Mixed",
    "Other": "Other",
}
# The census tables give shares to one place; the counts behind them allow three.
CENSUS_PLACES: Final = 1


def check_table_5(figures: PrintedFigures, census: pd.DataFrame) -> list[PrintedCheck]:
    """Recompute the penetration rates over exact and over rounded census shares.

    Args:
        figures: The chapter's figures.
        census: Rows of `area_ethnicity` for the Census 2011: area_code, ethnic_group,
            share_percent.

    Raises:
        ReferenceCaseError: A census share is missing.
    """
    return [
        _check_group(figures, census, area=area, printed_group=printed_group)
        for area in (BEDFORD, ENGLAND)
        for printed_group in GROUPS
    ]


def _check_group(
    figures: PrintedFigures, census: pd.DataFrame, *, area: str, printed_group: str
) -> PrintedCheck:
    group = GROUPS[printed_group]
    population = _census_share(census, area=area, group=group)
    in_treatment = figures.number(
        "bedford_treatment_ethnicity", area_code=area, breakdown=printed_group
    )
    return check(
        "T5",
        f"{PLACE_NAMES[area]} {group}",
        printed=figures.number("bedford_penetration", area_code=area, breakdown=printed_group),
        recomputed=penetration_rate(in_treatment, population),
        unit="%",
    )


def penetration_rate(in_treatment: Quantity, population_share: float) -> Quantity:
    """Divide a share of treatment by a share of the population.

    Args:
        in_treatment: Share of people in treatment, in per cent, rounded as printed.
        population_share: Share of the population, in per cent, to three places.

    Returns:
        The rate in per cent, over the exact population share; its range also covers the share
        rounded to one place, which the authors may have used.
    """
    shares = (population_share, round(population_share, CENSUS_PLACES))
    return Quantity(
        float(penetration_from_shares(in_treatment.value, population_share)),
        float(penetration_from_shares(in_treatment.low, shares).min()),
        float(penetration_from_shares(in_treatment.high, shares).max()),
    )


def _census_share(census: pd.DataFrame, *, area: str, group: str) -> float:
    rows = census[(census["area_code"] == area) & (census["ethnic_group"] == group)]
    if len(rows) != 1:
        message = f"Table 5 needs one census share of {group} in {area}; found {len(rows)}."
        raise ReferenceCaseError(message)
    return float(rows["share_percent"].iloc[0])
