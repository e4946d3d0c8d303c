"""Means with Student's t limits."""

import numpy as np
import pytest

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.student import group_means, mean_limits

# Two-sided 95% points of Student's t, from printed tables.
T_95 = {1: 12.7062, 4: 2.7764, 30: 2.0423}


@pytest.mark.parametrize("freedom", T_95)
def test_limits_reach_a_printed_t_of_standard_errors(freedom):
    lower, upper = mean_limits(10.0, 2.0, freedom + 1)
    reach = T_95[freedom] * 2.0 / np.sqrt(freedom + 1)
    assert lower == pytest.approx(10 - reach, abs=2e-4)
    assert upper == pytest.approx(10 + reach, abs=2e-4)


def test_groups_in_any_order():
    means = group_means(["b", "a", "b", "a"], [1, 10, 3, 20])
    assert means.group.tolist() == ["a", "b"]
    assert means.mean.tolist() == [15, 2]
    np.testing.assert_allclose(means.deviation, [np.sqrt(50), np.sqrt(2)])


def test_one_value_has_no_spread():
    means = group_means(["a"], [5])
    assert means.mean.tolist() == [5]
    assert np.isnan([means.deviation, means.lower, means.upper]).all()


def test_a_missing_value_makes_its_group_missing():
    means = group_means(["a", "a", "b", "b"], [1, None, 2, 4])
    np.testing.assert_array_equal(np.isnan(means.mean), [True, False])


def test_a_large_offset_does_not_swamp_the_spread():
    means = group_means([0, 0, 0], [1e9 + 1, 1e9 + 2, 1e9 + 3])
    assert means.deviation[0] == pytest.approx(1)


def test_a_negative_spread_is_refused():
    with pytest.raises(StatisticsInputError, match="deviation must be zero or more"):
        mean_limits(10, -1, 5)
