"""The year of a population, where a rate's counts are of another one."""

import re
from typing import Final

_POPULATION: Final = re.compile(r"over the (?:mid-|Census )(?P<year>\d{4}) population")


def population_of_another_year(note: str, *, period: str) -> str:
    """Name the population that a rate was computed over, where its year is not the period's.

    Args:
        note: What the figure's own note says.
        period: Label of the figure's period.

    Returns:
        For example "over the mid-2022 population"; empty where the years agree or none is named.
    """
    found = _POPULATION.search(note)
    if found is None or found["year"] in period:
        return ""
    return found[0]
