"""Area names inside sentences."""

import pytest

from cdof_core.narrative.names import (
    at_start,
    group_of,
    in_chart,
    in_sentence,
    listed,
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
    assert listed(["a"]) == "a"
    assert listed([]) == ""
    assert at_start("the North East") == "The North East"


def test_a_group_is_named_with_whose_it_is_and_short_in_a_chart():
    neighbours = "DfE statistical neighbours"
    assert group_of(neighbours, area_name="Bedford") == f"Bedford's {neighbours}"
    assert group_of("North East", area_name="Bedford") == "the North East"
    assert in_chart(neighbours) == "DfE neighbours"
    assert in_chart("England") == "England"
