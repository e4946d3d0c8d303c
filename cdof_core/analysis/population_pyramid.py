"""How many women and men of each age live in an area and in two comparators."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from cdof_core.analysis.member_sums import summed_over_members
from cdof_core.store import areas as area_store

_STARTS: Final = (0, 15, 30, 45, 65)
"""Where the broad groups begin that words are about; each takes in whole bands."""
_PER_CENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Ages by sex of one reference, the newest that the area has.

    Attributes:
        reference: When, such as mid-2022; empty where the area has none.
        bands: One row a place, sex and band: place, place_rank (0 for the area), sex, age_from,
            band (as shown), people, share (of all people of the place, in per cent) and members.
            A place of which one member has no figure has no rows.
        groups: One row a place and broad group of ages, both sexes: place, place_rank, age_from,
            band, people and share.
        sources: Datasets behind it.
    """

    reference: str
    bands: pd.DataFrame
    groups: pd.DataFrame
    sources: tuple[str, ...]


def gather_pyramid(members: pd.DataFrame) -> Pyramid:
    """Add up ages by sex over the members of the area and of its comparators.

    Args:
        members: One row a place and member: place, place_rank (0 for the area) and area_code.
    """
    counts = area_store.area_ages_by_sex(area_codes=sorted(members["area_code"].unique()))
    keys = ["place", "place_rank", "reference", "year", "sex", "age_from"]
    summed = summed_over_members(members, counts, keys=keys, counted="people")
    own = summed[summed["place_rank"] == 0].sort_values(["year", "reference"])
    reference = str(own["reference"].iloc[-1]) if len(own) else ""
    shown = summed[summed["reference"] == reference]
    bands = _shared(shown, list(shown["age_from"].unique()))
    return Pyramid(
        reference=reference,
        bands=bands.drop(columns=["reference", "year"]),
        groups=_broad(shown),
        sources=tuple(counts.loc[counts["reference"] == reference, "dataset_id"].unique()),
    )


def _broad(bands: pd.DataFrame) -> pd.DataFrame:
    """Add up both sexes and the bands of each broad group."""
    starts = bands["age_from"].map(lambda age: max(start for start in _STARTS if start <= age))
    grouped = bands.assign(age_from=starts.astype("int64")).groupby(
        ["place", "place_rank", "age_from"], as_index=False
    )
    return _shared(grouped.agg(people=("people", "sum")), list(_STARTS))


def _shared(rows: pd.DataFrame, starts: list[int]) -> pd.DataFrame:
    """Add each row's share of its place and the name of its band."""
    ordered = sorted(starts)
    names = {start: f"{start} to {following - 1}" for start, following in pairwise(ordered)}
    names |= {start: f"{start} and over" for start in ordered[-1:]}
    total = rows.groupby("place")["people"].transform("sum")
    made = rows.assign(share=rows["people"] / total * _PER_CENT, band=rows["age_from"].map(names))
    return made.sort_values(["place_rank", "age_from"], kind="stable").reset_index(drop=True)
