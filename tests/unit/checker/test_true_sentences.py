"""True sentences of a needs assessment that look like errors of prose are left alone."""

import pytest

TWO_PLACES = (
    "Services in Bedford saw a total of 300 clients, 120 for opiates and 90 for alcohol.",
    "Deaths in Bedford came to a total of 60 people, 45 by poisoning and 20 with alcohol.",
    "Staff in Luton saw a total of 300 clients, 120 of them men and 90 with children.",
    "Public Health England reported that Bedford had a total of 300 clients, 120 in prison and 90 "
    "at home.",
    "Turning Point saw twice as many men in Bedford, 120 for opiates and 90 for alcohol.",
    "Hospitals in Luton treated twice as many, 45 in one ward and 40 in another.",
    "Naloxone in Kilnford reached a total of 300 homes, 120 by post and 90 by hand.",
    "Crack users in Luton were together 80, 45 with opiates and 30 with alcohol.",
    "Bedford had 45 deaths and Luton 30, with twice as many men as women among them.",
    "Men in Bedford waited 21 days against 18 for women, a difference of 5 since Spring.",
    "Police in Kilnford made 45 arrests, 10 more than Harrowden expected, and gave 20 cautions.",
    "Life expectancy was 82 in Bedford and 78 in Luton, a gap of 5 years.",
    "Kilnford had 45 beds for 90 people and a total of 200 referrals to Turning Point.",
    "Change Grow Live treated a total of 300 people in Luton, 120 by day and 90 by night.",
    "Northvale had 45 deaths and Eastmere had 30, half as many men.",
)
TWO_PLACES_WRONG = (
    "Northvale's 45 deaths and Eastmere's 30 give a total of 85.",  # 75
    "Harrowden saw 45 deaths and Kilnford saw 30, a gap of 25.",  # 15
)


@pytest.mark.parametrize("text", TWO_PLACES)
def test_numbers_that_are_of_no_two_places_are_left_alone(check, text):
    assert check(text) == ()


@pytest.mark.parametrize("text", TWO_PLACES_WRONG)
def test_numbers_that_are_each_of_a_place_are_still_held(check, text):
    assert len(check(text)) == 1
