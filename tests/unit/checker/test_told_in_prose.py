"""Counts that a chapter hides and its sentences give away."""

import pytest

GIVEN_AWAY = (
    (
        "3",
        "Drug deaths fell in the county. 20 of 23 deaths were elsewhere in the county and fewer "
        "than 5 in Northvale.",
    ),
    (
        "2",
        "In 2022/23 there were 48 young people in treatment in the county. The number in Kilnford "
        "is suppressed because it is below 5; the other districts together had 46 young people.",
    ),
    (
        "4",
        "Table 1: Deaths by district, 2021\nDistrict\tDeaths\nNorthvale\t9\nEastmere\t<5\n"
        "Kilnford\t11\n\nOf the 24 deaths in the county, 20 were outside Eastmere.\n",
    ),
)
KEPT = (
    # The place says of which services, not where those are that answered.
    "Counts below 5 are hidden. 46 of 48 services outside the city returned the survey.",
    # A rest of 30 hides nothing.
    "Of 230 deaths in the county, 200 were elsewhere and 30 in Northvale; fewer than 5 were young.",
    # Nothing is hidden.
    "Of the 24 deaths in the county, 20 were outside Eastmere.",
    "20 of 23 people said that the service helped them; fewer than 5 had complaints.",
    "Numbers under 5 are suppressed. In 2022, 64 people in other districts used the service.",
)


@pytest.mark.parametrize(("left", "text"), GIVEN_AWAY)
def test_a_whole_and_what_was_elsewhere_give_a_hidden_count_away(check, left, text):
    found = [one for one in check(text) if one.kind == "disclosure by subtraction"]
    assert [one.expected for one in found] == [left]


@pytest.mark.parametrize("text", KEPT)
def test_what_hides_nothing_or_leaves_a_large_rest_is_left_alone(check, text):
    assert check(text) == ()
