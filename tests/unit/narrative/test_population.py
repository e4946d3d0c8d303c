"""Who lives in an area, in sentences."""

from cdof_core.narrative.population import (
    NO_PYRAMID,
    deprivation_finding,
    ethnicity_finding,
    population_finding,
    pyramid_finding,
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


def said_of(*shares, beside="England"):
    return pyramid_finding("Bedford", reference="Mid-2022", beside=beside, shares=list(shares))


def test_the_age_group_that_differs_most_is_said_with_both_shares():
    assert said_of(("0 to 14", 19.0, 17.5), ("65 and over", 16.2, 18.4)) == (
        "Bedford has a smaller share of people aged 65 and over than England: 16.2% against "
        "18.4%, the largest difference of 2 age groups"
    )
    assert "a larger share of people aged 0 to 14" in said_of(("0 to 14", 19.0, 17.5))


def test_isles_take_the_plural():
    shares = [("65 and over", 26.2, 18.6)]
    said = pyramid_finding("Isles of Scilly", reference="Mid-2022", beside="England", shares=shares)
    assert said.startswith("The Isles of Scilly have a larger share")


def test_small_differences_of_ages_are_no_finding():
    assert said_of(("0 to 14", 17.9, 17.5), ("15 and over", 82.1, 82.5)) == (
        "Bedford and England have much the same ages: no broad age group differs by half a "
        "percentage point"
    )


def test_ages_without_a_comparator_are_only_named():
    assert said_of(beside="") == "Bedford by age and sex, mid-2022"


def test_the_missing_pyramid_says_what_would_bring_it():
    assert "single year of age and sex" in NO_PYRAMID
