"""Ranks in words."""

import pytest

from cdof_core.narrative.ranks import ordinal, place_finding, rank_finding, rank_words


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (102, "102nd"), (111, "111th")],
)  # fmt: skip
def test_ordinals(number, text):
    assert ordinal(number) == text


@pytest.mark.parametrize(
    ("rank", "of", "words"),
    [(1, 11, "highest of 11"), (2, 11, "2nd highest of 11"), (6, 11, "6th highest of 11"),
     (7, 11, "5th lowest of 11"), (11, 11, "lowest of 11"), (1, 1, "highest of 1")],
)  # fmt: skip
def test_a_rank_is_said_from_the_nearer_end(rank, of, words):
    assert rank_words(rank, of) == words


def test_the_title_names_group_and_value_or_says_there_is_none():
    said = {"area_name": "Bedford", "of": 11, "group_words": "in the East of England"}
    assert rank_finding(value="17.0%", rank=3, short_name="Parents", **said) == (
        "Parents: Bedford is 3rd highest of 11 in the East of England, at 17.0%"
    )
    assert rank_finding(value="–", rank=None, short_name="Parents", **said) == (
        "Parents: Bedford has no figure to rank with the 11 in the East of England"
    )
    assert rank_finding(value="–", rank=None, short_name="Parents", **said | {"of": 0}) == (
        "Parents: Bedford has no figure, neither has any other authority in the East of England"
    )
    everyone = said | {"of": 0, "group_words": "authorities in England"}
    assert rank_finding(value="–", rank=None, short_name="Parents", **everyone) == (
        "Parents: Bedford has no figure, neither has any other authority in England"
    )


def test_a_name_in_the_plural_has_its_verb():
    said = place_finding(
        area_name="Isles of Scilly",
        value="1.8",
        rank=9,
        is_joint=False,
        of=15,
        group_words="in the South West",
    )
    assert said == "The Isles of Scilly are 9th of 15 in the South West, highest first: 1.8"


def test_a_place_is_counted_from_the_highest_and_never_without_its_value():
    said = {"area_name": "Isle of Wight", "value": "5.5 per 100,000", "of": 10}
    assert place_finding(rank=1, is_joint=False, group_words="in the South East", **said) == (
        "The Isle of Wight is 1st of 10 in the South East, highest first: 5.5 per 100,000"
    )
    assert "is joint 3rd of 10 authorities with a figure, highest first: 5.5" in place_finding(
        rank=3, is_joint=True, group_words="authorities with a figure", **said
    )
