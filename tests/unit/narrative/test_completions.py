"""Completions that an area is short of, with a mark that the sum can be checked by."""

from math import nan

import pytest

from cdof_core.narrative.completions import mark_text


@pytest.mark.parametrize(
    ("rate", "done", "people", "short", "printed"),
    [
        # 36.525% of 1,161 is 424.06, so 43 more than 382; by 36.5% it would be 423.77, so 42.
        (36.525, 382, 1161, 43, "36.53%"),
        (36.5, 382, 1161, 42, "36.5%"),
        (20.0, 10, 100, 10, "20.0%"),
        (10.0, 20, 100, 0, "10.0%"),
        (nan, 20, 100, nan, "–"),
    ],
)
def test_the_mark_has_the_places_that_its_sum_needs(rate, done, people, short, printed):
    assert mark_text(rate, short=short, completions=done, people=people) == printed
