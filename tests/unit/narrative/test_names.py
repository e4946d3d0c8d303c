"""Area names inside sentences."""

import pytest

from cdof_core.narrative.names import (
    at_start,
    group_of,
    in_chart,
    in_sentence,
    listed,
    measures_listed,
    possessive,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bedford", "Bedford"),
        ("Isles of Scilly", "the Isles of Scilly"),
        ("City of London", "the City of London"),
        ("Bristol, City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("North East", "the North East"),
        ("Yorkshire and The Humber", "Yorkshire and the Humber"),
    ],
)
def test_names(name, expected):
    assert in_sentence(name) == expected


def test_possessives():
    assert possessive("St. Helens") == "St. Helens'"
    assert possessive("Bedford") == "Bedford's"


def test_lists_and_capitals():
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["England", "England and Wales"]) == "England, and England and Wales"
    assert listed(["a"]) == "a"
    assert listed([]) == ""
    assert at_start("the North East") == "The North East"


def test_a_group_is_named_with_whose_it_is_and_short_in_a_chart():
    neighbours = "DfE statistical neighbours"
    assert group_of(neighbours, area_name="Bedford") == f"Bedford's {neighbours}"
    assert group_of("North East", area_name="Bedford") == "the North East"
    assert in_chart(neighbours) == "DfE neighbours"
    assert in_chart("England") == "England"


def test_measures_are_listed_as_english_does():
    assert measures_listed(
        [
            "the rate of police recorded homicides",
            "the rate of police recorded robberies",
            "the age-standardised rate of deaths from drug misuse",
            "the median delay in registering deaths from drug misuse",
        ]
    ) == (
        "the rates of police recorded homicides and police recorded robberies; "
        "the age-standardised rate of deaths from drug misuse; "
        "and the median delay in registering deaths from drug misuse"
    )
    assert measures_listed(["the share of adults"]) == "the share of adults"
    assert measures_listed([]) == ""


def test_of_whom_something_was_found_is_said_once():
    base = "the share of children in need assessments that found"
    said = measures_listed(
        [f"{base} drug misuse by a parent or carer", f"{base} drug misuse by the child"]
    )
    assert said == (
        "the shares of children in need assessments that found drug misuse by a parent or carer "
        "and drug misuse by the child"
    )


def test_a_measure_with_a_comma_of_its_own_stands_alone_in_a_list():
    crimes = "the rate of police recorded crimes, fraud left out"
    said = measures_listed([crimes, "the rate of police recorded robberies"])
    assert said == f"{crimes}; and the rate of police recorded robberies"
