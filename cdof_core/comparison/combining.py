"""A partnership of several authorities, as if it were one area."""

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import KEY, UNUSABLE_FLAGS
from cdof_core.comparison.pooling import limits_of_counts
from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import POOLABLE, SUMMABLE

NOT_POOLABLE = "not_poolable"
"""Flag of a combined row that cannot be had: shown as not available for the combined area."""


def combine_areas(members: pd.DataFrame, *, area_code: AreaCode, member_count: int) -> pd.DataFrame:
    """Pool the members' rows into rows of the combined area.

    Counts and money are added; rates and proportions with counts are pooled with new limits. A
    standardised rate, a median, or a key that any member lacks, withholds or flags gives a row
    with no value, flagged `not_poolable`: a partial sum would pass for the whole.

    Args:
        members: The members' observation rows with value_kind, multiplier and interval_method.
        area_code: Code of the combined area.
        member_count: How many members it has.

    Returns:
        One row a key with the columns of `members`, area_code replaced, value_basis computed.

    Source:
        Sum of numerators over sum of denominators, as for any parent area.
    """
    if members.empty:
        return members.copy()
    usable = members["value"].notna() & ~members["flag"].isin(UNUSABLE_FLAGS)
    work = members.assign(
        usable=usable,
        has_counts=usable & members["numerator"].notna() & members["denominator"].notna(),
        note_text=members["note"].where(members["note"] != "", other=None),
    )
    grouped = work.groupby(KEY, sort=False, observed=True)
    combined = grouped.first().reset_index()
    facts = grouped.agg(
        usable=("usable", "sum"),
        has_counts=("has_counts", "sum"),
        total=("value", "sum"),
        numerator_sum=("numerator", "sum"),
        denominator_sum=("denominator", "sum"),
    ).reset_index(drop=True)
    return _combined_rows(combined, facts, area_code=area_code, member_count=member_count)


def _combined_rows(
    combined: pd.DataFrame, facts: pd.DataFrame, *, area_code: AreaCode, member_count: int
) -> pd.DataFrame:
    """Fill values, limits and flags of the combined rows."""
    kind = combined["value_kind"]
    summed = (kind.isin([k.value for k in SUMMABLE]) & (facts["usable"] == member_count)).to_numpy()
    pooled = (
        kind.isin([k.value for k in POOLABLE]) & (facts["has_counts"] == member_count)
    ).to_numpy() & (facts["denominator_sum"].to_numpy() > 0)
    numerator = np.where(pooled, facts["numerator_sum"], np.nan)
    denominator = np.where(pooled, facts["denominator_sum"], np.nan)
    multiplier = combined["multiplier"].to_numpy(dtype=float)
    ratio = np.divide(numerator, denominator, out=np.full(len(combined), np.nan), where=pooled)
    limits = limits_of_counts(
        numerator=numerator,
        denominator=denominator,
        multiplier=multiplier,
        method=combined["interval_method"].to_numpy(dtype=object),
    )
    has_limits = ~np.isnan(limits["lower95"])
    rows = combined.assign(
        area_code=area_code,
        numerator=np.where(summed, facts["total"], numerator),
        denominator=denominator,
        value=np.where(summed, facts["total"], ratio * multiplier),
        limits_basis=np.where(has_limits, "computed", "none"),
        value_basis="computed",
        flag=np.where(summed | pooled, "", NOT_POOLABLE),
        note=f"Combined from {member_count} authorities.",
        **limits,
    )
    return rows.drop(columns=["usable", "has_counts", "note_text"])
