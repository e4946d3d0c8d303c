"""The year of a population is named where it is not the year of the counts."""

import pytest

from cdof_core.narrative.other_years import population_of_another_year

OFFENCES = "Offences of the year to June 2025 over the mid-2022 population."


@pytest.mark.parametrize(
    ("note", "period", "said"),
    [
        (OFFENCES, "YE Jun 2025", "over the mid-2022 population"),
        ("Spend over the Census 2021 population.", "2024/25", "over the Census 2021 population"),
        (OFFENCES, "2022", ""),
        ("Rounded to the nearest five.", "2024", ""),
        ("", "2024", ""),
    ],
)
def test_only_another_year_is_named(note: str, period: str, said: str) -> None:
    assert population_of_another_year(note, period=period) == said
