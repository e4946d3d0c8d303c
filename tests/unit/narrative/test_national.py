"""Titles of national figures."""

from cdof_core.narrative.national import (
    extremes_finding,
    headline_finding,
    latest_words,
    most_finding,
    panel_name,
    series_words,
)


def row(panel, value, period="2021", **more):
    return {
        "panel": panel,
        "line": panel,
        "value": value,
        "unit": "per million",
        "decimals": 1,
        "period_label": period,
        "period_end": period,
    } | more


def test_highest_and_lowest_are_named_with_their_period():
    rows = [row("North East", 104.1), row("London", 33.0), row("East of England", 27.4)]
    said = extremes_finding(rows, subject="the rate", beside=row("x", 52.2, line="England"))
    assert said == (
        "The rate: highest for the North East (104.1 per million), lowest for the East of England "
        "(27.4) in 2021; England 52.2"
    )


def test_one_panel_is_neither_highest_nor_lowest():
    said = extremes_finding([row("London", 33.0)], subject="the rate")
    assert said == "The rate: London 33.0 per million in 2021"


def test_nothing_is_said_to_be_nothing():
    assert extremes_finding([], subject="the rate") == "The rate: no figures"
    assert most_finding([], subject="the rate", whole="All") == (
        "The rate: no figures of the whole and its parts"
    )
    assert headline_finding([], held=0, total=12) == (
        "No headline measure has a national figure here"
    )


def test_groups_of_substances_are_not_named_among_the_parts():
    rows = [row("All", 84.4), row("Any opiate", 38.7), row("Heroin or morphine", 21.1)]
    said = most_finding(rows, subject="deaths", whole="All")
    assert said == "Deaths: 84.4 per million in 2021, most for heroin or morphine (21.1)"


def test_headline_measures_are_counted_and_dated():
    newest = [row("Pupils", 12, "2011"), row("Adults", 3, "2024")]
    assert headline_finding(newest, held=2, total=3) == (
        "2 of 3 headline measures have a national figure: the newest is of 2024 (Adults), "
        "the oldest of 2011 (Pupils)"
    )


def test_names_of_places_keep_their_capitals():
    assert panel_name("South West") == "the South West"
    assert panel_name("Quintile 1 (most deprived)") == "quintile 1 (most deprived)"
    assert panel_name("London") == "London"


def test_a_series_of_one_point_is_said_once():
    assert series_words([row("England", 1.0)]) == "England: 1.0 per million in 2021"
    both = series_words([row("England", 1.0, "1993"), row("England", 2.0)])
    assert both == "England: 2.0 per million in 2021, 1.0 in 1993"
    assert latest_words(row("x", 2.0, "YE Mar 2024")) == "2.0 per million in the year to March 2024"
