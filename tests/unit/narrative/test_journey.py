"""Completions an area is short of the top quartile, in words that rounding allows."""

import pytest

from cdof_core.narrative.journey import no_quartile_sentence, quartile_sentence

GIVEN = {
    "people": 20.0,
    "treated": 100.0,
    "users": "opiate users",
    "group": "DfE statistical neighbours",
    "areas": 9,
    "target": 25.0,
    "period": "2021/22",
}


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ((5.0, 5.0, 5.0), "the area is 5 completions short of the top quartile"),
        ((5.0, 2.0, 8.0), "5 completions short (2 to 8 with rounding) of the top quartile"),
        ((0.0, 0.0, 0.0), "the area is at or above the top quartile"),
        ((0.0, 0.0, 3.0), "at or above (or up to 3 short, with rounding) the top quartile"),
    ],
)
def test_what_rounding_leaves_is_said(short, said):
    assert said in quartile_sentence(**GIVEN, short=short)


def test_whose_completions_they_are_is_said():
    whole = quartile_sentence(**GIVEN, short=(5.0, 5.0, 5.0))
    assert whole.startswith("With 20 of 100 opiate users completing treatment in 2021/22, ")


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (0, "No top quartile can be drawn: no other area of its group has a figure held here"),
        (1, "No top quartile can be drawn: 1 other area of its group has a figure held here"),
        (3, "No top quartile can be drawn: 3 other areas of its group have a figure held here"),
    ],
)
def test_areas_without_a_top_quartile_are_counted_in_words_that_agree(areas, said):
    assert no_quartile_sentence("", areas=areas).startswith(said)
