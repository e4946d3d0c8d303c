"""Who lives in an area, in sentences."""

from typing import Final

from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import number_text

NO_PYRAMID: Final = (
    "There is no age–sex pyramid here, because the snapshot holds no ages by sex: the populations "
    "that ship are for four bands (all ages, 18 and over, 15 to 64, 16 to 59), without sex, and "
    "nothing is guessed from them. The publisher's mid-year estimates by single year of age and "
    "sex (ONS, MYE2) would be needed; this version neither holds nor draws them."
)
OVERLAP: Final = "The age bands overlap and do not add up."
VINTAGES: Final = (
    "Three references side by side: mid-2020 was estimated before the Census of 2021 was in, "
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
