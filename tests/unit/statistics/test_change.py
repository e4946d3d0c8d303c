"""Change between two periods, and gaps between groups."""

import numpy as np
import pytest

from cdof_core.statistics.change import change_from_previous, difference, percentage_change
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.gaps import absolute_gap, attributable_potential, relative_gap
from cdof_core.statistics.judgement import ABOVE, BELOW, NOT_COMPARED, OVERLAPPING

BEFORE = {"previous": 100.0, "previous_lower": 90.0, "previous_upper": 110.0}


@pytest.mark.parametrize(
    ("lower", "upper", "direction"),
    [
        (110.1, 130, ABOVE),
        (110, 130, OVERLAPPING),
        (70, 90, OVERLAPPING),
        (70, 89.9, BELOW),
        (None, 89.9, NOT_COMPARED),
    ],
)
def test_direction_by_overlap(lower, upper, direction):
    found = change_from_previous(lower, upper, previous_lower=90, previous_upper=110)
    assert found == direction


def test_the_difference_of_symmetric_intervals_adds_their_squares():
    change = difference(120, 112, 128, **BEFORE)
    # The root of 64 + 100.
    assert (change.value, change.lower, change.upper) == pytest.approx(
        (20, 20 - 164**0.5, 20 + 164**0.5)
    )


def test_the_percentage_change_brackets_its_value():
    change = percentage_change(120, 112, 128, **BEFORE)
    assert change.value == pytest.approx(20)
    assert change.lower < 20 < change.upper
    # With no doubt about the earlier value the limits are those of the later one over it.
    sure = percentage_change(120, 112, 128, previous=100, previous_lower=100, previous_upper=100)
    assert (sure.lower, sure.upper) == pytest.approx((12, 28))


def test_a_change_from_what_may_be_nought_has_no_upper_limit():
    change = percentage_change(4, 2, 7, previous=1, previous_lower=0, previous_upper=5.6)
    assert change.upper == np.inf
    assert change.value == pytest.approx(300)


def test_a_change_from_nought_is_not_known():
    change = percentage_change(4, 2, 7, previous=0, previous_lower=0, previous_upper=3.7)
    assert np.isnan([change.value, change.lower, change.upper]).all()


def test_a_change_to_nought_can_be_a_full_fall():
    change = percentage_change(0, 0, 3.7, previous=5, previous_lower=2, previous_upper=11)
    assert (change.value, change.lower) == (-100, -100)


@pytest.mark.parametrize("change", [difference, percentage_change])
def test_missing_gives_missing(change):
    found = change([None, 5], [1, 4], [7, 6], **BEFORE)
    assert np.isnan(found.value[0])
    assert found.value.shape == (2,)


@pytest.mark.parametrize("change", [difference, percentage_change])
@pytest.mark.parametrize(("lower", "upper"), [(121, 130), (110, 119)])
def test_limits_bracket_their_value(change, lower, upper):
    with pytest.raises(StatisticsInputError, match="its value"):
        change(120, lower, upper, **BEFORE)


def test_gaps():
    assert absolute_gap(30, 12) == 18
    assert relative_gap(30, 12) == 2.5
    np.testing.assert_array_equal(relative_gap([1, 2], [0, None]), [np.nan, np.nan])


def test_the_potential_of_the_best_rate_for_all():
    # 60 of 3,000 overall; 10 of 1,000 in the best: 30 of 60 would not happen.
    potential = attributable_potential([30, 20, 10], [1000] * 3, reference=2, multiplier=1000)
    assert (potential.overall, potential.reference) == (20, 10)
    assert (potential.share, potential.events) == pytest.approx((0.5, 30))


def test_a_suppressed_group_leaves_the_potential_unknown():
    potential = attributable_potential([30, None, 10], [1000] * 3, reference=2)
    assert np.isnan([potential.overall, potential.share, potential.events]).all()
    assert potential.reference == 1000


@pytest.mark.parametrize("reference", [-1, 3])
def test_the_reference_is_one_of_the_groups(reference):
    with pytest.raises(StatisticsInputError, match="reference must be"):
        attributable_potential([30, 20, 10], [1000] * 3, reference=reference)
