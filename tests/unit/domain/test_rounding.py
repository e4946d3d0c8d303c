"""How a publisher rounded a figure, read from its note and nowhere else."""

import pytest

from cdof_core.domain.rounding import Rounding, rounding_of, stated_places


@pytest.mark.parametrize(
    ("note", "rounding"),
    [
        ("Rounded to 5 by the publisher.", Rounding.TO_FIVE),
        (
            "Rounded to 5 by the publisher. Admissions over the mid-year population.",
            Rounding.TO_FIVE,
        ),
        ("Rounded in the report.", Rounding.TO_WHOLE),
        ("Both counts are rounded to 5: the limits follow.", Rounding.NONE),
        ("", Rounding.NONE),
        (float("nan"), Rounding.NONE),
    ],
)
def test_a_note_says_how_a_figure_was_rounded(note, rounding):
    assert rounding_of(note) is rounding


@pytest.mark.parametrize(
    ("value", "note", "places"),
    [
        (53.0, "Rounded in the report.", 0),
        (53.5, "Rounded in the report.", 1),
        (53.0, "", 1),
        (None, "Rounded in the report.", 1),
    ],
)
def test_a_value_published_whole_is_printed_whole(value, note, places):
    assert stated_places(value, decimals=1, note=note) == places
