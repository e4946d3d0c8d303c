"""A partnership of several authorities, as if it were one area."""

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import KEY, IntArray, is_usable, number_rows
from cdof_core.comparison.pooling import limits_of_counts
from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import POOLABLE, SUMMABLE

NOT_POOLABLE = "not_poolable"
"""Flag of a combined row that cannot be had: shown as not available for the combined area."""


def combine_areas(members: pd.DataFrame, *, area_code: AreaCode, member_count: int) -> pd.DataFrame:
    """Pool the members' rows into rows of the combined area.

    Counts and money are added; rates and proportions with counts are pooled with new limits. A
    standardised rate, a median, or a key that any member lacks, withholds or flags gives a row
    with no value, flagged `not_poolable`: a partial sum would pass for the whole. That holds too
    where a publication prints two of the members as one (Cornwall with the Isles of Scilly,
    Hackney with the City of London): which of its tables do is not recorded table by table, so
    the figure of one is never taken for both.

    Args:
        members: The members' observation rows with value_kind, multiplier and interval_method.
        area_code: Code of the combined area.
        member_count: How many members it has.

    Returns:
        One row a key with the columns of `members`: area_code replaced, value_basis computed,
        flagged estimated where a member's figure is, and the members' notes kept.

    Source:
        Sum of numerators over sum of denominators, as for any parent area.
    """
    if members.empty:
        return members.copy()
    usable = is_usable(members)
    (number,) = number_rows([members], KEY)
    both = usable & (members["numerator"].notna() & members["denominator"].notna()).to_numpy()
    grouped = members.assign(
        usable=usable, both=both, is_estimate=members["flag"] == "estimated"
    ).groupby(number, sort=True)
    sums = grouped[["usable", "both", "value", "numerator", "denominator"]].sum()
    combined = members[~pd.Series(number).duplicated().to_numpy()].reset_index(drop=True)
    return _with_values(
        combined.assign(
            note=_notes(members["note"], number=number, member_count=member_count),
            flag=np.where(grouped["is_estimate"].any(), "estimated", ""),
        ),
        sums,
        area_code=area_code,
        member_count=member_count,
    )


def _notes(notes: "pd.Series[str]", *, number: IntArray, member_count: int) -> list[str]:
    """Say that rows are combined, followed by what is said of the members, each once."""
    return [
        " ".join([f"Combined from {member_count} authorities.", *_of_members(list(said))])
        for _, said in notes.groupby(number, sort=True)
    ]


def _of_members(notes: list[str]) -> list[str]:
    """Return the notes that no longer note of another member holds, introduced as theirs."""
    distinct = [note for note in dict.fromkeys(notes) if note]
    kept = [
        note for note in distinct if not any(note != other and note in other for other in distinct)
    ]
    return ["Of one or more of them:", *kept] if kept else []


def _with_values(
    combined: pd.DataFrame, sums: pd.DataFrame, *, area_code: AreaCode, member_count: int
) -> pd.DataFrame:
    """Fill values and limits of the combined rows, and flag those that cannot be had."""
    kind, all_usable = combined["value_kind"], (sums["usable"] == member_count).to_numpy()
    all_counted = ((sums["both"] == member_count) & (sums["denominator"] > 0)).to_numpy()
    summed = kind.isin([k.value for k in SUMMABLE]).to_numpy() & all_usable
    pooled = kind.isin([k.value for k in POOLABLE]).to_numpy() & all_counted
    numerator = np.where(pooled, sums["numerator"], np.nan)
    denominator = np.where(pooled, sums["denominator"], np.nan)
    multiplier = combined["multiplier"].to_numpy(dtype=float)
    limits = limits_of_counts(
        numerator=numerator,
        denominator=denominator,
        multiplier=multiplier,
        method=combined["interval_method"].to_numpy(dtype=object),
    )
    total = sums["value"].to_numpy()
    return combined.assign(
        area_code=area_code,
        numerator=np.where(summed, total, numerator),
        denominator=denominator,
        value=np.where(summed, total, numerator / denominator * multiplier),
        limits_basis=np.where(np.isnan(limits["lower95"]), "none", "computed"),
        value_basis="computed",
        flag=np.where(summed | pooled, combined["flag"], NOT_POOLABLE),
        **limits,
    )
