"""Counts of a place as the sum of its members' counts."""

import pandas as pd


def summed_over_members(
    members: pd.DataFrame, counts: pd.DataFrame, *, keys: list[str], counted: str
) -> pd.DataFrame:
    """Add up the members of each place; a place of which one member has no figure has no sum.

    Args:
        members: One row a place and member: place, place_rank and area_code.
        counts: One row a member and whatever else the keys tell apart, with the counts.
        keys: Columns of both that a sum is made for, place and place_rank among them.
        counted: Column of the counts.

    Returns:
        The keys, the sum under the name of the counts, and members (how many were added up).
    """
    joined = members.merge(counts[counts[counted].notna()], on="area_code")
    sums = joined.groupby(keys, as_index=False).agg(
        **{counted: (counted, "sum"), "members": ("area_code", "nunique")}
    )
    size = sums["place"].map(members.groupby("place")["area_code"].nunique())
    return sums[sums["members"] == size].reset_index(drop=True)
