"""Who lives in an area, in sentences."""

from typing import Final

from cdof_core.narrative.names import at_start, in_sentence, is_plural, listed
from cdof_core.narrative.numbers import number_text

NO_PYRAMID: Final = (
    "There is no age–sex pyramid here, because the snapshot holds no ages by sex for this area, "
    "and nothing is guessed from other bands. The Data page reads them from the publisher's "
    "mid-year estimates by single year of age and sex (ONS, MYE2)."
)
_MUCH_THE_SAME: Final = 0.5
"""Percentage points below which shares of age groups are called much the same."""
OVERLAP: Final = "The age bands overlap and do not add up."
VINTAGES: Final = (
    "References stand side by side: mid-2020 was estimated before the Census of 2021 was in, "
    "mid-2022 after it. A difference between them is not growth alone, so no line joins them."
)


def population_finding(
    area_name: str, *, persons: float | None, reference: str, shares: list[tuple[str, float]]
) -> str:
    """Say how many people live in an area and how many are adults.

    Args:
        area_name: The area.
        persons: People of all ages; None where it is not held.
        reference: When, as shown.
        shares: Name and share of adults of the area and of its comparators, the area first.
    """
    place = at_start(in_sentence(area_name))
    if persons is None:
        return f"{place}: no population is held"
    said = f"{place}: {number_text(persons)} people in {reference[:1].lower()}{reference[1:]}"
    if not shares:
        return said
    (_, own), *others = shares
    beside = listed([f"{in_sentence(name)} {number_text(share, 1)}%" for name, share in others])
    against = f" ({beside})" if beside else ""
    return f"{said}, {number_text(own, 1)}% of them 18 or over{against}"


def pyramid_finding(
    area_name: str, *, reference: str, beside: str, shares: list[tuple[str, float, float]]
) -> str:
    """Say in which broad age group an area differs most from a comparator.

    Shares are counted from estimates that have no interval: no test is made or claimed.

    Args:
        area_name: The area.
        reference: When, as shown.
        beside: The comparator; empty without one.
        shares: Age group, its share in the area and in the comparator, in per cent.
    """
    place = at_start(in_sentence(area_name))
    if not beside or not shares:
        return f"{place} by age and sex, {reference[:1].lower()}{reference[1:]}"
    other = in_sentence(beside)
    group, own, theirs = max(shares, key=lambda row: abs(row[1] - row[2]))
    if abs(own - theirs) < _MUCH_THE_SAME:
        return (
            f"{place} and {other} have much the same ages: no broad age group differs by half a "
            "percentage point"
        )
    has = "have" if is_plural(area_name) else "has"
    more = "a larger" if own > theirs else "a smaller"
    return (
        f"{place} {has} {more} share of people aged {group} than {other}: "
        f"{number_text(own, 1)}% against {number_text(theirs, 1)}%, the largest difference of "
        f"{len(shares)} age groups"
    )


def ethnicity_finding(area_name: str, *, shares: list[tuple[str, float]]) -> str:
    """Say the two largest ethnic groups of an area.

    Args:
        area_name: The area.
        shares: Group and share, largest first.
    """
    place = at_start(in_sentence(area_name))
    if not shares:
        return f"{place}: no ethnic groups are held"
    first = [f"{_short(group)} {number_text(share, 1)}%" for group, share in shares[:2]]
    return f"{place} in the Census 2021: {listed(first)}"


def deprivation_finding(area_name: str, *, rank: float, of: int, score: float, year: str) -> str:
    """Say where an area stands among all authorities.

    Args:
        area_name: The area.
        rank: 1 for the most deprived.
        of: How many are ranked.
        score: Average score.
        year: Edition of the index.
    """
    place = at_start(in_sentence(area_name))
    return (
        f"{place}: {number_text(rank)} of {of} by deprivation in {year} (1 is the most deprived), "
        f"score {number_text(score, 1)}"
    )


def _short(group: str) -> str:
    return group.partition(",")[0]
