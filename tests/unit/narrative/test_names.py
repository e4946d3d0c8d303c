"""Area names inside sentences."""

import pytest

from cdof_core.narrative.names import at_start, in_sentence, listed, possessive


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
