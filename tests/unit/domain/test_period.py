"""What is of long ago: just above, on and just below ten years."""

from datetime import date

import pytest

from cdof_core.domain.period import long_ago_before


@pytest.mark.parametrize(
    ("ended", "is_long_ago"),
    [
        (date(2016, 3, 30), True),
        (date(2016, 3, 31), False),
        (date(2016, 4, 1), False),
    ],
)
def test_more_than_ten_years_are_long_ago(ended, is_long_ago):
    assert (ended < long_ago_before(date(2026, 3, 31))) is is_long_ago


def test_a_leap_day_has_a_day_ten_years_before():
    assert long_ago_before(date(2028, 2, 29)) == date(2018, 2, 28)
