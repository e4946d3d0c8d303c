"""Sentences on harm and on the places figures are of."""

import pytest

from cdof_core.narrative.harm_and_supply import (
    Delay,
    absent_sentence,
    delay_sentence,
    force_sentence,
    harm_title,
    rates_title,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("judgements", "title"),
    [
        (["worse", "better", "similar", "not_compared"],
         "Bedford: 1 of 3 measures of harm is worse than England, 1 better"),
        (["much_worse", "worse"],
         "Bedford: 2 of 2 measures of harm are worse than England, 0 better"),
        (["similar"], "Bedford: 0 of 1 measure of harm is worse than England, 0 better"),
        (["not_compared"], "Harm, supply and crime: no measure of harm in Bedford can be compared"),
        ([], "Harm, supply and crime: nothing is held for Bedford"),
    ],
)  # fmt: skip
def test_the_title_counts_judgements(judgements, title):
    assert harm_title(judgements, area_name="Bedford", benchmark_label="England") == title


def test_a_force_is_said_to_be_another_place():
    said = force_sentence(
        area_name="Bedford",
        force="Bedfordshire police force area",
        authorities=("Bedford", "Central Bedfordshire", "Luton"),
        is_area=False,
    )
    assert said == (
        "The Bedfordshire police force area covers Bedford, Central Bedfordshire and Luton: its "
        "figures are of all of that, and are not figures of Bedford."
    )


def test_many_authorities_are_counted_and_one_is_said_to_be_the_same():
    many = force_sentence(
        area_name="Barnet", force="Met", authorities=tuple("abcdefgh"), is_area=False
    )
    assert many.startswith("The Met covers 8 authorities: its figures")
    same = force_sentence(
        area_name="Cumbria", force="Cumbria police force area", authorities=("Cumbria",),
        is_area=True,
    )  # fmt: skip
    assert same.endswith("covers Cumbria and nowhere else, so its figures are of the same place.")


def test_the_delay_names_both_places_and_periods():
    said = delay_sentence(
        area_name="Bedford", local=Delay(169.0, "2014-16", 26.0), national=Delay(203.0, "2021")
    )
    assert "169 days in Bedford (26 deaths registered in 2014–16)" in said
    assert "203 days in England (deaths registered in 2021)" in said
    assert (
        "(deaths registered in 2021), so a death may be counted in a later year than its own. "
        "The two are of different years. Numbers by"
    ) in said
    only = delay_sentence(area_name="Bedford", local=Delay(NAN, ""), national=Delay(203.0, "2021"))
    assert "Bedford (" not in only
    assert "different years" not in only
    assert delay_sentence(
        area_name="Bedford", local=Delay(NAN, ""), national=Delay(NAN, "")
    ).endswith("How long registration takes is not held.")


def test_crime_is_higher_and_lower_and_never_more_than_judged():
    judged = [("drug offences", "lower"), ("vehicle offences", "worse"), ("robbery", "similar")]
    assert rates_title(judged, area_name="Bedford", benchmark_label="England") == (
        "Recorded crime in Bedford: higher than England for vehicle offences, lower for drug "
        "offences"
    )
    assert rates_title(judged[2:], area_name="Bedford", benchmark_label="England") == (
        "Recorded crime in Bedford: nothing differs significantly from England"
    )


def test_what_is_not_published_is_listed():
    assert absent_sentence(["A", "B"], area_name="Bedford") == (
        "Not published for Bedford in the data held: A; B."
    )
