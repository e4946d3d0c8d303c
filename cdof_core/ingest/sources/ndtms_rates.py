"""Rates from counts rounded to 5, with the rounding carried as uncertainty."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.ingest.sources.new_indicators import declare
from cdof_core.ingest.sources.places import Estimate
from cdof_core.statistics.wilson import proportion_limits

HALF_WIDTH: Final = 2
"""A whole number printed as a multiple of 5 is at most 2 away from it."""
NOTE_ROUNDED: Final = (
    "Both counts are rounded to 5: the limits are the Wilson limits of the lowest and the highest "
    "share that the rounded counts allow."
)
NOTE_EXACT: Final = "Worked out from the counts of the export."
NOTE_PENETRATION: Final = (
    "People in treatment are 18 and over, the estimate is of 15 to 64. The limits carry those of "
    "the estimate and the rounding of the count."
)
SOURCE: Final = "OHID, NDTMS ViewIt"
PENETRATION: Final = "ndtms_penetration_opiate_crack"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that is computed from two counts of the same export.

    Attributes:
        indicator_id: Its indicator.
        numerator: Indicator of the count above.
        denominator: Indicator of the count below.
        name: Its name.
        definition: What it is, and what it is not.
        polarity: Which direction is good.
    """

    indicator_id: str
    numerator: str
    denominator: str
    name: str
    definition: str
    polarity: str


RATES: Final = (
    Rate(
        "ndtms_completion_share",
        "ndtms_completed",
        "ndtms_in_treatment",
        "Completed treatment, share of adults in treatment (ViewIt)",
        "Adults who left treatment in the year free of dependence, as a share of all in treatment "
        "in the year. Those who came back are not taken off.",
        "high_is_good",
    ),
    Rate(
        "ndtms_no_representation_share",
        "ndtms_scnr_no_representation",
        "ndtms_scnr_in_treatment",
        "Completed and did not return, share of adults in treatment (ViewIt)",
        "Adults who completed treatment and did not come back within six months, as a share of "
        "all in treatment in the period.",
        "high_is_good",
    ),
)


def compute_rates(counts: pd.DataFrame, *, is_rounded: bool) -> pd.DataFrame:
    """Compute every rate that two counts of the same key allow.

    Args:
        counts: Observations of the export, one a key and indicator.
        is_rounded: Whether the counts are rounded to 5.

    Returns:
        Observations with value, numerator, denominator and limits in per cent.
    """
    parts: list[pd.DataFrame] = []
    counts = counts.assign(
        indicator_id=counts["indicator_id"].replace("treatment_number", "ndtms_in_treatment")
    )
    for rate in RATES:
        joined = _beside(counts, rate.numerator, rate.denominator)
        above = joined["numerator"].to_numpy(dtype=float)
        below = joined["denominator"].to_numpy(dtype=float)
        slack = HALF_WIDTH if is_rounded else 0
        usable = (below - slack > 0) & (above <= below)
        joined = joined[usable]
        above, below = above[usable], below[usable]
        if joined.empty:
            continue
        least = np.maximum(above - slack, 0) / (below + slack)
        most = np.minimum((above + slack) / (below - slack), 1)
        lower = proportion_limits(least * (below + slack), below + slack, multiplier=100).lower
        upper = proportion_limits(most * (below - slack), below - slack, multiplier=100).upper
        parts.append(
            joined.assign(
                indicator_id=rate.indicator_id,
                value=100 * above / below,
                lower95=lower,
                upper95=upper,
                limits_basis="computed",
                value_basis="computed",
                note=NOTE_ROUNDED if is_rounded else NOTE_EXACT,
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else counts.iloc[:0]


def compute_penetration(
    counts: pd.DataFrame, estimates: dict[tuple[str, str], Estimate], *, is_rounded: bool
) -> pd.DataFrame:
    """Set people in treatment for opiates or crack against the estimated number of users.

    Args:
        counts: Observations of the export.
        estimates: Estimated users by area and label of the period; never of another period.
        is_rounded: Whether the counts are rounded to 5.

    Returns:
        Observations in per cent; above 100 where the estimate is below the number in treatment.
    """
    treated = counts[
        (counts["indicator_id"] == "ndtms_opiate_crack_in_treatment")
        & (counts["sex"] == "Persons")
        & (counts["age"] == "18+")
        & (counts["breakdown"] == "")
        & counts["numerator"].notna()
    ]
    keys = list(zip(treated["area_code"], treated["period_label"], strict=True))
    made = treated[[key in estimates for key in keys]].copy()
    if made.empty:
        return made
    held = [estimates[key] for key in keys if key in estimates]
    slack = HALF_WIDTH if is_rounded else 0
    people = made["numerator"].to_numpy(dtype=float)
    users = np.array([estimate.number for estimate in held])
    fewest = np.array([estimate.lower for estimate in held])
    most = np.array([estimate.upper for estimate in held])
    return made.assign(
        indicator_id=PENETRATION,
        denominator=users,
        value=100 * people / users,
        lower95=100 * np.maximum(people - slack, 0) / most,
        upper95=100 * (people + slack) / fewest,
        limits_basis="computed",
        value_basis="computed",
        flag="estimated",
        vintage=[estimate.vintage for estimate in held],
        note=NOTE_PENETRATION,
    )


def rate_indicators(used: set[str]) -> list[dict[str, Any]]:
    """Declare the rates among some indicators."""
    declared = [
        declare(
            rate.indicator_id,
            name=rate.name,
            unit="%",
            value_kind="proportion",
            data_source=SOURCE,
            definition=rate.definition,
            multiplier=100.0,
            polarity=rate.polarity,
            interval_method="published",
            outcome_id="recovery",
            numerator_name="people who completed treatment",
            denominator_name="people in treatment",
            inclusion_basis="Adults aged 18 and over in contact with structured treatment.",
            limitations="Worked out here from counts that the publisher rounds to 5.",
        )
        for rate in RATES
        if rate.indicator_id in used
    ]
    if PENETRATION in used:
        declared.append(
            declare(
                PENETRATION,
                name="Opiate and crack users in treatment, share of the estimate (ViewIt)",
                unit="%",
                value_kind="ratio",
                data_source=f"{SOURCE}; estimates of the same year held in the catalogue",
                definition="Adults in treatment in the year who cited opiates or crack, as a share "
                "of the estimated number of users in the same year.",
                multiplier=100.0,
                polarity="high_is_good",
                interval_method="published",
                outcome_id="treatment",
                limitations="The estimate is of people aged 15 to 64, treatment of 18 and over.",
            )
        )
    return declared


def _beside(counts: pd.DataFrame, numerator: str, denominator: str) -> pd.DataFrame:
    key = ["area_code", "period_start", "period_end", "sex", "age", "breakdown_type", "breakdown"]
    above = counts[(counts["indicator_id"] == numerator) & counts["value"].notna()]
    below = counts[(counts["indicator_id"] == denominator) & counts["value"].notna()]
    base = below[[*key, "value"]].rename(columns={"value": "_base"})
    joined = above.merge(base, on=key, how="inner")
    return joined.assign(denominator=joined["_base"]).drop(columns="_base")
