"""Goals beyond the published cases: ranges, last year's England, percentiles."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.goals import (
    MET,
    NOT_MET,
    PARTLY_MET,
    interval_goal,
    last_year_goal,
    percentile_goal,
    range_goal,
    single_value_goal,
)
from cdof_core.statistics.judgement import NOT_COMPARED


@pytest.mark.parametrize(
    ("value", "when_high_is_good", "when_low_is_good"),
    [
        (4.9, NOT_MET, MET),
        (5, PARTLY_MET, PARTLY_MET),
        (6.9, PARTLY_MET, PARTLY_MET),
        (7, MET, NOT_MET),
        (None, NOT_COMPARED, NOT_COMPARED),
    ],
)
def test_a_range(value, when_high_is_good, when_low_is_good):
    ends = {"goal_lower": 5, "goal_upper": 7}
    assert range_goal(value, **ends, high_is_good=True) == when_high_is_good
    assert range_goal(value, **ends, high_is_good=False) == when_low_is_good


def test_a_range_the_wrong_way_round_is_refused():
    with pytest.raises(StatisticsInputError, match="goal_lower must not be above"):
        range_goal(5, goal_lower=7, goal_upper=5, high_is_good=True)


def test_last_years_england_is_to_be_reached_whatever_the_polarity():
    assert last_year_goal([9.9, 10, 10.1, None], 10).tolist() == [NOT_MET, MET, MET, NOT_COMPARED]


def test_percentiles_of_all_areas():
    # 0 to 100 by ones: the 25th percentile is 25, the 75th is 75.
    found = percentile_goal(
        [24, 25, 74, 75],
        np.arange(101),
        lower_percentile=25,
        upper_percentile=75,
        high_is_good=True,
    )
    assert found.tolist() == [NOT_MET, PARTLY_MET, PARTLY_MET, MET]


def test_percentiles_of_three_areas_are_not_compared_with():
    found = percentile_goal(
        5, [1, 2, 3], lower_percentile=25, upper_percentile=75, high_is_good=True
    )
    assert found == NOT_COMPARED


def test_missing_limits_are_not_compared():
    assert interval_goal(None, 5, 4, high_is_good=True) == NOT_COMPARED
    assert single_value_goal([1, None], 1, high_is_good=True).tolist() == [MET, NOT_COMPARED]
