"""Printed numbers as intervals, and digits that changed places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.printed_numbers import exact, is_transposed, rounded


@pytest.mark.parametrize(
    ("printed", "follows", "swapped"),
    [
        ("19.6", "16.9", True),
        ("1,758", "1,785", True),
        ("19.6%", "16.9%", True),
        ("9.3", "3.9", True),
        ("19.6", "19.6", False),
        ("19.6", "61.9", False),
        ("196", "691", False),
        ("19.6", "16.99", False),
        ("11.6", "16.2", False),
    ],
)
def test_two_neighbouring_digits_that_changed_places(printed, follows, swapped):
    assert is_transposed(printed, follows) is swapped


@given(top=st.integers(0, 10**6), bottom=st.integers(1, 10**6), places=st.integers(0, 3))
def test_a_rounded_quotient_agrees_with_its_parts(top, bottom, places):
    follows = exact(top).over(exact(bottom), multiplier=100)
    assert follows.agrees(rounded(round(100 * top / bottom, places), places=places))


def test_agreement_ends_half_a_unit_away():
    # 9/139 = 6.4748%: 6 is right, 7 is not; 6.5 is right to one place.
    follows = exact(9).over(exact(139), multiplier=100)
    assert follows.gives(rounded(6, places=0))
    assert not follows.agrees(rounded(7, places=0))
    assert follows.gives(rounded(6.5, places=1))


@pytest.mark.parametrize(("top", "bottom"), [(-1, 5), (1, 0), (1, -2)])
def test_what_cannot_be_divided_is_refused(top, bottom):
    with pytest.raises(StatisticsInputError):
        exact(top).over(exact(bottom))
