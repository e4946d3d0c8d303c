"""Who lives in an area, in sentences."""

from cdof_core.narrative.population import (
    NO_PYRAMID,
    deprivation_finding,
    ethnicity_finding,
    population_finding,
)


def test_people_and_adults_are_said_beside_others():
    said = population_finding(
        "Isle of Wight",
        persons=140_906.0,
        reference="Mid-2022",
        shares=[("Isle of Wight", 83.2), ("England", 79.2), ("South East", 79.4)],
    )
    assert said == (
        "The Isle of Wight: 140,906 people in mid-2022, 83.2% of them 18 or over "
        "(England 79.2% and the South East 79.4%)"
    )


def test_what_is_not_held_is_said():
    assert population_finding("Bedford", persons=None, reference="", shares=[]) == (
        "Bedford: no population is held"
    )
    assert ethnicity_finding("Bedford", shares=[]) == "Bedford: no ethnic groups are held"
    assert population_finding("Bedford", persons=5.0, reference="Mid-2022", shares=[]) == (
        "Bedford: 5 people in mid-2022"
    )


def test_the_two_largest_groups_are_named_shortly():
    said = ethnicity_finding(
        "Bedford", shares=[("White", 75.7), ("Asian, Asian British or Asian Welsh", 12.6)]
    )
    assert said == "Bedford in the Census 2021: White 75.7% and Asian 12.6%"


def test_the_direction_of_the_rank_is_said():
    said = deprivation_finding("Bedford", rank=94, of=153, score=19.75, year="IMD 2025")
    assert said == (
        "Bedford: 94 of 153 by deprivation in IMD 2025 (1 is the most deprived), score 19.8"
    )


def test_the_missing_pyramid_says_what_would_bring_it():
    assert "single year of age and sex" in NO_PYRAMID
